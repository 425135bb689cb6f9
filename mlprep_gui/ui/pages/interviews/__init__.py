"""Interviews: the list of all, one with all that follows from its times, and the form."""
