"""What is offered, what completes a name, and words that are a kind of thing together."""

from __future__ import annotations

import numpy as np
import pytest

from bot.masking import mask, tagger, weigh
from bot.masking.lexicon import entry, facts, shelf_of, shelves
from bot.masking.model import Span
from bot.masking.questions import Questions, Table


def offered(text: str) -> dict[str, Span]:
    return {text[s.start : s.end]: s for s in mask(text).spans if s.action == "suggest"}


def test_what_is_offered_says_how_likely_it_is() -> None:
    text = "They wanted Gimlet and a licence. I had neither, and the tall one said Bracken was out too. " * 3
    found = offered(text)
    assert found
    assert all(tagger.OFFERED <= span.confidence < tagger.MASKED for span in found.values())


def test_a_short_text_is_given_less_benefit_of_the_doubt() -> None:
    assert mask("I know Anna from there.").masked == "I know [name] from there."
    assert "Initech" not in mask("Was it Initech? I like it.").masked


def test_common_words_are_not_offered() -> None:
    text = "Later they called. Then I went home and cooked. Perhaps it was better this way, she said kindly."
    assert offered(text) == {}
    assert mask(text).masked == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("I studied at Mojave Test Flight Institute.", "I studied at [school]."),
        ("It was Tallow & Thread, so.", "It was [company], so."),
        ("The head was Winthrop Aldersey III, who yawned.", "The head was [manager], who yawned."),
        ("we met ellie-mae at the door.", "we met [name] at the door."),
        ("The daughters are Constance, Rose and Joy.", "The daughters are [name], [name 2] and [name 3]."),
    ],
)
def test_a_name_known_in_part_goes_whole(text: str, masked: str) -> None:
    assert mask(text).masked == masked


@pytest.mark.parametrize(
    "text",
    [
        "Twelve pots: Rosemary, Basil, Heather, an Iris, something like Lily, and Hazel by the catkin.",
        "The station was scores: Barthel, Waterlow, Norton, Braden.",
        "They wanted Bayes where I had a Fisher test, and a Kalman filter.",
        "We did the Sicilian, then a Fischer game, and a girl asked who Kasparov was.",
    ],
)
def test_several_words_of_a_kind_are_no_people(text: str) -> None:
    assert mask(text).masked == text


def test_one_word_of_a_kind_is_a_person_still() -> None:
    assert mask("My interviewer Heather said no.").masked == "My interviewer [interviewer] said no."


@pytest.mark.parametrize(
    "text",
    [
        "They asked about Terraform, Zorbix and Prometheus.",
        "I know HACCP and ISO 22000, and one titration.",
        "I removed azulejos from a stairwell. The foreman said the grout was fine.",
        "We call user_id in the loop and test with snake_case names.",
    ],
)
def test_what_the_words_around_it_make_a_tool_stays(text: str) -> None:
    assert mask(text).masked == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Told on 19. 4. by phone.", "Told in April. by phone."),
        ("It was miercuri 13 when they rang.", "It was [date] when they rang."),
        ("On the 9th of the month they said no.", "On [date] they said no."),
        ("The email came 11hb Mei.", "The email came in May."),
        ("They withdrew it. 30.10 I got the mail.", "They withdrew it. in October I got the mail."),
        ("he says 17. Then nothing.", "he says around 15. Then nothing."),
        ("Find me, gary_from_ohio_1961 is me.", "Find me, [handle] is me."),
        ("I moved back to the UK, at last.", "I moved back to the [place], at last."),
    ],
)
def test_more_shapes_go(text: str, masked: str) -> None:
    assert mask(text).masked == masked


def test_the_lists_answer_from_their_shelves() -> None:
    assert facts("the")[0] == 1
    assert facts("guys")[0] in range(1, 5)
    assert entry("xqzzv") == 0
    assert entry("") == 0
    assert "\nbecause\t" in shelves()[shelf_of("because")]


def test_the_models_are_read_and_what_they_never_saw_weighs_nothing() -> None:
    model = weigh.weights()
    stored = model.sums.slots[model.sums.slots != 0]
    assert len(stored) > 10_000
    assert len(set(stored.tolist())) == len(stored)
    known = np.array([[stored[0], stored[1]], [stored[0], 0]], np.uint32)
    both, one = model.sums.sums(known.T).tolist()
    assert (both, one) != (0, 0)
    unseen = np.array([[key for key in range(1, 99) if key not in set(stored.tolist())][:9]], np.uint32)
    assert model.sums.sums(unseen.T).tolist() == [0]
    assert model.types.weights.shape[1:] == (len(weigh.KINDS),)


def test_a_question_where_there_is_nothing_to_ask_has_no_key() -> None:
    table = Table(2)
    table["low"][:], table["own"][:] = (7, 8), (0, 1)
    questions = Questions("word", ["low", "own? low"])
    keys = questions.keys(table, np.array([0, 1]))[
        [questions.order.index("low"), questions.order.index("own? low")]
    ]
    assert (keys != 0).tolist() == [[True, True], [False, True]]
    assert len(set(keys.ravel().tolist())) == 4


@pytest.mark.parametrize(
    "text",
    [
        "The boss was Skipjack and he laughed.",
        "I had a phone screen from Marmot Meadow, today.",
        "We asked Orlaith. She told Tadeusz.",
    ],
)
def test_a_name_nobody_listed_is_masked_or_offered(text: str) -> None:
    shown = mask(text).masked_all
    assert not {"Skipjack", "Marmot", "Orlaith", "Tadeusz"} & set(shown.replace(".", "").split())


def test_an_amount_goes_whole() -> None:
    for amount in ("thirty-one five", "2 600", "48-52"):
        text = f"The pay is {amount} a month, they said, before tax."
        shown = mask(text).masked_all
        assert not any(part in shown for part in amount.replace("-", " ").split())
