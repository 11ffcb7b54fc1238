"""The zip of a member's copy: JSON by table, files, and one page to read. Pure work; takes a while for large records.

What is added is compressed at once, and a part that is full is handed out before the next one grows: however large a
record is, one part and the page are in memory. Nothing touches the disk, where it would lie in the open.
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
"""Records of a table that the page shows at most; the JSON has all of them."""
PAGE = 10_000_000
"""Bytes after which the page shows no more: it goes into one part as a whole."""


class Part(NamedTuple):
    """A zip, from its beginning. The last one has the page and the table of contents."""

    name: str
    content: BytesIO
    is_last: bool


@dataclass(frozen=True, slots=True)
class Table:
    """What a table is, in plain words."""

    name: str
    title: str
    what: str
    readers: str
    kept: str


class Archive:
    """Takes records and files one after the other; what it returns are the parts that are full by then."""

    def __init__(self, made_at: datetime) -> None:
        self._made_at = made_at
        self._number = 1
        self._counts: dict[str, int] = {}
        self._shown: dict[str, int] = {}
        self._cut: set[str] = set()
        self._tables: dict[str, Table] = {}
        self._files: dict[str, list[str]] = {}
        self._letters: list[str] = []
        self._page = BytesIO()
        self._content = BytesIO()
        self._zip = self._begin()

    def add(self, table: Table, records: Sequence[dict[str, Any]]) -> list[Part]:
        """Some records of a table, after those of it that were added before."""
        if table.name not in self._tables:
            self._tables[table.name] = table
            self._page.write(page.table_head(table.title, table.what, table.readers, table.kept).encode())
        self._counts[table.name] = self._counts.get(table.name, 0) + len(records)
        names = self._files.setdefault(table.name, [])
        name = f"data/{table.name}-{len(names) + 1}.json"
        names.append(name)
        self._show(table.name, records)
        return self._write(name, _json({"format": FORMAT, "table": table.name, "records": list(records)}))

    def file(self, name: str, content: bytes) -> list[Part]:
        self._letters.append(name)
        return self._write(name, content)

    def finish(self) -> list[Part]:
        """Write the page and the table of contents, and hand out the rest."""
        contents = {
            "format": FORMAT,
            "made_at": self._made_at.isoformat(),
            "tables": [
                {**asdict(table), "count": self._counts[name], "files": self._files[name]}
                for name, table in self._tables.items()
            ],
            "files": self._letters,
        }
        told = _json(contents)
        full = self._room_for(len(told) + self._page.tell())
        self._zip.writestr("contents.json", told)
        with self._zip.open("index.html", "w") as written:
            summary = [(table.title, self._counts[table.name]) for table in self._tables.values()]
            written.write(page.head(self._made_at, summary, self._letters).encode())
            written.write(self._page.getbuffer())
            written.write(page.FOOT.encode())
        return [*full, self._end(is_last=True)]

    def _show(self, table: str, records: Sequence[dict[str, Any]]) -> None:
        """Put records on the page; where there is no room for more of a table, it says so once."""
        for record in records if table not in self._cut else ():
            shown = self._shown.get(table, 0)
            if shown == READABLE or self._page.tell() > PAGE:
                self._cut.add(table)
                self._page.write(page.more(shown, self._files[table][0]).encode())
                return
            self._page.write(page.record(record).encode())
            self._shown[table] = shown + 1

    def _write(self, name: str, content: bytes) -> list[Part]:
        full = self._room_for(len(content))
        self._zip.writestr(name, content)
        return full

    def _room_for(self, size: int) -> list[Part]:
        """Begin another part where this one is too full for so many bytes of text, which shrink to less than half."""
        if self._content.tell() + size // 2 <= PART or self._content.tell() == 0:
            return []
        full = [self._end(is_last=False)]
        self._zip = self._begin()
        return full

    def _begin(self) -> zipfile.ZipFile:
        self._content = BytesIO()
        return zipfile.ZipFile(self._content, "w", zipfile.ZIP_DEFLATED)

    def _end(self, *, is_last: bool) -> Part:
        self._zip.close()
        self._content.seek(0)
        name = "onward.zip" if self._number == 1 else f"onward-{self._number}.zip"
        self._number += 1
        return Part(name, self._content, is_last)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
