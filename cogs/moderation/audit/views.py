"""How the audit looks: lines of who did what, when and why; and the file in which it leaves."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.audit import Entry, action_words
from bot.audit.words import GROUPS
from bot.safety.neutral import harmless
from bot.servers import ServerSettings
from bot.words import t

PAGE = 12
WHY = 80
"""Characters of a reason in a line."""
SHOWN = {
    "all": "Everything",
    "decisions": "Decisions about posts",
    "reports": "Reports",
    "blocks": "Blocks and appeals",
    "settings": "Settings, rules and pauses",
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody wants to see of the audit; as a control's key ``page.group.handle.moderator``."""

    page: int = 0
    group: str = "all"
    handle: str = ""
    moderator_id: int | None = None

    def key(self, page: int | None = None) -> str:
        at = self.page if page is None else page
        return f"{at}.{self.group}.{self.handle}.{self.moderator_id or ''}"

    @classmethod
    def read(cls, key: str) -> Sought:
        page, group, handle, moderator = f"{key}....".split(".")[:4]
        return cls(
            int(page) if page.isdecimal() else 0,
            group if group in SHOWN else "all",
            handle,
            int(moderator) if moderator.isdecimal() else None,
        )

    @property
    def actions(self) -> Sequence[str] | None:
        """The actions of the group; None for all."""
        return GROUPS.get(self.group)


def page_words(entries: Sequence[Entry], sought: Sought, count: int) -> str:
    """One page of the audit."""
    if not count:
        return t("The audit holds nothing of that kind.")
    pages = (count + PAGE - 1) // PAGE
    head = t("**Audit** · {count} entries", count=count) if count > 1 else t("**Audit** · one entry")
    if pages > 1:
        head += t(" · page {at} of {pages}", at=sought.page + 1, pages=pages)
    return "\n".join([head, *map(line, entries)])[:2000]


def line(entry: Entry) -> str:
    who = f"<@{entry.moderator_id}>" if entry.moderator_id is not None else t("Onward by itself")
    about = f" **{entry.handle}**" if entry.handle else ""
    why = " ".join(harmless(entry.reason).split())
    why = f"{why[:WHY]}…" if len(why) > WHY else why
    what = action_words(entry.action)
    return f"<t:{int(entry.at.timestamp())}:f> · {who} {what}{about}{f' – {why}' if why else ''}"


def controls(sought: Sought, count: int) -> list[dui.Item[Any]]:
    """The filter, and the pages around."""
    options = [
        SelectOption(label=t(words), value=group, default=group == sought.group)
        for group, words in SHOWN.items()
    ]
    items: list[dui.Item[Any]] = [
        ui.select("audit-show", sought.key(0), options, placeholder=t("Show"), row=0)
    ]
    last = max(0, (count - 1) // PAGE)
    if last:
        newer, older = max(0, sought.page - 1), min(last, sought.page + 1)
        items += [
            ui.button(t("Newer"), "audit-at", f"{sought.key(newer)}.n", disabled=sought.page == 0, row=1),
            ui.button(t("Older"), "audit-at", f"{sought.key(older)}.o", disabled=sought.page == last, row=1),
        ]
    return items


def as_file(
    settings: ServerSettings | None, entries: Sequence[Entry], newest: tuple[int, str], now: datetime
) -> bytes:
    """Settings and audit as JSON, the oldest entry first. The newest entry's number and link are there to compare
    with a later file: an entry that was there once can never be missing."""
    number, link = newest
    content = {
        "made_at": now.isoformat(),
        "settings": {name: _plain(value) for name, value in asdict(settings).items()} if settings else None,
        "audit": [
            {
                "number": entry.number,
                "at": entry.at.isoformat(),
                "moderator": None if entry.moderator_id is None else str(entry.moderator_id),
                "action": entry.action,
                "post": entry.handle or None,
                "reason": entry.reason or None,
            }
            for entry in reversed(entries)
        ],
        "newest": {"number": number, "link": link},
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _plain(value: Any) -> Any:
    """Discord's ids as text: many readers of JSON round large numbers."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and value > 2**53 else value
