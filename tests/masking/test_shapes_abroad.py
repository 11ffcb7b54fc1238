"""Pay, dates, addresses, handles and numbers as they are written in many countries; and what must stay beside them."""

from __future__ import annotations

import re

import pytest

from bot.masking import mask


def covered(text: str) -> set[str]:
    return {s.type for s in mask(text).spans if s.action == "mask"}


@pytest.mark.parametrize(
    "text",
    [
        "It was P8,500 basic.", "They pay N250k there.", "It is S/ 3,500 mensuales.", "R16 200 per month, they said.",
        "Tk. 52,000 a month", "EC$2,400 and lunch", "Rp 7.500.000 was it", "It is 9.500 kr/mnd here", "32 000 SEK/mån",
        "Wish 3 900 e/kk.", "They pay 3,900만원 here", "It was CHF 98'000 flat", "Gs. 4.500.000 is nothing",
        "he said twelve fifty an hour", "I said four sixty and she laughed",
        "veintidos la hora", "trente euros par jour",
        "It was NZ$31k x 12.", "paid 32/hr plus 70 a day per diem", "15 tr a month", "LE 12,000 net", "a fee of KD 450",
    ],
)  # fmt: skip
def test_pay_of_the_world_goes(text: str) -> None:
    assert "MONEY" in covered(text)


@pytest.mark.parametrize(
    "text",
    [
        "I slept at four thirty and woke at six twenty.",
        "He smoked 50 a day back then.",
        "I run 3 times a week and 20 km on Sundays.",
        "It began at 10.30 pm and ended at 11 pm.",
        "Pay Level 3, Band 6, Grade 7.",
        "They had 1,200 users and HR 2,000 applicants.",
        "I made 40 calls a day and 12 tickets per shift.",
    ],
)
def test_counts_and_hours_are_no_pay(text: str) -> None:
    assert mask(text).masked == text


@pytest.mark.parametrize(
    "text",
    [
        "The test was on 9th inst., early.", "They rang two days after Easter.", "It came 08.04., by letter.",
        "Workers' Day, they rang.", "On 12 Shawwal they wrote.",
        "It ended 21.xi.22 for me.", "Lo supe el dia 14, tarde.",
        "freedom day came and no word", "Carnival Monday they rang", "Youth Day they passed.", "erev Sukkot: no.",
        "Tihar, 3rd day, they rang", "the third Sunday of Advent", "Janurary 9th was it", "on 11 Octobr they wrote",
        "12. marraskuuta", "7 kwietnia", "4de april", "9 Hulyo", "Am Ostermontag kam es", "on the eighth.",
        "Dia dos Pais no word", "by the 21st of this month", "Kruger Day they rang",
    ],
)  # fmt: skip
def test_dates_of_the_world_go(text: str) -> None:
    assert "DATE" in covered(text)


@pytest.mark.parametrize(
    "text",
    [
        "We did an Open Day, a Demo Day and the Assessment Day.",
        "I came 2nd of 64 and finished 4th overall.",
        "Christmas party menu and the Easter bunny display",
        "Version 5.10, grade 3.08, section 12.4",
        "The 4th attempt and the second question were fine.",
        "One day they called. A sick day and a rest day.",
    ],
)
def test_ranks_versions_and_plain_days_are_no_dates(text: str) -> None:
    assert mask(text).masked == text


@pytest.mark.parametrize(
    "text",
    [
        "at Chemin des Saules 14, 1204.", "Avenida Los Olmos 1320, dpto. 5B", "7 Larch Wynd is", "Heol y Bryn 12",
        "Unit C4, 12/F, 8 Kwai Fung Lane.", "Kungsgatan 4 is", "Herengracht 410 is", "ul. Dluga 7 is", "Rruga Dibra 14",
        "Jl. Melati 14 is", "Via Roma 22, upstairs",
    ],
)  # fmt: skip
def test_streets_of_the_world_go(text: str) -> None:
    assert "ADDRESS" in covered(text)
    assert not any(c.isdigit() for c in re.sub(r"\[address \d\]", "", mask(text).masked))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Signal: pelikan.41 is me", "HANDLE"),
        ("my gamertag is frostbyte_12", "HANDLE"),
        ("zoe.draws_8 on bandcamp", "HANDLE"),
        ("mo[dot]b[at]lamp[dot]example", "EMAIL"),
        ("mo underscore lee at mail dot com", "EMAIL"),
        ("ana{at}casa{dot}example", "EMAIL"),
        ("my RUT 12.345.678-K is in", "ID"),
        ("tail G-ABXY flew", "ID"),
        ("licence TZ/K/0417-C is mine", "ID"),
        ("plate KBC 123A was", "ID"),
    ],
)
def test_handles_emails_and_numbers_go(text: str, kind: str) -> None:
    assert kind in covered(text)


@pytest.mark.parametrize(
    "text",
    [
        "I used memoQ, Wordfast and DITA, then Maltego and Shodan.",
        "We checked GlobalGAP, BRCGS and HACCP, and the Apgar and the Glasgow scale.",
        "Poisson or Gauss, they asked, and Student's t after that.",
        "They wanted Liquidlogic or Frameworki, and a DMX desk.",
        "The caption was in Times New Roman, then Garamond, drawn on a Wacom.",
        "I drove the Land Cruiser, fixed an A320 with a borescope, and gave propofol.",
        "We sang Bach and Tallis, cooked a Bolognese and read the Green Book.",
        "Alpha, bravo, delta: I know thyme, sage and rosemary, and a violet tile.",
    ],
)
def test_tools_standards_works_and_plants_stay(text: str) -> None:
    assert mask(text).masked == text
