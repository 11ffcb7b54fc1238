"""Composed letters: the development inputs, every kind and tone on many inputs, and what would trip a reader."""

from __future__ import annotations

import itertools
import json
import random
import re
import subprocess
import sys
from typing import Any

import pytest

from cogs.letters.composer import TONES, VARIANTS, Fields, Letter, compose
from tests.letters.drafts import fired, records
from tests.letters.scoring import failed

INPUTS = records("compose.jsonl")
FULL = INPUTS[0]["fields"]
KINDS = list(itertools.product(VARIANTS, TONES))
QUIET = {"ghosted", "keep_in_touch", "thanks_for_reply"}
"""Letters that ask for no advice, so that checks 7 and 23 need not be content with them."""

CHOICES: dict[str, list[Any]] = {
    "recipient": [
        "",
        "Ms Okafor",
        "Dr. Lena Ó Briain",
        "Dear Ms Roe",
        "נועה",
        "{{7*7}}",
        "Mr van der Berg,",
        "Sue",
        "%s",
    ],
    "company": [
        "",
        "Finch Co.",
        "The Tin Museum",
        "Yahoo!",
        "St. Mary's Hospital",
        "*Tide*",
        "At Home Ltd.",
        "Why Not?",
    ],
    "role": [
        "",
        "Baker",
        "UX Designer",
        "Engineer (m/f/d)",
        "The Head Baker",
        "an Usher",
        "Teaching post",
        "Nurse / Ward 5",
    ],
    "sender": ["", "Bea de Groot", "%d", "Ana María\nLópez", "李明", "{sender}", "T."],
    "valued": [
        "",
        "the proof wall by the door",
        "a calm shift.",
        "seeing how your team reviews a page",
        "I liked how you explained the rota!",
        "The team laughed a lot",
        "how you pair juniors with seniors",
        "that everyone listened",
        "honesty",
        "The debate on maps...",
    ],
    "aim": [
        "",
        "set up a job without help",
        "to publish my data",
        "getting better at estimates",
        "I want to lead a team",
        "Python",
    ],
    "questions": [
        [],
        ["What would you practise first?"],
        ["how could I sound calmer on the phone"],
        ["Which skill first?", "Where should I look next??"],
        ["Tell me about the test."],
        ["my presentation skills"],
        ["any tips for the case study"],
        ["What should I read? And what should I skip?", "Which course?"],
        ["", "  "],
    ],
    "moment": [
        "",
        "the test sheet that came out blue",
        "when the oven beeped",
        "You laughed at my pun",
        "${moment}",
    ],
    "date": ["", "9 May", "last Tuesday", "2024-05-09", "two weeks ago", "next to never", "May 2024"],
    "field": ["", "printing", "STEM education", "Nursing"],
}


def made(fields: dict[str, Any], variant: str, tone: str, phrasing: str | int | None = None) -> Letter:
    return compose(variant, tone, Fields.of(fields), phrasing=phrasing)


def some_inputs(count: int, seed: int) -> list[dict[str, Any]]:
    chance = random.Random(seed)  # noqa: S311  inputs, no secret
    return [
        {name: chance.choice(choices) for name, choices in CHOICES.items() if chance.random() < part}
        for part in itertools.islice(itertools.cycle((0.2, 0.5, 0.8, 1)), count)
    ]


@pytest.mark.parametrize("case", INPUTS, ids=lambda case: case["id"])
def test_a_development_input_gets_a_letter_with_every_property(case: dict[str, Any]) -> None:
    letter = made(case["fields"], case["variant"], case["tone"])
    assert failed(case["variant"], case["tone"], case["fields"], letter.subject, letter.body) == []
    text = f"{letter.subject}\n{letter.body}"
    assert all(literal in text for literal in case.get("literal", []))
    assert not any(never in text for never in case.get("never", []))


@pytest.mark.parametrize(("variant", "tone"), KINDS)
def test_letters_on_many_inputs_have_every_property(variant: str, tone: str) -> None:
    for number, fields in enumerate(some_inputs(60, seed=7)):
        letter = made(fields, variant, tone, phrasing=number)
        assert failed(variant, tone, fields, letter.subject, letter.body) == [], (fields, letter)


@pytest.mark.parametrize(("variant", "tone"), KINDS)
def test_the_own_checks_find_no_fault_in_any_phrasing(variant: str, tone: str) -> None:
    plain = {name: value for name, value in FULL.items() if name not in ("moment", "date")}
    for fields, phrasing in itertools.product(
        (FULL, plain, {"role": "Baker", "company": "Finch Co."}), range(12)
    ):
        letter = made(fields, variant, tone, phrasing)
        found = fired(letter.body, role=fields["role"], company=fields["company"], tone=tone)
        assert not found - ({7, 23} if variant in QUIET else set()), letter.body


@pytest.mark.parametrize("fields", [{}, {"role": "Librarian"}, FULL], ids=["nothing", "a role", "everything"])
def test_variants_and_tones_differ(fields: dict[str, Any]) -> None:
    bodies = [made(fields, variant, tone, 1).body for variant, tone in KINDS]
    assert len(set(bodies)) == len(VARIANTS) * len(TONES)


@pytest.mark.parametrize(("variant", "tone"), KINDS)
def test_letters_of_one_kind_do_not_all_read_alike(variant: str, tone: str) -> None:
    assert len({made(FULL, variant, tone, phrasing).body for phrasing in range(40)}) >= 8


def test_phrasing_follows_from_the_fields_and_is_the_same_in_every_process() -> None:
    program = (
        "import json, sys; from cogs.letters.composer import *;"
        "print(json.dumps([compose(v, t, Fields.of(json.loads(sys.argv[1]))).body for v in VARIANTS for t in TONES]))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program, json.dumps(FULL)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {json.dumps([made(FULL, v, t).body for v in VARIANTS for t in TONES]) + "\n"}


@pytest.mark.parametrize(("variant", "tone"), KINDS)
def test_nothing_asks_for_another_decision_and_an_article_never_stands_before_a_value(
    variant: str, tone: str
) -> None:
    for phrasing in range(12):
        body = made(FULL | {"role": "Usher", "company": "Quay"}, variant, tone, phrasing).body
        assert not re.search(r"reconsider|other candidate|feedback|\ba Usher|\ban? Quay", body, re.IGNORECASE)


@pytest.mark.parametrize(
    ("valued", "sentence"),
    [
        ("The proof wall.", r"(?:valued|took a lot from|me:|about:) the proof wall\."),
        ("seeing how you bake", r"(?:valued|took a lot from|me:|about:) seeing how you bake\."),
        ("I liked the calm.", r"I liked the calm\. (?:That|I was)"),
        ("the team laughed a lot", r"(?:me|about): the team laughed a lot\."),
    ],
)
def test_a_phrase_a_gerund_and_a_sentence_each_get_a_frame_that_fits(valued: str, sentence: str) -> None:
    for phrasing in range(12):
        assert re.search(sentence, made({"valued": valued}, "screen", "warm", phrasing).body)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("how could I sound calmer", "How could I sound calmer?"),
        ("Which skill first??", "Which skill first?"),
        ("Tell me about the test.", "Could you tell me about the test?"),
        ("please suggest a course", "Could you please suggest a course?"),
        ("my presentation skills", "What would you advise on my presentation skills?"),
        ("tips for phone calls", "Do you have tips for phone calls?"),
        ("whether the test mattered", "Could you tell me whether the test mattered?"),
    ],
)
def test_a_question_a_request_and_a_topic_become_one_question(typed: str, asked: str) -> None:
    assert asked in made({"questions": [typed]}, "screen", "warm").body


def test_what_members_type_is_never_a_template() -> None:
    typed = {
        "recipient": "{{7*7}}",
        "company": "{sender}",
        "role": "%s of {company}",
        "sender": "${HOME} <b>x</b>",
    }
    letter = made(typed, "final", "warm")
    assert letter.body.startswith("Dear {{7*7}},")
    assert letter.body.endswith("${HOME} <b>x</b>")
    assert "the %s of {company} role at {sender}" in letter.body


def test_without_a_name_nothing_hangs_in_the_air() -> None:
    letter = made({}, "applied", "formal")
    assert letter.subject == "Thank you"
    assert letter.body.startswith("Dear hiring team,\n\n")
    assert letter.body.rsplit("\n\n", 1)[1] in ("Yours sincerely", "Sincerely", "With kind regards")


def test_a_long_subject_is_shortened_at_a_word() -> None:
    role = "Senior Principal Software Development Engineer in Test for Distributed Storage and Networking Platforms"
    subject = made({"role": role, "sender": "Bea"}, "applied", "warm").subject
    assert len(subject) <= 100
    assert subject.endswith("…")
    assert f"Thank you – {role}".startswith(subject[:-1])
    assert role[len(subject[:-1]) - len("Thank you – ")] == " "


def test_unknown_kinds_and_tones_are_named_in_the_error() -> None:
    with pytest.raises(ValueError, match='"variant" must be one of applied'):
        compose("poem", "warm", Fields())
    with pytest.raises(ValueError, match='"tone" must be one of warm'):
        compose("final", "angry", Fields())
