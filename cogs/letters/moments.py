"""What letters know of a member's way: begun, sent, answered, and the one thing that was kept of an answer."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from bot.moments import Moment
from cogs.letters.letter import Letter, Reply
from cogs.letters.service import Letters

_RECENT = re.compile(
    r"\b(?:today|tonight|just now|this (?:morning|afternoon|evening)|yesterday|last night)\b"
)
_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %m %Y")


def letters_of(letters: Letters) -> Callable[[int], Awaitable[Sequence[Moment]]]:
    """A source of moments. An answer that its owner hid for now shows neither its words nor its reason."""

    async def found(user_id: int) -> Sequence[Moment]:
        async with letters.database.begin() as session:
            own = await letters.store.all(session, user_id)
            replies = await letters.store.replies(session, [letter.id for letter in own])
        moments = []
        for letter in own:
            facts = _facts(letter)
            fresh = (("fresh", "yes"),) if is_fresh(letter.answers.get("date", ""), letter.created_at) else ()
            moments.append(Moment("letter", letter.created_at, facts=(*facts, *fresh)))
            moments += [Moment("sent", at, facts=facts) for at in letter.sent_at]
        by_id = {letter.id: letter for letter in own}
        now = letters.clock.now()
        for reply in replies:
            hidden = reply.hidden_until is not None and reply.hidden_until > now
            moments += _answer(reply, _facts(by_id[reply.letter_id]), hidden=hidden)
        return moments

    return found


def is_fresh(said: str, begun: datetime) -> bool:
    """Whether the day of the no, as its writer put it, is the day on which the letter was begun or the one before."""
    text = " ".join(said.casefold().replace(",", " ").split())
    if _RECENT.search(text):
        return True
    dated = text if re.search(r"\b\d{4}\b", text) else f"{text} {begun.year}"
    for form in _FORMS:
        try:
            day = datetime.strptime(re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", dated), form).replace(tzinfo=UTC)
        except ValueError:
            continue
        return 0 <= (begun.date() - day.date()).days <= 1
    return False


def _answer(reply: Reply, facts: tuple[tuple[str, str], ...], *, hidden: bool) -> list[Moment]:
    if hidden:
        return [Moment("answered", reply.came_at, facts=facts)]
    answered = Moment("answered", reply.came_at, reply.paraphrase, reply.why, facts)
    kept = [Moment("task", reply.came_at, reply.kept, reply.why, facts)] if reply.kept else []
    return [answered, *kept]


def _facts(letter: Letter) -> tuple[tuple[str, str], ...]:
    named = {"company": letter.company, "role": letter.role, "variant": letter.variant}
    return tuple((name, value) for name, value in named.items() if value)
