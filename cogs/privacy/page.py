"""The page of a member's copy: everything in it as text, nothing that a browser would run or fetch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

from bot.words import t

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 3rem; }
.about { opacity: .8; }
article { border: 1px solid #8886; border-radius: .5rem; padding: .75rem 1rem; margin: 1rem 0; }
dl { margin: 0; } dt { font-size: .85rem; opacity: .7; margin-top: .5rem; }
dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
dd dl { border-left: 2px solid #8886; padding-left: .75rem; }
"""
FOOT = "</main></body></html>\n"


def head(made_at: datetime, tables: Sequence[tuple[str, int]], files: Sequence[str]) -> str:
    """The page's beginning, with what is in it."""
    lines = [f"<li>{escape(title)}: {count}</li>" for title, count in tables]
    lines += [f'<li><a href="{escape(name)}">{escape(name)}</a></li>' for name in files]
    empty = f"<p>{escape(t('Nothing is kept about you.'))}</p>"
    contents = f"<ul>{''.join(lines)}</ul>" if lines else empty
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(t('What Onward keeps about me'))}</title><style>{STYLE}</style></head><body><main>"
        f"<h1>{escape(t('What Onward keeps about me'))}</h1>"
        f"<p>{escape(t('Made on {day}.', day=made_at.date().isoformat()))}</p>{contents}"
    )


def table_head(title: str, what: str, readers: str, kept: str) -> str:
    """The beginning of a table: what it holds, who can read it, how long it stays."""
    about = [
        what if what != title else "",
        t("Who can read it: {readers}.", readers=readers),
        t("How long: {kept}.", kept=kept),
    ]
    return (
        f"<h2>{escape(title[:1].upper() + title[1:])}</h2>"
        f'<p class="about">{"<br>".join(escape(line[:1].upper() + line[1:]) for line in about if line)}</p>'
    )


def record(values: Mapping[str, Any]) -> str:
    """One record, a name and a value a line; what is empty is left out."""
    return f"<article>{_pairs(values)}</article>"


def more(shown: int, name: str) -> str:
    """What stands after the last record that the page shows, where there are more."""
    text = t(
        "Only the first {shown} are shown here; all are in {name} and the files after it.",
        shown=shown,
        name=name,
    )
    return f'<p class="about">{escape(text)}</p>'


def _pairs(values: Mapping[str, Any]) -> str:
    lines = [
        f"<dt>{escape(name.replace('_', ' '))}</dt><dd>{_value(value)}</dd>"
        for name, value in values.items()
        if value not in (None, "", [], {})
    ]
    return f"<dl>{''.join(lines)}</dl>"


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return _pairs(value)
    if isinstance(value, list):
        return "<br>".join(_value(one) for one in value)
    if isinstance(value, bool):
        return escape(t("yes") if value else t("no"))
    return escape(str(value))
