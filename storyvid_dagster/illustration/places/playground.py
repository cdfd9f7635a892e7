"""A slide, swings and a sandbox among trees."""

from storyvid_dagster.illustration.light import Light
from storyvid_dagster.illustration.props import plants, play, seaside, sky
from storyvid_dagster.illustration.props.buildings import LIT, bunting, cottage, street_lamp
from storyvid_dagster.illustration.props.critters import butterfly
from storyvid_dagster.illustration.props.plots import picket_fence
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.shapes import (
    Glow,
    Kind,
    Layer,
    Patch,
    Rng,
    ellipse,
    height_at,
    ribbon,
    ridge,
)


def playground(stage: SceneLayout, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the sky to the lawn before the feet."""
    w, h, u = stage.width, stage.height, stage.unit
    top, ground = stage.horizon_y, stage.ground_y
    back = sky.heavens(stage, rng, light, bottom=ground)

    far = Layer("far", 0.8)
    line = ridge(rng, w, top - 0.01 * u, 0.06 * u, 1.1 * u, bottom=h)
    for k in range(int(6 * w / u)):
        x = rng.random() * w
        if k % 3 == 0 and not stage.has_own_house:
            far.add(*cottage(rng, x, height_at(line, x) + 0.02 * u, 0.12 * u, light, light.at(0.5)))
        else:
            leaf, size = plants.GREENS[k % 4], u * rng.uniform(0.1, 0.17)
            far.add(plants.round_tree(rng, x, height_at(line, x) + 0.02 * u, size, light.at(0.58), leaf))
    far.add(Patch((line,), light.at(0.5)("#8fc08a"), light.at(0.6)("#a9cf9a"), 0.1, 6, 1, kind=Kind.LAND))
    if not light.dark:
        far.add(sky.kite(stage.free_x(rng, 0.1 * u, 0.1, 0.9), stage.y(0.2), 0.055 * u, light))

    near, tone = Layer("near", 0.0), light.at(0.0)
    lawn = ridge(rng, w, ground, 0.018 * u, 1.7 * u, bottom=1.05 * h)
    near.add(Patch((lawn,), tone("#8cc957"), tone("#56a449"), 0.2, 10, 1, kind=Kind.LAND))
    way = [(-0.05 * w, 0.975 * h), (0.3 * w, 0.95 * h), (0.7 * w, 0.98 * h), (1.05 * w, 0.955 * h)]
    near.add(
        Patch((ribbon(way, [0.06 * u] * 4),), tone("#efd9a8"), tone("#dfbf87"), 0, 0, 0.6, kind=Kind.LAND)
    )
    grass = plants.scatter(rng, 30, 0, w, ground + 0.05 * u, 0.99 * h)
    near.add(plants.tufts(rng, grass[::2], 0.028 * u, tone("#449641")))
    near.add(plants.tufts(rng, grass[1::2], 0.024 * u, tone("#b0dc66")))
    for i in range(2):
        groups = plants.clusters(rng, 3, 4, 0, w, ground + 0.06 * u, 0.97 * h, 0.045 * u)
        near.add(
            plants.flowers(rng, groups, 0.015 * u, light.accent(i + 2) if i else tone("#fffdf4"), tone, 6)
        )
    box_x = stage.free_x(rng, 0.17 * u, 0.14, 0.86)
    near.add(play.sandbox(rng, box_x, ground + 0.12 * u, 0.32 * u, light, tone))
    duck_x = stage.free_x(rng, 0.06 * u, 0.06, 0.94)
    if abs(duck_x - box_x) > 0.24 * u:
        inward = 1 if duck_x < w / 2 else -1
        near.add(play.rocker(duck_x, ground + 0.1 * u, 0.15 * u, light, tone, inward))
    ball_x = stage.free_x(rng, 0.05 * u, 0.08, 0.92)
    near.add(seaside.ball(ball_x, min(0.965 * h, ground + 0.2 * u), 0.038 * u, light))
    for edge in (0.0, 1.0):
        leaf = plants.GREENS[int(rng.integers(4))]
        near.add(plants.bush(rng, w * edge, ground + 0.09 * u, 0.13 * u, tone, leaf, light.accent(3)))
    for i in range(0 if light.dark else 2):
        x = stage.free_x(rng, 0.05 * u, 0.1, 0.9)
        near.add(butterfly(rng, x, stage.y(rng.uniform(0.4, 0.66)), 0.02 * u, light.accent(i + 1), tone))
    if light.lamps:
        near.add(Glow(w / 2, ground, 0.6 * w, LIT, 0.08))
    return [back, far, _equipment(stage, rng, light), near]


def _equipment(stage: SceneLayout, rng: Rng, light: Light) -> Layer:
    """Slide and swings before a fence with trees behind it."""
    w, h, u, ground = stage.width, stage.height, stage.unit, stage.ground_y
    mid, tone = Layer("mid", 0.4), light.at(0.14)
    turf = ridge(rng, w, 0.4 * stage.horizon_y + 0.6 * ground, 0.03 * u, 1.4 * u, bottom=h)
    for k in range(int(5 * w / u)):
        x, size = rng.random() * w, u * rng.uniform(0.28, 0.42)
        y = height_at(turf, x) + 0.015 * u
        mid.add(plants.round_tree(rng, x, y, size, light.at(0.24), plants.GREENS[k % 4]))
    fence = height_at(turf, w / 2) + 0.035 * u
    mid.add(picket_fence(-0.03 * w, 1.03 * w, fence, 0.09 * u, tone("#e9dcc4")))
    mid.add(Patch((turf,), tone("#9bd065"), tone("#78bb52"), 0.15, 8, 1, kind=Kind.LAND))
    slide_x = stage.free_x(rng, 0.26 * u, 0.1, 0.9)
    way = 1 if slide_x < w / 2 else -1
    swing_x = min(max(slide_x + way * 0.95 * u, 0.3 * u), w - 0.3 * u)
    foot = max(fence + 0.05 * u, ground - 0.005 * u)
    mats = tuple(ellipse(x, foot, 0.34 * u, 0.035 * u) for x in (slide_x, swing_x))
    mid.add(Patch(mats, tone("#e6cf98"), None, 0, 0, 0.4, kind=Kind.LAND))
    mid.add(play.slide(slide_x, foot + 0.01 * u, 0.44 * u, light, tone, way))
    if abs(swing_x - slide_x) > 0.5 * u:
        mid.add(play.swings(swing_x, foot, 0.36 * u, light, tone))
        colors = [light.accent(k) for k in range(4)]
        ends = sorted([(slide_x - way * 0.14 * u, foot - 0.42 * u), (swing_x, foot - 0.34 * u)])
        mid.add(bunting(ends[0], ends[1], 0.03 * u, 0.035 * u, colors, tone("#6e5f58")))
    if light.lamps:
        mid.add(*street_lamp(stage.free_x(rng, 0.05 * u, 0.08, 0.92), foot, 0.46 * u, light, tone))
    return mid
