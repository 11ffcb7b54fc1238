"""Colours. None of them carries a meaning that words do not carry too."""

from __future__ import annotations

import discord

ACCENT = discord.Colour(0x5B8DB8)
CAUTION = discord.Colour(0xC98B3B)
QUIET = discord.Colour(0x8A8F98)
