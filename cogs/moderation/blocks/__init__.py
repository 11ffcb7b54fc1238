"""Blocking an author without knowing who it is, and their one appeal."""
