"""What title and end card lie on: one procedural surface for each style. Pure, given a random generator."""

from collections.abc import Callable, Mapping
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.request import Style

Canvas = NDArray[np.floating[Any]]
"""(H, W, 3) RGB, 0 to 255."""
Layer = NDArray[np.floating[Any]]
"""(H, W), mostly 0 to 1."""
Color = tuple[int, int, int]


def paint_backdrop(style: Style, size: tuple[int, int], seed: int) -> Canvas:
    """Paint the surface of a style at `size` (width, height), a little darker towards the corners."""
    canvas = _SURFACES[style](size, np.random.default_rng(seed))
    x, y = _grid(size)
    shade = 1 - 0.22 * np.clip((x**2 + y**2) / 2 - 0.25, 0, 1)
    return np.clip(_tint(canvas, shade), 0, 255).astype(np.float32)


def blend(low: Color, high: Color, amount: Layer) -> Canvas:
    """Mix two colours, pixel by pixel: 0 gives `low`, 1 gives `high`."""
    share = np.clip(amount, 0, 1).astype(np.float32)
    return np.dstack([a + (b - a) * share for a, b in zip(low, high, strict=True)])


def _wood(size: tuple[int, int], rng: np.random.Generator) -> Canvas:
    """Honey-coloured planks with wavy grain."""
    width, height = size
    unit = min(size)
    n_planks = max(3, round(height / (0.24 * unit)))
    rows = np.arange(height, dtype=np.float32) * np.float32(n_planks / height)
    plank = rows.astype(int)
    grain = _noise(rng, size, (unit / 2, unit / 160)) * 0.5 + _noise(rng, size, (unit, unit / 50)) * 0.5
    swell = np.empty((height, width), np.float32)
    for number in range(n_planks):
        in_plank = plank == number
        swell[in_plank] = _noise(rng, (width, int(in_plank.sum())), (unit * 0.8, unit / 7))
    rings = np.sin(2 * np.pi * (rows[:, np.newaxis] * 3.2 + 1.1 * swell))
    tone = (
        0.52
        + rng.uniform(-0.09, 0.09, n_planks).astype(np.float32)[plank][:, np.newaxis]
        + 0.10 * grain
        + 0.06 * rings
    )
    canvas = blend((171, 110, 62), (236, 188, 126), tone.astype(np.float32))
    edge = np.abs(rows - np.rint(rows)) * height / n_planks / unit * 1080
    gap = np.exp(-((edge / 2.2) ** 2)) * (np.rint(rows) % n_planks > 0)
    glint = np.exp(-(((rows - np.floor(rows)) * height / n_planks / unit * 1080 - 6) ** 2) / 6)
    lines = np.float32(1) - 0.55 * gap + 0.07 * glint
    return canvas * lines[:, np.newaxis, np.newaxis]


def _kraft(size: tuple[int, int], rng: np.random.Generator) -> Canvas:
    """Brown wrapping paper, its corners scribbled on in crayon."""
    unit = min(size)
    grain = _noise(rng, size, (unit / 360, unit / 360)) + _noise(rng, size, (unit / 40, unit / 200))
    tone = 0.5 + 0.055 * grain + 0.10 * _noise(rng, size, (unit / 2, unit / 2))
    canvas = blend((184, 138, 92), (226, 188, 140), tone.astype(np.float32))
    wax = _noise(rng, size, (unit / 240, unit / 240)) > -0.5
    colors = rng.permutation([(226, 74, 62), (246, 182, 50), (64, 150, 96), (62, 118, 196), (150, 92, 176)])
    for corner, color in enumerate(colors[:4]):
        mask = np.zeros(size[::-1], np.uint8)
        cv2.polylines(mask, [_curls(size, corner, rng)], False, 255, max(1, round(unit / 70)), cv2.LINE_AA)
        red, green, blue = (int(level) for level in color)
        lay(canvas, (red, green, blue), mask.astype(np.float32) / 255 * wax * 0.75)
    return canvas


def _curls(size: tuple[int, int], corner: int, rng: np.random.Generator) -> NDArray[np.int32]:
    """Draw the loops a crayon makes on its way across a corner."""
    way = np.linspace(0, 1, 120)
    loop = 0.055 * np.stack([np.cos(way * 2 * np.pi * 6), np.sin(way * 2 * np.pi * 6)], 1)
    line = np.stack([0.36 - 0.42 * way, -0.06 + 0.42 * way], 1) + loop * rng.uniform(0.8, 1.1)
    right, bottom = corner % 2, corner // 2
    points = np.where([right, bottom], np.array(size) - line * min(size), line * min(size))
    return np.rint(points).astype(np.int32)


def _wash(size: tuple[int, int], rng: np.random.Generator) -> Canvas:
    """Wet-in-wet watercolour on rough paper."""
    unit = min(size)
    canvas = np.full((size[1], size[0], 3), (253, 251, 245), np.float32)
    for color in ((132, 200, 226), (250, 186, 168), (250, 222, 150), (170, 212, 240)):
        pool = _noise(rng, size, (unit * 0.6, unit * 0.6)) + 0.16 * _noise(rng, size, (unit / 8, unit / 8))
        body = 1 / (1 + np.exp(-(pool - 0.3) * 6))
        rim = np.exp(-(((pool - 0.1) / 0.05) ** 2))
        lay(canvas, color, (0.60 * body + 0.10 * rim).astype(np.float32))
    tooth = _noise(rng, size, (unit / 300, unit / 300))
    return _tint(canvas, 1 + 0.012 * tooth)


def _rays(size: tuple[int, int], rng: np.random.Generator) -> Canvas:
    """Sun rays with printed dots that grow towards the rim."""
    x, y = _grid(size)
    angle = np.arctan2(y * size[1], x * size[0]) + rng.uniform(0, 1)
    steep = min(size) / 12
    ray = np.clip(np.sin(angle * 12) * np.hypot(x, y) * steep + 0.5, 0, 1)
    canvas = blend((250, 186, 44), (255, 220, 92), ray.astype(np.float32))
    pitch = min(size) / 48
    rows, columns = np.mgrid[: size[1], : size[0]].astype(np.float32)
    u, v = (rows + columns) / pitch / np.sqrt(2), (rows - columns) / pitch / np.sqrt(2)
    distance = np.hypot(u - np.rint(u), v - np.rint(v)) * pitch
    radius = pitch * 0.52 * np.clip(np.hypot(x, y) - 0.55, 0, 1)
    lay(canvas, (238, 110, 60), np.clip(radius - distance + 0.5, 0, 1) * 0.85)
    return canvas


def _cut_paper(size: tuple[int, int], rng: np.random.Generator) -> Canvas:
    """Sheets of coloured paper with wavy edges, each throwing a shadow on the one behind."""
    width, height = size
    unit = min(size)
    canvas = np.full((height, width, 3), (252, 226, 190), np.float32)
    at = np.arange(width) / unit
    rows = np.arange(height, dtype=np.float32)[:, np.newaxis]
    sheets = (
        (0.20, (248, 200, 168)),
        (0.42, (238, 160, 136)),
        (0.66, (126, 182, 168)),
        (0.84, (74, 142, 136)),
    )
    for top, color in sheets:
        wave = sum(
            rng.uniform(0.010, 0.035) * np.sin(2 * np.pi * (at * rng.uniform(0.3, 1.1) + rng.uniform()))
            for _ in range(3)
        )
        edge = np.asarray(top * height + wave * unit, np.float32)
        mask = np.clip(rows - edge + 0.5, 0, 1)
        shadow = soften(np.roll(mask, -round(unit / 90), axis=0), unit / 70)
        lay(canvas, (60, 40, 40), shadow * 0.30)
        lay(canvas, color, mask)
    return _tint(canvas, 1 + 0.018 * _noise(rng, size, (unit / 200, unit / 200)))


def _blocks(size: tuple[int, int], rng: np.random.Generator) -> Canvas:
    """An evening sky in large pixels, dithered from row to row, with stars."""
    columns, rows = (max(2, round(side / min(size) * 90)) for side in size)
    ordered = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) / 16
    dither = np.tile(ordered, (rows // 4 + 1, columns // 4 + 1))[:rows, :columns]
    bands = [(52, 48, 120), (74, 74, 160), (110, 104, 192), (168, 124, 198), (232, 148, 180)]
    steps = np.array(bands, np.float32)
    depth = np.linspace(0, len(steps) - 1.001, rows)[:, np.newaxis]
    small = steps[np.floor(depth + (dither - 0.5) * 0.9).clip(0, len(steps) - 1).astype(int)]
    sky = rng.random((rows, columns)) < 0.012 * (1 - np.linspace(0, 1, rows)[:, np.newaxis])
    small[sky] = (255, 244, 200)
    return cv2.resize(small, size, interpolation=cv2.INTER_NEAREST).astype(np.float32)


def lay(canvas: Canvas, color: Color | Canvas, mask: Layer, at: tuple[int, int] = (0, 0)) -> None:
    """Lay a colour, or a picture as large as the mask (H, W), on a canvas where the mask is up to 1.

    The canvas is changed. `at` (x, y) is where the mask's first pixel comes to lie; what would stand
    over the canvas is cut.
    """
    x, y = at
    height, width = canvas.shape[:2]
    rows, columns = slice(max(0, -y), max(0, height - y)), slice(max(0, -x), max(0, width - x))
    part = mask[rows, columns]
    paint = np.array(color, np.float32)
    if paint.ndim == 3:
        paint = paint[rows, columns]
    under = canvas[max(0, y) :, max(0, x) :][: part.shape[0], : part.shape[1]]
    for channel in range(3):  # several times faster than numpy's inner loops of three
        under[..., channel] += (paint[..., channel] - under[..., channel]) * part


def soften(mask: Layer, radius_px: float) -> Layer:
    """Blur a mask, wide blurs at a smaller size: nobody sees the difference in a shadow."""
    shrink = max(1, int(radius_px // 4))
    small = mask.astype(np.float32)
    if shrink > 1:
        small = cv2.resize(small, None, fx=1 / shrink, fy=1 / shrink, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), max(0.3, radius_px / shrink), borderType=cv2.BORDER_REPLICATE)
    return cv2.resize(small, mask.shape[::-1], interpolation=cv2.INTER_LINEAR).astype(np.float32)


def _tint(canvas: Canvas, gain: Layer) -> Canvas:
    """Make a canvas brighter or darker, pixel by pixel."""
    return np.dstack([canvas[..., channel] * gain for channel in range(3)])


def _noise(rng: np.random.Generator, size: tuple[int, int], grain: tuple[float, float]) -> Layer:
    """Make smooth noise about 0, spread about 1; `grain` is the size of its lumps (x, y) in pixels."""
    columns, rows = (max(2, round(side / max(1.0, lump)) + 1) for side, lump in zip(size, grain, strict=True))
    coarse = rng.normal(0, 1.25, (rows, columns)).astype(np.float32)
    return cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC).astype(np.float32)


def _grid(size: tuple[int, int]) -> tuple[Layer, Layer]:
    """Give x and y of every pixel, -1 to 1 from edge to edge."""
    x, y = np.meshgrid(np.linspace(-1, 1, size[0]), np.linspace(-1, 1, size[1]))
    return x.astype(np.float32), y.astype(np.float32)


_SURFACES: Mapping[Style, Callable[[tuple[int, int], np.random.Generator], Canvas]] = {
    Style.STORYBOOK: _wood,
    Style.WATERCOLOR: _wash,
    Style.CRAYON: _kraft,
    Style.COMIC: _rays,
    Style.PAPERCUT: _cut_paper,
    Style.PIXEL: _blocks,
}
