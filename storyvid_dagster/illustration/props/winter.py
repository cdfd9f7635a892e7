"""What stands in the snow."""

import numpy as np

from storyvid_dagster.illustration.light import Light, Tone, mix
from storyvid_dagster.illustration.props.buildings import LIT
from storyvid_dagster.illustration.shapes import (
    Glow,
    Kind,
    Patch,
    Polygon,
    Rgb,
    Rng,
    blob,
    box,
    ellipse,
    poly,
    ribbon,
)


def snowy_fir(rng: Rng, x: float, foot: float, size: float, tone: Tone, leaf: str = "#2f7a62") -> list[Patch]:
    """A fir with snow on every skirt; `size` is its height."""
    green, snow = tone(leaf), tone("#f6fbff")
    trunk = box(x - 0.035 * size, foot - 0.2 * size, x + 0.035 * size, foot + 0.02 * size)
    patches = [Patch((trunk,), tone("#76503a"), None, 0.2, 4, 1)]
    for i in range(4):
        low, half = foot - size * (0.10 + 0.2 * i), size * (0.28 - 0.052 * i) * rng.uniform(0.94, 1.06)
        high = low - size * (0.4 - 0.03 * i)
        hem = [(x + half * (1 - k / 3), low + size * (0.03 if k % 2 else -0.012)) for k in range(7)]
        patches.append(Patch((poly((x, high), *hem),), green, None, 0.45, 6 + i, 0.9, kind=Kind.LEAF))
        inner = [
            (
                x + 0.82 * half * (1 - k / 4),
                low - size * ((0.035 if k % 2 else 0.1) + 0.05 * (1 - abs(1 - k / 4))),
            )
            for k in range(9)
        ]
        inner[0], inner[-1] = (x + 0.93 * half, low - 0.025 * size), (x - 0.93 * half, low - 0.025 * size)
        patches.append(
            Patch((poly((x, high - 0.01 * size), *inner),), snow, None, 0.2, 3, 0.3, kind=Kind.LAND)
        )
    return patches


def snowman(x: float, foot: float, size: float, light: Light, tone: Tone, way: int = 1) -> list[Patch]:
    """A snowman with hat, scarf and a carrot; `size` is its height, `way` where it looks."""
    balls = (
        (x, foot - 0.21 * size, 0.25),
        (x, foot - 0.52 * size, 0.185),
        (x, foot - 0.76 * size, 0.135),
    )
    snow, coal = tone("#fbfdff"), tone("#3b3a48")
    arms = tuple(
        ribbon(
            [
                (x + d * 0.15 * size, foot - 0.55 * size),
                (x + d * 0.3 * size, foot - 0.62 * size),
                (x + d * 0.4 * size, foot - 0.74 * size),
            ],
            [0.03 * size, 0.025 * size, 0.014 * size],
        )
        for d in (-1, 1)
    )
    twigs = tuple(
        ribbon(
            [(x + d * 0.33 * size, foot - 0.66 * size), (x + d * 0.42 * size, foot - 0.64 * size)],
            [0.018 * size, 0.008 * size],
        )
        for d in (-1, 1)
    )
    top = foot - 0.85 * size
    hat = (
        box(x - 0.1 * size, top - 0.15 * size, x + 0.1 * size, top + 0.005 * size),
        box(x - 0.16 * size, top - 0.015 * size, x + 0.16 * size, top + 0.02 * size),
    )
    band = box(x - 0.1 * size, top - 0.055 * size, x + 0.1 * size, top - 0.015 * size)
    eyes = tuple(
        ellipse(x + (d + 0.03 * way) * size, foot - 0.79 * size, 0.017 * size) for d in (-0.045, 0.045)
    )
    smile = tuple(
        ellipse(
            x + (0.03 * way + 0.075 * np.sin(a)) * size,
            foot - (0.76 - 0.075 * np.cos(a)) * size,
            0.009 * size,
        )
        for a in (-0.9, -0.45, 0.0, 0.45, 0.9)
    )
    buttons = tuple(ellipse(x + 0.015 * way * size, foot - e * size, 0.018 * size) for e in (0.6, 0.53, 0.45))
    nose = poly(
        (x + 0.02 * way * size, foot - 0.775 * size),
        (x + 0.2 * way * size, foot - 0.742 * size),
        (x + 0.02 * way * size, foot - 0.735 * size),
    )
    scarf = (
        ribbon(
            [
                (x - 0.125 * size, foot - 0.67 * size),
                (x, foot - 0.63 * size),
                (x + 0.125 * size, foot - 0.67 * size),
            ],
            [0.055 * size] * 3,
        ),
        ribbon(
            [(x - 0.06 * way * size, foot - 0.64 * size), (x - 0.09 * way * size, foot - 0.46 * size)],
            [0.055 * size, 0.065 * size],
        ),
    )
    return [
        Patch((ellipse(x, foot + 0.005 * size, 0.34 * size, 0.055 * size),), tone("#a9c4e2"), None, 0, 3, 0),
        Patch((*arms, *twigs), tone("#7a5440"), None, 0, 4, 0.6),
        *(
            Patch((ellipse(bx, by, r * size, 0.93 * r * size),), snow, tone("#bcd3ec"), 0.5, 6 + i, 0.9)
            for i, (bx, by, r) in enumerate(balls)
        ),
        Patch((*eyes, *smile, *buttons), coal, None, 0, 2, 0),
        Patch((nose,), tone("#f58a35"), None, 0.2, 3, 0.6),
        Patch(scarf, light.accent(0), None, 0.25, 4, 0.8),
        Patch(hat, coal, None, 0.3, 6, 0.8),
        Patch((band,), light.accent(1), None, 0, 0, 0),
    ]


def cabin(rng: Rng, x: float, foot: float, size: float, light: Light, tone: Tone) -> list[Patch | Glow]:
    """A log cabin under a cap of snow; `size` is its width."""
    w, eaves, peak = size, foot - 0.36 * size, foot - 0.82 * size
    pane = LIT if light.lamps else tone("#cfe6f0")
    snow = tone("#f7fbff")
    wall = poly(
        (x - 0.42 * w, foot),
        (x - 0.42 * w, eaves),
        (x, peak + 0.06 * w),
        (x + 0.42 * w, eaves),
        (x + 0.42 * w, foot),
    )
    logs = tuple(
        ribbon([(x - 0.42 * w, foot - e * w), (x + 0.42 * w, foot - e * w)], [0.014 * w] * 2)
        for e in (0.07, 0.14, 0.21, 0.28, 0.35)
    )
    ends = tuple(
        ellipse(x + d * 0.43 * w, foot - e * w, 0.035 * w)
        for d in (-1, 1)
        for e in (0.035, 0.105, 0.175, 0.245, 0.315)
    )
    cap = poly(
        (x - 0.6 * w, eaves + 0.12 * w),
        (x - 0.57 * w, eaves - 0.01 * w),
        (x - 0.05 * w, peak - 0.09 * w),
        (x + 0.05 * w, peak - 0.09 * w),
        (x + 0.57 * w, eaves - 0.01 * w),
        (x + 0.6 * w, eaves + 0.12 * w),
        (x + 0.5 * w, eaves + 0.11 * w),
        (x + 0.44 * w, eaves + 0.03 * w),
        (x, peak + 0.09 * w),
        (x - 0.44 * w, eaves + 0.03 * w),
        (x - 0.5 * w, eaves + 0.11 * w),
    )
    chimney = box(x + 0.2 * w, peak - 0.06 * w, x + 0.33 * w, eaves - 0.12 * w)
    hood = blob(rng, x + 0.265 * w, peak - 0.07 * w, 0.09 * w, 0.04 * w, 0.03)
    puffs = tuple(
        ellipse(
            x + (0.28 + 0.05 * k + 0.03 * k * k) * w, peak - (0.15 + 0.13 * k) * w, (0.05 + 0.022 * k) * w
        )
        for k in range(4)
    )
    door = box(x - 0.1 * w, foot - 0.29 * w, x + 0.1 * w, foot)
    windows = (
        *(
            box(x + (d - 0.08) * w, foot - 0.28 * w, x + (d + 0.08) * w, foot - 0.12 * w)
            for d in (-0.26, 0.26)
        ),
        ellipse(x, peak + 0.26 * w, 0.075 * w),
    )
    bars = tuple(
        b
        for d in (-0.26, 0.26)
        for b in (
            box(x + (d - 0.008) * w, foot - 0.28 * w, x + (d + 0.008) * w, foot - 0.12 * w),
            box(x + (d - 0.1) * w, foot - 0.125 * w, x + (d + 0.1) * w, foot - 0.1 * w),
        )
    )
    parts: list[Patch | Glow] = [
        Patch(puffs, mix(tone("#ffffff"), light.haze, 0.3), None, 0, 2, 0, opacity=0.75, soft_px=0.02 * w),
        Patch((chimney,), tone("#a9694f"), None, 0.2, 3, 0.8),
        Patch((hood,), snow, None, 0.2, 3, 0.6),
        Patch(ends, tone("#c58d58"), None, 0.2, 4, 0.6),
        Patch((wall,), tone("#a86f42"), tone("#95603a"), 0.15, 6, 0.9, kind=Kind.WALL),
        Patch(logs, tone("#80502f"), None, 0, 0, 0),
        Patch((door,), light.accent(0), None, 0.2, 3, 0.7),
        Patch((ellipse(x, foot - 0.2 * w, 0.045 * w),), tone("#4f9a57"), None, 0.2, 3, 0.5),
        Patch(windows, pane, None, 0, 0, 0.8, kind=Kind.LAMP),
        Patch(bars, snow, None, 0, 2, 0),
        Patch((cap,), snow, None, 0.3, 9, 0.9, kind=Kind.LAND),
    ]
    if light.lamps:
        parts.append(Glow(x, foot - 0.2 * w, 0.6 * w, (255, 190, 90), 0.55))
    return parts


def sled(x: float, foot: float, size: float, color: Rgb, tone: Tone) -> list[Patch]:
    """A wooden sled; `size` is its length."""
    runner = ribbon(
        [
            (x - 0.5 * size, foot),
            (x + 0.3 * size, foot),
            (x + 0.52 * size, foot - 0.1 * size),
            (x + 0.48 * size, foot - 0.26 * size),
        ],
        [0.05 * size] * 4,
    )
    posts = tuple(
        box(x + (d - 0.03) * size, foot - 0.2 * size, x + (d + 0.03) * size, foot) for d in (-0.3, 0.1)
    )
    seat = poly(
        (x - 0.52 * size, foot - 0.27 * size),
        (x + 0.34 * size, foot - 0.27 * size),
        (x + 0.34 * size, foot - 0.18 * size),
        (x - 0.52 * size, foot - 0.18 * size),
    )
    rope = ribbon(
        [
            (x + 0.48 * size, foot - 0.24 * size),
            (x + 0.62 * size, foot - 0.02 * size),
            (x + 0.8 * size, foot - 0.06 * size),
        ],
        [0.025 * size] * 3,
    )
    return [
        Patch((rope,), tone("#8a6d5a"), None, 0, 2, 0),
        Patch((runner, *posts), tone("#8a5a3a"), None, 0.2, 4, 0.7),
        Patch((seat,), color, None, 0.3, 6, 0.8),
    ]


def flakes(places: list[tuple[float, float, float]], color: Rgb) -> Patch:
    """Six-armed snowflakes at (x, y, radius)."""
    arms: list[Polygon] = []
    for x, y, r in places:
        for a in (0.26, 0.26 + np.pi / 3, 0.26 + 2 * np.pi / 3):
            c, s = r * np.cos(a), r * np.sin(a)
            arms.append(ribbon([(x - c, y - s), (x + c, y + s)], [0.24 * r] * 2))
            for end in (-0.62, 0.62):
                arms.append(ellipse(x + end * c, y + end * s, 0.22 * r))
    return Patch(tuple(arms), color, None, 0, 3, 0)
