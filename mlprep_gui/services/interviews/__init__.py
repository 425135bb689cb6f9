"""Interviews, their checklists and their preparation as use cases."""
