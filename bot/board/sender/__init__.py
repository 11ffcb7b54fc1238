"""Brings Discord to what the board says.

Every sender here may run any number of times. After an attempt whose outcome is unknown it first looks whether
Discord has the message already, by the handle in the message's own buttons.
"""

from __future__ import annotations

import discord

from bot.board.board import CARD, COUNT, END, FORGET, MASKED, SYNC, TELL, Board
from bot.board.sender.authors import AuthorSender
from bot.board.sender.cards import CardSender
from bot.board.sender.posts import PostSender
from bot.board.ui.look import Kinds
from bot.clock import Clock
from bot.db import Database
from bot.outbox import Sender


def board_senders(
    client: discord.Client, database: Database, board: Board, kinds: Kinds, clock: Clock
) -> dict[str, Sender]:
    """The board's jobs, each with its sender."""
    posts = PostSender(client, database, board, kinds, clock)
    cards = CardSender(client, database, board, kinds, clock)
    authors = AuthorSender(client, database, board, kinds, clock)
    return {
        SYNC: posts.sync,
        COUNT: posts.count,
        CARD: cards.card,
        TELL: authors.tell,
        MASKED: authors.masked,
        FORGET: authors.forget,
        END: authors.end,
    }
