"""Files for calendar programs, and the system's own time zone."""
