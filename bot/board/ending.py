"""When the link between a post and its author ends, and when the author is told. Pure.

A post on the board stays without its author; one that is not on the board goes as a whole.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.board.post import Post
from bot.periods import LONGEST_LINK, Periods
from bot.servers import ServerSettings

TOLD_BEFORE = timedelta(days=4)
"""How long before the end the author is told, at most."""
AT_LEAST = timedelta(days=3)
"""How long they have from then on, at least."""
UNKNOWN_SERVER_DAYS = 30
"""What holds where a server's settings are gone."""
A_DAY = 24 * 60 * 60


def ends_at(post: Post, server: ServerSettings | None, periods: Periods) -> datetime:
    """The end of the link, or of the whole post where it is not on the board."""
    days = server.retention_days if server else UNKNOWN_SERVER_DAYS
    if not post.stands:
        days = min(days, periods.declined)
    return post.active_at + timedelta(days=days)


def told_at(post: Post, at: datetime) -> datetime:
    """When to tell the author of an end at that instant. The post's number, which was drawn, spreads the messages over
    a day, so that they are not all sent at midnight."""
    return at - TOLD_BEFORE + timedelta(seconds=post.id % A_DAY)


def ends_after_telling(post: Post, at: datetime, now: datetime) -> datetime:
    """When the link of an author who is told now ends: as planned, or, where that would leave them no time because the
    bot was away or the server keeps links for a shorter time now, some days later; never after the longest time."""
    longest = max(at, post.active_at + timedelta(days=LONGEST_LINK))
    return max(at, min(now + AT_LEAST, longest))
