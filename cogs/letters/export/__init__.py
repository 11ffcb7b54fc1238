"""A letter as a file. Pure work on text; the typesetter takes a moment, so call it off the event loop.

The makers of Word documents and PDFs are imported when the first one is asked for: they take 23 MiB.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cogs.letters.export.mail import as_eml, mailto
from cogs.letters.export.marked import as_markdown

__all__ = ["FORMATS", "File", "export", "mailto"]


@dataclass(frozen=True, slots=True)
class File:
    """A file to hand out; its name tells nothing of the letter. ``note`` says what could not be kept, if anything."""

    name: str
    content: bytes
    note: str = ""


def _as_text(subject: str, body: str) -> bytes:
    return f"{subject}\n\n{body}\n".encode()


def _as_docx(subject: str, body: str) -> bytes:
    from cogs.letters.export.word import as_docx

    return as_docx(subject, body)


def _as_pdf(subject: str, body: str) -> tuple[bytes, str]:
    from cogs.letters.export.pdf import as_pdf

    return as_pdf(subject, body)


_MAKERS: dict[str, Callable[[str, str], bytes | tuple[bytes, str]]] = {
    "txt": _as_text,
    "md": as_markdown,
    "docx": _as_docx,
    "pdf": _as_pdf,
    "eml": as_eml,
}
FORMATS = tuple(_MAKERS)


def export(subject: str, body: str, form: str) -> File:
    """The letter in one of ``FORMATS``; KeyError for another one."""
    made = _MAKERS[form](subject, body)
    content, note = made if isinstance(made, tuple) else (made, "")
    return File(f"letter.{form}", content, note)
