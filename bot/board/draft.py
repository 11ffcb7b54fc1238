"""A draft's values: what a kind of post asks for, what a member typed, and how that would look when it is posted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.board.block import Scope
from bot.board.post import Briefing, Content, Post
from bot.masking import Decisions, Known, Span, mask
from bot.safety.neutral import tidy
from bot.servers import ServerSettings

MOST_RENAMED = 3
"""How many things may be masked in an answer whose masks become those of the post."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What the board must know of a kind of post: which typed fields are free text (the first one leads),
    which are plain facts, and which are shown only if the author asks for it."""

    name: str
    texts: tuple[str, ...]
    facts: tuple[str, ...] = ()
    on_request: tuple[str, ...] = ()
    of_author: bool = False  # only the author of the post that it answers may write it
    after: str = ""  # the job that the outbox is asked for once such a post has appeared
    listed: str = "/rejection mine"  # where its author finds it again
    scope: Scope = Scope.POSTING  # what posting it is, to a block
    names: tuple[str, ...] = ()  # the facts with which its author signs, if they want to
    rewords: bool = False  # what a server's words find may be said otherwise before a moderator reads it

    @property
    def written(self) -> tuple[str, ...]:
        """What of it beside the first text is in its author's words."""
        return (*self.texts[1:], *self.on_request, *self.names)

    @property
    def beside(self) -> tuple[str, ...]:
        """What may stand beside the texts; a form need not ask for it."""
        return (*self.facts, *self.on_request)


@dataclass(frozen=True, slots=True)
class Member:
    """Who is acting: their id, and the names that must not stand in what they post."""

    guild_id: int
    user_id: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """``purpose`` says what it becomes: ``rejection`` (a new post), ``reply/K7Q2`` (an answer to that post),
    ``reply/M4T8/edit`` (a change of that post)."""

    id: str
    guild_id: int
    purpose: str
    updated_at: datetime
    fields: Mapping[str, str]
    undone: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    at_once: bool = False

    @property
    def kind(self) -> str:
        return self.purpose.split("/")[0]

    @property
    def about(self) -> str:
        """The handle of the post that this draft answers or changes; empty for a new one."""
        return [*self.purpose.split("/"), ""][1]

    @property
    def is_edit(self) -> bool:
        return self.purpose.endswith("/edit")


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft as it would stand: its content, and the spans that were or could be masked, one of each key."""

    draft: Draft
    server: ServerSettings
    parent: Post | None
    content: Content
    masked: Sequence[Span] = ()
    suggested: Sequence[Span] = ()  # the surest first: a list shows only so many
    words: Mapping[str, str] = field(default_factory=dict)  # a span's key to the words as they were typed
    glossary: Mapping[str, str] = field(default_factory=dict)
    said: str = ""  # what of it its author wrote, as others will read it; choices are not among it


def preview_of(
    kind: Kind,
    draft: Draft,
    names: Sequence[str],
    server: ServerSettings,
    parent: Post | None,
    glossary: Mapping[str, str],
) -> Preview:
    """Mask a draft's texts under its author's decisions. Pure; takes milliseconds for long texts."""
    known = Known(
        company=draft.fields.get("company", ""),
        role=draft.fields.get("role", ""),
        stage=draft.fields.get("stage", ""),
        author=tuple(names),
        also=draft.also,
    )
    decisions = Decisions(undone=frozenset(draft.undone), accepted=frozenset(draft.accepted))
    shown: dict[str, str] = {}
    spans: dict[str, Span] = {}
    words: dict[str, str] = {}
    for name in kind.texts:
        found = mask(tidy(draft.fields.get(name, "")), known, glossary)
        glossary = {**glossary, **found.glossary}
        shown[name] = tidy(found.text(decisions))
        for span in found.spans:
            spans.setdefault(span.key, span)
            words.setdefault(span.key, found.original[span.start : span.end])
    facts = {name: shown[name] for name in kind.texts[1:] if shown[name]}
    facts |= {name: draft.fields[name] for name in kind.facts if draft.fields.get(name)}
    facts |= {
        name: tidy(draft.fields[name])
        for name in kind.on_request
        if name in draft.shown and draft.fields.get(name)
    }
    return Preview(
        draft,
        server,
        parent,
        Content(shown[kind.texts[0]], facts),
        [span for span in spans.values() if span.action == "mask"],
        sorted(
            (s for s in spans.values() if s.action == "suggest"), key=lambda s: s.confidence, reverse=True
        ),
        words,
        glossary,
        "\n".join([shown[kind.texts[0]], *(facts[name] for name in kind.written if name in facts)]),
    )


def renamed(own: Content, as_posted: Content) -> dict[str, str]:
    """Which placeholder of a text becomes which one of the post that it answers. None where many things are masked: a
    list of guesses would be answered by the one that reads ``[company]``."""
    before, after = own.placeholders, as_posted.placeholders
    if len(set(before)) > MOST_RENAMED or len(before) != len(after):
        return {}
    return {one: other for one, other in zip(before, after, strict=True) if one != other}


def briefing_of(preview: Preview, held_for: Sequence[str], renames: Mapping[str, str]) -> Briefing:
    """What moderators are told of a draft that is posted: kinds of masks and their number, never what stood there."""
    draft = preview.draft
    masked = [span for span in preview.masked if span.fixed or span.key not in draft.undone]
    masked += [span for span in preview.suggested if span.key in draft.accepted]
    return Briefing(
        masked=dict(Counter(span.type for span in masked)),
        unmasked=sum(span.key in draft.undone and not span.fixed for span in preview.masked),
        held_for=tuple(held_for),
        renames=renames,
    )
