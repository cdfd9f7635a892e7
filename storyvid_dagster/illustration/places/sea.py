"""A beach with waves running up it, or open water, with a raft or without."""

import numpy as np

from storyvid_dagster.illustration.light import Light, mix
from storyvid_dagster.illustration.props import plants, seaside, sky
from storyvid_dagster.illustration.props.buildings import bunting
from storyvid_dagster.illustration.props.critters import gulls
from storyvid_dagster.illustration.scene_layout import Footing, SceneLayout
from storyvid_dagster.illustration.shapes import (
    Kind,
    Layer,
    Patch,
    Rgb,
    Rng,
    box,
    dots,
    ellipse,
    poly,
    ribbon,
    ridge,
    star,
)
from storyvid_dagster.illustration.water import water_colors


def sea(stage: SceneLayout, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the sky to the sand, or to the water that carries the figures."""
    w, h, u = stage.width, stage.height, stage.unit
    at_sea = stage.footing in (Footing.RAFT, Footing.WATER)
    horizon = stage.y(0.46) if at_sea else min(stage.horizon_y, stage.ground_y - 0.13 * h)
    back = sky.heavens(stage, rng, light, bottom=horizon + 0.02 * h)

    far = Layer("far", 0.8)
    tone = light.at(0.55)
    island_x = stage.free_x(rng, 0.2 * u, 0.05, 0.95)
    hill = ridge(rng, 0.5 * u, horizon - 0.03 * u, 0.035 * u, 0.4 * u, bottom=horizon + 0.02 * u)
    hill[:-2, 1] += (np.abs(np.linspace(-1, 1, len(hill) - 2)) ** 2 * 0.07 * u).astype(np.float32)
    hill[:, 0] += island_x - 0.25 * u
    far.add(Patch((hill,), tone("#6fae8f"), None, 0.2, 5, 0.8, kind=Kind.LAND))
    far.add(*seaside.lighthouse(island_x + 0.05 * u, horizon - 0.035 * u, 0.17 * u, light))

    mid = Layer("mid", 0.5)
    deep, shallow = water_colors(light)
    mid.add(
        Patch(
            (box(-0.05 * w, horizon, 1.05 * w, 1.05 * h),),
            mix(deep, light.horizon, 0.35),
            shallow if not at_sea else deep,
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
    bottom = stage.foot_y + 0.1 * h if at_sea else stage.ground_y + 0.02 * h
    rows = 5
    for i in range(rows):
        t = (i + 0.7) / rows
        y = horizon + (bottom - horizon) * t**1.35
        mid.add(
            seaside.wave(
                rng,
                stage,
                y,
                u * (0.008 + 0.02 * t),
                mix(mix(deep, light.horizon, 0.3), shallow if not at_sea else deep, t),
                mix(shallow, (255, 255, 255), 0.55),
            )
        )
        if i in (0, 2):
            bx = stage.free_x(rng, (0.05 + 0.06 * t) * u, 0.08, 0.92)
            mid.add(seaside.sail_boat(bx, y + 0.014 * u, u * (0.10 + 0.13 * t), light, i))
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

    if stage.footing is Footing.RAFT:
        near = _raft(stage, rng, light, deep, shallow)
    elif at_sea:
        near = _swell(stage, rng, light, deep, shallow)
    else:
        near = _beach(stage, rng, light, shallow)
    return [back, far, mid, near]


def _beach(stage: SceneLayout, rng: Rng, light: Light, shallow: Rgb) -> Layer:
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
        near.add(seaside.parasol(edge, ground + 0.13 * u, 0.36 * u, light, side, tone))
    else:
        near.add(seaside.palm(rng, edge + side * 0.02 * u, ground + 0.14 * u, 0.52 * u, tone, -side))
    x = stage.free_x(rng, 0.09 * u, 0.1, 0.9)
    near.add(seaside.castle(x, ground + 0.12 * u, 0.13 * u, light, tone))
    ball_x = stage.free_x(rng, 0.05 * u, 0.1, 0.9)
    near.add(seaside.ball(ball_x, min(0.97 * h, ground + 0.19 * u), 0.042 * u, light))
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
        Patch(
            tuple(seaside.shell(x, y, 0.015 * u) for x, y in shells[1::2]), tone("#fbd0c0"), None, 0.3, 4, 0.6
        )
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


def _swell(stage: SceneLayout, rng: Rng, light: Light, deep: Rgb, shallow: Rgb) -> Layer:
    """Long waves, nearer and nearer, that carry whoever floats, and floats for the others."""
    near = Layer("near", 0.0)
    u, h = stage.unit, stage.height
    rows = 4
    floats = sorted(stage.floats, key=lambda one: one[2])
    for i in range(rows):
        t = i / (rows - 1)
        y = stage.foot_y - 0.045 * u + t * (0.96 * h - stage.foot_y)
        while floats and floats[0][2] < y:
            left, right, foot_y = floats.pop(0)
            margin = 0.04 * u
            deck = (left - margin, right + margin, foot_y - 0.03 * u, foot_y + 0.02 * u, foot_y + 0.05 * u)
            near.add(*_planks(deck, max(2, round((right - left) / (0.1 * u))), light))
        near.add(
            seaside.wave(
                rng,
                stage,
                y,
                u * (0.022 + 0.016 * t),
                mix(deep, shallow, 0.55 - 0.35 * t),
                mix(shallow, (255, 255, 255), 0.6),
            )
        )
    return near


def _raft(stage: SceneLayout, rng: Rng, light: Light, deep: Rgb, shallow: Rgb) -> Layer:
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
    near.add(*_planks((left, right, deck_top, deck, edge), 6, light))
    near.add(
        seaside.wave(
            rng,
            stage,
            edge - 0.012 * u,
            0.028 * u,
            mix(deep, shallow, 0.35),
            mix(shallow, (255, 255, 255), 0.6),
        )
    )
    near.add(
        seaside.wave(
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


def _planks(deck: tuple[float, float, float, float, float], planks: int, light: Light) -> list[Patch]:
    """Nail planks side by side; `deck` is left, right, far edge, near edge and where the wood ends below."""
    left, right, far_y, near_y, low_y = deck
    tone, mid, inset = light.at(0.0), (left + right) / 2, 0.94
    patches: list[Patch] = []
    for k in range(planks):
        a, b = left + (right - left) * k / planks, left + (right - left) * (k + 1) / planks
        top = poly(
            (mid + (a - mid) * inset, far_y), (mid + (b - mid) * inset, far_y), (b, near_y), (a, near_y)
        )
        wood, shaded = ("#c58f57", "#b9824c", "#cf9b62")[k % 3], ("#9a6a3e", "#8d5f37", "#a37146")[k % 3]
        patches.append(Patch((top,), tone(wood), None, 0.3, 6, 0.7))
        patches.append(Patch((box(a, near_y, b, low_y),), tone(shaded), None, 0.4, 7, 0.7))
    return patches
