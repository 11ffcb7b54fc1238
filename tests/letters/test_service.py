"""The use cases of letters on both databases: limits, erasure, what is handed out."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.clock import SystemClock
from bot.db import Database
from bot.errors import UserError
from bot.vault import KeyRing, Vault
from cogs.letters import service
from cogs.letters.aftercare import Aftercare, employer
from cogs.letters.letter import Letter, State
from cogs.letters.service import Letters

OWNER, OTHER = 1574348783616000013, 1574348783616000014
FIELDS = {"company": "Crumb Street", "role": "Night Baker", "recipient": "Ms Roe", "sender": "Rowan Ashby"}


@pytest_asyncio.fixture
async def letters(migrated_url: str) -> AsyncIterator[Letters]:
    database = Database(migrated_url)
    yield Letters(database, Vault(KeyRing.new()), SystemClock())
    await database.close()


async def written(letters: Letters, **fields: str) -> Letter:
    letter = await letters.begin(OWNER)
    await letters.choose(OWNER, letter.id, "final")
    return await letters.fill(OWNER, letter.id, {**FIELDS, **fields})


async def test_a_letter_comes_back_as_it_was(letters: Letters) -> None:
    letter = await written(letters)
    assert await letters.get(OWNER, letter.id) == letter
    with pytest.raises(UserError, match="no such letter of yours"):
        await letters.get(OTHER, letter.id)


async def test_a_thank_you_is_not_told_to_ask_a_question(letters: Letters) -> None:
    letter = await written(letters)
    for tone in ("formal", "brief", "warm"):
        thanks = await letters.begin(OWNER, variant="thanks_for_reply", like=letter)
        assert (await letters.restyle(OWNER, thanks.id, tone)).findings() == []
    unfair = await letters.rewrite(OWNER, thanks.id, "Dear Ms Roe,\n\nThank you. It was unfair.\n\nRowan")
    assert 9 in {found.check for found in unfair.findings()}, "everything else is looked for as ever"


async def test_a_text_that_is_too_long_or_empty_changes_nothing(letters: Letters) -> None:
    letter = await written(letters)
    with pytest.raises(UserError, match="5,000 characters"):
        await letters.rewrite(OWNER, letter.id, "x" * 5000)
    with pytest.raises(UserError, match="empty"):
        await letters.rewrite(OWNER, letter.id, " \u200b\n")
    assert (await letters.rewrite(OWNER, letter.id, "x" * 4000)).body == "x" * 4000
    assert (await letters.restore(OWNER, letter.id, 1)).body == letter.body


async def test_an_answer_that_is_too_long_keeps_the_others(letters: Letters) -> None:
    letter = await written(letters)
    with pytest.raises(UserError, match="up to 300 fit here"):
        await letters.fill(OWNER, letter.id, {"valued": "x" * 5000})
    assert (await letters.get(OWNER, letter.id)).answers["company"] == "Crumb Street"


async def test_the_same_text_is_no_new_version_and_the_oldest_versions_go(
    letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "KEPT_VERSIONS", 50)
    letter = await written(letters)
    assert (await letters.fill(OWNER, letter.id, FIELDS)).version == 1
    for number in range(60):
        await letters.rewrite(OWNER, letter.id, f"Text {number}.")
    _, kept = await letters.versions(OWNER, letter.id)
    assert [version.number for version in kept] == list(range(61, 11, -1))
    with pytest.raises(UserError, match="not here any more"):
        await letters.restore(OWNER, letter.id, 3)


async def test_there_is_an_end_to_letters(letters: Letters, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_LETTERS", 2)
    await letters.begin(OWNER)
    await letters.begin(OWNER)
    with pytest.raises(UserError, match="nothing was lost"):
        await letters.begin(OWNER)
    await letters.begin(OTHER)


async def test_shorter_ends_kindly_and_the_first_letter_can_be_had_again(letters: Letters) -> None:
    letter = await written(letters, valued="the night shift", moment="the broken oven", aim="bake rye")
    first, lengths = letter.body, [len(letter.body.split())]
    for _ in range(20):
        try:
            letter = await letters.restyle(OWNER, letter.id, "shorter")
        except UserError as end:
            assert "cannot make it shorter" in str(end)  # noqa: PT017  when it comes depends on the words
            break
        lengths.append(len(letter.body.split()))
    assert lengths == sorted(set(lengths), reverse=True)
    assert len(lengths) > 3
    assert (await letters.restore(OWNER, letter.id, 1)).body == first


async def test_what_is_held_is_handed_out_and_erased(letters: Letters) -> None:
    letter = await written(letters)
    after = Aftercare(letters)
    await after.sent(OWNER, letter.id)
    await after.record(OWNER, letter.id, {"text": "You were very close."}, hide=False)
    held = str(await letters.export(OWNER))
    for word in ("Crumb Street", "Night Baker", "You were very close.", "Dear Ms Roe"):
        assert word in held
    assert (await letters.get(OWNER, letter.id)).state is State.ANSWERED
    await letters.erase(OWNER)
    assert await letters.export(OWNER) == {
        "letters": [],
        "reminders": {"on": False, "hour": 9, "timezone": "UTC"},
    }


@pytest.mark.parametrize(
    "name", ["Crumb Street", "crumb street ltd.", "The Crumb Street GmbH", "CRUMB-STREET"]
)
def test_an_employer_is_known_by_any_form_of_its_name(name: str) -> None:
    assert employer(name) == "crumb street"
