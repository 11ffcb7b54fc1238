"""The outbox: everything that leaves the bot later, or must not get lost.

A row is written in the same transaction as the change that causes it. The dispatcher claims what is due and
hands it to the sender of its kind. A sender brings Discord to what the database says, whatever was done before:
it may be called any number of times, so that a crash at any instant loses nothing and doubles nothing.
"""

from bot.outbox.dispatcher import Dispatcher
from bot.outbox.job import Again, CannotSend, Job, Sender
from bot.outbox.queue import request, stuck, unsettled, withdraw

__all__ = ["Again", "CannotSend", "Dispatcher", "Job", "Sender", "request", "stuck", "unsettled", "withdraw"]
