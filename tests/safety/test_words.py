"""A server's words: whole words, wildcards within a word, and nothing that can be slow."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.words import LONGEST, WordMatch, matches, parse


@pytest.mark.parametrize(
    ("rule", "text", "seen"),
    [
        ("scam", "What a SCAM, really", ["SCAM"]),
        ("ass", "class assessment bass", []),
        ("scam*", "scam scammers escam", ["scam", "scammers"]),
        ("*coin", "coin Bitcoin coins", ["coin", "Bitcoin"]),
        ("don't*", "don't dont", ["don't"]),
        ("c*t", "cat cut coat cit-y ct", ["cat", "cut", "coat", "cit", "ct"]),
        ("free money", "Free   money! free the money, free-money", ["Free   money", "free-money"]),
        ("free mon*", "free monetary advice", ["free monetary"]),
        ("don't", "I don’t know", ["don’t"]),
        ("café", "CAFE and café", ["CAFE", "café"]),
        ("scam", "sсаm with letters of another alphabet", ["sсаm"]),
        ("scam", "s c a m here? s-c-a-m", ["s c a m", "s-c-a-m"]),
        ("sca\u200bm", "sc\u200bam", ["sc\u200bam"]),
        ("x", "x xx", ["x"]),
        ("हिन्दी", "यह हिन्दी है", ["हिन्दी"]),
        ("добро*", "Доброе утро", ["Доброе"]),
    ],
)
def test_what_a_rule_matches(rule: str, text: str, seen: list[str]) -> None:
    found = matches([rule], text)
    assert [text[match.start : match.end] for match in found] == seen
    assert {match.rule for match in found} <= {rule}


def test_several_rules_report_in_the_order_of_the_text() -> None:
    text = "bad stuff, then spam"
    assert matches(["spam", "bad", "bad stuff"], text) == [
        WordMatch("bad", 0, 3), WordMatch("bad stuff", 0, 9), WordMatch("spam", 16, 20)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rule",
    ["", "   ", "*", "a*", "*a*", "* *", "good *", "x" * (LONGEST + 1), "a(b", "[x]", "🤡", "a|b", "."],
)
def test_a_rule_that_cannot_be_used_says_why(rule: str) -> None:
    with pytest.raises(ValueError, match=r"^(A rule|Beside)"):
        parse(rule)


shape = st.text("ab*", min_size=3, max_size=12).filter(lambda s: len(s.replace("*", "")) >= 2)


@given(shape, st.text("ab", min_size=1, max_size=14))
def test_wildcards_agree_with_regular_expressions(rule: str, word: str) -> None:
    wanted = re.fullmatch(re.sub(r"\\\*", ".*", re.escape(rule)), word) is not None
    assert bool(matches([rule], word)) is wanted


@given(st.lists(st.text("ab *'-", min_size=1, max_size=10), max_size=4), st.text(max_size=80))
def test_no_text_and_no_rule_breaks_it(rules: list[str], text: str) -> None:
    usable = []
    for rule in rules:
        try:
            parse(rule)
        except ValueError:
            continue
        usable.append(rule)
    for match in matches(usable, text):
        assert 0 <= match.start < match.end <= len(text)


def test_a_hostile_rule_takes_few_steps() -> None:
    assert matches(["*ab" * 30 + "*c"], "ab" * 20_000) == []
