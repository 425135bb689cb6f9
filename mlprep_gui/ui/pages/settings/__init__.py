"""The settings page: each change takes effect at once."""
