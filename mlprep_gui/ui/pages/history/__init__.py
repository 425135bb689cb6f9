"""The list of past attempts."""
