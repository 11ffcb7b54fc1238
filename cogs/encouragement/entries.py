"""Entries of a content file, each with the line where it begins, so that a mistake is named where it stands. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from bot.errors import StartupError

Made = TypeVar("Made")


def read(file: Path, name: str, make: Callable[[Mapping[str, Any]], Made]) -> list[tuple[Made, int]]:
    """What ``make`` makes of every ``[[name]]``, with its line; StartupError that names the file and the line where
    something is wrong: ``make`` says so with a ValueError, or misses a key."""
    text, kept = parsed(file)
    entries = kept.get(name, [])
    begins = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == f"[[{name}]]"]
    if not isinstance(entries, list) or len(begins) != len(entries) or not entries:
        raise mistake(file, 1, f"it holds no {name}s, each under a line [[{name}]]")
    found = []
    for entry, number in zip(entries, begins, strict=True):
        try:
            found.append((make(entry), number))
        except KeyError as error:
            raise mistake(file, number, f"{error.args[0]} is missing") from None
        except (TypeError, ValueError) as error:
            raise mistake(file, number, str(error.args[0])) from None
    return found


def parsed(file: Path) -> tuple[str, Mapping[str, Any]]:
    """A content file, and what it holds; StartupError that names the file, and the line where it is no TOML."""
    try:
        text = file.read_text("utf-8")
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        number = int(line[1]) if line else text.count("\n") + 1
        raise mistake(file, number, str(error).split(" (at")[0].rstrip(".").lower()) from None
    except (OSError, UnicodeDecodeError):
        raise StartupError(f"{file} cannot be read: put it back.") from None


def mistake(file: Path, line: int, what: str) -> StartupError:
    return StartupError(f"{file}, line {line}: {what}. Correct it and start again.")
