"""Speech to words, in a child process that owns the model."""
