"""All tables in one place, for whoever needs the whole of the metadata."""

from __future__ import annotations

import bot.audit.tables
import bot.board.tables
import bot.care.tables
import bot.db.meta
import bot.outbox.tables
import bot.quiet
import bot.servers  # noqa: F401
from bot.feature import features

features()
