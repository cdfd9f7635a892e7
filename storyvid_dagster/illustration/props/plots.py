"""What stands and grows in a garden."""

import numpy as np

from storyvid_dagster.illustration.light import Light, Tone, mix
from storyvid_dagster.illustration.props import plants
from storyvid_dagster.illustration.shapes import (
    Kind,
    Patch,
    Polygon,
    Rgb,
    Rng,
    box,
    ellipse,
    ellipses,
    poly,
    ribbon,
    scallop,
)


def picket_fence(x0: float, x1: float, foot: float, size: float, color: Rgb) -> list[Patch]:
    """Pointed pales on two rails; `size` is the height."""
    step, half = 0.42 * size, 0.13 * size
    pales = tuple(
        poly(
            (x - half, foot),
            (x - half, foot - 0.86 * size),
            (x, foot - size),
            (x + half, foot - 0.86 * size),
            (x + half, foot),
        )
        for x in np.arange(x0, x1, step).tolist()
    )
    rails = tuple(box(x0, foot - e * size, x1, foot - (e - 0.1) * size) for e in (0.34, 0.72))
    return [
        Patch(rails, mix(color, (120, 96, 84), 0.16), None, 0, 3, 0.4),
        Patch(pales, color, None, 0.15, 5, 0.6),
    ]


def sunflower(rng: Rng, x: float, foot: float, size: float, tone: Tone) -> list[Patch]:
    """A tall sunflower; `size` is its height."""
    tip = (x + rng.uniform(-0.08, 0.08) * size, foot - 0.85 * size)
    stem = ribbon(
        [(x, foot), (x + 0.03 * size, foot - 0.45 * size), tip], [0.045 * size, 0.04 * size, 0.03 * size]
    )
    leaves = tuple(
        ribbon(
            [
                (x, foot - e * size),
                (x + d * 0.14 * size, foot - (e + 0.08) * size),
                (x + d * 0.27 * size, foot - e * size),
            ],
            [0.02 * size, 0.12 * size, 0.0],
        )
        for d, e in ((1, 0.22), (-1, 0.36), (1, 0.5))
    )
    rings: list[tuple[Polygon, ...]] = []
    for n, r in ((14, 0.135), (11, 0.11)):
        a = rng.random() + np.arange(n) * 2 * np.pi / n
        around = np.array(tip) + r * size * np.stack([np.cos(a), np.sin(a)], 1)
        rings.append(ellipses(around, np.full(n, 0.062 * size), np.full(n, 0.028 * size), a))
    seeds = tuple(
        ellipse(
            tip[0] + 0.05 * size * np.cos(k * 2.4) * k / 7,
            tip[1] + 0.05 * size * np.sin(k * 2.4) * k / 7,
            0.009 * size,
        )
        for k in range(1, 9)
    )
    return [
        Patch((stem, *leaves), tone("#4d9a45"), None, 0.25, 4, 0.6, kind=Kind.LEAF),
        Patch(rings[0], tone("#f5a928"), None, 0.2, 5, 0.5),
        Patch(rings[1], tone("#ffd23c"), None, 0.2, 3, 0.3),
        Patch((ellipse(*tip, 0.088 * size),), tone("#7a4a2c"), None, 0.4, 4, 0.6),
        Patch(seeds, tone("#a8743f"), None, 0, 0, 0),
    ]


def apple_tree(rng: Rng, x: float, foot: float, size: float, tone: Tone, apple: Rgb) -> list[Patch]:
    """A round tree full of apples, with some in the grass; `size` is its height."""
    hung = [(x + size * rng.uniform(-0.32, 0.32), foot - size * rng.uniform(0.54, 0.92)) for _ in range(13)]
    fallen = [(x + d * size, foot + 0.01 * size) for d in (-0.2, 0.14, 0.24)]
    apples = tuple(ellipse(ax, ay, 0.034 * size) for ax, ay in (*hung, *fallen))
    gleams = tuple(ellipse(ax - 0.011 * size, ay - 0.012 * size, 0.009 * size) for ax, ay in (*hung, *fallen))
    return [
        *plants.round_tree(rng, x, foot, size, tone, "#5fae4b"),
        Patch(apples, apple, None, 0.4, 5, 0.6),
        Patch(gleams, mix(apple, (255, 255, 255), 0.7), None, 0, 0, 0),
    ]


def bed(rng: Rng, x: float, foot: float, size: float, tone: Tone, crop: str) -> list[Patch]:
    """A raised bed of `carrots`, `cabbages` or `tomatoes`; `size` is its width."""
    half = 0.5 * size
    earth = poly(
        (x - 0.9 * half, foot - 0.17 * size),
        (x + 0.9 * half, foot - 0.17 * size),
        (x + half, foot),
        (x - half, foot),
    )
    board = box(x - 1.02 * half, foot - 0.015 * size, x + 1.02 * half, foot + 0.085 * size)
    grain = tuple(
        box(x - 0.9 * half, foot + e * size, x + 0.8 * half, foot + (e + 0.008) * size) for e in (0.018, 0.05)
    )
    furrows = tuple(
        ribbon([(x - 0.84 * half, foot - e * size), (x + 0.84 * half, foot - e * size)], [0.014 * size] * 2)
        for e in (0.1, 0.045)
    )
    seats = [(x + d * size, foot - 0.035 * size) for d in (-0.36, -0.12, 0.12, 0.36)]
    rear = [(x + d * size, foot - 0.12 * size) for d in (-0.25, 0.0, 0.25)]
    grow = {"carrots": _carrots, "cabbages": _cabbages, "tomatoes": _tomatoes}[crop]
    return [
        Patch((earth,), tone("#7d5238"), tone("#6a442f"), 0.1, 4, 0.8, kind=Kind.LAND),
        Patch(furrows, tone("#5c3a28"), None, 0, 0, 0),
        *grow(rng, rear, 0.19 * size, tone),
        *grow(rng, seats, 0.22 * size, tone),
        Patch((board,), tone("#b98550"), None, 0.25, 7, 0.9),
        Patch(grain, tone("#9c6c3e"), None, 0, 0, 0),
    ]


def _carrots(rng: Rng, places: list[tuple[float, float]], size: float, tone: Tone) -> list[Patch]:
    tops = tuple(ellipse(x, y - 0.06 * size, 0.2 * size, 0.22 * size) for x, y in places)
    return [
        Patch(tops, tone("#f58a35"), None, 0.3, 4, 0.6),
        plants.tufts(rng, [(x, y - 0.18 * size) for x, y in places], 0.95 * size, tone("#4ba04a"), 7),
    ]


def _cabbages(rng: Rng, places: list[tuple[float, float]], size: float, tone: Tone) -> list[Patch]:
    outer = tuple(scallop(rng, x, y - 0.3 * size, 0.58 * size, 0.42 * size, 8) for x, y in places)
    inner = tuple(scallop(rng, x, y - 0.4 * size, 0.36 * size, 0.32 * size, 6) for x, y in places)
    veins = tuple(
        ribbon([(x, y - 0.18 * size), (x + d * size, y - 0.58 * size)], [0.05 * size, 0.0])
        for x, y in places
        for d in (-0.2, 0.0, 0.2)
    )
    return [
        Patch(outer, tone("#5fa864"), None, 0.4, 5, 0.7, kind=Kind.LEAF),
        Patch(inner, tone("#a9d684"), None, 0.3, 3, 0.5, kind=Kind.LEAF),
        Patch(veins, tone("#dcefb4"), None, 0, 0, 0),
    ]


def _tomatoes(rng: Rng, places: list[tuple[float, float]], size: float, tone: Tone) -> list[Patch]:
    poles = tuple(ribbon([(x, y), (x, y - 1.75 * size)], [0.07 * size] * 2) for x, y in places)
    leaves = tuple(
        scallop(rng, x + d * size, y - e * size, 0.36 * size, 0.28 * size, 7)
        for x, y in places
        for d, e in ((-0.12, 0.45), (0.14, 0.85), (-0.04, 1.25))
    )
    fruit = tuple(
        ellipse(x + d * size, y - e * size, 0.13 * size)
        for x, y in places
        for d, e in ((-0.28, 0.4), (0.24, 0.62), (-0.16, 0.98), (0.14, 1.2))
    )
    return [
        Patch(poles, tone("#b98a57"), None, 0, 3, 0.5),
        Patch(leaves, tone("#4f9d4b"), None, 0.4, 5, 0.6, kind=Kind.LEAF),
        Patch(fruit, tone("#e8483f"), None, 0.4, 4, 0.6),
    ]


def watering_can(x: float, foot: float, size: float, light: Light, tone: Tone, way: int = 1) -> list[Patch]:
    """A watering can; `size` is its height, `way` where its spout points."""
    s, color = way * size, light.accent(2)
    body = poly(
        (x - 0.36 * size, foot - 0.62 * size),
        (x + 0.36 * size, foot - 0.62 * size),
        (x + 0.42 * size, foot),
        (x - 0.42 * size, foot),
    )
    spout = ribbon(
        [
            (x + 0.32 * s, foot - 0.16 * size),
            (x + 0.62 * s, foot - 0.42 * size),
            (x + 0.84 * s, foot - 0.8 * size),
        ],
        [0.2 * size, 0.12 * size, 0.1 * size],
    )
    rose = poly(
        (x + 0.72 * s, foot - 0.84 * size),
        (x + 0.98 * s, foot - 0.72 * size),
        (x + 0.98 * s, foot - 0.94 * size),
        (x + 0.8 * s, foot - 0.99 * size),
    )
    handle = ribbon(
        [
            (x - 0.34 * s, foot - 0.1 * size),
            (x - 0.78 * s, foot - 0.42 * size),
            (x - 0.4 * s, foot - 0.86 * size),
            (x + 0.12 * s, foot - 0.64 * size),
        ],
        [0.09 * size] * 4,
    )
    band = box(x - 0.38 * size, foot - 0.5 * size, x + 0.38 * size, foot - 0.4 * size)
    return [
        Patch((handle,), mix(color, (40, 40, 70), 0.2), None, 0.2, 4, 0.7),
        Patch((spout, rose), color, None, 0.25, 5, 0.8),
        Patch((body,), color, None, 0.35, 7, 0.9),
        Patch((band,), mix(color, tone("#ffffff"), 0.55), None, 0, 0, 0),
    ]
