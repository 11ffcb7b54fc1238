"""Days with a name and months of all calendars become a season or a month; words that only look like them stay."""

from __future__ import annotations

import pytest

from bot.masking import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("They rang on Chuseok Day.", "They rang in autumn."),
        ("The no came on Thaipoosam.", "The no came in winter."),
        ("Told two days before Vinayaka Chaturthi.", "Told two days before [date]."),
        ("It was Lunar New Years Eve and no word.", "It was in winter and no word."),
        ("They called on CNY and I cried.", "They called in winter and I cried."),
        ("The letter came on Kadir Gecesi.", "The letter came on [date]."),
        ("I heard on Mashujaa Day.", "I heard in autumn."),
        ("It was Awal Muharram and they rang.", "It was [date] and they rang."),
        ("The mail came on Bohag Bihu.", "The mail came in spring."),
        ("They wrote on St Dwynwen's Day.", "They wrote in winter."),
        ("No word until Oudejaarsavond.", "No word until [date]."),
        ("They rang on Inti Raimi.", "They rang in summer."),
        ("Told on MLK Jr Day.", "Told in winter."),
        ("It was Eid al-Ghadir when they called.", "It was [date] when they called."),
        ("told on Dia das Mães, no less", "told in spring, no less"),
        ("The call came on Gwangbokjeol.", "The call came in summer."),
        ("By Bathukamma they had said no.", "By [date] they had said no."),
        ("They rang on Día de la Candelaria.", "They rang in winter."),
    ],
)
def test_named_days_of_the_world_become_seasons(text: str, masked: str) -> None:
    assert mask(text).masked == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("They rang on 14 xaneiro.", "They rang in January."),
        ("It came 3 urtarrila.", "It came in January."),
        ("no on 9 gashyantare", "no in February"),
        ("5 aprel they rang", "in April they rang"),
        ("On 17 Ordibehesht they wrote", "On [date] they wrote"),
        ("on 7 Purattasi they rang", "on [date] they rang"),
        ("no on 12 հունվարի then", "no on in January then"),
        ("It came 7 იანვარს.", "It came in January."),
        ("on 3 كانون الثاني they wrote", "on in January they wrote"),
        ("12 ม.ค. they said no", "in January they said no"),
        ("5 மார்ச் they said no", "in March they said no"),
        ("on 3 ឧសភា they wrote", "on in May they wrote"),
    ],
)
def test_months_of_the_world_stay_months(text: str, masked: str) -> None:
    assert mask(text).masked == masked


@pytest.mark.parametrize(
    "text",
    [
        "The harvest was late and the unity of the team was gone.",
        "We took pride in the light and the freedom of it.",
        "The green march of the ivy went on.",
        "She laid the table on the board and watched the fire.",
        "A day of service and a national prayer.",
        "We ran a harvest festival stall and a ghost tour.",
        "By mid autumn the goose was fat and the turkey too.",
        "The kings and queens of the corpus were tagged.",
        "It was a white day with a mad crowd.",
        "Sweet paste, 12 pans and 5 bars.",
        "The pioneers and the founders had a mole problem.",
    ],
)
def test_ordinary_words_of_days_stay(text: str) -> None:
    assert mask(text).masked == text
