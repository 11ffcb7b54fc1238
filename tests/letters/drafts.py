"""Drafts for the checks: the development drafts, letters built around one sentence, letters built of parts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cogs.letters.checks import Finding, check

CASES = Path(__file__).parent / "cases"
PARTS = {
    "greeting": "Hi Marguerite,",
    "role": "Frontend Developer",
    "company": "Quill & Harbour",
    "detail": "I enjoyed the visit.",
    "way_out": "I understand if you have no time to answer.",
    "door": "I would be glad to hear of future openings.",
    "signature": "Best wishes,\nRonan Abara",
}


@dataclass(frozen=True)
class Phrase:
    """A sentence, and the check that it should set off ("+" in the file) or should not ("-")."""

    check: int
    hit: bool
    sentence: str


def records(name: str) -> list[dict[str, Any]]:
    """The lines of a JSON-lines file of the cases."""
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


def phrases(folder: str) -> list[Phrase]:
    """All sentences of a folder of the cases, whose files are named by check."""
    found = []
    for path in sorted((CASES / folder).glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            found.append(Phrase(int(path.stem), line[0] == "+", line[2:]))
    return found


def letter(**parts: str) -> str:
    """A letter without a fault, but for the parts given."""
    put = PARTS | parts
    return (
        f"{put['greeting']}\n\n"
        f"Thank you for your note about the {put['role']} role at {put['company']}. "
        f"I accept the decision. {put['detail']}\n\n"
        f"What would you suggest I build next? {put['way_out']}\n\n{put['door']}\n\n{put['signature']}"
    )


def fired(
    text: str, *, role: str = "", company: str = "", tone: str = "warm", levels: str = "EW"
) -> set[int]:
    """The numbers of the checks of these levels that find something."""
    found = check(text, role=role, company=company, tone=tone)
    return {finding.check for finding in found if finding.level in levels}


def with_sentence(sentence: str) -> set[int]:
    """The checks of level E and W that fire in a letter without a fault but this sentence."""
    return fired(letter(detail=sentence), role=PARTS["role"], company=PARTS["company"])


def in_place(found: Iterable[Finding], number: int, span: list[int]) -> bool:
    """Whether a finding of this check overlaps the span."""
    return any(f.start < span[1] and f.end > span[0] for f in found if f.check == number)
