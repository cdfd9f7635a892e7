"""Tall trees, ferns and toadstools, with light falling in."""

import numpy as np

from storyvid_dagster.illustration.light import Light, mix
from storyvid_dagster.illustration.props import plants, sky
from storyvid_dagster.illustration.props.critters import fireflies, owl
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.shapes import (
    Glow,
    Kind,
    Layer,
    Patch,
    Polygon,
    Rng,
    ellipse,
    height_at,
    poly,
    ribbon,
    ridge,
    scallop,
)


def forest(stage: SceneLayout, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the pale trees far off to the moss before the feet."""
    w, h, u = stage.width, stage.height, stage.unit
    top, ground = stage.horizon_y, stage.ground_y
    back = sky.heavens(stage, rng, light, bottom=ground, clouds=1)
    back.add(Glow(stage.light_x, top - 0.1 * u, 0.6 * u, mix(light.orb, light.haze, 0.5), 0.30))

    far = Layer("far", 0.8)
    for i in range(2):
        tone = light.at(0.82 - 0.28 * i)
        line = ridge(rng, w, top - (0.03 - 0.05 * i) * u, 0.06 * u, 0.9 * u, bottom=h)
        for _ in range(int((7 + 2 * i) * w / u)):
            x = rng.random() * w
            size = u * rng.uniform(0.26, 0.46)
            y = height_at(line, x) + 0.05 * u
            if rng.random() < 0.6:
                far.add(_plain_fir(rng, x, y, size, tone("#4c9a7c"), 5 + 3 * i))
            else:
                far.add(
                    Patch(
                        (
                            scallop(rng, x, y - 0.6 * size, 0.2 * size, 0.34 * size, 9),
                            ribbon([(x, y), (x, y - 0.5 * size)], [0.05 * size] * 2),
                        ),
                        tone("#6cab74"),
                        None,
                        0.3,
                        5 + 3 * i,
                        0.6,
                        kind=Kind.LEAF,
                    )
                )
        far.add(Patch((line,), tone("#74b98a"), light.at(0.9)("#a8d6a4"), 0.1, 8, 0.8, kind=Kind.LAND))

    mid = Layer("mid", 0.45)
    tone = light.at(0.22)
    hill = ridge(rng, w, 0.45 * top + 0.55 * ground, 0.05 * u, 1.3 * u, bottom=h)
    for k in range(int(5 * w / u) + 2):
        x = stage.free_x(rng, 0.1 * u) if k % 2 else rng.random() * w
        size = u * rng.uniform(0.34, 0.56)
        if rng.random() < 0.55:
            mid.add(
                plants.conifer(
                    rng,
                    x,
                    height_at(hill, x) + 0.03 * u,
                    size,
                    tone,
                    ("#2f8262", "#3d9160", "#27705f")[k % 3],
                )
            )
        else:
            mid.add(
                plants.round_tree(
                    rng,
                    x,
                    height_at(hill, x) + 0.03 * u,
                    size * 0.85,
                    tone,
                    ("#4f9f4e", "#7fb24a", "#c9a23f")[k % 3],
                )
            )
    mid.add(Patch((hill,), tone("#7ab65a"), tone("#5c9f4f"), 0.15, 8, 1, kind=Kind.LAND))
    if not light.dark:
        mid.add(_shafts(stage, rng, light))

    near = Layer("near", 0.0)
    tone = light.at(0.0)
    floor = ridge(rng, w, ground, 0.025 * u, 1.4 * u, bottom=1.05 * h)
    near.add(Patch((floor,), tone("#6cab4c"), tone("#3b7d42"), 0.2, 10, 1, kind=Kind.LAND))
    for x, y in plants.scatter(rng, 9, 0, w, ground + 0.05 * u, 0.97 * h):
        near.add(
            Patch(
                (ellipse(x, y, u * rng.uniform(0.07, 0.15), 0.012 * u),),
                tone("#8cc65c"),
                None,
                0,
                0,
                0,
                opacity=0.7,
                soft_px=0.004 * u,
                kind=Kind.LAND,
            )
        )
    left_first = bool(rng.random() < 0.5)
    for edge in (0, 1):
        x = w * (edge + (1 if edge == 0 else -1) * rng.uniform(0.0, 0.03))
        near.add(
            *_trunk(
                rng, stage, float(x), 0.13 * u if (edge == 0) == left_first else 0.10 * u, light, bool(edge)
            )
        )
    near.add(_canopy(stage, rng, light))
    if w > 1.2 * h:
        bx = stage.free_x(rng, 0.05 * u, 0.08, 0.92)
        near.add(
            plants.stones(
                rng, [(bx + 0.1 * u, ground + 0.07 * u), (bx + 0.14 * u, ground + 0.08 * u)], 0.03 * u, tone
            )
        )
    near.add(
        plants.tufts(
            rng, plants.scatter(rng, 24, 0, w, ground + 0.04 * u, 0.99 * h), 0.03 * u, tone("#2f7a44")
        )
    )
    near.add(
        plants.tufts(
            rng, plants.scatter(rng, 14, 0, w, ground + 0.04 * u, 0.99 * h), 0.024 * u, tone("#9ccc5a")
        )
    )
    for i in range(int(4 * w / u)):
        x = stage.free_x(rng, 0.08 * u)
        near.add(
            plants.fern(
                rng,
                x,
                ground + rng.uniform(0.03, 0.1) * u,
                u * rng.uniform(0.07, 0.11),
                tone(("#3f9150", "#5aa64a")[i % 2]),
            )
        )
    for _ in range(2):
        x, y = stage.free_x(rng, 0.07 * u), ground + rng.uniform(0.09, 0.16) * u
        for dx, size in ((0.0, 0.085), (0.055, 0.055), (-0.05, 0.045)):
            near.add(plants.mushroom(x + dx * u, y + abs(dx) * 0.25 * u, size * u, tone, light.accent(0)))
    for i in range(2):
        near.add(
            plants.flowers(
                rng,
                plants.clusters(rng, 3, 3, 0, w, ground + 0.08 * u, 0.97 * h, 0.04 * u),
                0.014 * u,
                light.accent(i + 1),
                tone,
            )
        )
    if light.lamps:
        dots, glows = fireflies(stage, rng, 16, top, 0.9 * h)
        near.add(dots, *glows)
    return [back, far, mid, near]


def _plain_fir(rng: Rng, x: float, foot: float, size: float, color: tuple[int, int, int], lift: int) -> Patch:
    tiers: list[Polygon] = []
    for i in range(3):
        low = foot - size * (0.08 + 0.24 * i)
        half = size * (0.2 - 0.045 * i)
        tiers.append(
            poly(
                (x, low - 0.46 * size),
                (x + half, low + 0.02 * size),
                (x, low - 0.02 * size),
                (x - half, low + 0.02 * size),
            )
        )
    tiers.append(ribbon([(x, foot + 0.02 * size), (x, foot - 0.3 * size)], [0.05 * size] * 2))
    return Patch(tuple(tiers), color, None, 0.3, lift, 0.6, kind=Kind.LEAF)


def _shafts(stage: SceneLayout, rng: Rng, light: Light) -> list[Patch]:
    """Sunlight between the trees."""
    u, lean = stage.unit, 1 if stage.light_x < stage.width / 2 else -1
    rays: list[Patch] = []
    for k in range(4):
        x = stage.light_x + lean * (0.05 + 0.22 * k) * u + rng.uniform(-0.04, 0.04) * u
        wide = u * rng.uniform(0.03, 0.06)
        foot_x, foot_y = x + lean * 0.5 * u, stage.ground_y + 0.06 * u
        ray = poly((x, -0.05 * u), (x + wide, -0.05 * u), (foot_x + 2.6 * wide, foot_y), (foot_x, foot_y))
        rays.append(
            Patch(
                (ray,), mix(light.orb, (255, 255, 235), 0.6), None, 0, 0, 0, opacity=0.17, soft_px=0.012 * u
            )
        )
    return rays


def _trunk(rng: Rng, stage: SceneLayout, x: float, wide: float, light: Light, right: bool) -> list[Patch]:
    """A great tree at the edge of the picture, a hollow or an owl in it."""
    u, foot = stage.unit, stage.ground_y + rng.uniform(0.1, 0.16) * stage.unit
    tone = light.at(0.04)
    inward = -1 if right else 1
    trunk = ribbon(
        [
            (x, foot + 0.03 * u),
            (x + 0.01 * u, foot - 0.12 * u),
            (x, 0.4 * foot),
            (x - inward * 0.02 * u, -0.08 * u),
        ],
        [2.1 * wide, 1.15 * wide, wide, 1.25 * wide],
    )
    branch_y = foot * rng.uniform(0.40, 0.48)
    tip = (x + inward * (wide + 0.10 * u), branch_y - 0.05 * u)
    branch = ribbon(
        [(x, branch_y + 0.03 * u), (x + inward * wide, branch_y), tip], [0.05 * u, 0.035 * u, 0.012 * u]
    )
    bark = tuple(
        ribbon(
            [(x + d * wide, y), (x + (d + 0.05) * wide, y + 0.06 * u), (x + d * wide, y + 0.11 * u)],
            [0.0, 0.008 * u, 0.0],
        )
        for d, y in ((rng.uniform(-0.35, 0.35), rng.uniform(0.1, 0.8) * foot) for _ in range(9))
    )
    leaves = tuple(
        scallop(rng, tip[0] + dx * u, tip[1] + dy * u, 0.06 * u, 0.045 * u, 8)
        for dx, dy in ((0.0, 0.0), (-0.03 * inward, -0.04))
    )
    parts = [
        Patch((trunk, branch), tone("#7a5238"), None, 0.3, 12, 1),
        Patch(bark, tone("#56382a"), None, 0, 0, 0),
        Patch(leaves, tone("#5ba14a"), None, 0.4, 8, 0.8, kind=Kind.LEAF),
    ]
    clear = not any(s.left < tip[0] + 0.06 * u and s.right > tip[0] - 0.06 * u for s in stage.standings)
    if clear and rng.random() < 0.6:
        parts.extend(owl(x + inward * (wide * 0.75 + 0.02 * u), branch_y - 0.012 * u, 0.11 * u, tone))
    return parts


def _canopy(stage: SceneLayout, rng: Rng, light: Light) -> list[Patch]:
    """Leaves hanging in from above, thin over the middle."""
    u, w = stage.unit, stage.width
    tone = light.at(0.05)
    rows: list[Patch] = []
    for color, reach in (("#3c8748", 0.13), ("#63a94b", 0.075)):
        puffs: list[Polygon] = []
        for x in np.arange(-0.05 * u, w + 0.06 * u, 0.11 * u):
            edge = abs(2 * x / w - 1) ** 1.6
            size = u * rng.uniform(0.07, 0.10)
            puffs.append(
                scallop(rng, float(x), u * (reach * (edge * 1.5 + 0.1) - 0.035), size, size * 0.75, 8)
            )
        rows.append(Patch(tuple(puffs), tone(color), None, 0.4, 10, 0.9, kind=Kind.LEAF))
    return rows
