"""Waves, boats, and what lies on a beach."""

import numpy as np

from storyvid_dagster.illustration.light import Light, Tone, mix
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.shapes import (
    Glow,
    Kind,
    Patch,
    Polygon,
    Rgb,
    Rng,
    blob,
    box,
    close_below,
    ellipse,
    poly,
    ribbon,
)


def wave(rng: Rng, stage: SceneLayout, y: float, rise: float, color: Rgb, foam: Rgb) -> list[Patch]:
    """One line of rounded waves with foam on top."""
    w = stage.width
    length = rise * 9
    x = np.linspace(-0.04 * w, 1.04 * w, int(w / length * 14) + 2)
    phase = rng.random() * 6.3
    line = np.stack(
        [
            x,
            y
            - rise * (np.abs(np.sin(x / length * np.pi + phase)) - 0.5)
            + 0.35 * rise * np.sin(x / length * 0.7),
        ],
        1,
    )
    body = close_below(line.astype(np.float32), y + 5 * rise)
    crest = np.concatenate([line, line[::-1] + np.array([0, 0.32 * rise])]).astype(np.float32)
    dashes = tuple(
        ribbon(
            [(dx, dy), (dx + 1.2 * length * 0.3, dy - 0.25 * rise), (dx + 2.4 * length * 0.3, dy)],
            [0.0, 0.22 * rise, 0.0],
        )
        for dx, dy in (
            (rng.random() * w, y + rise * rng.uniform(1.2, 3.0)) for _ in range(int(w / length * 0.7) + 2)
        )
    )
    return [
        Patch((body,), color, None, 0, 7, 0.5, kind=Kind.WATER),
        Patch((crest,), foam, None, 0, 2, 0, kind=Kind.WATER),
        Patch(dashes, mix(color, foam, 0.6), None, 0, 0, 0, kind=Kind.WATER),
    ]


def sail_boat(x: float, foot: float, size: float, light: Light, index: int) -> list[Patch]:
    """A boat with two sails; `size` is the length of its hull."""
    tone = light.at(0.2)
    hull = poly(
        (x - 0.5 * size, foot - 0.22 * size),
        (x + 0.52 * size, foot - 0.24 * size),
        (x + 0.34 * size, foot),
        (x - 0.34 * size, foot),
    )
    stripe = poly(
        (x - 0.46 * size, foot - 0.17 * size),
        (x + 0.47 * size, foot - 0.185 * size),
        (x + 0.44 * size, foot - 0.13 * size),
        (x - 0.43 * size, foot - 0.12 * size),
    )
    mast = ribbon([(x, foot - 0.2 * size), (x, foot - 1.12 * size)], [0.035 * size] * 2)
    main = poly(
        (x + 0.05 * size, foot - 1.06 * size),
        (x + 0.26 * size, foot - 0.66 * size),
        (x + 0.46 * size, foot - 0.31 * size),
        (x + 0.05 * size, foot - 0.30 * size),
    )
    jib = poly(
        (x - 0.05 * size, foot - 0.98 * size),
        (x - 0.05 * size, foot - 0.30 * size),
        (x - 0.40 * size, foot - 0.31 * size),
    )
    flag = poly((x, foot - 1.12 * size), (x + 0.17 * size, foot - 1.07 * size), (x, foot - 1.02 * size))
    return [
        Patch((mast,), tone("#7a5440"), None, 0, 4, 0.5),
        Patch((main,), tone("#fff7e6"), None, 0.25, 6, 0.8),
        Patch((jib,), light.accent(index), None, 0.25, 6, 0.8),
        Patch((flag,), light.accent(index + 1), None, 0, 3, 0.5),
        Patch((hull,), light.accent(index + 2), None, 0.3, 6, 0.9),
        Patch((stripe,), tone("#fff7e6"), None, 0, 0, 0),
    ]


def lighthouse(x: float, foot: float, size: float, light: Light) -> list[Patch | Glow]:
    """A banded lighthouse, lit in the evening; `size` is its height."""
    tone = light.at(0.38)

    def band(a: float, b: float) -> Polygon:
        wa, wb = 0.12 - 0.05 * a, 0.12 - 0.05 * b
        return poly(
            (x - wa * size, foot - a * size),
            (x + wa * size, foot - a * size),
            (x + wb * size, foot - b * size),
            (x - wb * size, foot - b * size),
        )

    red = mix(light.accent(0), light.haze, 0.25)
    parts: list[Patch | Glow] = [
        Patch((band(0, 0.74),), tone("#fbf4e6"), None, 0.2, 5, 0.8),
        Patch((band(0.14, 0.3), band(0.46, 0.62)), red, None, 0.2, 0, 0),
        Patch(
            (box(x - 0.06 * size, foot - 0.86 * size, x + 0.06 * size, foot - 0.74 * size),),
            (255, 232, 150),
            None,
            0,
            3,
            0.6,
            kind=Kind.LAMP,
        ),
        Patch(
            (
                poly(
                    (x - 0.09 * size, foot - 0.85 * size),
                    (x + 0.09 * size, foot - 0.85 * size),
                    (x, foot - 1.0 * size),
                ),
            ),
            red,
            None,
            0,
            4,
            0.6,
        ),
    ]
    if light.lamps:
        parts.append(Glow(x, foot - 0.8 * size, 0.55 * size, (255, 220, 130), 0.8))
    return parts


def shell(x: float, y: float, r: float) -> Polygon:
    """The outline of a ribbed shell."""
    t = np.linspace(np.pi, 2 * np.pi, 15)
    edge = r * (1 + 0.08 * np.cos(t * 14))
    return np.concatenate(
        [
            np.stack([x + edge * np.cos(t), y + edge * np.sin(t)], 1),
            [[x + 0.2 * r, y + 0.3 * r], [x - 0.2 * r, y + 0.3 * r]],
        ]
    ).astype(np.float32)


def castle(x: float, foot: float, size: float, light: Light, tone: Tone) -> list[Patch]:
    """Three sand towers and a flag."""
    towers: list[Polygon] = []
    for dx, tall, wide in ((-0.42, 0.7, 0.15), (0.42, 0.65, 0.15), (0.0, 1.0, 0.2)):
        cx, t = x + dx * size, foot - tall * size
        towers.append(
            poly(
                (cx - 1.15 * wide * size, foot),
                (cx - wide * size, t),
                (cx + wide * size, t),
                (cx + 1.15 * wide * size, foot),
            )
        )
        towers.extend(
            box(
                cx + (k - 0.13) * wide * 1.6 * size,
                t - 0.11 * size,
                cx + (k + 0.13) * wide * 1.6 * size,
                t + 0.01 * size,
            )
            for k in (-0.52, 0, 0.52)
        )
    wall = box(x - 0.45 * size, foot - 0.38 * size, x + 0.45 * size, foot)
    mound = blob(np.random.default_rng(3), x, foot, 0.85 * size, 0.13 * size, 0.05)
    gate = np.concatenate(
        [
            poly((x + 0.1 * size, foot), (x - 0.1 * size, foot)),
            ellipse(x, foot - 0.2 * size, 0.1 * size)[6:13],
        ]
    ).astype(np.float32)
    windows = (
        ellipse(x, foot - 0.68 * size, 0.05 * size, 0.07 * size),
        ellipse(x - 0.42 * size, foot - 0.45 * size, 0.04 * size),
        ellipse(x + 0.42 * size, foot - 0.42 * size, 0.04 * size),
    )
    return [
        Patch((mound, wall, *towers), tone("#ecc27a"), None, 0.4, 8, 0.8, kind=Kind.LAND),
        Patch((gate, *windows), tone("#a9743f"), None, 0, 0, 0),
        Patch(
            (ribbon([(x, foot - 1.05 * size), (x, foot - 1.5 * size)], [0.03 * size] * 2),),
            tone("#7a5440"),
            None,
            0,
            2,
            0,
        ),
        Patch(
            (poly((x, foot - 1.5 * size), (x + 0.34 * size, foot - 1.39 * size), (x, foot - 1.27 * size)),),
            light.accent(1),
            None,
            0,
            3,
            0.6,
        ),
    ]


def ball(x: float, y: float, r: float, light: Light) -> list[Patch]:
    """A beach ball in three colours."""
    parts = [
        Patch(
            (ellipse(x, y, r),),
            (255, 252, 244) if not light.dark else light.lit((255, 252, 244)),
            None,
            0.4,
            8,
            0.9,
        )
    ]
    for k in range(3):
        t = np.linspace(0, 1.05, 9) + k * 2.09 + 0.4
        wedge = np.concatenate(
            [[[x - 0.2 * r, y - 0.25 * r]], np.stack([x + r * np.cos(t), y + r * np.sin(t)], 1)]
        ).astype(np.float32)
        parts.append(Patch((wedge,), light.accent(k), None, 0.3, 0, 0.3))
    return parts


def parasol(x: float, foot: float, size: float, light: Light, side: int, tone: Tone) -> list[Patch]:
    """A striped sunshade, leaning inwards."""
    top = (x - side * 0.14 * size, foot - size)
    pole = ribbon([(x, foot), top], [0.022 * size] * 2)
    lean = -side * 0.14
    n = 6
    r = 0.58 * size
    cx, cy = top[0], top[1] + 0.30 * size

    def turned(px: float, py: float) -> tuple[float, float]:
        return cx + px * np.cos(lean) - py * np.sin(lean), cy + px * np.sin(lean) + py * np.cos(lean)

    wedges: list[Polygon] = []
    for k in range(n):
        x0, x1 = -r + 2 * r * k / n, -r + 2 * r * (k + 1) / n
        left = [(x0 * s, -0.62 * r * np.sqrt(1 - s * s)) for s in np.linspace(1, 0, 8)]
        right = [(x1 * s, -0.62 * r * np.sqrt(1 - s * s)) for s in np.linspace(0, 1, 8)]
        hem = [(x1 + (x0 - x1) * q, 0.06 * r * np.sin(np.pi * q)) for q in np.linspace(0, 1, 6)]
        wedges.append(poly(*[turned(float(a), float(b)) for a, b in (*left, *right, *hem)]))
    return [
        Patch((pole,), tone("#fbf1e0"), None, 0.2, 5, 0.7),
        Patch(tuple(wedges[1::2]), tone("#fff7ea"), None, 0.35, 10, 0.7),
        Patch(tuple(wedges[::2]), light.accent(0), None, 0.35, 10, 0.7),
        Patch((ellipse(*turned(0, -0.64 * r), 0.03 * size),), light.accent(1), None, 0, 3, 0.6),
    ]


def palm(rng: Rng, x: float, foot: float, size: float, tone: Tone, lean: int) -> list[Patch]:
    """A bent palm with nuts; `size` is its height."""
    top = (x + lean * 0.16 * size, foot - 0.82 * size)
    trunk = ribbon(
        [(x, foot), (x - lean * 0.03 * size, foot - 0.4 * size), top],
        [0.085 * size, 0.06 * size, 0.045 * size],
    )
    fronds: list[Polygon] = []
    for a in (-1.9, -1.25, -0.6, 0.0, 0.65, 1.3, 1.95):
        reach = size * rng.uniform(0.36, 0.44)
        dx, dy = np.sin(a) * reach, -np.cos(a) * reach * 0.6
        fronds.append(
            ribbon(
                [
                    top,
                    (top[0] + 0.55 * dx, top[1] + 0.6 * dy - 0.09 * size),
                    (top[0] + dx, top[1] + dy + 0.13 * size),
                ],
                [0.03 * size, 0.095 * size, 0.0],
            )
        )
    nuts = tuple(ellipse(top[0] + d * size, top[1] + 0.025 * size, 0.032 * size) for d in (-0.035, 0.03, 0.0))
    return [
        Patch((trunk,), tone("#b98a57"), None, 0.35, 8, 0.9),
        Patch(tuple(fronds[::2]), tone("#3f9a5c"), None, 0.4, 9, 0.7, kind=Kind.LEAF),
        Patch(tuple(fronds[1::2]), tone("#63b45c"), None, 0.4, 7, 0.7, kind=Kind.LEAF),
        Patch(nuts, tone("#7d5233"), None, 0.3, 4, 0.5),
    ]
