"""Letters of every script: which font has them, where each stands, and what it looks like.

Pictures and books set most words in fonts of their own. What these lack is set in Noto Sans, shaped as its
script wants it: joined, stacked, from right to left.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportAttributeAccessIssue=false

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import uharfbuzz as hb
from numpy.typing import NDArray

from storyvid_dagster.core.pronunciation.romanization import romanized
from storyvid_dagster.errors import SetupError

ROUND_FONT = Path(__file__).parent / "fonts" / "Fredoka-SemiBold.ttf"
CLEAR_FONT = Path(__file__).parent / "fonts" / "Andika-Bold.ttf"
"""Made for people who learn to read: no two letters look alike."""

_SCRIPTS = (
    "", "Arabic", "Hebrew", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu",
    "Kannada", "Malayalam", "Sinhala", "Thai", "Lao", "Khmer", "Myanmar", "Ethiopic", "Georgian", "Armenian",
)  # fmt: skip
_HOW_TO_INSTALL = "run `pip install manimgx-fonts==2026.9.26.post1 manimgx-fonts-cjk==2026.9.26.post1`"
_WEIGHT = 700
_JOINERS = "\u200c\u200d"
_DIRECTIONS = {"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "N"}
_EAST_ASIAN = "\u3041-\u30ff\u3400-\u9fff々〆ー"
_NOT_FIRST = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮーゝゞヽヾ々"
_BREAK = re.compile(f"(?<=[{_EAST_ASIAN}])(?=[{_EAST_ASIAN}])(?![{_NOT_FIRST}])")

Point = tuple[float, float]
Stroke = tuple[str, tuple[Point, ...]]
"""`M`, `L`, `C` or `Z`, and its points in parts of the letters' size, upwards from the baseline."""


@dataclass(frozen=True)
class TextRun:
    """Letters of one font that stand together."""

    text: str
    font: Path

    @property
    def is_shaped(self) -> bool:
        """Whether it is not in one of our own fonts."""
        return self.font not in (ROUND_FONT, CLEAR_FONT)


@dataclass(frozen=True)
class Ink:
    """A run as pixels."""

    mask: NDArray[np.uint8]
    """(height, width)."""
    left_px: int
    top_px: int
    """Where it stands, from the pen on the baseline."""


def drawable(text: str, own: tuple[Path, ...] = (ROUND_FONT, CLEAR_FONT)) -> str:
    """Give a line as it can be shown: what no font has is left out, a word of an unknown script romanized.

    >>> drawable("Mia  and the 🦊 fox"), drawable("美咲 and Ꭰ")
    ('Mia and the fox', '美咲 and A')
    """
    words = unicodedata.normalize("NFC", text).split()
    return " ".join(shown for word in words if (shown := _drawable_word(word, own)))


def unshowable(text: str) -> str:
    """List the letters no font has, each once; signs such as emoji are not listed."""
    return "".join(dict.fromkeys(c for c in text if c.isalpha() and not _fonts_of(c, (CLEAR_FONT,))))


@lru_cache(maxsize=20_000)
def text_runs(line: str, own: tuple[Path, ...] = (ROUND_FONT, CLEAR_FONT)) -> tuple[TextRun, ...]:
    """Cut a drawable line where its font changes, in the order in which the parts stand from the left."""
    levels = _levels(line)
    fonts: list[Path] = []
    for blank, letters in groupby(line, key=str.isspace):
        word = "".join(letters)
        fonts += [fonts[-1] if fonts else own[0]] * len(word) if blank else _fonts_of_word(word, fonts, own)
    for place, character in enumerate(line):
        # A full stop after a name that is read leftwards belongs to the line.
        if not levels[place] and _has(own[0], character):
            fonts[place] = own[0] if fonts[place] not in own else fonts[place]
    parts = [
        (key[1], TextRun("".join(character for character, *_ in group), key[0]))
        for key, group in groupby(zip(line, fonts, levels, strict=True), key=lambda each: each[1:])
    ]
    for level in range(max(levels, default=0), 0, -1):
        turned = groupby(parts, key=lambda part: part[0] >= level)
        parts = [part for is_turned, group in turned for part in _in_order(list(group), is_turned)]
    return tuple(run for _, run in parts)


def advance_em(run: TextRun) -> float:
    """Measure a shaped run, in parts of its size."""
    return _shaped(run.text, run.font)[1]


def ink(run: TextRun, size_px: float, shift_px: float = 0) -> Ink:
    """Draw a shaped run, `shift_px` (below 1) to the right of a whole pixel."""
    font = _font(run.font)
    scale = size_px / font.scale[0]
    raster = hb.RasterDraw()
    for glyph, x, y in _shaped(run.text, run.font)[0]:
        raster.transform = (scale, 0, 0, scale, x * size_px + shift_px, y * size_px)
        raster.draw_glyph(font, glyph)
    image = raster.render()
    extents = image.extents
    rows = np.frombuffer(image.buffer, np.uint8).reshape(extents.height, extents.stride or extents.width)
    mask = rows[::-1, : extents.width]
    return Ink(mask, extents.x_origin, -(extents.y_origin + extents.height))


def outline(run: TextRun) -> tuple[Stroke, ...]:
    """Give the outlines of a shaped run; they are filled where they wind around."""
    font = _font(run.font)
    pen = _Pen()
    for glyph, x, y in _shaped(run.text, run.font)[0]:
        pen.move(x, y, 1 / font.scale[0])
        font.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.strokes)


def subset(text: str, font: Path) -> bytes:
    """Give the font with no more than a text needs, as a file."""
    chosen = hb.SubsetInput()
    chosen.unicode_set.update(map(ord, text))
    face = _font(font).face
    for axis in face.axis_infos:
        chosen.pin_axis_location(face, axis.tag, _WEIGHT if axis.tag == "wght" else axis.default_value)
    return bytes(hb.subset(face, chosen).blob.data)


class _Pen:
    """Collects outlines."""

    def __init__(self) -> None:
        self.strokes: list[Stroke] = []
        self._at: Point = (0, 0)

    def move(self, x: float, y: float, scale: float) -> None:
        self._x, self._y, self._scale = x, y, scale

    def _add(self, name: str, *points: Point) -> None:
        moved = tuple((self._x + x * self._scale, self._y + y * self._scale) for x, y in points)
        self.strokes.append((name, moved))
        if points:
            self._at = points[-1]

    def moveTo(self, point: Point) -> None:  # names of fontTools' pens
        self._add("M", point)

    def lineTo(self, point: Point) -> None:
        self._add("L", point)

    def curveTo(self, *points: Point) -> None:
        self._add("C", *points)

    def qCurveTo(self, *points: Point) -> None:
        (middle_x, middle_y), (x, y), (from_x, from_y) = points[0], points[1], self._at
        self._add(
            "C",
            (from_x + (middle_x - from_x) * 2 / 3, from_y + (middle_y - from_y) * 2 / 3),
            (x + (middle_x - x) * 2 / 3, y + (middle_y - y) * 2 / 3),
            (x, y),
        )

    def closePath(self) -> None:
        self._add("Z")

    endPath = closePath


def _in_order(parts: list[tuple[int, TextRun]], is_turned: bool) -> list[tuple[int, TextRun]]:
    return parts[::-1] if is_turned else parts


def _levels(line: str) -> list[int]:
    """Give how deep each character is nested: odd ones are read leftwards (after Unicode's annex 9)."""
    strong = [_DIRECTIONS.get(unicodedata.bidirectional(c), "") for c in line]
    base = next((d for d in strong if d in ("L", "R")), "L")
    if "R" not in strong:
        return [0] * len(line)
    # A number is read rightwards, and stands where words around it put it: the age after a name is no part
    # of the name, whatever the standard makes of it.
    for place, direction in enumerate(strong):
        if direction == "N":
            before = next((d for d in reversed(strong[:place]) if d in ("L", "R")), base)
            after = next((d for d in strong[place:] if d in ("L", "R")), base)
            strong[place] = "N" if before == after == "R" else "L"
    for place, direction in enumerate(strong):
        if not direction:
            before = next((d for d in reversed(strong[:place]) if d), base)
            after = next((d for d in strong[place:] if d), base)
            both = {"R" if d == "N" else d for d in (before, after)}
            strong[place] = both.pop() if len(both) == 1 else base
    inner = {"L": 0, "R": 1, "N": 2} if base == "L" else {"L": 2, "R": 1, "N": 2}
    return [inner[direction] for direction in strong]


def breaks(word: str) -> tuple[str, ...]:
    """Give the parts between which a word may be broken without a hyphen: every letter of East Asian scripts.

    >>> breaks("猫とネコー"), breaks("cats")
    (('猫', 'と', 'ネ', 'コー'), ('cats',))
    """
    return tuple(_BREAK.split(word))


def _drawable_word(word: str, own: tuple[Path, ...]) -> str:
    if any(c.isalpha() and not _fonts_of(c, own) for c in word):
        word = romanized(word)
    kept = ""
    for character in word:
        kept += character if _is_kept(character, kept[-1:], own) else ""
    return kept


def _is_kept(character: str, before: str, own: tuple[Path, ...]) -> bool:
    if character in _JOINERS:  # they mean nothing in our own fonts
        return bool(before) and _fonts_of(before, own)[0] not in own
    return unicodedata.category(character) != "Cf" and bool(_fonts_of(character, own))


def _fonts_of_word(word: str, before: Sequence[Path], own: tuple[Path, ...]) -> list[Path]:
    """Choose one font for a word where there is one; else one a letter, its marks and signs going along."""
    letters = [c for c in word if c not in _JOINERS]
    common = next((font for font in _fonts_of(letters[0], own) if all(_has(font, c) for c in letters)), None)
    # A sign alone, such as a dash, stays with the word before it.
    if common and not any(map(str.isalnum, word)) and before and all(_has(before[-1], c) for c in letters):
        common = before[-1]
    if common:
        return [common] * len(word)
    fonts: list[Path] = []
    for character in word:
        last = fonts[-1:] or list(before[-1:])
        goes_along = fonts and (character in _JOINERS or unicodedata.category(character)[0] == "M")
        stays = last and not character.isalpha() and _has(last[0], character)
        fonts.append(last[0] if goes_along or stays else _fonts_of(character, own)[0])
    return fonts


@cache
def _fonts_of(character: str, own: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(font for font in (*own, *_noto()) if _has(font, character))


@cache
def _noto() -> tuple[Path, ...]:
    try:
        folder, east_asian = (Path(str(files(name))) for name in ("manimgx_fonts", "manimgx_fonts_cjk"))
    except ModuleNotFoundError as error:
        raise SetupError(f"the fonts of other scripts are missing ({error}): {_HOW_TO_INSTALL}") from error
    return (
        *(folder / f"NotoSans{script}[wght].ttf" for script in _SCRIPTS),
        east_asian / "NotoSansCJK-VF.otf.ttc",
    )


@cache
def _has(font: Path, character: str) -> bool:
    return bool(_font(font).get_nominal_glyph(ord(character)))


@cache
def _font(path: Path) -> Any:
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
    font.set_variations({"wght": _WEIGHT})
    return font


@cache
def _shaped(text: str, path: Path) -> tuple[tuple[tuple[int, float, float], ...], float]:
    """Give each glyph with the place of its pen, and the advance of all, in parts of the size."""
    font, buffer = _font(path), hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    glyphs: list[tuple[int, float, float]] = []
    x, em = 0, font.scale[0]
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append((glyph.codepoint, (x + place.x_offset) / em, place.y_offset / em))
        x += place.x_advance
    return tuple(glyphs), x / em
