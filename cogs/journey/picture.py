"""The path as a picture: three rows of marks along time.

It stands on a ground of its own, so that it reads the same in Discord's dark and light themes. Rows are told apart by
their place, their name and the shape of their marks; the colours (of Okabe and Ito's set) only repeat that. Typst draws
it: a tenth of a second, where the usual plotting library takes two for the first picture and three times the memory.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from bot.words import t
from cogs.journey.path import LANES, Lane, Stop

BESIDE = 0.034
"""How far apart two marks of a row stand at least, as a share of its length; nearer ones are stacked."""
STACKED = 4
"""How high a stack may be; more stand on top of each other."""
SHORT: Mapping[Lane, str] = {"tried": "Tried", "answered": "Answered", "learned": "Learned"}
MOST_TICKS = 6
_STEPS = (1, 2, 3, 4, 5, 7, 14)
"""Days from one tick to the next; for more, months: these."""
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
_LETTER = 0.0155
"""The width of a letter of a mark's name, as a share of a row's length; a little more than it takes."""
_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_SIGNATURE = b"\x89PNG\r\n\x1a\n"

_PICTURE = r"""
#let data = json(bytes(sys.inputs.path))
#let height = 134pt + (data.lanes.len() - 1) * 78pt
#set page(width: 640pt, height: height, margin: 0pt, fill: rgb("#2b2f36"))
#set text(font: "Libertinus Serif", size: 20pt, fill: rgb("#f2f0ea"))
#let colours = (rgb("#56b4e9"), rgb("#f0b040"), rgb("#e8e4da"))
#let (left, width) = (132pt, 468pt)
#let row(lane) = 68pt + lane * 78pt
#let mark(kind) = if kind == 0 { circle(radius: 7.5pt, fill: colours.at(0)) } else if kind == 1 {
  square(size: 14pt, fill: colours.at(1)) } else { rotate(45deg, square(size: 12pt, fill: colours.at(2))) }
#for tick in data.ticks {
  place(dx: left + tick.x * width, dy: 16pt, line(length: height - 52pt, angle: 90deg, stroke: 0.5pt + rgb("#555b66")))
  place(dx: left + tick.x * width - 40pt, dy: height - 31pt,
    box(width: 80pt, align(center, text(size: 17pt, tick.label))))
}
#for (lane, name) in data.lanes.enumerate() {
  place(dx: 18pt, dy: row(lane) - 15pt, box(width: left - 34pt, height: 30pt, align(horizon, name)))
  place(dx: left - 12pt, dy: row(lane), line(length: width + 24pt, stroke: 1.5pt + rgb("#7c8491")))
}
#for stop in data.stops {
  place(dx: left + stop.x * width - 9pt, dy: row(stop.lane) - 9pt - stop.level * 15pt,
    box(width: 18pt, height: 18pt, align(center + horizon, mark(stop.kind))))
}
#for one in data.names {
  place(dx: left + one.x * width - 100pt, dy: row(one.lane) + 10pt,
    box(width: 200pt, align(center, text(size: 15pt, fill: rgb("#cfccc4"), one.name))))
}
"""


def draw(path: Sequence[Stop]) -> bytes:
    """A PNG of a path with at least one stop; it holds pixels and nothing else. Call it off the event loop."""
    from bot.pages.typeset import compiled

    first, last = path[0].at, path[-1].at
    if last - first < timedelta(days=2):
        # A short path stands in the middle of some days rather than at the edge of none.
        first, last = first - timedelta(days=2), last + timedelta(days=2)

    def place(at: datetime) -> float:
        return (at - first) / (last - first)

    # A row that would be empty is not drawn: nobody needs to see what did not come.
    lanes = [(kind, name) for kind, name in enumerate(LANES) if any(stop.lane == name for stop in path)]
    stops, names = [], []
    for lane, (kind, row) in enumerate(lanes):
        marks = list(_stacked([(place(stop.at), stop.name) for stop in path if stop.lane == row]))
        stops += [{"lane": lane, "kind": kind, "x": x, "level": level} for x, level, _ in marks]
        names += [{"lane": lane, "x": x, "name": name} for x, name in _named(marks)]
    data = {
        "lanes": [t(SHORT[row]) for _, row in lanes],
        "stops": stops,
        "names": names,
        "ticks": [{"x": place(at), "label": label} for at, label in _ticks(first, last)],
    }
    return only_pixels(compiled(_PICTURE, form="png", ppi=144, path=json.dumps(data)))


def only_pixels(picture: bytes) -> bytes:
    """A PNG without anything that is no part of the picture: no software, time, place or text."""
    kept, at = [_SIGNATURE], len(_SIGNATURE)
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        chunk = picture[at : at + 12 + length]
        if chunk[4:8] in _KEPT:
            kept.append(chunk)
        at += len(chunk)
    return b"".join(kept)


Mark = tuple[float, int, str]
"""Where a mark stands in its row, how high, and its name."""


def _stacked(stops: Sequence[tuple[float, str]]) -> Iterator[Mark]:
    """Marks in a row: one that stands too near the one before goes above it."""
    begun, level = -1.0, 0
    for x, name in stops:
        if x - begun < BESIDE:
            level = min(level + 1, STACKED - 1)
        else:
            begun, level = x, 0
        yield begun, level, name


def _named(marks: Sequence[Mark]) -> Iterator[tuple[float, str]]:
    """The names that find room below their marks, and reach below no other; a stack has one where all of it is the
    same. The words beside the picture have every one."""
    places, end = list(dict.fromkeys(x for x, _, _ in marks)), -1.0
    for x in places:
        here = {name for at, _, name in marks if at == x}
        width = len(min(here)) * _LETTER
        # At the ends of a row a name stands a little inside.
        left = min(max(x - width / 2, -0.05), 1.06 - width)
        free = all(other == x or not left - 0.04 < other < left + width + 0.04 for other in places)
        if len(here) == 1 and free and left > end:
            end = left + width
            yield left + width / 2, here.pop()


def _ticks(first: datetime, last: datetime) -> list[tuple[datetime, str]]:
    """Days, or first days of months, with their names: a few, evenly spread."""
    days = (last - first) / timedelta(days=1)
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    step = next((step for step in _STEPS if days / step < MOST_TICKS), 0)
    if step:
        found = [midnight + timedelta(days=number) for number in range(0, int(days) + 2, step)]
        return [(at, f"{at:%-d %b}") for at in found if first <= at <= last]
    months = days / 30.4
    step = next((step for step in _MONTHS if months / step < MOST_TICKS), _MONTHS[-1])
    begin = first.year * 12 + first.month - 1
    begin -= begin % min(step, 12)
    numbers = range(begin, begin + int(months) + step + 2, step)
    found = [midnight.replace(year=number // 12, month=number % 12 + 1, day=1) for number in numbers]
    return [(at, f"{at:%b %Y}") for at in found if first <= at <= last]
