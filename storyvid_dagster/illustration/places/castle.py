"""A friendly castle under flags, and the garden before its gate."""

import numpy as np

from storyvid_dagster.illustration.light import Light, mix
from storyvid_dagster.illustration.props import plants, sky
from storyvid_dagster.illustration.props.critters import butterfly, fireflies
from storyvid_dagster.illustration.props.towers import castle as keep
from storyvid_dagster.illustration.props.towers import topiary
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.shapes import (
    Kind,
    Layer,
    Patch,
    Rng,
    dots,
    height_at,
    ribbon,
    ridge,
)


def castle(stage: SceneLayout, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the sky to the lawn before the feet."""
    w, h, u = stage.width, stage.height, stage.unit
    top, ground = stage.horizon_y, stage.ground_y
    back = sky.heavens(stage, rng, light, bottom=ground)

    far = Layer("far", 0.8)
    for i in range(2):
        tone = light.at(0.74 - 0.22 * i)
        line = ridge(rng, w, top - (0.05 - 0.06 * i) * u, (0.12 - 0.06 * i) * u, 0.9 * u, bottom=h)
        far.add(
            Patch((line,), tone(("#88a9cf", "#8fc0a0")[i]), tone("#b4d6b0"), 0.12, 6, 0.9, kind=Kind.LAND)
        )
        for _ in range(int(7 * i * w / u)):
            x, size = rng.random() * w, u * rng.uniform(0.03, 0.06)
            far.add(plants.bush(rng, x, height_at(line, x) + 0.02 * u, size, light.at(0.5), "#5d9a72"))
    if not light.dark:
        x = stage.free_x(rng, 0.1 * u, 0.1, 0.9)
        far.add(sky.birds(stage, rng, x, stage.y(0.2), mix(light.zenith, (40, 40, 70), 0.6), 4))

    mid, gate = _hill(stage, rng, light)
    near, tone = Layer("near", 0.0), light.at(0.0)
    lawn = ridge(rng, w, ground, 0.02 * u, 1.6 * u, bottom=1.05 * h)
    near.add(Patch((lawn,), tone("#85c455"), tone("#4f9d48"), 0.2, 10, 1, kind=Kind.LAND))
    bend = gate + (0.5 * w - gate) * 0.35
    path = [
        (gate, ground - 0.02 * u),
        (gate, ground + 0.1 * (h - ground)),
        (bend, ground + 0.42 * (h - ground)),
        (0.5 * w, 1.05 * h),
    ]
    near.add(
        Patch(
            (ribbon(path, [0.11 * u, 0.13 * u, 0.21 * u, 0.46 * u]),),
            tone("#f0dcae"),
            tone("#dcbb86"),
            0.1,
            0,
            0.6,
            kind=Kind.LAND,
        )
    )
    cobbles = [
        (
            gate + (0.5 * w - gate) * t**1.2 + rng.uniform(-1, 1) * (0.04 + 0.12 * t) * u,
            ground + t * (h - ground),
        )
        for t in np.linspace(0.06, 1, 26)
    ]
    near.add(Patch(dots(cobbles, 0.011 * u), tone("#cfae7c"), None, 0, 0, 0, kind=Kind.LAND))
    grass = plants.scatter(rng, 22, 0, w, ground + 0.05 * u, 0.99 * h)
    near.add(plants.tufts(rng, grass[::2], 0.03 * u, tone("#3f9140")))
    near.add(plants.tufts(rng, grass[1::2], 0.026 * u, tone("#a6d75f")))
    for i in range(3):
        beds = plants.clusters(rng, 3, 4, 0, w, ground + 0.07 * u, 0.98 * h, 0.035 * u)
        near.add(plants.tulips(rng, beds, 0.018 * u, light.accent(i), tone))
    for edge in (0, 1):
        inward = 1 - 2 * edge
        near.add(plants.bush(rng, w * edge, ground + 0.1 * u, 0.14 * u, tone, "#3f8a55", light.accent(0)))
        near.add(
            topiary(w * edge + inward * 0.16 * u, ground + 0.12 * u, 0.24 * u, tone, light.accent(edge + 1))
        )
    for i in range(0 if light.dark else 3):
        x = stage.free_x(rng, 0.05 * u, 0.1, 0.9)
        near.add(butterfly(rng, x, stage.y(rng.uniform(0.4, 0.7)), 0.02 * u, light.accent(i + 1), tone))
    if light.dark:
        sparks, glows = fireflies(stage, rng, int(8 * w / u), top, 0.92 * h)
        near.add(sparks, *glows)
    return [back, far, mid, near]


def _hill(stage: SceneLayout, rng: Rng, light: Light) -> tuple[Layer, float]:
    """The castle on its hill among trees, and where its gate is."""
    w, h, u = stage.width, stage.height, stage.unit
    top, ground = stage.horizon_y, stage.ground_y
    mid, tone = Layer("mid", 0.45), light.at(0.2)
    size = min(0.72 * u, 0.8 * w, (0.97 * top - 0.05 * u) / 1.15)
    x = float(np.clip(stage.free_x(rng, 0.4 * size, 0.15, 0.85), 0.42 * size, w - 0.42 * size))
    line = ridge(rng, w, 0.45 * top + 0.55 * ground, 0.035 * u, 1.3 * u, bottom=h)
    rise = np.exp(-(((line[:-2, 0] - x) / (0.62 * size)) ** 4))
    line[:-2, 1] -= (rise * (height_at(line, x) - (top - 0.045 * u))).astype(np.float32)
    foot = height_at(line, x) + 0.02 * u
    for k in range(int(5 * w / u)):
        tx = rng.random() * w
        if abs(tx - x) > 0.5 * size:
            leaf, y = plants.GREENS[k % 4], height_at(line, tx) + 0.03 * u
            mid.add(plants.round_tree(rng, tx, y, u * rng.uniform(0.17, 0.28), tone, leaf))
    if not stage.has_own_house:
        mid.add(*keep(rng, x, foot, size, light, light.at(0.12)))
    mid.add(Patch((line,), tone("#98cd66"), tone("#72b552"), 0.15, 8, 1, kind=Kind.LAND))
    bends = [
        (x, foot - 0.012 * u),
        (x, foot + 0.02 * u),
        (x + 0.06 * u, 0.5 * (foot + ground)),
        (x, ground),
        (x, ground + 0.05 * u),
    ]
    way = ribbon(bends, [0.1 * u, 0.1 * u, 0.1 * u, 0.11 * u, 0.11 * u])
    mid.add(Patch((way,), tone("#efdcb0"), None, 0, 0, 0.5, kind=Kind.LAND))
    for d in (-0.46, -0.34, -0.2, 0.2, 0.33, 0.47):
        bx = x + d * size
        mid.add(
            plants.bush(rng, bx, height_at(line, bx) + 0.03 * u, 0.055 * u, tone, "#4f9a52", light.accent(3))
        )
    return mid, x
