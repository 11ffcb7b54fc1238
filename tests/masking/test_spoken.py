"""Pay said in words, figures one by one, and marks of people and things; and the words that only look alike."""

from __future__ import annotations

import pytest

from bot.masking import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("They pay seventeen fifty an hour first year.", "They pay [pay] first year."),
        ("I was on fifteen an hour until May.", "I was on [pay] until May."),
        ("It was eleven pounds forty-four.", "It was [pay]."),
        ("It is two eight hundred a month here.", "It is [pay] here."),
        ("Her shop pays sixteen.", "Her shop pays [pay]."),
        ("It was thirty-four and a half thousand.", "It was [pay]."),
        ("The comp was 155ish.", "The comp was around 150."),
        ("They said 1 3 0 k at the end.", "They said around 150k at the end."),
        ("It came to $2 7 . 5 0.", "It came to around $30."),
        ("They put £1 1 . 9 8 p/h down.", "They put around £10 p/h down."),
        ("I'm at 51.20. So.", "I'm at around 50. So."),
        ("Dated 10.10.2023. 98,000 USD.", "Dated October. around 100k."),
        ("It came 0ct0ber 11.", "It came in October."),
        ("They rang yday, 5th.", "They rang [date]."),
        ("Licence GBR.FCL.AT.555219K is mine.", "Licence [number] is mine."),
        ("My ref no msc / rec / 09 is here.", "My ref no [number] is here."),
        ("My licence 1019 2234 5567 is fine.", "My licence [number] is fine."),
        ("The badge said visitor 0447.", "The badge said visitor [number]."),
        ("He took the exam of ibew local 217 first.", "He took the exam of [union] first."),
        ("I sailed on the M/V Lady Arlene once.", "I sailed on the [ship] once."),
        ("He told me about Mantis-3 there.", "He told me about [project] there."),
        ("We cut ProjectVega in spring.", "We cut [project] in spring."),
        ("They are on 400 Delancey, up top.", "They are on [address], up top."),
        ("She wrote to me on clem.reads once.", "She wrote to me on [handle] once."),
        ("See kaggle/jellyfish_pt2 for it.", "See [handle] for it."),
        ("On GitHub I am quietgrad, still.", "On GitHub I am [handle], still."),
    ],
)
def test_goes(text: str, masked: str) -> None:
    assert mask(text).masked == masked


@pytest.mark.parametrize(
    "text",
    [
        "I sent ten a day and had two interviews a week.",
        "We spoke at twelve thirty.",
        "It took five hours and forty minutes.",
        "Around 40ish people came at 10ish.",
        "Time goes by fast.",
        "I counted 1 2 and 3.",
        "We ran node.js and read main.py.",
        "It was Level-3 work on COVID-19.",
        "The company is French.",
        "They tested MS Excel and MS Office.",
        "The gig pays well.",
    ],
)
def test_stays(text: str) -> None:
    assert mask(text).masked == text
