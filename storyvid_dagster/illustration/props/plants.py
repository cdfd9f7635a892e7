"""Trees, flowers and other growing things."""

import numpy as np

from storyvid_dagster.illustration.light import Tone, mix
from storyvid_dagster.illustration.shapes import (
    Kind,
    Patch,
    Polygon,
    Rgb,
    Rng,
    blob,
    ellipse,
    ellipses,
    poly,
    ribbon,
    scallop,
)

GREENS = ("#4f9a45", "#6cb04a", "#3f8a55", "#86bb4f")


def round_tree(
    rng: Rng, x: float, foot: float, size: float, tone: Tone, leaf: str = "#5aa64a"
) -> list[Patch]:
    """A broad crown of leaves on a forked trunk; `size` is its height."""
    lean = rng.uniform(-0.04, 0.04) * size
    top = (x + lean, foot - 0.62 * size)
    trunk = ribbon(
        [(x, foot + 0.02 * size), (x + 0.3 * lean, foot - 0.3 * size), top],
        [0.15 * size, 0.085 * size, 0.05 * size],
    )
    fork = ribbon(
        [(x + 0.2 * lean, foot - 0.3 * size), (x + 0.13 * size, foot - 0.56 * size)],
        [0.05 * size, 0.03 * size],
    )
    cx, cy = x + lean, foot - 0.7 * size
    main = [scallop(rng, cx, cy, 0.34 * size, 0.31 * size, 11)]
    main.append(scallop(rng, cx - 0.2 * size, cy + 0.1 * size, 0.2 * size, 0.17 * size, 8))
    main.append(scallop(rng, cx + 0.21 * size, cy + 0.09 * size, 0.19 * size, 0.17 * size, 8))
    lights = tuple(
        scallop(rng, cx + dx * size, cy + dy * size, r * size, 0.8 * r * size, 7)
        for dx, dy, r in ((-0.12, -0.12, 0.15), (0.13, -0.03, 0.11), (-0.2, 0.06, 0.09))
    )
    dark = tuple(
        ribbon(
            [
                (cx + dx * size, cy + dy * size),
                (cx + (dx + 0.05) * size, cy + (dy + 0.03) * size),
                (cx + (dx + 0.1) * size, cy + dy * size),
            ],
            [0.0, 0.022 * size, 0.0],
        )
        for dx, dy in ((-0.1, 0.17), (0.06, 0.2), (0.14, 0.1), (-0.24, 0.16))
    )
    green = tone(leaf)
    return [
        Patch((trunk, fork), tone("#85583a"), None, 0.3, 6, 1),
        Patch(tuple(main), green, None, 0.55, 8, 1, kind=Kind.LEAF),
        Patch(lights, mix(green, tone("#e6e86a"), 0.36), None, 0.2, 4, 0, kind=Kind.LEAF),
        Patch(dark, mix(green, tone("#1d4a3a"), 0.4), None, 0, 0, 0, kind=Kind.LEAF),
    ]


def conifer(rng: Rng, x: float, foot: float, size: float, tone: Tone, leaf: str = "#2f7a58") -> list[Patch]:
    """A fir of skirts over skirts; `size` is its height."""
    green = tone(leaf)
    trunk = poly(
        (x - 0.035 * size, foot + 0.02 * size),
        (x + 0.035 * size, foot + 0.02 * size),
        (x + 0.03 * size, foot - 0.2 * size),
        (x - 0.03 * size, foot - 0.2 * size),
    )
    patches = [Patch((trunk,), tone("#76503a"), None, 0.2, 4, 1)]
    tiers = 4
    for i in range(tiers):
        low = foot - size * (0.10 + 0.2 * i)
        high = low - size * (0.42 - 0.03 * i)
        half = size * (0.27 - 0.052 * i) * rng.uniform(0.92, 1.08)
        hem = [
            (
                x + half * (1 - 2 * k / 6),
                low + size * (0.035 if k % 2 else -0.012) - abs(1 - k / 3) * 0.02 * size,
            )
            for k in range(7)
        ]
        patches.append(
            Patch(
                (poly((x + rng.uniform(-0.01, 0.01) * size, high), *hem),),
                mix(green, tone("#a8d46a"), 0.07 * i),
                None,
                0.45,
                6 + i,
                0.9,
                kind=Kind.LEAF,
            )
        )
    return patches


def bush(
    rng: Rng,
    x: float,
    foot: float,
    size: float,
    tone: Tone,
    leaf: str = "#4c9648",
    berries: Rgb | None = None,
) -> list[Patch]:
    """A low heap of leaves, with berries or blossoms if a colour is given."""
    green = tone(leaf)
    parts = tuple(
        scallop(rng, x + d * size, foot - r * 0.65 * size, r * size, r * 0.85 * size, 8)
        for d, r in ((-0.45, 0.4), (0.42, 0.43), (0.0, 0.56))
    )
    high = tuple(
        scallop(rng, x + d * size, foot - e * size, 0.2 * size, 0.14 * size, 7)
        for d, e in ((-0.12, 0.56), (0.36, 0.42))
    )
    patches = [
        Patch(parts, green, None, 0.5, 8, 1, kind=Kind.LEAF),
        Patch(high, mix(green, tone("#e6e86a"), 0.24), None, 0.2, 4, 0, kind=Kind.LEAF),
    ]
    if berries is not None:
        dots = tuple(
            ellipse(x + rng.uniform(-0.6, 0.6) * size, foot - rng.uniform(0.15, 0.75) * size, 0.05 * size)
            for _ in range(9)
        )
        patches.append(Patch(dots, berries, None, 0, 4, 0.5))
    return patches


def tufts(rng: Rng, places: list[tuple[float, float]], size: float, color: Rgb, blades: int = 5) -> Patch:
    """Tufts of grass at the given feet, all of one colour."""
    feet = np.repeat(np.array(places), blades, 0)
    t = np.tile((np.arange(blades) + 0.5) / blades * 2 - 1, len(places))
    tall = size * (1.0 - 0.45 * np.abs(t)) * rng.uniform(0.75, 1.2, len(t))
    bend = t * size * 0.5 + rng.uniform(-0.1, 0.1, len(t)) * size
    # Corners of one blade: how far aside, along the bend, and up.
    blade = np.array([(-0.065, 0, 0), (-0.055, 0.3, 0.55), (0, 1, 1), (0.05, 0.38, 0.55), (0.065, 0, 0)])
    x = feet[:, :1] + (t * 0.24 * size)[:, None] + blade[:, 0] * size + bend[:, None] * blade[:, 1]
    y = feet[:, 1:] - tall[:, None] * blade[:, 2]
    return Patch(tuple(np.stack([x, y], 2).astype(np.float32)), color, None, 0.2, 4, 0, kind=Kind.LEAF)


def flowers(
    rng: Rng,
    places: list[tuple[float, float]],
    size: float,
    petal: Rgb,
    tone: Tone,
    petals: int = 5,
    heart: str = "#ffd34d",
) -> list[Patch]:
    """Flowers with stems at the given feet, all of one kind."""
    stems: list[Polygon] = []
    crowns: list[Polygon] = []
    hearts: list[Polygon] = []
    for x, y in places:
        s = size * rng.uniform(0.8, 1.2)
        tall = s * rng.uniform(1.5, 2.4)
        tip = (x + rng.uniform(-0.35, 0.35) * s, y - tall)
        stems.append(
            ribbon(
                [(x, y), ((x + tip[0]) / 2 - 0.12 * s, y - 0.5 * tall), tip], [0.12 * s, 0.10 * s, 0.08 * s]
            )
        )
        stems.append(
            ribbon(
                [(x, y - 0.2 * tall), (x + 0.35 * s, y - 0.5 * tall), (x + 0.62 * s, y - 0.52 * tall)],
                [0.05 * s, 0.24 * s, 0.0],
            )
        )
        turn = rng.random() * 6.3
        a = turn + np.arange(petals) * 2 * np.pi / petals
        around = np.array(tip) + 0.36 * s * np.stack([np.cos(a), np.sin(a)], 1)
        crowns.extend(ellipses(around, np.full(petals, 0.31 * s), np.full(petals, 0.23 * s), a))
        hearts.append(ellipse(*tip, 0.21 * s))
    return [
        Patch(tuple(stems), tone("#3d8a3f"), None, 0, 3, 0, kind=Kind.LEAF),
        Patch(tuple(crowns), petal, None, 0.15, 4, 0.45),
        Patch(tuple(hearts), tone(heart), None, 0, 3, 0.3),
    ]


def tulips(rng: Rng, places: list[tuple[float, float]], size: float, petal: Rgb, tone: Tone) -> list[Patch]:
    """Tulips at the given feet, all of one colour."""
    green: list[Polygon] = []
    cups: list[Polygon] = []
    for x, y in places:
        s = size * rng.uniform(0.8, 1.2)
        tall = 2.3 * s
        tip = x + rng.uniform(-0.2, 0.2) * s
        green.append(ribbon([(x, y), (tip, y - tall)], [0.13 * s, 0.10 * s]))
        for side in (-1, 1):
            green.append(
                ribbon(
                    [(x, y), (x + side * 0.4 * s, y - 0.7 * s), (x + side * 0.5 * s, y - 1.4 * s)],
                    [0.1 * s, 0.28 * s, 0.0],
                )
            )
        cups.append(
            poly(
                (tip - 0.34 * s, y - tall - 0.75 * s),
                (tip - 0.14 * s, y - tall - 0.45 * s),
                (tip, y - tall - 0.8 * s),
                (tip + 0.14 * s, y - tall - 0.45 * s),
                (tip + 0.34 * s, y - tall - 0.75 * s),
                (tip + 0.36 * s, y - tall - 0.2 * s),
                (tip + 0.15 * s, y - tall + 0.08 * s),
                (tip - 0.15 * s, y - tall + 0.08 * s),
                (tip - 0.36 * s, y - tall - 0.2 * s),
            )
        )
    return [
        Patch(tuple(green), tone("#3f8f52"), None, 0, 3, 0, kind=Kind.LEAF),
        Patch(tuple(cups), petal, None, 0.3, 4, 0.5),
    ]


def mushroom(x: float, foot: float, size: float, tone: Tone, cap: Rgb) -> list[Patch]:
    """A spotted toadstool."""
    stem = ribbon(
        [(x, foot + 0.05 * size), (x + 0.02 * size, foot - 0.3 * size), (x, foot - 0.6 * size)],
        [0.34 * size, 0.24 * size, 0.26 * size],
    )
    t = np.linspace(np.pi, 2 * np.pi, 24)
    dome = np.stack([x + 0.55 * size * np.cos(t), foot - 0.5 * size + 0.55 * size * np.sin(t)], 1)
    hem = np.stack([x + 0.55 * size * np.cos(t[::-1]), foot - 0.5 * size - 0.13 * size * np.sin(t[::-1])], 1)
    spots = tuple(
        ellipse(x + a * size, foot - b * size, c * size, 0.85 * c * size)
        for a, b, c in (
            (-0.22, 0.7, 0.09),
            (0.1, 0.86, 0.1),
            (0.3, 0.62, 0.07),
            (-0.36, 0.52, 0.05),
            (0.03, 0.6, 0.06),
        )
    )
    return [
        Patch((stem,), tone("#f3e6cf"), None, 0.4, 4, 1),
        Patch((np.concatenate([dome, hem]).astype(np.float32),), cap, None, 0.55, 6, 1),
        Patch(spots, tone("#fff6e6"), None, 0, 2, 0),
    ]


def fern(rng: Rng, x: float, foot: float, size: float, color: Rgb) -> Patch:
    """Arching fronds of small leaves."""
    leaves: list[Polygon] = []
    for a in (-1.15, -0.65, -0.15, 0.35, 0.85, 1.25):
        reach = size * rng.uniform(0.75, 1.1)
        arc = [
            (x + reach * t * np.sin(a), foot - reach * t * np.cos(a) * (1.25 - 0.55 * t))
            for t in (0, 0.3, 0.6, 0.85, 1.0)
        ]
        leaves.append(ribbon(arc, [0.03 * size] * 5))
        t = np.repeat(np.linspace(0.2, 0.95, 7), 2)
        long = size * 0.17 * (1.15 - t)
        turn = a + np.tile([-0.95, 0.95], 7)
        px = x + reach * t * np.sin(a) + long * np.sin(turn)
        py = foot - reach * t * np.cos(a) * (1.25 - 0.55 * t) - long * np.cos(turn)
        leaves.extend(ellipses(np.stack([px, py], 1), long, 0.34 * long, turn - np.pi / 2))
    return Patch(tuple(leaves), color, None, 0.3, 5, 0, kind=Kind.LEAF)


def stones(
    rng: Rng, places: list[tuple[float, float]], size: float, tone: Tone, color: str = "#a7a29a"
) -> Patch:
    """Round stones lying about."""
    heaps = tuple(
        blob(rng, x, y, size * rng.uniform(0.6, 1.3), size * rng.uniform(0.4, 0.7), 0.06) for x, y in places
    )
    return Patch(heaps, tone(color), None, 0.4, 4, 0.7)


def scatter(rng: Rng, n: int, x0: float, x1: float, y0: float, y1: float) -> list[tuple[float, float]]:
    """Places strewn evenly but not in rows, the far ones first."""
    xs = (np.arange(n) + rng.uniform(0.1, 0.9, n)) / n * (x1 - x0) + x0
    ys = y0 + (y1 - y0) * rng.random(n)
    order = np.argsort(ys)
    return [(float(xs[i]), float(ys[i])) for i in order]


def clusters(
    rng: Rng, n: int, each: int, x0: float, x1: float, y0: float, y1: float, spread: float
) -> list[tuple[float, float]]:
    """Places in small groups, as flowers grow."""
    places = [
        (x + rng.normal() * spread, y + rng.normal() * 0.3 * spread)
        for x, y in scatter(rng, n, x0, x1, y0, y1)
        for _ in range(each)
    ]
    return sorted(places, key=lambda p: p[1])
