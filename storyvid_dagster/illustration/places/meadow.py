"""Hills, flowers, butterflies and a path that leads over the hill."""

from storyvid_dagster.illustration.light import Light, mix
from storyvid_dagster.illustration.props import buildings, plants, sky
from storyvid_dagster.illustration.props.critters import butterfly
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.shapes import (
    Kind,
    Layer,
    Patch,
    Rng,
    height_at,
    ribbon,
    ridge,
)


def meadow(stage: SceneLayout, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the sky to the grass before the feet."""
    w, h, u = stage.width, stage.height, stage.unit
    top, ground = stage.horizon_y, stage.ground_y
    back = sky.heavens(stage, rng, light, bottom=ground)

    far = Layer("far", 0.8)
    tone = light.at(0.62)
    for i, (rise, color) in enumerate(((0.10, "#7fb3a2"), (0.06, "#8fc08a"))):
        line = ridge(rng, w, top - (0.055 - 0.06 * i) * u, rise * u, u * rng.uniform(0.8, 1.3), bottom=h)
        far.add(
            Patch(
                (line,),
                light.at(0.75 - 0.22 * i)(color),
                light.at(0.9 - 0.2 * i)("#a9cf9a"),
                0.1,
                6,
                1,
                kind=Kind.LAND,
            )
        )
    for _ in range(7):
        x = rng.random() * w
        far.add(plants.bush(rng, x, top + 0.05 * u, u * rng.uniform(0.02, 0.04), tone, "#5d9a72"))
    if not light.dark:
        x = stage.free_x(rng, 0.12 * u, 0.08, 0.92)
        flier = rng.integers(3)
        if flier == 0:
            far.add(sky.balloon(rng, x, stage.y(0.24), 0.13 * u, light))
        elif flier == 1:
            far.add(sky.kite(x, stage.y(0.2), 0.055 * u, light))
        else:
            far.add(sky.birds(stage, rng, x, stage.y(0.22), mix(light.zenith, (40, 40, 70), 0.6), 5))

    mid = Layer("mid", 0.45)
    tone = light.at(0.26)
    hill = ridge(rng, w, 0.5 * (top + ground) + 0.01 * h, 0.05 * u, u * rng.uniform(1.0, 1.6), bottom=h)
    mid.add(Patch((hill,), tone("#97cc62"), tone("#74b850"), 0.15, 8, 1, kind=Kind.LAND))
    for i in range(3):
        fx = w * (i + rng.random()) / 3
        fy = height_at(hill, fx) + 0.045 * u
        mid.add(
            Patch(
                (
                    ribbon(
                        [(fx - 0.3 * u, fy), (fx, fy + 0.012 * u), (fx + 0.3 * u, fy)], [0.0, 0.02 * u, 0.0]
                    ),
                ),
                tone("#b4dc72"),
                None,
                0,
                0,
                0,
                kind=Kind.LAND,
            )
        )
    cottage_x = stage.free_x(rng, 0.14 * u, 0.1, 0.9)
    if rng.random() < 0.6 and not stage.has_own_house:
        mid.add(
            *buildings.cottage(rng, cottage_x, height_at(hill, cottage_x) + 0.02 * u, 0.17 * u, light, tone)
        )
    for k in range(5):
        x = stage.free_x(rng, 0.1 * u) if k < 2 else rng.random() * w
        if abs(x - cottage_x) > 0.17 * u:
            size = u * rng.uniform(0.17, 0.3)
            leaf = plants.GREENS[k % 4]
            mid.add(plants.round_tree(rng, x, height_at(hill, x) + 0.03 * u, size, tone, leaf))

    near = Layer("near", 0.0)
    tone = light.at(0.0)
    lawn = ridge(rng, w, ground, 0.03 * u, u * rng.uniform(1.2, 2.0), bottom=1.05 * h)
    near.add(Patch((lawn,), tone("#82c250"), tone("#4f9d43"), 0.2, 10, 1, kind=Kind.LAND))
    side = 1 if stage.lead.x < w / 2 else -1
    px = w * (0.5 + 0.3 * side)
    path = [
        (px + side * 0.05 * u, ground - 0.02 * u),
        (px - side * 0.06 * u, ground + 0.25 * (h - ground)),
        (px + side * 0.05 * u, ground + 0.6 * (h - ground)),
        (px + side * 0.24 * u, h * 1.05),
    ]
    near.add(
        Patch(
            (ribbon(path, [0.03 * u, 0.06 * u, 0.13 * u, 0.27 * u]),),
            tone("#efd9a2"),
            tone("#e2bf82"),
            0.1,
            0,
            0.5,
            kind=Kind.LAND,
        )
    )
    near.add(
        plants.tufts(
            rng, plants.scatter(rng, 26, 0, w, ground + 0.03 * u, 0.99 * h), 0.03 * u, tone("#3f9140")
        )
    )
    near.add(
        plants.tufts(
            rng, plants.scatter(rng, 18, 0, w, ground + 0.03 * u, 0.99 * h), 0.026 * u, tone("#a6d75f")
        )
    )
    wide = 0.05 * u
    for i in range(3):
        groups = plants.clusters(rng, 4, 4, 0, w, ground + 0.07 * u, 0.985 * h, wide)
        near.add(plants.flowers(rng, groups, 0.017 * u, light.accent(i), tone, 5 + i))
    daisies = plants.clusters(rng, 3, 3, 0, w, ground + 0.05 * u, 0.97 * h, wide)
    near.add(plants.flowers(rng, daisies, 0.014 * u, tone("#fffdf4"), tone, 7))
    for edge in (0.0, 1.0):
        if rng.random() < 0.75:
            near.add(
                plants.bush(
                    rng,
                    w * edge,
                    ground + 0.1 * u,
                    0.13 * u,
                    tone,
                    plants.GREENS[int(rng.integers(4))],
                    light.accent(3),
                )
            )
    for i in range(0 if light.dark else 3):
        x = stage.free_x(rng, 0.05 * u, 0.1, 0.9)
        near.add(butterfly(rng, x, stage.y(rng.uniform(0.34, 0.7)), 0.02 * u, light.accent(i + 1), tone))
    return [back, far, mid, near]
