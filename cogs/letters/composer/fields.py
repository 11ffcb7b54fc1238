"""What a member said about the letter they want, as typed."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Fields:
    """All optional, blank is absent. ``date``: the day of the rejection or interview; ``field``: of work."""

    recipient: str = ""
    company: str = ""
    role: str = ""
    sender: str = ""
    valued: str = ""
    aim: str = ""
    questions: tuple[str, ...] = ()
    moment: str = ""
    date: str = ""
    field: str = ""

    @classmethod
    def of(cls, record: dict[str, Any]) -> Fields:
        """From decoded JSON; ValueError with a sentence for an unknown name or a value of the wrong kind."""
        unknown = sorted(set(record) - {field.name for field in fields(cls)})
        if unknown:
            raise ValueError(f'there is no field "{unknown[0]}"')
        given = {name: value for name, value in record.items() if value is not None}
        questions = given.pop("questions", [])
        if not isinstance(questions, list) or not all(isinstance(question, str) for question in questions):
            raise ValueError('"questions" must be a list of strings')
        wrong = [name for name, value in given.items() if not isinstance(value, str)]
        if wrong:
            raise ValueError(f'"{wrong[0]}" must be a string')
        if any(_SURROGATE.search(text) for text in (*given.values(), *questions)):
            raise ValueError("a field holds a lone surrogate, which is no valid text")
        return cls(**given, questions=tuple(questions))

    def tidied(self) -> Fields:
        """Each value on one line with single blanks and without control characters; blank questions dropped."""
        tidy = {name: one_line(value) for name, value in asdict(self).items() if isinstance(value, str)}
        return replace(self, **tidy, questions=tuple(line for line in map(one_line, self.questions) if line))

    def fingerprint(self) -> str:
        """A digest of the fields that is the same in every process."""
        text = json.dumps(asdict(self), sort_keys=True)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def one_line(value: str) -> str:
    """``value`` with every run of blanks and line breaks as one blank, and without control characters."""
    printable = "".join(
        char for char in value if char.isspace() or unicodedata.category(char) not in ("Cc", "Cs", "Cn")
    )
    return " ".join(printable.split())
