"""The member's own words, made to fit a sentence: case, end punctuation and frame, never other words."""

from __future__ import annotations

import re

from .fields import Fields
from .sentences import words

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:,?\s+\d{4})?"
_ON = re.compile(
    rf"(?:the\s+)?{_DAY}(?:\s+of)?\s+{_MONTH}{_YEAR}|{_MONTH}\s+{_DAY}{_YEAR}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:,?\s+.{3,20})?",
    re.IGNORECASE,
)
_IN = re.compile(
    rf"{_MONTH}(?:\s+\d{{4}})?|(?:spring|summer|autumn|winter)(?:\s+\d{{4}})?|(?:19|20)\d\d", re.IGNORECASE
)
_AS_IS = re.compile(
    r"(?:yesterday|today|last\s+(?:night|week|month|year|spring|summer|autumn|winter|\w+day)|(?:on|in)\s+\w.{1,30}"
    r"|(?:a|an|one|two|three|four|five|six|\d{1,3})\s+(?:few\s+)?(?:days?|weeks?|months?|years?)\s+ago)",
    re.IGNORECASE,
)
_GREETED = re.compile(r"(?:dear|hi|hello|hey|good\s+(?:morning|afternoon|evening|day))\b", re.IGNORECASE)


class Values:
    """What the sentences may mention, by name; a name that is not there has nothing to say."""

    def __init__(self, fields: Fields, tone: str) -> None:
        self.fields = fields
        self.recipient = fields.recipient.rstrip(" ,;:")
        self.role = fields.role.strip(" ,;:")
        self.company = fields.company.strip(" ,;:")
        self.sender = fields.sender
        self.named: dict[str, str] = {"post": self._post(tone)}
        self._put("recipient", self.recipient)
        for name, value in (("valued", fields.valued), ("moment", fields.moment)):
            self._put_phrase(name, value)
        self._put_aim(fields.aim)
        self._put("date", _date(without_end(fields.date)))
        self._put("field", lower_first(without_end(fields.field)))

    def ask(self, most: int) -> None:
        """Take up to ``most`` of the member's questions, so few that the letter has three marks at most."""
        asked = [as_question(question) for question in self.fields.questions if without_end(question)][:most]
        if len(asked) > 1 and sum(map(_marks, asked)) > 2:
            asked = asked[:1]
        self._put("question", asked[0] if asked else "")
        self._put("second", asked[1] if len(asked) > 1 else "")

    def greets_itself(self) -> bool:
        """Whether the member typed the greeting with the name ("Dear Ms Roe")."""
        return bool(_GREETED.match(self.recipient))

    def _put(self, name: str, value: str) -> None:
        if value:
            self.named[name] = value
        else:
            self.named.pop(name, None)

    def _put_phrase(self, name: str, typed: str) -> None:
        """The words as a sentence where they are one, else for use behind a colon and perhaps as an object."""
        value = without_end(typed)
        if _is_sentence(value):
            self._put(f"{name}_as_sentence", upper_first(value))
        else:
            self._put(name, lower_first(value))
            self._put(f"{name}_as_object", _as_object(value))

    def _put_aim(self, typed: str) -> None:
        aim = lower_first(without_end(typed))
        if _first(aim) in words("verbs"):
            aim = f"to {aim}"
        self._put_phrase("aim", aim)
        self._put("aim_as_complement", aim if _first(aim) == "to" else _as_object(aim))

    def _post(self, tone: str) -> str:
        """ "the Baker role at Crumb Street", and every shorter form of it down to "the role"."""
        noun = words("noun")[tone]
        name = re.sub(r"^(?:the|an?)\s+(?=\S)", "", self.role, flags=re.IGNORECASE)
        post = f"the {noun}"
        if name:
            last = re.findall(r"[^\W\d_]+", name)[-1:] or [""]
            post = f"the {name}" if last[0].casefold() in words("posts") else f"the {name} {noun}"
        if self.company:
            post += (" with " if _first(self.company) == "at" else " at ") + self.company
        return post


def without_end(value: str) -> str:
    """``value`` without the punctuation at its end, but for a question mark and closing quotes or brackets."""
    return value.strip().rstrip(" .,;:!…。").strip()


def lower_first(value: str) -> str:
    """``value`` with a small first letter where its first word is one that is never a name."""
    first = _first(value)
    if len(value) == 1:
        return value
    if (
        value[:1].isupper()
        and (first in words("small_first") or first in words("verbs") or first.endswith("ing"))
        and value[1:2] != "'"
    ):
        return value if value[:2].isupper() and len(first) > 1 else value[0].lower() + value[1:]
    return value


def upper_first(value: str) -> str:
    """``value`` with a capital first letter."""
    return value[:1].upper() + value[1:]


def as_question(typed: str) -> str:
    """A member's question as a sentence with one question mark, whether typed as a question, a request or a topic."""
    core = re.sub(r"[\s?？.!…]+$", "", typed)
    first, rest = _first(core), core.split(maxsplit=1)[1:] or [""]
    if first == "please":
        return f"Could you please {lower_first(rest[0])}?"
    if first in words("requests") and "?" not in typed:
        return f"Could you {core[0].lower()}{core[1:]}?"
    if first in words("openers"):
        return f"Do you have {lower_first(core)}?"
    if first in words("whether"):
        return f"Could you tell me {lower_first(core)}?"
    if (
        first in words("question_first")
        or first in words("auxiliaries")
        or "?" in typed
        or "？" in typed
        or not first
    ):
        return f"{upper_first(core)}?"
    return f"What would you advise on {lower_first(core)}?"


def _is_sentence(value: str) -> bool:
    """Whether the words begin as a sentence does ("I liked …", "you laughed …"), and not "you and your team"."""
    second = value.split()[1:2]
    return (
        _first(value) in words("pronouns")
        and bool(second)
        and second[0].casefold() not in ("and", "or", "all", "two", "both", "who")
    )


def _as_object(typed: str) -> str:
    """The phrase if it can follow "I valued": a gerund, a how-clause or a plain noun phrase; else ""."""
    value = lower_first(without_end(typed))
    tokens = [token.casefold() for token in value.split()]
    if len(tokens) < 2 or "?" in value or re.search(r"[.!]\s", value):
        return ""
    if tokens[0].endswith("ing") and tokens[0] not in words("no_gerunds"):
        return value
    if tokens[0] == "how":
        return "" if tokens[1] in words("auxiliaries") else value
    return value if tokens[0] in words("determiners") and _is_noun_phrase(tokens[1:]) else ""


def _is_noun_phrase(tokens: list[str]) -> bool:
    """Whether the words behind a determiner, up to a preposition or a relative, hold nothing that may be a verb."""
    head: list[str] = []
    for token in tokens:
        bare = token.strip(",;:()\"'“”")
        if bare in words("head_ends"):
            break
        head.append(bare)
        if token.endswith(","):
            break
    if not head or len(head) > 4 or any(word in words("finite") or word.endswith("ed") for word in head):
        return False
    plural_before = any(
        word.endswith("s") and not word.endswith(("ss", "'s", "’s", "us", "is")) for word in head[:-1]
    )
    return not plural_before and not (
        len(head) > 1 and head[-1].endswith("s") and not head[-1].endswith("ss")
    )


def _date(value: str) -> str:
    if _ON.fullmatch(value):
        return f"on {value}"
    if _IN.fullmatch(value):
        return f"in {value}"
    return value[0].lower() + value[1:] if _AS_IS.fullmatch(value) else ""


def _first(value: str) -> str:
    """The first word in lower case, without marks around it; "" when the value begins with something else."""
    match = re.match(r"[\"'“‘(*_]*([^\W\d_]+(?:['’][^\W\d_]+)?)(?![\w{}])", value)
    return match[1].casefold().replace("’", "'") if match else ""


def _marks(question: str) -> int:
    return question.count("?")
