"""A block as everybody but the bot knows it, and what its person reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.errors import UserError
from bot.safety.neutral import harmless
from bot.words import t


class Scope(StrEnum):
    """What a blocked person may not do."""

    POSTING = "posting"
    FEEDBACK = "feedback"
    REPORTS = "reports"
    ALL = "all"


FORBIDDEN = {
    Scope.POSTING: "you cannot post",
    Scope.FEEDBACK: "you cannot give feedback",
    Scope.REPORTS: "you cannot report posts",
    Scope.ALL: "you cannot post, give feedback or report",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A block as everybody but the bot knows it. ``appeal`` and ``answer`` are None until there is one; an appeal
    whose writer has erased it is empty."""

    id: str
    guild_id: int
    handle: str
    scope: Scope
    reason: str
    blocked_at: datetime
    ends_at: datetime | None
    appeal: str | None = None
    answer: str | None = None

    @property
    def waits(self) -> bool:
        """Whether its person has appealed and no moderator has answered yet."""
        return bool(self.appeal) and self.answer is None


class Blocked(UserError):
    """What a blocked person reads when they try, with a button to appeal while they have not."""

    def __init__(self, block: Block) -> None:
        super().__init__(refusal_words(block, t("Anything you have written is kept.")))
        if block.appeal is None:
            self.controls = ((t("Appeal"), "appeal", block.id),)


def refusal_words(block: Block, *more: str) -> str:
    """What a block means for its person: what they cannot do, how long, where their appeal stands, and why."""
    appeal = t("You can appeal once, without saying who you are.")
    lines = [
        t(
            "A moderator has decided that {forbidden} on this server {until}. Nobody was told who you are.",
            forbidden=t(FORBIDDEN[block.scope]),
            until=until_words(block),
        ),
        *more,
        appeal if block.appeal is None else answered_words(block),
        t("Their reason:\n>>> {reason}", reason=harmless(block.reason)),
    ]
    return "\n".join(lines)


def answered_words(block: Block) -> str:
    """Where an appeal stands."""
    if block.answer is None and not block.appeal:
        return t("You have erased your appeal; the block stays.")
    if block.answer is None:
        return t("Your appeal waits for the moderators.")
    if not block.answer:
        return t("They have read your appeal, and the block stays.")
    return t(
        "They have read your appeal, and the block stays. They answer: {answer}",
        answer=harmless(block.answer),
    )


def until_words(block: Block) -> str:
    if block.ends_at is None:
        return t("until a moderator lifts it")
    return t("until <t:{at}:f>", at=int(block.ends_at.timestamp()))
