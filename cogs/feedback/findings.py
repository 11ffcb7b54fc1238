"""What may do harm in the fields of a piece of feedback. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from cogs.feedback.harm import Harm, harms, rules
from cogs.feedback.shape import Shape

TEXTS = ("like", "where", "effect", "idea", "resource")


def harms_in(fields: Mapping[str, str], shape: Shape) -> list[tuple[str, Harm]]:
    """What may do harm in the fields of a form: the words that were seen, and by which rule."""
    heard = shape == "listen"
    texts = [fields.get(name, "") for name in TEXTS]
    found = [(text[harm.start : harm.end], harm) for text in texts for harm in harms(text, heard=heard)]
    idea = fields.get("idea", "")
    if heard and idea:  # its author asked for ideas when this was begun, and asks to be heard now
        found += [(idea, Harm(rule, 0, len(idea))) for rule in rules() if rule.heard]
    return found
