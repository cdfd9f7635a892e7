"""Words on a card: set in the largest size that fits, each glyph from a font that has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from storyvid_dagster import glyphs
from storyvid_dagster.render.backdrops import Canvas, Color, blend, lay, soften

_FONTS = (glyphs.ROUND_FONT, glyphs.CLEAR_FONT)
_UNIT_PX = 100
"""Size at which text is measured; widths grow in proportion."""
_LEADING = 1.12
_LONGEST_WORD = 22
_NO_BLANK = "\u2060"
"""Stands at the end of a part of a word that goes on in the next."""
_RIM = 0.075
"""Width of the rim around letters, in parts of their size."""


@dataclass(frozen=True)
class Ink:
    """How letters look."""

    top: Color
    bottom: Color
    rim: Color


@dataclass(frozen=True)
class TextBox:
    """Where text may stand, in pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class TextSetting:
    """Text broken into lines at a size."""

    lines: tuple[str, ...]
    size_px: float

    @property
    def height_px(self) -> float:
        """Height of all lines."""
        return len(self.lines) * self.size_px * _LEADING


def set_text(text: str, box: TextBox, *, largest_px: float, max_lines: int = 6) -> TextSetting:
    """Break drawable text so that it fits the box in the largest size, at most `largest_px`."""
    words = [part for word in text.split() for part in _parts(word)]
    settings = [
        TextSetting(lines, min(largest_px, _room(lines, box)))
        for count in range(1, min(len(words), max_lines) + 1)
        for lines in [_balanced(tuple(words), count)]
    ]
    # Of equal sizes the one with fewer lines is first and wins.
    return max(settings, key=lambda setting: setting.size_px, default=TextSetting((), largest_px))


def draw_text(canvas: Canvas, setting: TextSetting, box: TextBox, ink: Ink) -> None:
    """Draw set text on a canvas, in the middle of a box: shadow, rim, then letters shaded downwards."""
    rim_px, pad = round(_RIM * setting.size_px), ceil(0.3 * setting.size_px)
    size = ceil(box.width) + 2 * pad, ceil(setting.height_px) + 2 * pad
    letters, rims = (Image.new("L", size, 0) for _ in range(2))
    for number, line in enumerate(setting.lines):
        middle = pad + (number + 0.5) * setting.size_px * _LEADING
        left = pad + (box.width - _width(line) * setting.size_px) / 2
        pen = left, middle + 0.33 * setting.size_px
        put_line(letters, line, pen, setting.size_px, fill=255, fonts=_FONTS)
        put_line(rims, line, pen, setting.size_px, fill=255, fonts=_FONTS, rim_px=rim_px)
    letter, rim = (np.asarray(image, np.float32) / np.float32(255) for image in (letters, rims))
    at = round(box.x) - pad, round(box.y + (box.height - setting.height_px) / 2) - pad
    shadow = soften(np.roll(rim, round(setting.size_px * 0.06), axis=0), setting.size_px * 0.06)
    lay(canvas, (20, 12, 16), shadow * np.float32(0.38), at)
    lay(canvas, ink.rim, rim, at)
    lay(canvas, _shade(setting, ink, size, pad), letter, at)


def _shade(setting: TextSetting, ink: Ink, size: tuple[int, int], pad: int) -> Canvas:
    """Colour every line of text from its top to its bottom."""
    pitch = setting.size_px * _LEADING
    within = np.mod(np.arange(size[1]) - pad, pitch) / pitch
    column = blend(ink.top, ink.bottom, ((within - 0.25) / 0.5)[:, np.newaxis])
    return np.repeat(column, size[0], axis=1)


def put_line(
    image: Image.Image,
    line: str,
    at: tuple[float, float],
    size_px: float,
    *,
    fill: int | tuple[int, ...],
    fonts: Sequence[Path],
    rim_px: int = 0,
) -> float:
    """Draw a drawable line from its pen on the baseline, every letter wider by a rim all around.

    Gives where the pen is after it.
    """
    draw = ImageDraw.Draw(image)
    x, baseline = at
    for run in glyphs.text_runs(line, fonts):
        if run.is_shaped:
            _put_shaped(image, run, (x, baseline), size_px, fill, rim_px)
            x += glyphs.advance_em(run) * size_px
        else:
            font = ImageFont.truetype(run.font, size_px)
            draw.text((x, baseline), run.text, fill=fill, font=font, anchor="ls", stroke_width=rim_px)
            x += font.getlength(run.text)
    return x


def line_width(line: str, size_px: float, fonts: Sequence[Path]) -> float:
    """Measure a drawable line."""
    return sum(_run_width(run, size_px) for run in glyphs.text_runs(line, fonts))


def _put_shaped(
    image: Image.Image,
    run: glyphs.TextRun,
    at: tuple[float, float],
    size_px: float,
    fill: int | tuple[int, ...],
    rim_px: int,
) -> None:
    x, baseline = at
    ink = glyphs.ink(run, size_px, x % 1)
    if not ink.mask.size:
        return
    mask = np.pad(ink.mask, rim_px + 1)
    if rim_px:
        away_px = cv2.distanceTransform(np.where(mask > 127, 0, 255).astype(np.uint8), cv2.DIST_L2, 5)
        mask = np.maximum(mask, np.clip((rim_px + 0.5 - away_px) * 255, 0, 255).astype(np.uint8))
    corner = int(x) + ink.left_px - rim_px - 1, round(baseline) + ink.top_px - rim_px - 1
    image.paste(fill, corner, Image.fromarray(mask))


def _run_width(run: glyphs.TextRun, size_px: float) -> float:
    if run.is_shaped:
        return glyphs.advance_em(run) * size_px
    return ImageFont.truetype(run.font, size_px).getlength(run.text)


def _width(line: str) -> float:
    """Measure a line, in parts of its size."""
    return line_width(line, _UNIT_PX, _FONTS) / _UNIT_PX


def _room(lines: tuple[str, ...], box: TextBox) -> float:
    widest = max(_width(line) for line in lines) + 2 * _RIM
    return min(box.width / widest, box.height / (len(lines) * _LEADING + 2 * _RIM))


def _parts(word: str) -> list[str]:
    """Cut a word where it may be broken; what nobody could set in one line gets hyphens."""
    free = glyphs.breaks(word)
    if len(free) > 1:
        return [*(f"{part}{_NO_BLANK}" for part in free[:-1]), free[-1]]
    length = ceil(len(word) / ceil(len(word) / _LONGEST_WORD))
    parts = [word[start : start + length] for start in range(0, len(word), length)]
    return [*(f"{part}-" for part in parts[:-1]), parts[-1]]


def _joined(words: Sequence[str]) -> str:
    return " ".join(words).replace(f"{_NO_BLANK} ", "").removesuffix(_NO_BLANK)


def _balanced(words: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Break words into `count` lines so that the longest is as short as can be."""

    @cache
    def best(first: int, left: int) -> tuple[float, tuple[str, ...]]:
        if left == 1:
            line = _joined(words[first:])
            return _width(line), (line,)
        options: list[tuple[float, tuple[str, ...]]] = []
        for end in range(first + 1, len(words) - left + 2):
            line = _joined(words[first:end])
            widest, rest = best(end, left - 1)
            options.append((max(widest, _width(line)), (line, *rest)))
        return min(options)

    return best(0, count)[1]
