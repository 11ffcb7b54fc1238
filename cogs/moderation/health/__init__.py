"""What does not work on a server, told once, until it is mended."""
