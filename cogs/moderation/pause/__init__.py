"""Stopping publication, by hand or when a server is flooded."""
