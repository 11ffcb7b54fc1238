"""What a community may know of itself."""
