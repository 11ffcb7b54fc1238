"""What has a shape goes, in the forms of many countries; what only looks like it stays."""

from __future__ import annotations

import pytest

from bot.masking import mask
from bot.masking.shapes.money import band


def kinds(text: str) -> list[tuple[str, str]]:
    return [(s.type, text[s.start : s.end]) for s in mask(text).spans if s.action == "mask"]


@pytest.mark.parametrize(
    ("text", "kind", "covered"),
    [
        ("Write to kim.osei+jobs@mail.example.co.uk today", "EMAIL", "kim.osei+jobs@mail.example.co.uk"),
        ("is kofi (dot) m88 (at) outlook (dot) com now", "EMAIL", "kofi (dot) m88 (at) outlook (dot) com"),
        ("mail from people AT tidepoolsoft DOT app came", "EMAIL", "people AT tidepoolsoft DOT app"),
        ("see https://gitlab.com/x/y-z. Then", "URL", "https://gitlab.com/x/y-z"),
        ("careers.zelkova.example/jobs/F-9?s=l is up", "URL", "careers.zelkova.example/jobs/F-9?s=l"),
        ("it is on bsky dot social slash kemi-builds now", "URL", "bsky dot social slash kemi-builds"),
        ("ask @mudlark.tess about it", "HANDLE", "@mudlark.tess"),
        ("my dc is valkyrie.lifts if you want", "HANDLE", "valkyrie.lifts"),
        ("the owner (thepinequeen on threads) said", "HANDLE", "thepinequeen"),
        ("ok <@!559018273640192837> here", "ID", "<@!559018273640192837>"),
        ("call 0113 496 0155 after six", "PHONE", "0113 496 0155"),
        ("line (555) 555-0114 is open", "PHONE", "(555) 555-0114"),
        ("it was +234 803 555 0142 again", "PHONE", "+234 803 555 0142"),
        ("whatsapp 98765 43210 please", "PHONE", "98765 43210"),
        ("oh seven double oh, nine hundred, two it was", "PHONE", "oh seven double oh, nine hundred, two"),
        ("the number is zero7700-9oo-417 here", "PHONE", "zero7700-9oo-417"),
        ("my ref MW/EC/2023-14 was", "ID", "MW/EC/2023-14"),
        ("application FCA881204 is closed", "ID", "FCA881204"),
        ("license MA 77120 is active", "ID", "MA 77120"),
        ("posting 1187 says so", "ID", "1187"),
        ("house at 18 Pelham Crescent was", "ADDRESS", "18 Pelham Crescent"),
        ("at Unit 6, Arch 42, Maltby St it rains", "ADDRESS", "Unit 6, Arch 42, Maltby St"),
        ("it is in Sonnenallee 54 there", "ADDRESS", "Sonnenallee 54"),
        ("my post code SW1A 2AA says", "ADDRESS", "SW1A 2AA"),
        ("over in M5V 2T6 we", "ADDRESS", "M5V 2T6"),
    ],
)  # fmt: skip
def test_contact_details_and_numbers_are_found(text: str, kind: str, covered: str) -> None:
    assert (kind, covered) in kinds(text)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Rejection landed June 3rd, early.", "Rejection landed in June, early."),
        ("It ended on 27 September 2023.", "It ended in September."),
        ("Rejected by the 22nd of may they said", "Rejected by May they said"),
        ("Notified 2023-10-04 then.", "Notified in October then."),
        ("It was Tuesday 9th April for me.", "It was in April for me."),
        ("Result: 17 de noviembre today", "Result: in November today"),
        ("Absage am 7. Mai hier", "Absage in May hier"),
        ("The call was 22 במאי. Bye", "The call was in May. Bye"),
        ("They wrote 3月5日 to us", "They wrote in March to us"),
        ("No on 9/5. Next.", "No on [date]. Next."),
        ("They rang on 27/9 again.", "They rang in September again."),
        ("It was Halloween for once", "It was in autumn for once"),
        ("I waited until the nineteenth for them", "I waited until [date] for them"),
    ],
)
def test_exact_dates_become_months_or_seasons(text: str, masked: str) -> None:
    assert mask(text).masked == masked


@pytest.mark.parametrize(
    "text",
    [
        "It took three weeks in March and two in May.",
        "Open 24/7, and I scored 8/10, which is 4/5 to me.",
        "On Monday they said Friday.",
        "In 2019 it was the first round on the 3rd floor.",
        "Version 3.11 of Python, C++17, ROS 2, ISO 9001 and COVID-19.",
        "I ran 10k, then 5k steps, and had 200k rows to sort.",
        "A rate of 95% after 12 months and 3 rounds of 45 minutes.",
        "I backed up. So did they. It's 9:30 and 4 of 12 left.",
        "My W-2, a 401k and two 1099s were asked for.",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert mask(text).masked == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Base was $172,000 then.", "Base was around $150k then."),
        ("They pay £11.53 here.", "They pay around £10 here."),
        ("It is €3.400/month net", "It is around €3k/month net"),
        ("Range 45-50k and a car", "Range around 50k and a car"),
        ("They say 12 LPA fixed", "They say around 10 lakh fixed"),
        ("My current is nine and half lakh here", "My current is [pay] here"),
        ("Salary USD 2,100 tax free", "Salary around 2k tax free"),
        ("They offered 95 pound per day to me", "They offered around 100 per day to me"),
        ("CHF 118'000 is a lot", "around 100k is a lot"),
        ("It paid 48 000 SEK there", "It paid around 50k there"),
    ],
)
def test_pay_becomes_a_band(text: str, masked: str) -> None:
    assert mask(text).masked == masked


@pytest.mark.parametrize("amount", [1, 9.5, 11.53, 99, 172_000, 1_490_000, 0.7, 250])
def test_a_band_is_its_own_band(amount: float) -> None:
    shown = band(amount)
    value = float(shown.rstrip("kM")) * {"k": 1000, "M": 1_000_000}.get(shown[-1], 1)
    assert band(value) == shown
    assert 0.6 < value / amount < 1.5
