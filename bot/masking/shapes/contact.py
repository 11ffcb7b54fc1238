"""Emails, links, handles and Discord mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking.found import Found

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]{2,500}(?<![.,;:!?)])", re.I)
_MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w{2,32}:)(\d{15,22})>")
_HANDLE = re.compile(r"(?<![\w@/])@[\w.]{2,40}(?<!\.)")


def find(text: str) -> Iterator[Found]:
    """Contact details in the plain text; none of them can be undone."""
    for match in _EMAIL.finditer(text):
        yield Found(*match.span(), "EMAIL", "email", 0.99, "email", fixed=True)
    for match in _URL.finditer(text):
        yield Found(*match.span(), "URL", "link", 0.99, "link", fixed=True)
    for match in _MENTION.finditer(text):
        yield Found(*match.span(), "ID", "mention", 0.99, "member", fixed=True)
    for match in _HANDLE.finditer(text):
        yield Found(*match.span(), "HANDLE", "handle", 0.95, "handle", fixed=True)
