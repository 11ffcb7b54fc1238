"""The neutral text: it shows what was typed, and nothing of it is markup, a link, a mention or invisible."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.safety.neutral import harmless, is_blank, tidy

MARKUP = [
    *(
        "*",
        "**",
        "_",
        "__",
        "~~",
        "||",
        "|",
        "`",
        "```",
        "\\",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "](",
        "[a](b)",
        "[a]: b",
    ),
    *(
        "#",
        "##",
        "-# ",
        "- ",
        "+ ",
        "1. ",
        "2) ",
        "> ",
        ">>> ",
        "---",
        "===",
        "\n",
        "\n\n\n",
        " ",
        "    ",
        "\t",
    ),
    *(
        "<@1>",
        "<@!12345678901234567>",
        "<@&1>",
        "<#1>",
        "<t:1:R>",
        "<:x:1>",
        "<a:x_y:12>",
        "</cmd sub:1>",
        "<id:guide>",
    ),
    *("@everyone", "@here", "https://", "http://a.b", "<https://a.b>", "<mailto:a@b.co>", "discord.gg/"),
    *("discord.com/invite/x", "word", "a_b", "é"),
]
INVISIBLE = [
    "\u200b",
    "\u200d",
    "\u200c",
    "\u2066",
    "\u202e",
    "\ufeff",
    "\u3164",
    "\u2800",
    "\ufe0f",
    "\U000e0061",
]
LETTERS = ["e", "\u0301", "\u0302", "\u0316", "ب", "ّ", "क", "्", "ท", "ี", "👩", "🏴", "🏽", "\U000e007f", "♂"]
typed = st.lists(st.sampled_from(MARKUP) | st.text(max_size=4), max_size=14).map("".join)
odd = st.lists(st.sampled_from(INVISIBLE + LETTERS + ["\n", " "]) | st.characters(), max_size=30).map("".join)

# Discord's own rules, as far as they differ from CommonMark's.
PARSED = re.compile(
    r"<(?:@[!&]?|\#)\d|<t:|<a?:\w+:|</|<id:|://|@everyone|@here|discord(?:app)?\.(?:gg|com/invite)/|\]\(",
    re.IGNORECASE,
)
COMMON_MARK = (
    MarkdownIt("commonmark", {"html": False, "breaks": True})
    .enable("strikethrough")
    .disable(["code", "entity"])
)


def shown(text: str) -> str:
    """What a CommonMark reader shows, with every element that is neither a paragraph nor a break left in."""
    page: str = COMMON_MARK.render(text)
    page = page.replace("</p>\n<p>", "\n\n").replace("<br />\n", "\n").replace("<p>", "").replace("</p>", "")
    for entity, sign in {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}.items():
        page = page.replace(entity, sign)
    return page.replace("\u200b", "").strip()


def without_margins(text: str) -> str:
    """The text without blanks at the ends of lines, which no reader of markdown shows."""
    return "\n".join(line.strip() for line in text.strip().split("\n"))


@given(typed)
def test_a_markdown_reader_shows_what_was_typed(text: str) -> None:
    plain = re.sub(r"<a?:(\w{1,64}):\d{1,25}>", r":\1:", tidy(text))
    assert without_margins(shown(harmless(text))) == without_margins(plain)


@given(typed | odd)
def test_nothing_is_left_for_discord_to_parse(text: str) -> None:
    assert PARSED.search(harmless(text)) is None


@given(typed | odd | st.text())
def test_tidy_is_stable_and_never_grows(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert len(once) <= len(text)


@given(odd)
def test_tidy_leaves_nothing_hidden(text: str) -> None:
    once = tidy(text)
    assert not re.search(
        "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u3164\u2800\x00-\x09\x0b-\x1f\x7f-\x9f]", once
    )
    assert "\n\n\n" not in once
    assert all(line == line.rstrip() for line in once.split("\n"))
    once.encode()


@given(odd)
def test_no_letter_carries_a_pile_of_marks(text: str) -> None:
    marks = 0
    for c in tidy(text):
        marks = marks + 1 if unicodedata.category(c)[0] == "M" else marks if c in "\u200c\u200d" else 0
        assert marks <= 5


@pytest.mark.parametrize(
    "text",
    [
        "I asked [company] for advice, and [interviewer] answered: thank you!",
        "Tiếng Việt, naïve façade, שָׁלוֹם, הַמֶּ֫לֶךְ, مُحَمَّدٌ, می‌خواهم, हिन्दी में, ශ්‍රී ලංකා, ภาษาไทยที่นี่, བསྒྲུབས, မြွှေ",
        "👩‍👩‍👧 🙂‍↔️ 👍🏽 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️‍🔥",
        "5 < 6, 3 > 2, 50 % (or so): fine; 3.5 years?",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("typed", "posted"),
    [
        ("**b** _i_ ~~s~~ ||x||", r"\*\*b\*\* \_i\_ \~\~s\~\~ \|\|x\|\|"),
        ("# big\n-# small\n- a\n1. b\n> q", "\\# big\n\\-# small\n\\- a\n1\\. b\n\\> q"),
        ("<:sad_face:123> <a:x:1>", r":sad\_face: :x:"),
        ("@everyone @here", "@\u200beveryone @\u200bhere"),
        ("https://example.com/a", "https:\u200b//example.com/a"),
        ("[job](https://a.b)", "[job]\\(https:\u200b//a.b)"),
        ("<@1> <t:1:R>", "\\<\u200b@1> \\<\u200bt:1:R>"),
        ("Z" + "\u0300\u0316\u0334" * 9, "Z\u0300\u0316"),
        ("a\r\n\r\n\r\n\r\nb \t\x00", "a\n\nb"),
        ("\u202egpj.exe\u2066x\u2069", "gpj.exex"),
        ("su\u200bi\u00adcide", "suicide"),
    ],
)
def test_what_it_makes_of_it(typed: str, posted: str) -> None:
    assert harmless(typed) == posted


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\u200b\u200d", "\u3164\uffa0", "\u2800 \u2800", "\u00a0\u3000", "\ufe0f", "\u202e"]
)
def test_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", [".", "🙂", "ب", " a ", "\u200b1"])
def test_not_blank(text: str) -> None:
    assert not is_blank(text)
