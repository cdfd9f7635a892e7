"""Pixels: a coarse grid, few colours, the steps between them dithered."""

import numpy as np

from storyvid_dagster.illustration.pixels import (
    Image,
    blend,
    both,
    curve,
    mapped,
    scaled,
    times,
)
from storyvid_dagster.illustration.relief import Hand, Relief
from storyvid_dagster.illustration.shapes import Rng
from storyvid_dagster.illustration.stickers import Finish
from storyvid_dagster.illustration.styles.style import Material, colors, edges, glowing
from storyvid_dagster.illustration.texture import bayer

_LEVELS = 11


def render(relief: Relief, _: Rng) -> Image:
    """Reduce the relief to dithered pixels; it is drawn on the coarse grid already."""
    image = times(colors(relief), mapped(relief.light, curve((0, 64), (128, 128), (255, 192))))
    image = blend(image, scaled(image, 0.62), both(edges(relief, 1), relief.ink))
    step = 255 / (_LEVELS - 1)
    dithered = glowing(image, relief).astype(np.float32) / step + bayer(relief.size)[..., None] * 0.95
    return np.clip(np.round(dithered) * step, 0, 255).astype(np.uint8)


PIXEL = Material(
    render,
    Hand(wobble_px=0, line_px=5, saturation=1.25, soft=False, smooth=False),
    Finish(drop=0.0, cast=0.34, hard=True, outline_px=5, shadow=(60, 34, 36)),
    rows=216,
)
