"""Pay, dates, addresses, handles and numbers as they are written in many countries; and what must stay beside them."""

from __future__ import annotations

import re

import pytest

from bot.masking import mask, shapes
from bot.masking.normalise import normalise
from bot.masking.tokens import tokens_of


def shaped(text: str) -> set[tuple[str, str]]:
    """What the shapes take a text for, before any model judges it."""
    plain = normalise(text).text
    return {
        (f.type, plain[f.start : f.end]) for f in shapes.find(plain, tokens_of(plain)) if f.action == "mask"
    }


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


@pytest.mark.parametrize(
    "number",
    [
        "noll sju noll, ett sju fyra noll, sex noll fem",
        "null eins sieben sechs drei vier zwei",
        "cero seis uno dos tres cuatro cinco seis",
        "zéro six, douze, trente-quatre, cinquante-six",
        "zero sei tre tre quattro cinque uno otto",
        "nul zes een twee drie vier vijf zes",
        "zero pięć zero, jeden dwa trzy, cztery pięć",
        "nolla neljä nolla, viisi kuusi seitsemän kahdeksan",
        "sıfır beş otuz iki, dört yüz on iki",
        "nol delapan satu dua tiga empat lima enam",
        "sifuri saba moja mbili tatu nne tano sita",
        "null fire null sju åtte ni en to",
        "zero dois um, nove oito sete seis cinco quatro",
    ],
)
def test_telephone_numbers_in_words_of_other_languages_go(number: str) -> None:
    assert ("PHONE", normalise(number).text) in shaped(f"ring {number} !")


@pytest.mark.parametrize(
    "text", ["uno dos tres y ya", "un deux trois soleil", "eins zwei drei vier", "satu dua tiga empat lima"]
)
def test_counting_to_a_few_is_no_telephone_number(text: str) -> None:
    assert not shaped(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("070-174 06 33. 27 500 kr.", {("PHONE", "070-174 06 33"), ("MONEY", "27 500 kr")}),
        ("ISK 720.000. 21.11. they", {("MONEY", "ISK 720.000"), ("DATE", "21.11")}),
        ("Tel 0113 496 0155. 2 June they rang", {("PHONE", "0113 496 0155"), ("DATE", "2 June")}),
        ("Ring 0470 12 34 56. 2 100 € net", {("PHONE", "0470 12 34 56"), ("MONEY", "2 100 €")}),
        ("Result on 14/11. 2 060 €", {("MONEY", "2 060 €"), ("DATE", "on 14/11")}),
    ],
)
def test_a_telephone_number_ends_with_the_sentence(text: str, found: set[tuple[str, str]]) -> None:
    assert found <= shaped(text)
    assert {kind for kind, _ in shaped(text)} == {kind for kind, _ in found}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("They rang 4hb Mac, early", "4hb Mac"),
        ("saya ditolak pada 4 Mac", "4 Mac"),
        ("on 2hb Julai", "on 2hb Julai"),
        ("no, 3 XI at noon", "3 XI"),
        ("12 VIII 2023", "12 VIII 2023"),
        ("3 V 2024 was it", "3 V 2024"),
        ("on 11 Octobr they wrote", "on 11 Octobr"),
        ("4 Novmeber", "4 Novmeber"),
        ("3 Feburary", "3 Feburary"),
        ("PHO result board 2 June", "2 June"),
    ],
)
def test_days_with_months_of_other_kinds_go(text: str, date: str) -> None:
    assert ("DATE", date) in shaped(text)
    assert "ADDRESS" not in {kind for kind, _ in shaped(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Grade 3 II is it, and Act 3 IV",
        "World War 2 II",
        "a 4 Mac setup, 12 Mac users",
        "26 jona and 26 mayhem",
        "14 marchers came",
        "2 IV lines and 3 XI players",
    ],
)
def test_what_looks_like_a_month_behind_a_number_stays(text: str) -> None:
    assert not shaped(text)
