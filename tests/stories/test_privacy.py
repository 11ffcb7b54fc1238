"""`/privacy show` and `/privacy export`: the exact record, to its owner alone, and of nobody else."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest

from cogs.privacy import archive
from tests.support.lives import TEXTS, lived
from tests.support.stage import Stage

pytestmark = pytest.mark.usefixtures("quiet")


async def test_the_record_table_by_table(ready: Stage) -> None:
    await lived(ready)
    shown = await ready.ana.slash(ready.general, "privacy show")
    said = ready.text_of(shown)
    assert shown.ephemeral
    assert "- your posts, answers and feedback: **4**" in said
    assert "- your letters: **1** (<t:" in said
    assert "notes that I alone use: " in said
    assert "Whoever runs this bot holds the key" in said
    await ready.ana.select(shown.response, ["letters"], custom_id="v1:privacy-detail:")
    said = ready.text_of(shown)
    assert "**Who can read it:** you alone" in said
    assert "**How long:** until you delete them" in said
    await ready.ana.click(shown.response, label="Back")
    await ready.ana.select(shown.response, ["drafts"], custom_id="v1:privacy-detail:")
    assert "30 days after you last changed it at most" in ready.text_of(shown)
    bens = ready.text_of(await ready.ben.slash(ready.general, "privacy show"))
    assert "your posts, answers and feedback: **2**" in bens
    assert "letters" not in bens


async def test_nothing_is_shown_as_nothing(ready: Stage) -> None:
    shown = await ready.ana.slash(ready.general, "privacy show")
    assert shown.ephemeral
    assert "Nothing. There is no trace of you here." in ready.text_of(shown)


async def test_it_works_in_a_dm(ready: Stage) -> None:
    await lived(ready)
    dm = ready.ana.user
    said = ready.text_of(await dm.slash("privacy show"))
    assert "your posts, answers and feedback: **4**" in said
    asked = await dm.slash("privacy erase")
    assert "v1:privacy-where" not in str(asked.response.components)
    copied = await dm.slash("privacy export")
    assert not copied.ephemeral
    assert [file.filename for file in copied.response.attachments] == ["onward.zip"]


def unpacked(stage: Stage, result: Any) -> dict[str, bytes]:
    """The files of a copy, from all of its parts."""
    found: dict[str, bytes] = {}
    for shown in [result.response, *result.followups]:
        for file in shown.attachments:
            with zipfile.ZipFile(io.BytesIO(stage.env.backend.cdn.get(file.url) or b"")) as part:
                assert part.testzip() is None
                found |= {name: part.read(name) for name in part.namelist()}
    return found


async def test_the_copy_holds_all_of_mine_and_nothing_of_others(ready: Stage) -> None:
    await lived(ready)
    shown = await ready.ana.slash(ready.general, "privacy export")
    assert shown.ephemeral
    files = unpacked(ready, shown)
    whole = b"\n".join(
        content for name, content in files.items() if name.endswith((".json", ".html", ".txt"))
    )
    for word in (*TEXTS, "without the animal", "initech"):
        assert word.encode() in whole, word
        assert word.encode() in files["index.html"], word
    assert "letters/letter-1.docx" in files
    assert b"Crumb Street" in files["letters/letter-1.txt"]
    others = await ready.ben.slash(ready.general, "privacy export")
    bens = b"\n".join(unpacked(ready, others).values())
    for member in (ready.ben, ready.chi, ready.mo):
        assert str(member.id).encode() not in whole, member
    for word in (*TEXTS, "initech", str(ready.ana.id), "No from a school"):
        assert word.encode() not in bens, word
    contents = json.loads(files["contents.json"])
    kept = {table["name"]: table["count"] for table in contents["tables"]}
    assert (kept["posts"], kept["letters"], kept["me_too"]) == (4, 1, 1)


async def test_a_large_copy_comes_in_several_files(ready: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "PART", 1_500)
    await lived(ready)
    shown = await ready.ana.slash(ready.general, "privacy export")
    assert "in the last one" in ready.text_of(shown)
    assert shown.followups
    files = unpacked(ready, shown)
    contents = json.loads(files["contents.json"])
    assert {name for table in contents["tables"] for name in table["files"]} <= set(files)
    assert all(word.encode() in files["index.html"] for word in TEXTS)
