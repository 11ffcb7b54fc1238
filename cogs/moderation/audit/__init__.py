"""What moderators did."""
