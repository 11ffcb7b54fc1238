"""What the documents point at is there."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.settings import Settings
from tests.house.files import ROOT, name, project_files

LINK = re.compile(
    r"\]\((?!\w+:)([^)\s]+)(?:\s+\"[^\"]*\")?\)|<(?:img|a)\b[^>]*?(?:src|href)=\"(?!\w+:)([^\"]+)\""
)
HEADING = re.compile(r"^#+\s+(.+?)\s*$", re.MULTILINE)


def anchors(document: Path) -> set[str]:
    """How GitHub names the headings of a document."""
    titles = HEADING.findall(document.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


def broken_links(document: Path) -> list[str]:
    broken = []
    for link in (first or second for first, second in LINK.findall(document.read_text("utf-8"))):
        path, _, anchor = unquote(link).partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(f"{name(document)}: {link}")
    return broken


def test_every_relative_link_leads_somewhere() -> None:
    assert [link for document in project_files(".md") for link in broken_links(document)] == []


def test_a_link_to_nowhere_would_be_noticed(tmp_path: Path) -> None:
    copy = tmp_path / "README.md"
    copy.write_text('# One title\n[good](#one-title) [bad](#other) [worse](absent.md) <img src="gone.png">')
    assert [link for _, link in (line.split(": ") for line in broken_links(copy))] == [
        "#other",
        "absent.md",
        "gone.png",
    ]


def test_the_example_names_every_setting_once() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    named = re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE)
    known = [field.alias or attribute.upper() for attribute, field in Settings.model_fields.items()]
    assert sorted(named) == sorted(known)


def test_each_setting_of_the_example_is_explained() -> None:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    unexplained = [
        line for before, line in zip(["", *lines], lines, strict=False)
        if "=" in line and not line.startswith("#") and not before.startswith("# ")
    ]  # fmt: skip
    assert unexplained == []


def test_the_example_as_it_stands_is_what_nothing_set_means(monkeypatch: pytest.MonkeyPatch) -> None:
    for field, info in Settings.model_fields.items():
        monkeypatch.delenv(info.alias or field.upper(), raising=False)
    assert Settings(_env_file=ROOT / ".env.example") == Settings(_env_file=None)
