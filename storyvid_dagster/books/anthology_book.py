"""Many stories in one book to print: a wall of drawings, the contents, every story whole, all names."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil

from storyvid_dagster.books.book import Anthology, Book, Entry
from storyvid_dagster.books.picture_book import (
    COVER_WHITENESS,
    INK,
    LARGEST_BYLINE,
    LARGEST_TITLE,
    SMALL,
    WHITE,
    Paper,
    print_book,
    print_ground,
    rounded,
    unit_of,
)
from storyvid_dagster.books.pictures import read_picture
from storyvid_dagster.books.printed_pages import Area, Sheets, mm, points
from storyvid_dagster.books.text_layout import TEXT_FONT, Lines, drawable, fit
from storyvid_dagster.errors import BookError

ROWS = 13
"""Of the contents, in a column; a page has two columns."""

_CONTENTS_WHITENESS = 0.75
_HEAD = 22.0
"""Room for a heading, in millimetres of an A5 page."""
_WALL = 92.0
"""Height of the wall on the cover, in millimetres of an A5 page."""
_TALLEST_ROW = 24.0
_ENTRY, _CHILD, _PAGE_NO = 0.056, 0.038, 0.045
"""Largest letters of a title, a name and a page number, in parts of the page's height."""


def write_anthology(anthology: Anthology, books: Iterable[Book], paper: Paper) -> bytes:
    """Write all books as one PDF; each is as it would be alone.

    A story begins on a page on the right, so that its pictures face their words, and its last page, the
    drawing, faces the title of the next.

    Args:
        anthology: What holds them together, with an entry for each book.
        books: The books, in order, taken one by one: only one need be in memory.
        paper: What it is printed on.

    Raises:
        BookError: A picture cannot be read, or the entries are of other books.
    """
    sheets = Sheets(*paper.size_mm)
    sheets.sign(anthology.title, ", ".join(anthology.children), anthology.made_on)
    _print_cover(sheets, anthology)
    _print_contents(sheets, anthology)
    for entry, book in zip(anthology.entries, books, strict=True):
        if entry != Entry(book.title, book.child_name, len(book.spreads)):
            raise BookError(f"{book.run_id}: the contents name another story in its place: make them again")
        sheets.turn()
        sheets.mark(entry.title)
        print_book(sheets, book)
    sheets.turn()
    _print_names(sheets, anthology)
    return sheets.to_pdf()


def listed(words: Sequence[str]) -> str:
    """Write words as a sentence lists them.

    >>> listed(["Mia", "Omar", "Zoë"])
    'Mia, Omar and Zoë'
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def contents_pages(n_stories: int) -> int:
    """Count the pages of the contents: an odd number, since the cover is one and stories begin on the right.

    >>> [contents_pages(n) for n in (1, 26, 27, 78)]
    [1, 1, 3, 3]
    """
    return ceil(n_stories / (2 * ROWS)) | 1


def first_pages(anthology: Anthology) -> list[int]:
    """Give the page each story begins on, counted from 1."""
    pages = [2 + contents_pages(len(anthology.entries))]
    for entry in anthology.entries:
        pages.append(pages[-1] + 2 * entry.n_scenes + 2)
    return pages[:-1]


def _print_cover(sheets: Sheets, anthology: Anthology) -> None:
    unit = unit_of(sheets)
    wall = read_picture(anthology.wall_png, "the wall of drawings")
    panel = print_ground(sheets, wall, COVER_WHITENESS)
    frame = panel.inside(8 * unit, panel.height_mm - (_WALL + 6) * unit, 8 * unit, 6 * unit)
    frame = frame.shaped(*wall.size)
    sheets.block(frame.inside(*[-1.2 * unit] * 4), WHITE, round_mm=5 * unit)
    sheets.picture(wall, frame, round_mm=4 * unit)
    head = panel.inside(8 * unit, 4 * unit, 8 * unit, (_WALL + 10) * unit)
    sheets.lines(rounded(sheets, anthology.title, head, LARGEST_TITLE), head, INK)


def _print_contents(sheets: Sheets, anthology: Anthology) -> None:
    wall = read_picture(anthology.wall_png, "the wall of drawings")
    unit = unit_of(sheets)
    rows = list(zip(anthology.entries, first_pages(anthology), strict=True))
    n_pages = contents_pages(len(rows))
    a_page = ceil(len(rows) / n_pages)
    for number in range(n_pages):
        sheets.turn()
        panel = print_ground(sheets, wall, _CONTENTS_WHITENESS)
        if number == 0:
            sheets.mark("Contents")
        head = replace(panel.inside(12 * unit, 3 * unit, 12 * unit, 0), height_mm=(_HEAD - 5) * unit)
        sheets.lines(rounded(sheets, "The stories", head, LARGEST_TITLE * 0.7), head, INK)
        shown = rows[number * a_page : (number + 1) * a_page]
        room = panel.inside(10 * unit, _HEAD * unit, 10 * unit, 5 * unit)
        for (entry, page), area in zip(shown, _rows(room, len(shown), unit), strict=True):
            _print_entry(sheets, entry, page, area)


def _rows(room: Area, count: int, unit: float) -> list[Area]:
    """Share the room among entries: one column while they are few, else two, read downwards."""
    columns = 1 if count <= ROWS // 2 + 1 else 2
    a_column = ceil(count / columns)
    gap_mm = 10 * unit
    width_mm = (room.width_mm - gap_mm * (columns - 1)) / columns
    height_mm = min(room.height_mm / max(1, a_column), _TALLEST_ROW * unit)
    return [
        Area(
            room.x_mm + number // a_column * (width_mm + gap_mm),
            room.y_mm + number % a_column * height_mm,
            width_mm,
            height_mm,
        )
        for number in range(count)
    ]


def _print_entry(sheets: Sheets, entry: Entry, page: int, area: Area) -> None:
    """Print a title, below it who drew it, and the page at the right."""
    unit = unit_of(sheets)
    wide_mm = 12 * unit
    title_mm = 0.55 * area.height_mm
    words = area.inside(0, 0.05 * area.height_mm, wide_mm, 0)
    _line(sheets, rounded(sheets, entry.title, replace(words, height_mm=title_mm), _ENTRY), words, title_mm)
    below = words.inside(0, title_mm, 0, 0.05 * area.height_mm)
    if entry.child_name:
        _line(sheets, rounded(sheets, entry.child_name, below, _CHILD), below, below.height_mm)
    at_right = replace(words, x_mm=area.x_mm + words.width_mm, width_mm=wide_mm, height_mm=title_mm)
    sheets.lines(rounded(sheets, str(page), at_right, _PAGE_NO), at_right, INK)


def _line(sheets: Sheets, lines: Lines, area: Area, height_mm: float) -> None:
    """Print lines from the left of an area."""
    sheets.lines(lines, replace(area, width_mm=mm(lines.width), height_mm=height_mm), INK, centered=False)


def _print_names(sheets: Sheets, anthology: Anthology) -> None:
    unit = unit_of(sheets)
    wall = read_picture(anthology.wall_png, "the wall of drawings")
    panel = print_ground(sheets, wall, COVER_WHITENESS)
    sheets.mark("Drawn by")
    head = replace(panel.inside(12 * unit, 6 * unit, 12 * unit, 0), height_mm=(_HEAD - 6) * unit)
    who = "Drawn by" if anthology.children else anthology.title
    sheets.lines(rounded(sheets, who, head, LARGEST_TITLE * 0.7), head, INK)
    names = panel.inside(14 * unit, (_HEAD + 4) * unit, 14 * unit, 20 * unit)
    text = drawable(listed(anthology.children), TEXT_FONT)
    largest = LARGEST_BYLINE * 1.2 * points(sheets.page)[1]
    sheets.lines(fit(text, TEXT_FONT, points(names), largest=largest, leading=1.7), names, INK)
    foot = panel.inside(12 * unit, panel.height_mm - 14 * unit, 12 * unit, 6 * unit)
    sheets.lines(rounded(sheets, f"{anthology.title}, {anthology.day}", foot, SMALL), foot, INK)
