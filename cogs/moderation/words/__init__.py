"""Words and patterns that hold a post for review."""
