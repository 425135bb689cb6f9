"""The recognisers. Imported by the child process only."""
