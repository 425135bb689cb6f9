"""The review of one attempt."""
