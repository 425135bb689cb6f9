"""MLPrep: practise answering machine-learning interview questions aloud, offline."""

__version__ = "0.1.0"
