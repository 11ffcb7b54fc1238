"""Of whom a sentence speaks: of its author, of somebody they worry about, or of somebody met at work or in a story."""

from __future__ import annotations

from typing import Literal

Who = Literal["self", "other", "nobody"]

_SELF = frozenset("i me my myself mine".split())
_THIRD = frozenset(
    "he she they him her his them their hers himself herself themselves themself themselfs".split()
)
_SUBJECTS = frozenset("he she they himself herself themselves".split())
_YOU = frozenset("you your yourself".split())
_CAUSES = frozenset("make makes made making has left".split())
_FICTION = frozenset(
    "novel novels screenplay pilot character villain play film films movie book podcast scene story plot script"
    " thriller song audition auditioned thesis essay newspaper article documentary".split()
)
_WORK = frozenset(
    "volunteer volunteering hotline helpline charity prevention nurse counsellor counselor therapist psychiatric"
    " psychiatry paramedic scenario protocol thesis moderated moderate moderator module training workshop awareness"
    " hospice palliative embalmer undertaker mortuary crematorium chaplain"
    " assessments registers coroner safeguarding policy statistics lecture curriculum researcher research".split()
)


def whose(
    before: str, match: str, earlier: str, close: frozenset[str], met: frozenset[str], *, weak: bool
) -> Who:
    """Of whom ``match`` speaks, after ``before`` in its sentence and ``earlier`` sentences.

    The last person named in the match decides, else the last one before it; nobody named means the author.
    ``close`` are people one worries about, ``met`` those of work and stories, who are nobody here. ``weak`` words
    (a mere mention) speak of nobody where the sentence is about work.
    """
    words = before.split()
    told = match.split()
    mentioned = frozenset(words) | frozenset(told)
    if weak and not _WORK.isdisjoint(mentioned):
        return "nobody"
    within = _last_person(told)
    if within == "self":
        return "self" if _FICTION.isdisjoint(words) or "i" in words else "nobody"
    if within == "you":
        return "other"
    subject = _subject(words, within == "other", close, met)
    if subject is not None:
        return subject
    if not _FICTION.isdisjoint(mentioned):
        return "nobody"
    if within == "other" or not _SUBJECTS.isdisjoint(_unquoted(words)):
        return "nobody" if _met_last(earlier, close, met) else "other"
    return "self"


def _subject(words: list[str], third: bool, close: frozenset[str], met: frozenset[str]) -> Who | None:
    """The last person named; after a "he", only a noun says who that is."""
    words = _unquoted(words)
    for i in range(len(words) - 1, -1, -1):
        word = words[i]
        if word == "i" or (word == "me" and i and words[i - 1] in _CAUSES):
            return None if third else "self"
        if word in met:
            return "nobody"
        if word in close:
            return "other"
        third = third or word in _SUBJECTS
    return None


def _unquoted(words: list[str]) -> list[str]:
    """The words up to an open quotation mark: who speaks stands before it."""
    if words.count('"') % 2 == 0:
        return words
    return words[: len(words) - 1 - words[::-1].index('"')]


def _last_person(words: list[str]) -> str:
    """``self``, ``other``, ``you`` or nothing: the last person named among a match's words."""
    for word in reversed(words):
        for name, group in (("self", _SELF), ("other", _THIRD), ("you", _YOU)):
            if word in group:
                return name
    return ""


def _met_last(earlier: str, close: frozenset[str], met: frozenset[str]) -> bool:
    """Whether the last person that the sentences before speak of was met at work."""
    for word in reversed(earlier.split()):
        if word in met:
            return True
        if word in close or word in ("i", "my"):
            return False
    return False
