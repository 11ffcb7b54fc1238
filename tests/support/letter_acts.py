"""The steps of a letter's life, each with what must be true after it, however the bot died."""

from __future__ import annotations

import datetime as dt

from cogs.letters.letter import Letter
from tests.support.letters import FIRST, desk_of, letters_of, newest, written
from tests.support.steps import Step
from try_out.simulator import skip

NUDGE = "about a week"


class LetterStep(Step):
    async def letter(self) -> Letter:
        return await letters_of(self.stage).get(self.stage.ana.id, await newest(self.stage))

    async def away(self) -> None:
        """The next round begins without this one's letter."""
        for letter in await letters_of(self.stage).all(self.stage.ana.id):
            await letters_of(self.stage).delete(self.stage.ana.id, letter.id)


class FillIn(LetterStep):
    """The form is sent off: the letter is there, or the member was not told that it is."""

    async def prepare(self) -> None:
        await self.stage.ana.slash(self.stage.general, "letter new")
        self.desk = desk_of(self.stage)
        await self.desk.choose("final")
        self.form = await self.desk.press("Fill in the form")

    async def act(self) -> None:
        await self.desk.submit(self.form, FIRST)

    async def check(self) -> None:
        letter = await self.letter()
        if "Crumb Street" in self.desk.letter():
            assert "Crumb Street" in letter.body, "what was shown is kept"
        if not letter.body:
            form = await self.stage.ana.user.click(self.desk.message, label="Fill in the form")
            await self.desk.submit(form, FIRST)
            letter = await self.letter()
        assert "Crumb Street" in letter.body
        await self.away()


class TypeAnswer(LetterStep):
    """An answer typed in the DM is kept, or asked for again."""

    async def prepare(self) -> None:
        await self.stage.ana.user.slash("letter new")
        self.desk = desk_of(self.stage)
        await self.desk.type("3")

    async def act(self) -> None:
        self.said = await self.desk.type("Crumb Street")

    async def check(self) -> None:
        letter = await self.letter()
        if "Which role" in self.said:
            assert letter.company == "Crumb Street"
        if not letter.company:
            assert "Which role" in await self.desk.type("Crumb Street")
        assert (await self.letter()).company == "Crumb Street"
        await self.away()


class Rewrite(LetterStep):
    """One more version, or none; never half of one."""

    async def prepare(self) -> None:
        self.desk = await written(self.stage)
        self.before = await self.letter()
        self.form = await self.desk.press("Edit text")

    async def act(self) -> None:
        await self.desk.submit(
            self.form, {"body": "Dear Ms Roe,\n\nThank you.\n\nRowan", "subject": "Thank you"}
        )

    async def check(self) -> None:
        letter, versions = await letters_of(self.stage).versions(self.stage.ana.id, self.before.id)
        assert letter.body == versions[0].body
        assert letter.body in (self.before.body, "Dear Ms Roe,\n\nThank you.\n\nRowan")
        assert len(versions) == 1 + (letter.body != self.before.body)
        await self.away()


class Nudge(LetterStep):
    """A reminder comes once, on its day, although the bot died while it went out."""

    async def prepare(self) -> None:
        await (await written(self.stage)).press("I sent it")
        desk = desk_of(self.stage)
        if "Remind me" in desk.labels():  # the wish stays from the round before
            await desk.submit(await desk.press("Remind me"), {"hour": ["9"], "zone": "UTC"})
        self.before = self.heard()
        await self.jump(days=7)

    def heard(self) -> int:
        return sum(NUDGE in text for text in self.stage.dms(self.stage.ana))

    async def jump(self, **duration: float) -> None:
        """Let time pass in one step: what was due meanwhile comes at its end."""
        await skip(self.stage.env, dt.timedelta(**duration), dt.timedelta(**duration))

    async def act(self) -> None:
        await self.jump(days=2)

    async def check(self) -> None:
        await self.jump(hours=1)
        assert self.heard() - self.before == 1
        await self.away()
