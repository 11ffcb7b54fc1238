"""The screens after sending: recorded, reminders, and an answer that is taken apart gently."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from discord import ButtonStyle, SelectOption
from discord import ui as dui

from bot import ui
from bot.reasons import CHOICES, CONTROLS, UNKNOWABLE
from bot.safety.neutral import harmless
from bot.words import t
from cogs.letters.aftercare import Digest
from cogs.letters.digest import KINDS, channels, proposed, reasons, sentences
from cogs.letters.letter import Habits, Letter
from cogs.letters.replies import Screen

KEPT = 200


def recorded(letter: Letter, habits: Habits) -> Screen:
    again = len(letter.sent_at) > 1
    text = (
        t(
            "Noted: a second message to **{name}**, sent today. I count no third one.",
            name=harmless(letter.name),
        )
        if again
        else t(
            "Noted: **{name}** went out today. Many letters stay without an answer, and that says nothing about yours.",
            name=harmless(letter.name),
        )
    )
    text += (
        t("\nI remind you at the times you chose.")
        if habits.reminders
        else t("\nIf you like, I remind you: after 8 days, after 15, and after 90. Not more.")
    )
    items: list[dui.Item[Any]] = [ui.button(t("An answer came"), "letter-reply", letter.id)]
    if not habits.reminders:
        items.insert(0, ui.button(t("Remind me"), "letter-remind", letter.id, style=ButtonStyle.primary))
    items.append(ui.button(t("Back to the letter"), "letter-show", letter.id))
    return Screen(text, view=ui.View(*items))


def remind_form(letter: Letter, habits: Habits) -> ui.Modal:
    hours = [
        SelectOption(label=f"{hour:02}:00", value=str(hour), default=hour == habits.hour)
        for hour in range(24)
    ]
    return ui.Modal(
        t("Remind me"),
        "letter-remind-at",
        letter.id,
        ui.label(t("At which hour?"), dui.Select(custom_id="hour", options=hours)),
        ui.field(
            t("Your timezone"),
            "zone",
            habits.zone,
            hint=t("A large city in it, such as Berlin or New York; or UTC."),
            most=40,
            lines=False,
        ),
    )


def reminding(letter: Letter, habits: Habits, due: Sequence[datetime]) -> Screen:
    lines = [
        t(
            "I write to you here at {hour}:00 ({zone}): after a day whether to send it, after 8 days about one more "
            "message, after 15 to close it, after 90 about openings. For all your letters, until you stop it.",
            hour=f"{habits.hour:02}",
            zone=habits.zone.replace("_", " "),
        )
    ]
    if due:
        lines.append(t("The next one: <t:{at}:F>.", at=int(due[0].timestamp())))
    return Screen(
        "\n".join(lines),
        view=ui.View(
            ui.button(t("Stop reminders"), "letter-remind-stop", letter.id),
            ui.button(t("Back to the letter"), "letter-show", letter.id),
        ),
    )


def ready(letter: Letter) -> Screen:
    text = t(
        "**An answer about {name}.** Before we read it together: have you eaten, and ten quiet minutes? "
        "It keeps until tomorrow; a short thank-you within two days is early enough.",
        name=harmless(letter.name),
    )
    return Screen(
        text,
        view=ui.View(
            ui.button(t("I am ready"), "letter-reply-form", f"{letter.id}.now", style=ButtonStyle.primary),
            ui.button(t("Keep it, hide it for 24 hours"), "letter-reply-form", f"{letter.id}.hide"),
            ui.button(t("Not now"), "letter-show", letter.id),
        ),
    )


def reply_form(letter: Letter, how: str) -> ui.Modal:
    def choice(name: str, options: dict[str, str], placeholder: str) -> dui.Select[Any]:
        made = [SelectOption(label=text[:100], value=value) for value, text in options.items()]
        return dui.Select(custom_id=name, options=made, required=False, min_values=0, placeholder=placeholder)

    return ui.Modal(
        t("What came back"),
        "letter-replied",
        f"{letter.id}.{how}",
        ui.field(
            t("What they wrote or said"),
            "text",
            hint=t("Paste it, or write what you remember. It is sealed."),
        ),
        ui.label(t("How it came"), choice("channel", dict(channels()), t("Leave it open"))),
        ui.label(
            t("Which reason do they give?"),
            choice("reason", dict(CHOICES), t("Let me guess")),
        ),
        ui.label(
            t("Is it in your hands?"),
            choice("control", {str(name): words for name, words in CONTROLS.items()}, t("Leave it open")),
        ),
        ui.field(t("In your own words"), "paraphrase", most=300, lines=False, required=False),
    )


def hidden(digest: Digest) -> Screen:
    until = digest.reply.hidden_until
    at = int(until.timestamp()) if until else 0
    text = t("It is kept, and closed until <t:{at}:F>. I tell you then. Until then: rest.", at=at)
    return Screen(
        text,
        view=ui.View(
            ui.button(t("Open it now after all"), "letter-reply-open", digest.reply.id),
            ui.button(t("Throw it away"), "letter-reply-gone", digest.reply.id),
        ),
    )


def sorting(digest: Digest) -> Screen:
    """The first sentence that is not sorted yet; the whole where all are."""
    reply, parts = digest.reply, sentences(digest.reply.text)
    at = next((n for n in range(len(parts)) if n >= len(reply.kinds) or not reply.kinds[n]), None)
    if at is None:
        return whole(digest)
    guess = proposed(parts[at])
    text = t(
        "**{at} of {count}.** What is this: something they saw, something they think, or something unkind? "
        "I propose: {guess}.\n>>> {sentence}",
        at=at + 1,
        count=len(parts),
        guess=_kind_words(guess),
        sentence=harmless(parts[at])[:1500],
    )
    buttons: list[dui.Item[Any]] = [
        ui.button(
            _kind_words(kind).capitalize(),
            "letter-sort",
            f"{reply.id}.{at}.{kind}",
            style=ButtonStyle.primary if kind == guess else ButtonStyle.secondary,
            row=0,
        )
        for kind in KINDS
    ]
    buttons.append(ui.button(t("Take all your proposals"), "letter-sort", f"{reply.id}.all", row=1))
    buttons.append(ui.button(t("Throw it away"), "letter-reply-gone", reply.id, row=1))
    return Screen(text, view=ui.View(*buttons))


def whole(digest: Digest) -> Screen:
    """The answer in three parts, the likely reason, and what could be kept of it."""
    reply, parts = digest.reply, sentences(digest.reply.text)
    sorted_in = {kind: [p for p, k in zip(parts, reply.kinds, strict=False) if k == kind] for kind in KINDS}
    lines = [_reason_words(digest)]
    for kind, head in zip(
        KINDS,
        (
            t("**They saw**"),
            t("**They think**, and others may think differently"),
            t("**Unkind.** You may leave it"),
        ),
        strict=True,
    ):
        if sorted_in[kind]:
            shown = [harmless(part)[:220] for part in sorted_in[kind][:6]]
            lines += [f"\n{head}", *(f"- ||{part}||" if kind == "insult" else f"- {part}" for part in shown)]
    if reply.kept:
        lines.append(t("\n**Kept for your plan:** {kept}", kept=harmless(reply.kept)))
    keepable = [n for n, kind in enumerate(reply.kinds[:25]) if kind != "insult"]
    items: list[dui.Item[Any]] = []
    if keepable:
        options = [
            SelectOption(label=parts[n][:100], value=str(n), default=parts[n][:KEPT] == reply.kept)
            for n in keepable
        ]
        options = [*options[:24], SelectOption(label=t("Nothing of it"), value="none")]
        items.append(
            ui.select(
                "letter-keep", reply.id, options, placeholder=t("Keep at most one thing to work on"), row=0
            )
        )
    items += [
        ui.button(
            t("Write a thank-you"), "letter-thanks", digest.letter.id, style=ButtonStyle.primary, row=1
        ),
        ui.button(t("Sort again"), "letter-sort", f"{reply.id}.anew", row=1),
        ui.button(t("Hide it for 24 hours"), "letter-reply-later", reply.id, row=1),
        ui.button(t("Throw it away"), "letter-reply-gone", reply.id, row=1),
        ui.button(t("Back to the letter"), "letter-show", digest.letter.id, row=1),
    ]
    return Screen("\n".join(lines)[:1990], view=ui.View(*items))


def _reason_words(digest: Digest) -> str:
    reply = digest.reply
    reason = reasons()[reply.why.topic]
    if reply.reason == UNKNOWABLE:
        return t(
            "**It cannot be known, and you leave it there.** The question is closed. {step}", step=reason.step
        )
    if reply.reason == "unknown":
        return t(
            "**They give no reason.** That is common, and it closes the question. {step}", step=reason.step
        )
    said = t("my guess") if reply.why.source == "inferred" else t("as you noted")
    lines = [t("**The reason, {said}:** {label}. {step}", said=said, label=reason.label, step=reason.step)]
    if digest.seconded:
        lines.append(
            t(
                "A second answer names the same, independently: {company}. Two are worth a change of course; "
                "`/next plan` is the place for it.",
                company=harmless(digest.seconded),
            )
        )
    else:
        lines.append(
            t("One answer is one view. Change course only when a second, independent one says the same.")
        )
    return "\n".join(lines)


def _kind_words(kind: str) -> str:
    return {"observation": t("they saw it"), "interpretation": t("they think it"), "insult": t("unkind")}[
        kind
    ]
