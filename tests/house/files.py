"""The project's own text files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = (
    ".ci", "benchmarks", "bot", "cogs", "deploy", "docs", "migrations", "requirements", "scripts", "tests", "try_out"
)  # fmt: skip
KINDS = {*".py .md .toml .yaml .yml .json .txt .ini .sh .html .css .js .service .timer".split(), ""}


@cache
def project_files(*suffixes: str) -> list[Path]:
    """Every text file of the project with one of these suffixes (all kinds, if none is given), sorted."""
    inside = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    beside = [path for path in ROOT.iterdir() if path.name not in {".git", ".env"}]
    wanted = set(suffixes) or KINDS
    return sorted(
        path for path in inside + beside
        if path.is_file() and path.suffix in wanted and "__pycache__" not in path.parts
    )  # fmt: skip


def name(path: Path) -> str:
    """The path within the project, as a person would write it."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
