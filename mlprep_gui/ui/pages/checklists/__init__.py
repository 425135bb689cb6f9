"""What to have ready before an interview."""
