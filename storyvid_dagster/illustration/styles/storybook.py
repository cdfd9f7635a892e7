"""Gouache: soft light, brush strokes laid along the forms, edges a little dry."""

import cv2
import numpy as np

from storyvid_dagster.illustration.pixels import (
    Image,
    blend,
    both,
    mapped,
    mixed,
    ramp,
    replaced,
    scaled,
    times,
    where,
)
from storyvid_dagster.illustration.relief import Hand, Relief
from storyvid_dagster.illustration.shapes import Kind, Rng
from storyvid_dagster.illustration.stickers import Finish
from storyvid_dagster.illustration.styles.style import Material, colors, glowing, shadows
from storyvid_dagster.illustration.texture import grain, hatch, noise

_BRUSHES: dict[Kind, tuple[float, float, float, float]] = {
    Kind.SKY: (110, 20, -8, 7),
    Kind.LAND: (52, 9, -14, 15),
    Kind.LEAF: (17, 9, -50, 20),
    Kind.WATER: (80, 8, 0, 12),
    Kind.WALL: (50, 12, 82, 7),
    Kind.THING: (22, 7, 60, 8),
}
"""Length and width of a stroke in pixels of a 1080 frame, its slant in degrees, how its value strays."""
_STROKES = 3600
"""Strokes tried on a 1920x1080 picture; about half find room."""


def render(relief: Relief, rng: Rng) -> Image:
    """Paint the relief in gouache."""
    size, s = relief.size, relief.scale
    # Shade leans to blue violet, light to warm yellow; 128 leaves a colour as it is.
    light = ramp((0, (94, 76, 72)), (70, (112, 101, 99)), (128, (128, 128, 128)), (255, (140, 162, 168)))
    warmth = ramp((0, (137, 127, 121)), (128, (128, 128, 128)), (255, (122, 127, 136)))
    image = times(colors(relief), mapped(relief.light, light))
    image = times(image, mapped(noise(rng, size, 240 * s, 3), warmth))
    image = _brushed(image, relief, rng)
    shade = shadows(relief, 3, 6, 9, 9, 0.36)
    image = times(image, mapped(shade, ramp((0, (128, 128, 128)), (255, (62, 44, 40)))))
    image = _dry_edged(image, rng, s)

    tooth = grain(rng, size, s, 0.35)
    bristles = mixed(hatch(rng, size, -12, 90 * s, 5 * s), 0.5, hatch(rng, size, 28, 60 * s, 4 * s), 0.5)
    image = times(image, mixed(bristles, 0.06, tooth, 0.13, 128 * 0.81))
    line = scaled(both(relief.ink, scaled(tooth, 2.6, -208)), 0.55)
    return glowing(blend(image, scaled(image, 0.5), line), relief)


def _brushed(image: Image, relief: Relief, rng: Rng) -> Image:
    """Lay strokes of each form's own colour, lighter and darker, where they stay inside the form."""
    (width, height), s = relief.size, relief.scale
    n = int(_STROKES * width * height / (1920 * 1080) / max(s, 0.2) ** 2)
    x, y = rng.integers(0, width, n), rng.integers(0, height, n)
    stray = rng.standard_normal((n, 4))
    here = relief.ident[y, x]
    table = np.array([_BRUSHES.get(kind, (0.0, 0.0, 0.0, 0.0)) for kind in Kind])
    length, wide, slant, value = table[relief.kind[y, x]].T
    turn = np.radians(slant + 12 * stray[:, 1])
    half = length * s * (0.75 + 0.15 * stray[:, 0].clip(-2, 2)) / 2
    dx, dy = half * np.cos(turn), half * np.sin(turn)
    ux, uy = wide * s * np.sin(turn), wide * s * np.cos(turn)
    inside = (here > 0) & (length > 0)
    for along, aside in ((-1.15, 0), (-0.6, 0), (0.6, 0), (1.15, 0), (0, -1), (0, 1)):
        px, py = (x + along * dx - aside * ux).astype(int), (y + along * dy + aside * uy).astype(int)
        inside &= relief.ident[py.clip(0, height - 1), px.clip(0, width - 1)] == here

    hue = stray[:, 2:3] + 0.35 * stray[:, 3:4] * np.array([-1.0, 0.2, 1.0])
    paint = np.clip(image[y, x] + value[:, None] * hue, 0, 255).astype(int)[inside].tolist()
    starts = np.stack([x - dx, y - dy], 1).astype(int)[inside].tolist()
    ends = np.stack([x + dx, y + dy], 1).astype(int)[inside].tolist()
    widths = (wide * s).round().clip(1).astype(int)[inside].tolist()
    painted = image.copy()
    for start, end, color, thick in zip(starts, ends, paint, widths, strict=True):
        cv2.line(painted, start, end, color, thick, cv2.LINE_AA)
    lamps = where(relief.kind, Kind.LAMP)
    return replaced(mixed(image, 0.45, painted, 0.55), image, lamps)


def _dry_edged(image: Image, rng: Rng, scale: float) -> Image:
    """Let the colours stray by a hair, as paint does on rough paper."""
    height, width = image.shape[:2]
    reach = 1.2 * scale
    if reach < 0.4:
        return image
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    for axis in (x, y):
        stray = noise(rng, (width, height), 7 * scale, 2).astype(np.float32)
        stray -= 128
        stray *= reach / 64
        axis += stray
    return np.asarray(cv2.remap(image, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)


STORYBOOK = Material(
    render,
    Hand(wobble_px=3.2, wave_px=42, line_px=2.4, saturation=1.05),
    Finish(drop=0.36, cast=0.30, shadow=(64, 40, 38)),
)
