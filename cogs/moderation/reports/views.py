"""How reports look to moderators: one post at a time, with what was said about it, never by whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.board.post import Post
from bot.board.ui import state_words
from bot.safety.neutral import harmless
from bot.words import t
from cogs.moderation.queue.forms import danger
from cogs.moderation.queue.views import Entry, jumping, turning
from cogs.moderation.reports.kinds import kind_words, kinds
from cogs.moderation.reports.store import Case, Report

EVERY = "all"
HEAD, SAID = 1700, 300
"""Characters of all that is shown above a post, and of one report."""


def case_words(case: Case, post: Post, reports: Sequence[Report]) -> str:
    """How often and for what a post was reported, and how it stands."""
    count = len(reports)
    head = t("**{handle}** was reported", handle=case.handle)
    if count != 1:
        head += t(" by {count} members", count=count)
    lines = [f"{head} · <t:{int(case.since.timestamp())}:R> · {state_words(post)}"]
    if post.is_withheld:
        lines.append(t("A note stands in its place. If you dismiss the reports, it comes back."))
    lines += [report_line(n, report) for n, report in enumerate(reports, 1)]
    return "\n".join(lines)[:HEAD]


def report_line(number: int, report: Report) -> str:
    said = " ".join(harmless(report.reason).split())
    words = f"> {number} · **{kind_words(report.kind)}**"
    return f"{words}: {said[:SAID]}{'…' if len(said) > SAID else ''}" if said else words


def outcome_words(handle: str, outcome: str) -> str:
    """What a case's card says once it was answered."""
    match outcome:
        case "removed":
            return t("**{handle}** was reported and removed.", handle=handle)
        case "deleted":
            return t("**{handle}** was reported; its author has taken it back.", handle=handle)
        case "withdrawn":
            return t("**{handle}** was reported; the reports were taken back.", handle=handle)
        case _:
            return t("**{handle}** was reported; dismissed.", handle=handle)


def actions(handle: str, after: str = "") -> list[dui.Item[Any]]:
    """What can be done about a reported post; ``after`` is added to the keys of controls that go on with the list."""
    key = f"{handle}{after}"
    return [
        danger(t("Remove the post"), "report-remove", key),
        ui.button(t("Dismiss"), "report-dismiss", key),
        ui.button(t("Mask more"), "mask-more", handle),
        ui.button(t("Block the author"), "block", handle),
        ui.button(t("Report to Discord"), "report-discord", handle),
    ]


def filters(cases: Sequence[Case], show: str) -> list[dui.Item[Any]]:
    """What was reported for what; none where there is nothing to filter."""
    if len(cases) < 2:
        return []
    numbers = {EVERY: len(cases)} | {kind: sum(kind in case.kinds for case in cases) for kind in kinds()}
    options = [
        SelectOption(
            label=f"{t('Every report') if kind == EVERY else kind_words(kind)} · {number}",
            value=kind,
            default=kind == show,
        )
        for kind, number in numbers.items()
    ]
    return [ui.select("report-show", "", options, placeholder=t("Show"), row=2)]


def turns(cases: Sequence[Case], at: int, show: str, now: datetime) -> list[dui.Item[Any]]:
    """Ways to the other cases."""
    entries = [Entry(case.handle, ", ".join(map(kind_words, case.kinds)), case.since) for case in cases]
    return [*turning("report", entries, at, show), *jumping("report", entries, at, show, now, row=1)]


def reporters(reports: Sequence[Report]) -> list[dui.Item[Any]]:
    """Somebody reports to hurt: they can be blocked, by what they wrote and not by who they are."""
    options = [
        SelectOption(label=f"{n} · {kind_words(report.kind)}"[:100], value=str(report.id))
        for n, report in enumerate(reports[:25], 1)
    ]
    if not options:
        return []
    return [ui.select("report-abusive", "", options, placeholder=t("Block whoever wrote a report"), row=4)]


def discord_words(post: Post) -> str:
    """Discord's own way for what is more than a server can deal with; the link stands ready to be copied."""
    lines = [
        t(
            "**When somebody is in danger, or the law is broken, tell Discord.** They know who used me; I tell nobody."
        ),
        t("In immediate danger, call the local emergency services first."),
    ]
    if post.placed is None:
        lines.append(t("This post does not stand on the board, so there is no message to report."))
        return "\n".join(lines)
    link = f"https://discord.com/channels/{post.guild_id}/{post.placed.channel_id}/{post.placed.message_id}"
    lines += [
        t(
            "1. Do not remove the message yet: Discord looks at it where it stands. You can remove it afterwards."
        ),
        t("2. Open it ({link}), and choose Apps or More, then Report Message.", link=link),
        t(
            "3. If that is not enough, write to Trust & Safety: <https://support.discord.com/hc/requests/new>. "
            "Paste this:"
        ),
        t(
            "```\n{link}\nA member wrote this through the app that posted it,\nwithout a name. "
            "Discord's own records of\ninteractions show who used the app.\n```",
            link=link,
        ),
    ]
    return "\n".join(lines)


def block_form(number: str, lengths: dict[str, str], usual: str) -> ui.Modal:
    """The form that blocks a reporter; ``number`` is the report's."""
    why = ui.field(
        t("Reason"),
        "reason",
        hint=t("The blocked person reads it. They do not learn who you are."),
        most=500,
    )
    options = [
        SelectOption(label=t(words), value=days, default=days == usual) for days, words in lengths.items()
    ]
    length = ui.label(t("For how long?"), dui.Select[Any](custom_id="length", options=options))
    return ui.Modal(t("Block whoever wrote this report"), "report-block", number, why, length)
