"""What changed between two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cogs.letters.compare import changes
from cogs.letters.views_text import marked

texts = st.text(alphabet="ab \n*", max_size=40)


@given(old=texts, new=texts)
def test_the_parts_join_to_both_texts(old: str, new: str) -> None:
    parts = list(changes(old, new))
    assert "".join(text for kind, text in parts if kind != "gone") == new
    assert "".join(text for kind, text in parts if kind != "new") == old


def test_words_are_marked() -> None:
    assert marked("I like the old bread.", "I like the new bread.") == "I like the ~~old~~**new** bread."
    assert marked("one\n\ntwo", "one\n\ntwo three") == "one\n\ntwo **three**"


def test_marks_do_not_span_lines_and_what_was_typed_stays_literal() -> None:
    assert marked("a", "a\nb *c*\nd") == "a\n**b \\*c\\***\n**d**"


def test_a_comparison_as_a_file_is_plain() -> None:
    assert marked("a *b*", "a *c*", plain=True) == "a [-*b*-]{+*c*+}"
