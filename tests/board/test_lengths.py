"""Frames: whole, harmless each by itself, within Discord's limits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.board.lengths import FACT, FRAME, MESSAGE, frames, too_long
from bot.board.post import Content
from bot.safety.neutral import harmless, tidy

stories = st.lists(
    st.sampled_from(["word ", "* ", "_", "# ", "\n", "a" * 300, "@everyone ", "~~"]), max_size=700
).map(lambda parts: tidy("".join(parts)[:4000]))


@given(stories)
def test_no_frame_is_too_long_and_nothing_is_missing(story: str) -> None:
    parts = frames(story)
    assert len(parts) <= 2
    assert len(parts[0]) <= FRAME
    if not too_long(Content(story)):
        assert all(len(part) <= FRAME for part in parts)
        assert sum(map(len, parts)) <= MESSAGE
    squeezed = "".join(parts).replace("\u200b", "").replace("\\", "").split()
    assert "".join(squeezed) == "".join(story.split())


@given(stories)
def test_each_frame_is_harmless_by_itself(story: str) -> None:
    for part in frames(story):
        assert not part.replace("\\\\", "").endswith("\\")
        assert not part.startswith(("# ", "- ", "> "))
        assert "@everyone" not in part


def test_what_fits_stands_in_one_frame() -> None:
    assert frames("short *story*") == [harmless("short *story*")]


def test_fields_are_measured_too() -> None:
    assert too_long(Content("short", {"idea": "*" * 512})) == 0
    assert too_long(Content("short", {"idea": "*" * 513})) == 2 * 513 - FACT
