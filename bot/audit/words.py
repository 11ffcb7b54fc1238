"""What the audit calls the actions of moderators."""

from __future__ import annotations

from bot.words import t

ACTIONS = {
    "approve": "approved",
    "approve-change": "approved a change of",
    "decline": "declined",
    "decline-change": "declined a change of",
    "hold": "held",
    "mask": "masked more in",
    "remove": "removed",
    "purge": "removed everything by the author of",
    "report-dismiss": "dismissed the reports on",
    "report-remove": "removed after reports",
    "report-held": "was held by the number of reports",
    "block": "blocked the author of",
    "unblock": "unblocked the author of",
    "reporter-block": "blocked a reporter of",
    "appeal-accept": "accepted the appeal about",
    "appeal-decline": "declined the appeal about",
    "words-add": "added a word rule",
    "words-remove": "removed a word rule",
    "prompts-add": "added a scheduled prompt",
    "prompts-remove": "removed a scheduled prompt",
    "pause": "paused publication",
    "resume": "resumed publication",
    "setup": "changed the set-up",
    "export": "exported settings and audit",
    "retry": "tried failed deliveries again",
    "drop": "dropped a failed delivery",
}

GROUPS = {
    "decisions": (
        "approve", "approve-change", "decline", "decline-change", "hold", "mask", "remove", "purge",
    ),
    "reports": ("report-dismiss", "report-remove", "report-held"),
    "blocks": ("block", "unblock", "reporter-block", "appeal-accept", "appeal-decline"),
    "settings": (
        "words-add", "words-remove", "prompts-add", "prompts-remove", "pause", "resume", "setup", "export",
        "retry", "drop",
    ),
}  # fmt: skip
"""Actions that are looked at together."""


def action_words(action: str) -> str:
    """An action in words; one that has none is shown by its name."""
    return t(ACTIONS[action]) if action in ACTIONS else action.replace("-", " ")
