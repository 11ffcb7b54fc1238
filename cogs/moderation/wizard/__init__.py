"""The set-up: guided, tried, and saved only when it works."""
