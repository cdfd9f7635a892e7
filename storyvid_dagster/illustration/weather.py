"""What falls, drifts or floats: laid into the layers of a place, behind all figures."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from storyvid_dagster.core.story import Weather
from storyvid_dagster.illustration.light import Light, mix
from storyvid_dagster.illustration.props import airborne, plants, reef, sky, winter
from storyvid_dagster.illustration.props.airborne import AUTUMN, Places
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
)

_WHITE: Rgb = (255, 255, 255)

_Add = Callable[[Sequence[Layer], SceneLayout, Rng, Light], None]


def add_signs(weather: Weather, layers: Sequence[Layer], stage: SceneLayout, rng: Rng, light: Light) -> None:
    """Lay into the layers of a place what tells of `weather` and stays: clouds, puddles, lying leaves."""
    if weather in _SIGNS:
        _SIGNS[weather](layers, stage, rng, light)


def add_particles(
    weather: Weather, layers: Sequence[Layer], stage: SceneLayout, rng: Rng, light: Light
) -> None:
    """Lay in what is in the air, and moves in a film: small in the far layers, large before them."""
    _PARTICLES[weather](layers, stage, rng, light)


def _strewn(stage: SceneLayout, rng: Rng, many: int, small: float, large: float, bottom: float) -> Places:
    """Places all over the frame down to `bottom`, those over a head moved beside it where there is room."""
    u = stage.unit
    around = [(rng.random() * stage.width, rng.random() * bottom) for _ in range(int(many * stage.width / u))]
    return [
        (stage.free_x(rng, 0.03 * u) if _hidden(stage, x, y) else x, y, u * rng.uniform(small, large))
        for x, y in around
    ]


def _hidden(stage: SceneLayout, x: float, y: float) -> bool:
    return any(s.left < x < s.right and s.top < y < s.foot_y for s in stage.standings)


def _overcast(back: Layer, stage: SceneLayout, rng: Rng, light: Light, gray: Rgb) -> None:
    """Draw clouds over sun and blue sky."""
    w, h, u = stage.width, stage.height, stage.unit
    veil, dull = light.lit(gray), replace(light, cloud=mix(light.cloud, light.lit(gray), 0.62))
    sheet = box(-0.05 * w, -0.05 * u, 1.05 * w, 1.02 * h)
    back.glows.clear()
    back.add(Patch((sheet,), veil, None, 0, 0, 0, opacity=0.5, kind=Kind.SKY))
    n = int(4 * w / u) + 2
    for i in rng.permutation(n):
        x, y = w * (i + rng.uniform(0.2, 0.8)) / n, u * rng.uniform(0.06, 0.2)
        back.add(sky.cloud(rng, x, y, u * rng.uniform(0.15, 0.21), dull))


def _puddles(near: Layer, stage: SceneLayout, rng: Rng, light: Light) -> None:
    """Puddles with rings where drops fall; out on the water only the rings."""
    u, h = stage.unit, stage.height
    sheen = mix(light.zenith, light.horizon, 0.6)
    n = 3 + int(2 * stage.width / u)
    for x, y in plants.scatter(
        rng, n, 0.03 * stage.width, 0.97 * stage.width, stage.ground_y + 0.08 * u, 0.96 * h
    ):
        wide = u * rng.uniform(0.06, 0.11)
        if stage.footing not in (Footing.RAFT, Footing.WATER):
            pool = ellipse(x, y, wide, 0.2 * wide)
            near.add(Patch((pool,), sheen, None, 0, 0, 0.6, opacity=0.85, kind=Kind.WATER))
        for d, r in ((-0.3, 0.34), (0.36, 0.24)):
            rim = ellipse(x + d * wide, y, r * wide, 0.26 * r * wide)
            well = ellipse(x + d * wide, y, 0.72 * r * wide, 0.17 * r * wide)
            near.add(Patch((rim,), mix(sheen, _WHITE, 0.7), None, 0, 0, 0, kind=Kind.WATER))
            near.add(Patch((well,), sheen, None, 0, 0, 0, kind=Kind.WATER))


def _clouds_and_puddles(layers: Sequence[Layer], stage: SceneLayout, rng: Rng, light: Light) -> None:
    _overcast(layers[0], stage, rng, light, (128, 146, 172))
    _puddles(layers[-1], stage, rng, light)


def _pale_clouds(layers: Sequence[Layer], stage: SceneLayout, rng: Rng, light: Light) -> None:
    _overcast(layers[0], stage, rng, light, (186, 204, 226))


def _lying_leaves(layers: Sequence[Layer], stage: SceneLayout, rng: Rng, light: Light) -> None:
    u, h = stage.unit, stage.height
    lying = plants.scatter(
        rng, int(16 * stage.width / u), 0, stage.width, stage.ground_y + 0.06 * u, 0.99 * h
    )
    for k, color in enumerate(AUTUMN):
        places = [(x, y, 0.018 * u) for x, y in lying[k::4]]
        layers[3].add(airborne.leaves(rng, places, light.at(0)(color), flat=0.45))


def _many_stars(layers: Sequence[Layer], stage: SceneLayout, rng: Rng, light: Light) -> None:
    layers[0].add(sky.stars(stage, rng, 0.6 * stage.height, many=55))


def _rain(layers: Sequence[Layer], stage: SceneLayout, rng: Rng, light: Light) -> None:
    for layer, many, long, opacity in zip(
        layers[1:], (55, 50, 20), (0.03, 0.05, 0.07), (0.4, 0.55, 0.5), strict=True
    ):
        layer.add(
            airborne.rain(_strewn(stage, rng, many, 0.7 * long, 1.2 * long, stage.height), light, opacity)
        )


def _snow(layers: Sequence[Layer], stage: SceneLayout, rng: Rng, light: Light) -> None:
    h, white = stage.height, snow_white(light)
    for layer, many, small, large, lift in (
        (layers[1], 75, 0.003, 0.006, 1),
        (layers[2], 42, 0.005, 0.009, 2),
    ):
        layer.add(soft_flakes(_strewn(stage, rng, many, small, large, h), white, lift))
    layers[2].add(winter.flakes(_strewn(stage, rng, 13, 0.012, 0.02, 0.85 * h), white))
    layers[3].add(winter.flakes(_strewn(stage, rng, 6, 0.018, 0.026, 0.85 * h), white))


def snow_white(light: Light) -> Rgb:
    """The white of snow in the air."""
    return mix(light.lit(_WHITE), _WHITE, 0.6)


def soft_flakes(places: Places, white: Rgb, lift: int) -> Patch:
    """Flakes too small to show their arms."""
    return Patch(
        dots([(x, y) for x, y, _ in places], np.array([r for _, _, r in places])), white, None, 0, lift, 0
    )


def _leaves(layers: Sequence[Layer], stage: SceneLayout, rng: Rng, light: Light) -> None:
    for layer, many, size in zip(layers[1:], (10, 12, 7), (0.012, 0.02, 0.028), strict=True):
        tone = light.at(layer.depth * 0.5)
        for k, color in enumerate(AUTUMN):
            places = _strewn(stage, rng, many, 0.8 * size, 1.2 * size, 0.86 * stage.height)[k::4]
            layer.add(airborne.leaves(rng, places, tone(color)))


def _bubbles(layers: Sequence[Layer], stage: SceneLayout, rng: Rng, light: Light) -> None:
    h = stage.height
    for layer, many, size in zip(layers[1:], (9, 9, 4), (0.012, 0.026, 0.036), strict=True):
        places = _strewn(stage, rng, many, 0.6 * size, 1.3 * size, 0.82 * h)
        layer.add(reef.bubbles(places[::2], light.accent(2)), reef.bubbles(places[1::2], light.accent(3)))


def _balloons(layers: Sequence[Layer], stage: SceneLayout, rng: Rng, light: Light) -> None:
    u = stage.unit
    for layer, many, size in zip(layers[1:3], (4, 5), (0.03, 0.048), strict=True):
        for k in range(int(many * stage.width / u)):
            x, y = stage.free_x(rng, 0.05 * u, 0.04, 0.96), stage.y(rng.uniform(0.1, 0.46))
            layer.add(airborne.balloon(rng, x, y, u * size * rng.uniform(0.85, 1.15), light.accent(k)))


def _stars(layers: Sequence[Layer], stage: SceneLayout, rng: Rng, light: Light) -> None:
    u = stage.unit
    for _ in range(3 + int(2 * stage.width / u)):
        x, y, r = stage.free_x(rng, 0.08 * u), stage.y(rng.uniform(0.08, 0.36)), u * rng.uniform(0.013, 0.022)
        layers[1].add(airborne.falling_star(rng, x, y, r, light))


_SIGNS: dict[Weather, _Add] = {
    Weather.RAIN: _clouds_and_puddles,
    Weather.SNOW: _pale_clouds,
    Weather.LEAVES: _lying_leaves,
    Weather.STARS: _many_stars,
}
_PARTICLES: dict[Weather, _Add] = {
    Weather.RAIN: _rain,
    Weather.SNOW: _snow,
    Weather.LEAVES: _leaves,
    Weather.BUBBLES: _bubbles,
    Weather.BALLOONS: _balloons,
    Weather.STARS: _stars,
}
