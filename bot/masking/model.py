"""What goes into the anonymizer and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple

Action = Literal["mask", "suggest"]


@dataclass(frozen=True, slots=True)
class Known:
    """What the author told us: all of it goes, wherever it stands."""

    company: str = ""
    role: str = ""
    stage: str = ""
    author: tuple[str, ...] = ()
    """The author's own names: display name, user name, nickname."""
    also: tuple[str, ...] = ()
    """What they typed when asked whether a person, company or place is still in there."""


class Span(NamedTuple):
    """A stretch of the original text (``start`` and ``end`` in code points) and what is to stand in its
    place.
    """

    start: int
    end: int
    type: str
    """PERSON, COMPANY, PRODUCT, EMAIL, PHONE, URL, HANDLE, LOCATION, DATE, MONEY, ID, SCHOOL, ADDRESS or
    OTHER.
    """
    rule: str
    confidence: float
    action: Action
    replacement: str
    key: str
    """The covered text, normalised: the same key is the same thing, and decisions go by key."""
    fixed: bool
    """Contact details and full names: these the author may not undo."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the author changed in the preview, by key of the spans."""

    undone: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Masked:
    """A text, the spans found in it (sorted, never overlapping), and the text with them replaced."""

    original: str
    spans: tuple[Span, ...]
    glossary: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Key to placeholder: hand it to the next text of the same post, so that names stay the same."""

    @property
    def masked(self) -> str:
        """The text after automatic masking."""
        return self.text(Decisions())

    @property
    def masked_all(self) -> str:
        """The text with every suggestion taken as well."""
        return self.text(Decisions(accepted=frozenset(span.key for span in self.spans)))

    def text(self, decisions: Decisions) -> str:
        """The text after the author's decisions; fixed spans are replaced whatever they say."""
        parts, at = [], 0
        for span in self.spans:
            if applies(span, decisions):
                parts += [self.original[at : span.start], span.replacement]
                at = span.end
        return "".join([*parts, self.original[at:]])


def applies(span: Span, decisions: Decisions) -> bool:
    """Whether the span is replaced under these decisions."""
    if span.action == "suggest":
        return span.key in decisions.accepted
    return span.fixed or span.key not in decisions.undone
