"""The one call through which every text that people read passes."""

from __future__ import annotations


def t(text: str, /, **values: object) -> str:
    """The text in the reader's language, with ``{name}`` replaced by the values given.

    English is the only language so far; a catalogue is looked up here, keyed by the English text.
    """
    return text.format(**values) if values else text
