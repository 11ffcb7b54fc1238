"""A letter as an e-mail: a file that mail programs open, and a link that starts a message."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote


def as_eml(subject: str, body: str) -> bytes:
    """An unsent message (RFC 5322) without sender or recipient; ``X-Unsent`` makes Outlook open it for editing."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(subject.split())
    message["X-Unsent"] = "1"
    message.set_content(f"{body}\n", charset="utf-8", cte="quoted-printable" if not body.isascii() else None)
    return message.as_bytes()


def mailto(subject: str, body: str) -> str:
    """A ``mailto:`` address with subject and body (RFC 6068: percent-encoded, lines end in CRLF)."""
    lines = body.replace("\r\n", "\n").replace("\n", "\r\n")
    return f"mailto:?subject={quote(' '.join(subject.split()), safe='')}&body={quote(lines, safe='')}"
