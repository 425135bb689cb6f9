"""Question packs and checklists as TOML files."""
