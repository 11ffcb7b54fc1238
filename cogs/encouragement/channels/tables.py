"""The table of prompts that moderators scheduled. It holds nothing about any member."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import EVERYONE, Base, Held, UtcDateTime


class ChannelPromptRow(Base):
    """A schedule: weekdays as digits (Monday is 0), a time of day in a zone, a theme, a channel; ``due``: the next one;
    ``shown``: the ids of what stood there, between blanks, the last one at the end."""

    __tablename__ = "channel_prompts"
    held = Held(
        "prompts that moderators scheduled for a channel: days, hour, theme",
        readers=EVERYONE,
        kept="until removed",
    )
    __table_args__ = (Index(None, "guild_id"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger)
    channel_id: Mapped[int] = mapped_column(BigInteger)
    weekdays: Mapped[str] = mapped_column(String(7))
    at: Mapped[str] = mapped_column(String(5))
    zone: Mapped[str] = mapped_column(String(64))
    theme: Mapped[str] = mapped_column(String(32))
    due: Mapped[datetime] = mapped_column(UtcDateTime)
    shown: Mapped[str] = mapped_column(Text, default="")
