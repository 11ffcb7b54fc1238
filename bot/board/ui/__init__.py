"""What people see of the board: posts, cards, and the preview in which a draft is decided on."""

from bot.board.ui.card import briefing_words, card, decided
from bot.board.ui.desk import Desk, member_of
from bot.board.ui.look import (
    AnsweringKind,
    Extras,
    Kinds,
    Look,
    PostKind,
    declined_words,
    me_too_words,
    post_buttons,
    public_embeds,
    state_words,
)

__all__ = [
    "AnsweringKind",
    "Desk",
    "Extras",
    "Kinds",
    "Look",
    "PostKind",
    "briefing_words",
    "card",
    "decided",
    "declined_words",
    "me_too_words",
    "member_of",
    "post_buttons",
    "public_embeds",
    "state_words",
]
