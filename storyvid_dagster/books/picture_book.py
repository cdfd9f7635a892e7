"""A book to print: a cover, each scene's picture beside its words, and the child's drawing at the end."""

import re
from dataclasses import replace
from enum import StrEnum

from PIL import Image

from storyvid_dagster.books.book import Book
from storyvid_dagster.books.pictures import mist, read_picture
from storyvid_dagster.books.printed_pages import Area, Color, Sheets, mm, points
from storyvid_dagster.books.text_layout import TEXT_FONT, Lines, drawable, fit, title_font, width_of

INK: Color = (52, 40, 62)
WHITE: Color = (255, 255, 255)
TAPE: Color = (250, 222, 140)

MARGIN_MM = 9.0
"""White left at each edge of an A5 page; more on a larger one."""

LARGEST_TITLE, LARGEST_BYLINE, SMALL = 0.12, 0.05, 0.034
_LARGEST_TEXT, _CREDITS = 0.078, 0.02
"""Sizes of letters, in parts of the page's height."""
_TITLE_LEADING, _TEXT_LEADING = 1.15, 1.5
COVER_WHITENESS, _PICTURE_WHITENESS, _TEXT_WHITENESS = 0.5, 0.3, 0.8
_COVER_PART = 0.54
"""What the drawing takes of the cover's width."""
_BYLINE, _BYLINE_GAP = 18.0, 6.0
"""Room for it and the space above it, in millimetres of an A5 page."""
_FRAME, _RIM = 6.0, 1.2
"""Around a picture in all, and as a white rim, in millimetres of an A5 page."""
_PHRASED_WORTH = 0.65
"""What a title's size may shrink by so that its lines are its phrases."""
_ASKEW_DEGREES = 2.5
_GROUND_PX_PER_MM = 2.5


class Paper(StrEnum):
    """What the book is printed on, lying."""

    A5 = "a5"
    LETTER = "letter"

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height."""
        return (210.0, 148.0) if self is Paper.A5 else (279.4, 215.9)


def write_pdf(book: Book, paper: Paper) -> bytes:
    """Write a picture book as a PDF; the same book on the same paper gives the same bytes.

    Nothing is printed close to the edge, so any printer will do. All scenes are set in one size, the
    largest in which the longest of them fits its page.

    Raises:
        BookError: A picture cannot be read.
    """
    sheets = Sheets(*paper.size_mm)
    sheets.sign(book.title, book.child_name or "", book.made_on)
    print_book(sheets, book)
    return sheets.to_pdf()


def print_book(sheets: Sheets, book: Book) -> None:
    """Print a book from the page that is open on; the last one is left open.

    Raises:
        BookError: A picture cannot be read.
    """
    drawing = read_picture(book.page_png, f"the drawing of {book.run_id}")
    _print_cover(sheets, book, drawing)
    texts = [drawable(spread.text, TEXT_FONT) for spread in book.spreads]
    room = points(_text_area(sheets))
    size = min(_set(text, room, _LARGEST_TEXT * points(sheets.page)[1]).size for text in texts)
    for spread, text in zip(book.spreads, texts, strict=True):
        picture = read_picture(spread.picture_png, f"the picture of scene {spread.number} of {book.run_id}")
        sheets.turn()
        _print_picture(sheets, picture)
        sheets.turn()
        _print_text(sheets, picture, spread.number, _set(text, room, size))
    sheets.turn()
    _print_last(sheets, book, drawing)


def _set(text: str, room: tuple[float, float], largest: float) -> Lines:
    return fit(text, TEXT_FONT, room, largest=largest, leading=_TEXT_LEADING)


def _print_cover(sheets: Sheets, book: Book, drawing: Image.Image) -> None:
    unit = unit_of(sheets)
    cover = read_picture(book.cover_png, f"the cover of {book.run_id}")
    panel = print_ground(sheets, cover, COVER_WHITENESS)
    half_mm = panel.width_mm * _COVER_PART
    print_paper(sheets, drawing, panel.inside(9 * unit, 14 * unit, panel.width_mm - half_mm, 14 * unit))
    beside = panel.inside(half_mm + 6 * unit, 12 * unit, 7 * unit, 12 * unit)
    byline = rounded(sheets, book.byline, replace(beside, height_mm=_BYLINE * unit), LARGEST_BYLINE)
    by_mm, gap_mm = mm(byline.height), _BYLINE_GAP * unit if byline.lines else 0
    title = _title(sheets, book.title, beside.inside(0, 0, 0, by_mm + gap_mm))
    title_mm = mm(title.height)
    block = beside.shaped(beside.width_mm, title_mm + gap_mm + by_mm)
    sheets.lines(title, block.inside(0, 0, 0, gap_mm + by_mm), INK)
    sheets.lines(byline, block.inside(0, title_mm + gap_mm, 0, 0), INK)


def _print_picture(sheets: Sheets, picture: Image.Image) -> None:
    unit = unit_of(sheets)
    panel = print_ground(sheets, picture, _PICTURE_WHITENESS)
    frame = panel.inside(*[_FRAME * unit] * 4).shaped(*picture.size)
    rim = -_RIM * unit
    sheets.block(frame.inside(rim, rim, rim, rim), WHITE, round_mm=5 * unit)
    sheets.picture(picture, frame, round_mm=4 * unit)


def _print_text(sheets: Sheets, picture: Image.Image, number: int, lines: Lines) -> None:
    unit = unit_of(sheets)
    panel = print_ground(sheets, picture, _TEXT_WHITENESS)
    sheets.lines(lines, _text_area(sheets), INK, centered=False)
    foot = panel.inside(0, panel.height_mm - 14 * unit, 0, 4 * unit)
    dot = foot.shaped(1, 1)
    sheets.block(dot, WHITE, round_mm=dot.width_mm / 2)
    sheets.lines(rounded(sheets, str(number), dot, SMALL), dot, INK)


def _print_last(sheets: Sheets, book: Book, drawing: Image.Image) -> None:
    unit = unit_of(sheets)
    cover = read_picture(book.cover_png, f"the cover of {book.run_id}")
    panel = print_ground(sheets, cover, COVER_WHITENESS)
    below_mm = 34 * unit
    print_paper(sheets, drawing, panel.inside(12 * unit, 9 * unit, 12 * unit, below_mm + 5 * unit))
    below = panel.inside(12 * unit, panel.height_mm - below_mm, 12 * unit, 4 * unit)
    who, when = below.inside(0, 0, 0, 20 * unit), below.inside(0, 10 * unit, 0, 13 * unit)
    sheets.lines(rounded(sheets, book.signature, who, LARGEST_BYLINE), who, INK)
    sheets.lines(rounded(sheets, book.day, when, SMALL), when, INK)
    credit = drawable(" · ".join(book.credits), TEXT_FONT)
    size = _CREDITS * points(sheets.page)[1]
    small = below.inside(0, 19 * unit, 0, 0)
    sheets.lines(fit(credit, TEXT_FONT, points(small), largest=size, leading=1.3), small, INK)


def print_ground(sheets: Sheets, image: Image.Image, whiteness: float) -> Area:
    """Lay a picture's colours over the page within its margins, and give where they are."""
    margin_mm = MARGIN_MM * unit_of(sheets)
    area = sheets.page.inside(margin_mm, margin_mm, margin_mm, margin_mm)
    size_px = round(area.width_mm * _GROUND_PX_PER_MM), round(area.height_mm * _GROUND_PX_PER_MM)
    sheets.picture(mist(image, size_px, whiteness=whiteness), area, round_mm=6 * unit_of(sheets))
    return area


def print_paper(sheets: Sheets, drawing: Image.Image, area: Area) -> None:
    """Lay the child's page down a little askew, with its shadow."""
    unit = unit_of(sheets)
    page = area.shaped(*drawing.size)
    with sheets.tilted(page, _ASKEW_DEGREES):
        for spread_mm in (1.6 * unit, 1.1 * unit, 0.6 * unit):
            shadow = page.inside(-spread_mm, 0.8 * unit - spread_mm, -spread_mm, -0.8 * unit - spread_mm)
            sheets.block(shadow, INK, round_mm=spread_mm, opacity=0.07)
        sheets.picture(drawing, page)
        top = page.inside(page.width_mm / 2 - 10 * unit, -3 * unit, page.width_mm / 2 - 10 * unit, 0)
        tape = replace(top, height_mm=6 * unit)
        with sheets.tilted(tape, -2 * _ASKEW_DEGREES):
            sheets.block(tape, TAPE, opacity=0.85)


def _title(sheets: Sheets, title: str, area: Area) -> Lines:
    """Set a title, each of its phrases in a line of its own unless that makes it much smaller."""
    plain = rounded(sheets, title, area, LARGEST_TITLE)
    phrases = tuple(re.split(r"(?<=[,;:.!?…]) ", drawable(title, plain.font)))
    width, height = points(area)
    widest = max(width_of(phrase, plain.font, 1) for phrase in phrases) or 1
    largest = LARGEST_TITLE * points(sheets.page)[1]
    size = min(largest, width / widest, height / len(phrases) / plain.leading)
    return replace(plain, lines=phrases, size=size) if size > _PHRASED_WORTH * plain.size else plain


def rounded(sheets: Sheets, text: str, area: Area, largest: float) -> Lines:
    """Set a title, or anything as round as one."""
    font = title_font(text)
    size = largest * points(sheets.page)[1]
    return fit(drawable(text, font), font, points(area), largest=size, leading=_TITLE_LEADING)


def _text_area(sheets: Sheets) -> Area:
    unit = unit_of(sheets)
    side, top, bottom = ((MARGIN_MM + more_mm) * unit for more_mm in (12, 9, 16))
    return sheets.page.inside(side, top, side, bottom)


def unit_of(sheets: Sheets) -> float:
    """Give what a millimetre of an A5 page is on this one."""
    return sheets.page.height_mm / Paper.A5.size_mm[1]
