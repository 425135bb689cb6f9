"""SQLite: attempts, transcripts, verdicts, ticks and notes."""
