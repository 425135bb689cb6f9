"""The page of the Whisper models: what there is, what suits this computer, downloads."""
