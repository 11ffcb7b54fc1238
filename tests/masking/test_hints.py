"""Employers, places and titles that only their surroundings give away, and words that stay beside them."""

from __future__ import annotations

import pytest

from bot.masking import Known, mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Trial day at Snip Off & Glow, then home.", "Trial day at [company], then home."),
        ("Before that, Harrowgate & Moss.", "Before that, [company]."),
        (
            "I had a technical interview of Cinder, online.",
            "I had a technical interview of [company], online.",
        ),
        ("Chalk on slate. Granary in Oslo.", "Chalk on slate. [company] in [place]."),
        ("Then agency Gentle Hands Manpower rang.", "Then agency [company] rang."),
        ("Lantern rejected me on a Tuesday.", "[company] rejected me on a Tuesday."),
        ("I work at the Parapet and like it.", "I work at the [company] and like it."),
        ("joined gabbro in 2019, left in spring", "joined [company] in 2019, left in spring"),
        ("I moved to CPT for it.", "I moved to [place] for it."),
        ("based in blr, on a visa", "based in [place], on a visa"),
        ("product was onkel ferdi, an app for soup", "product was [product], an app for soup"),
        ("The roadmap for Moonlamp took an hour.", "The roadmap for [product] took an hour."),
    ],
)
def test_what_surroundings_give_away_goes(text: str, masked: str) -> None:
    assert mask(text).masked == masked


@pytest.mark.parametrize(
    "text",
    [
        "Health & Safety, Research & Development, Food & Beverage: all fine, and the Q&A too.",
        "The project was late, a mess. It was a project I called boring.",
        "The film was long, the book is open, and my thesis was on soil.",
        "I worked with heavy machinery and with lead paint, and was rejected for poor spelling.",
        "interview with hiring manager, then a screen with senior staff",
        "Weather in March. Lunch in town. Bread in hand. Silence, again.",
        "i interviewed at midday, worked at sea, worked at height, and joined late",
        "The job at reception went to another. I worked from home and from scratch.",
        "I met the board, the chair and the panel. Interviewed by Zoom, rejected by email.",
        "a nurse at night shift, a cook at summer camp, and i was at rock bottom",
    ],
)
def test_ordinary_surroundings_stay(text: str) -> None:
    assert mask(text).masked == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("the foreman goes by skipjack and laughs", "the foreman goes by [name] and laughs"),
        ("everyone calls me Pim, it's fine", "everyone calls me [name], it's fine"),
        ("Felicity R. read it off a sheet.", "[name]. read it off a sheet."),
        ("my agent is nerys t at the office", "my agent is [colleague] at the office"),
        ("Panel of two, and Mrs. H. from the board.", "Panel of two, and Mrs. [name]. from the board."),
        ("editor robin (lovely) fought for me", "editor [manager] (lovely) fought for me"),
        ("nobody spoke. sunny runs the floor.", "nobody spoke. [name] runs the floor."),
        ("ok. joy from the office rang", "ok. [name] from the office rang"),
        ("I met Camille de Vauquelin-Roux there.", "I met [name] there."),
        ("It was cold. B. smiled at that.", "It was cold. [name]. smiled at that."),
        ("mashed in w/ Big Tuna again", "mashed in w/ [name] again"),
    ],
)
def test_people_by_less_than_a_name_go(text: str, masked: str) -> None:
    assert mask(text).masked == masked


@pytest.mark.parametrize(
    "text",
    [
        "Plan B was fine, I got an A. and a B. in maths, and section C was short.",
        "time goes by quickly, she goes by bus, and it is known as burnout",
        "the lead may ask, the manager may not, and the teacher was frank",
        "they called me lazy, then they called him out, then she called me Monday",
        "wait u said 2 b there, y not",
        "cc all, cc HR",
    ],
)
def test_letters_and_verbs_stay(text: str) -> None:
    assert mask(text).masked == text


def test_a_company_alone_in_its_sentence_goes() -> None:
    known = Known(company="Crisp")
    assert (
        mask("It took 45 min. Crisp. A crisp answer.", known).masked
        == "It took 45 min. [company]. A crisp answer."
    )


def test_an_employer_that_makes_a_tool_goes_where_it_is_the_employer() -> None:
    assert mask("I will look at Figma again in spring.").masked == "I will look at Figma again in spring."
    assert mask("I interviewed at Figma last year.").masked_all == "I interviewed at [company] last year."
