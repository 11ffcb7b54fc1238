"""Whether prompts keep to their form: short, plain, hedged, each with something of its own to say. Pure.

``python -m cogs.encouragement.form`` prints what is wrong and ends with status 1, so that whoever writes prompts can
look before a test does.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations, product

from bot.errors import StartupError
from bot.reasons import REASONS
from cogs.encouragement.prompts import CONTENT, FEELINGS, PHASES, SITUATIONS, STAGES, Prompt, load

LEAST = 120
PARTS = ("validate", "reframe", "step", "rest")
MOST_ALIKE = 0.6
"""How alike two parts may read: the share of letters in common runs (``SequenceMatcher.ratio``)."""
MOST_SHARED = 0.25
"""How many of their telling words two prompts may share (Jaccard index)."""
GRADE = 8.0
"""The highest reading level of a prompt: school years in the United States."""
MOST_BEGINNINGS = 3
"""So many prompts may begin with the same two words."""
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_PLAIN = frozenset(
    "a an and are as at be been but by can do for from get had has have he her his how i if in is it its may more no"
    " not of on one only or out she so some somebody than that the their them then there they this to too was were what"
    " when where which who will with would you your yours".split()
)


@cache
def words(locale: str = "en") -> Mapping[str, Sequence[str]]:
    return dict(tomllib.loads((CONTENT / locale / "form.toml").read_text("utf-8")))


def reading_level(text: str) -> float:
    """The Automated Readability Index, in school years (Smith and Senter 1967, AMRL-TR-66-220):
    4.71 letters per word + 0.5 words per sentence - 21.43."""
    found = re.findall(r"[\w'’-]+", text)
    sentences = len(re.findall(r"[.?:;…]+(?:['’\"]?\s|['’\"]?$)", text)) or 1
    letters = sum(len(re.sub(r"\W", "", word)) for word in found)
    return 4.71 * letters / max(1, len(found)) + 0.5 * len(found) / sentences - 21.43


def problems(prompts: Iterable[Prompt]) -> list[str]:
    """What is wrong, a sentence each, with the prompts' ids; nothing where all is well."""
    known = sorted(prompts, key=lambda prompt: prompt.id)
    own = [f"{prompt.id}: {problem}" for prompt in known for problem in _alone(prompt)]
    return [*own, *_cells(known), *_twins(known), *_template(known)]


def _alone(prompt: Prompt) -> Iterator[str]:
    lists, text = words(prompt.locale), prompt.text
    for phrase in _holds(text, lists["forbidden"]):
        yield f"says “{phrase}”"
    if "!" in text or not text.isprintable() or re.search(r"[^\x20-\x7e’‘“”–…é]", text):
        yield "has an exclamation mark, an emoji or a sign that nobody types"
    if prompt.reframe and not _holds(prompt.reframe, lists["hedges"]):
        yield "its reframe claims something without a hedge"
    for phrase in _holds(prompt.rest, lists["tasks"]):
        yield f"gives the first day something to do: “{phrase}”"
    if reading_level(text) > GRADE:
        yield f"reads at level {reading_level(text):.1f}; {GRADE} is the most"
    if not prompt.is_rest and not prompt.minutes:
        yield "its step has no minutes"
    for part in prompt.said:
        if not part[0].isupper() and part[0] not in "'‘“":
            yield "a part does not begin as a sentence"
        if part[-1] not in ".?'’":
            yield "a part does not end as a sentence"


def _holds(text: str, phrases: Iterable[str]) -> list[str]:
    folded = text.casefold().replace("’", "'")
    return [phrase for phrase in phrases if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded)]


def _cells(prompts: Sequence[Prompt]) -> Iterator[str]:
    """Every cell of the taxonomy has something to say, on the first day and afterwards."""
    if len(prompts) < LEAST:
        yield f"there are {len(prompts)} prompts; {LEAST} is the least"
    for reason, phase in product(REASONS, PHASES):
        if not any(reason in prompt.reason and phase in prompt.phase for prompt in prompts):
            yield f"nothing for {reason} in the phase {phase}"
    for tag, names, least in (("feeling", FEELINGS, 2), ("stage", STAGES, 1), ("situation", SITUATIONS, 1)):
        for name in names:
            fitting = [prompt for prompt in prompts if name in getattr(prompt, tag)]
            first_day = sum(prompt.is_rest for prompt in fitting)
            if not first_day or len(fitting) - first_day < least:
                yield f"too little for the {tag} {name}"


def _twins(prompts: Sequence[Prompt]) -> Iterator[str]:
    """No two say the same."""
    telling = {prompt.id: set(_WORD.findall(prompt.text.casefold())) - _PLAIN for prompt in prompts}
    for one, other in combinations(prompts, 2):
        both, either = telling[one.id] & telling[other.id], telling[one.id] | telling[other.id]
        if len(both) / max(1, len(either)) > MOST_SHARED:
            yield f"{one.id} and {other.id} say the same: {', '.join(sorted(both))}"
    for name in PARTS:
        said = [(prompt.id, getattr(prompt, name)) for prompt in prompts if getattr(prompt, name)]
        yield from (
            f"{one} and {other} are too alike: “{left}” and “{right}”"
            for one, left, other, right in _alike(said)
        )


def _alike(said: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    matcher = SequenceMatcher(None, autojunk=False)
    for at, (other, right) in enumerate(said):
        matcher.set_seq2(right.casefold())
        for one, left in said[:at]:
            matcher.set_seq1(left.casefold())
            if (
                matcher.real_quick_ratio() > MOST_ALIKE
                and matcher.quick_ratio() > MOST_ALIKE < matcher.ratio()
            ):
                yield one, left, other, right


def _template(prompts: Sequence[Prompt]) -> Iterator[str]:
    """No part begins the same way again and again."""
    for name in PARTS:
        begins = Counter(" ".join(_WORD.findall(getattr(prompt, name).casefold())[:2]) for prompt in prompts)
        for beginning, count in begins.items():
            if beginning and count > MOST_BEGINNINGS:
                yield f"{count} times {name} begins with “{beginning}”"


def main() -> int:
    """Say what is wrong with the prompts that are here; the exit status."""
    try:
        prompts = load()
    except StartupError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    found = problems(prompts.values())
    sys.stdout.write("".join(f"{line}\n" for line in found) or f"{len(prompts)} prompts, all in form.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
