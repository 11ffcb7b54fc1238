"""What waits for moderators, and what they decide."""
