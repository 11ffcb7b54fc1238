"""A peer's line goes where it stands in the letter itself, with the author's own words in it again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.board.lines import lines_of
from bot.masking import Decisions, Known, mask
from cogs.letters.suggestions import Suggestion, change_of, masked_for_peers

BODY = (
    "Dear Ms Roe,\n\nThank you for the final round at Crumb Street. Tunde Adeyemi showed me the ovens in Bristol. "
    "I would like to learn what to practise.\n\nKind regards,\nRowan Ashby"
)
KNOWN = Known(
    company="Crumb Street", role="Night Baker", author=("Rowan Ashby",), also=("Rowan Ashby", "Ms Roe")
)


def seen_by_peers(body: str) -> list[str]:
    return lines_of(mask(body, KNOWN).masked_all)


def suggestion(line: str, instead: str) -> Suggestion:
    return Suggestion("K7Q2", line, instead, "It sounds like you.")


def test_a_masked_line_is_found_in_the_letter() -> None:
    lines = seen_by_peers(BODY)
    at = next(n for n, line in enumerate(lines) if "ovens" in line)
    assert "Tunde" not in lines[at]
    change = change_of(BODY, suggestion(lines[at], "I still think of the ovens."), KNOWN)
    assert change is not None
    assert change.before == "Tunde Adeyemi showed me the ovens in Bristol."
    assert change.applied(BODY) == BODY.replace(change.before, "I still think of the ovens.")


def test_placeholders_become_the_authors_words_again() -> None:
    lines = seen_by_peers(BODY)
    line = next(line for line in lines if "[company]" in line)
    change = change_of(BODY, suggestion(line, "Thank you for the day at [company]."), KNOWN)
    assert change is not None
    assert change.after == "Thank you for the day at Crumb Street."
    assert change.before == "Thank you for the final round at Crumb Street."


def test_a_line_that_is_gone_or_stands_twice_is_not_replaced() -> None:
    line = "I would like to learn what to practise."
    assert change_of(BODY.replace("learn", "know"), suggestion(line, "x"), KNOWN) is None
    assert change_of(f"{BODY}\n{line}", suggestion(line, "x"), KNOWN) is None
    assert change_of(BODY, suggestion("", "x"), KNOWN) is None
    assert change_of(BODY, suggestion(line, ""), KNOWN) is None


@given(
    st.integers(0, 30), st.sampled_from(["Crumb Street", "Tunde Adeyemi", "ok", "£45,000", "a@b.example.com"])
)
def test_whatever_line_is_chosen_the_rest_of_the_letter_stays(number: int, word: str) -> None:
    body = f"{BODY}\nI wrote to {word} as well. It was fine, and {word} agreed."
    lines = seen_by_peers(body)
    line = lines[number % len(lines)]
    change = change_of(body, suggestion(line, "NEW"), KNOWN)
    if change is not None:
        assert body[: change.start] + change.before + body[change.end :] == body
        assert mask(change.before, KNOWN) is not None
        assert len(lines_of(change.applied(body))) <= len(lines_of(body))


def test_peers_read_which_role_it_was_and_their_line_is_found() -> None:
    body = (
        "Dear Ms Roe,\n\nThank you for the final round for the Beacon Operator role at Crumb Street. "
        "Tunde Adeyemi walked me through the critique.\n\nKind regards,\nRowan Ashby"
    )
    known = Known("Crumb Street", "Beacon Operator", author=("Rowan Ashby",), also=("Ms Roe",))
    found = mask(body, known)
    words = [(span.key, body[span.start : span.end]) for span in found.spans]
    assert any("Beacon" in word for _, word in words), "or this test shows nothing"
    seen = found.text(Decisions(accepted=masked_for_peers(words, known.role)))
    line = lines_of(seen)[1]
    assert "Beacon Operator role at [company]" in line
    assert "Adeyemi" not in seen
    change = change_of(body, suggestion(line, "Thank you for the day at [company]."), known)
    assert change is not None
    assert "Thank you for the day at Crumb Street. Tunde Adeyemi" in change.applied(body)
