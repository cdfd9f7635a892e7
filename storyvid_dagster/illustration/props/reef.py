"""What lives and grows under water."""

import numpy as np

from storyvid_dagster.illustration.light import Light, Tone, mix
from storyvid_dagster.illustration.shapes import (
    Glow,
    Kind,
    Patch,
    Polygon,
    Rgb,
    Rng,
    ellipse,
    poly,
    ribbon,
)

_WHITE: Rgb = (255, 255, 255)


def fish(x: float, y: float, size: float, color: Rgb, stripe: Rgb, tone: Tone, way: int = 1) -> list[Patch]:
    """A round fish looking to the right, or to the left when `way` is -1; `size` is its length."""
    s = way * size
    tail = poly(
        (x - 0.3 * s, y),
        (x - 0.56 * s, y - 0.24 * size),
        (x - 0.5 * s, y),
        (x - 0.56 * s, y + 0.24 * size),
    )
    fins = (
        poly((x - 0.16 * s, y - 0.2 * size), (x + 0.1 * s, y - 0.42 * size), (x + 0.2 * s, y - 0.2 * size)),
        poly((x - 0.1 * s, y + 0.22 * size), (x - 0.06 * s, y + 0.38 * size), (x + 0.1 * s, y + 0.22 * size)),
    )
    bands = tuple(
        ribbon(
            [(x + d * s, y - r * size), (x + (d + 0.04) * s, y), (x + d * s, y + r * size)],
            [0.05 * size, 0.09 * size, 0.05 * size],
        )
        for d, r in ((0.09, 0.2), (-0.14, 0.19))
    )
    return [
        Patch((tail, *fins), mix(color, stripe, 0.45), None, 0.2, 4, 0.6),
        Patch((ellipse(x, y, 0.4 * size, 0.27 * size),), color, None, 0.45, 5, 0.8),
        Patch(bands, stripe, None, 0, 0, 0),
        Patch((ellipse(x + 0.24 * s, y - 0.05 * size, 0.075 * size),), tone("#ffffff"), None, 0, 2, 0.4),
        Patch((ellipse(x + 0.255 * s, y - 0.05 * size, 0.036 * size),), (30, 30, 46), None, 0, 0, 0),
    ]


def shoal(rng: Rng, x: float, y: float, size: float, color: Rgb, count: int, way: int) -> Patch:
    """Many small fish going one way, drawn as one."""
    pieces: list[Polygon] = []
    for _ in range(count):
        fx, fy = x + rng.normal() * 1.9 * size, y + rng.normal() * 0.9 * size
        s = size * rng.uniform(0.32, 0.5)
        pieces.append(ellipse(fx, fy, 0.5 * s, 0.22 * s))
        tip = fx - way * 0.38 * s
        pieces.append(
            poly((tip, fy), (tip - way * 0.34 * s, fy - 0.2 * s), (tip - way * 0.34 * s, fy + 0.2 * s))
        )
    return Patch(tuple(pieces), color, None, 0.2, 4, 0.4)


def kelp(rng: Rng, x: float, foot: float, size: float, color: Rgb, blades: int = 4) -> list[Patch]:
    """Long waving leaves; `size` is the height of the longest."""
    bands: list[Polygon] = []
    veins: list[Polygon] = []
    for k in range(blades):
        t = (k + 0.5) / blades * 2 - 1
        tall, sway = size * rng.uniform(0.6, 1.0), size * rng.uniform(0.05, 0.09) * (1 if k % 2 else -1)
        line = [
            (x + t * 0.16 * size + (sway * np.sin(p * 5.5 + k) + t * 0.14 * size * p), foot - tall * p)
            for p in (0, 0.22, 0.45, 0.7, 1.0)
        ]
        bands.append(ribbon(line, [0.04 * size, 0.075 * size, 0.07 * size, 0.06 * size, 0.0]))
        veins.append(ribbon(line[:4], [0.008 * size] * 3 + [0.0]))
    return [
        Patch(tuple(bands), color, None, 0.35, 6, 0.6, kind=Kind.LEAF),
        Patch(tuple(veins), mix(color, (235, 255, 190), 0.4), None, 0, 0, 0, kind=Kind.LEAF),
    ]


def branch_coral(rng: Rng, x: float, foot: float, size: float, color: Rgb) -> list[Patch]:
    """A coral like a small bare tree, with round tips; `size` is its height."""
    arms: list[Polygon] = []
    tips: list[Polygon] = []
    for a in (-0.85, -0.4, 0.0, 0.42, 0.9):
        reach = size * rng.uniform(0.72, 0.95) * (1 - 0.2 * abs(a))
        bend = (x + 0.5 * reach * np.sin(0.6 * a), foot - 0.5 * reach)
        tip = (x + reach * np.sin(a), foot - reach * np.cos(0.7 * a))
        arms.append(ribbon([(x, foot + 0.04 * size), bend, tip], [0.17 * size, 0.11 * size, 0.08 * size]))
        twig = (bend[0] + 0.2 * size * (1 if a >= 0 else -1), bend[1] - 0.2 * size)
        arms.append(ribbon([bend, twig], [0.08 * size, 0.065 * size]))
        tips.extend(ellipse(*p, 0.058 * size) for p in (tip, twig))
    return [
        Patch((*arms, *tips), color, None, 0.4, 7, 0.8),
        Patch(
            tuple(ellipse(px, py, 0.03 * size) for px, py in (t.mean(0).tolist() for t in tips)),
            mix(color, _WHITE, 0.5),
            None,
            0,
            0,
            0,
        ),
    ]


def fan_coral(rng: Rng, x: float, foot: float, size: float, color: Rgb) -> list[Patch]:
    """A round fan with ribs; `size` is its height."""
    t = np.linspace(-1.25, 1.25, 40)
    r = size * (0.9 + 0.05 * np.cos(t * 17) + 0.05 * np.sin(t * 4 + rng.random() * 6))
    edge = np.stack([x + 0.75 * r * np.sin(t), foot - 0.12 * size - r * np.cos(t) * 0.9], 1)
    stem = poly((x + 0.06 * size, foot), (x - 0.06 * size, foot))
    ribs = tuple(
        ribbon(
            [
                (x, foot - 0.08 * size),
                (x + 0.34 * size * np.sin(a), foot - (0.12 + 0.36 * np.cos(a)) * size),
                (x + 0.62 * size * np.sin(a), foot - (0.12 + 0.74 * np.cos(a)) * size),
            ],
            [0.035 * size, 0.025 * size, 0.008 * size],
        )
        for a in (-1.0, -0.66, -0.33, 0.0, 0.33, 0.66, 1.0)
    )
    return [
        Patch((np.concatenate([edge, stem]).astype(np.float32),), color, None, 0.4, 6, 0.8),
        Patch(ribs, mix(color, (90, 20, 80), 0.3), None, 0, 0, 0),
    ]


def tube_coral(rng: Rng, x: float, foot: float, size: float, color: Rgb) -> list[Patch]:
    """A handful of upright tubes with open mouths; `size` is the height of the tallest."""
    patches: list[Patch] = []
    for d, tall in ((-0.3, 0.62), (0.32, 0.7), (-0.08, 1.0), (0.14, 0.46), (-0.2, 0.34)):
        t, r = size * tall * rng.uniform(0.9, 1.05), 0.115 * size
        cx = x + d * size
        tube = ribbon(
            [(x + 0.55 * d * size, foot + 0.03 * size), (cx, foot - 0.5 * t), (cx, foot - t)],
            [1.5 * r, 1.7 * r, 2.1 * r],
        )
        patches.append(Patch((tube,), color, None, 0.45, 6, 0.8))
        patches.append(
            Patch((ellipse(cx, foot - t, 1.05 * r, 0.5 * r),), mix(color, _WHITE, 0.4), None, 0, 2, 0.6)
        )
        patches.append(
            Patch((ellipse(cx, foot - t, 0.62 * r, 0.26 * r),), mix(color, (40, 10, 60), 0.5), None, 0, 0, 0)
        )
    return patches


def bubbles(places: list[tuple[float, float, float]], color: Rgb) -> list[Patch]:
    """Bubbles at (x, y, radius): a see-through ball with a rim of light."""
    balls = tuple(ellipse(x, y, r) for x, y, r in places)
    rims: list[Polygon] = []
    for x, y, r in places:
        for a, b in ((0.1, 1.4), (3.3, 5.2)):
            arc = [(x + 0.86 * r * np.cos(t), y + 0.86 * r * np.sin(t)) for t in np.linspace(a, b, 5)]
            rims.append(ribbon(arc, [0.0, 0.12 * r, 0.15 * r, 0.12 * r, 0.0]))
    gleams = tuple(ellipse(x - 0.36 * r, y - 0.4 * r, 0.2 * r, 0.13 * r, -0.7) for x, y, r in places)
    return [
        Patch(balls, mix(color, _WHITE, 0.35), None, 0, 0, 0.5, opacity=0.34),
        Patch(tuple(rims), mix(color, _WHITE, 0.7), None, 0, 2, 0),
        Patch(gleams, _WHITE, None, 0, 1, 0),
    ]


def jellyfish(rng: Rng, x: float, y: float, size: float, color: Rgb, light: Light) -> list[Patch | Glow]:
    """A jellyfish with trailing arms, alight in the dark; `size` is the width of its bell."""
    t = np.linspace(np.pi, 2 * np.pi, 24)
    dome = np.stack([x + 0.5 * size * np.cos(t), y + 0.52 * size * np.sin(t)], 1)
    hem = [(x + (0.5 - k / 6) * size, y + (0.07 if k % 2 else -0.01) * size) for k in range(7)]
    arms = tuple(
        ribbon(
            [
                (x + d * size, y),
                (x + (d + s) * size, y + 0.35 * size),
                (x + (d - s) * size, y + 0.7 * size),
                (x + (d + s) * size, y + (0.9 + 0.2 * rng.random()) * size),
            ],
            [0.06 * size, 0.05 * size, 0.04 * size, 0.0],
        )
        for d, s in ((-0.3, 0.05), (-0.1, -0.05), (0.1, 0.05), (0.3, -0.05))
    )
    parts: list[Patch | Glow] = [
        Patch(arms, mix(color, _WHITE, 0.3), None, 0, 3, 0.4),
        Patch(
            (np.concatenate([dome, poly(*hem)]).astype(np.float32),),
            mix(color, _WHITE, 0.2),
            None,
            0.4,
            6,
            0.7,
        ),
        Patch(
            tuple(ellipse(x + d * size, y - 0.24 * size, 0.06 * size) for d in (-0.22, 0.0, 0.22)),
            mix(color, _WHITE, 0.65),
            None,
            0,
            0,
            0,
        ),
    ]
    if light.lamps:
        parts.append(Glow(x, y - 0.1 * size, 0.9 * size, mix(color, _WHITE, 0.3), 0.5))
    return parts


def turtle(x: float, y: float, size: float, tone: Tone, way: int = 1) -> list[Patch]:
    """A sea turtle gliding by; `size` is the length of its shell."""
    s = way * size
    t = np.linspace(np.pi, 2 * np.pi, 24)
    shell = np.stack([x + 0.5 * size * np.cos(t), y + 0.34 * size * np.sin(t)], 1).astype(np.float32)
    legs = (
        ribbon(
            [(x + 0.25 * s, y), (x + 0.2 * s, y + 0.28 * size), (x - 0.05 * s, y + 0.46 * size)],
            [0.2 * size, 0.17 * size, 0.02 * size],
        ),
        ribbon([(x - 0.38 * s, y - 0.02 * size), (x - 0.6 * s, y + 0.16 * size)], [0.15 * size, 0.04 * size]),
    )
    head = ellipse(x + 0.64 * s, y - 0.1 * size, 0.17 * size, 0.13 * size)
    neck = ribbon([(x + 0.4 * s, y - 0.03 * size), (x + 0.6 * s, y - 0.08 * size)], [0.17 * size] * 2)
    plates = tuple(
        ellipse(x + d * size, y - e * size, 0.1 * size, 0.08 * size)
        for d, e in ((-0.26, 0.1), (0.0, 0.12), (0.26, 0.1), (-0.13, 0.23), (0.13, 0.23))
    )
    return [
        Patch((*legs, neck, head), tone("#9ccf7a"), None, 0.3, 5, 0.8),
        Patch((shell,), tone("#4f9a6a"), None, 0.4, 8, 0.9),
        Patch(plates, tone("#7fbf7c"), None, 0, 0, 0),
        Patch(
            (ribbon([(x - 0.5 * size, y), (x + 0.5 * size, y)], [0.07 * size] * 2),),
            tone("#f0dc9c"),
            None,
            0,
            2,
            0.5,
        ),
        Patch((ellipse(x + 0.69 * s, y - 0.13 * size, 0.026 * size),), (30, 30, 40), None, 0, 0, 0),
    ]
