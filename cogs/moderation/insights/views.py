"""`/mod insights` in words: what a month says, and why some of it is not said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.insights import Measure
from bot.words import t
from cogs.moderation.insights.numbers import CROSS, CROSSED, REPORT, SINGLE, Report, interval, median_value

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
        if name not in ("feedback", "soon") and measure.own is None:
            lines += _numbers(t(measure.title), told.numbers.get(name, {}), measure.values)
    lines += _kept(told, measures)
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


def _kept(told: Report, measures: Mapping[str, Measure]) -> list[str]:
    """What people keep for themselves, of those who let it count."""
    if not told.counting:
        few = t(
            "Reasons, letters and steps are told once {least} people of a month let them count.", least=REPORT
        )
        return [few]
    lines = [t("Of these, about {people} let count what they keep for themselves.", people=told.counting)]
    lines += [sentence for sentence in (_letters(told), _step(told, measures)) if sentence]
    if "reason" in measures:
        reasons = measures["reason"]
        lines += _numbers(t(reasons.title), told.numbers.get("reason", {}), reasons.values)
    for name, numbers in told.numbers.items():
        if CROSS in name:
            lines += _crossed(name, numbers, measures)
    return lines


def _letters(told: Report) -> str:
    sent, share = told.numbers.get("letter", {}).get("sent"), told.shares.get("answered")
    if sent is None:
        return ""
    text = t("About {sent} say that they sent a letter afterwards.", sent=sent)
    if share is None:
        return text
    low, high = interval(share, sent)
    answered = t(
        "About {share} % of them had an answer by then; with so few, anything from {low} to {high} % may be usual.",
        share=share,
        low=low,
        high=high,
    )
    return f"{text} {answered}"


def _step(told: Report, measures: Mapping[str, Measure]) -> str:
    middle = _middle(told, measures, "step")
    return t("Half of those who checked off a next step did so {when}.", when=middle) if middle else ""


def _silence(told: Report) -> str:
    share = told.shares.get("silence")
    return t("About {share} % never got an answer.", share=share) if share is not None else ""


def _helped(told: Report) -> str:
    share = told.shares.get("helped")
    if share is None:
        return ""
    return t("Of those who got feedback, about {share} % marked some of it as helpful.", share=share)


def _soon(told: Report, measures: Mapping[str, Measure]) -> str:
    middle = _middle(told, measures, "soon")
    return t("Half of them had their first feedback {when}.", when=middle) if middle else ""


def _middle(told: Report, measures: Mapping[str, Measure], name: str) -> str:
    values = measures[name].values if name in measures else {}
    middle = median_value(told.numbers.get(name, {}), list(values))
    return t(values[middle]) if middle else ""
