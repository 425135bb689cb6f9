"""What one writes down before and after an interview."""
