"""Comic print: black lines, flat strong colours, rays in the sky, shade as dots."""

import cv2
import numpy as np

from storyvid_dagster.illustration.pixels import (
    Gray,
    Image,
    blend,
    both,
    curve,
    filled,
    mapped,
    scaled,
    times,
    where,
)
from storyvid_dagster.illustration.relief import Hand, Relief
from storyvid_dagster.illustration.shapes import Kind, Rng
from storyvid_dagster.illustration.stickers import Finish
from storyvid_dagster.illustration.styles.style import Material, colors, glowing
from storyvid_dagster.illustration.texture import grain, halftone

_BLACK = (34, 22, 26)
_RAYS = 17
_SKY = 2
"""Ident of what is painted first: the sky itself, not its clouds."""


def render(relief: Relief, rng: Rng) -> Image:
    """Print the relief as a comic."""
    size, s = relief.size, relief.scale
    image = _radiant(colors(relief), relief, rng)
    screen = halftone(size, max(3.0, 12 * s))
    shade = mapped(relief.light, curve((78, 150), (126, 0)))
    shine = mapped(relief.light, curve((136, 0), (180, 130)))
    image = blend(image, scaled(image, 0.80), _dots(screen, shade))
    image = blend(image, scaled(image, 0.6, 102), _dots(screen, shine))
    image = blend(glowing(image, relief, 0.8), filled(image, _BLACK), relief.ink)
    return times(image, scaled(grain(rng, size, s, 0.5), 0.10, 128 * 0.90))


def _radiant(image: Image, relief: Relief, rng: Rng) -> Image:
    """Let rays burst from low in the sky, and dots thin out on the way down."""
    (width, height), s = relief.size, relief.scale
    sky = both(where(relief.kind, Kind.SKY), where(relief.ident, _SKY))
    reach, x, y = 1.2 * (width + height), width * rng.uniform(0.35, 0.65), height * 0.62
    rays = np.zeros((height, width), np.uint8)
    for k in range(_RAYS):
        a = (k + 0.25) * 2 * np.pi / _RAYS + np.array([0, np.pi / _RAYS])
        tips = np.stack([x + reach * np.cos(a), y + reach * np.sin(a)], 1)
        cv2.fillPoly(rays, [np.array([(x, y), *tips]).astype(np.int32)], (255,), cv2.LINE_AA)
    image = blend(image, scaled(image, 0.80, 51), both(rays, sky))
    fall = np.repeat(np.linspace(120, 0, height).astype(np.uint8)[:, None], width, 1)
    screen = halftone(relief.size, max(3.0, 15 * s), 40)
    return blend(image, scaled(image, 0.84), both(_dots(screen, fall), sky))


def _dots(screen: Gray, tone: Gray) -> Gray:
    """255 inside the dots of a tone, with soft borders."""
    over = (tone.astype(np.int16) - screen) * np.int16(9) + np.int16(60)
    return both(np.clip(over, 0, 255).astype(np.uint8), where(tone, 3, 255))


COMIC = Material(
    render,
    Hand(wobble_px=1.4, wave_px=110, line_px=5.5, saturation=1.45, lightness=-0.02, soft=False),
    Finish(drop=0.0, cast=0.55, outline_px=7, shadow=(48, 30, 34)),
)
