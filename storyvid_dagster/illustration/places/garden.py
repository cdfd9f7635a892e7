"""Vegetable beds, sunflowers along a fence, and an apple tree."""

from storyvid_dagster.illustration.light import Light, mix
from storyvid_dagster.illustration.props import plants, plots, sky
from storyvid_dagster.illustration.props.buildings import cottage
from storyvid_dagster.illustration.props.critters import butterfly, fireflies
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.shapes import (
    Kind,
    Layer,
    Patch,
    Rng,
    ellipse,
    height_at,
    ridge,
)

_CROPS = ("cabbages", "carrots", "tomatoes")


def garden(stage: SceneLayout, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the sky to the lawn before the feet."""
    w, h, u = stage.width, stage.height, stage.unit
    top, ground = stage.horizon_y, stage.ground_y
    back = sky.heavens(stage, rng, light, bottom=ground)

    far = Layer("far", 0.8)
    for i in range(2):
        tone = light.at(0.7 - 0.24 * i)
        line = ridge(rng, w, top - (0.04 - 0.05 * i) * u, (0.09 - 0.04 * i) * u, 1.0 * u, bottom=h)
        far.add(Patch((line,), tone(("#84b3a8", "#93c486")[i]), tone("#b0d49c"), 0.1, 6, 0.9, kind=Kind.LAND))
        for _ in range(int(6 * i * w / u)):
            x, size = rng.random() * w, u * rng.uniform(0.06, 0.13)
            far.add(plants.round_tree(rng, x, height_at(line, x) + 0.015 * u, size, light.at(0.5), "#5fa070"))
    if not light.dark:
        x = stage.free_x(rng, 0.1 * u, 0.1, 0.9)
        far.add(sky.birds(stage, rng, x, stage.y(0.2), mix(light.zenith, (40, 40, 70), 0.6), 4))
    return [back, far, _fenced(stage, rng, light), _beds(stage, rng, light)]


def _fenced(stage: SceneLayout, rng: Rng, light: Light) -> Layer:
    """House, apple tree, fence and sunflowers."""
    w, h, u, ground = stage.width, stage.height, stage.unit, stage.ground_y
    mid, tone = Layer("mid", 0.42), light.at(0.16)
    lawn = ridge(rng, w, 0.42 * stage.horizon_y + 0.58 * ground, 0.03 * u, 1.5 * u, bottom=h)
    house_x = stage.free_x(rng, 0.2 * u, 0.12, 0.88)
    for k in range(int(3 * w / u)):
        x = rng.random() * w
        if abs(x - house_x) > 0.25 * u:
            leaf, size = plants.GREENS[k % 4], u * rng.uniform(0.22, 0.32)
            mid.add(plants.round_tree(rng, x, height_at(lawn, x) + 0.02 * u, size, light.at(0.28), leaf))
    if not stage.has_own_house:
        mid.add(*cottage(rng, house_x, height_at(lawn, house_x) + 0.03 * u, 0.32 * u, light, tone))
    mid.add(Patch((lawn,), tone("#9fd268"), tone("#7cbd55"), 0.15, 8, 1, kind=Kind.LAND))
    tries = [stage.free_x(rng, 0.16 * u, 0.08, 0.92) for _ in range(5)]
    tree_x = max(tries, key=lambda x: min(abs(x - house_x), 0.5 * u))
    foot = height_at(lawn, tree_x) + 0.045 * u
    mid.add(plots.apple_tree(rng, tree_x, foot, 0.46 * u, tone, light.accent(0)))
    fence = min(ground + 0.012 * u, height_at(lawn, w / 2) + 0.1 * u)
    mid.add(plots.picket_fence(-0.03 * w, 1.03 * w, fence, 0.12 * u, tone("#fff8ea")))
    for k in range(int(4 * w / u)):
        x = stage.free_x(rng, 0.06 * u) if k % 3 else rng.random() * w
        mid.add(plots.sunflower(rng, x, fence + 0.01 * u, u * rng.uniform(0.22, 0.33), tone))
    for k in range(3):
        groups = plants.clusters(rng, 3, 3, 0, w, fence, fence + 0.012 * u, 0.04 * u)
        mid.add(plants.flowers(rng, groups, 0.022 * u, light.accent(k + 1), tone, 5 + k))
    return mid


def _beds(stage: SceneLayout, rng: Rng, light: Light) -> Layer:
    """The lawn with beds, stepping stones and what a gardener leaves lying about."""
    w, h, u, ground = stage.width, stage.height, stage.unit, stage.ground_y
    near, tone = Layer("near", 0.0), light.at(0.0)
    lawn = ridge(rng, w, ground + 0.012 * u, 0.016 * u, 1.6 * u, bottom=1.05 * h)
    near.add(Patch((lawn,), tone("#84c452"), tone("#4f9e45"), 0.2, 10, 1, kind=Kind.LAND))
    grass = plants.scatter(rng, 30, 0, w, ground + 0.05 * u, 0.99 * h)
    near.add(plants.tufts(rng, grass[::2], 0.028 * u, tone("#3f9140")))
    near.add(plants.tufts(rng, grass[1::2], 0.024 * u, tone("#a9d961")))
    n = 2 + int(4 * w / u)
    slabs = tuple(
        ellipse(
            (0.06 + 0.88 * k / (n - 1)) * w + rng.normal() * 0.01 * u,
            0.955 * h + 0.012 * u * (-1) ** k,
            0.062 * u,
            0.017 * u,
        )
        for k in range(n)
    )
    near.add(Patch(slabs, tone("#cfc6b4"), None, 0.25, 3, 0.7, kind=Kind.LAND))
    crops, taken = [_CROPS[int(i)] for i in rng.permutation(3)], list[float]()
    for crop in crops:
        x = stage.free_x(rng, 0.16 * u, 0.1, 0.9)
        if all(abs(x - other) > 0.36 * u for other in taken):
            taken.append(x)
            near.add(plots.bed(rng, x, ground + 0.1 * u, 0.32 * u, tone, crop))
    can_x = stage.free_x(rng, 0.08 * u, 0.1, 0.9)
    inward = 1 if can_x < w / 2 else -1
    near.add(plots.watering_can(can_x, min(0.93 * h, ground + 0.2 * u), 0.085 * u, light, tone, inward))
    for i in range(2):
        groups = plants.clusters(rng, 3, 3, 0, w, ground + 0.07 * u, 0.93 * h, 0.04 * u)
        near.add(plants.flowers(rng, groups, 0.016 * u, light.accent(i), tone, 5 + i))
    for edge in (0.0, 1.0):
        near.add(plants.bush(rng, w * edge, ground + 0.11 * u, 0.12 * u, tone, "#4c9648", light.accent(3)))
    for i in range(0 if light.dark else 3):
        x = stage.free_x(rng, 0.05 * u, 0.1, 0.9)
        near.add(butterfly(rng, x, stage.y(rng.uniform(0.4, 0.7)), 0.02 * u, light.accent(i + 1), tone))
    if light.lamps:
        sparks, glows = fireflies(stage, rng, int(8 * w / u), stage.horizon_y, 0.92 * h)
        near.add(sparks, *glows)
    return near
