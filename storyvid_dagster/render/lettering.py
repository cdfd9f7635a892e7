"""Words on a card: set in the largest size that fits, each glyph from a font that has it."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from storyvid_dagster.render.backdrops import Canvas, Color, blend, lay, soften

_FONTS = tuple(
    Path(__file__).parent.parent / "fonts" / name for name in ("Fredoka-SemiBold.ttf", "Andika-Bold.ttf")
)
_UNIT_PX = 100
"""Size at which text is measured; widths grow in proportion."""
_LEADING = 1.12
_LONGEST_WORD = 22
_RIM = 0.075
"""Width of the rim around letters, in parts of their size."""


@dataclass(frozen=True)
class Ink:
    """How letters look."""

    top: Color
    bottom: Color
    rim: Color


@dataclass(frozen=True)
class Box:
    """Where text may stand, in pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Setting:
    """Text broken into lines at a size."""

    lines: tuple[str, ...]
    size_px: float

    @property
    def height_px(self) -> float:
        """Height of all lines."""
        return len(self.lines) * self.size_px * _LEADING


def drawable(text: str) -> str:
    """Give the text in one line without the characters neither font has.

    >>> drawable("Mia  and the 🦊 fox")
    'Mia and the fox'
    """
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(c if c.isspace() or _font_of(c) is not None else "" for c in composed).split())


def set_text(text: str, box: Box, *, largest_px: float, max_lines: int = 6) -> Setting:
    """Break drawable text so that it fits the box in the largest size, at most `largest_px`."""
    words = [part for word in text.split() for part in _parts(word)]
    settings = [
        Setting(lines, min(largest_px, _room(lines, box)))
        for count in range(1, min(len(words), max_lines) + 1)
        for lines in [_balanced(tuple(words), count)]
    ]
    # Of equal sizes the one with fewer lines is first and wins.
    return max(settings, key=lambda setting: setting.size_px, default=Setting((), largest_px))


def draw_text(canvas: Canvas, setting: Setting, box: Box, ink: Ink) -> None:
    """Draw set text on a canvas, in the middle of a box: shadow, rim, then letters shaded downwards."""
    rim_px, pad = round(_RIM * setting.size_px), ceil(0.3 * setting.size_px)
    size = ceil(box.width) + 2 * pad, ceil(setting.height_px) + 2 * pad
    letters, rims = (Image.new("L", size, 0) for _ in range(2))
    for number, line in enumerate(setting.lines):
        middle = pad + (number + 0.5) * setting.size_px * _LEADING
        left = pad + (box.width - _width(line) * setting.size_px) / 2
        _draw_line(letters, line, (left, middle), setting.size_px, rim_px=0)
        _draw_line(rims, line, (left, middle), setting.size_px, rim_px=rim_px)
    letter, rim = (np.asarray(image, np.float32) / np.float32(255) for image in (letters, rims))
    at = round(box.x) - pad, round(box.y + (box.height - setting.height_px) / 2) - pad
    shadow = soften(np.roll(rim, round(setting.size_px * 0.06), axis=0), setting.size_px * 0.06)
    lay(canvas, (20, 12, 16), shadow * np.float32(0.38), at)
    lay(canvas, ink.rim, rim, at)
    lay(canvas, _shade(setting, ink, size, pad), letter, at)


def _shade(setting: Setting, ink: Ink, size: tuple[int, int], pad: int) -> Canvas:
    """Colour every line of text from its top to its bottom."""
    pitch = setting.size_px * _LEADING
    within = np.mod(np.arange(size[1]) - pad, pitch) / pitch
    column = blend(ink.top, ink.bottom, ((within - 0.25) / 0.5)[:, np.newaxis])
    return np.repeat(column, size[0], axis=1)


def _draw_line(
    image: Image.Image, line: str, at: tuple[float, float], size_px: float, *, rim_px: int
) -> None:
    draw = ImageDraw.Draw(image)
    x, middle = at
    for path, run in _runs(line):
        font = ImageFont.truetype(path, size_px)
        draw.text((x, middle + size_px * 0.33), run, fill=255, font=font, anchor="ls", stroke_width=rim_px)
        x += font.getlength(run)


def _runs(line: str) -> list[tuple[Path, str]]:
    """Cut a line where the font changes."""
    runs: list[tuple[Path, str]] = []
    for character in line:
        path = runs[-1][0] if character == " " and runs else _font_of(character) or _FONTS[0]
        if runs and runs[-1][0] == path:
            runs[-1] = path, runs[-1][1] + character
        else:
            runs.append((path, character))
    return runs


@cache
def _font_of(character: str) -> Path | None:
    """Give the first font that has a character; the shape of a missing one is told by asking for none."""
    for path in _FONTS:
        font = ImageFont.truetype(path, 32)
        if _shape(font, character) != _shape(font, "\U0010ffff"):
            return path
    return None


def _shape(font: ImageFont.FreeTypeFont, character: str) -> bytes:
    image = Image.new("L", (96, 64), 0)
    ImageDraw.Draw(image).text((24, 48), character, fill=255, font=font, anchor="ls")
    return image.tobytes()


def _width(line: str) -> float:
    """Measure a line, in parts of its size."""
    return sum(ImageFont.truetype(path, _UNIT_PX).getlength(run) for path, run in _runs(line)) / _UNIT_PX


def _room(lines: tuple[str, ...], box: Box) -> float:
    widest = max(_width(line) for line in lines) + 2 * _RIM
    return min(box.width / widest, box.height / (len(lines) * _LEADING + 2 * _RIM))


def _parts(word: str) -> list[str]:
    """Cut a word nobody could set in one line into even parts with hyphens."""
    length = ceil(len(word) / ceil(len(word) / _LONGEST_WORD))
    parts = [word[start : start + length] for start in range(0, len(word), length)]
    return [*(f"{part}-" for part in parts[:-1]), parts[-1]]


def _balanced(words: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Break words into `count` lines so that the longest is as short as can be."""

    @cache
    def best(first: int, left: int) -> tuple[float, tuple[str, ...]]:
        if left == 1:
            line = " ".join(words[first:])
            return _width(line), (line,)
        options: list[tuple[float, tuple[str, ...]]] = []
        for end in range(first + 1, len(words) - left + 2):
            line = " ".join(words[first:end])
            widest, rest = best(end, left - 1)
            options.append((max(widest, _width(line)), (line, *rest)))
        return min(options)

    return best(0, count)[1]
