"""Detectors of what has a shape: contact details, money, dates, numbers, places."""
