"""`/mod insights` in words: what a month says, and why some of it is not said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.insights import Measure
from bot.words import t
from cogs.moderation.insights.numbers import CROSS, CROSSED, REPORT, SINGLE, Report, median_value

HOW = (
    "-# People are counted, not posts, and rounded to 5. Below {single} there is no number ({crossed} where two things "
    "are counted together). A month is told once, on the 3rd of the next, and never changes."
)


def nothing_words() -> str:
    return t(
        "There are no numbers yet. A month is told on the 3rd of the next one, if at least {least} people shared "
        "something in it: with fewer, numbers would tell who they are.",
        least=REPORT,
    )


def month_words(month: str, told: Report | None, measures: Mapping[str, Measure]) -> str:
    title = f"**{month_name(month)}**"
    if told is None:
        few = t("Fewer than {least} people shared something, so there is nothing to tell.", least=REPORT)
        return f"{title}\n{few}"
    lines = [title, t("About {people} people shared a rejection.", people=told.people)]
    lines += [sentence for sentence in (_silence(told), _helped(told), _soon(told, measures)) if sentence]
    for name, measure in measures.items():
        if name not in ("feedback", "soon"):
            lines += _numbers(t(measure.title), told.numbers.get(name, {}), measure.values)
    for name, numbers in told.numbers.items():
        if CROSS in name:
            lines += _crossed(name, numbers, measures)
    lines.append(t(HOW, single=SINGLE, crossed=CROSSED))
    return "\n".join(lines)


def bars(told: Report, measures: Mapping[str, Measure]) -> list[tuple[str, int]]:
    """What the picture shows: how far it went."""
    stages, numbers = measures.get("stage"), told.numbers.get("stage", {})
    values = stages.values if stages else {}
    return [(t(words), numbers[value]) for value, words in values.items() if value in numbers]


def month_name(month: str) -> str:
    return f"{date.fromisoformat(month + '-01'):%B %Y}"


def _numbers(title: str, numbers: Mapping[str, int], values: Mapping[str, str]) -> list[str]:
    shown = [f"{t(words)} {numbers[value]}" for value, words in values.items() if value in numbers]
    return [t("{title}: {shown}", title=title, shown=" · ".join(shown))] if shown else []


def _crossed(name: str, numbers: Mapping[str, int], measures: Mapping[str, Measure]) -> list[str]:
    one, other = (measures[part].values for part in name.split(CROSS))
    shown = []
    for pair, count in sorted(numbers.items(), key=lambda item: -item[1]):
        first, second = pair.split(CROSS)
        shown.append(f"{t(one[first])} / {t(other[second])} {count}")
    return [t("Together: {shown}", shown=" · ".join(shown[:6]))]


def _silence(told: Report) -> str:
    share = told.shares.get("silence")
    return t("About {share} % never got an answer.", share=share) if share is not None else ""


def _helped(told: Report) -> str:
    share = told.shares.get("helped")
    if share is None:
        return ""
    return t("Of those who got feedback, about {share} % marked some of it as helpful.", share=share)


def _soon(told: Report, measures: Mapping[str, Measure]) -> str:
    if "soon" not in measures:
        return ""
    values = measures["soon"].values
    middle = median_value(told.numbers.get("soon", {}), list(values))
    return t("Half of them had their first feedback {when}.", when=t(values[middle])) if middle else ""
