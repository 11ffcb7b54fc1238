"""What an owner does with letters; one method is one transaction. Somebody else's letter is answered like none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.clock import Clock
from bot.db import Database, Session
from bot.errors import UserError
from bot.outbox.queue import withdraw
from bot.quiet import Quiet
from bot.safety.neutral import is_blank, tidy
from bot.vault import Vault
from bot.words import t
from cogs.letters.asking import clean, take
from cogs.letters.composer import TONES, compose
from cogs.letters.letter import (
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    Letter,
    State,
    Version,
    finding_key,
)
from cogs.letters.store import LetterStore, new_id
from cogs.letters.styling import another, shorter, to_compose

MOST_LETTERS = 200
KEPT_VERSIONS = 200
REMIND = "letters.remind"
DAYS = (1, 8, 15, 90)
"""After how many days a reminder comes: the first counts from the draft, the others from the day it was sent."""
OPEN_REPLY = "letters.reply"
EMPTY_FOR = timedelta(days=1)
"""How long a letter is kept of which nothing was said, not even what happened."""

Change = Callable[[Letter], Letter]


class Letters:
    """The use cases of drafts, their texts and versions."""

    def __init__(self, database: Database, vault: Vault, clock: Clock) -> None:
        self.store = LetterStore(vault)
        self.clock = clock
        self.quiet = Quiet(vault, clock)
        self.database = database

    async def begin(self, owner_id: int, *, variant: str = "", like: Letter | None = None) -> Letter:
        """A new draft, perhaps with the facts of another one; UserError when there are too many."""
        now = self.clock.now()
        async with self.database.begin() as session:
            if await self.store.count(session, owner_id) >= MOST_LETTERS:
                raise UserError(
                    t("You have {count} letters here. Delete one with `/letter delete` first; nothing was lost.",
                      count=MOST_LETTERS)
                )  # fmt: skip
            letter = Letter(new_id(), owner_id, now, now)
            if like is not None:
                letter = replace(letter, variant=variant, answers=like.answers, tone=like.tone)
                letter = await self._composed(session, replace(letter, step="letter"), t("written for you"))
            await self.store.put(session, letter)
            habits = await self.store.habits(session, owner_id)
            await self.store.put_habits(session, replace(habits, talk=letter.id))
            return letter

    async def unfinished(self, owner_id: int) -> Letter | None:
        """The last draft without a text that somebody has begun to fill in; empty ones go after a day."""
        old = self.clock.now() - EMPTY_FOR
        async with self.database.begin() as session:
            for letter in await self.store.all(session, owner_id):
                if letter.version:
                    continue
                if letter.variant:
                    return letter
                if letter.created_at < old:
                    await self.store.delete(session, letter.id)
            return None

    async def all(self, owner_id: int) -> list[Letter]:
        """The owner's letters, the last changed first."""
        async with self.database.begin() as session:
            return await self.store.all(session, owner_id)

    async def get(self, owner_id: int, letter_id: str) -> Letter:
        """The owner's letter; UserError where there is none of that id."""
        async with self.database.begin() as session:
            return await self.own(session, owner_id, letter_id)

    async def open(self, owner_id: int, letter_id: str, *, touch: bool = False) -> Letter:
        """The same; from now on messages in the DM are answers for it. ``touch`` counts as a change."""
        async with self.database.begin() as session:
            letter = await self.own(session, owner_id, letter_id)
            habits = await self.store.habits(session, owner_id)
            await self.store.put_habits(session, replace(habits, talk=letter.id))
            if letter.step == "edit":  # whoever looks at the letter is not about to send it anew
                letter, touch = replace(letter, step="letter"), True
            return await self._put(session, letter) if touch else letter

    async def talked_about(self, owner_id: int) -> Letter | None:
        """The letter that messages in the DM are answers for; None where there is none."""
        async with self.database.begin() as session:
            habits = await self.store.habits(session, owner_id)
            return await self.store.get(session, owner_id, habits.talk) if habits.talk else None

    async def hush(self, owner_id: int) -> None:
        """Messages in the DM are no answers any more; the letter stays."""
        async with self.database.begin() as session:
            habits = await self.store.habits(session, owner_id)
            await self.store.put_habits(session, replace(habits, talk=""))

    async def at_step(self, owner_id: int, letter_id: str, step: str) -> Letter:
        """Go to a question; nothing else changes."""
        async with self.database.begin() as session:
            letter = await self.own(session, owner_id, letter_id)
            return await self._put(session, replace(letter, step=step))

    async def choose(self, owner_id: int, letter_id: str, variant: str) -> Letter:
        """Say what happened."""

        def change(letter: Letter) -> Letter:
            return take(replace(letter, step="variant"), variant)

        async with self.database.begin() as session:
            letter = change(await self.own(session, owner_id, letter_id))
            if letter.version:
                letter = await self._composed(session, replace(letter, step="letter"), t("another situation"))
            return await self._put(session, letter)

    async def fill(self, owner_id: int, letter_id: str, typed: Mapping[str, str]) -> Letter:
        """Keep the fields of a form, and write the letter from all that is known."""
        async with self.database.begin() as session:
            letter = await self.own(session, owner_id, letter_id)
            answers = {**letter.answers, **{name: clean(name, text) for name, text in typed.items()}}
            letter = replace(letter, answers=answers, step="letter")
            return await self._put(session, await self._composed(session, letter, t("from your answers")))

    async def answer(self, owner_id: int, letter_id: str, typed: str) -> Letter:
        """Keep an answer that was typed in the DM; after the last question the letter is written."""
        async with self.database.begin() as session:
            letter = take(await self.own(session, owner_id, letter_id), typed)
            if letter.step == "letter":
                letter = await self._composed(session, letter, t("from your answers"))
            return await self._put(session, letter)

    async def restyle(self, owner_id: int, letter_id: str, how: str) -> Letter:
        """One tap: a tone, ``shorter`` or ``again`` (another phrasing); the text is written anew from the answers."""
        async with self.database.begin() as session:
            letter = await self.own(session, owner_id, letter_id)
            if not letter.variant:
                raise UserError(t("Choose first what happened; then there is a letter to change."))
            if how in TONES:
                changed, said = replace(letter, tone=how), t("tone: {tone}", tone=how)
            elif how == "shorter":
                changed, said = shorter(letter), t("shorter")
            else:
                changed, said = another(letter), t("another phrasing")
            return await self._put(
                session, await self._composed(session, replace(changed, step="letter"), said)
            )

    async def rewrite(self, owner_id: int, letter_id: str, body: str, subject: str | None = None,
                      how: str = "") -> Letter:  # fmt: skip
        """The owner's own words as the new text; UserError where they are empty or too long."""
        body = tidy(body)
        if is_blank(body):
            raise UserError(t("The text is empty. The letter stays as it was."))
        if len(body) > LONGEST_TEXT:
            raise UserError(
                t("That has {count} characters; a letter takes up to {most}. The letter stays as it was.",
                  count=f"{len(body):,}", most=f"{LONGEST_TEXT:,}")
            )  # fmt: skip
        async with self.database.begin() as session:
            letter = await self.own(session, owner_id, letter_id)
            line = letter.subject if subject is None else " ".join(tidy(subject).split())
            changed = replace(letter, body=body, subject=line[:LONGEST_SUBJECT], step="letter")
            return await self._put(
                session, await self._versioned(session, letter, changed, how or t("edited"))
            )

    async def restore(self, owner_id: int, letter_id: str, number: int) -> Letter:
        """Make an earlier text the current one; that is a new version, so nothing is lost."""
        async with self.database.begin() as session:
            letter = await self.own(session, owner_id, letter_id)
            old = await self._version(session, letter, number)
            changed = replace(letter, body=old.body, subject=old.subject, step="letter")
            said = t("version {number} again", number=number)
            return await self._put(session, await self._versioned(session, letter, changed, said))

    async def versions(self, owner_id: int, letter_id: str) -> tuple[Letter, Sequence[Version]]:
        """The letter, and its texts, the newest first."""
        async with self.database.begin() as session:
            letter = await self.own(session, owner_id, letter_id)
            return letter, await self.store.versions(session, letter_id)

    async def dismiss(self, owner_id: int, letter_id: str, keys: Sequence[str] | None = None) -> Letter:
        """Findings that the owner has seen and leaves as they are; None means every one that stops the letter."""
        async with self.database.begin() as session:
            letter = await self.own(session, owner_id, letter_id)
            if keys is None:
                keys = [finding_key(f, letter.body) for f in letter.findings() if f.level == "E"]
            gone = tuple(dict.fromkeys([*letter.dismissed, *keys]))
            return await self._put(session, replace(letter, dismissed=gone))

    async def delete(self, owner_id: int, letter_id: str) -> None:
        """At once and for good: text, versions, replies and reminders."""
        async with self.database.begin() as session:
            letter = await self.own(session, owner_id, letter_id)
            await self._drop(session, letter)
            habits = await self.store.habits(session, owner_id)
            if habits.talk == letter_id:
                await self.store.put_habits(session, replace(habits, talk=""))

    async def erase(self, owner_id: int) -> None:
        """Everything about a member: letters, versions, replies, reminders, habits."""
        async with self.database.begin() as session:
            for letter in await self.store.all(session, owner_id):
                await self._drop(session, letter)
            await self.store.forget(session, owner_id)

    async def export(self, owner_id: int) -> dict[str, object]:
        """Everything that is held about a member, in words and dates."""
        async with self.database.begin() as session:
            letters = await self.store.all(session, owner_id)
            replies = await self.store.replies(session, [letter.id for letter in letters])
            habits = await self.store.habits(session, owner_id)
            texts = {letter.id: await self.store.versions(session, letter.id) for letter in letters}
        return {
            "letters": [
                {
                    "situation": letter.variant,
                    "state": str(letter.state),
                    "begun": letter.created_at.isoformat(),
                    "sent": [at.isoformat() for at in letter.sent_at],
                    "answers": dict(letter.answers),
                    "subject": letter.subject,
                    "text": letter.body,
                    "versions": [
                        {"made": v.made_at.isoformat(), "how": v.how, "subject": v.subject, "text": v.body}
                        for v in texts[letter.id]
                    ],
                    "answers_received": [
                        {"came": r.came_at.isoformat(), "text": r.text, "reason": r.reason, "kept": r.kept}
                        for r in replies
                        if r.letter_id == letter.id
                    ],
                }
                for letter in letters
            ],
            "reminders": {"on": habits.reminders, "hour": habits.hour, "timezone": habits.zone},
        }

    async def own(self, session: Session, owner_id: int, letter_id: str) -> Letter:
        """The owner's letter, in the caller's transaction; UserError where there is none of that id."""
        letter = await self.store.get(session, owner_id, letter_id)
        if letter is None:
            raise UserError(t("I have no such letter of yours. `/letter list` shows those you have."))
        return letter

    async def _put(self, session: Session, letter: Letter) -> Letter:
        letter = replace(letter, updated_at=self.clock.now())
        await self.store.put(session, letter)
        return letter

    async def _version(self, session: Session, letter: Letter, number: int) -> Version:
        for version in await self.store.versions(session, letter.id):
            if version.number == number:
                return version
        raise UserError(t("That version is not here any more. The letter stays as it was."))

    async def _composed(self, session: Session, letter: Letter, how: str) -> Letter:
        fields, phrasing = to_compose(letter)
        written = compose(letter.variant, letter.tone, fields, phrasing=phrasing)
        body = written.body[:LONGEST_TEXT]
        return await self._versioned(
            session, letter, replace(letter, subject=written.subject, body=body), how
        )

    async def _versioned(self, session: Session, old: Letter, new: Letter, how: str) -> Letter:
        """The changed letter with its text kept as a version, unless the text is the same as before."""
        if old.version and (old.body, old.subject) == (new.body, new.subject):
            return new
        new = replace(new, version=old.version + 1)
        if not old.version:
            await self.store.put(session, new)  # a version belongs to a letter that is there
        version = Version(new.version, new.subject, new.body, how, self.clock.now())
        await self.store.add_version(session, new.id, version, KEPT_VERSIONS)
        return new

    async def _drop(self, session: Session, letter: Letter) -> None:
        for day in DAYS:
            await withdraw(session, REMIND, f"{letter.id}/{day}")
        for reply in await self.store.replies(session, [letter.id]):
            await withdraw(session, OPEN_REPLY, reply.id)
        await self.store.delete(session, letter.id)


__all__ = ["DAYS", "OPEN_REPLY", "REMIND", "Letters", "State"]
