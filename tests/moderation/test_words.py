"""Rules of a server's own: kept once, sealed, within bounds, and never the name of what was masked."""

from __future__ import annotations

import pytest

from bot.audit import Audit
from bot.board.draft import Draft, Member, Preview
from bot.board.post import Content
from bot.db import Database
from bot.errors import UserError
from bot.servers import ServerSettings
from bot.vault import KeyRing, Vault
from cogs.moderation.words.service import MOST, WordRules
from tests.support.stage import START

GUILD, OTHER, MO = 700_000_000_000_000_001, 700_000_000_000_000_002, 42
SERVER = ServerSettings(GUILD, 1, False, 2)


class Now:
    def now(self):  # type: ignore[no-untyped-def]  # the clock's own promise
        return START


@pytest.fixture
async def rules(migrated_url: str):  # type: ignore[no-untyped-def]  # a fixture
    database, vault = Database(migrated_url), Vault(KeyRing.new())
    yield WordRules(database, vault, Audit(vault, Now()))
    await database.close()


async def held(rules: WordRules, text: str, **facts: str) -> str:
    """Why a post with that text is held; nothing where it is not."""
    draft = Draft("d", GUILD, "rejection", START, {"story": "SECRETCORP " + text})
    preview = Preview(draft, SERVER, None, Content(text, facts), said="\n".join([text, *facts.values()]))
    async with rules._database.begin() as session:
        reason = await rules.hold(session, Member(GUILD, 1), preview)
    return reason.told if reason else ""


async def test_words_wildcards_and_patterns_hold_what_everybody_would_read(rules: WordRules) -> None:
    for rule in ("scam*", "crypto coin", r"/buy\s+(?:now|today)/", "secretcorp"):
        await rules.add(GUILD, MO, rule)
    assert await held(rules, "They were kind.") == ""
    assert "scam" in await held(rules, "What SCAMMERS they are")
    assert "crypto coin" in await held(rules, "a cryptо  coin", role="")
    assert "buy" in await held(rules, "Kind words.", role="BUY   today")
    assert "secretcorp" not in await held(rules, "scam"), "what is masked does not show"
    assert await rules.rules(OTHER) == {}


async def test_a_rule_is_kept_once_and_only_its_own_server_removes_it(rules: WordRules) -> None:
    await rules.add(GUILD, MO, "scam*")
    with pytest.raises(UserError, match="that rule already"):
        await rules.add(GUILD, MO, " SCAM* ")
    (key,) = await rules.rules(GUILD)
    assert await rules.remove(OTHER, MO, [key]) == []
    assert await rules.remove(GUILD, MO, [key, "nothing"]) == ["scam*"]
    assert await rules.remove(GUILD, MO, [key]) == []


async def test_there_is_a_most(rules: WordRules) -> None:
    for number in range(MOST):
        await rules.add(GUILD, MO, f"word{number}")
    with pytest.raises(UserError, match="remove one first"):
        await rules.add(GUILD, MO, "onemore")


@pytest.mark.parametrize(
    ("rule", "sample", "found"),
    [
        ("scam*", "Scammers! scam, my scampi", ("Scammers", "scam", "scampi")),
        (r"/\bbuy\s+now\b/", "Buy  now or buy nowhere", ("Buy  now",)),
        ("/a{2}/", "", ()),
        ("/(?i)FOO|bar/", "foo BAR", ("foo", "BAR")),
    ],
)
async def test_a_trial_shows_what_is_found(
    rules: WordRules, rule: str, sample: str, found: tuple[str, ...]
) -> None:
    assert rules.trial(rule, sample).found == found


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("", "at least one word"),
        ("*", "two letters"),
        ("a*", "two letters"),
        ("/(/", "RE2 cannot read"),
        (r"/(a)\1/", "RE2 cannot read"),
        ("/(?=a)b/", "RE2 cannot read"),
        ("/a*/", "every post"),
        ("/(?:a{1000}){1000}/", "RE2 cannot read"),
        ("/" + "a" * 201 + "/", "up to 200"),
        ("x" * 101, "up to 100"),
    ],
)
async def test_a_rule_that_cannot_be_used_is_told_apart(rules: WordRules, rule: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        rules.trial(rule, "aaaa")
    with pytest.raises(UserError, match=told):
        await rules.add(GUILD, MO, rule)
    assert await rules.rules(GUILD) == {}


async def test_the_most_hostile_pattern_on_the_most_hostile_text_comes_to_an_end(rules: WordRules) -> None:
    await rules.add(GUILD, MO, "/(?:a|aa)+(?:b|ab)*c$/")
    assert await held(rules, "a" * 4000) == ""
