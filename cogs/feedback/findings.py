"""What may do harm in the fields of a piece of feedback. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from cogs.feedback.harm import Harm, harms
from cogs.feedback.shape import Shape

TEXTS = ("like", "where", "effect", "idea", "resource")


def harms_in(fields: Mapping[str, str], shape: Shape) -> list[tuple[str, Harm]]:
    """What may do harm in the fields of a form: the words that were seen, and by which rule."""
    texts = [fields.get(name, "") for name in TEXTS]
    return [
        (text[harm.start : harm.end], harm) for text in texts for harm in harms(text, heard=shape == "listen")
    ]
