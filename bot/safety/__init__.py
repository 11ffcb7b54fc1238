"""What members typed, made safe: neutral text, word rules, crisis language. Pure: no Discord, no database."""
