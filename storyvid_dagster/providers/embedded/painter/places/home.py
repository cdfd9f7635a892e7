"""A cosy room: a window with the hour in it, a lamp, books, a rug."""

import numpy as np

from storyvid_dagster.providers.embedded.painter import plants, sky
from storyvid_dagster.providers.embedded.painter.buildings import bunting
from storyvid_dagster.providers.embedded.painter.light import Light, Tone, mix
from storyvid_dagster.providers.embedded.painter.shapes import (
    Glow,
    Kind,
    Layer,
    Patch,
    Polygon,
    Rgb,
    Rng,
    box,
    ellipse,
    poly,
    ribbon,
    scallop,
    star,
)
from storyvid_dagster.providers.embedded.painter.staging import Stage

_WALLPAPERS = ("#f6d9b0", "#bfdcd2", "#f3c9c0", "#cdd6ee", "#e6dcb8")


def home(stage: Stage, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the view out of the window to the rug under the feet."""
    w, h, u = stage.width, stage.height, stage.unit
    inside = _indoors(light)
    skirting = min(stage.ground_y, 0.74 * h)
    paper = inside(_WALLPAPERS[int(rng.integers(len(_WALLPAPERS)))])

    wall = Layer("sky", 1.0)
    wall.add(
        Patch(
            (box(-0.05 * w, -0.05 * h, 1.05 * w, skirting + 2),),
            paper,
            mix(paper, inside("#e8b98a"), 0.35),
            0,
            0,
            0,
            kind=Kind.WALL,
        )
    )
    wall.add(_pattern(stage, rng, skirting, mix(paper, inside("#fffaf0"), 0.42)))
    panel = skirting - 0.15 * u
    wall.add(
        Patch(
            (box(-0.05 * w, panel, 1.05 * w, skirting),),
            inside("#fbf1df"),
            inside("#ecd9bd"),
            0,
            5,
            0.6,
            kind=Kind.WALL,
        )
    )
    n = int(w / (0.16 * u)) + 2
    wall.add(
        Patch(
            tuple(
                box(k * 0.16 * u + 0.02 * u, panel + 0.035 * u, k * 0.16 * u + 0.14 * u, skirting - 0.04 * u)
                for k in range(n)
            ),
            inside("#f3e3c8"),
            None,
            0.2,
            3,
            0.4,
            kind=Kind.WALL,
        )
    )
    wall.add(
        Patch(
            (
                box(-0.05 * w, panel - 0.006 * u, 1.05 * w, panel + 0.012 * u),
                box(-0.05 * w, skirting - 0.022 * u, 1.05 * w, skirting),
            ),
            inside("#fffaf0"),
            None,
            0.2,
            4,
            0.5,
            kind=Kind.WALL,
        )
    )

    side = 1 if stage.lead.x < w / 2 else -1
    far = Layer("far", 0.9)
    window_x = w / 2 + side * rng.uniform(0.17, 0.25) * w
    window_y = 0.22 * h + 0.11 * u if h <= w else 0.27 * h
    far.add(*_window(stage, rng, window_x, window_y, 0.36 * u, 0.34 * u, light, inside))
    frame_x = w / 2 - side * rng.uniform(0.02, 0.10) * w
    for k, (dx, dy, size) in enumerate(((0.0, 0.0, 0.13), (-side * 0.17, 0.035, 0.10))):
        far.add(_picture(rng, frame_x + dx * u, window_y + (dy - 0.13) * u, size * u, light, inside, k))

    mid = Layer("mid", 0.6)
    floor = Patch(
        (box(-0.05 * w, skirting, 1.05 * w, 1.05 * h),),
        inside("#d9a066"),
        inside("#b97a47"),
        0,
        4,
        0.7,
        kind=Kind.LAND,
    )
    mid.add(floor, *_boards(stage, rng, skirting, inside))
    shelf_x = w / 2 - side * 0.5 * w + side * 0.14 * u
    mid.add(_shelf(rng, shelf_x, skirting + 0.035 * u, 0.25 * u, 0.55 * u, light, inside))
    lamp_x = w / 2 + side * 0.5 * w - side * 0.10 * u
    mid.add(*_chair(lamp_x - side * 0.07 * u, skirting + 0.07 * u, 0.30 * u, light.accent(1), inside, side))
    mid.add(*_lamp(lamp_x + side * 0.045 * u, skirting + 0.035 * u, 0.54 * u, light, inside))
    if not light.lamps:
        lean = -side
        beam = poly(
            (window_x - 0.15 * u, skirting + 0.06 * u),
            (window_x + 0.15 * u, skirting + 0.06 * u),
            (window_x + 0.22 * u + lean * 0.16 * u, h),
            (window_x - 0.22 * u + lean * 0.16 * u, h),
        )
        mid.add(Patch((beam,), (255, 240, 200), None, 0, 0, 0, opacity=0.30, soft_px=0.02 * u))
    colors = [light.accent(k) for k in range(4)]
    mid.add(
        bunting((-0.02 * w, 0.06 * h), (0.52 * w, 0.05 * h), 0.05 * u, 0.042 * u, colors, inside("#a58a72"))
    )
    mid.add(
        bunting((0.52 * w, 0.05 * h), (1.02 * w, 0.06 * h), 0.05 * u, 0.042 * u, colors, inside("#a58a72"))
    )

    near = Layer("near", 0.0)
    middle = (stage.left + stage.right) / 2
    reach = max(0.36 * u, (stage.right - stage.left) / 2 + 0.09 * u)
    back_feet = min(s.foot_y for s in stage.standings)
    rug_y = (stage.foot_y + back_feet) / 2 + 0.004 * h
    depth = (stage.foot_y - back_feet) / 2 + 0.07 * u
    near.add(_rug(rng, middle, rug_y, reach, depth, light, inside))
    toy_x = stage.free_x(rng, 0.09 * u, 0.1, 0.9)
    near.add(_blocks(rng, toy_x, skirting + 0.135 * u, 0.058 * u, light))
    ball_x = stage.free_x(rng, 0.05 * u, 0.08, 0.92)
    near.add(_ball(ball_x, skirting + 0.17 * u, 0.034 * u, light.accent(3), inside("#fff7e6")))
    return [wall, far, mid, near]


def _indoors(light: Light) -> Tone:
    """Lamplight: warmer and less blue than outside, never as dark."""
    outside = light.at(0.0)

    def tone(color: str) -> Rgb:
        if not light.lamps:
            return outside(color)
        r, g, b = (int(color[i : i + 2], 16) for i in (1, 3, 5))
        keep = (0.84, 0.68, 0.56) if light.dark else (0.98, 0.85, 0.74)
        return round(r * keep[0]), round(g * keep[1]), round(b * keep[2])

    return tone


def _pattern(stage: Stage, rng: Rng, bottom: float, color: Rgb) -> list[Patch]:
    """Wallpaper: stripes, stars, or sprigs, a little out of line."""
    u, w = stage.unit, stage.width
    kind = int(rng.integers(3))
    step = 0.085 * u
    shapes: list[Polygon] = []
    if kind == 0:
        shapes = [box(x, 0, x + 0.36 * step, bottom) for x in np.arange(-step, w + step, step)]
    else:
        for row, y in enumerate(np.arange(0.2 * step, bottom, step)):
            for x in np.arange(-step + (row % 2) * 0.5 * step, w + step, step):
                px, py = float(x + rng.normal() * 0.03 * step), float(y + rng.normal() * 0.03 * step)
                if kind == 1:
                    shapes.append(star(px, py, 0.13 * step, turn=float(rng.random())))
                else:
                    shapes.extend(
                        ellipse(px + d * 0.09 * step, py - e * 0.08 * step, 0.09 * step, 0.05 * step, t)
                        for d, e, t in ((-1, 0, 0.6), (1, 0, -0.6), (0, 1.2, 1.57))
                    )
    return [Patch(tuple(shapes), color, None, 0, 0, 0, kind=Kind.WALL)]


def _window(
    stage: Stage, rng: Rng, x: float, y: float, wide: float, tall: float, light: Light, inside: Tone
) -> list[Patch | Glow]:
    x0, x1, y0, y1 = x - wide / 2, x + wide / 2, y - tall / 2, y + tall / 2
    tone = light.at(0.3)
    t = np.linspace(0, 1, 15)
    hill = [
        (float(x0 + wide * a), float(y1 - tall * (0.22 + 0.09 * np.sin(a * 5 + rng.random() * 0.2))))
        for a in t
    ]
    parts: list[Patch | Glow] = [
        Patch(
            (box(x0 - 0.035 * wide, y0 - 0.035 * wide, x1 + 0.035 * wide, y1 + 0.035 * wide),),
            inside("#fffaf0"),
            None,
            0.1,
            8,
            0.9,
        ),
        Patch((box(x0, y0, x1, y1),), light.zenith, light.horizon, 0, 0, 0.6, kind=Kind.SKY),
    ]
    ox, oy, r = x + 0.22 * wide, y - 0.2 * tall, 0.10 * wide
    if light.dark:
        dots = tuple(
            star(
                x0 + wide * rng.uniform(0.05, 0.95),
                y0 + tall * rng.uniform(0.05, 0.6),
                wide * rng.uniform(0.012, 0.024),
                4,
                0.35,
            )
            for _ in range(12)
        )
        parts.append(Patch(dots, (255, 244, 200), None, 0, 1, 0, kind=Kind.LAMP))
    parts.append(Patch((ellipse(ox, oy, r),), light.orb, None, 0.1, 4, 0.6, kind=Kind.LAMP))
    parts.append(Glow(ox, oy, 3.2 * r, light.orb, 0.35))
    puffs = tuple(
        ellipse(x - (0.24 - 0.1 * k) * wide, y - (0.13 + 0.03 * (k == 1)) * tall, 0.085 * wide, 0.05 * wide)
        for k in range(3)
    )
    parts.append(Patch(puffs, light.cloud, None, 0.2, 3, 0.4, kind=Kind.SKY))
    parts.append(
        Patch((poly(*hill, (x1, y1), (x0, y1)),), tone("#84bd5c"), None, 0.2, 4, 0.6, kind=Kind.LAND)
    )
    parts.append(
        Patch(
            (
                scallop(rng, x - 0.26 * wide, y1 - 0.33 * tall, 0.085 * wide, 0.1 * tall, 7),
                ribbon(
                    [(x - 0.26 * wide, y1 - 0.17 * tall), (x - 0.26 * wide, y1 - 0.3 * tall)],
                    [0.025 * wide] * 2,
                ),
            ),
            tone("#4f9350"),
            None,
            0.3,
            4,
            0.5,
            kind=Kind.LEAF,
        )
    )
    bar = 0.014 * wide
    parts.append(
        Patch(
            (box(x - bar, y0, x + bar, y1), box(x0, y - bar, x1, y + bar)),
            inside("#fffaf0"),
            None,
            0.1,
            5,
            0.5,
        )
    )
    parts.append(
        Patch(
            (box(x0 - 0.08 * wide, y1 + 0.03 * wide, x1 + 0.08 * wide, y1 + 0.075 * wide),),
            inside("#fff6e6"),
            None,
            0.2,
            7,
            0.7,
        )
    )
    pot = poly(
        (x - 0.3 * wide, y1 - 0.07 * wide),
        (x - 0.16 * wide, y1 - 0.07 * wide),
        (x - 0.18 * wide, y1 + 0.03 * wide),
        (x - 0.28 * wide, y1 + 0.03 * wide),
    )
    parts.extend(
        plants.tulips(
            rng,
            [(x - 0.26 * wide, y1 - 0.05 * wide), (x - 0.2 * wide, y1 - 0.05 * wide)],
            0.055 * wide,
            light.accent(3),
            inside,
        )
    )
    parts.append(Patch((pot,), light.accent(0), None, 0.3, 6, 0.7))
    curtain, fold = light.accent(0), mix(light.accent(0), (60, 20, 40), 0.22)
    for s in (-1, 1):
        edge = x + s * 0.62 * wide
        drape = ribbon(
            [
                (edge - s * 0.06 * wide, y0 - 0.08 * tall),
                (edge - s * 0.06 * wide, y),
                (edge + s * 0.03 * wide, y + 0.18 * tall),
                (edge, y1 + 0.16 * tall),
            ],
            [0.32 * wide, 0.24 * wide, 0.13 * wide, 0.25 * wide],
        )
        folds = tuple(
            ribbon(
                [
                    (edge + (d - s * 0.05) * wide, y0 - 0.03 * tall),
                    (edge + (0.6 * d) * wide, y + 0.15 * tall),
                ],
                [0.02 * wide, 0.008 * wide],
            )
            for d in (-0.07, 0.03)
        )
        parts.append(Patch((drape,), curtain, None, 0.3, 9, 0.8))
        parts.append(Patch(folds, fold, None, 0, 0, 0))
        parts.append(
            Patch(
                (ellipse(edge + s * 0.03 * wide, y + 0.18 * tall, 0.085 * wide, 0.03 * wide),),
                inside("#f4cf6a"),
                None,
                0.2,
                3,
                0.5,
            )
        )
    parts.append(
        Patch(
            (
                ribbon(
                    [(x - 0.82 * wide, y0 - 0.1 * tall), (x + 0.82 * wide, y0 - 0.1 * tall)],
                    [0.03 * wide] * 2,
                ),
                ellipse(x - 0.84 * wide, y0 - 0.1 * tall, 0.03 * wide),
                ellipse(x + 0.84 * wide, y0 - 0.1 * tall, 0.03 * wide),
            ),
            inside("#a9713f"),
            None,
            0.2,
            7,
            0.7,
        )
    )
    return parts


def _picture(
    rng: Rng, x: float, y: float, size: float, light: Light, inside: Tone, index: int
) -> list[Patch]:
    """A framed picture: a heart, or a hill and a sun."""
    a, b = (0.5, 0.6) if index else (0.62, 0.5)
    frame = box(x - a * size, y - b * size, x + a * size, y + b * size)
    page = box(x - (a - 0.09) * size, y - (b - 0.09) * size, x + (a - 0.09) * size, y + (b - 0.09) * size)
    parts = [
        Patch((frame,), inside("#b9834c") if index else light.accent(2), None, 0.3, 8, 0.8),
        Patch((page,), inside("#fffaf0"), None, 0, 0, 0.4),
    ]
    if index:
        t = np.linspace(0, 2 * np.pi, 40)
        hx, hy = (
            16 * np.sin(t) ** 3,
            -(13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)),
        )
        parts.append(
            Patch(
                (np.stack([x + hx * 0.016 * size, y + hy * 0.016 * size], 1).astype(np.float32),),
                light.accent(0),
                None,
                0.2,
                2,
                0.5,
            )
        )
    else:
        parts.append(
            Patch(
                (
                    poly(
                        (x - (a - 0.09) * size, y + (b - 0.09) * size),
                        (x - (a - 0.09) * size, y + 0.14 * size),
                        (x - 0.1 * size, y + 0.02 * size),
                        (x + (a - 0.09) * size, y + 0.2 * size),
                        (x + (a - 0.09) * size, y + (b - 0.09) * size),
                    ),
                ),
                inside("#8cc06a"),
                None,
                0,
                0,
                0.4,
            )
        )
        parts.append(
            Patch(
                (ellipse(x + 0.24 * size, y - 0.14 * size, 0.11 * size),), inside("#fbcf45"), None, 0, 0, 0.4
            )
        )
    return parts


def _boards(stage: Stage, rng: Rng, top: float, inside: Tone) -> list[Patch]:
    w, h = stage.width, stage.height
    u = stage.unit
    seams: list[Polygon] = []
    n = int(w / (0.15 * u)) + 2
    for k in range(-n // 2 - 3, n // 2 + 4):
        x = w / 2 + (k + 0.5) * 0.15 * u
        foot = w / 2 + (x - w / 2) * 1.75
        seams.append(ribbon([(x, top), (foot, h + 2)], [0.0025 * u, 0.005 * u]))
        t = rng.random()
        y = top + (h - top) * t
        a, b = (w / 2 + ((k + d) * 0.15 * u) * (1 + 0.75 * t) for d in (0.5, 1.5))
        seams.append(ribbon([(a, y), (b, y)], [0.003 * u] * 2))
    return [Patch(tuple(seams), inside("#a56a3a"), None, 0, 0, 0, kind=Kind.LAND)]


def _shelf(
    rng: Rng, x: float, foot: float, wide: float, tall: float, light: Light, inside: Tone
) -> list[Patch]:
    x0, x1 = x - wide / 2, x + wide / 2
    parts = [
        Patch((box(x0, foot - tall, x1, foot),), inside("#b4793f"), None, 0.1, 8, 0.9),
        Patch(
            (box(x0 + 0.05 * wide, foot - 0.97 * tall, x1 - 0.05 * wide, foot - 0.03 * tall),),
            inside("#8a5a30"),
            None,
            0.1,
            0,
            0.5,
        ),
    ]
    rows = 4
    step = 0.94 * tall / rows
    spines: dict[int, list[Polygon]] = {k: [] for k in range(5)}
    bands: list[Polygon] = []
    for r in range(rows):
        shelf_y = foot - 0.03 * tall - r * step
        parts.append(
            Patch(
                (box(x0 + 0.03 * wide, shelf_y - 0.025 * tall, x1 - 0.03 * wide, shelf_y),),
                inside("#c58a4e"),
                None,
                0.1,
                4,
                0.5,
            )
        )
        base = shelf_y - 0.025 * tall
        bx = x0 + 0.08 * wide
        stop = x1 - (0.36 if r % 2 else 0.1) * wide
        while bx < stop:
            thick = wide * rng.uniform(0.055, 0.10)
            high = step * rng.uniform(0.58, 0.82)
            lean = wide * (0.04 if rng.random() < 0.12 else 0.0)
            spines[int(rng.integers(5))].append(
                poly(
                    (bx, base), (bx + thick, base), (bx + thick + lean, base - high), (bx + lean, base - high)
                )
            )
            bands.append(
                box(
                    bx + lean * 0.7 + 0.1 * thick,
                    base - 0.75 * high,
                    bx + lean * 0.7 + 0.9 * thick,
                    base - 0.66 * high,
                )
            )
            bx += thick + 0.008 * wide + lean
        if r % 2:
            cx = x1 - 0.21 * wide
            if r == 1:
                parts.append(
                    Patch(
                        (
                            ellipse(cx, base - 0.2 * step, 0.1 * wide, 0.2 * step),
                            ellipse(cx, base - 0.5 * step, 0.075 * wide),
                            ellipse(cx - 0.06 * wide, base - 0.62 * step, 0.03 * wide),
                            ellipse(cx + 0.06 * wide, base - 0.62 * step, 0.03 * wide),
                        ),
                        inside("#d99a5e"),
                        None,
                        0.3,
                        5,
                        0.6,
                    )
                )
                parts.append(
                    Patch(
                        (
                            ellipse(cx - 0.025 * wide, base - 0.52 * step, 0.009 * wide),
                            ellipse(cx + 0.025 * wide, base - 0.52 * step, 0.009 * wide),
                            ellipse(cx, base - 0.47 * step, 0.014 * wide),
                        ),
                        (50, 34, 30),
                        None,
                        0,
                        0,
                        0,
                    )
                )
            else:
                parts.append(
                    Patch(
                        (
                            poly(
                                (cx - 0.07 * wide, base - 0.24 * step),
                                (cx + 0.07 * wide, base - 0.24 * step),
                                (cx + 0.05 * wide, base),
                                (cx - 0.05 * wide, base),
                            ),
                        ),
                        light.accent(0),
                        None,
                        0.3,
                        4,
                        0.6,
                    )
                )
                parts.append(plants.tufts(rng, [(cx, base - 0.22 * step)], 0.42 * step, inside("#5aa64a"), 7))
    books: tuple[Rgb, ...] = (
        light.accent(0),
        light.accent(1),
        light.accent(2),
        light.accent(3),
        inside("#f3e2bf"),
    )
    for k, color in enumerate(books):
        if spines[k]:
            parts.append(Patch(tuple(spines[k]), color, None, 0.15, 4, 0.5))
    parts.append(Patch(tuple(bands), inside("#fff3d6"), None, 0, 0, 0))
    return parts


def _lamp(x: float, foot: float, size: float, light: Light, inside: Tone) -> list[Patch | Glow]:
    pole = ribbon([(x, foot), (x, foot - 0.8 * size)], [0.022 * size] * 2)
    base = ellipse(x, foot, 0.12 * size, 0.025 * size)
    shade = poly(
        (x - 0.10 * size, foot - size),
        (x + 0.10 * size, foot - size),
        (x + 0.18 * size, foot - 0.74 * size),
        (x - 0.18 * size, foot - 0.74 * size),
    )
    warm = (255, 226, 150) if light.lamps else inside("#fbe6b4")
    parts: list[Patch | Glow] = [
        Patch((pole, base), inside("#8a6a4a"), None, 0.2, 6, 0.7),
        Patch((shade,), warm, None, 0.1 if light.lamps else 0.3, 9, 0.8, kind=Kind.LAMP),
        Patch(
            (box(x - 0.185 * size, foot - 0.765 * size, x + 0.185 * size, foot - 0.735 * size),),
            light.accent(1),
            None,
            0,
            3,
            0.4,
        ),
    ]
    if light.lamps:
        parts.append(Glow(x, foot - 0.82 * size, 0.5 * size, (255, 190, 96), 0.62))
        parts.append(Glow(x, foot - 0.6 * size, 1.5 * size, (255, 168, 84), 0.30))
    return parts


def _chair(x: float, foot: float, size: float, color: Rgb, inside: Tone, side: int) -> list[Patch]:
    """A plump armchair."""
    dark = mix(color, (70, 30, 50), 0.2)
    back = np.concatenate(
        [
            poly((x + 0.42 * size, foot - 0.2 * size), (x - 0.42 * size, foot - 0.2 * size)),
            ellipse(x, foot - 0.75 * size, 0.44 * size, 0.34 * size)[len(ellipse(x, 0, 0.44 * size)) // 2 :],
        ]
    ).astype(np.float32)
    legs = tuple(
        box(x + d * size - 0.03 * size, foot - 0.12 * size, x + d * size + 0.03 * size, foot)
        for d in (-0.38, 0.38)
    )
    seat = box(x - 0.36 * size, foot - 0.46 * size, x + 0.36 * size, foot - 0.26 * size)
    front = box(x - 0.38 * size, foot - 0.3 * size, x + 0.38 * size, foot - 0.08 * size)
    arms = tuple(
        p
        for d in (-1, 1)
        for p in (
            box(
                x + d * 0.46 * size - 0.1 * size,
                foot - 0.5 * size,
                x + d * 0.46 * size + 0.1 * size,
                foot - 0.08 * size,
            ),
            ellipse(x + d * 0.46 * size, foot - 0.5 * size, 0.125 * size, 0.1 * size),
        )
    )
    cushion = ellipse(x - side * 0.1 * size, foot - 0.56 * size, 0.18 * size, 0.15 * size, side * 0.3)
    return [
        Patch(legs, inside("#7a5238"), None, 0, 2, 0.6),
        Patch((back,), color, None, 0.4, 8, 0.9),
        Patch((seat,), mix(color, (255, 255, 255), 0.15), None, 0.3, 5, 0.7),
        Patch((front,), dark, None, 0.2, 5, 0.7),
        Patch((cushion,), mix(inside("#fff0d0"), color, 0.12), None, 0.3, 5, 0.7),
        Patch(arms, color, None, 0.4, 7, 0.8),
    ]


def _rug(rng: Rng, x: float, y: float, rx: float, ry: float, light: Light, inside: Tone) -> list[Patch]:
    rings = (
        (1.0, light.accent(0)),
        (0.9, inside("#fff0d4")),
        (0.78, light.accent(1)),
        (0.52, inside("#fff0d4")),
        (0.42, light.accent(2)),
    )
    parts = [
        Patch(
            (scallop(rng, x, y, 1.04 * rx, 1.06 * ry, 40),),
            mix(light.accent(0), (60, 30, 40), 0.15),
            None,
            0,
            4,
            0.5,
        )
    ]
    parts.extend(Patch((ellipse(x, y, k * rx, k * ry),), color, None, 0.1, 2, 0.4) for k, color in rings)
    return parts


def _blocks(rng: Rng, x: float, foot: float, size: float, light: Light) -> list[Patch]:
    """Three toy bricks, two below and one on top."""
    parts: list[Patch] = []
    for k, (dx, dy) in enumerate(((-0.56, 0.0), (0.58, 0.0), (0.05, 1.0))):
        cx, cy = x + dx * size, foot - dy * size
        color = light.accent(k)
        parts.append(
            Patch((box(cx - 0.5 * size, cy - size, cx + 0.5 * size, cy),), color, None, 0.25, 7, 0.8)
        )
        pale = mix(color, (255, 252, 240), 0.72)
        sign = (
            star(cx, cy - 0.5 * size, 0.28 * size)
            if k == 0
            else ellipse(cx, cy - 0.5 * size, 0.22 * size)
            if k == 1
            else poly(
                (cx, cy - 0.76 * size),
                (cx + 0.26 * size, cy - 0.28 * size),
                (cx - 0.26 * size, cy - 0.28 * size),
            )
        )
        parts.append(Patch((sign,), pale, None, 0, 0, 0))
    return parts


def _ball(x: float, foot: float, r: float, color: Rgb, pale: Rgb) -> list[Patch]:
    return [
        Patch((ellipse(x, foot - r, r),), color, None, 0.5, 7, 0.8),
        Patch(
            (
                ribbon(
                    [(x - 0.93 * r, foot - 1.2 * r), (x, foot - 0.85 * r), (x + 0.93 * r, foot - 1.2 * r)],
                    [0.2 * r, 0.34 * r, 0.2 * r],
                ),
            ),
            pale,
            None,
            0.3,
            0,
            0,
        ),
    ]


__all__ = ["home", "sky"]
