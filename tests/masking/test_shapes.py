"""What has a shape goes, in the forms of many countries; what only looks like it stays."""

from __future__ import annotations

import re

import pytest

from bot.masking import mask, shapes
from bot.masking.normalise import normalise
from bot.masking.shapes.choices import one_of
from bot.masking.shapes.currencies import band
from bot.masking.tokens import tokens_of


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
        ("The ad lives on at lampwick.example/join", "URL", "lampwick.example/join"),
        ("kim-dot-lee-at-mail-dot-com is mine", "EMAIL", "kim-dot-lee-at-mail-dot-com"),
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
        ("then H**rry from finance said no", "PERSON", "H**rry"),
        ("I was a manager at Gr*ggs for years", "PERSON", "Gr*ggs"),
    ],
)  # fmt: skip
def test_contact_details_and_numbers_are_found(text: str, kind: str, covered: str) -> None:
    assert (kind, covered) in kinds(text)


def test_words_of_anger_keep_their_stars() -> None:
    text = "F**k off, honestly. I prepared for two weeks and the recruiter never called back. Sh*t happens."
    assert not any(span.rule == "hidden letters" for span in mask(text).spans)


@pytest.mark.parametrize(
    "word", ["A*A*A", "A*AA", "O*NET", "L*a*b", "A*search", "Price*Qty", "Class*only", "P*ssed", "C*ck"]
)
def test_what_has_stars_and_hides_nobody(word: str) -> None:
    assert not any(span.rule == "hidden letters" for span in mask(f"There was {word} in it.").spans)


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


def longest(text: str) -> set[tuple[str, str]]:
    """What the shapes take a text for, without finds inside longer ones."""
    plain = normalise(text).text
    finds = [f for f in shapes.find(plain, tokens_of(plain)) if f.action == "mask"]
    return {
        (f.type, plain[f.start : f.end])
        for f in finds
        if not any(g.start <= f.start and f.end <= g.end and g[:2] != f[:2] for g in finds)
    }


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see foxglove-hire[.]example/t/ml-0092?k=7h for it", "foxglove-hire[.]example/t/ml-0092?k=7h"),
        ("hxxps://foxglove[.]example/a/b was it", "hxxps://foxglove[.]example/a/b"),
        ("hxxps[:]//foxglove.example/a", "hxxps[:]//foxglove.example/a"),
        ("hxxps[://]foxglove.example/a", "hxxps[://]foxglove.example/a"),
        ("h**ps://kiln.example/abc", "h**ps://kiln.example/abc"),
        ("check hxxp://marl[.]example[.]org/x?id=9", "hxxp://marl[.]example[.]org/x?id=9"),
        ("meow[.]kiln[.]test/portfolio", "meow[.]kiln[.]test/portfolio"),
        ("kiln(.)example/deck", "kiln(.)example/deck"),
        ("foxglove [dot] hire (dot) example/x.", "foxglove [dot] hire (dot) example/x"),
        ("git.example / @qorban / fox-loses is mine", "git.example / @qorban / fox-loses"),
        ("gitlab.example/ @tove_k / loom", "gitlab.example/ @tove_k / loom"),
        ("the doc is at drive.example / d / 1Ab-9x", "drive.example / d / 1Ab-9x"),
        ("photos at nyika dot cups", "nyika dot cups"),
        ("find it on marrow dot pm", "marrow dot pm"),
        ("see marlow dot quilts slash shop.", "marlow dot quilts slash shop"),
        ("my page is at thistle dot haus slash nora", "thistle dot haus slash nora"),
        ("mein shop ist tove punkt keramik", "tove punkt keramik"),
        ("tove punkt keramik punkt de", "tove punkt keramik punkt de"),
    ],
)
def test_links_written_so_that_nobody_can_press_them_go_whole(text: str, link: str) -> None:
    assert ("URL", link) in longest(text)


@pytest.mark.parametrize(
    ("text", "kind", "covered"),
    [
        ("lagi underscore tapper on ig", "HANDLE", "lagi underscore tapper"),
        ("dm me: tove underscore clay", "HANDLE", "tove underscore clay"),
        ("she is on fb as acorn mum bev", "HANDLE", "acorn mum bev"),
        ("find us on insta as two left clogs", "HANDLE", "two left clogs"),
        ("she's on tiktok as the bread witch", "HANDLE", "the bread witch"),
        ("sells on etsy as moss and marrow", "HANDLE", "moss and marrow"),
        ("she goes by tove understreck lera", "HANDLE", "tove understreck lera"),
        ("mi handle es nora guion bajo dibuja", "HANDLE", "nora guion bajo dibuja"),
        ("meu insta: kemi traço baixo 88", "HANDLE", "kemi traco baixo 88"),
        ("kim tiret bas lee sur insta", "HANDLE", "kim tiret bas lee"),
        ("arroba kemi punto dibuja", "HANDLE", "arroba kemi punto dibuja"),
        ("find me at wren dash sews on etsy", "HANDLE", "wren dash sews"),
        ("jo.the.potter dash 9 on threads", "HANDLE", "jo.the.potter dash 9"),
        (
            "jeppe punktum o snabel-a nordhavn punktum example",
            "EMAIL",
            "jeppe punktum o snabel-a nordhavn punktum example",
        ),
        ("jobs(a)hollowtree . example", "EMAIL", "jobs(a)hollowtree . example"),
        ("nora at thistle . example", "EMAIL", "nora at thistle . example"),
        ("jan kropka nowak małpa poczta kropka pl", "EMAIL", "jan kropka nowak malpa poczta kropka pl"),
        ("nora chiocciola cardo punto example", "EMAIL", "nora chiocciola cardo punto example"),
        ("nora arobase chardon point example", "EMAIL", "nora arobase chardon point example"),
        ("nora apenstaartje distel punt example", "EMAIL", "nora apenstaartje distel punt example"),
        ("nora kukac bogáncs pont example", "EMAIL", "nora kukac bogancs pont example"),
        ("nora zavináč bodlák tečka example", "EMAIL", "nora zavinac bodlak tecka example"),
        ("nora собака репей точка example", "EMAIL", "nora собака репеи точка example"),
    ],
)
def test_handles_and_emails_spelled_out_go(text: str, kind: str, covered: str) -> None:
    assert (kind, covered) in longest(text)


@pytest.mark.parametrize(
    "text",
    [
        "we looked at polka dot dresses, look at blue dot on map",
        "see you at red dot festival",
        "I am on linkedin as senior engineer and on twitter as a joke",
        "I was on discord as well as slack, he is on signal as usual",
        "they are on facebook as recruiters",
        "the team is on github as open source",
        "we use the underscore prefix, a dash of salt, minus one point",
        "he said at this point we stop, at one point we met",
        "use kebab case or hyphen separated names",
        "the list (.csv) and (.) [.] and a[i] and b[.]c, rated 4(.)5",
        "I was on point today, on point of sale",
        "connect the dots at dot com",
        "a dash at the end of the line",
    ],
)
def test_signs_in_plain_speech_stay(text: str) -> None:
    assert not longest(text)


def test_a_domain_with_a_plain_word_behind_a_stroke_ends_with_itself() -> None:
    assert ("URL", "lamp.example") in longest("apply on lamp.example / email them")


@pytest.mark.parametrize("words", ["a|ab|abc|b", "euros?|eur|e", "kr|kroner|kr.|f cfa", "x"])
def test_many_words_as_one_pattern_match_each_of_them_and_no_other(words: str) -> None:
    listed = {form for word in words.split("|") for form in (word.replace("?", ""), word.replace("s?", ""))}
    pattern = re.compile(one_of(words))
    assert all(pattern.fullmatch(word) for word in listed)
    assert not any(pattern.fullmatch(word) for word in ("", "abcd", "kro", "eu", "krx"))
