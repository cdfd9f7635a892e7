"""White hills with firs, a cabin and a snowman."""

from storyvid_dagster.illustration.light import Light, mix
from storyvid_dagster.illustration.props import plants, sky, winter
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.shapes import (
    Kind,
    Layer,
    Patch,
    Rng,
    blob,
    dots,
    ellipse,
    height_at,
    ribbon,
    ridge,
    star,
)


def snow(stage: SceneLayout, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the sky to the snow before the feet."""
    w, h, u = stage.width, stage.height, stage.unit
    top, ground = stage.horizon_y, stage.ground_y
    back = sky.heavens(stage, rng, light, bottom=ground, clouds=3)

    far = Layer("far", 0.8)
    for i in range(2):
        tone = light.at(0.66 - 0.26 * i)
        base, rise = top - (0.09 - 0.08 * i) * u, (0.15 - 0.08 * i) * u
        line = ridge(rng, w, base, rise, u * rng.uniform(0.7, 1.0), bottom=h)
        far.add(Patch((line,), tone("#e6f1fb"), tone("#b9d3ea"), 0.25, 6, 0.9, kind=Kind.LAND))
        for _ in range(int((5 + 5 * i) * w / u)):
            x, size = rng.random() * w, u * rng.uniform(0.06, 0.13)
            fir = ("#7fa9b4", "#5f97a0")[i]
            far.add(
                winter.snowy_fir(rng, x, height_at(line, x) + 0.02 * u, size, light.at(0.5 - 0.2 * i), fir)
            )

    mid = Layer("mid", 0.45)
    tone = light.at(0.16)
    hill = ridge(rng, w, 0.5 * (top + ground), 0.055 * u, 1.3 * u, bottom=h)
    mid.add(Patch((hill,), tone("#f7fbff"), tone("#c3d9ee"), 0.2, 8, 1, kind=Kind.LAND))
    home_x = stage.free_x(rng, 0.17 * u, 0.12, 0.88)
    home_y = height_at(hill, home_x) + 0.03 * u
    path = [(home_x, home_y), (home_x + 0.05 * u, home_y + 0.06 * u), (home_x - 0.03 * u, home_y + 0.16 * u)]
    mid.add(
        Patch((ribbon(path, [0.05 * u, 0.06 * u, 0.09 * u]),), tone("#cfdfee"), None, 0, 0, 0, kind=Kind.LAND)
    )
    for k in range(int(4 * w / u)):
        x = stage.free_x(rng, 0.1 * u) if k % 2 else rng.random() * w
        if abs(x - home_x) > 0.19 * u:
            size, fir = u * rng.uniform(0.2, 0.36), ("#2f7a68", "#3c8a6a", "#2b6c70")[k % 3]
            mid.add(winter.snowy_fir(rng, x, height_at(hill, x) + 0.03 * u, size, tone, fir))
    if not stage.has_own_house:
        mid.add(*winter.cabin(rng, home_x, home_y, 0.24 * u, light, tone))
    return [back, far, mid, _ground(stage, rng, light)]


def _ground(stage: SceneLayout, rng: Rng, light: Light) -> Layer:
    w, h, u, ground = stage.width, stage.height, stage.unit, stage.ground_y
    near, tone = Layer("near", 0.0), light.at(0.0)
    drift = ridge(rng, w, ground, 0.03 * u, 1.5 * u, bottom=1.05 * h)
    near.add(Patch((drift,), tone("#f3f8fe"), tone("#a3c2e6"), 0.2, 10, 1, kind=Kind.LAND))
    hollows = tuple(
        ribbon([(x - s, y), (x, y + 0.02 * u), (x + s, y - 0.004 * u)], [0.0, 0.016 * u, 0.0])
        for x, y in plants.scatter(rng, 11, 0, w, ground + 0.06 * u, 0.98 * h)
        for s in (u * rng.uniform(0.06, 0.13),)
    )
    near.add(Patch(hollows, tone("#b9d1ea"), None, 0, 0, 0, kind=Kind.LAND))
    side = 1 if stage.lead.x < w / 2 else -1
    steps = tuple(
        ellipse(
            w * (0.5 + 0.18 * side) + side * (0.028 * k * u) + (0.016 if k % 2 else -0.016) * u,
            0.985 * h - 0.021 * k * u,
            0.014 * u,
            0.008 * u,
        )
        for k in range(max(3, int((0.93 * h - ground) / (0.021 * u))))
    )
    near.add(Patch(steps, tone("#97b6d8"), None, 0, 0, 0.3, kind=Kind.LAND))
    for edge in (0, 1):
        inward = 1 - 2 * edge
        heap = blob(rng, w * edge, ground + 0.13 * u, 0.26 * u, 0.075 * u, 0.06)
        near.add(
            winter.snowy_fir(rng, w * edge + inward * 0.03 * u, ground + 0.1 * u, 0.46 * u, tone, "#2f7a5f")
        )
        near.add(Patch((heap,), tone("#fafdff"), tone("#d3e3f3"), 0.2, 8, 0.8, kind=Kind.LAND))
        near.add(_holly(rng, w * edge + inward * 0.15 * u, ground + 0.16 * u, 0.06 * u, light))
    x = stage.free_x(rng, 0.1 * u, 0.14, 0.86)
    way = 1 if stage.lead.x > x else -1
    near.add(winter.snowman(x, ground + 0.1 * u, 0.27 * u, light, tone, way))
    sled_x = stage.free_x(rng, 0.08 * u, 0.16, 0.84)
    if abs(sled_x - x) > 0.16 * u:
        near.add(winter.sled(sled_x, min(0.95 * h, ground + 0.17 * u), 0.14 * u, light.accent(2), tone))
    tufts = plants.clusters(rng, 5, 2, 0, w, ground + 0.05 * u, 0.98 * h, 0.02 * u)
    near.add(plants.tufts(rng, tufts, 0.032 * u, tone("#a98f5e")))
    balls = [(x + way * d * u, ground + e * u) for d, e in ((0.13, 0.12), (0.17, 0.125), (0.15, 0.1))]
    near.add(Patch(dots(balls, 0.018 * u), tone("#ffffff"), None, 0.4, 4, 0.7))
    sparks = tuple(
        star(x, y, u * rng.uniform(0.005, 0.01), 4, 0.3)
        for x, y in plants.scatter(rng, int(12 * w / u), 0, w, ground + 0.03 * u, 0.99 * h)
    )
    glint = (255, 255, 255) if light.dark else mix(light.zenith, (255, 255, 255), 0.45)
    near.add(Patch(sparks, glint, None, 0, 1, 0, kind=Kind.LAMP))
    return near


def _holly(rng: Rng, x: float, foot: float, size: float, light: Light) -> list[Patch]:
    """A small green bush with berries and a cap of snow."""
    cap = blob(rng, x, foot - 0.85 * size, 0.5 * size, 0.2 * size, 0.08)
    tone = light.at(0.0)
    return [
        *plants.bush(rng, x, foot, size, tone, "#3f8a55", light.accent(0)),
        Patch((cap,), tone("#fafdff"), None, 0.2, 4, 0.5, kind=Kind.LAND),
    ]
