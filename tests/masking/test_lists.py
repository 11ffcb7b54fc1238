"""The lists that people keep do not speak against each other."""

from __future__ import annotations

import pytest

from bot.masking import lexicon

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
