"""Words on a page: which font has them, how they break into lines, and the size in which they fit."""

# pyright: reportUnknownMemberType=false

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

TITLE_FONT, TEXT_FONT = "Fredoka-SemiBold", "Andika-Bold"
FONT_FOLDER = Path(__file__).parent.parent / "fonts"

_LONGEST_WORD = 22
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
    """Give the text without the characters a font lacks; its paragraphs stay apart, one a line.

    >>> drawable("Mia  and the 🦊 fox", TEXT_FONT)
    'Mia and the fox'
    """
    has = font_named(font).face.charToGlyph
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(c for c in composed if c.isspace() or (ord(c) in has and unicodedata.category(c) != "Cf"))
    return "\n".join(" ".join(line.split()) for line in kept.splitlines() if line.strip())


def title_font(text: str) -> str:
    """Choose the font a title is set in: the round one, unless it lacks a character the other has."""
    return TITLE_FONT if drawable(text, TITLE_FONT) == drawable(text, TEXT_FONT) else TEXT_FONT


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
    return sum(_advance(font, character) for character in text) * size


@cache
def font_named(name: str) -> TTFont:
    """Load one of the two fonts."""
    font = TTFont(name, FONT_FOLDER / f"{name}.ttf")
    pdfmetrics.registerFont(font)
    return font


@cache
def _advance(font: str, character: str) -> float:
    return float(font_named(font).stringWidth(character, 1))


def _parts(word: str) -> list[str]:
    """Cut a word nobody could set in one line into even parts with hyphens."""
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
            width = width_of(word, font, 1)
            if number and space + width <= left:
                lines[-1] += f" {word}"
                left -= space + width
            else:
                lines.append(word)
                left = width_em - width
    return tuple(lines)


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
