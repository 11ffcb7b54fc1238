"""What holds for any text: nothing breaks, spans tile the text, masking twice is masking once."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.masking import stories
from bot.masking import Decisions, Known, engine, mask
from bot.masking.found import Found
from bot.masking.normalise import Normal, normalise

PIECES = st.sampled_from(
    [
        "Amara",
        "amara",
        "Will",
        "will",
        "said",
        "at",
        "in",
        "Leeds",
        "leeds",
        "and",
        "the",
        "Dr.",
        "recruiter",
        "(",
        ")",
        ",",
        ".",
        "\n",
        "€52.000",
        "12/10",
        "June 3rd",
        "on",
        "kim (at) mail (dot) com",
        "@kim_88",
        "https://a.example/b",
        "07700 900123",
        "ref AB-1234-X",
        "Re\u200bdoubt",
        "Вarrett",
        "🔥",
        "[name]",
        "[interviewer 2]",
        "around 50k",
        "in June",
        "GPCH",
        "D.H.",
        "J o h n",
        "12 Elm Road",
        "zentrova",
        "Zentrova's",
        "#zentrova",
        "Kowalczyk",
        "oh seven seven double oh nine",
        "Дорит",
        "מזרחי",
        "田中",
        "3月5日",
        "Halloween",
        "[name 999]",
        "[na\u200bme]",
        "around €50k an hour",
        "fifteen/hour",
        "1 3 0 k",
        "0ct0ber",
        "\u24a7",
        "2\u24a7",
        "\ufdfa",
        "l\ufdfal",
        "\u2474\u2153",
        "\u33e0\u3392",
        "\U0001f137\U0001f11b",
        "Ｋｉｍ",
        "\U0001d5e2\U0001d5ff\U0001d5f0\U0001d5ee",
        "６月３日",
    ]
)
ODD = st.sampled_from(
    [
        *"aKdl o.,-/@:'#€$(){}[]0159\n\x00\x1b\x85",
        *"\u200b\u200d\u2060\u202e\u2066\ufe0f\u00ad\u0301\u0338\u20e3\u1163",
        *"\u00b4\u2026\u2014\u2044\u00bd\u2153\u2122\u2126\u00df\u0130\u017f\ufb03\ufdfa\ufdfc",
        *"\u24a7\u2474\u2479\u24b5\u24da\u2496\u33e0\u33a1\u3392\u3358\u32c0\u326b\u326e",
        *"\u0966\u0669\uff15\u2076\u2083\uff4e\uac00\u1100\u05e9\u0634\u0416\ud83d\ude00",
        *"\U0001f137\U0001f11b\U0001f160\U0001f208\U0001f44d\U0001f3fd\U0001d53d\U0001d7d9\U000e0061",
    ]
)
"""Characters that become several in the plain form, or none, or look like others."""
TEXTS = st.one_of(
    st.lists(PIECES, max_size=25).map(" ".join),
    st.text(max_size=200),
    st.lists(ODD, max_size=60).map("".join),
    st.lists(st.one_of(ODD, PIECES), max_size=30).map("".join),
    st.text(alphabet="aA .,-'@:/()[]0159Éж\u200b\n", max_size=120),
)
KNOWN = st.builds(
    Known,
    company=st.sampled_from(["", "Zentrova", "Target", "Granite Peak Credit", "!!!", "a"]),
    author=st.sampled_from([(), ("Amara Obi", "amara_99"), ("",), ("Will",)]),
    also=st.sampled_from([(), ("Redoubt",), (" ",), ("in", "date"), ("around 50k",)]),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, KNOWN)
@example("\ud800 Amara said", Known())
@example("", Known(company="Zentrova"))
def test_spans_are_in_order_apart_and_inside_the_text(text: str, known: Known) -> None:
    at = 0
    for span in mask(text, known).spans:
        assert at <= span.start < span.end <= len(text)
        assert span.replacement
        at = span.end


@settings(max_examples=300, deadline=None)
@given(TEXTS, KNOWN)
@example("2\u24a7", Known())  # (l): a name in a character whose brackets are none
@example("\ufdfal h", Known())  # a character of four words; the last goes on in the next one
@example("0\ufdfaQ", Known())
@example("\u2106$1", Known())
@example("\u2153\r\u2126\r\u1ecf\u017f\x85\u24b5\uf941\ufe62\u212a\u10ad4", Known())
@example("3 XI", Known(also=("in",)))  # nothing is left but what was put there
def test_masking_the_masked_changes_nothing(text: str, known: Known) -> None:
    once = mask(text, known).masked
    assert mask(once, known).masked == once


@settings(max_examples=100, deadline=None)
@given(TEXTS, KNOWN)
def test_the_masked_text_is_the_text_with_its_spans_replaced(text: str, known: Known) -> None:
    result = mask(text, known)
    built, at = "", 0
    for span in result.spans:
        built += text[at : span.start] + (
            span.replacement if span.action == "mask" else text[span.start : span.end]
        )
        at = span.end
    assert result.masked == built + text[at:]
    assert result.masked_all == result.text(Decisions(accepted=frozenset(s.key for s in result.spans)))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_the_plain_form_points_back_into_the_original(text: str) -> None:
    plain = normalise(text)
    assert len(plain.starts) == len(plain.ends) == len(plain.text)
    for at in range(len(plain.text)):
        start, end = plain.source(at, at + 1)
        assert 0 <= start < end <= len(text)
        first, last = plain.stretch(start, end)
        assert first <= at < last
        begin, stop = plain.source(first, last)
        assert begin <= start < end <= stop


def test_no_placeholder_has_a_number_that_is_not_read_as_one() -> None:
    assert mask("Grace Okafor told me, and [name 999] knew").masked.startswith("[name 999] told")


def test_a_chain_of_finds_comes_to_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more find with each look, and one that is found again in what stands in its place."""
    looks = 0

    def find(plain: Normal, *_: object, **__: object) -> list[Found]:
        nonlocal looks
        looks += 1
        at = plain.text.find("x")
        return [Found(at, at + 1, "OTHER", "known word", 1.0, "hidden", coarse="x!")] if at >= 0 else []

    monkeypatch.setattr(engine, "_detect", find)
    result = mask("and x y z " * 400)
    assert "x" not in result.masked
    assert "[hidden]" in result.masked
    assert looks < 22


@pytest.mark.parametrize("half", ["development", "heldback"])
def test_masked_stories_are_stable(half: str) -> None:
    for case in stories.make(half, 40, 11):
        known = Known(**case["fields"])
        once = mask(case["text"], known).masked
        assert mask(once, known).masked == once


@pytest.mark.parametrize(
    "text",
    [
        "🔥" * 500,
        "\x00\x01\x02" * 200,
        "a" * 4000,
        "A" * 4000,
        "1" * 8000,
        "b@" * 2000,
        "they pay 4O$",
        "£1" + ",000" * 103,
        "I got " + "sextio" * 30 + "q from them",
        "3 XI " * 800,
        "1." * 2000,
        "a.b" * 1300,
        "@" * 4000,
        "((((" * 1000,
        "-" * 4000,
        "1 2 3 4 5 6 7 " * 280,
        "Aa " * 1300,
        "one two three " * 280,
        "kim at kim dot " * 260,
        "\u200b" * 4000,
        "[" * 4000,
        "June 3 " * 570,
        "http://" * 570,
        "x_" * 2000,
        "A. " * 1300,
        "Dr. " * 1000,
        "e\u0301" * 2000,
        "\ud800" * 1000,
        "' " * 2000,
        "of Xx " * 660,
        "zwei tausend " * 300,
        "null eins " * 400,
        "dos mil y " * 400,
        "at a dot b " * 360,
        "a [.] b " * 500,
        "x underscore y " * 260,
        "£4O an h0ur " * 330,
        "o2.o6." * 660,
        "1 kr. i " * 500,
        "12 n a half " * 330,
        "$1 " * 1330,
        "$1,000 " * 570,
        "12/10 " * 660,
        "[a] " * 1000,
        "[" * 2000 + "]" * 2000,
        "[[a]] " * 660,
        "\u24a7" * 2000,
        "\ufdfa" * 500,
        "\u6413 fold £" * 440,
        "1 3 0 k \U0001f5567" * 400,
        "dot-" * 1000,
        "granite_" * 500,
        "dot_at_" * 570,
        "-at-a-dot-" * 400,
        "Day-" * 1000,
        "07700 900123 " * 300,
    ],
)
def test_hostile_texts_are_survived_and_stable(text: str) -> None:
    once = mask(text, Known(company="Granite Peak Credit", author=("Sam Hill",))).masked
    assert mask(once, Known(company="Granite Peak Credit", author=("Sam Hill",))).masked == once


def test_a_long_text_is_masked_to_its_end() -> None:
    text = "They asked about queues and I answered slowly. " * 2100 + "Then Olumide Balogun rang."
    assert len(text) < 100_000
    assert mask(text).masked.endswith("rang.")
    assert "Balogun" not in mask(text).masked


def test_the_answer_is_the_same_in_every_process() -> None:
    code = (
        "from bot.masking import mask\n"
        "print(mask('Ewa and Tunde from Zentrova Labs met Priya Rao in Kraków; ewa@x.example, £30k, 3 "
        "May').masked_all)"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(answers) == 1
