"""Prose to safe text and back: what is printed is decided here, what it looks like is not."""
