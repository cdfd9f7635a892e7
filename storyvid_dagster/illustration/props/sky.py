"""What is overhead: sky, sun, moon, stars, clouds, and what flies there."""

import numpy as np

from storyvid_dagster.core.story import TimeOfDay
from storyvid_dagster.illustration.light import Light, mix
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.shapes import (
    Glow,
    Kind,
    Layer,
    Patch,
    Polygon,
    Rgb,
    Rng,
    blob,
    box,
    crescent,
    dots,
    ellipse,
    poly,
    ribbon,
    star,
)


def heavens(
    stage: SceneLayout, rng: Rng, light: Light, *, bottom: float, clouds: int = 4, big_moon: bool = False
) -> Layer:
    """Sky, its light, and clouds or stars, down to `bottom`."""
    layer = Layer("sky", 1.0)
    w, u = stage.width, stage.unit
    layer.add(
        Patch(
            (box(-0.05 * w, -0.05 * u, 1.05 * w, bottom),),
            light.zenith,
            light.horizon,
            0,
            0,
            0,
            kind=Kind.SKY,
        )
    )
    if light.dark:
        layer.add(stars(stage, rng, bottom))
    layer.add(orb(stage, rng, light, layer, big=big_moon))
    for i in range(clouds):
        x = w * ((i + 0.15 + 0.7 * rng.random()) / clouds)
        y = stage.y(0.07) + rng.random() * 0.5 * max(0.1 * u, bottom - 0.30 * u)
        size = u * rng.uniform(0.11, 0.19)
        if abs(x - stage.light_x) < 1.3 * size + 0.05 * u and abs(y - stage.light_y) < 0.2 * u:
            x, y, size = stage.light_x + 0.12 * u, stage.light_y + 0.10 * u, 0.09 * u
        layer.add(cloud(rng, x, y, size, light))
    return layer


def orb(stage: SceneLayout, rng: Rng, light: Light, layer: Layer, *, big: bool = False) -> list[Patch]:
    """Sun or moon with its glow; the glow alone where the child drew one."""
    x, y, u = stage.light_x, stage.light_y, stage.unit
    if light.dark:
        r = u * (0.105 if big else 0.075)
        layer.add(Glow(x, y, 3.6 * r, mix(light.zenith, (190, 205, 255), 0.7), 0.42))
        layer.add(Glow(x, y, 1.7 * r, (255, 240, 200), 0.30))
        if stage.has_own_light:
            return []
        if not big and rng.random() < 0.5:
            return [
                Patch(
                    (crescent(x, y, r, float(rng.uniform(-0.7, -0.2))),),
                    light.orb,
                    None,
                    0.2,
                    8,
                    1,
                    kind=Kind.LAMP,
                )
            ]
        pits = tuple(
            ellipse(x + r * a, y + r * b, r * c, r * c * 0.9)
            for a, b, c in (
                (-0.35, -0.2, 0.22),
                (0.3, 0.28, 0.17),
                (0.25, -0.42, 0.11),
                (-0.2, 0.46, 0.12),
                (-0.02, 0.08, 0.08),
            )
        )
        return [
            Patch((ellipse(x, y, r),), light.orb, None, 0.3, 8, 1, kind=Kind.LAMP),
            Patch(pits, mix(light.orb, (225, 196, 150), 0.55), None, 0, 0, 0, kind=Kind.LAMP),
        ]
    r = u * (0.072 if light.time is not TimeOfDay.EVENING else 0.088)
    if light.time is not TimeOfDay.DAY:
        y += 0.10 * u
    layer.add(Glow(x, y, 4.5 * r, mix(light.orb, light.horizon, 0.4), 0.36))
    if stage.has_own_light:
        return []
    patches = [Patch((ellipse(x, y, r),), light.orb, None, 0.18, 8, 1, kind=Kind.LAMP)]
    turn = rng.random()
    rays: list[Polygon] = []
    for k in range(14):
        a = (k + turn) / 14 * 2 * np.pi
        near, far, spread = 1.28 * r, (1.75 if k % 2 else 1.55) * r, 0.075
        rays.append(
            poly(
                (x + near * np.cos(a - spread), y + near * np.sin(a - spread)),
                (x + far * np.cos(a - 0.3 * spread), y + far * np.sin(a - 0.3 * spread)),
                (x + far * np.cos(a + 0.3 * spread), y + far * np.sin(a + 0.3 * spread)),
                (x + near * np.cos(a + spread), y + near * np.sin(a + spread)),
            )
        )
    if light.time is not TimeOfDay.EVENING:
        patches.append(
            Patch(tuple(rays), mix(light.orb, (255, 160, 60), 0.18), None, 0, 5, 0.6, kind=Kind.LAMP)
        )
    return patches


def stars(stage: SceneLayout, rng: Rng, bottom: float, *, many: int = 90) -> list[Patch]:
    """A sky of stars, most of them dots, a few with points."""
    u = stage.unit
    n = int(many * stage.width / u)
    places = np.stack([rng.random(n) * stage.width, bottom * rng.random(n) ** 1.25], 1)
    sparks = dots(places, u * (0.0014 + 0.0026 * rng.random(n) ** 2))
    pointed = tuple(
        star(
            rng.random() * stage.width,
            bottom * 0.8 * rng.random(),
            u * rng.uniform(0.008, 0.017),
            4,
            0.28,
            rng.uniform(-0.2, 0.2),
        )
        for _ in range(n // 7)
    )
    half = n // 2
    return [
        Patch(sparks[:half], (205, 216, 255), None, 0, 1, 0, kind=Kind.LAMP),
        Patch(sparks[half:], (255, 246, 220), None, 0, 1, 0, kind=Kind.LAMP),
        Patch(pointed, (255, 244, 196), None, 0, 4, 0, kind=Kind.LAMP),
    ]


def cloud(rng: Rng, x: float, y: float, size: float, light: Light) -> list[Patch]:
    """A heap of puffs with a flat foot, shaded below."""
    n = int(rng.integers(4, 6))
    puffs: list[Polygon] = []
    for i in range(n):
        t = (i + 0.5) / n * 2 - 1
        r = size * (0.46 - 0.24 * t * t) * rng.uniform(0.85, 1.15)
        puffs.append(blob(rng, x + t * size * 0.95, y - r * 0.55, r * 1.15, r, 0.03))
    foot = blob(rng, x, y, size * 1.32, size * 0.2, 0.03)
    below = tuple(
        blob(rng, x + size * d, y + size * 0.02, size * 0.46, size * 0.13, 0.04) for d in (-0.62, 0.1, 0.7)
    )
    shade = mix(light.cloud, light.zenith, 0.26)
    return [
        Patch((*puffs, foot), light.cloud, None, 0.22, 7, 1, kind=Kind.SKY),
        Patch(below, shade, None, 0, 0, 0, opacity=0.75, soft_px=size * 0.06, kind=Kind.SKY),
    ]


def birds(stage: SceneLayout, rng: Rng, x: float, y: float, color: Rgb, count: int = 4) -> list[Patch]:
    """A small flock, far off."""
    u = stage.unit
    wings: list[Polygon] = []
    for _ in range(count):
        bx, by = x + rng.uniform(-0.09, 0.09) * u, y + rng.uniform(-0.05, 0.05) * u
        s = u * rng.uniform(0.011, 0.019)
        lift = rng.uniform(0.35, 0.8)
        wings.append(
            ribbon(
                [
                    (bx - 1.5 * s, by - lift * s),
                    (bx - 0.7 * s, by - (lift + 0.35) * s),
                    (bx, by),
                    (bx + 0.7 * s, by - (lift + 0.35) * s),
                    (bx + 1.5 * s, by - lift * s),
                ],
                [0.05 * s, 0.3 * s, 0.42 * s, 0.3 * s, 0.05 * s],
            )
        )
    return [Patch(tuple(wings), color, None, 0, 3, 0)]


def balloon(rng: Rng, x: float, y: float, size: float, light: Light, first: int = 0) -> list[Patch]:
    """A hot-air balloon striped in the child's colours."""
    a, b = light.accent(first), light.accent(first + 1)
    tone = light.at(0.15)
    bag = blob(rng, x, y, size * 0.5, size * 0.54, 0.0)
    skirt = poly(
        (x - 0.34 * size, y + 0.36 * size),
        (x + 0.34 * size, y + 0.36 * size),
        (x + 0.12 * size, y + 0.72 * size),
        (x - 0.12 * size, y + 0.72 * size),
    )
    stripe = [(x, y - 0.53 * size), (x, y), (x, y + 0.71 * size)]
    bent = [
        (x - 0.02 * size, y - 0.53 * size),
        (x - 0.3 * size, y - 0.05 * size),
        (x - 0.07 * size, y + 0.71 * size),
    ]
    other = [(2 * x - px, py) for px, py in bent]
    ropes = tuple(
        ribbon(
            [(x + d * 0.1 * size, y + 0.7 * size), (x + d * 0.08 * size, y + 0.9 * size)], [0.012 * size] * 2
        )
        for d in (-1, 1)
    )
    basket = poly(
        (x - 0.12 * size, y + 0.86 * size),
        (x + 0.12 * size, y + 0.86 * size),
        (x + 0.09 * size, y + 1.03 * size),
        (x - 0.09 * size, y + 1.03 * size),
    )
    return [
        Patch((bag, skirt), a, None, 0.5, 7, 1),
        Patch((ribbon(stripe, [0.03 * size, 0.2 * size, 0.06 * size]),), b, None, 0.5, 0, 0.4),
        Patch(
            (
                ribbon(bent, [0.02 * size, 0.15 * size, 0.04 * size]),
                ribbon(other, [0.02 * size, 0.15 * size, 0.04 * size]),
            ),
            b,
            None,
            0.5,
            0,
            0.4,
        ),
        Patch(ropes, tone("#6b4a34"), None, 0, 0, 0),
        Patch((basket,), tone("#a8713f"), None, 0.4, 5, 1),
    ]


def kite(x: float, y: float, size: float, light: Light, first: int = 2) -> list[Patch]:
    """A kite with a tail of bows."""
    a, b = light.accent(first), light.accent(first + 1)
    body = poly(
        (x, y - size),
        (x + 0.62 * size, y - 0.15 * size),
        (x + 0.12 * size, y + size),
        (x - 0.58 * size, y - 0.05 * size),
    )
    half = poly((x, y - size), (x + 0.62 * size, y - 0.15 * size), (x + 0.12 * size, y + size))
    path = [
        (x + 0.12 * size, y + size),
        (x - 0.15 * size, y + 1.5 * size),
        (x + 0.4 * size, y + 2.0 * size),
        (x + 0.1 * size, y + 2.7 * size),
    ]
    bows: list[Polygon] = []
    for bx, by in path[1:]:
        bows.append(
            poly((bx, by), (bx - 0.24 * size, by - 0.14 * size), (bx - 0.24 * size, by + 0.14 * size))
        )
        bows.append(
            poly((bx, by), (bx + 0.24 * size, by - 0.14 * size), (bx + 0.24 * size, by + 0.14 * size))
        )
    return [
        Patch((ribbon(path, [0.05 * size] * 4),), light.at(0)("#8a6d5a"), None, 0, 2, 0),
        Patch((body,), a, None, 0.3, 6, 1),
        Patch((half,), b, None, 0.3, 0, 0.5),
        Patch(tuple(bows), light.accent(first + 2), None, 0, 3, 0.5),
    ]
