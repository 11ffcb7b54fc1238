"""Names that a turn of phrase gives away; and the same turns without a name."""

from __future__ import annotations

import pytest

from bot.masking import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Ward himself interviewed me.", "[name] himself interviewed me."),
        ("Hopper's the head brewer.", "[name]'s the head brewer."),
        ('I saw PATRICIA "PATTY" OYELARAN. PATTY rang.', 'I saw [name] "[name 2]" [name 3]. [name 2] rang.'),
        ("I AM SAD AND MY CAT BISCUIT SAT ON IT.", "I AM SAD AND MY CAT [pet] SAT ON IT."),
        ("I met Ms. B and Dr. K after.", "I met Ms. [name] and Dr. [name 2] after."),
        ("The company is Tallow, they make candles.", "The company is [company], they make candles."),
        ("I was on days at corus before they shut it.", "I was on days at [company] before they shut it."),
        ("We saw the Basel site too.", "We saw the [place] site too."),
        ("I was glad of the work, BRNO. Write.", "I was glad of the work, [place]. Write."),
        ("I trained at Edge Hill first.", "I trained at [school] first."),
        ("We spoke of The Salt Ledger, in proof.", "We spoke of [title], in proof."),
        ("At The Lantern I cooked.", "At [company] I cooked."),
    ],
)
def test_goes(text: str, masked: str) -> None:
    assert mask(text).masked == masked


@pytest.mark.parametrize(
    "text",
    [
        "The manager himself came by.",
        "It was a well-known part-time job.",
        "MY DOG BARKED AND I WAS SAD.",
        "I wrote a scene in Ink and one in Twine.",
        "Allen-Bradley is what I know.",
        "I looked it up in Nielsen first.",
        "Pre-trip inspection clean.",
    ],
)
def test_stays(text: str) -> None:
    assert mask(text).masked == text
