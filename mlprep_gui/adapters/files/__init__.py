"""Where things lie on this system: folders, the settings file, the log, crash reports, clocks."""
