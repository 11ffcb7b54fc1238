"""The usual first step for a reason that lies at least partly in somebody's own hands. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.moments import Moment
from bot.reasons import Why
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
    """What could go into a plan, the newest first: what was kept of employers' answers and what peers wrote that
    helped; then the usual first steps for reasons that are not out of reach, the surest first. ``taken``: keys of what
    is in it already."""
    found: dict[str, Note] = {}
    newest = sorted(moments, key=lambda one: one.at, reverse=True)
    for one in newest:
        if one.kind in ("task", "helped") and one.text.strip():
            text = " ".join(one.text.split())
            why = one.why or Why("")
            note = Note(_cut(text), False, one.kind, key_of(one.text), why.reason, why.source)
            found.setdefault(note.key, note)
    reasons = [one.why for one in newest if one.why is not None and one.why.control != "outside"]
    for why in sorted(reasons, key=lambda why: why.confidence, reverse=True):
        if why.reason in FIRST_STEPS:
            key = f"step-{why.reason}"
            found.setdefault(
                key, Note(t(FIRST_STEPS[why.reason]), False, "step", key, why.reason, why.source)
            )
    gone = set(taken)
    return [note for key, note in found.items() if key not in gone]


def origin(note: Note) -> str:
    """Where a change came from, in a few words; empty for the member's own. A guess is called one."""
    why = Why.of(note.reason, note.whose)
    words = {
        "task": t("kept from an employer's answer"),
        "helped": t("from a peer, marked as helpful"),
        "step": t("usual first step: {reason}", reason=why.words() if why else ""),
    }
    return words.get(note.source, "")


def _cut(text: str) -> str:
    most = MOST["text"]
    return text if len(text) <= most else text[: most - 2].rsplit(" ", 1)[0] + " …"
