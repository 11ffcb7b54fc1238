"""What members typed, made neutral: ``tidy`` when it is stored, ``harmless`` when the bot shows it.

Discord's markup is described at https://discord.com/developers/docs/reference#message-formatting.
"""

from __future__ import annotations

import re
import unicodedata

ZERO_WIDTH_SPACE = "\u200b"
"""Breaks up what Discord would parse; discord.py's own ``escape_mentions`` relies on the same character."""

GENERIC_MARKS = 2
"""Marks of no script of their own (accents) that one letter may carry; Vietnamese needs two."""
SCRIPT_MARKS = 5
"""Marks of all kinds that one letter may carry; pointed and accented Hebrew needs five."""


def harmless(text: str) -> str:
    """The text as it may stand in an embed or a component: it shows literally, links nowhere, pings nobody.

    Apply it once, when showing: escaping twice would show the backslashes. The result is tidy and may be
    longer than the text, so cut to Discord's limits afterwards only at a place you know (or cut before).
    """
    text = _CUSTOM_EMOJI.sub(r":\1:", tidy(text))
    text = _INLINE.sub(r"\\\g<0>", text)
    text = _LIST_NUMBER.sub(r"\g<0>\\", _LINE_START.sub(r"\g<0>\\", text))
    text = _AFTER_BRACKET.sub(r"]\\\1", text)
    text = _ANGLE.sub(lambda m: rf"\<{ZERO_WIDTH_SPACE if m[1] else ''}", text)
    text = _MASS_MENTION.sub(f"@{ZERO_WIDTH_SPACE}", text)
    text = _INVITE.sub(rf"\g<0>{ZERO_WIDTH_SPACE}", text)
    return text.replace("://", f":{ZERO_WIDTH_SPACE}//")


def tidy(text: str) -> str:
    """The text as it is stored: nothing invisible, nothing stacked, no gaps; ``tidy(tidy(x)) == tidy(x)``.

    Letters of every script, their marks and joiners, and emoji sequences stay; lines end in ``\\n``.
    """
    text = _LINE_BREAK.sub("\n", text).translate(_BLANKS)
    if not text.replace("\n", "").isprintable():  # most texts are, and hold nothing that is to be removed
        text = "".join(c for c in text if not _is_removed(c))
    text = _LOOSE_TAG.sub(r"\1", text)
    text = _LOOSE_SELECTOR.sub("", text)
    text = text if text.isascii() else _unstacked(text)
    text = _LOOSE_JOINER.sub("", text)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing: only spaces, zero-width characters, fillers, blank braille."""
    return not tidy(text).strip()


# Markup. A backslash shows the next sign literally; a zero-width space breaks what no backslash would.
_CUSTOM_EMOJI = re.compile(r"<a?:(\w{1,64}):\d{1,25}>")
_INLINE = re.compile(r"[\\*_~|`]")
_LINE_START = re.compile(r"^[^\S\n]*(?=[#>+=-])", re.MULTILINE)
_LIST_NUMBER = re.compile(r"^[^\S\n]*[0-9]{1,9}(?=[.)](?:\s|$))", re.MULTILINE)
_AFTER_BRACKET = re.compile(r"\]([(\[:])")
_ANGLE = re.compile(r"<(?:(?=([@#/:+a-zA-Z]))|(?=\S))")
_MASS_MENTION = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_INVITE = re.compile(r"discord(?=(?:app)?\.(?:gg|com/invite)/)", re.IGNORECASE)

# Invisible characters.
_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_BLANKS = str.maketrans({"\t": " ", "\u2800": " "} | dict.fromkeys(_FILLERS))
_JOINERS = "\u200c\u200d"
_TAGS = "\U000e0020-\U000e007f"
_VISIBLE_FORMATS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)

# Where a joiner, a tag or a variation selector means something. Ranges rather than categories, because the
# Unicode tables of Python are older than the newest emoji.
_EMOJI = (
    "©®‼⁉™〰〽㊗㊙\u24c2\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\U0001f000-\U0001fbff"
)
_JOINING = (
    "\u0620-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1bff"
    "\ua840-\ua8ff\ua980-\uaaff\U00010a00-\U00011fff"
)
_LOOSE_TAG = re.compile(f"(\U0001f3f4[{_TAGS}]{{2,6}}\U000e007f)|[{_TAGS}]")
_LOOSE_SELECTOR = re.compile(f"(?<![{_EMOJI}0-9#*])[\ufe0e\ufe0f]|[\ufe00-\ufe0d\U000e0100-\U000e01ef]")
_LOOSE_JOINER = re.compile(
    f"(?<![{_EMOJI}\ufe0f{_JOINING}])[{_JOINERS}]|[{_JOINERS}](?![{_EMOJI}{_JOINING}])"
)
_GENERIC = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u2de0-\u2dff\ufe20-\ufe2f]"
)


def _is_removed(c: str) -> bool:
    """Control, lone surrogate or format character (bidi too), other than line ends, joiners and tags."""
    category = unicodedata.category(c)
    if category == "Cc":
        return c != "\n"
    if category == "Cf":
        return not (c in _JOINERS or c in _VISIBLE_FORMATS or "\U000e0020" <= c <= "\U000e007f")
    return category == "Cs"


def _unstacked(text: str) -> str:
    """The text without the marks that a letter carries beyond what any script needs."""
    kept, marks, generic = [], 0, 0
    for c in text:
        if unicodedata.category(c)[0] == "M":
            is_generic = _GENERIC.match(c) is not None
            if marks == SCRIPT_MARKS or (is_generic and generic == GENERIC_MARKS):
                continue
            marks, generic = marks + 1, generic + is_generic
        elif c not in _JOINERS:
            marks = generic = 0
        kept.append(c)
    return "".join(kept)
