"""The screens of a draft: its beginning, its text with what the checks found, its versions, its deletion."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import discord
from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.safety.neutral import harmless
from bot.words import t
from cogs.letters.asking import (
    Step,
    asked_for,
    first_form,
    second_form,
    situations,
    start_words,
    steps,
    tone_words,
)
from cogs.letters.checks import Finding
from cogs.letters.letter import LONGEST_SUBJECT, LONGEST_TEXT, Letter, State, finding_key
from cogs.letters.replies import Screen

SHOWN = 5
"""How many findings stand under a draft at a time; dismissing one brings the next."""
QUOTED = 70
EMBED = 4096
BOTH = 5400
PRIMARY, DANGER = discord.ButtonStyle.primary, discord.ButtonStyle.danger


def start(letter: Letter, *, typing: bool) -> Screen:
    """The first screen: whether to write at all, and what happened."""
    lines = [start_words()]
    if typing:
        told = [f"`{n}` {one.label}" for n, one in enumerate(situations().values(), 1)]
        lines += [
            *told,
            t("-# Choose below, or type the number. `stop` ends it at any time; nothing is lost."),
        ]
    options = [
        SelectOption(label=one.label, value=one.name, description=one.hint) for one in situations().values()
    ]
    pick = ui.select("letter-choose", letter.id, options, placeholder=t("What happened"), row=0)
    leave = ui.button(t("I would rather not write"), "letter-delete", letter.id, row=1)
    return Screen("\n".join(lines), view=ui.View(pick, leave))


def resume(letter: Letter) -> Screen:
    text = t(
        "You have a letter that is not finished (**{name}**), from <t:{at}:R>. Only you see it.",
        name=harmless(letter.name),
        at=int(letter.updated_at.timestamp()),
    )
    return Screen(
        text,
        view=ui.View(
            ui.button(t("Go on with it"), "letter-show", letter.id, style=PRIMARY),
            ui.button(t("Begin another"), "letter-begin"),
            ui.button(t("Delete it"), "letter-delete", letter.id),
        ),
    )


def question(letter: Letter, *, typing: bool, said: str = "") -> Screen:
    """The question that is asked now, or the letter where all are answered."""
    if letter.step == "variant" or not letter.variant:
        return _before(said, start(letter, typing=typing))
    if letter.step in ("letter", "edit"):
        return draft(letter, typing=typing, said=said)
    situation = situations()[letter.variant]
    lines = [said] if said else []
    asked = list(asked_for(letter.variant))
    if not typing or letter.step == asked[0]:
        lines.append(f"**{situation.label}.** {situation.advice}")
    if typing:
        lines.append(_asked(letter, asked))
    else:
        lines.append(t("A short form comes next. Every field may stay empty; what is empty leaves no trace."))
    buttons: list[dui.Item[Any]] = []
    if letter.step == "tone" and typing:
        buttons = _tones(letter, row=0)
    buttons.append(ui.button(t("Fill in the form"), "letter-form", letter.id, style=PRIMARY, row=1))
    if not typing or letter.step == asked[0]:
        buttons += [
            ui.button(t("Something else happened"), "letter-again", letter.id, row=1),
            ui.button(t("Delete"), "letter-delete", letter.id, row=1),
        ]
    return Screen("\n".join(lines), view=ui.View(*buttons))


def _asked(letter: Letter, asked: Sequence[str]) -> str:
    if letter.step == "tone":
        now = tone_words()[letter.tone].lower()
        return t(
            "**Last one: which tone?** `warm`, `formal` or `brief` (now {now}).\n-# `skip` keeps it · `back` · `stop`",
            now=now,
        )
    step = steps()[letter.step]
    at = t("{at} of {count}", at=asked.index(letter.step) + 1, count=len(asked))
    lines = [f"**{step.ask}** {step.hint}".strip()]
    known = letter.answers.get(step.name)
    if known:
        lines.append(t("You have said: {known}", known=harmless(known)))
    keep = t("`skip` keeps that") if known else t("`skip`")
    lines.append(t("-# {at} · type it here · {keep} · `back` · `stop`", at=at, keep=keep))
    return "\n".join(lines)


def draft(letter: Letter, *, typing: bool = False, said: str = "") -> Screen:
    """The letter as it stands, what the checks found, and what can be done."""
    findings = letter.findings()
    lines = [said] if said else []
    lines.append(
        t(
            "**{name}** · {tone} · {words} words · version {version}{state}",
            name=harmless(letter.name),
            tone=tone_words()[letter.tone].lower(),
            words=len(letter.body.split()),
            version=letter.version,
            state=state_words(letter),
        )
    )
    lines += found_words(letter, findings)
    if typing and letter.state is State.DRAFT:
        lines += [""] if findings else []
        lines.append(
            t(
                "-# You can type, too: `warm` `formal` `brief` · `shorter` · `again` · `edit` · `pdf` · `sent` · "
                "`back` · `stop`"
            )
        )
    return Screen("\n".join(lines), text_embeds(letter), ui.View(*_controls(letter, findings)))


def found_words(letter: Letter, findings: Sequence[Finding]) -> list[str]:
    """The findings as a short list: quoted, explained, with a proposal."""
    if not findings:
        return [t("I found nothing to change.")]
    lines = []
    for number, finding in enumerate(findings[:SHOWN], 1):
        quoted = " ".join(letter.body[finding.start : finding.end].split())
        if len(quoted) > QUOTED:
            quoted = quoted[: QUOTED - 1] + "…"
        where = f"“{harmless(quoted)}” " if quoted else ""
        mark = {"E": t("**Stop:** "), "W": "", "I": t("Perhaps: ")}[finding.level]
        lines.append(f"{number}. {mark}{where}{harmless(finding.advice)}")
    if len(findings) > SHOWN:
        lines.append(t("\n-# and {count} more, once these are done", count=len(findings) - SHOWN))
    return lines


def text_embeds(letter: Letter) -> list[discord.Embed]:
    """The text as it will be read, over two frames where it is long."""
    shown = harmless(letter.body)
    if len(shown) > BOTH:
        shown = shown[:BOTH] + "…"
    parts = [shown[at : at + EMBED] for at in range(0, len(shown), EMBED)] or [""]
    made = [discord.Embed(description=part, colour=ui.ACCENT) for part in parts]
    made[0].title = harmless(letter.subject)[:256]
    return made


def state_words(letter: Letter) -> str:
    at = int(letter.sent_at[-1].timestamp()) if letter.sent_at else 0
    match letter.state:
        case State.SENT if len(letter.sent_at) > 1:
            return t(" · second message sent <t:{at}:R>", at=at)
        case State.SENT:
            return t(" · sent <t:{at}:R>", at=at)
        case State.ANSWERED:
            return t(" · answered")
        case State.CLOSED:
            return t(" · closed without an answer")
        case _:
            return ""


def _controls(letter: Letter, findings: Sequence[Finding]) -> list[dui.Item[Any]]:
    key = letter.id
    items: list[dui.Item[Any]] = [
        ui.button(t("Edit text"), "letter-edit", key, style=PRIMARY, row=0),
        ui.button(t("Shorter"), "letter-style", f"{key}.shorter", row=0),
        ui.button(t("Another phrasing"), "letter-style", f"{key}.again", row=0),
        ui.button(t("Versions"), "letter-versions", key, row=0),
        *_tones(letter, row=1),
        ui.button(t("My answers"), "letter-form", key, row=1),
    ]
    if second_form(letter.variant):
        items.append(ui.button(t("Say more"), "letter-more", key, row=1))
    for number, finding in enumerate(findings[:SHOWN], 1):
        items.append(
            ui.button(
                t("Leave {number}", number=number), "letter-dismiss", f"{key}.{short(finding, letter)}", row=2
            )
        )
    items += [
        ui.button(t("Export"), "letter-export", key, row=3),
        ui.button(t("Sent again") if letter.sent_at else t("I sent it"), "letter-sent", key, row=3,
                  disabled=letter.state is State.ANSWERED),
        ui.button(t("Ask peers"), "letter-peers", key, row=3)
        if letter.state is State.DRAFT
        else ui.button(t("An answer came"), "letter-reply", key, row=3),
        ui.button(t("Remind me"), "letter-remind", key, row=3),
        ui.button(t("Delete"), "letter-delete", key, row=3),
    ]  # fmt: skip
    return items


def _tones(letter: Letter, row: int) -> list[dui.Item[Any]]:
    return [
        ui.button(words, "letter-style", f"{letter.id}.{tone}",
                  disabled=tone == letter.tone and bool(letter.version), row=row)
        for tone, words in tone_words().items()
    ]  # fmt: skip


def short(finding: Finding, letter: Letter) -> str:
    """A finding's key as a part of a control's id."""
    return hashlib.sha256(finding_key(finding, letter.body).encode()).hexdigest()[:12]


def form(letter: Letter, *, second: bool) -> ui.Modal:
    """The fields of a letter of this kind, filled with what was said before."""
    names = second_form(letter.variant) if second else first_form(letter.variant)
    fields = [_field(steps()[name], letter) for name in names]
    return ui.Modal(t("Say more") if second else t("What you want to say"), "letter-fill", letter.id, *fields)


def _field(step: Step, letter: Letter) -> dui.Label[Any]:
    return ui.field(
        step.label,
        step.name,
        letter.answers.get(step.name),
        hint=(step.hint or step.ask)[:100],
        most=step.most,
        lines=step.most > 100,
        required=False,
    )


def edit_form(letter: Letter) -> ui.Modal:
    return ui.Modal(
        t("Edit the letter"),
        "letter-edited",
        letter.id,
        ui.field(t("Subject"), "subject", letter.subject, most=LONGEST_SUBJECT, lines=False, required=False),
        ui.field(t("Text"), "body", letter.body, most=LONGEST_TEXT),
    )


def really_delete(letter: Letter) -> Screen:
    text = t("Delete **{name}** for good, with every version and what came back?", name=harmless(letter.name))
    return Screen(
        text,
        view=ui.View(
            ui.button(t("Delete for good"), "letter-delete-now", letter.id, style=DANGER),
            ui.button(t("Keep it"), "letter-show", letter.id),
        ),
    )


def _before(said: str, screen: Screen) -> Screen:
    return Screen(f"{said}\n{screen.text}" if said else screen.text, screen.embeds, screen.view)
