"""What the author named goes in every form, and stays where it is only a word."""

from __future__ import annotations

import pytest

from bot.masking import Known, mask


@pytest.mark.parametrize(
    ("company", "mention"),
    [
        ("Granite Peak Credit", "granite peak credit"),
        ("Granite Peak Credit", "GRANITE PEAK"),
        ("Granite Peak Credit", "#GranitePeakCredit"),
        ("Granite Peak Credit", "granitepeakcareers"),
        ("Granite Peak Credit", "GPC"),
        ("Kiln & Co", "kiln and co"),
        ("Quarrystone Analytics Ltd", "Quarrystone"),
        ("Quarrystone Analytics", "Quarystone"),
        ("Zentrova", "zentrova's"),
        ("Zentrova", "Ze\u200bntrova"),
        ("Zentrova", "Zеntrоva"),
        ("Zentrova", "Z e n t r o v a"),
        ("Zentrova", "z3ntr0va"),
        ("Zentrova", "Zentr*va"),
        ("Doordash", "door dash"),
        ("Harbourview Children's Hospital", "Harbourview Children's Hospital"),
        ("Stonewater Construction", "stonewater constr"),
        ("Quill Logistics", "quill logis"),
        ("Amber Thread", "Amber Thred"),
        ("Pewter Lamp", "Pewtr Lamp"),
        ("Hare & Vale", "h&v"),
        ("Hare & Vale", "H + V"),
        ("Hare & Vale", "hnv"),
        ("Tiny Lake TV", "TLTV"),
        ("Port Hudson Clean Fuels", "phcf"),
        ("Bank of Eastmoor", "BoE"),
        ("Instituto de Idiomas Farol", "Farol"),
        ("Meta", "M€ta"),
        ("Stripe", "$tripe"),
        ("Bolt", "b-o-l-t"),
        ("SPAR", "s p a r"),
        ("TikTok", "tick tock"),
        ("Little Acorns", "lil acorns"),
        ("Mt Nyika Coffee", "#nyikacrew"),
        ("Yard 44", "yard fortyfour"),
        ("Yard 44", "yard forty-four"),
        ("Seven Eleven", "7-eleven"),
        ("3M", "three m"),
        ("Ernst & Young", "ernst n young"),
        ("Dovetail & Finch", "#dovetailandfinch"),
        ("Federación de Productores Andinos", "FEPA"),
        ("Royal Institute for Coastal Hydrology", "R.I.C.H"),
        ("Nimbari Studios", "nimbari_casting"),
        ("The House of Marley", "#thehouseofmarley"),
        ("Del Monte", "del monte"),
        ("Société de Transport du Lac", "STL"),
        ("For Days", "For Days"),
    ],
)
def test_the_company_goes_in_every_form(company: str, mention: str) -> None:
    masked = mask(f"They said {mention} was hiring.", Known(company=company)).masked
    assert masked.replace("'s", "").replace("#", "") == "They said [company] was hiring."


@pytest.mark.parametrize(
    ("company", "text", "masked"),
    [
        ("Ramp", "Onsite at Ramp. The ramp-up was slow.", "Onsite at [company]. The ramp-up was slow."),
        ("Boots", "I wore boots for Boots in vain.", "I wore boots for [company] in vain."),
        ("A", "I had a test and a no.", "I had a test and a no."),
        ("X", "They said solve for x.", "They said solve for x."),
        ("One", "I had 1 interview.", "I had 1 interview."),
        ("3M", "I got there at three.", "I got there at three."),
        ("7-Eleven", "The bus was at seven.", "The bus was at seven."),
        ("Eleven Labs", "I had 11 calls.", "I had 11 calls."),
        ("Fort Zog", "A 6 ft wall, a 10 ft ladder.", "A 6 ft wall, a 10 ft ladder."),
        ("In N Out", "I was in and out of work.", "I was in and out of work."),
        ("Goodyear", "It was a good year for me.", "It was a good year for me."),
        (
            "Next",
            "Next time I'll bring snacks for the next round.",
            "Next time I'll bring snacks for the next round.",
        ),
        (
            "Coach",
            "They asked how I'd coach a late team member.",
            "They asked how I'd coach a late team member.",
        ),
        ("Target", "interview at target, missed my target", "interview at [company], missed my target"),
        ("Block", "My mental block was binary search.", "My mental block was binary search."),
        ("Copper Ridge Mining", "ok. Copper recruiter rang.", "ok. [company] recruiter rang."),
        ("Copper Ridge Mining", "I bent copper on a ridge.", "I bent copper on a ridge."),
        ("Hop Parliament", "I met the Parliament, all six.", "I met the [company], all six."),
        ("Hop Parliament", "a hop, then parliament on tv", "a hop, then parliament on tv"),
        ("Tiger Moon", "live coding w/ tiger 🌙 lol", "live coding w/ [company] lol"),
        ("Tiger Moon", "the tiger was fast", "the tiger was fast"),
        ("Hare & Vale", "I got an h or a v in maths.", "I got an h or a v in maths."),
    ],
)
def test_a_company_that_is_a_word_goes_only_as_the_company(company: str, text: str, masked: str) -> None:
    assert mask(text, Known(company=company)).masked == masked


def test_the_author_goes_in_parts_and_stays_as_a_word() -> None:
    known = Known(author=("Grace Okafor", "grace_okafor88"))
    masked = mask("They called Grace. okafor, they said, with grace. Bye, Okafor.", known).masked
    assert masked == "They called [me]. [me], they said, with grace. Bye, [me]."


def test_the_word_author_is_nobodys_name() -> None:
    text = "COAUTHOR credit, AUTHORING with Authorware, an authorless list."
    assert "[me]" not in mask(text, Known(author=("Cara Obi", "Ana"))).masked


def test_what_was_told_goes_beside_a_placeholder() -> None:
    assert (
        mask("then [name]_zentrova wrote", Known(company="Zentrova")).masked == "then [name]_[company] wrote"
    )


def test_places_in_capitals_are_no_acronyms_of_the_company() -> None:
    assert "[company]" not in mask("I MOVED TO ROMA WITH SARA", Known(company="Royal Mail")).masked


def test_words_typed_by_the_author_go_everywhere() -> None:
    masked = mask("The bridge job. We met on the bridge.", Known(also=("bridge",))).masked
    assert masked == "The [hidden] job. We met on the [hidden]."


def test_a_company_in_the_role_goes() -> None:
    assert "Bluebird" not in mask("Bluebird said no.", Known(role="Barista at Bluebird Coffee")).masked


def test_nothing_told_is_nothing_found() -> None:
    assert mask("They said no, kindly.", Known(company=" ", author=("",), also=("!!",))).spans == ()
