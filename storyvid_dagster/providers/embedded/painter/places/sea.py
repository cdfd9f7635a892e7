"""A beach with waves running up it, or a raft out on the water."""

import numpy as np

from storyvid_dagster.core.story import TimeOfDay
from storyvid_dagster.providers.embedded.painter import plants, sky
from storyvid_dagster.providers.embedded.painter.buildings import bunting
from storyvid_dagster.providers.embedded.painter.critters import gulls
from storyvid_dagster.providers.embedded.painter.light import Light, Tone, mix
from storyvid_dagster.providers.embedded.painter.shapes import (
    Glow,
    Kind,
    Layer,
    Patch,
    Polygon,
    Rgb,
    Rng,
    blob,
    box,
    close_below,
    dots,
    ellipse,
    poly,
    ribbon,
    ridge,
    star,
)
from storyvid_dagster.providers.embedded.painter.staging import Footing, Stage


def sea(stage: Stage, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the sky to the sand, or to the raft."""
    w, h, u = stage.width, stage.height, stage.unit
    raft = stage.footing is Footing.RAFT
    horizon = stage.y(0.46) if raft else min(stage.horizon_y, stage.ground_y - 0.13 * h)
    back = sky.heavens(stage, rng, light, bottom=horizon + 0.02 * h)

    far = Layer("far", 0.8)
    tone = light.at(0.55)
    island_x = stage.free_x(rng, 0.2 * u, 0.05, 0.95)
    hill = ridge(rng, 0.5 * u, horizon - 0.03 * u, 0.035 * u, 0.4 * u, bottom=horizon + 0.02 * u)
    hill[:-2, 1] += (np.abs(np.linspace(-1, 1, len(hill) - 2)) ** 2 * 0.07 * u).astype(np.float32)
    hill[:, 0] += island_x - 0.25 * u
    far.add(Patch((hill,), tone("#6fae8f"), None, 0.2, 5, 0.8, kind=Kind.LAND))
    far.add(*_lighthouse(island_x + 0.05 * u, horizon - 0.035 * u, 0.17 * u, light))

    mid = Layer("mid", 0.5)
    deep, shallow = _water_colors(light)
    mid.add(
        Patch(
            (box(-0.05 * w, horizon, 1.05 * w, 1.05 * h),),
            mix(deep, light.horizon, 0.35),
            shallow if not raft else deep,
            0,
            6,
            0.6,
            kind=Kind.WATER,
        )
    )
    glitter = [
        ellipse(
            stage.light_x + rng.normal() * (0.04 + 0.08 * t) * u,
            horizon + (0.01 + t * 0.16) * u,
            u * rng.uniform(0.012, 0.035),
            0.0026 * u,
        )
        for t in rng.random(26) ** 1.2
    ]
    mid.add(Patch(tuple(glitter), mix(light.orb, (255, 255, 255), 0.4), None, 0, 0, 0, kind=Kind.LAMP))
    bottom = stage.foot_y + 0.1 * h if raft else stage.ground_y + 0.02 * h
    rows = 5
    for i in range(rows):
        t = (i + 0.7) / rows
        y = horizon + (bottom - horizon) * t**1.35
        mid.add(
            _wave(
                rng,
                stage,
                y,
                u * (0.008 + 0.02 * t),
                mix(mix(deep, light.horizon, 0.3), shallow if not raft else deep, t),
                mix(shallow, (255, 255, 255), 0.55),
            )
        )
        if i in (0, 2):
            bx = stage.free_x(rng, (0.05 + 0.06 * t) * u, 0.08, 0.92)
            mid.add(_sail_boat(bx, y + 0.014 * u, u * (0.10 + 0.13 * t), light, i))
    if not light.dark:
        mid.add(
            gulls(
                stage,
                rng,
                stage.free_x(rng, 0.15 * u, 0.2, 0.8),
                stage.y(rng.uniform(0.22, 0.32)),
                light.at(0.1),
            )
        )

    near = _raft(stage, rng, light, deep, shallow) if raft else _beach(stage, rng, light, shallow)
    return [back, far, mid, near]


def _water_colors(light: Light) -> tuple[Rgb, Rgb]:
    deep, shallow = light.lit((40, 126, 190)), light.lit((112, 205, 214))
    if light.time is TimeOfDay.EVENING:
        return mix(deep, (116, 76, 148), 0.5), mix(shallow, (255, 170, 140), 0.5)
    return deep, shallow


def _wave(rng: Rng, stage: Stage, y: float, rise: float, color: Rgb, foam: Rgb) -> list[Patch]:
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
    crest = np.concatenate([line, line[::-1] + [0, 0.32 * rise]]).astype(np.float32)
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


def _sail_boat(x: float, foot: float, size: float, light: Light, index: int) -> list[Patch]:
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


def _lighthouse(x: float, foot: float, size: float, light: Light) -> list[Patch | Glow]:
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


def _beach(stage: Stage, rng: Rng, light: Light, shallow: Rgb) -> Layer:
    w, h, u, ground = stage.width, stage.height, stage.unit, stage.ground_y
    tone = light.at(0.0)
    near = Layer("near", 0.0)
    dry = ridge(rng, w, ground + 0.02 * u, 0.022 * u, 1.1 * u, bottom=1.05 * h)
    wet = dry.copy()
    wet[:-2, 1] -= 0.022 * u + 0.006 * u * np.sin(wet[:-2, 0] / (0.05 * u))
    foam = wet.copy()
    foam[:-2, 1] -= 0.017 * u + 0.005 * u * np.sin(wet[:-2, 0] / (0.03 * u) + 2)
    near.add(Patch((foam,), mix(shallow, (255, 255, 255), 0.8), None, 0, 5, 0.5, kind=Kind.WATER))
    near.add(Patch((wet,), tone("#d9b27a"), None, 0, 3, 0, kind=Kind.LAND))
    near.add(Patch((dry,), tone("#f8e1a8"), tone("#eec47e"), 0.15, 6, 0.6, kind=Kind.LAND))
    ripples = tuple(
        ribbon([(x - 0.06 * u, y), (x, y - 0.006 * u), (x + 0.06 * u, y)], [0.0, 0.006 * u, 0.0])
        for x, y in plants.scatter(rng, 16, 0, w, ground + 0.07 * u, 0.98 * h)
    )
    near.add(Patch(ripples, tone("#dcae6c"), None, 0, 0, 0, kind=Kind.LAND))
    near.add(
        Patch(
            dots(plants.scatter(rng, 110, 0, w, ground + 0.05 * u, h), 0.0022 * u),
            tone("#c99c5f"),
            None,
            0,
            0,
            0,
            kind=Kind.LAND,
        )
    )
    side = 1 if stage.lead.x < w / 2 else -1
    edge = w * (0.5 + 0.5 * side) - side * 0.11 * u
    if rng.random() < 0.6:
        near.add(_parasol(edge, ground + 0.13 * u, 0.36 * u, light, side, tone))
    else:
        near.add(_palm(rng, edge + side * 0.02 * u, ground + 0.14 * u, 0.52 * u, tone, -side))
    x = stage.free_x(rng, 0.09 * u, 0.1, 0.9)
    near.add(_castle(x, ground + 0.12 * u, 0.13 * u, light, tone))
    ball_x = stage.free_x(rng, 0.05 * u, 0.1, 0.9)
    near.add(_ball(ball_x, min(0.97 * h, ground + 0.19 * u), 0.042 * u, light))
    shells = plants.scatter(rng, 4, 0.06 * w, 0.94 * w, ground + 0.13 * u, 0.97 * h)
    near.add(
        Patch(
            tuple(star(x, y, 0.022 * u, 5, 0.5, rng.random() * 6) for x, y in shells[::2]),
            light.accent(0),
            None,
            0.3,
            4,
            0.6,
        )
    )
    near.add(
        Patch(tuple(_shell(x, y, 0.015 * u) for x, y in shells[1::2]), tone("#fbd0c0"), None, 0.3, 4, 0.6)
    )
    near.add(
        plants.tufts(
            rng,
            plants.clusters(rng, 3, 2, 0, w, ground + 0.06 * u, ground + 0.1 * u, 0.02 * u),
            0.05 * u,
            tone("#8fae58"),
        )
    )
    return near


def _shell(x: float, y: float, r: float) -> Polygon:
    t = np.linspace(np.pi, 2 * np.pi, 15)
    edge = r * (1 + 0.08 * np.cos(t * 14))
    return np.concatenate(
        [
            np.stack([x + edge * np.cos(t), y + edge * np.sin(t)], 1),
            [[x + 0.2 * r, y + 0.3 * r], [x - 0.2 * r, y + 0.3 * r]],
        ]
    ).astype(np.float32)


def _castle(x: float, foot: float, size: float, light: Light, tone: Tone) -> list[Patch]:
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


def _ball(x: float, y: float, r: float, light: Light) -> list[Patch]:
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


def _parasol(x: float, foot: float, size: float, light: Light, side: int, tone: Tone) -> list[Patch]:
    """A striped sunshade, leaning inwards."""
    top = (x - side * 0.14 * size, foot - size)
    pole = ribbon([(x, foot), top], [0.022 * size] * 2)
    lean = -side * 0.14
    n = 6
    t = np.linspace(np.pi, 2 * np.pi, n * 4 + 1)
    r = 0.58 * size
    cx, cy = top[0], top[1] + 0.30 * size

    def turned(px: float, py: float) -> tuple[float, float]:
        return cx + px * np.cos(lean) - py * np.sin(lean), cy + px * np.sin(lean) + py * np.cos(lean)

    wedges: list[Polygon] = []
    for k in range(n):
        arc = t[4 * k : 4 * k + 5]
        rim = [(r * np.cos(a) * 0.72, 0.62 * r * np.sin(a)) for a in arc]
        del rim
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


def _palm(rng: Rng, x: float, foot: float, size: float, tone: Tone, lean: int) -> list[Patch]:
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


def _raft(stage: Stage, rng: Rng, light: Light, deep: Rgb, shallow: Rgb) -> Layer:
    """Planks under all feet, a mast with a sail beside them, water before and behind."""
    u, w, h = stage.unit, stage.width, stage.height
    tone = light.at(0.0)
    near = Layer("near", 0.0)
    left, right = max(0.02 * w, stage.left - 0.07 * u), min(0.98 * w, stage.right + 0.07 * u)
    deck_top, deck, edge = stage.foot_y - 0.05 * u, stage.foot_y + 0.028 * u, stage.foot_y + 0.075 * u
    mast_x = right - 0.07 * u if stage.lead.x < w / 2 else left + 0.07 * u
    mast_top = max(0.08 * h, stage.lead.top - 0.06 * u)
    inward = -1 if mast_x > w / 2 else 1
    sail_low = stage.foot_y - 0.2 * u
    sail = ribbon(
        [
            (mast_x + 0.01 * u, mast_top + 0.02 * u),
            (mast_x - inward * 0.05 * u, 0.5 * (mast_top + sail_low)),
            (mast_x, sail_low),
        ],
        [0.05 * u, 0.2 * u, 0.24 * u],
    )
    near.add(
        Patch(
            (ribbon([(mast_x, deck_top + 0.02 * u), (mast_x, mast_top - 0.04 * u)], [0.022 * u, 0.016 * u]),),
            tone("#8a5c3c"),
            None,
            0.2,
            6,
            0.8,
        )
    )
    near.add(Patch((sail,), tone("#fff4dc"), tone("#f3dcb4"), 0.2, 9, 0.8))
    near.add(
        Patch(
            (star(mast_x - inward * 0.03 * u, 0.45 * mast_top + 0.55 * sail_low, 0.055 * u),),
            light.accent(0),
            None,
            0.1,
            3,
            0.5,
        )
    )
    far_end = left + 0.02 * u if mast_x > w / 2 else right - 0.02 * u
    near.add(
        bunting(
            (mast_x, mast_top),
            (far_end, deck_top - 0.03 * u),
            0.05 * u,
            0.035 * u,
            [light.accent(k) for k in range(4)],
            tone("#7a6655"),
        )
    )
    planks = 6
    for k in range(planks):
        a, b = left + (right - left) * k / planks, left + (right - left) * (k + 1) / planks
        mid = (left + right) / 2
        inset = 0.94
        near.add(
            Patch(
                (
                    poly(
                        (mid + (a - mid) * inset, deck_top),
                        (mid + (b - mid) * inset, deck_top),
                        (b, deck),
                        (a, deck),
                    ),
                ),
                tone(("#c58f57", "#b9824c", "#cf9b62")[k % 3]),
                None,
                0.3,
                6,
                0.7,
            )
        )
        near.add(
            Patch((box(a, deck, b, edge),), tone(("#9a6a3e", "#8d5f37", "#a37146")[k % 3]), None, 0.4, 7, 0.7)
        )
    near.add(
        _wave(
            rng,
            stage,
            edge - 0.012 * u,
            0.028 * u,
            mix(deep, shallow, 0.35),
            mix(shallow, (255, 255, 255), 0.6),
        )
    )
    near.add(
        _wave(
            rng,
            stage,
            edge + 0.07 * u,
            0.036 * u,
            mix(deep, shallow, 0.15),
            mix(shallow, (255, 255, 255), 0.5),
        )
    )
    floor = box(-0.05 * w, edge + 0.2 * u, 1.05 * w, 1.05 * h)
    near.add(Patch((floor,), mix(deep, shallow, 0.12), None, 0, 0, 0, kind=Kind.WATER))
    return near
