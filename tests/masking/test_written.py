"""Stories as they are written for training: the answers in them, and which are held back."""

from __future__ import annotations

from pathlib import Path
from random import Random

from benchmarks.masking.cases import clipped, collections, read

BLOCK = """company: Foo Ltd
role: Cook
stage: trial
tags: kitchen
keep: HACCP | May
text: Trial at {{COMPANY:Foo}}. {{~:Dr.}} {{PERSON!:ada}} asked about HACCP.
It was {{DATE:the 3rd}}. In May I rest.
"""


def test_a_block_is_a_story_with_its_answers(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text(f"{BLOCK}---\n{BLOCK.replace('Foo', 'Bar')}", "utf-8")
    first, second = read(path)
    assert first["fields"] == {"company": "Foo Ltd", "role": "Cook", "stage": "trial"}
    assert first["text"].startswith("Trial at Foo. Dr. ada asked")
    assert [(s["type"], s["text"], s["hard"]) for s in first["spans"]] == [
        ("COMPANY", "Foo", False),
        ("PERSON", "ada", True),
        ("DATE", "the 3rd", False),
    ]
    assert all(first["text"][s["start"] : s["end"]] == s["text"] for s in first["spans"] + first["neutral"])
    assert first["keep"] == ["HACCP", "May"]
    assert second["text"].startswith("Trial at Bar.")


def test_what_is_held_back_is_not_learned_from() -> None:
    learned = {case["id"] for cases in collections().values() for case in cases}
    held = {case["id"] for cases in collections(held_back=True).values() for case in cases}
    assert held
    assert not learned & held


def test_a_clip_keeps_its_answers_in_place() -> None:
    for cases in collections(held_back=True).values():
        for case in cases[:10]:
            for clip in clipped(case, Random(3)):  # noqa: S311 (reproducible, no secret)
                assert clip["text"] in case["text"]
                assert all(clip["text"][s["start"] : s["end"]] == s["text"] for s in clip["spans"])
