"""What a running bot is made of can be listed, and every piece of it is pinned by its hash."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.audit_packages import told
from tests.house.files import ROOT

PIN = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)", re.MULTILINE)


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """The components of what `make sbom` writes, by name."""
    out = tmp_path_factory.mktemp("sbom") / "sbom.json"
    command = re.search(r"\$\(PY\) (-W ignore -m cyclonedx_py .*)", (ROOT / "Makefile").read_text("utf-8"))
    assert command
    arguments = [str(out) if part == "sbom.json" else part for part in command[1].split()]
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
    loaded = json.loads(out.read_text("utf-8"))
    assert loaded["bomFormat"] == "CycloneDX"
    return {component["name"]: component for component in loaded["components"]}


def test_the_bill_lists_every_pinned_package(bill: dict[str, dict[str, object]]) -> None:
    pinned = dict(PIN.findall((ROOT / "requirements" / "run.txt").read_text("utf-8")))
    assert len(pinned) > 20
    assert {name: component["version"] for name, component in bill.items()} == pinned


def test_every_component_has_its_hashes(bill: dict[str, dict[str, object]]) -> None:
    assert [name for name, component in bill.items() if "SHA-256" not in json.dumps(component)] == []


def answer(**versions: list[dict[str, object]]) -> str:
    """What pip-audit writes: each package with its weaknesses."""
    packages = [{"name": name, "version": "1.0", "vulns": weak} for name, weak in versions.items()]
    return json.dumps({"dependencies": packages, "fixes": []})


def test_the_audit_names_what_is_weak() -> None:
    status, lines = told(answer(good=[], weak=[{"id": "PYSEC-1", "fix_versions": ["1.1", "2.0"]}]))
    assert (status, lines[0]) == (1, "weak 1.0: PYSEC-1, mended in 1.1, 2.0")
    assert told(answer(weak=[{"id": "PYSEC-2", "fix_versions": []}]))[1][0].endswith("no version yet")
    assert told(answer(good=[])) == (0, ["No known weakness in 1 packages."])


@pytest.mark.parametrize("output", ["", "not JSON", "{}"])
def test_an_audit_that_could_not_ask_says_so_in_one_line_and_fails(output: str) -> None:
    status, lines = told(output)
    assert (status, len(lines)) == (2, 1)
    assert lines[0].startswith("Not audited: ")


def test_nothing_is_installed_without_its_hash() -> None:
    for file in ("Makefile", "Dockerfile"):
        text = (ROOT / file).read_text("utf-8")
        installing = [line for line in text.splitlines() if re.search(r"\bpip\b.* -r\b", line)]
        assert installing
        assert all("--require-hashes" in line for line in installing), Path(file)


def test_known_bad_patterns_are_looked_for() -> None:
    """ruff's S rules, which are bandit's, are on for what runs, and no rule of theirs is switched off there."""
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    selected = re.search(r"^select = \[(.*)\]", settings, re.MULTILINE)
    assert selected
    assert '"S"' in selected[1]
    switched_off = re.findall(r'^"(bot|cogs)/.*= \[(.*)\]', settings, re.MULTILINE)
    assert [rules for _, rules in switched_off if '"S' in rules] == []
    assert not re.search(r"^ignore = \[.*\"S\d", settings, re.MULTILINE)
