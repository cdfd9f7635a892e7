"""Pixels: a coarse grid, few colours, the steps between them dithered."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
import cv2
import numpy as np

from storyvid_dagster.providers.embedded.painter.materials.material import (
    Material,
    alpha,
    colors,
    edges,
    glowing,
    with_alpha,
)
from storyvid_dagster.providers.embedded.painter.relief import Hand, Relief
from storyvid_dagster.providers.embedded.painter.shapes import Rng
from storyvid_dagster.providers.embedded.painter.stickers import Finish
from storyvid_dagster.providers.embedded.painter.texture import Image, bayer, blend, mapped, times

_LEVELS = 11


def render(relief: Relief, rng: Rng) -> Image:
    """Reduce the relief to dithered pixels; it is drawn on the coarse grid already."""
    size = relief.size
    image = times(
        colors(relief), mapped(relief.light, np.interp(np.arange(256), [0, 128, 255], [64, 128, 192]))
    )
    dark = np.asarray(cv2.convertScaleAbs(image, alpha=0.62), np.uint8)
    outline = cv2.bitwise_and(edges(relief, 1), relief.ink)
    image = blend(image, dark, np.asarray(outline, np.uint8))
    image = glowing(image, relief)
    step = 255 / (_LEVELS - 1)
    dithered = image.astype(np.float32) / step + bayer(size)[..., None] * 0.95
    image = np.clip(np.round(dithered) * step, 0, 255).astype(np.uint8)
    return with_alpha(image, alpha(relief))


PIXEL = Material(
    render,
    Hand(wobble_px=0, line_px=5, saturation=1.25, soft=False, smooth=False),
    Finish(drop=0.0, cast=0.34, hard=True, outline_px=5, shadow=(60, 34, 36)),
    rows=216,
)
