"""A sandy floor between corals, with fish, bubbles and light from above."""

from dataclasses import replace

from storyvid_dagster.core.story import TimeOfDay
from storyvid_dagster.illustration.light import Light, Tone, mix
from storyvid_dagster.illustration.props import plants, reef, seaside
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.shapes import (
    Glow,
    Kind,
    Layer,
    Patch,
    Rgb,
    Rng,
    box,
    dots,
    ellipse,
    height_at,
    poly,
    ribbon,
    ridge,
    star,
)

_CORALS = (reef.branch_coral, reef.fan_coral, reef.tube_coral)


def underwater(stage: SceneLayout, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the water above to the sand before the feet."""
    w, h, u = stage.width, stage.height, stage.unit
    top, ground = stage.horizon_y, stage.ground_y
    bright, deep = _water(light)
    light = replace(light, haze=mix(bright, deep, 0.6))
    back = Layer("water", 1.0)
    back.add(Patch((box(-0.05 * w, -0.05 * u, 1.05 * w, 1.02 * h),), bright, deep, 0, 0, 0, kind=Kind.SKY))
    back.add(_surface(stage, rng, bright), _rays(stage, rng, bright))
    back.add(Glow(stage.light_x, 0, 0.55 * u, mix(bright, light.orb, 0.5), 0.42))

    far = Layer("far", 0.8)
    for i in range(2):
        tone = light.at(0.92 - 0.24 * i)
        line = ridge(rng, w, top + (0.07 * i - 0.02) * u, (0.13 - 0.05 * i) * u, 0.8 * u, bottom=h)
        for k in range(int((4 + 3 * i) * w / u)):
            x = rng.random() * w
            size = u * rng.uniform(0.13, 0.24)
            foot = height_at(line, x) + 0.03 * u
            if k % 3:
                far.add(reef.kelp(rng, x, foot, size, tone("#3aa98c"), 3))
            else:
                far.add(_CORALS[k // 3 % 3](rng, x, foot, 0.6 * size, tone("#c987b8")))
        far.add(Patch((line,), tone("#5f9fb4"), tone("#8fc2bd"), 0.15, 6 + 2 * i, 0.7, kind=Kind.LAND))
    for i in range(3):
        x, way = stage.free_x(rng, 0.12 * u, 0.08, 0.92), 1 if rng.random() < 0.5 else -1
        color = mix(light.accent(i), light.haze, 0.35)
        far.add(reef.shoal(rng, x, stage.y(rng.uniform(0.14, 0.44)), 0.06 * u, color, 11, way))

    mid = Layer("mid", 0.45)
    tone = light.at(0.24)
    floor = ridge(rng, w, 0.45 * top + 0.55 * ground, 0.05 * u, 1.2 * u, bottom=h)
    for k in range(int(7 * w / u)):
        x = stage.free_x(rng, 0.08 * u) if k % 2 else rng.random() * w
        foot = height_at(floor, x) + 0.035 * u
        if k % 3 == 0:
            mid.add(reef.kelp(rng, x, foot, u * rng.uniform(0.26, 0.4), tone(("#2f9a6a", "#5aa84a")[k % 2])))
        else:
            color = mix(light.accent(k), light.haze, 0.15)
            mid.add(_CORALS[k % 3](rng, x, foot, u * rng.uniform(0.11, 0.19), color))
    mid.add(Patch((floor,), tone("#d9cf9c"), tone("#cdb987"), 0.15, 8, 0.9, kind=Kind.LAND))
    mid.add(reef.turtle(stage.free_x(rng, 0.12 * u, 0.1, 0.9), stage.y(0.3), 0.16 * u, tone, _inward(stage)))
    for i in range(int(3 * w / u)):
        x, y = stage.free_x(rng, 0.06 * u, 0.05, 0.95), stage.y(rng.uniform(0.3, 0.66))
        way = 1 if rng.random() < 0.5 else -1
        mid.add(reef.fish(x, y, u * rng.uniform(0.08, 0.13), light.accent(i), light.accent(i + 2), tone, way))
    for i in range(2):
        x = stage.free_x(rng, 0.06 * u, 0.06, 0.94)
        mid.add(
            *reef.jellyfish(rng, x, stage.y(rng.uniform(0.14, 0.3)), 0.095 * u, light.accent(i + 3), light)
        )
    rising = [
        (
            x + 0.015 * u * rng.normal(),
            stage.y(0.08) + (ground - stage.y(0.08)) * rng.random() ** 0.8,
            u * rng.uniform(0.005, 0.017),
        )
        for x in (stage.free_x(rng, 0.05 * u) for _ in range(3))
        for _ in range(8)
    ]
    mid.add(reef.bubbles(rising, bright))
    return [back, far, mid, _floor(stage, rng, light, light.at(0.0))]


def _water(light: Light) -> tuple[Rgb, Rgb]:
    """The colours above and below."""
    bright, deep = light.lit((128, 226, 226)), light.lit((24, 104, 176))
    if light.time is TimeOfDay.EVENING:
        return (186, 178, 222), mix(deep, (70, 64, 160), 0.5)
    return (mix(bright, deep, 0.45), mix(deep, (10, 16, 60), 0.35)) if light.dark else (bright, deep)


def _inward(stage: SceneLayout) -> int:
    return 1 if stage.light_x < stage.width / 2 else -1


def _surface(stage: SceneLayout, rng: Rng, bright: Rgb) -> list[Patch]:
    """The waves seen from below."""
    w, u = stage.width, stage.unit
    gleams = tuple(
        ribbon([(x - s, y), (x, y + 0.012 * u), (x + s, y)], [0.0, 0.012 * u, 0.0])
        for x, y, s in (
            (rng.random() * w, u * rng.uniform(0.01, 0.10), u * rng.uniform(0.05, 0.12))
            for _ in range(int(13 * w / u))
        )
    )
    return [Patch(gleams, mix(bright, (255, 255, 255), 0.55), None, 0, 1, 0, kind=Kind.WATER)]


def _rays(stage: SceneLayout, rng: Rng, bright: Rgb) -> list[Patch]:
    """Light falling in from the surface."""
    u, lean = stage.unit, _inward(stage)
    rays: list[Patch] = []
    for k in range(5):
        x = stage.light_x + lean * (0.28 * k - 0.22) * u + rng.uniform(-0.04, 0.04) * u
        wide, fall = u * rng.uniform(0.05, 0.1), lean * u * (0.12 + 0.07 * k)
        ray = poly(
            (x, -0.02 * u),
            (x + wide, -0.02 * u),
            (x + 2.2 * wide + fall, stage.ground_y),
            (x + fall, stage.ground_y),
        )
        color = mix(bright, (255, 255, 255), 0.6)
        rays.append(Patch((ray,), color, None, 0, 0, 0, opacity=0.22, soft_px=0.014 * u, kind=Kind.WATER))
    return rays


def _floor(stage: SceneLayout, rng: Rng, light: Light, tone: Tone) -> Layer:
    w, h, u, ground = stage.width, stage.height, stage.unit, stage.ground_y
    near = Layer("near", 0.0)
    sand = ridge(rng, w, ground + 0.01 * u, 0.025 * u, 1.3 * u, bottom=1.05 * h)
    dim = 0.4 if light.dark else 0.0
    sunk = [mix(tone(color), light.haze, dim) for color in ("#f6e3ae", "#dcb880")]
    near.add(Patch((sand,), sunk[0], sunk[1], 0.15, 9, 0.9, kind=Kind.LAND))
    ripples = tuple(
        ribbon([(x - 0.07 * u, y), (x, y - 0.008 * u), (x + 0.07 * u, y)], [0.0, 0.007 * u, 0.0])
        for x, y in plants.scatter(rng, 18, 0, w, ground + 0.06 * u, 0.98 * h)
    )
    near.add(Patch(ripples, tone("#d3ab70"), None, 0, 0, 0, kind=Kind.LAND))
    grains = dots(plants.scatter(rng, 90, 0, w, ground + 0.05 * u, h), 0.0024 * u)
    near.add(Patch(grains, tone("#bd965f"), None, 0, 0, 0, kind=Kind.LAND))
    web = tuple(
        ellipse(x, y, u * rng.uniform(0.05, 0.1), 0.009 * u)
        for x, y in plants.scatter(rng, 9, 0, w, ground + 0.06 * u, 0.95 * h)
    )
    near.add(Patch(web, tone("#fff6d2"), None, 0, 0, 0, opacity=0.6, soft_px=0.004 * u, kind=Kind.LAND))
    for edge, k in ((0.0, 0), (1.0, 1)):
        x, inward = w * edge, 1 - 2 * k
        near.add(reef.kelp(rng, x + inward * 0.02 * u, ground + 0.1 * u, 0.42 * u, tone("#2f9160"), 4))
        near.add(_CORALS[k](rng, x + inward * 0.12 * u, ground + 0.12 * u, 0.17 * u, light.accent(k)))
        near.add(_CORALS[2](rng, x + inward * 0.03 * u, ground + 0.14 * u, 0.13 * u, light.accent(k + 2)))
        heap = [(x + inward * d * u, ground + (0.13 + 0.3 * d) * u) for d in (0.05, 0.1, 0.16)]
        near.add(plants.stones(rng, heap, 0.032 * u, tone, "#8fa3a8"))
    grass = plants.clusters(rng, 6, 2, 0, w, ground + 0.05 * u, 0.98 * h, 0.03 * u)
    near.add(plants.tufts(rng, grass, 0.062 * u, tone("#3f9f66")))
    near.add(
        plants.tufts(
            rng, plants.scatter(rng, 9, 0, w, ground + 0.05 * u, 0.99 * h), 0.045 * u, tone("#8cc85a")
        )
    )
    shells = plants.scatter(rng, 8, 0.05 * w, 0.95 * w, ground + 0.1 * u, 0.97 * h)
    stars = tuple(star(x, y, 0.022 * u, 5, 0.5, rng.random() * 6) for x, y in shells[::2])
    near.add(Patch(stars, light.accent(1), None, 0.3, 4, 0.6))
    near.add(
        Patch(
            tuple(seaside.shell(x, y, 0.016 * u) for x, y in shells[1::2]), tone("#ffd9cf"), None, 0.3, 4, 0.6
        )
    )
    return near
