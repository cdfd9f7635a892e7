"""Houses big and small, and the strings of flags between them."""

from collections.abc import Sequence

import numpy as np

from storyvid_dagster.illustration.light import Light, Tone, mix
from storyvid_dagster.illustration.shapes import (
    Glow,
    Kind,
    Patch,
    Polygon,
    Rgb,
    Rng,
    box,
    ellipse,
    poly,
    ribbon,
)

LIT: Rgb = (255, 220, 120)


def cottage(rng: Rng, x: float, foot: float, size: float, light: Light, tone: Tone) -> list[Patch | Glow]:
    """A crooked little house, its windows lit when it is dark; `size` is its width."""
    w, wall_h, roof_h = size, 0.55 * size, 0.48 * size
    pane = LIT if light.lamps else tone("#bfe3f2")
    eaves = foot - wall_h
    chimney = box(x + 0.17 * w, eaves - 0.9 * roof_h, x + 0.30 * w, eaves - 0.2 * roof_h)
    wall = box(x - 0.42 * w, eaves, x + 0.42 * w, foot)
    roof = poly(
        (x - 0.54 * w, eaves + 0.04 * w),
        (x - 0.30 * w, eaves - roof_h),
        (x + 0.30 * w, eaves - roof_h),
        (x + 0.54 * w, eaves + 0.04 * w),
    )
    tiles = tuple(
        ribbon(
            [
                (x - (0.36 + 0.05 * k) * w, eaves - (0.75 - 0.25 * k) * roof_h),
                (x + (0.36 + 0.05 * k) * w, eaves - (0.75 - 0.25 * k) * roof_h),
            ],
            [0.018 * w] * 2,
        )
        for k in range(3)
    )
    door = np.concatenate(
        [box(x - 0.09 * w, foot - 0.27 * w, x + 0.09 * w, foot)[2:], _arch(x, foot - 0.27 * w, 0.09 * w)]
    ).astype(np.float32)
    windows = tuple(
        box(x + d * w - 0.08 * w, foot - 0.38 * w, x + d * w + 0.08 * w, foot - 0.2 * w)
        for d in (-0.26, 0.26)
    )
    bars = tuple(
        b
        for d in (-0.26, 0.26)
        for b in (
            box(x + d * w - 0.008 * w, foot - 0.38 * w, x + d * w + 0.008 * w, foot - 0.2 * w),
            box(x + d * w - 0.08 * w, foot - 0.298 * w, x + d * w + 0.08 * w, foot - 0.282 * w),
        )
    )
    puffs = tuple(
        ellipse(
            x + (0.24 + 0.05 * k + 0.03 * k * k) * w,
            eaves - roof_h * 0.98 - 0.13 * k * w,
            (0.05 + 0.022 * k) * w,
        )
        for k in range(4)
    )
    roof_color = light.accent(0) if rng.random() < 0.5 else tone("#d4694a")
    parts: list[Patch | Glow] = [
        Patch(puffs, mix(tone("#ffffff"), light.haze, 0.25), None, 0, 2, 0, opacity=0.75, soft_px=0.02 * w),
        Patch((chimney,), tone("#a9694f"), None, 0.2, 3, 0.8),
        Patch((wall,), tone("#fbeccb"), tone("#efd3a0"), 0.1, 6, 0.9, kind=Kind.WALL),
        Patch((roof,), roof_color, None, 0.35, 9, 0.9),
        Patch(tiles, mix(roof_color, (60, 20, 30), 0.25), None, 0, 0, 0),
        Patch((door,), tone("#8a5638"), None, 0.2, 3, 0.7),
        Patch(windows, pane, None, 0, 0, 0.7, kind=Kind.LAMP),
        Patch(bars, tone("#7a5240"), None, 0, 2, 0),
    ]
    if light.lamps:
        parts.append(Glow(x, foot - 0.28 * w, 0.55 * w, (255, 190, 90), 0.5))
    return parts


def house(
    rng: Rng,
    x0: float,
    x1: float,
    foot: float,
    top: float,
    color: Rgb,
    light: Light,
    tone: Tone,
    *,
    shop: bool,
) -> list[Patch | Glow]:
    """One house of a row, with a gable of its own, and a shop below if asked."""
    w, tall = x1 - x0, foot - top
    mid = (x0 + x1) / 2
    roof = tone(("#a8574a", "#7c5a76", "#5a6f8c", "#8d5f45")[int(rng.integers(4))])
    style = int(rng.integers(4))
    gable_h = min(0.5 * w, 0.22 * tall)
    eaves = top + gable_h
    parts: list[Patch | Glow] = []
    if style == 0:
        crown: Polygon = poly((x0 - 0.05 * w, eaves), (mid, top - 0.1 * gable_h), (x1 + 0.05 * w, eaves))
    elif style == 1:
        steps = [(0.0, 1.0), (0.0, 0.66), (0.16, 0.66), (0.16, 0.33), (0.33, 0.33), (0.33, 0.0)]
        left = [(x0 + a * w, top + b * gable_h) for a, b in steps]
        crown = poly(*left, *[(x0 + x1 - x, y) for x, y in reversed(left)])
        roof = color
    elif style == 2:
        crown = np.concatenate([_arch(mid, eaves, 0.5 * w, gable_h), poly((x1, eaves), (x0, eaves))]).astype(
            np.float32
        )
        roof = color
    else:
        crown = poly(
            (x0 - 0.04 * w, eaves),
            (x0 + 0.1 * w, top + 0.15 * gable_h),
            (x1 - 0.1 * w, top + 0.15 * gable_h),
            (x1 + 0.04 * w, eaves),
        )
    if style in (0, 3) and rng.random() < 0.7:
        cx = mid + 0.25 * w
        parts.append(
            Patch(
                (box(cx - 0.06 * w, top - 0.15 * gable_h, cx + 0.06 * w, eaves),),
                tone("#9c6250"),
                None,
                0.1,
                2,
                0.8,
            )
        )
    parts.append(
        Patch(
            (box(x0, eaves - 1, x1, foot),),
            color,
            mix(color, tone("#6a4a5a"), 0.16),
            0.12,
            7,
            1,
            kind=Kind.WALL,
        )
    )
    parts.append(Patch((crown,), roof, None, 0.2, 8, 1))
    if style in (1, 2):
        parts.append(
            Patch(
                (box(x0 - 0.03 * w, eaves - 0.02 * w, x1 + 0.03 * w, eaves + 0.035 * w),),
                mix(color, (255, 250, 235), 0.6),
                None,
                0,
                3,
                0.6,
            )
        )
    parts.append(
        Patch(
            (ellipse(mid, top + 0.66 * gable_h, 0.09 * w),),
            LIT if light.lamps else tone("#cfe8f2"),
            None,
            0,
            0,
            0.7,
            kind=Kind.LAMP,
        )
    )

    shop_h = min(0.62 * w, 0.34 * tall) if shop else 0.0
    rows = max(1, int((foot - shop_h - eaves) / (0.36 * w)))
    step = (foot - shop_h - eaves) / rows
    lit: list[Polygon] = []
    unlit: list[Polygon] = []
    frames: list[Polygon] = []
    columns = 3 if w > 0.8 * step * 2 else 2
    for r in range(rows):
        for c in range(columns):
            wx = x0 + w * (c + 0.5) / columns
            wy = eaves + step * (r + 0.54)
            a, b = 0.22 * w / columns * 1.35, 0.27 * step
            (lit if light.lamps and rng.random() < 0.62 else unlit).append(
                box(wx - a, wy - b, wx + a, wy + b)
            )
            frames.append(box(wx - 0.012 * w, wy - b, wx + 0.012 * w, wy + b))
            frames.append(box(wx - 1.25 * a, wy + b, wx + 1.25 * a, wy + b + 0.02 * w))
    if unlit:
        parts.append(
            Patch(
                tuple(unlit), tone("#6f93b8" if light.lamps else "#c4e4f0"), None, 0.3, 0, 0.8, kind=Kind.WALL
            )
        )
    if lit:
        parts.append(Patch(tuple(lit), LIT, None, 0, 0, 0.8, kind=Kind.LAMP))
    parts.append(Patch(tuple(frames), mix(color, (255, 250, 240), 0.75), None, 0, 2, 0))
    door_x = x0 + w * (0.27 if rng.random() < 0.5 else 0.73)
    parts.append(
        Patch(
            (box(door_x - 0.11 * w, foot - 0.42 * w, door_x + 0.11 * w, foot),),
            tone(("#3f7a72", "#a8473f", "#46608f")[int(rng.integers(3))]),
            None,
            0.2,
            3,
            0.8,
        )
    )
    if shop:
        glass_x0, glass_x1 = (
            (x0 + 0.45 * w, x0 + 0.93 * w) if door_x < mid else (x0 + 0.07 * w, x0 + 0.55 * w)
        )
        parts.append(
            Patch(
                (box(glass_x0, foot - 0.36 * w, glass_x1, foot - 0.08 * w),),
                LIT if light.lamps else tone("#d8eef2"),
                None,
                0.2,
                0,
                0.8,
                kind=Kind.LAMP,
            )
        )
        parts.extend(
            _awning(
                x0 + 0.03 * w,
                x1 - 0.03 * w,
                foot - 0.58 * w,
                0.16 * w,
                light.accent(int(rng.integers(5))),
                tone("#fff6e6"),
            )
        )
        if light.lamps:
            parts.append(Glow((glass_x0 + glass_x1) / 2, foot - 0.2 * w, 0.5 * w, (255, 190, 90), 0.35))
    return parts


def _awning(x0: float, x1: float, y: float, drop: float, a: Rgb, b: Rgb) -> list[Patch]:
    n = 7
    edge = np.linspace(x0, x1, n + 1)
    spread = np.linspace(x0 - 0.3 * drop, x1 + 0.3 * drop, n + 1)
    strips = [
        np.concatenate(
            [poly((edge[i], y), (edge[i + 1], y)), _scoop(float(spread[i]), float(spread[i + 1]), y + drop)]
        ).astype(np.float32)
        for i in range(n)
    ]
    return [Patch(tuple(strips[1::2]), b, None, 0.3, 9, 0.6), Patch(tuple(strips[::2]), a, None, 0.3, 9, 0.6)]


def _scoop(x0: float, x1: float, y: float) -> Polygon:
    t = np.linspace(0, np.pi, 7)
    mid, r = (x0 + x1) / 2, (x1 - x0) / 2
    return np.stack([mid + r * np.cos(t), y + 0.7 * r * np.sin(t)], 1).astype(np.float32)


def _arch(x: float, y: float, r: float, rise: float | None = None) -> Polygon:
    t = np.linspace(np.pi, 2 * np.pi, 16)
    return np.stack([x + r * np.cos(t), y + (rise or r) * np.sin(t)], 1).astype(np.float32)


def bunting(
    a: tuple[float, float],
    b: tuple[float, float],
    sag: float,
    flag: float,
    colors: Sequence[Rgb],
    string: Rgb,
) -> list[Patch]:
    """A sagging string of flags from a to b."""
    n = max(4, int(abs(b[0] - a[0]) / (1.25 * flag)))
    t = np.linspace(0, 1, n + 1)
    x = a[0] + (b[0] - a[0]) * t
    y = a[1] + (b[1] - a[1]) * t + 4 * sag * t * (1 - t)
    flags: list[list[Polygon]] = [[] for _ in colors]
    for i in range(n):
        half = 0.42 * (x[i + 1] - x[i])
        mx, my, slope = (x[i] + x[i + 1]) / 2, (y[i] + y[i + 1]) / 2, (y[i + 1] - y[i]) / 2
        flags[i % len(colors)].append(
            poly((mx - half, my - slope * 0.8), (mx + half, my + slope * 0.8), (mx - 0.15 * slope, my + flag))
        )
    line = ribbon(list(zip(x.tolist(), y.tolist(), strict=True)), [0.07 * flag] * (n + 1))
    return [
        Patch((line,), string, None, 0, 3, 0),
        *(Patch(tuple(f), c, None, 0.2, 5, 0.6) for f, c in zip(flags, colors, strict=True) if f),
    ]


def street_lamp(x: float, foot: float, size: float, light: Light, tone: Tone) -> list[Patch | Glow]:
    """A lamp post with a lantern; `size` is its height."""
    post = ribbon([(x, foot), (x, foot - 0.82 * size)], [0.035 * size, 0.025 * size])
    base = poly(
        (x - 0.05 * size, foot),
        (x + 0.05 * size, foot),
        (x + 0.03 * size, foot - 0.07 * size),
        (x - 0.03 * size, foot - 0.07 * size),
    )
    lantern = poly(
        (x - 0.045 * size, foot - 0.82 * size),
        (x + 0.045 * size, foot - 0.82 * size),
        (x + 0.075 * size, foot - 0.95 * size),
        (x - 0.075 * size, foot - 0.95 * size),
    )
    cap = poly(
        (x - 0.09 * size, foot - 0.945 * size),
        (x + 0.09 * size, foot - 0.945 * size),
        (x, foot - 1.02 * size),
    )
    iron = tone("#45505e")
    parts: list[Patch | Glow] = [
        Patch((post, base), iron, None, 0.2, 6, 0.8),
        Patch((lantern,), LIT if light.lamps else tone("#f4f0d8"), None, 0, 6, 0.8, kind=Kind.LAMP),
        Patch((cap,), iron, None, 0, 7, 0.8),
    ]
    if light.lamps:
        parts.append(Glow(x, foot - 0.88 * size, 0.34 * size, (255, 205, 110), 0.75))
    return parts
