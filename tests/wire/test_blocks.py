"""A troll with three accounts, on the wire: each is stopped by a handle, and the moderator never learns a name."""

from __future__ import annotations

from tests.wire.onward import Harbour, share
from tests.wire.payloads import text_of
from tests.wire.people import Person
from tests.wire.world import Payload

REASON = "This is no place for advertising."
NAMES = ("Wolfram", "Wilhelmine", "Waltraud")


def handle_of(message: Payload) -> str:
    """The handle in the buttons under a post."""
    ids = [item["custom_id"] for row in message["components"] for item in row["components"]]
    return next(name.rpartition(":")[2] for name in ids if ":report:" in name)


async def test_each_account_is_stopped_and_nobody_is_named(harbour: Harbour, mo: Person, ada: Person) -> None:
    await harbour.configure()
    accounts = [harbour.server.person(harbour.guild, name) for name in NAMES]
    seen: list[str] = []
    async with harbour.running():
        for account in accounts:
            await share(account, "Buy my course about interviews.")
        await harbour.until_published(3)
        for message in harbour.published():
            seen.append((await mo.slash("mod block", post=handle_of(message), reason=REASON)).text)
        for account in accounts:
            await harbour.server.world.until(lambda who=account: who.inbox, 10, "a word about the block")
            assert REASON in text_of(account.inbox[-1])

    async with harbour.running():
        for account in accounts:
            refused = await account.slash("rejection share")
            assert refused.modal is None
            assert refused.ephemeral
            assert REASON in refused.text
        seen += [(await mo.slash(command)).text for command in ("mod blocks", "mod audit", "mod health")]
        assert all(len(account.inbox) == 1 for account in accounts), "told once"

        seen.append((await mo.slash("mod pause")).text)
        await share(ada)
        assert len(harbour.published()) == 3
        seen.append((await mo.slash("mod resume")).text)
        await harbour.until_published(4)

    seen += [mo.sees(channel) for channel in (harbour.board, harbour.review)]
    assert not [name for name in (*NAMES, "Ada") for text in seen if name in text]
