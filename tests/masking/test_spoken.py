"""Pay said in words, figures one by one, and marks of people and things; and the words that only look alike."""

from __future__ import annotations

import pytest

from bot.masking import mask, shapes
from bot.masking.normalise import normalise
from bot.masking.tokens import tokens_of


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


def shaped(text: str) -> set[tuple[str, str]]:
    """What the shapes take a text for, before any model judges it."""
    plain = normalise(text).text
    return {
        (f.type, plain[f.start : f.end]) for f in shapes.find(plain, tokens_of(plain)) if f.action == "mask"
    }


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("they offered twenty-two and a half basic", "twenty-two and a half basic"),
        ("14 n a half an hr", "14 n a half an hr"),
        ("he said 4 thou, maybe", "4 thou"),
        ("eight hundred a piece", "eight hundred a piece"),
        ("eight hundred a pan", "eight hundred a pan"),
        ("eight hundred a shift", "eight hundred a shift"),
        ("two hundred a head", "two hundred a head"),
        ("three hundred apiece", "three hundred apiece"),
        ("she got thirty-one base.", "thirty-one base"),
        ("9 and a half grand", "9 and a half grand"),
        ("th1rty-tw0 k", "thirty-two k"),
        ("they pay seven/hr here", "seven/hr"),
        ("it was two fifty/hour", "two fifty/hour"),
    ],
)
def test_pay_said_in_few_words_has_a_shape(text: str, amount: str) -> None:
    assert ("MONEY", amount) in shaped(text)


@pytest.mark.parametrize(
    "text",
    [
        "fifty base stations and twenty basic questions",
        "five a piece of cake",
        "we had two net gains and thirty all in all",
        "I ran 2 and a half of them",
        "a hundred and a half of it",
        "two/hour was our pace",
    ],
)
def test_counts_said_in_words_have_none(text: str) -> None:
    assert not shaped(text)


@pytest.mark.parametrize(
    ("text", "kind", "meant"),
    [
        ("they pay £4O an h0ur", "MONEY", "£40 an hour"),
        ("£l2.5O an hour", "MONEY", "£12.50 an hour"),
        ("$1OO a shift", "MONEY", "$100 a shift"),
        ("1O0k base", "MONEY", "100k base"),
        ("2ok base", "MONEY", "20k base"),
        ("2OO quid", "MONEY", "200 quid"),
        ("paid 45,OOO kr", "MONEY", "45,000 kr"),
        ("8О bin TL", "MONEY", "80 bin TL"),
        ("l5 an hour", "MONEY", "15 an hour"),
        ("came o2.o6., by post", "DATE", "02.06"),
        ("o9/1l/2023", "DATE", "09/11/2023"),
        ("on 3O/o4/2o24", "DATE", "on 30/04/2024"),
        ("25 de m4yo", "DATE", "25 de mayo"),
        ("l5 de ag0sto", "DATE", "15 de agosto"),
        ("12 d3cembre", "DATE", "12 decembre"),
        ("l2 Oct", "DATE", "12 Oct"),
        ("O2 Oct", "DATE", "02 Oct"),
        ("3rd 0f Ju1y", "DATE", "3rd of July"),
        ("the 2lst of M4rch", "DATE", "the 21st of March"),
        ("on 1Oth Apri1", "DATE", "on 10th April"),
    ],
)
def test_letters_for_figures_are_undone(text: str, kind: str, meant: str) -> None:
    assert (kind, meant) in shaped(text)


@pytest.mark.parametrize(
    "text",
    [
        "we need O2 and C0valen in B2B, 5l a day and 2l of milk",
        "an O2 sensor, H2O, CO2, I2C and 10l an hour",
        "i9 and l3 and m4, Level 2l, 1.O and v2.Ol",
        "i18n, k8s, a11y, h264, l10n, s3, ec2, C4, P0, gpt-4o",
        "the A1O road, I0 and l0l and O0O",
        "0f course, 1l of milk, a 50l tank, 1O am",
        "user4name, b4dger and mp3s",
        "m4i and d3z and ab0ut",
    ],
)
def test_codes_with_letters_and_figures_are_left_alone(text: str) -> None:
    assert normalise(text).text == text
