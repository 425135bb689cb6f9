"""The test of the microphone: a dialog that any page can have opened."""
