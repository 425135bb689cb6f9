"""One package a page; pages do not know each other."""
