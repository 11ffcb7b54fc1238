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
_TICKS = 5
_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_SIGNATURE = b"\x89PNG\r\n\x1a\n"

_PICTURE = r"""
#let data = json(bytes(sys.inputs.path))
#let height = 64pt + data.lanes.len() * 62pt
#set page(width: 640pt, height: height, margin: 0pt, fill: rgb("#2b2f36"))
#set text(font: "Libertinus Serif", size: 20pt, fill: rgb("#f2f0ea"))
#let colours = (rgb("#56b4e9"), rgb("#f0b040"), rgb("#e8e4da"))
#let (left, width) = (128pt, 476pt)
#let row(lane) = 52pt + lane * 62pt
#let mark(kind) = if kind == 0 { circle(radius: 7.5pt, fill: colours.at(0)) } else if kind == 1 {
  square(size: 14pt, fill: colours.at(1)) } else { rotate(45deg, square(size: 12pt, fill: colours.at(2))) }
#for tick in data.ticks {
  place(dx: left + tick.x * width, dy: 22pt, line(length: height - 64pt, angle: 90deg, stroke: 0.5pt + rgb("#555b66")))
  place(dx: left + tick.x * width - 50pt, dy: height - 34pt,
    box(width: 100pt, align(center, text(size: 17pt, tick.label))))
}
#for (lane, name) in data.lanes.enumerate() {
  place(dx: 16pt, dy: row(lane) - 15pt, box(width: left - 28pt, height: 30pt, align(horizon, name)))
  place(dx: left - 12pt, dy: row(lane), line(length: width + 24pt, stroke: 1.5pt + rgb("#7c8491")))
}
#for stop in data.stops {
  place(dx: left + stop.x * width - 9pt, dy: row(stop.lane) - 9pt - stop.level * 15pt,
    box(width: 18pt, height: 18pt, align(center + horizon, mark(stop.kind))))
}
"""


def draw(path: Sequence[Stop]) -> bytes:
    """A PNG of a path with at least one stop; it holds pixels and nothing else. Call it off the event loop."""
    from bot.pages.typeset import compiled

    first, last = path[0].at, path[-1].at
    if last - first < timedelta(days=2):
        # A short path stands in the middle of some days rather than at the edge of none.
        first, last = first - timedelta(days=3), last + timedelta(days=3)
    length = (last - first).total_seconds()
    # A row that would be empty is not drawn: nobody needs to see what did not come.
    lanes = [(kind, name) for kind, name in enumerate(LANES) if any(stop.lane == name for stop in path)]
    stops = []
    for lane, (kind, name) in enumerate(lanes):
        places = [(stop.at - first).total_seconds() / length for stop in path if stop.lane == name]
        stops += [{"lane": lane, "kind": kind, "x": x, "level": level} for x, level in _stacked(places)]
    data = {
        "lanes": [t(SHORT[name]) for _, name in lanes],
        "stops": stops,
        "ticks": [
            {"x": (at - first).total_seconds() / length, "label": label} for at, label in _ticks(first, last)
        ],
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


def _stacked(places: Sequence[float]) -> Iterator[tuple[float, int]]:
    """Places in a row with the level of each: one that stands too near the one before goes above it."""
    begun, level = -1.0, 0
    for x in places:
        if x - begun < BESIDE:
            level = min(level + 1, STACKED - 1)
        else:
            begun, level = x, 0
        yield begun, level


def _ticks(first: datetime, last: datetime) -> list[tuple[datetime, str]]:
    """Days with their names, a few, evenly spread."""
    days = max(1, round((last - first).total_seconds() / 86400))
    step = max(1, -(-days // _TICKS))
    shape = "%-d %b" if days < 300 else "%b %Y"
    found = [first + timedelta(days=number) for number in range(0, days + 1, step)]
    return [(at, f"{at:{shape}}") for at in found if at <= last]
