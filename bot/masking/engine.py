"""The anonymizer: what the author told us, then what has a shape, then what is merely unusual."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.masking import known as told
from bot.masking import resolve
from bot.masking.model import Known, Masked
from bot.masking.normalise import normalise
from bot.masking import shapes

_NOTHING: Mapping[str, str] = MappingProxyType({})
_NOBODY = Known()


def mask(text: str, known: Known = _NOBODY, glossary: Mapping[str, str] = _NOTHING) -> Masked:
    """Find what could identify the author. ``glossary`` is that of an earlier text of the same post."""
    plain = normalise(text)
    finds = [*told.find(plain.text, known), *shapes.find(plain.text)]
    return resolve.spans_of(text, plain, resolve.settle(finds), glossary)
