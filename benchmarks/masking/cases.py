"""Stories with known answers, from the files in ``written/``.

Older ones are JSON lines. A text file holds one story a block, blocks divided by a line ``---``: lines ``company:``,
``role:``, ``stage:``, ``tags:``, ``keep:`` (divided by ``|``) and ``text:`` with the answers in it: ``{{PERSON:Ada}}``,
``{{PERSON!:ada}}`` for a hard one, ``{{~:Dr.}}`` for what may stay or go. Every fifth block of a text file is held
back: nothing is trained on it and nobody looks at it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parent.parent.parent
WRITTEN = Path(__file__).parent / "written"
HELD_BACK = 5
Case = dict[str, Any]
_MARKED = re.compile(r"\{\{(~|[A-Z]+!?):(.*?)\}\}", re.DOTALL)
_LINE = re.compile(r"(company|role|stage|tags|keep|text):\s?(.*)")
_SENTENCE = re.compile(r"(?<=[.!?\n])\s+")


def collections(held_back: bool = False) -> dict[str, list[Case]]:
    """File to its stories: those to learn from, or those held back."""
    found: dict[str, list[Case]] = {}
    if not held_back:
        for path in [ROOT / "tests/masking/dev_cases.jsonl", *sorted(WRITTEN.glob("*.jsonl"))]:
            found[path.stem] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for path in sorted(WRITTEN.glob("*.txt")):
        blocks = list(read(path))
        last = HELD_BACK - 1
        found[path.stem] = [c for i, c in enumerate(blocks) if (i % HELD_BACK == last) == held_back]
    return found


def read(path: Path) -> Iterator[Case]:
    """The stories of a text file."""
    blocks = re.split(r"(?m)^---\s*$", path.read_text("utf-8"))
    for number, block in enumerate(b for b in blocks if b.strip()):
        head, _, body = block.strip("\n").partition("\ntext:")
        fields = {m[1]: m[2].strip() for line in head.split("\n") if (m := _LINE.match(line))}
        yield _case(f"{path.stem}-{number:03}", fields, body.strip())


def _case(name: str, fields: dict[str, str], body: str) -> Case:
    text, spans, neutral, at = "", [], [], 0
    for match in _MARKED.finditer(body):
        text += body[at : match.start()]
        span: Case = {"start": len(text), "end": len(text) + len(match[2]), "text": match[2]}
        if match[1] == "~":
            neutral.append(span)
        else:
            spans.append(span | {"type": match[1].rstrip("!"), "hard": match[1].endswith("!")})
        text += match[2]
        at = match.end()
    return {
        "id": name,
        "fields": {key: fields.get(key, "") for key in ("company", "role", "stage")},
        "text": text + body[at:],
        "spans": spans,
        "neutral": neutral,
        "keep": [k.strip() for k in fields.get("keep", "").split("|") if k.strip()],
        "tags": [t.strip() for t in fields.get("tags", "").split(",") if t.strip()],
    }


def clipped(case: Case, order: Random) -> Iterator[Case]:
    """A sentence or two of the story as a story of its own, where it has as many."""
    ends = [0, *(m.end() for m in _SENTENCE.finditer(case["text"])), len(case["text"])]
    if len(ends) < 4:
        return
    first = order.randrange(len(ends) - 2)
    start, end = ends[first], ends[first + order.choice((1, 2))]
    inside = {
        name: [s | {"start": s["start"] - start, "end": s["end"] - start} for s in case.get(name, ())
               if s["start"] >= start and s["end"] <= end]
        for name in ("spans", "neutral")
    }  # fmt: skip
    cut = [s for s in case["spans"] if s["start"] < end and s["end"] > start]
    if len(cut) == len(inside["spans"]):
        yield case | inside | {"text": case["text"][start:end]}


_STANDS_FOR = {
    "PERSON": ("[name]", "[name]", "[interviewer]", "[recruiter]", "[manager]"),
    "COMPANY": ("[company]",), "LOCATION": ("[place]", "[place]", "[city]"), "SCHOOL": ("[school]",),
    "ADDRESS": ("[address]",), "EMAIL": ("[email]",), "PHONE": ("[phone]",), "URL": ("[link]",),
    "HANDLE": ("[handle]",), "ID": ("[number]",), "PRODUCT": ("[product]", "[project]"), "OTHER": ("[title]", "[name]"),
    "MONEY": ("around 50k", "around $100k", "around 20", "[pay]"),
    "DATE": ("in June", "in March", "in November", "[date]"),
}  # fmt: skip
MASKED_ALREADY = 0.9


def masked(case: Case, order: Random, rounded: Sequence[tuple[int, int, str]] = ()) -> Case:
    """The story as it is looked at again: most of its answers replaced, the others still there. ``rounded`` are
    stretches of pay and dates, and the words that stand for them.
    """
    text, at = "", 0
    left: dict[str, list[Case]] = {"spans": [], "neutral": []}
    everything = [("spans", s) for s in case["spans"]] + [("neutral", s) for s in case.get("neutral", ())]
    for name, span in sorted(everything, key=lambda one: (one[1]["start"], one[0] == "neutral")):
        if span["start"] < at:
            continue
        start, end = span["start"], span["end"]
        hidden = name == "spans" and order.random() < MASKED_ALREADY
        if hidden:
            words = order.choice(_STANDS_FOR[span["type"]])
            for first, last, band in rounded if span["type"] in ("MONEY", "DATE") else ():
                if first < end and last > start and first >= at:
                    start, end, words = min(first, start), max(last, end), band
        text += case["text"][at:start] + ("" if hidden else case["text"][start:end])
        if hidden:
            text += words
        else:
            left[name].append(span | {"start": len(text) - (end - start), "end": len(text)})
        at = end
    return case | left | {"text": text + case["text"][at:]}
