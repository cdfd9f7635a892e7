"""Towers, walls and flags of a friendly castle."""

import numpy as np

from storyvid_dagster.illustration.light import Light, Tone, mix
from storyvid_dagster.illustration.props.buildings import LIT, bunting
from storyvid_dagster.illustration.shapes import (
    Glow,
    Patch,
    Polygon,
    Rgb,
    Rng,
    box,
    ellipse,
    poly,
    ribbon,
)

_TOWERS = (
    (-0.17, 0.58, 0.072, 2),
    (0.19, 0.65, 0.068, 3),
    (0.0, 0.78, 0.09, 0),
    (-0.42, 0.44, 0.082, 1),
    (0.42, 0.47, 0.082, 1),
)
"""Of each tower, those behind first: how far aside, how high, half its width, and the colour of its roof."""


def castle(rng: Rng, x: float, foot: float, size: float, light: Light, tone: Tone) -> list[Patch | Glow]:
    """A castle with pointed roofs, flags and an open gate; `size` is its width."""
    stone = tone("#efe3cf")
    parts: list[Patch | Glow] = []
    for i, (dx, tall, half, roof) in enumerate(_TOWERS):
        if i == 3:
            parts.extend(_wall(x, foot, size, stone, tone))
        parts.extend(
            _tower(rng, x + dx * size, foot, tall * size, half * size, light.accent(roof), light, tone)
        )
    colors = [light.accent(k) for k in range(4)]
    for d in (-1, 1):
        a, b = (x + d * 0.33 * size, foot - 0.37 * size), (x + d * 0.1 * size, foot - 0.37 * size)
        parts.extend(bunting(a, b, 0.012 * size, 0.035 * size, colors, tone("#7a6655")))
    parts.extend(_gate(x, foot, size, light, tone))
    if light.lamps:
        parts.append(Glow(x, foot - 0.2 * size, 0.5 * size, (255, 190, 100), 0.42))
    return parts


def _tower(
    rng: Rng, x: float, foot: float, tall: float, half: float, roof: Rgb, light: Light, tone: Tone
) -> list[Patch]:
    stone, top = tone("#f6ecd9"), foot - tall
    body = poly((x - half, foot), (x - 0.9 * half, top), (x + 0.9 * half, top), (x + half, foot))
    collar = (box(x - 1.15 * half, top - 0.02 * half, x + 1.15 * half, top + 0.36 * half),)
    peak = top - 2.7 * half
    cone = poly((x - 1.35 * half, top), (x, peak), (x + 1.35 * half, top))
    tiles = tuple(
        ribbon([(x - r * half, y), (x, y + 0.1 * half), (x + r * half, y)], [0.07 * half] * 3)
        for r, y in ((0.86, top - 0.85 * half), (0.46, top - 1.65 * half))
    )
    panes = tuple(
        _arched(x, top + e * half, 0.24 * half, 0.62 * half) for e in (1.2, 2.9) if e * half < 0.8 * tall
    )
    frames = tuple(
        _arched(x, top + e * half + 0.06 * half, 0.36 * half, 0.8 * half)
        for e in (1.2, 2.9)
        if e * half < 0.8 * tall
    )
    bricks = tuple(
        box(bx, by, bx + 0.32 * half, by + 0.13 * half)
        for bx, by in (
            (x + half * rng.uniform(-0.8, 0.45), foot - tall * rng.uniform(0.1, 0.85)) for _ in range(6)
        )
    )
    way = 1 if rng.random() < 0.5 else -1
    pole = ribbon([(x, peak + 0.1 * half), (x, peak - 1.15 * half)], [0.1 * half] * 2)
    f = peak - 1.15 * half
    flag = poly(
        (x, f),
        (x + way * 0.6 * half, f + 0.08 * half),
        (x + way * 1.25 * half, f + 0.02 * half),
        (x + way * 1.0 * half, f + 0.32 * half),
        (x + way * 1.25 * half, f + 0.62 * half),
        (x, f + 0.6 * half),
    )
    return [
        Patch((body,), stone, mix(stone, tone("#c9a98c"), 0.4), 0.35, 6, 0.9),
        Patch(bricks, mix(stone, tone("#b08f74"), 0.35), None, 0, 0, 0),
        Patch(frames, tone("#cdb294"), None, 0, 0, 0),
        Patch(panes, LIT if light.lamps else tone("#7fa3c4"), None, 0, 2, 0.5),
        Patch(collar, mix(stone, tone("#c9a98c"), 0.25), None, 0.2, 4, 0.8),
        Patch((pole,), tone("#7a5440"), None, 0, 2, 0),
        Patch((flag,), light.accent(int(rng.integers(4))), None, 0.25, 4, 0.6),
        Patch((cone,), roof, None, 0.5, 8, 0.9),
        Patch(tiles, mix(roof, (50, 20, 50), 0.2), None, 0, 0, 0),
    ]


def _wall(x: float, foot: float, size: float, stone: Rgb, tone: Tone) -> list[Patch]:
    top, tooth = foot - 0.33 * size, 0.042 * size
    teeth = tuple(
        box(x + (-0.46 + 0.092 * k) * size, top - tooth, x + (-0.412 + 0.092 * k) * size, top + 1)
        for k in range(11)
    )
    courses = tuple(
        box(x + cx * size, foot - cy * size, x + (cx + 0.05) * size, foot - (cy - 0.02) * size)
        for cx, cy in (
            (-0.32, 0.26),
            (-0.24, 0.17),
            (-0.3, 0.08),
            (0.2, 0.25),
            (0.28, 0.15),
            (0.16, 0.1),
            (-0.16, 0.29),
            (0.1, 0.29),
        )
    )
    return [
        Patch(
            (box(x - 0.46 * size, top, x + 0.46 * size, foot), *teeth),
            stone,
            mix(stone, tone("#c9a98c"), 0.35),
            0.2,
            7,
            0.9,
        ),
        Patch(courses, mix(stone, tone("#b08f74"), 0.35), None, 0, 0, 0),
    ]


def _gate(x: float, foot: float, size: float, light: Light, tone: Tone) -> list[Patch]:
    arch = _arched(x, foot, 0.105 * size, 0.27 * size)
    door = _arched(x, foot, 0.08 * size, 0.23 * size)
    bars = tuple(
        ribbon([(x + d * size, foot), (x + d * size, foot - t * size)], [0.008 * size] * 2)
        for d, t in ((-0.045, 0.2), (0.0, 0.225), (0.045, 0.2))
    )
    crest = poly(
        (x - 0.035 * size, foot - 0.35 * size),
        (x + 0.035 * size, foot - 0.35 * size),
        (x + 0.03 * size, foot - 0.3 * size),
        (x, foot - 0.275 * size),
        (x - 0.03 * size, foot - 0.3 * size),
    )
    inside = mix(LIT, tone("#8a5638"), 0.3) if light.lamps else tone("#8a5638")
    return [
        Patch((arch,), tone("#cdb294"), None, 0.2, 3, 0.8),
        Patch((door,), inside, None, 0.2, 2, 0.7),
        Patch(bars, mix(inside, (40, 20, 20), 0.35), None, 0, 0, 0),
        Patch((crest,), light.accent(0), None, 0.2, 4, 0.7),
        Patch((ellipse(x, foot - 0.325 * size, 0.014 * size),), light.accent(1), None, 0, 0, 0),
    ]


def _arched(x: float, foot: float, half: float, tall: float) -> Polygon:
    """A doorway with a round top."""
    t = np.linspace(np.pi, 2 * np.pi, 14)
    top = np.stack([x + half * np.cos(t), foot - tall + half + half * np.sin(t)], 1)
    return np.concatenate([top, [[x + half, foot], [x - half, foot]]]).astype(np.float32)


def topiary(x: float, foot: float, size: float, tone: Tone, pot: Rgb) -> list[Patch]:
    """A little tree clipped into balls, in a pot; `size` is its height."""
    green = tone("#4f9f55")
    balls = (ellipse(x, foot - 0.5 * size, 0.2 * size), ellipse(x, foot - 0.83 * size, 0.14 * size))
    gleams = (
        ellipse(x - 0.06 * size, foot - 0.57 * size, 0.09 * size, 0.06 * size),
        ellipse(x - 0.04 * size, foot - 0.88 * size, 0.06 * size, 0.04 * size),
    )
    tub = poly(
        (x - 0.17 * size, foot - 0.24 * size),
        (x + 0.17 * size, foot - 0.24 * size),
        (x + 0.12 * size, foot),
        (x - 0.12 * size, foot),
    )
    return [
        Patch(
            (ribbon([(x, foot - 0.1 * size), (x, foot - 0.8 * size)], [0.05 * size] * 2),),
            tone("#85583a"),
            None,
            0.2,
            3,
            0.6,
        ),
        Patch(balls, green, None, 0.5, 7, 0.9),
        Patch(gleams, mix(green, tone("#e6e86a"), 0.35), None, 0, 0, 0),
        Patch((tub,), pot, None, 0.3, 6, 0.8),
        Patch(
            (box(x - 0.19 * size, foot - 0.28 * size, x + 0.19 * size, foot - 0.21 * size),),
            mix(pot, (255, 255, 255), 0.25),
            None,
            0.2,
            3,
            0.7,
        ),
    ]
