"""The properties that a composed letter must have, judged from outside: from the fields and the text alone."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

VARIANTS = (
    "applied screen final internal ghosted academic teaching_nursing public_sector keep_in_touch thanks_for_reply"
).split()
TONES = "warm formal brief".split()
NAMES = "recipient company role sender valued aim questions moment date field".split()
SHOWN = ("recipient", "company", "role", "sender")
ASKING = ("screen", "final", "internal", "academic", "teaching_nursing", "public_sector")

_LEFT = re.compile(
    r"\[[^\[\]\n]{0,60}\]|\{\{?[^{}\n]{0,60}\}?\}|<[A-Za-z_ ]{1,40}>|\$\{|%\(?\w*\)?s\b|\bTODO\b|\bX{3,}\b"
    r"|\bNone\b|\bnull\b|\bnan\b|\bNaN\b|\bundefined\b|\blorem\b"
)
_SPACING = [
    r"[^\S\n]{2,}(?=\S)",
    r"[^\S\n]+(?=\n|$)",
    r"[^\S\n][.,;?!](?=\s|$)",
    r"(?<!\.)\.\.(?!\.)",
    r"[?!]\.|\?[,;]",
    r"[,;:][.,;?!]",
    r"\?\?",
    r"\(\s*\)|\"\s*\"|“\s*”|‘\s*’",
]
_DANGLING = re.compile(r"\b(at|the|a|an|of|my|your|and|from)\s*[.,;:?!](?=\s|$)", re.IGNORECASE)
_DOUBLED = re.compile(r"\b([A-Za-z]+)\s+\1\b", re.IGNORECASE)
_NO_VALUE = {"had", "that"}

Fields = dict[str, Any]


def words_of(text: str) -> list[str]:
    """Words without case, punctuation, markup and invisible marks."""
    seen = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    return [word.casefold() for word in re.findall(r"[^\W_]+", seen)]


def holds(words: list[str], part: list[str]) -> bool:
    """Whether ``part`` stands in ``words`` as it is."""
    size = len(part)
    return not size or any(words[at : at + size] == part for at in range(len(words) - size + 1))


def values(fields: Fields) -> list[str]:
    """Everything the member typed."""
    found = [fields.get(name) for name in NAMES]
    flat = [x for value in found for x in (value if isinstance(value, list) else [value])]
    return [value for value in flat if isinstance(value, str) and value.strip()]


def failed(variant: str, tone: str, fields: Fields, subject: str, body: str) -> list[str]:
    """The properties that the letter lacks."""
    typed = values(fields)
    properties = {
        "placeholder": not _leftovers(subject + "\n" + body, typed),
        "facts": all(
            holds(words_of(subject + "\n" + body), words_of(fields[name]))
            for name in SHOWN
            if given(fields, name)
        ),
        "content": _has_content(variant, tone, fields, words_of(body)),
        "words": _in_bounds(variant, tone, typed, len(body.split())),
        "subject": _good_subject(subject, given(fields, "role")),
        "thanks": re.search(r"thank|appreciat|grateful|gratitude", body, re.IGNORECASE) is not None,
        "questions": _question_marks(fields, body) <= 3,
        "spacing": not any(
            re.search(pattern, body) and not any(re.search(pattern, value) for value in typed)
            for pattern in _SPACING
        ),
        "doubled": not _doubled(body, "\n".join(typed)),
        "dangling": not _dangling(body, typed),
        "lines": not re.search(r"\n[^\S\n]*\n[^\S\n]*\n", body) and body.strip() == body.rstrip("\n"),
        "sender": _ends_with(words_of(body), words_of(given(fields, "sender"))),
        "mark": _marked(fields, body),
    }
    return [name for name, kept in properties.items() if not kept]


def given(fields: Fields, name: str) -> str:
    """The value of a field, or "" when it is absent or blank."""
    value = fields.get(name)
    return value if isinstance(value, str) and value.strip() else ""


def overlap(value: str, words: list[str]) -> bool:
    """Whether at least 60 % of a value's longer words are among ``words``."""
    longer = [word for word in words_of(value) if len(word) > 2]
    return not longer or sum(word in words for word in longer) >= 0.6 * len(longer)


def _leftovers(text: str, typed: list[str]) -> list[str]:
    known = "\n".join([*typed, *(" ".join(value.split()) for value in typed)])
    return [match[0] for match in _LEFT.finditer(text) if match[0] not in known]


def _has_content(variant: str, tone: str, fields: Fields, words: list[str]) -> bool:
    if variant not in ASKING:
        return True
    questions = [question for question in fields.get("questions") or [] if question.strip()]
    needed = [overlap(fields["valued"], words)] if given(fields, "valued") else []
    needed += [any(overlap(question, words) for question in questions)] if questions else []
    needed += [overlap(fields["moment"], words)] if given(fields, "moment") and variant == "final" else []
    return not needed or (any(needed) if tone == "brief" else all(needed))


def _in_bounds(variant: str, tone: str, typed: list[str], count: int) -> bool:
    size = sum(len(value.split()) for value in typed)
    if variant == "thanks_for_reply":
        return 8 <= count <= 65 + max(0, size - 20)
    if tone == "brief":
        return 15 <= count <= 90 + max(0, size - 40)
    least = 30 if variant in ("ghosted", "keep_in_touch") else 60
    return least <= count <= 200 + max(0, size - 80)


def _good_subject(subject: str, role: str) -> bool:
    inside = holds(words_of(subject), words_of(role)) or (
        len(role) > 60 and holds(words_of(subject), words_of(role.strip()[:20])[:-1])
    )
    return subject.strip() == subject and 0 < len(subject) <= 100 and "\n" not in subject and inside


def _question_marks(fields: Fields, body: str) -> int:
    other = [v for name in NAMES if name != "questions" for v in values({name: fields.get(name)})]
    return body.count("?") - sum(value.count("?") * body.count(value) for value in other)


def _doubled(body: str, typed: str) -> list[str]:
    return [
        match[0]
        for match in _DOUBLED.finditer(body)
        if match[1].casefold() not in _NO_VALUE
        and not re.search(rf"\b{match[1]}\s+{match[1]}\b", typed, re.IGNORECASE)
    ]


def _dangling(body: str, typed: list[str]) -> list[str]:
    ends = tuple(value.rstrip().casefold() for value in typed)
    return [
        match[0]
        for match in _DANGLING.finditer(body)
        if match[0] not in "\n".join(typed) and not any(end.endswith(match[1].casefold()) for end in ends)
    ]


def _ends_with(words: list[str], last: list[str]) -> bool:
    return not last or words[-len(last) :] == last


def _marked(fields: Fields, body: str) -> bool:
    """Whether every question that stands as a sentence ends with one question mark."""
    for question in fields.get("questions") or []:
        core = question.strip().rstrip("?？ .!")
        for match in re.finditer(re.escape(core), body, re.IGNORECASE) if core and "\n" not in core else ():
            stands = re.search(r"(^|[.?!:\n>*•-])\s*$", body[: match.start()])
            if stands and not re.match(r"[\"”’')*_]*\?(?!\?)", body[match.end() :].lstrip()):
                return False
    return True
