"""What features need to hand out documents and pictures: the typesetter, Word without traces, Markdown that is literal.

The typesetter and the maker of Word documents take some 23 MiB: import ``typeset`` and ``word`` when the first document
is asked for, and call them off the event loop.
"""

from __future__ import annotations

import unicodedata


def is_rtl(paragraph: str) -> bool:
    """Whether a paragraph runs from right to left: by its first letter, as readers of e-mail decide it."""
    kinds = (unicodedata.bidirectional(sign) for sign in paragraph)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)
