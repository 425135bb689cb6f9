"""Builds the pages (``makers``) out of their tools, and ties them together (``ties``)."""
