"""Whatever is typed: nothing raises, spans lie inside the text, names are spared, and hostile text comes to an end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cogs.letters.checks import Finding, check
from cogs.letters.composer import TONES, VARIANTS, Fields, compose
from tests.letters.drafts import with_sentence

PIECES = """I am|why|not|you must|unfair|by Friday|please|my lawyer|reconsider|thank|?|!|[x|{{|]|<|https://a.b/?c=d
Dear Sue,|Best,|- |Dr.|e.g.|É|ﬁ|’|😀|ß|because|by the way|I do not|XXX""".replace("\n", "|").split("|")
BLANKS = (" ", "\n", "\n\n", "\r\n", "\t", "\u200b", "\u00a0", "e\u0301 ")
texts = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from((*PIECES, *BLANKS)), max_size=60).map(" ".join)
)
NAMES = ("recipient", "company", "role", "sender", "valued", "aim", "moment", "date", "field")
names = st.one_of(
    st.just(""), st.text(max_size=40), st.sampled_from(["Lawyer", "The Tin Museum", "(", "A+B", "{x}"])
)


def sound(findings: list[Finding], text: str) -> bool:
    return all(
        (f.start, f.end) == (0, 0) or 0 <= f.start < f.end <= len(text)
        for f in findings
        if 1 <= f.check <= 25
    )


@settings(deadline=None)
@given(text=texts, role=names, company=names, tone=st.sampled_from(TONES))
def test_checking_never_fails_and_spans_lie_inside(text: str, role: str, company: str, tone: str) -> None:
    findings = check(text, role=role, company=company, tone=tone)
    assert sound(findings, text)
    assert findings == check(text, role=role, company=company, tone=tone)


@pytest.mark.parametrize(
    "sentence",
    [
        "I don't see why I wasn't chosen.",
        "You must give me a reason.",
        "I'm so desperate for work.",
        "You aren't fair.",
    ],
)
def test_case_line_breaks_and_curly_quotes_change_nothing(sentence: str) -> None:
    plain = with_sentence(sentence)
    assert plain
    for blank in ("\n", "\t", "\u00a0", "  ", "\r\n"):
        assert with_sentence(sentence.replace(" ", blank)) == plain
    assert with_sentence(sentence.replace("'", "’")) == plain
    assert with_sentence(sentence.lower()) == plain


@settings(deadline=None)
@given(
    variant=st.sampled_from(VARIANTS),
    tone=st.sampled_from(TONES),
    fields=st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(NAMES, texts),
            "questions": st.lists(texts, max_size=4),
        },
    ),
)
def test_composing_never_fails_and_keeps_what_was_typed(
    variant: str, tone: str, fields: dict[str, object]
) -> None:
    made = compose(variant, tone, Fields.of(fields))
    assert made == compose(variant, tone, Fields.of(fields))
    assert 0 < len(made.subject) <= 100
    assert "\n" not in made.subject
    assert made.body == made.body.strip()
    assert "\n\n\n" not in made.body
    sender = Fields.of(fields).tidied().sender
    assert made.body.endswith(sender)


HOSTILE = """why |a|!|. |[|unfair |I am not |you must |- |Mr A |a-|a'|Aa Bb |a@|any |at The |_|Dear |review online
why was I |by friday """.replace("\n", "|").split("|")


@pytest.mark.parametrize("piece", [*HOSTILE, "\n", " ", "e\u0301", "Best,\n", "a.\n"])
def test_hostile_text_comes_to_an_end(piece: str) -> None:
    for size in (4_000, 20_000):
        text = (piece * (size // len(piece) + 1))[:size]
        assert sound(check(text, role="Any Job", company="The The"), text)
