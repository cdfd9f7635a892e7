"""Paper to print on: pages of pictures and lines, in millimetres from the top left."""

# pyright: reportUnknownMemberType=false

import datetime
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from storyvid_dagster.books.pictures import to_jpeg
from storyvid_dagster.books.text_layout import TEXT_FONT, Lines, font_named, text_runs_of, width_em, width_of
from storyvid_dagster.glyphs import TextRun, outline

PRINT_DPI = 300
_PT_PER_MM = 72 / 25.4
_FILL_ALL_THAT_WINDS = 1
"""ReportLab's number for the non-zero winding rule: parts of a letter may overlap."""
_RISE = 0.33
"""From the middle of a line up to which letters stand, in parts of their size."""

Color = tuple[int, int, int]


@dataclass(frozen=True)
class Area:
    """A rectangle on the page."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float

    def inside(self, left_mm: float, top_mm: float, right_mm: float, bottom_mm: float) -> "Area":
        """Leave margins."""
        return Area(
            self.x_mm + left_mm,
            self.y_mm + top_mm,
            self.width_mm - left_mm - right_mm,
            self.height_mm - top_mm - bottom_mm,
        )

    def shaped(self, width: float, height: float) -> "Area":
        """Give the largest area of a shape in the middle of this one."""
        scale = min(self.width_mm / width, self.height_mm / height)
        side_mm, up_mm = (self.width_mm - width * scale) / 2, (self.height_mm - height * scale) / 2
        return self.inside(side_mm, up_mm, side_mm, up_mm)


class Sheets:
    """A pile of pages of one size; drawing happens on the last."""

    def __init__(self, width_mm: float, height_mm: float) -> None:
        self.page = Area(0, 0, width_mm, height_mm)
        self._bytes = BytesIO()
        self._canvas = Canvas(
            self._bytes,
            pagesize=(width_mm * _PT_PER_MM, height_mm * _PT_PER_MM),
            pageCompression=1,
            invariant=1,  # no clock and no random number in the bytes
            initialFontName=font_named(TEXT_FONT).fontName,  # pyright: ignore[reportArgumentType]
            lang="en",
        )

    def sign(self, title: str, author: str, made_on: datetime.date) -> None:
        """Write what a viewer shows about the file."""

        def day(*_now: int) -> str:
            return f"D:{made_on:%Y%m%d}000000Z"

        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(f"A picture book of {made_on.isoformat()}")
        self._canvas.setCreator("storyvid")
        self._canvas.setDateFormatter(day)

    def mark(self, name: str) -> None:
        """Name the page that is open in the list a viewer shows."""
        key = f"page {self._canvas.getPageNumber()}"
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(name, key)

    def turn(self) -> None:
        """Begin the next page."""
        self._canvas.showPage()

    def picture(self, image: Image.Image, area: Area, *, round_mm: float = 0, dpi: int = PRINT_DPI) -> None:
        """Print a picture over an area, with no more pixels than the printer can show."""
        most_px = _px(area.width_mm, dpi), _px(area.height_mm, dpi)
        with self._kept():
            if round_mm:
                self._canvas.clipPath(self._rounded(area, round_mm), stroke=0)
            self._canvas.drawImage(ImageReader(BytesIO(to_jpeg(image, most_px=most_px))), *self._box(area))

    def block(self, area: Area, color: Color, *, round_mm: float = 0, opacity: float = 1) -> None:
        """Fill an area."""
        with self._kept():
            self._ink(color)
            self._canvas.setFillAlpha(opacity)
            self._canvas.drawPath(self._rounded(area, round_mm), stroke=0, fill=1)

    def lines(self, lines: Lines, area: Area, color: Color, *, centered: bool = True) -> None:
        """Print lines in the middle of an area; not centered, they all begin where the longest does."""
        with self._kept():
            self._ink(color)
            self._canvas.setFont(font_named(lines.font).fontName, lines.size)
            left, bottom, width, height = self._box(area)
            top = bottom + (height + lines.height) / 2
            for number, line in enumerate(lines.lines):
                base = top - (number + 0.5) * lines.size * lines.leading - _RISE * lines.size
                line_width = width_of(line, lines.font, lines.size) if centered else lines.width
                x = left + (width - line_width) / 2
                for run in text_runs_of(line, lines.font):
                    if run.is_shaped:
                        self._letters(run, x, base, lines.size)
                    else:
                        self._canvas.drawString(x, base, run.text)
                    x += width_em(run) * lines.size

    @contextmanager
    def tilted(self, area: Area, degrees: float) -> Generator[None]:
        """Turn what is drawn meanwhile about the middle of an area, counter-clockwise."""
        left, bottom, width, height = self._box(area)
        with self._kept():
            self._canvas.translate(left + width / 2, bottom + height / 2)
            self._canvas.rotate(degrees)
            self._canvas.translate(-left - width / 2, -bottom - height / 2)
            yield

    def to_pdf(self) -> bytes:
        """Finish the last page and give the file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._bytes.getvalue()

    def _letters(self, run: TextRun, x: float, base: float, size: float) -> None:
        """Print a run as outlines: PDF has no shaped text, and the fonts of all scripts would be large."""
        path = self._canvas.beginPath()
        draw: dict[str, Callable[..., None]] = {
            "M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close,
        }  # fmt: skip
        for name, stroke in outline(run):
            draw[name](*(at for right, up in stroke for at in (x + right * size, base + up * size)))
        self._canvas.drawPath(path, stroke=0, fill=1, fillMode=_FILL_ALL_THAT_WINDS)

    @contextmanager
    def _kept(self) -> Generator[None]:
        self._canvas.saveState()
        yield
        self._canvas.restoreState()

    def _ink(self, color: Color) -> None:
        self._canvas.setFillColorRGB(*(part / 255 for part in color))

    def _box(self, area: Area) -> tuple[float, float, float, float]:
        bottom_mm = self.page.height_mm - area.y_mm - area.height_mm
        return (
            area.x_mm * _PT_PER_MM,
            bottom_mm * _PT_PER_MM,
            area.width_mm * _PT_PER_MM,
            area.height_mm * _PT_PER_MM,
        )

    def _rounded(self, area: Area, round_mm: float):
        path = self._canvas.beginPath()
        path.roundRect(*self._box(area), round_mm * _PT_PER_MM)
        return path


def points(area: Area) -> tuple[float, float]:
    """Give width and height as letters are measured."""
    return area.width_mm * _PT_PER_MM, area.height_mm * _PT_PER_MM


def mm(length_pt: float) -> float:
    """Give a length of letters as one of the page."""
    return length_pt / _PT_PER_MM


def _px(length_mm: float, dpi: int) -> int:
    return max(1, round(length_mm / 25.4 * dpi))
