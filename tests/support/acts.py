"""The steps of a post's life, each with what must be true after it, however the bot died."""

from __future__ import annotations

from bot.board.post import State
from tests.support.stage import custom_ids
from tests.support.steps import Step

REASON = "Please leave the street out."


class Write(Step):
    """The form is sent off: the draft is there, or the member was not told that it is."""

    async def prepare(self) -> None:
        self.form = await self.stage.ana.slash(self.stage.general, "rejection share")

    async def act(self) -> None:
        self.shown = await self.stage.ana.submit_modal(
            self.form, {"story": "They never wrote.", "stage": ["silence"], "help": ["listen"]}
        )

    async def check(self) -> None:
        again = await self.stage.ana.slash(self.stage.general, "rejection share")
        said = self.stage.text_of(self.shown) if self.shown.response else ""
        if "exactly what others will see" in said:
            assert "You have a draft" in self.stage.text_of(again)
        if again.response is not None and "You have a draft" in self.stage.text_of(again):
            await self.stage.ana.click(again.response, label="Go on with it")
            assert "They never wrote." in self.stage.text_of(again)
            await self.stage.ana.click(again.response, label="Discard")
        assert await self.own() == {}


class Submit(Step):
    async def prepare(self) -> None:
        self.before = set(await self.own())
        self.preview = await self.stage.share(self.stage.ana)

    async def act(self) -> None:
        await self.stage.ana.click(self.preview.response, label="Post")

    async def check(self) -> None:
        await self.press(self.stage.ana, self.preview.response, "Post")
        await self.work()
        own = await self.own()
        (handle,) = set(own) - self.before
        assert own[handle].state is State.WAITING
        assert len(self.cards(handle)) == 1
        assert self.public(handle) == []
        again = await self.stage.ana.slash(self.stage.general, "rejection share")
        assert again.response is None  # an empty form: no draft is left that could be posted twice


class Publish(Step):
    """Approved, and published at once."""

    async def prepare(self) -> None:
        self.handle = await self.stage.post(self.stage.ana)

    async def act(self) -> None:
        await self.stage.approve(self.handle)

    async def check(self) -> None:
        await self.press_approve(self.handle)
        await self.work()
        await self.check_published(self.handle)
        assert len(self.cards(self.handle)) == 1


class Edit(Step):
    async def prepare(self) -> None:
        self.handle = await self.published()
        form = await self.stage.ana.click(await self.stage.mine(self.stage.ana, self.handle), label="Edit")
        values = {"story": "It was a no in the end.", "stage": ["final"], "help": ["listen"]}
        self.preview = await self.stage.ana.submit_modal(form, values)

    async def act(self) -> None:
        await self.stage.ana.click(self.preview.response, label="Save")

    async def check(self) -> None:
        await self.press(self.stage.ana, self.preview.response, "Save")
        await self.work()
        post = (await self.own())[self.handle]
        assert post.state is State.PUBLISHED
        assert post.proposed is not None
        assert "would like to change" in self.cards(self.handle)[-1].content
        await self.check_changed()

    async def check_changed(self) -> None:
        await self.press_approve(self.handle)
        await self.work()
        (message,) = self.public(self.handle)
        assert message.embeds[0].description == "It was a no in the end."
        assert len(self.threads(self.handle)) == 1
        post = (await self.own())[self.handle]
        assert post.state is State.PUBLISHED
        assert post.proposed is None
        assert not any(custom_ids(card) for card in self.cards(self.handle))


class ApproveEdit(Edit):
    async def prepare(self) -> None:
        await super().prepare()
        await self.stage.ana.click(self.preview.response, label="Save")

    async def act(self) -> None:
        await self.stage.approve(self.handle)

    async def check(self) -> None:
        await self.check_changed()


class Delete(Step):
    """A published post with an answer in its thread and a second one that waits."""

    async def prepare(self) -> None:
        self.handle = await self.published()
        await self.published("Thank you all.", parent=self.handle)
        self.waiting = await self.stage.answer(self.stage.ana, self.handle, "One thing more.")
        await self.ask()

    async def ask(self) -> None:
        self.asked = await self.stage.mine(self.stage.ana, self.handle)
        await self.stage.ana.click(self.asked, label="Delete")

    async def act(self) -> None:
        await self.stage.ana.click(self.asked, label="Delete for good")

    async def check(self) -> None:
        await self.press(self.stage.ana, self.asked, "Delete for good")
        await self.work()
        assert self.public(self.handle) == []
        assert self.threads(self.handle) == []
        assert await self.own() == {}
        assert await self.rows() == 0
        assert not any(message.embeds or custom_ids(message) for message in self.stage.review.history())


class DeleteWaiting(Delete):
    async def prepare(self) -> None:
        self.handle = await self.stage.post(self.stage.ana)
        await self.ask()


class Reply(Step):
    async def prepare(self) -> None:
        self.handle = await self.published()
        self.before = set(await self.own())
        self.preview = await self.reply_preview(self.handle)

    async def act(self) -> None:
        await self.stage.ana.click(self.preview.response, label="Post")

    async def check(self) -> None:
        await self.press(self.stage.ana, self.preview.response, "Post")
        await self.work()
        (reply,) = set(await self.own()) - self.before
        assert len(self.cards(reply)) == 1
        await self.check_reply(reply)

    async def check_reply(self, reply: str) -> None:
        await self.press_approve(reply)
        await self.work()
        await self.check_published(reply, has_thread=False)
        (message,) = self.public(reply)
        (thread,) = self.threads(self.handle)
        assert message.channel.id == thread.id


class PublishReply(Reply):
    async def prepare(self) -> None:
        self.handle = await self.published()
        self.reply = await self.stage.answer(self.stage.ana, self.handle, "Thank you, that helps.")

    async def act(self) -> None:
        await self.stage.approve(self.reply)

    async def check(self) -> None:
        await self.check_reply(self.reply)


class Decline(Step):
    async def prepare(self) -> None:
        self.handle = await self.stage.post(self.stage.ana)
        self.form = await self.stage.mo.click(self.stage.card(self.handle), label="Decline")

    async def act(self) -> None:
        await self.stage.mo.submit_modal(self.form, {"reason": REASON})

    async def check(self) -> None:
        if (await self.own())[self.handle].state is State.WAITING:
            await self.stage.decline(self.handle, REASON)
        await self.work()
        post = (await self.own())[self.handle]
        assert (post.state, post.reason) == (State.DECLINED, REASON)
        told = [
            message for message in self.stage.ana.user.dm_channel.history() if self.handle in message.content
        ]
        assert len(told) == 1
        assert self.public(self.handle) == []


class Refused(Step):
    """Discord does not let the bot publish: moderators hear of it, and it appears when the cause is gone."""

    async def prepare(self) -> None:
        self.handle = await self.stage.post(self.stage.ana)
        self.stage.deny(self.stage.board, "send_messages")
        self.heard = self.notices()

    async def act(self) -> None:
        await self.stage.approve(self.handle)

    async def check(self) -> None:
        await self.press_approve(self.handle)
        await self.work()
        assert self.public(self.handle) == []
        assert self.notices() > self.heard
        self.stage.deny(self.stage.board)
        await self.work()
        await self.check_published(self.handle)

    def notices(self) -> int:
        return len([m for m in self.stage.review.history() if "Something needs you" in m.content])


class ThenDeleted(Publish):
    """The bot dies while it publishes; back again, the first thing that happens is that the author deletes."""

    async def check(self) -> None:
        asked = await self.stage.mine(self.stage.ana, self.handle)
        await self.press(self.stage.ana, asked, "Delete")
        await self.press(self.stage.ana, asked, "Delete for good")
        await self.work()
        assert await self.rows() == 0
        assert self.public(self.handle) == []
        assert self.threads(self.handle) == []
        assert not any(message.embeds or custom_ids(message) for message in self.cards(self.handle))


class SentThenDeleted(ThenDeleted):
    """The same, while the post is brought before the moderators."""

    async def prepare(self) -> None:
        self.preview = await self.stage.share(self.stage.ana)

    async def act(self) -> None:
        await self.stage.ana.click(self.preview.response, label="Post")

    async def check(self) -> None:
        await self.press(self.stage.ana, self.preview.response, "Post")
        (self.handle,) = await self.own()
        await super().check()


class ThenEdited(Publish):
    """The bot dies while it publishes; the first thing that happens then is that the author changes the post."""

    async def check(self) -> None:
        form = await self.stage.ana.click(await self.stage.mine(self.stage.ana, self.handle), label="Edit")
        values = {"story": "It was a no in the end.", "stage": ["final"], "help": ["listen"]}
        preview = await self.stage.ana.submit_modal(form, values)
        await self.press(self.stage.ana, preview.response, "Save")
        await self.work()
        state = (await self.own())[self.handle].state
        assert len(self.public(self.handle)) == (state is State.PUBLISHED)
        assert len(self.threads(self.handle)) == (state is State.PUBLISHED)
        await self.press_approve(self.handle)
        await self.work()
        await self.check_published(self.handle)
        (message,) = self.public(self.handle)
        assert message.embeds[0].description == "It was a no in the end."
