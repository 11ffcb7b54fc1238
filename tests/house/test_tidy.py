"""House rules that a machine can see."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tests.house.files import ROOT, name, project_files

LONGEST = 300

# Spelled so that this file does not contain what it looks for.
FOREIGN = {
    "a folder outside the project": r"\.\./shar[e]d|(?<![a-z])/wor[k]/",
    "a package index": r"index[-]url|file[s]\.pythonhosted|pyp[i]\.org|npmj[s]\.",
    "an issue's number": r"(?i)\b(?:issue|ticket|fixes|closes) ?#\d",
    "unfinished work": r"#\s*(?:TOD[O]|FIXM[E])\b|raise NotImplementedErro[r]",
    "an ignore without a reason or code": r"#\s*type: ignore\s*$|#\s*noqa\s*$",
}
MAY = {".ci/run": "a folder outside the project"}


def test_every_file_can_be_read_in_one_sitting() -> None:
    lengths = {name(file): len(file.read_text("utf-8").splitlines()) for file in project_files(".py")}
    assert {file: length for file, length in lengths.items() if length > LONGEST} == {}


@pytest.mark.parametrize("kind", FOREIGN)
def test_the_project_speaks_of_itself_alone(kind: str) -> None:
    pattern = re.compile(FOREIGN[kind], re.MULTILINE)
    found = [
        f"{name(file)}:{number}: {line.strip()[:80]}"
        for file in project_files()
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if pattern.search(line) and MAY.get(name(file)) != kind
    ]
    assert found == []


def test_pins_are_exact_hashed_and_name_no_address() -> None:
    for file in project_files(".txt"):
        if file.parent.name != "requirements":
            continue
        text = file.read_text("utf-8")
        packages = [line for line in text.splitlines() if not line.startswith(" ")]
        assert packages
        assert all(re.match(r"[a-z0-9-]+(\[[a-z,]+\])?==\S+( ; .+)? \\$", line) for line in packages), file
        assert "://" not in text
        assert text.count("--hash=sha256:") >= len(packages)


def test_one_version_of_a_package_in_all_sets() -> None:
    sets = [
        dict(
            re.findall(
                r"^([a-z0-9-]+)==([^ ]+)", (ROOT / f"requirements/{kind}.txt").read_text(), re.MULTILINE
            )
        )
        for kind in ("run", "try", "dev")
    ]
    run, tried, dev = sets
    assert run.items() <= tried.items() <= dev.items()


def test_git_ignores_nothing_that_the_bot_reads() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():  # an unpacked archive: what was ignored is not there
        return
    read = [
        file
        for folder in ("bot", "cogs", "migrations")
        for file in (ROOT / folder).rglob("*")
        if file.is_file()
    ]
    files = "\n".join(name(file) for file in read if "__pycache__" not in file.parts)
    ignored = subprocess.run(
        [git, "check-ignore", "--stdin"], cwd=ROOT, input=files, capture_output=True, text=True
    )
    assert ignored.stdout.splitlines() == []
