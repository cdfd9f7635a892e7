"""Gouache: soft light, brush strokes laid along the forms, edges a little dry."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.providers.embedded.painter.materials.material import (
    Material,
    alpha,
    colors,
    glowing,
    ramp,
    shadows,
    with_alpha,
)
from storyvid_dagster.providers.embedded.painter.relief import Hand, Relief
from storyvid_dagster.providers.embedded.painter.shapes import Kind, Rng
from storyvid_dagster.providers.embedded.painter.stickers import Finish
from storyvid_dagster.providers.embedded.painter.texture import (
    Image,
    blend,
    grain,
    gray3,
    hatch,
    mapped,
    noise,
    times,
)

# Shade leans to blue violet, light to warm yellow; 128 leaves a colour as it is.
_LIGHT = ramp(
    (0, (94, 76, 72)),
    (70, (112, 101, 99)),
    (128, (128, 128, 128)),
    (190, (134, 146, 150)),
    (255, (138, 160, 168)),
)
_WARMTH = ramp((0, (137, 127, 121)), (128, (128, 128, 128)), (255, (122, 127, 136)))
_SHADOW = ramp((0, (128, 128, 128)), (255, (62, 44, 40)))

# Length and width of a stroke in pixels of a 1080 frame, its slant in degrees, and how its value strays.
_BRUSHES: dict[Kind, tuple[float, float, float, float]] = {
    Kind.SKY: (110, 20, -8, 7),
    Kind.LAND: (52, 9, -14, 15),
    Kind.LEAF: (17, 9, -50, 20),
    Kind.WATER: (80, 8, 0, 12),
    Kind.WALL: (50, 12, 82, 7),
    Kind.THING: (22, 7, 60, 8),
}


def render(relief: Relief, rng: Rng) -> Image:
    """Paint the relief in gouache."""
    size, s = relief.size, relief.scale
    image = times(colors(relief), mapped(relief.light, _LIGHT))
    image = times(image, mapped(noise(rng, size, 240 * s, 3), _WARMTH))
    image = _strokes(image, relief, rng)
    image = times(image, mapped(shadows(relief, 3, 6, 9, 9, 0.36), _SHADOW))
    image = _dry_edges(image, rng, s)
    bristles = cv2.addWeighted(
        hatch(rng, size, -12, 90 * s, 5 * s), 0.5, hatch(rng, size, 28, 60 * s, 4 * s), 0.5, 0
    )
    tooth = grain(rng, size, s, 0.35)
    texture = cv2.addWeighted(np.asarray(bristles, np.uint8), 0.06, tooth, 0.13, 128 * 0.81)
    image = times(image, np.asarray(texture, np.uint8))
    line = cv2.multiply(relief.ink, cv2.convertScaleAbs(cv2.subtract(tooth, 80), alpha=2.6), scale=0.55 / 255)
    image = blend(
        image, np.asarray(cv2.convertScaleAbs(image, alpha=0.5), np.uint8), np.asarray(line, np.uint8)
    )
    return with_alpha(glowing(image, relief), alpha(relief))


def _strokes(image: Image, relief: Relief, rng: Rng) -> Image:
    """Lay strokes of each form's own colour, lighter and darker, wherever both ends stay in the form."""
    (width, height), s = relief.size, relief.scale
    painted = image.copy()
    n = int(3600 * width * height / (1920 * 1080) / max(s, 0.2) ** 2)
    x, y = rng.integers(0, width, n), rng.integers(0, height, n)
    stray = rng.standard_normal((n, 4))
    kinds, here = relief.kind[y, x], relief.ident[y, x]
    table = np.array([_BRUSHES.get(Kind(k), (0.0, 0.0, 0.0, 0.0)) for k in range(len(Kind))])
    length, wide, slant, value = table[kinds].T
    half = length * s * (0.75 + 0.15 * stray[:, 0].clip(-2, 2)) / 2
    turn = np.radians(slant + 12 * stray[:, 1])
    dx, dy = half * np.cos(turn), half * np.sin(turn)
    ux, uy = wide * s * np.sin(turn), wide * s * np.cos(turn)
    inside = (here > 0) & (length > 0)
    for along, aside in ((-1.15, 0), (-0.6, 0), (0.6, 0), (1.15, 0), (0, -1), (0, 1)):
        px, py = (x + along * dx - aside * ux).astype(int), (y + along * dy + aside * uy).astype(int)
        inside &= relief.ident[py.clip(0, height - 1), px.clip(0, width - 1)] == here
    shift = value[:, None] * (stray[:, 2:3] + 0.35 * stray[:, 3:4] * np.array([-1.0, 0.2, 1.0]))
    paint = np.clip(image[y, x] + shift, 0, 255).astype(int)
    _draw(painted, x, y, dx, dy, (wide * s).round().clip(1), paint, np.flatnonzero(inside))
    mixed = cv2.addWeighted(image, 0.45, painted, 0.55, 0)
    cv2.copyTo(image, cv2.inRange(relief.kind, int(Kind.LAMP), int(Kind.LAMP)), mixed)
    return cast(Image, mixed)


def _draw(
    image: Image,
    x: NDArray[np.int64],
    y: NDArray[np.int64],
    dx: NDArray[np.float64],
    dy: NDArray[np.float64],
    wide: NDArray[np.float64],
    paint: NDArray[np.int64],
    which: NDArray[np.int64],
) -> None:
    starts = np.stack([x - dx, y - dy], 1).astype(int).tolist()
    ends = np.stack([x + dx, y + dy], 1).astype(int).tolist()
    widths, tones = wide.astype(int).tolist(), paint.tolist()
    for i in which.tolist():
        cv2.line(image, starts[i], ends[i], tones[i], widths[i], cv2.LINE_AA)


def _dry_edges(image: Image, rng: Rng, scale: float) -> Image:
    """Let the colours stray by a hair, as paint does on rough paper."""
    height, width = image.shape[:2]
    reach = 1.2 * scale
    if reach < 0.5:
        return image
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    for axis in (x, y):
        stray = noise(rng, (width, height), 7 * scale, 2)
        axis += np.asarray(cv2.multiply(cv2.subtract(stray.astype(np.float32), 128.0), reach / 64))
    return cast(Image, cv2.remap(image, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


STORYBOOK = Material(
    render,
    Hand(wobble_px=3.2, wave_px=42, line_px=2.4, saturation=1.05),
    Finish(drop=0.36, cast=0.30, shadow=(64, 40, 38)),
)

__all__ = ["STORYBOOK", "gray3"]
