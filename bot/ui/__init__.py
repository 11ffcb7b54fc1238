"""What people see and press: controls without state, the one place that hears of every press, replies."""

from bot.ui.controls import Modal, Panel, View, button, control_id, control_ids, field, label, select
from bot.ui.replies import UNREACHED, acknowledge, answer
from bot.ui.router import Router, choice, chosen, on, typed
from bot.ui.theme import ACCENT, CAUTION, QUIET

__all__ = [
    "ACCENT",
    "CAUTION",
    "QUIET",
    "UNREACHED",
    "Modal",
    "Panel",
    "Router",
    "View",
    "acknowledge",
    "answer",
    "button",
    "choice",
    "chosen",
    "control_id",
    "control_ids",
    "field",
    "label",
    "on",
    "select",
    "typed",
]
