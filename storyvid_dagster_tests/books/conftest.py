"""A small book whose pictures a child might know, made in no time."""

import datetime
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from storyvid_dagster.books.book import Book, Spread
from storyvid_dagster.core.results import WordTime

TEXTS = (
    'Pip found a "map" & ran up the hill. "One < two," said the fox.',
    "Then it rained. Plip, plop!",
    "At home there was soup.",
)


def picture(width_px: int, height_px: int, color: str) -> bytes:
    image = Image.new("RGB", (width_px, height_px), color)
    ImageDraw.Draw(image).ellipse((width_px // 4, height_px // 4, width_px // 2, height_px // 2), "orange")
    stream = BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def spread(number: int, text: str, picture_png: bytes) -> Spread:
    words = [
        WordTime(text=word, start_s=0.04 + 0.4 * place, end_s=0.3 + 0.4 * place)
        for place, word in enumerate(text.split())
    ]
    return Spread(number, text, picture_png, b"ID3 not really sound", 0.5 + 0.4 * len(words), tuple(words))


@pytest.fixture(scope="session")
def book() -> Book:
    colors = ("skyblue", "seagreen", "plum")
    spreads = (
        spread(number, text, picture(480, 270, color))
        for number, (text, color) in enumerate(zip(TEXTS, colors, strict=True), start=1)
    )
    return Book(
        run_id="5f6c63ab",
        title="Pip, the Map & the Fox",
        child_name="Zoë",
        child_age=5,
        made_on=datetime.date(2026, 11, 25),
        page_png=picture(400, 300, "white"),
        cover_png=picture(480, 270, "tan"),
        spreads=tuple(spreads),
        credits=("story by embedded", "read aloud by embedded (Kokoro)"),
    )
