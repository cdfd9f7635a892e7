"""Words on a page: which font has them, how they break into lines, and the size in which they fit."""

# pyright: reportUnknownMemberType=false

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import ceil
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from storyvid_dagster import glyphs

TITLE_FONT, TEXT_FONT = glyphs.ROUND_FONT.stem, glyphs.CLEAR_FONT.stem
FONT_FOLDER = glyphs.CLEAR_FONT.parent

_LONGEST_WORD = 22
_NO_BLANK = "\u2060"
"""Stands at the end of a part of a word that goes on in the next."""
_SHRINK = 0.98
_EVEN_ENOUGH_EM = 0.1


@dataclass(frozen=True)
class Lines:
    """Text broken into lines of one font and size."""

    lines: tuple[str, ...]
    font: str
    size: float
    leading: float
    """From one line to the next, in parts of the size."""

    @property
    def width(self) -> float:
        """Width of the longest line."""
        return max((width_of(line, self.font, self.size) for line in self.lines), default=0)

    @property
    def height(self) -> float:
        """Height of all lines."""
        return len(self.lines) * self.size * self.leading


def drawable(text: str, font: str) -> str:
    """Give the text without what cannot be shown; its paragraphs stay apart, one a line.

    >>> drawable("Mia  and the 🦊 fox", TEXT_FONT)
    'Mia and the fox'
    """
    lines = (glyphs.drawable(line, _own(font)) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def title_font(text: str) -> str:
    """Choose the font a title is set in: the round one, unless it lacks a character the other has."""
    clear, rounded = (font_named(font).face.charToGlyph for font in (TEXT_FONT, TITLE_FONT))
    composed = unicodedata.normalize("NFC", text)
    return TEXT_FONT if any(ord(c) in clear and ord(c) not in rounded for c in composed) else TITLE_FONT


def fit(text: str, font: str, room: tuple[float, float], *, largest: float, leading: float) -> Lines:
    """Set text in the largest size in which it fits, in lines of about the same length.

    Args:
        text: Drawable text, a paragraph a line.
        font: Its font.
        room: Width and height it may take.
        largest: The size that suffices.
        leading: From one line to the next, in parts of the size.
    """
    width, height = room
    paragraphs = [[part for word in line.split() for part in _parts(word)] for line in text.splitlines()]
    size = largest
    while True:
        lines = Lines(_broken(paragraphs, font, width / size), font, size, leading)
        if lines.width <= width and lines.height <= height:
            return replace(lines, lines=_evened(paragraphs, lines))
        size *= _SHRINK


def width_of(text: str, font: str, size: float) -> float:
    """Measure text in one line."""
    return _line_em(text, font) * size


def text_runs_of(line: str, font: str) -> tuple[glyphs.TextRun, ...]:
    """Cut a line into what its font has and what it lacks, from left to right."""
    return glyphs.text_runs(line, _own(font))


def width_em(run: glyphs.TextRun) -> float:
    """Measure a run, in parts of its size."""
    if run.is_shaped:
        return glyphs.advance_em(run)
    return sum(_advance(run.font.stem, character) for character in run.text)


@cache
def font_named(name: str) -> TTFont:
    """Load one of the two fonts."""
    font = TTFont(name, FONT_FOLDER / f"{name}.ttf")
    pdfmetrics.registerFont(font)
    return font


def _own(font: str) -> tuple[Path, ...]:
    return (FONT_FOLDER / f"{font}.ttf",)


@lru_cache(maxsize=20_000)
def _line_em(text: str, font: str) -> float:
    return sum(width_em(run) for run in text_runs_of(text, font))


@cache
def _advance(font: str, character: str) -> float:
    return float(font_named(font).stringWidth(character, 1))


def _parts(word: str) -> list[str]:
    """Cut a word where it may be broken; what nobody could set in one line gets hyphens."""
    free = glyphs.breaks(word)
    if len(free) > 1:
        return [*(f"{part}{_NO_BLANK}" for part in free[:-1]), free[-1]]
    length = ceil(len(word) / ceil(len(word) / _LONGEST_WORD))
    parts = [word[start : start + length] for start in range(0, len(word), length)]
    return [*(f"{part}-" for part in parts[:-1]), parts[-1]]


def _broken(paragraphs: Sequence[Sequence[str]], font: str, width_em: float) -> tuple[str, ...]:
    """Fill lines word by word; a word too wide for a line has it alone."""
    lines: list[str] = []
    space = width_of(" ", font, 1)
    for words in paragraphs:
        left = 0.0
        for number, word in enumerate(words):
            width = width_of(word.removesuffix(_NO_BLANK), font, 1)
            blank = 0.0 if number and lines[-1].endswith(_NO_BLANK) else space
            if number and blank + width <= left:
                lines[-1] = f"{lines[-1].removesuffix(_NO_BLANK)}{' ' if blank else ''}{word}"
                left -= blank + width
            else:
                lines.append(word)
                left = width_em - width
    return tuple(line.removesuffix(_NO_BLANK) for line in lines)


def _evened(paragraphs: Sequence[Sequence[str]], lines: Lines) -> tuple[str, ...]:
    """Break into as many lines with the longest as short as can be, so that none is left nearly empty."""
    even, enough = lines.lines, lines.width / lines.size
    too_narrow = 0.0
    while enough - too_narrow > _EVEN_ENOUGH_EM:
        middle = (enough + too_narrow) / 2
        found = _broken(paragraphs, lines.font, middle)
        if len(found) == len(even) and all(width_of(line, lines.font, 1) <= middle for line in found):
            even, enough = found, middle
        else:
            too_narrow = middle
    return even
