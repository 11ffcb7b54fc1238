"""The kernel: what every feature stands on."""
