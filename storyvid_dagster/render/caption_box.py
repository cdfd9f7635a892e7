"""Captions in the picture: two short lines on a quiet ground, the word that is being read lit up."""

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from storyvid_dagster.core.captions import LEADING, PADDING, Cue, caption_place
from storyvid_dagster.glyphs import CLEAR_FONT, drawable
from storyvid_dagster.render.planes import Frame, Plane, premultiplied
from storyvid_dagster.render.text_layout import line_width, put_line

CAPTION_VERSION = 2
"""Raise it when the same captions would look otherwise."""
_FONTS = (CLEAR_FONT,)
_GROUND, _PLAIN, _LIT = (22, 20, 34, 196), (255, 255, 255, 255), (255, 214, 74, 255)
_WIDEST = 0.88
_AHEAD_MS = 40
"""Eyes want to be where the voice comes to, not where it was."""


class CaptionBox:
    """The captions of a film, drawn when they are needed."""

    def __init__(self, cues: Sequence[Cue], size: tuple[int, int], fps: int) -> None:
        """Take the captions of a film of `size` (width, height)."""
        self._cues = tuple(cues)
        self._size, self._fps = size, fps
        self._drawn = lru_cache(maxsize=12)(self._draw)

    def key(self, start_frame: int, n_frames: int) -> str:
        """Name all that is seen of captions in a stretch of film."""
        states = [self._state(start_frame + k) for k in range(n_frames)]
        seen = sorted({index for index, _ in states if index >= 0})
        lines = [self._cues[index].lines for index in seen]
        when = [(seen.index(index), word) if index >= 0 else None for index, word in states]
        return hashlib.sha256(json.dumps([CAPTION_VERSION, lines, when]).encode()).hexdigest()

    def put(self, frame: int, out: Frame) -> None:
        """Lay the caption of a frame of the film over it, in place."""
        index, word = self._state(frame)
        if index < 0:
            return
        (x, y), planes = self._drawn(index, word)
        for plane, alpha, target, step in (
            (planes[0], planes[1], out.y, 1),
            (planes[2], planes[4], out.u, 2),
            (planes[3], planes[4], out.v, 2),
        ):
            top, left = y // step, x // step
            region = target[top : top + plane.shape[0], left : left + plane.shape[1]]
            cv2.multiply(region, alpha, dst=region, scale=1 / 255)
            cv2.add(region, plane, dst=region)

    def _state(self, frame: int) -> tuple[int, int]:
        """Give the caption that is seen at a frame and the word that is lit in it; -1: none."""
        time_ms = 1000 * frame / self._fps
        for index, cue in enumerate(self._cues):
            if cue.start_ms <= time_ms < cue.end_ms:
                return index, max(0, cue.spoken_at(time_ms + _AHEAD_MS))
        return -1, -1

    def _draw(self, index: int, lit: int) -> tuple[tuple[int, int], tuple[Plane, ...]]:
        """Draw a caption: where its left upper corner is, and planes y, rest of a, u, v, rest of half a."""
        width, place = self._size[0], caption_place(self._size)
        # One entry for each word that is timed, even where nothing of it can be shown.
        lines = [[drawable(word, _FONTS) for word in line.split(" ")] for line in self._cues[index].lines]
        size_px = place.letter
        widest = max(_width(words, size_px) for words in lines)
        if widest > _WIDEST * width:
            size_px *= _WIDEST * width / widest
            widest = max(_width(words, size_px) for words in lines)
        pad = size_px * PADDING
        wide = _even(widest + 2 * pad)
        high = _even(place.ground_height(len(lines), size_px))
        image = Image.new("RGBA", (wide, high), (*_GROUND[:3], 0))
        pen = ImageDraw.Draw(image)
        pen.rounded_rectangle((0, 0, wide - 1, high - 1), radius=0.42 * size_px, fill=_GROUND)
        ascent_px, descent_px = ImageFont.truetype(CLEAR_FONT, size_px).getmetrics()
        blank_px = _width([" "], size_px)
        number = 0
        for row, words in enumerate(lines):
            x = (wide - _width(words, size_px)) / 2
            y = 0.55 * pad + (row + 0.5) * size_px * LEADING + (ascent_px - descent_px) / 2
            for word in words:
                fill = _LIT if number == lit else _PLAIN
                if word:
                    x = put_line(image, word, (x, y), size_px, fill=fill, fonts=_FONTS) + blank_px
                number += 1
        y, a, u, v, a_half = premultiplied(np.array(image))
        left = _even((width - wide) / 2)
        top = _even(place.foot_y - high)
        return (left, top), (y, 255 - a, u, v, 255 - a_half)


def _width(words: Sequence[str], size_px: float) -> float:
    return line_width(" ".join(filter(None, words)), size_px, _FONTS)


def _even(value: float) -> int:
    return max(2, round(value / 2) * 2)
