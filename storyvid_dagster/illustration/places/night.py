"""Blue hills under the moon, one window still lit."""

from storyvid_dagster.illustration.light import Light, mix
from storyvid_dagster.illustration.props import plants, sky
from storyvid_dagster.illustration.props.buildings import cottage
from storyvid_dagster.illustration.props.critters import fireflies
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.shapes import (
    Kind,
    Layer,
    Patch,
    Rng,
    blob,
    ellipse,
    height_at,
    ribbon,
    ridge,
)


def night(stage: SceneLayout, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the moon to the grass before the feet."""
    w, h, u = stage.width, stage.height, stage.unit
    top, ground = stage.horizon_y, stage.ground_y
    back = sky.heavens(stage, rng, light, bottom=ground, clouds=2, big_moon=True)

    far = Layer("far", 0.8)
    for i in range(2):
        tone = light.at(0.62 - 0.22 * i)
        base, rise = top - (0.05 - 0.06 * i) * u, (0.11 - 0.04 * i) * u
        line = ridge(rng, w, base, rise, u * rng.uniform(0.8, 1.2), bottom=h)
        far.add(Patch((line,), tone("#7fa0c4"), tone("#8fb0b8"), 0.1, 7, 0.8, kind=Kind.LAND))
        for _ in range(int(9 * w / u) if i else 0):
            x, size = rng.random() * w, u * rng.uniform(0.07, 0.13)
            far.add(plants.conifer(rng, x, height_at(line, x) + 0.02 * u, size, light.at(0.35), "#35658a"))

    mid = Layer("mid", 0.45)
    tone = light.at(0.12)
    hill = ridge(rng, w, 0.5 * (top + ground), 0.05 * u, 1.3 * u, bottom=h)
    mid.add(Patch((hill,), tone("#5f9c8c"), tone("#4d8a7c"), 0.15, 8, 0.9, kind=Kind.LAND))
    pond_x = stage.light_x
    pond_y = height_at(hill, pond_x) + 0.075 * u
    mid.add(
        Patch(
            (blob(rng, pond_x, pond_y, 0.15 * u, 0.022 * u, 0.05),),
            mix(light.zenith, light.horizon, 0.7),
            None,
            0,
            0,
            0.6,
            kind=Kind.WATER,
        )
    )
    gleams = tuple(
        ellipse(pond_x + rng.normal() * 0.02 * u, pond_y + d * u, u * rng.uniform(0.015, 0.035), 0.002 * u)
        for d in (-0.011, -0.004, 0.003, 0.010)
    )
    mid.add(Patch(gleams, light.orb, None, 0, 0, 0, kind=Kind.LAMP))
    home_x = stage.free_x(rng, 0.14 * u, 0.12, 0.88)
    home_y = height_at(hill, home_x) + 0.025 * u
    path = ribbon(
        [(home_x, home_y), (home_x + 0.03 * u, home_y + 0.05 * u), (home_x - 0.02 * u, home_y + 0.12 * u)],
        [0.03 * u, 0.045 * u, 0.07 * u],
    )
    mid.add(Patch((path,), tone("#b9a98a"), None, 0, 0, 0, kind=Kind.LAND))
    for k in range(int(4 * w / u)):
        x = stage.free_x(rng, 0.1 * u) if k % 2 else rng.random() * w
        if abs(x - home_x) > 0.17 * u and abs(x - pond_x) > 0.17 * u:
            if rng.random() < 0.6:
                mid.add(
                    plants.conifer(
                        rng, x, height_at(hill, x) + 0.03 * u, u * rng.uniform(0.2, 0.36), tone, "#2f6f72"
                    )
                )
            else:
                mid.add(
                    plants.round_tree(
                        rng, x, height_at(hill, x) + 0.03 * u, u * rng.uniform(0.2, 0.3), tone, "#4a8f78"
                    )
                )
    if not stage.has_own_house:
        mid.add(*cottage(rng, home_x, home_y, 0.2 * u, light, tone))

    near = Layer("near", 0.0)
    tone = light.at(0.0)
    lawn = ridge(rng, w, ground, 0.028 * u, 1.5 * u, bottom=1.05 * h)
    near.add(Patch((lawn,), tone("#6aa888"), tone("#3f7a66"), 0.2, 10, 0.9, kind=Kind.LAND))
    near.add(
        plants.tufts(
            rng, plants.scatter(rng, 26, 0, w, ground + 0.04 * u, 0.99 * h), 0.032 * u, tone("#35705c")
        )
    )
    near.add(
        plants.tufts(
            rng, plants.scatter(rng, 16, 0, w, ground + 0.04 * u, 0.99 * h), 0.026 * u, tone("#8cc79a")
        )
    )
    for i in range(2):
        near.add(
            plants.tulips(
                rng,
                plants.clusters(rng, 3, 3, 0, w, ground + 0.08 * u, 0.97 * h, 0.035 * u),
                0.018 * u,
                light.accent(i),
                tone,
            )
        )
    near.add(
        plants.flowers(
            rng,
            plants.clusters(rng, 4, 3, 0, w, ground + 0.06 * u, 0.97 * h, 0.045 * u),
            0.014 * u,
            tone("#f4f0ff"),
            tone,
            6,
        )
    )
    for edge in (0.0, 1.0):
        near.add(plants.bush(rng, w * edge, ground + 0.1 * u, 0.13 * u, tone, "#3f8a70", light.accent(2)))
    dots, glows = fireflies(stage, rng, int(11 * w / u), top + 0.05 * h, 0.93 * h)
    near.add(dots, *glows)
    return [back, far, mid, near]
