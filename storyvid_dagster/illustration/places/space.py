"""Stars, planets and a rocket; on the moon, or floating free."""

import numpy as np

from storyvid_dagster.core.story import TimeOfDay
from storyvid_dagster.illustration.light import Light, mix, rgb
from storyvid_dagster.illustration.props import cosmos, sky
from storyvid_dagster.illustration.scene_layout import Footing, SceneLayout
from storyvid_dagster.illustration.shapes import (
    Glow,
    Kind,
    Layer,
    Patch,
    Rgb,
    Rng,
    box,
    ellipse,
    height_at,
    ribbon,
    ridge,
    star,
)

_DEEPS = {
    TimeOfDay.MORNING: ("#2a2a6e", "#7a5aa8", "#e58fb0", "#6fb0e8"),
    TimeOfDay.DAY: ("#1b2a70", "#3f62b8", "#58b6d8", "#a878d8"),
    TimeOfDay.EVENING: ("#2c1a58", "#7a3f8f", "#f0856f", "#c85aa0"),
    TimeOfDay.NIGHT: ("#0d1238", "#2b2a72", "#7a4fc0", "#3f7fd0"),
}


def space(stage: SceneLayout, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the deep to the moon dust before the feet."""
    w, h, u = stage.width, stage.height, stage.unit
    top, low, cloud_a, cloud_b = (rgb(c) for c in _DEEPS[light.time])
    back = Layer("sky", 1.0)
    back.add(Patch((box(-0.05 * w, -0.05 * h, 1.05 * w, 1.05 * h),), top, low, 0, 0, 0, kind=Kind.SKY))
    back.add(_nebula(stage, rng, mix(top, low, 0.4), cloud_a, cloud_b))
    back.add(sky.stars(stage, rng, h, many=150))

    far = Layer("far", 0.8)
    side = 1 if stage.lead.x < w / 2 else -1
    far.add(
        *cosmos.planet(
            rng,
            w / 2 + side * rng.uniform(0.22, 0.34) * w,
            stage.y(rng.uniform(0.2, 0.3)),
            u * rng.uniform(0.115, 0.15),
            light.accents[0],
            ring=light.accents[1],
        )
    )
    far.add(
        *cosmos.planet(
            rng,
            w / 2 - side * rng.uniform(0.30, 0.40) * w,
            stage.y(rng.uniform(0.13, 0.24)),
            u * rng.uniform(0.05, 0.07),
            light.accents[2],
            ring=None,
        )
    )
    far.add(
        *cosmos.planet(
            rng,
            stage.free_x(rng, 0.05 * u),
            stage.y(rng.uniform(0.42, 0.52)),
            u * 0.035,
            light.accents[3],
            ring=None,
        )
    )
    tail_x, tail_y = stage.x(rng.uniform(0.35, 0.65)), stage.y(rng.uniform(0.07, 0.14))
    far.add(
        Patch(
            (
                ribbon(
                    [
                        (tail_x, tail_y),
                        (tail_x - side * 0.09 * u, tail_y - 0.03 * u),
                        (tail_x - side * 0.2 * u, tail_y - 0.07 * u),
                    ],
                    [0.012 * u, 0.008 * u, 0.0],
                ),
            ),
            (255, 244, 200),
            None,
            0,
            2,
            0,
            kind=Kind.LAMP,
        )
    )
    far.add(
        Patch((star(tail_x, tail_y, 0.024 * u, turn=0.3),), (255, 230, 120), None, 0, 5, 0.6, kind=Kind.LAMP)
    )
    far.add(Glow(tail_x, tail_y, 0.06 * u, (255, 220, 140), 0.5))

    mid, near = Layer("mid", 0.4), Layer("near", 0.0)
    afloat = stage.footing is Footing.AFLOAT
    if not afloat:
        hills = ridge(rng, w, stage.ground_y - 0.05 * u, 0.05 * u, 0.8 * u, bottom=h)
        mid.add(
            Patch(
                (hills,),
                mix(low, (170, 160, 200), 0.45),
                mix(low, (120, 110, 160), 0.3),
                0.15,
                7,
                0.8,
                kind=Kind.LAND,
            )
        )
    rx = stage.free_x(rng, 0.09 * u, 0.1, 0.9)
    if afloat:
        mid.add(
            *cosmos.rocket(
                rx,
                stage.y(rng.uniform(0.72, 0.8)),
                0.27 * u,
                light,
                float(side * rng.uniform(0.5, 0.9)),
                flying=True,
            )
        )
        for _ in range(6):
            x, y = stage.free_x(rng, 0.05 * u), stage.y(rng.uniform(0.55, 0.95))
            near.add(cosmos.rock(rng, x, y, u * rng.uniform(0.015, 0.04), mix(low, (200, 180, 190), 0.5)))
        near.add(
            *cosmos.planet(
                rng,
                stage.x(0.5 - 0.25 * side),
                h + 0.47 * u,
                0.6 * u,
                mix(light.accents[1], low, 0.35),
                ring=None,
            )
        )
    else:
        ground = ridge(rng, w, stage.ground_y, 0.022 * u, 1.2 * u, bottom=1.05 * h)
        dust, shade = mix(low, (226, 216, 232), 0.72), mix(low, (150, 140, 180), 0.55)
        mid.add(*cosmos.rocket(rx, height_at(ground, rx) + 0.04 * u, 0.40 * u, light, 0.0, flying=False))
        near.add(Patch((ground,), dust, shade, 0.2, 9, 0.9, kind=Kind.LAND))
        for _ in range(int(7 * w / u)):
            x, y = rng.random() * w, rng.uniform(stage.ground_y + 0.06 * u, 0.99 * h)
            r = u * rng.uniform(0.02, 0.065)
            near.add(
                Patch(
                    (ellipse(x, y, r, 0.3 * r),),
                    mix(shade, (90, 80, 130), 0.35),
                    None,
                    0,
                    2,
                    0.5,
                    kind=Kind.LAND,
                )
            )
            near.add(
                Patch(
                    (ellipse(x + 0.05 * r, y + 0.07 * r, 0.86 * r, 0.2 * r),),
                    mix(dust, shade, 0.5),
                    None,
                    0,
                    0,
                    0,
                    kind=Kind.LAND,
                )
            )
        for _ in range(3):
            near.add(
                cosmos.rock(
                    rng,
                    rng.random() * w,
                    rng.uniform(stage.ground_y + 0.03 * u, 0.97 * h),
                    u * rng.uniform(0.014, 0.03),
                    mix(dust, shade, 0.3),
                )
            )
        near.add(
            cosmos.flag(stage.free_x(rng, 0.07 * u, 0.08, 0.92), stage.ground_y + 0.075 * u, 0.2 * u, light)
        )
    return [back, far, mid, near]


def _nebula(stage: SceneLayout, rng: Rng, ground: Rgb, a: Rgb, b: Rgb) -> list[Patch]:
    """Streams of light along one slanting band."""
    w, h, u = stage.width, stage.height, stage.unit
    slope, phase = rng.uniform(0.15, 0.4) * rng.choice([-1, 1]), rng.random() * 6.3
    parts: list[Patch] = []
    for k in range(6):
        t = np.linspace(-0.1, 1.1, 9)
        drift = (k - 2.5) * 0.045 + rng.normal() * 0.02
        y = h * (0.34 + slope * (t - 0.5) + drift) + 0.05 * u * np.sin(t * 9 + phase + 0.7 * k)
        widths = u * (0.10 + 0.13 * rng.random(9)) * (1.25 - 0.13 * k)
        stream = ribbon(list(zip((t * w).tolist(), y.tolist(), strict=True)), widths.tolist())
        parts.append(
            Patch(
                (stream,),
                mix(ground, mix(a, b, float(rng.random())), rng.uniform(0.35, 0.6)),
                None,
                0,
                2 + k,
                0,
                opacity=0.6,
                soft_px=0.045 * u,
                kind=Kind.SKY,
            )
        )
    return parts
