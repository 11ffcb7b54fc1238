"""The lists that people keep do not speak against each other."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from bot.masking import lexicon
from bot.masking.normalise import fold

FIELDS = sorted((lexicon.DATA / "lexicon").glob("*.txt"))
TERMS = lexicon.DATA / "terms.txt"

BOTH = set(
    """
    abb adobe airbnb airtable akamai amu asana auc block bloomberg bosch bp buffer bunnings calm canon
    canva capita caterpillar cerner cisco cloudflare cvs databricks datadog deel didi doctolib dropbox du
    dyson ebay elastic epic etsy facebook figma ge github gitlab glassdoor google grammarly greenhouse
    greggs gusto hermes hitachi honeywell hubspot indeed intercom king kone linear linkedin loreal
    lululemon michelin miro mit mongodb nandos netflix notion ntu okta openai oracle palantir peloton
    personio pinterest pwc reddit rippling sage salesforce sap scania screwfix segment shopify siemens
    slack snap snapchat snowflake sony spotify square srm sumup supabase tesla tfl tiktok toast trumpf
    twilio uber unity ups usb vale vercel vestas wetherspoons workday xero yum zendesk zoho zoom
    """.split()
)
"""Employers and schools that are tools or words too: masked only where they are introduced. Let it not grow."""


@pytest.mark.parametrize("name", ["companies", "schools"])
def test_no_name_of_one_word_is_one_of_what_must_stay(name: str) -> None:
    words = [lexicon.words_of(entry) for entry in lexicon.listed(lexicon.DATA / f"{name}.txt")]
    both = {word[0] for word in words if len(word) == 1 and lexicon.kept().alone(word[0])}
    assert both - BOTH == set()


def test_every_exception_is_still_one() -> None:
    assert {
        w for w in BOTH if w not in lexicon.employers().rests and w not in lexicon.schools().rests
    } == set()
    assert {w for w in BOTH if not lexicon.kept().alone(w)} == set()


def test_the_lexicon_is_small_enough_to_find_ones_way_in() -> None:
    size = sum(1 for path in FIELDS for _ in lexicon.listed(path))
    assert 2_000 <= size <= 4_000, "What few people would look for belongs into terms.txt."


def test_nothing_stands_twice_in_what_must_stay() -> None:
    """An entry in capitals is another than the same in small letters: MSC certifies fish, an MSc is a degree."""
    entries = Counter((fold(entry), entry.isupper()) for entry in lexicon.staying())
    assert [entry for (entry, _), times in entries.items() if times > 1] == []


def test_terms_are_sorted() -> None:
    entries = [(fold(entry), entry) for entry in lexicon.listed(TERMS)]
    assert [later for earlier, later in pairwise(entries) if later < earlier] == []


@pytest.mark.parametrize("path", [*FIELDS, TERMS], ids=lambda path: path.name)
def test_lines_of_what_must_stay_are_short_and_every_heading_has_entries(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if len(line) > 120] == []
    assert lines[0].startswith("# ")
    assert not lines[-1].startswith("#")
    empty = [line for line, below in pairwise(lines[2:]) if line.startswith("#") and below[:1] in ("", "#")]
    assert empty == []
