"""Paper: how pages are laid out, written as PDF and printed; and the sheet for the briefcase."""
