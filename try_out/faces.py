"""Pictures for the people and the bot, drawn here: a letter or an arrow on a quiet colour."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

SIDE = 160
GREEN = "#2f5d52"
COLOURS = ("#4a5f78", "#7a5a72", "#5b6b45", "#7a6240")


def portrait(letter: str, index: int) -> bytes:
    """A PNG with that letter; neighbouring indexes differ in colour."""
    image = Image.new("RGB", (SIDE, SIDE), COLOURS[index % len(COLOURS)])
    draw = ImageDraw.Draw(image)
    draw.text((SIDE / 2, SIDE / 2), letter, "white", ImageFont.load_default(SIDE * 0.5), anchor="mm")
    return _png(image)


def arrow() -> bytes:
    """Onward's own: an arrow to the right, as on the page."""
    image = Image.new("RGB", (SIDE * 2, SIDE * 2), GREEN)
    draw = ImageDraw.Draw(image)
    unit = SIDE * 2 / 32
    for line in ([(9, 16), (23, 16)], [(16, 9), (23, 16), (16, 23)]):
        draw.line([(x * unit, y * unit) for x, y in line], "white", round(3 * unit), joint="curve")
    return _png(image.resize((SIDE, SIDE)))


def _png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
