"""A cosy room: a window with the hour in it, a lamp, books, a rug."""

import numpy as np

from storyvid_dagster.illustration.light import Light, Tone, mix
from storyvid_dagster.illustration.props import furniture, wall_pieces
from storyvid_dagster.illustration.props.buildings import bunting
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.shapes import (
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
    star,
)

_WALLPAPERS = ("#f6d9b0", "#bfdcd2", "#f3c9c0", "#cdd6ee", "#e6dcb8")


def home(stage: SceneLayout, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the view out of the window to the rug under the feet."""
    w, h, u = stage.width, stage.height, stage.unit
    room = light.indoors()
    inside = room.at(0.0)
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
    far.add(*wall_pieces.window(stage, rng, window_x, window_y, 0.36 * u, 0.34 * u, light, room))
    frame_x = w / 2 - side * rng.uniform(0.02, 0.10) * w
    for k, (dx, dy, size) in enumerate(((0.0, 0.0, 0.13), (-side * 0.17, 0.035, 0.10))):
        far.add(
            wall_pieces.picture(rng, frame_x + dx * u, window_y + (dy - 0.13) * u, size * u, room, inside, k)
        )

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
    mid.add(furniture.shelf(rng, shelf_x, skirting + 0.035 * u, 0.25 * u, 0.55 * u, room, inside))
    lamp_x = w / 2 + side * 0.5 * w - side * 0.10 * u
    mid.add(
        *furniture.chair(
            lamp_x - side * 0.07 * u, skirting + 0.07 * u, 0.30 * u, room.accent(1), inside, side
        )
    )
    mid.add(*furniture.lamp(lamp_x + side * 0.045 * u, skirting + 0.035 * u, 0.54 * u, room, inside))
    if not light.lamps:
        lean = -side
        beam = poly(
            (window_x - 0.15 * u, skirting + 0.06 * u),
            (window_x + 0.15 * u, skirting + 0.06 * u),
            (window_x + 0.22 * u + lean * 0.16 * u, h),
            (window_x - 0.22 * u + lean * 0.16 * u, h),
        )
        mid.add(Patch((beam,), (255, 240, 200), None, 0, 0, 0, opacity=0.30, soft_px=0.02 * u))
    colors = [room.accent(k) for k in range(4)]
    mid.add(
        bunting((-0.02 * w, 0.06 * h), (0.52 * w, 0.05 * h), 0.05 * u, 0.042 * u, colors, inside("#a58a72"))
    )
    mid.add(
        bunting((0.52 * w, 0.05 * h), (1.02 * w, 0.06 * h), 0.05 * u, 0.042 * u, colors, inside("#a58a72"))
    )

    near = Layer("near", 0.0)
    middle = (stage.left + stage.right) / 2
    reach = max(0.36 * u, (stage.right - stage.left) / 2 + 0.09 * u)
    # A rug under those in front: one as deep as the room is no rug.
    back_feet = min(y for y in stage.feet if y > stage.foot_y - 0.1 * h)
    rug_y = (stage.foot_y + back_feet) / 2 + 0.004 * h
    depth = (stage.foot_y - back_feet) / 2 + 0.07 * u
    near.add(furniture.rug(rng, middle, rug_y, reach, depth, room, inside))
    toy_x = stage.free_x(rng, 0.09 * u, 0.1, 0.9)
    near.add(furniture.blocks(rng, toy_x, skirting + 0.135 * u, 0.058 * u, room))
    ball_x = stage.free_x(rng, 0.05 * u, 0.08, 0.92)
    near.add(furniture.ball(ball_x, skirting + 0.17 * u, 0.034 * u, room.accent(3), inside("#fff7e6")))
    return [wall, far, mid, near]


def _pattern(stage: SceneLayout, rng: Rng, bottom: float, color: Rgb) -> list[Patch]:
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


def _boards(stage: SceneLayout, rng: Rng, top: float, inside: Tone) -> list[Patch]:
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
