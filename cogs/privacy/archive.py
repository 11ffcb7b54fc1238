"""The zip of a member's copy: JSON by table, files, and one page to read. Pure work; takes a while for large records.

What is added is compressed at once; the text of a large record is never in memory as a whole. Nothing touches the disk,
where it would lie in the open.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple

from cogs.privacy import page

FORMAT = 1
"""Of the JSON; another one means that a program which reads it must be changed."""
PART = 8_000_000
"""Bytes after which another part begins: Discord takes files of 10 million."""
READABLE = 500
"""Records of a table that the page shows; the JSON has all of them."""


class Part(NamedTuple):
    """A zip, from its beginning."""

    name: str
    content: BytesIO


@dataclass(frozen=True, slots=True)
class Table:
    """What a table is, in plain words."""

    name: str
    title: str
    what: str
    readers: str
    kept: str


class Archive:
    """Takes records and files one after the other; ``finish`` hands out the parts."""

    def __init__(self, made_at: datetime) -> None:
        self._made_at = made_at
        self._parts: list[Part] = []
        self._counts: dict[str, int] = {}
        self._tables: dict[str, Table] = {}
        self._files: dict[str, list[str]] = {}
        self._letters: list[str] = []
        self._page = BytesIO()
        self._zip = self._begin()

    def add(self, table: Table, records: Sequence[dict[str, Any]]) -> None:
        """Some records of a table, after those of it that were added before."""
        if table.name not in self._tables:
            self._tables[table.name] = table
            self._page.write(page.table_head(table.title, table.what, table.readers, table.kept).encode())
        shown = self._counts.get(table.name, 0)
        for record in records[: max(READABLE - shown, 0)]:
            self._page.write(page.record(record).encode())
        self._counts[table.name] = shown + len(records)
        names = self._files.setdefault(table.name, [])
        name = f"data/{table.name}-{len(names) + 1}.json"
        names.append(name)
        self._write(name, _json({"format": FORMAT, "table": table.name, "records": list(records)}))

    def file(self, name: str, content: bytes) -> None:
        self._letters.append(name)
        self._write(name, content)

    def finish(self) -> list[Part]:
        """Write the page and the table of contents, and hand out every part from its beginning."""
        contents = {
            "format": FORMAT,
            "made_at": self._made_at.isoformat(),
            "tables": [
                {**asdict(table), "count": self._counts[name], "files": self._files[name]}
                for name, table in self._tables.items()
            ],
            "files": self._letters,
        }
        self._write("contents.json", _json(contents))
        with self._zip.open("index.html", "w") as written:
            summary = [(table.title, self._counts[table.name]) for table in self._tables.values()]
            written.write(page.head(self._made_at, summary, self._letters).encode())
            written.write(self._page.getbuffer())
            written.write(page.FOOT.encode())
        self._zip.close()
        for part in self._parts:
            part.content.seek(0)
        return self._parts

    def _write(self, name: str, content: bytes) -> None:
        if (
            self._parts[-1].content.tell() + len(content) // 2 > PART
        ):  # text shrinks to less than half of itself
            self._zip.close()
            self._zip = self._begin()
        self._zip.writestr(name, content)

    def _begin(self) -> zipfile.ZipFile:
        number = len(self._parts) + 1
        part = Part("onward.zip" if number == 1 else f"onward-{number}.zip", BytesIO())
        self._parts.append(part)
        return zipfile.ZipFile(part.content, "w", zipfile.ZIP_DEFLATED)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
