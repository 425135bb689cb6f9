"""One answer from the choice of its question to the hand-over, and the devices it needs."""
