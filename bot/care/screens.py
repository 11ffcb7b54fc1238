"""What a member reads when their text was held back, and whom they can talk to, by country."""

from __future__ import annotations

from typing import Any

import discord
from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.safety.crisis import (
    BUTTONS,
    WORDS_OTHER,
    WORDS_SELF,
    Helpline,
    countries,
    country_name,
    country_of,
    helplines,
)
from bot.safety.screen import Name
from bot.words import t

EVERYWHERE = ("US", "GB", "IE")
"""Shown to everybody beside the directory; the rest by country."""
STILLED_DAYS = 7
OPTIONS = 25


def answer_words(verdict: Name, locale: str, *, kept_at: str) -> str:
    """The whole of the first answer; ``kept_at`` says where the member finds what they wrote."""
    match verdict:
        case "crisis_self":
            parts = [
                t(WORDS_SELF),
                people_lines(locale),
                t(
                    "Nothing was kept or published. For {days} days I send you no prompts, no reminders.",
                    days=STILLED_DAYS,
                ),
            ]
        case "crisis_other":
            parts = [t(WORDS_OTHER), people_lines(locale), t("Nothing was kept or published.")]
        case "threat":
            parts = [
                t(
                    "I cannot pass this on: it reads like a threat to somebody. I may be wrong. Nothing was kept or "
                    "published, and nobody was told. You can say it in other words."
                )
            ]
        case _:
            parts = [
                t(
                    "I cannot pass this on: it reads like an insult, and somebody would have to read it. I may be "
                    "wrong. Nothing was kept or published, and nobody was told. You can say it in other words."
                )
            ]
    return "\n\n".join([*parts, f"-# {kept_at}"])


def people_lines(locale: str) -> str:
    """Whom to reach: for the member's likely country first, then what everybody is shown."""
    own = country_of(locale)
    lines = [f"- {country_name(own)}: {_line(line)}" for line in helplines(own).helplines] if own else []
    lines.append(t("- Everywhere: {directory}", directory=f"<{helplines(None).elsewhere.address}>"))
    by_number: dict[str, list[str]] = {}
    for code in EVERYWHERE:
        if code != own:
            for line in helplines(code).helplines:
                by_number.setdefault(_line(line), []).append(country_name(code))
    lines += [f"- {' · '.join(names)}: {told}" for told, names in by_number.items()]
    return "\n".join(lines)


def people_screen(code: str | None) -> tuple[str, ui.View]:
    """Whom to reach in a country, and the choice of another."""
    if code:
        lines = [t("**People to talk to · {country}**", country=country_name(code))]
        lines += [f"- {_line(line)}" for line in helplines(code).helplines]
        lines.append(
            t(
                "-# Written down on {day}; numbers can change. The page of each has its hours.",
                day=min(line.reviewed_on for line in helplines(code).helplines).isoformat(),
            )
        )
    else:
        lines = [t("**People to talk to**")]
        lines.append(t("Choose your country below."))
    lines.append("")
    lines.append(
        t(
            "Any country, also by chat or text: {directory}",
            directory=f"<{helplines(None).elsewhere.address}>",
        )
    )
    lines.append(t("If you may be in immediate danger, contact local emergency services."))
    return "\n".join(lines), ui.View(*_choices(code))


def reach_button(row: int | None = None) -> dui.Button[Any]:
    return ui.button(t(BUTTONS["reach"]), "care-reach", row=row)


def people_button() -> dui.Button[Any]:
    return ui.button(t(BUTTONS["people"]), "care-people", style=discord.ButtonStyle.primary)


def consent_screen() -> tuple[str, ui.View]:
    """What would be told to whom, before anything is. The channel is not named: whoever asks cannot see it."""
    text = t(
        "**Shall I ask the moderators to reach out to you?**\nI would tell them, in a channel of theirs, your name and "
        "that you would like somebody to write to you. Not what you wrote: I have not kept it. Nothing about your "
        "posts either.\nThey are people of this community and may be asleep. For somebody right now, the numbers are "
        "above."
    )
    yes = ui.button(t("Yes, tell them my name"), "care-reach-yes", style=discord.ButtonStyle.primary)
    return text, ui.View(yes, ui.button(t("No, leave it"), "care-reach-no"))


def _choices(chosen: str | None) -> list[dui.Select[Any]]:
    codes = sorted(countries(), key=country_name)
    half = (len(codes) + 1) // 2
    parts = [codes[:half], codes[half:]]
    return [
        ui.select(
            "care-country",
            str(number),
            [
                SelectOption(label=country_name(code), value=code, default=code == chosen)
                for code in part[:OPTIONS]
            ],
            placeholder=f"{country_name(part[0])} – {country_name(part[-1])}",
            row=number,
        )
        for number, part in enumerate(parts)
    ]


def _line(line: Helpline) -> str:
    return f"{line.service}, **{line.number}**" + (f" ({line.hours})" if line.hours else "")
