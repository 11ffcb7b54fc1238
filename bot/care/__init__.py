"""Every free text is read before it is kept or goes anywhere: whoever may be in a crisis is answered first."""

from bot.care.care import Care

__all__ = ["Care"]
