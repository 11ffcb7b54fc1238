"""The path as a picture: three rows of marks along time.

It stands on a ground of its own, so that it reads the same in Discord's dark and light themes. Rows are told apart by
their place, their name and the shape of their marks; the colours (of Okabe and Ito's set) only repeat that. Ziaplot
plots it and Typst turns the plot into pixels: a tenth of a second, where the usual plotting library takes two for the
first picture and 75 MB.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

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

_WIDTH, _ROW = 616, 78
"""The plot's width and the distance of two rows, in pixels of half the picture's resolution."""
_LOOK = """
Graph { color: none; edge_color: none; }
Graph.GridX { color: #555b66; stroke: solid; stroke_width: 0.5; }
Graph.GridY { color: #7c8491; stroke: solid; stroke_width: 1.5; }
Graph.TickX { color: #f2f0ea; font: Libertinus Serif; font_size: 17; stroke_width: 0; pad: 0; }
Graph.TickY { color: #f2f0ea; font: Libertinus Serif; font_size: 20; stroke_width: 0; pad: 0; height: 4; }
Scatter { edge_width: 0; }
Text { color: #cfccc4; font: Libertinus Serif; font_size: 15; }
"""
_MARKS: Mapping[Lane, tuple[Literal["round", "square", "triangle"], str]] = {
    "tried": ("round", "#56b4e9"), "answered": ("square", "#f0b040"), "learned": ("triangle", "#e8e4da"),
}  # fmt: skip
_AS_PIXELS = """
#set page(width: auto, height: auto, margin: (x: 9pt, top: 0pt, bottom: 6pt), fill: rgb("#2b2f36"))
#image(bytes(sys.inputs.drawing), format: "svg")
"""


def draw(path: Sequence[Stop]) -> bytes:
    """A PNG of a path with at least one stop; it holds pixels and nothing else. Call it off the event loop."""
    from ziaplot import Graph, Scatter, Text

    from bot.pages.typeset import compiled

    first, last = path[0].at, path[-1].at
    if last - first < timedelta(days=2):
        # A short path stands in the middle of some days rather than at the edge of none.
        first, last = first - timedelta(days=2), last + timedelta(days=2)

    def place(at: datetime) -> float:
        return (at - first) / (last - first)

    # A row that would be empty is not drawn: nobody needs to see what did not come.
    lanes = [lane for lane in LANES if any(stop.lane == lane for stop in path)][::-1]
    ticks = list(_ticks(first, last))
    graph = Graph().css(_LOOK).size(_WIDTH, 46 + _ROW * (len(lanes) + 0.2))
    graph.xrange(-0.04, 1.08).yrange(-0.5, len(lanes) - 0.3)
    graph.xticks([place(at) for at, _ in ticks], [label for _, label in ticks])
    graph.yticks(range(len(lanes)), [t(SHORT[lane]) for lane in lanes])
    for row, lane in enumerate(lanes):
        marks = list(_stacked([(place(stop.at), stop.name) for stop in path if stop.lane == lane]))
        shape, colour = _MARKS[lane]
        for x, level, _ in marks:
            # Twice: of a path of one point the renderer draws no mark.
            spot = [x, x], [row + level * 15 / _ROW] * 2
            graph.add(Scatter(*spot).marker(shape, radius=7).color(colour))
        for x, name in _named(marks):
            graph.add(Text(x, row - 11 / _ROW, name, halign="center", valign="top"))
    return only_pixels(compiled(_AS_PIXELS, form="png", ppi=192, drawing=graph.tosvg()))


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
