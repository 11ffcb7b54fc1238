"""The usual first step for a reason that lies at least partly in somebody's own hands. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.moments import Moment
from bot.reasons import REASONS
from bot.words import t
from cogs.plans.plan import MOST, Note, key_of

FIRST_STEPS: Mapping[str, str] = {
    "interpersonal": "Record one mock answer, and listen for one thing to change",
    "strong_field": "Put into one sentence what sets me apart",
    "terms": "Settle my range, place and notice, and say them early",
    "other_role": "Set one alert for another role, and map two that would suit me",
    "experience": "Choose one project that shows it, and a date to begin",
    "qualification": "Find out the route to it, what it costs, and what counts instead",
    "performance": "Rewrite that one answer, and say it aloud once",
}
"""Reasons that nobody can do anything about have none."""


def offered(moments: Iterable[Moment], taken: Iterable[str]) -> list[Note]:
    """What could go into a plan, the newest first: what was kept of employers' answers, what peers wrote that helped,
    and the usual first step for a reason that is not out of reach. ``taken``: keys of what is in it already."""
    found: dict[str, Note] = {}
    newest = sorted(moments, key=lambda one: one.at, reverse=True)
    for one in newest:
        if one.kind in ("task", "helped") and one.text.strip():
            text = " ".join(one.text.split())
            note = Note(_cut(text), False, one.kind, key_of(one.text), one.why.reason if one.why else "")
            found.setdefault(note.key, note)
    for one in newest:
        why = one.why
        if why is not None and why.control != "outside" and why.reason in FIRST_STEPS:
            key = f"step-{why.reason}"
            found.setdefault(key, Note(t(FIRST_STEPS[why.reason]), False, "step", key, why.reason))
    gone = set(taken)
    return [note for key, note in found.items() if key not in gone]


def origin(note: Note) -> str:
    """Where a change came from, in a few words; empty for the member's own."""
    words = {
        "task": t("kept from an employer's answer"),
        "helped": t("from a peer, marked as helpful"),
        "step": t("usual first step: {reason}", reason=t(REASONS.get(note.reason, ""))),
    }
    return words.get(note.source, "")


def _cut(text: str) -> str:
    most = MOST["text"]
    return text if len(text) <= most else text[: most - 2].rsplit(" ", 1)[0] + " …"
