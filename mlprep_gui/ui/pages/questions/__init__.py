"""The questions there are."""
