"""What a member reads and presses around a plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import discord
from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.safety.neutral import harmless
from bot.words import t
from cogs.plans.page import FORMATS
from cogs.plans.plan import CHANGES, MOST, Note, Plan, Story
from cogs.plans.steps import origin

Screen = tuple[str, list[discord.Embed], ui.View]
REMINDS = {"": "No reminder", "day": "The day before at 18:00", "hours": "Two hours before"}
ORIGINS = {"task": "An employer's answer", "helped": "A peer's words", "step": "A usual first step"}
SHOWN = 160
"""Characters of a longer text on the screen; the page that is handed out has all of it."""


def plan_screen(
    plan: Plan, offers: Sequence[Note], now: datetime, *, is_fresh: bool = False, said: str = ""
) -> Screen:
    """The plan as it stands, and everything that can be done with it."""
    lines = [said] if said else []
    if is_fresh:
        lines.append(t("A no came today. All of this can wait until tomorrow; nothing here runs away."))
    if plan.unreached:
        lines.append(t("I could not reach you by DM to remind you: they are closed for me. Nothing is lost."))
    lines.append(_when(plan, now))
    embed = discord.Embed(title=_title(plan), colour=ui.ACCENT, description="\n\n".join(_parts(plan)))
    embed.set_footer(text=t("Only you see this. Whatever stays empty stays empty."))
    return "\n".join(lines), [embed], ui.View(*_items(plan, offers, now))


def _items(plan: Plan, offers: Sequence[Note], now: datetime) -> list[dui.Item[Any]]:
    parts = {"changes": t("Changes"), "story1": t("Story 1"), "story2": t("Story 2"), "rehearsal": t("Rehearsal"),
             "ifthen": t("If – then")}  # fmt: skip
    items: list[dui.Item[Any]] = [
        ui.button(label, "plan-edit", f"{plan.id}.{part}", row=0) for part, label in parts.items()
    ]
    items += [
        ui.button(t("Date and reminder"), "plan-when", plan.id, row=1),
        ui.button(t("As one page"), "plan-files", plan.id, row=1),
        ui.button(t("New plan"), "plan-new", plan.id, row=1),
        ui.button(t("Delete"), "plan-delete", plan.id, row=1),
    ]
    steps = list(plan.steps())
    if steps:
        options = [
            SelectOption(label=_step_label(name, one), value=name, default=one.done) for name, one in steps
        ]
        done = ui.select(
            "plan-done",
            plan.id,
            options,
            placeholder=t("Check off what is done"),
            least=0,
            most=len(options),
            row=2,
        )
        items.append(done)
    if offers:
        choices = [
            SelectOption(label=_cut(note.text, 100), value=note.key, description=t(ORIGINS[note.source]))
            for note in offers[:25]
        ]
        items.append(
            ui.select("plan-take", plan.id, choices, placeholder=t("Take in what you were told"), row=3)
        )
    return items


def edit_form(plan: Plan, part: str) -> ui.Modal:
    """The form of one part, filled with what stands there; KeyError-free: an unknown part is the changes."""
    key = f"{plan.id}.{part}"
    if part.startswith("story"):
        story = plan.stories[1 if part == "story2" else 0]
        return ui.Modal(t("A story that you can tell"), "plan-write", key, *_story_fields(story))
    if part == "rehearsal":
        hint = t("With whom, when, which question; or alone, aloud.")
        return ui.Modal(
            t("One rehearsal"),
            "plan-write",
            key,
            _field(t("What I rehearse"), "text", plan.rehearsal.text, hint),
        )
    if part == "ifthen":
        return ui.Modal(
            t("If this happens, then I do that"),
            "plan-write",
            key,
            _field(t("If …"), "when", plan.if_then.when, t("Such as: I lose my thread")),
            _field(
                t("then I …"),
                "then",
                plan.if_then.then,
                t("Such as: take a sip of water and say where I was"),
            ),
        )
    fields = [
        _field(t("Change {at}", at=at), f"change{at}", one.text, kind="text")
        for at, one in enumerate(plan.changes[:CHANGES], 1)
    ]
    return ui.Modal(t("What I change next time"), "plan-write", f"{plan.id}.changes", *fields)


def when_form(plan: Plan, today: datetime) -> ui.Modal:
    """Name, date, reminder."""
    local = plan.local()
    options = [
        SelectOption(label=t(label), value=value or "no", default=value == plan.remind)
        for value, label in REMINDS.items()
    ]
    example = f"{(today + timedelta(days=7)):%Y-%m-%d}"
    return ui.Modal(
        t("The interview"),
        "plan-appoint",
        plan.id,
        _short(t("What it is for (optional)"), "name", plan.name, None, 100),
        _short(
            t("Date"),
            "day",
            f"{local:%Y-%m-%d}" if local else "",
            t("Such as {day}; empty for none.", day=example),
            40,
        ),
        _short(t("Time"), "at", f"{local:%H:%M}" if local else "", t("Such as 10:30"), 16),
        _short(
            t("Time zone"), "zone", plan.zone if local else "", t("A large city there, such as Berlin."), 64
        ),
        ui.label(t("Remind me by DM"), dui.Select[Any](custom_id="remind", options=options)),
    )


def files_screen(plan: Plan) -> tuple[str, ui.View]:
    buttons = [ui.button(form, "plan-file", f"{plan.id}.{form}") for form in FORMATS]
    back = ui.button(t("Back to the plan"), "plan-show", plan.id)
    return t("One page, to print or to keep. Which kind of file?"), ui.View(*buttons, back)


def really_delete(plan: Plan) -> tuple[str, ui.View]:
    text = t("Delete this plan for good? **{title}**", title=_title(plan))
    yes = ui.button(t("Delete for good"), "plan-delete-now", plan.id, style=discord.ButtonStyle.danger)
    return text, ui.View(yes, ui.button(t("Keep it"), "plan-show", plan.id))


def reminder(plan: Plan, now: datetime) -> tuple[str, list[dui.Item[Any]]]:
    """What comes by DM before the interview."""
    assert plan.at is not None  # noqa: S101  there is something to remind of
    local = plan.local()
    name = t(" (**{name}**)", name=harmless(plan.name)) if plan.name else ""
    text = t(
        "Your interview{name} is on {day}, <t:{at}:R>.",
        name=name,
        day=f"{local:%A at %H:%M}",
        at=int(plan.at.timestamp()),
    )
    if plan.if_then.when and plan.if_then.then:
        text += "\n> " + harmless(
            t("If {when}, then {then}.", when=plan.if_then.when, then=plan.if_then.then)
        )
    text += "\n" + t("Everything you planned is behind the button. What is still open may stay open.")
    return text, [
        ui.button(t("Open the plan"), "plan-show", plan.id, style=discord.ButtonStyle.primary),
        ui.button(t("Not today"), "plan-today", plan.id),
    ]


def _title(plan: Plan) -> str:
    return harmless(plan.name) if plan.name else t("My next interview")


def _when(plan: Plan, now: datetime) -> str:
    if plan.at is None:
        return t("No date yet. A plan does not need one.")
    stamp = int(plan.at.timestamp())
    if plan.at <= now:
        return t(
            "It was <t:{at}:R>. `New plan` begins the next one; this one stays until you delete it.", at=stamp
        )
    due = plan.remind_at()
    remind = t(" I remind you by DM <t:{due}:R>.", due=int(due.timestamp())) if due else ""
    return t("<t:{at}:F>, <t:{at}:R>.{remind}", at=stamp, remind=remind)


def _parts(plan: Plan) -> list[str]:
    nothing = t("*nothing yet*")
    changes = [f"{_mark(one.done)} {_line(one.text)}{_from(one)}" for one in plan.changes if one]
    stories = [_story_lines(story) for story in plan.stories if story]
    rehearsal = f"{_mark(plan.rehearsal.done)} {_line(plan.rehearsal.text)}" if plan.rehearsal else nothing
    one = plan.if_then
    if_then = t(
        "{mark} If {when}, then {then}.",
        mark=_mark(one.done),
        when=_line(one.when) or "…",
        then=_line(one.then) or "…",
    )
    blocks = {
        t("What I change"): "\n".join(changes) or nothing,
        t("Stories"): "\n".join(stories) or nothing,
        t("Rehearsal"): rehearsal,
        t("If – then"): if_then if one else nothing,
    }
    return [f"**{heading}**\n{text}" for heading, text in blocks.items()]


def _story_lines(story: Story) -> str:
    names = {"situation": t("Situation"), "task": t("Task"), "action": t("Action"), "result": t("Result")}
    told = [f"*{names[name]}:* {_line(text, 90)}" for name, text in story.parts if text]
    return "\n".join([f"{_mark(story.done)} {_line(story.title) or t('A story')}", *told])


def _from(note: Note) -> str:
    words = origin(note)
    return f" *({words})*" if words else ""


def _mark(done: bool) -> str:
    return "☑" if done else "☐"


def _line(text: str, most: int = SHOWN) -> str:
    """A text on one line, cut at a word, without marks of Discord's."""
    return harmless(_cut(text, most))


def _cut(text: str, most: int) -> str:
    """A text on one line, cut at a word."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 2].rsplit(" ", 1)[0] + " …"


def _step_label(name: str, one: Any) -> str:
    kinds = {
        "change": t("Change"),
        "story": t("Story"),
        "rehearsal": t("Rehearsal"),
        "ifthen": t("If – then"),
    }
    kind = kinds[name.rstrip("123")]
    text = getattr(one, "text", "") or getattr(one, "title", "") or getattr(one, "when", "")
    return _cut(f"{kind}: {text}" if text else kind, 100)


def _story_fields(story: Story) -> list[dui.Label[Any]]:
    return [
        _short(t("A name for it"), "title", story.title, None, MOST["title"]),
        _field(t("Situation: where was it, what was going on?"), "situation", story.situation),
        _field(t("Task: what was yours to do?"), "task", story.task),
        _field(t("Action: what did you do?"), "action", story.action),
        _field(t("Result: what came of it?"), "result", story.result),
    ]


def _field(text: str, name: str, typed: str, hint: str | None = None, *, kind: str = "") -> dui.Label[Any]:
    return ui.field(text, name, typed, hint=hint, most=MOST[kind or name], required=False)


def _short(text: str, name: str, typed: str, hint: str | None, most: int) -> dui.Label[Any]:
    return ui.field(text, name, typed, hint=hint, most=most, lines=False, required=False)
