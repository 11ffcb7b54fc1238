"""What the law lets a rejected applicant ask for: cards by country, each with its source and its day of review."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import discord
from discord import SelectOption

from bot import ui
from bot.words import t
from cogs.letters.replies import Screen

CARDS = Path(__file__).parent / "content" / "en" / "rights"
OLD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Card:
    """One right. ``text`` is information, not advice; ``source`` is the law or the public body's page."""

    title: str
    text: str
    source: str
    reviewed_on: date


@dataclass(frozen=True, slots=True)
class Country:
    """A country, or a part of one, with other names it goes by."""

    name: str
    also: tuple[str, ...]
    cards: tuple[Card, ...]


@cache
def _all() -> tuple[Country, ...]:
    found = []
    for file in sorted(CARDS.glob("*.toml")):
        read = tomllib.loads(file.read_text("utf-8"))
        cards = tuple(Card(**card) for card in read["cards"])
        found.append(Country(read["country"], tuple(read.get("also", ())), cards))
    return tuple(sorted(found, key=lambda country: country.name))


def countries() -> Sequence[str]:
    """Those that there are cards for."""
    return [country.name for country in _all()]


def find(typed: str) -> Country | None:
    """The country that somebody named, by any of its names."""
    wanted = typed.casefold().strip().removeprefix("the ")
    for country in _all():
        if wanted in (name.casefold() for name in (country.name, *country.also)):
            return country
    near = [country for country in _all() if wanted and wanted in country.name.casefold()]
    return near[0] if len(near) == 1 else None


def rights_screen(typed: str, today: date) -> Screen:
    """The cards of a country; the list of countries where none was named, and a plain answer for one without cards."""
    options = [SelectOption(label=name, value=name) for name in countries()]
    pick = ui.View(ui.select("letter-rights", "", options, placeholder=t("Choose a country")))
    if not typed.strip():
        return Screen(
            t("What the law lets you ask for, in short. Information, not legal advice. Where was the job?"),
            view=pick,
        )
    country = find(typed)
    if country is None:
        return Screen(
            t(
                "I have no card for that place, so I would rather say nothing than guess. A trade union, a legal "
                "advice centre or the data protection authority there can tell you. I have: {countries}.",
                countries=", ".join(countries()),
            ),
            view=pick,
        )
    embeds = [_embed(card, today) for card in country.cards]
    head = t(
        "**{country}** · information, not legal advice. Keep this apart from your letter: "
        "a friendly question comes first.",
        country=country.name,
    )
    return Screen(head, embeds, pick)


def _embed(card: Card, today: date) -> discord.Embed:
    embed = discord.Embed(title=card.title, description=card.text, colour=ui.ACCENT)
    embed.add_field(name=t("Source"), value=card.source, inline=False)
    reviewed = t("Reviewed on {day}.", day=card.reviewed_on.isoformat())
    if today - card.reviewed_on > OLD:
        embed.colour = ui.CAUTION
        reviewed += t(" That is more than 12 months ago: check the source before you rely on it.")
    embed.set_footer(text=reviewed)
    return embed
