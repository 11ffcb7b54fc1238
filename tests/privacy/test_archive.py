"""A member's copy: JSON by its schema, a page that a browser shows and that runs nothing, parts for large records."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import sync_playwright

from cogs.privacy import archive
from cogs.privacy.archive import Archive, Part, Table
from tests.house.files import ROOT
from tests.try_out.visitor import ARGUMENTS, chromium

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LETTERS = Table(
    "letters", "your letters", "your letters: as they stand", "you alone", "until you delete them"
)
DRAFTS = Table("drafts", "drafts", "drafts", "you alone", "30 days")
NASTY = (
    "<script>document.title = 'run'</script> <img src=x onerror=\"document.title='run'\"> & co\nsecond line"
)
SCHEMA = json.loads((ROOT / "docs" / "export.schema.json").read_text("utf-8"))


def files_of(parts: list[Part]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for part in parts:
        with zipfile.ZipFile(io.BytesIO(part.content.read())) as opened:
            assert opened.testzip() is None
            found |= {name: opened.read(name) for name in opened.namelist()}
    return found


def some() -> dict[str, bytes]:
    made = Archive(NOW)
    full = made.add(
        LETTERS, [{"id": "a", "payload": {"body": NASTY, "state": "draft", "sent_at": []}, "open": True}]
    )
    made.add(LETTERS, [{"id": "b", "payload": {"body": "Dear Ms Roe"}, "open": False}])
    made.add(DRAFTS, [{"id": "c", "updated_at": NOW.isoformat()}])
    made.file("letters/letter-1.txt", b"Dear Ms Roe")
    assert full == []
    return files_of(made.finish())


def test_the_json_is_what_its_schema_says() -> None:
    files = some()
    names = [name for name in files if name.endswith(".json")]
    assert len(names) == 4
    for name in names:
        jsonschema.validate(json.loads(files[name]), SCHEMA)
    contents = json.loads(files["contents.json"])
    assert [(table["name"], table["count"], len(table["files"])) for table in contents["tables"]] == [
        ("letters", 2, 2),
        ("drafts", 1, 1),
    ]
    assert set(contents["files"]) == {"letters/letter-1.txt"}


@pytest.mark.parametrize("wrong", [{}, {"format": 2}, {"format": 1, "table": "a b", "records": [{"x": 1}]}])
def test_the_schema_refuses_what_is_none(wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SCHEMA)


def test_a_browser_shows_the_page_and_runs_nothing(tmp_path: Path) -> None:
    for name, content in some().items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 400, "height": 900})
        troubles: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: troubles.append(message.text))
        page.on("request", lambda request: asked.append(request.url))
        page.goto((tmp_path / "index.html").as_uri())
        assert page.title() == "What Onward keeps about me"
        assert NASTY.replace("\n", " ") in " ".join(page.inner_text("main").split())
        assert [heading.inner_text() for heading in page.query_selector_all("h2")] == [
            "Your letters",
            "Drafts",
        ]
        assert page.query_selector("img, script") is None
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it fits a phone"
        assert page.get_attribute("ul a", "href") == "letters/letter-1.txt"
        browser.close()
    assert troubles == []
    assert asked == [(tmp_path / "index.html").as_uri()]


def test_nothing_is_a_page_that_says_so() -> None:
    files = files_of(Archive(NOW).finish())
    assert b"Nothing is kept about you." in files["index.html"]
    jsonschema.validate(json.loads(files["contents.json"]), SCHEMA)


def test_large_records_come_in_parts_that_discord_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "PART", 20_000)
    made = Archive(NOW)
    parts = []
    for number in range(12):
        full = made.add(
            DRAFTS, [{"id": f"{number}-{one}", "text": str(hash((number, one))) * 20} for one in range(50)]
        )
        parts += full
        assert sum(len(part.content.getvalue()) for part in full) < 20_000, (
            "one is handed out when it is full"
        )
    assert parts, "before the end"
    parts += made.finish()
    assert [part.is_last for part in parts] == [False] * (len(parts) - 1) + [True]
    assert [part.name for part in parts][:2] == ["onward.zip", "onward-2.zip"]
    files = files_of(parts)
    records = [
        one for name, file in files.items() if name.startswith("data/") for one in json.loads(file)["records"]
    ]
    assert len(records) == 600
    assert json.loads(files["contents.json"])["tables"][0]["count"] == 600
    assert files["index.html"].count(b"<article>") == archive.READABLE
    assert files["index.html"].count(b"Only the first 500 are shown here; all are in data/drafts-1.json") == 1
    last = zipfile.ZipFile(parts[-1].content)
    assert set(last.namelist()) >= {"contents.json", "index.html"}, (
        "what tells of all the rest stands together"
    )


def test_a_page_that_would_be_too_large_says_where_the_rest_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "PAGE", 3_000)
    made = Archive(NOW)
    for table in (LETTERS, DRAFTS):
        for _ in range(2):
            made.add(table, [{"id": str(one), "text": "a" * 100} for one in range(10)])
    page = files_of(made.finish())["index.html"].decode()
    shown = page.count("<article>")
    assert 0 < shown < 20
    assert page.count(f"Only the first {shown} are shown here; all are in data/letters-1.json") == 1
    assert page.count("Only the first 0 are shown here; all are in data/drafts-1.json") == 1
    assert "drafts: 20" in page
