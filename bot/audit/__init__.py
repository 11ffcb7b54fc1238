"""The audit: which moderator did what, when and why. Entries are only ever added; never one about an author."""

from bot.audit.entry import Entry, Fault
from bot.audit.log import Audit
from bot.audit.words import action_words

__all__ = ["Audit", "Entry", "Fault", "action_words"]
