"""The prompts as they are kept: read whole, and a broken file stops the start with its name and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checks import Ground, State
from bot.clock import SystemClock
from bot.db import Database
from bot.errors import StartupError
from bot.settings import load_settings
from bot.vault import KeyRing, Vault
from cogs.encouragement.doctor import prompts_check
from cogs.encouragement.prompts import load
from cogs.encouragement.tables import RatingRow
from tests.support.stage import Stage

GOOD = """
[[prompt]]
id = "unknown-week-one"
reason = "unknown"
phase = "week"
validate = "No reason was given."
reframe = "There may be none."
step = "Close the file."
technique = "boundary"
minutes = 5
"""
DAY = '[[prompt]]\nid = "any-day"\nphase = "day"\nvalidate = "A no."\nrest = "Rest."\n'


def written(folder: Path, *files: str) -> Path:
    place = folder / "en" / "prompts"
    place.mkdir(parents=True)
    for number, text in enumerate(files):
        (place / f"file{number}.toml").write_text(text, "utf-8")
    return folder


def test_a_prompt_says_what_it_is_for(tmp_path: Path) -> None:
    prompts = load("en", written(tmp_path, GOOD, DAY))
    one, day = prompts["unknown-week-one"], prompts["any-day"]
    assert (one.reason, one.phase, one.feeling) == (frozenset({"unknown"}), frozenset({"week"}), frozenset())
    assert one.text == "No reason was given. There may be none. Close the file."
    assert one.control == "outside", "as the reason usually is"
    assert day.is_rest
    assert (day.said, day.technique) == (("A no.", "Rest."), "rest")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "it holds no prompts"),
        ("# nothing but this\n", 1, "it holds no prompts"),
        ("prompt = 3\n", 1, "it holds no prompts"),
        ('[[prompt]]\nid = "a\n', 2, "illegal character"),
        (GOOD + "\n" + GOOD, 13, "a second prompt is called unknown-week-one"),
        (GOOD.replace('"unknown"', '"unknwn"'), 2, "unknwn is no reason"),
        (GOOD.replace('"week"', '"weeks"'), 2, "weeks is no phase"),
        (GOOD.replace('"week"', '"day"'), 2, "rest belongs to the phase day"),
        (GOOD.replace("minutes = 5", "minutes = 16"), 2, "minutes is a number up to 15"),
        (GOOD.replace("minutes = 5", 'minutes = "5"'), 2, "minutes is a number up to 15"),
        (GOOD.replace("boundary", "boundaries"), 2, "technique is none that is known"),
        (GOOD.replace('step = "Close the file."', ""), 2, "a prompt has validate, reframe and step"),
        (GOOD.replace("No reason was given.", "no " * 16), 2, "validate has 16 words; 15 is the most"),
        (GOOD.replace("There may be none.", "may " * 26), 2, "reframe has 26 words; 25 is the most"),
        (GOOD.replace('id = "unknown-week-one"', 'id = "Unknown week"'), 2, "a prompt needs an id"),
        (GOOD.replace('id = "unknown-week-one"', ""), 2, "a prompt needs an id"),
        (GOOD + 'colour = "blue"\n', 2, "colour is nothing that a prompt has"),
        (DAY + DAY.replace("any-day", "two").replace('rest = "Rest."', ""), 6, "a prompt has validate"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else None,
)
def test_a_start_names_the_file_and_the_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    content = written(tmp_path, GOOD.replace("unknown-week-one", "first"), text)
    with pytest.raises(StartupError) as caught:
        load("en", content)
    said = str(caught.value)
    assert f"file1.toml, line {line}: {words}" in said
    assert said.endswith("Correct it and start again.")


def test_no_files_are_one_sentence_too(tmp_path: Path) -> None:
    with pytest.raises(StartupError, match=r"holds no prompts: put the files back\.$"):
        load("en", tmp_path)


async def test_a_bot_with_a_broken_file_does_not_start(
    migrated_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = written(tmp_path / "content", GOOD.replace('"week"', '"weeks"'))
    monkeypatch.setattr("cogs.encouragement.wiring.load", lambda: load("en", broken))
    stage = Stage(migrated_url)
    with pytest.raises(StartupError, match=r"file0\.toml, line 2: weeks is no phase"):
        await stage.env.start()
    await stage.env.shutdown()


async def test_doctor_reads_them_and_names_what_did_harm(migrated_url: str, tmp_path: Path) -> None:
    ground = Ground(load_settings(), Database(migrated_url), Vault(KeyRing.new()), SystemClock())
    (finding,) = await prompts_check(ground)
    assert (finding.state, finding.seen) == (State.GOOD, f"{len(load())} can be read")
    async with ground.database.begin() as session:
        for number in range(20):
            rating = "worse" if number < 3 else "helped"
            session.add(RatingRow(prompt_id="any-odd", rater_digest=bytes([number]) * 32, rating=rating))
    _, finding = await prompts_check(ground)
    assert finding.state is State.LOOK
    assert "any-odd" in finding.seen
    await ground.database.close()
