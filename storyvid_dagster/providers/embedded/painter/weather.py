"""What falls, drifts or floats: laid into the layers of a place, behind all figures."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from storyvid_dagster.core.story import Weather
from storyvid_dagster.providers.embedded.painter.light import Light, mix
from storyvid_dagster.providers.embedded.painter.props import plants, reef, sky, winter
from storyvid_dagster.providers.embedded.painter.shapes import (
    Kind,
    Layer,
    Patch,
    Polygon,
    Rgb,
    Rng,
    box,
    dots,
    ellipse,
    poly,
    ribbon,
    star,
)
from storyvid_dagster.providers.embedded.painter.staging import Footing, Stage

_WHITE: Rgb = (255, 255, 255)
_AUTUMN = ("#e0712f", "#f2b134", "#c4472f", "#d99a3a")

Places = list[tuple[float, float, float]]
"""(x, y, radius) each."""


def add_weather(weather: Weather, layers: list[Layer], stage: Stage, rng: Rng, light: Light) -> None:
    """Lay `weather` into the layers of a place: small in the far ones, large before them."""
    _ADD[weather](layers, stage, rng, light)


def _strewn(stage: Stage, rng: Rng, many: int, small: float, large: float, bottom: float) -> Places:
    """Places all over the frame down to `bottom`, those over a head moved beside it where there is room."""
    u = stage.unit
    around = [(rng.random() * stage.width, rng.random() * bottom) for _ in range(int(many * stage.width / u))]
    return [
        (stage.free_x(rng, 0.03 * u) if _hidden(stage, x, y) else x, y, u * rng.uniform(small, large))
        for x, y in around
    ]


def _hidden(stage: Stage, x: float, y: float) -> bool:
    return any(s.left < x < s.right and s.top < y < s.foot_y for s in stage.standings)


def _overcast(back: Layer, stage: Stage, rng: Rng, light: Light, gray: Rgb) -> None:
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


def _rain(layers: list[Layer], stage: Stage, rng: Rng, light: Light) -> None:
    u, h = stage.unit, stage.height
    _overcast(layers[0], stage, rng, light, (128, 146, 172))
    drop = mix(light.horizon, _WHITE, 0.55)
    for layer, many, long, opacity in zip(
        layers[1:], (55, 50, 20), (0.03, 0.05, 0.07), (0.4, 0.55, 0.5), strict=True
    ):
        strokes = tuple(
            ribbon([(x, y), (x - 0.26 * long * u * r, y + long * u * r)], [0.0014 * u, 0.1 * long * u])
            for x, y, r in ((x, y, r / u) for x, y, r in _strewn(stage, rng, many, 0.7, 1.2, h))
        )
        layer.add(Patch(strokes, drop, None, 0, 0, 0, opacity=opacity, kind=Kind.WATER))
    _puddles(layers[-1], stage, rng, light)


def _puddles(near: Layer, stage: Stage, rng: Rng, light: Light) -> None:
    """Puddles with rings where drops fall; out on the water only the rings."""
    u, h = stage.unit, stage.height
    sheen = mix(light.zenith, light.horizon, 0.6)
    n = 3 + int(2 * stage.width / u)
    for x, y in plants.scatter(
        rng, n, 0.03 * stage.width, 0.97 * stage.width, stage.ground_y + 0.08 * u, 0.96 * h
    ):
        wide = u * rng.uniform(0.06, 0.11)
        if stage.footing is not Footing.RAFT:
            pool = ellipse(x, y, wide, 0.2 * wide)
            near.add(Patch((pool,), sheen, None, 0, 0, 0.6, opacity=0.85, kind=Kind.WATER))
        for d, r in ((-0.3, 0.34), (0.36, 0.24)):
            rim = ellipse(x + d * wide, y, r * wide, 0.26 * r * wide)
            well = ellipse(x + d * wide, y, 0.72 * r * wide, 0.17 * r * wide)
            near.add(Patch((rim,), mix(sheen, _WHITE, 0.7), None, 0, 0, 0, kind=Kind.WATER))
            near.add(Patch((well,), sheen, None, 0, 0, 0, kind=Kind.WATER))


def _snow(layers: list[Layer], stage: Stage, rng: Rng, light: Light) -> None:
    h = stage.height
    _overcast(layers[0], stage, rng, light, (186, 204, 226))
    white = mix(light.lit(_WHITE), _WHITE, 0.6)
    fine = _strewn(stage, rng, 75, 0.003, 0.006, h)
    layers[1].add(
        Patch(dots([(x, y) for x, y, _ in fine], np.array([r for _, _, r in fine])), white, None, 0, 1, 0)
    )
    soft = _strewn(stage, rng, 42, 0.005, 0.009, h)
    layers[2].add(
        Patch(dots([(x, y) for x, y, _ in soft], np.array([r for _, _, r in soft])), white, None, 0, 2, 0)
    )
    layers[2].add(winter.flakes(_strewn(stage, rng, 13, 0.012, 0.02, 0.85 * h), white))
    layers[3].add(winter.flakes(_strewn(stage, rng, 6, 0.018, 0.026, 0.85 * h), white))


def _leaves(layers: list[Layer], stage: Stage, rng: Rng, light: Light) -> None:
    u, h = stage.unit, stage.height
    for layer, many, size in zip(layers[1:], (10, 12, 7), (0.012, 0.02, 0.028), strict=True):
        tone = light.at(layer.depth * 0.5)
        for k, color in enumerate(_AUTUMN):
            places = _strewn(stage, rng, many, 0.8 * size, 1.2 * size, 0.86 * h)[k::4]
            layer.add(_drifting(rng, places, tone(color)))
    lying = plants.scatter(
        rng, int(16 * stage.width / u), 0, stage.width, stage.ground_y + 0.06 * u, 0.99 * h
    )
    for k, color in enumerate(_AUTUMN):
        layers[3].add(
            _drifting(rng, [(x, y, 0.018 * u) for x, y in lying[k::4]], light.at(0)(color), flat=0.45)
        )


def _drifting(rng: Rng, places: Places, color: Rgb, flat: float = 1.0) -> list[Patch]:
    """Pointed leaves with a rib, turned anyhow."""
    blades: list[Polygon] = []
    ribs: list[Polygon] = []
    for x, y, r in places:
        a = rng.random() * 6.3
        c, s = r * np.cos(a), r * np.sin(a) * flat
        bend = 0.3 * r * rng.uniform(-1, 1)
        blades.append(
            ribbon([(x - c, y - s), (x + bend, y + bend), (x + c, y + s)], [0.0, 1.05 * r * flat, 0.0])
        )
        ribs.append(
            ribbon(
                [(x - 1.35 * c, y - 1.35 * s), (x + bend, y + bend), (x + 0.7 * c, y + 0.7 * s)],
                [0.1 * r] * 3,
            )
        )
    if not blades:
        return []
    return [
        Patch(tuple(blades), color, None, 0.3, 5, 0.6, kind=Kind.LEAF),
        Patch(tuple(ribs), mix(color, (110, 50, 30), 0.45), None, 0, 0, 0),
    ]


def _bubbles(layers: list[Layer], stage: Stage, rng: Rng, light: Light) -> None:
    h = stage.height
    for layer, many, size in zip(layers[1:], (9, 9, 4), (0.012, 0.026, 0.036), strict=True):
        places = _strewn(stage, rng, many, 0.6 * size, 1.3 * size, 0.82 * h)
        layer.add(reef.bubbles(places[::2], light.accent(2)), reef.bubbles(places[1::2], light.accent(3)))


def _balloons(layers: list[Layer], stage: Stage, rng: Rng, light: Light) -> None:
    u = stage.unit
    for layer, many, size in zip(layers[1:3], (4, 5), (0.03, 0.048), strict=True):
        for k in range(int(many * stage.width / u)):
            x, y = stage.free_x(rng, 0.05 * u, 0.04, 0.96), stage.y(rng.uniform(0.1, 0.46))
            layer.add(_balloon(rng, x, y, u * size * rng.uniform(0.85, 1.15), light, k))


def _balloon(rng: Rng, x: float, y: float, r: float, light: Light, index: int) -> list[Patch]:
    color, sway = light.accent(index), r * rng.uniform(-0.5, 0.5)
    string = ribbon([(x, y + 1.3 * r), (x + sway, y + 2.4 * r), (x - sway, y + 3.6 * r)], [0.06 * r] * 3)
    knot = poly((x, y + 1.1 * r), (x + 0.18 * r, y + 1.38 * r), (x - 0.18 * r, y + 1.38 * r))
    return [
        Patch((string,), mix(color, (90, 80, 90), 0.5), None, 0, 2, 0),
        Patch((knot, ellipse(x, y, r, 1.2 * r)), color, None, 0.45, 8, 0.8),
        Patch(
            (ellipse(x - 0.38 * r, y - 0.48 * r, 0.17 * r, 0.3 * r, 0.5),),
            mix(color, _WHITE, 0.65),
            None,
            0,
            0,
            0,
        ),
    ]


def _stars(layers: list[Layer], stage: Stage, rng: Rng, light: Light) -> None:
    u, gold = stage.unit, (255, 240, 178)
    layers[0].add(sky.stars(stage, rng, 0.6 * stage.height, many=55))
    for _ in range(3 + int(2 * stage.width / u)):
        x, y, r = stage.free_x(rng, 0.08 * u), stage.y(rng.uniform(0.08, 0.36)), u * rng.uniform(0.013, 0.022)
        trail = ribbon([(x, y), (x + 4 * r, y - 2.2 * r), (x + 9 * r, y - 4 * r)], [1.0 * r, 0.6 * r, 0.0])
        layers[1].add(
            Patch((trail,), mix(gold, light.zenith, 0.25), None, 0, 0, 0, opacity=0.6, kind=Kind.LAMP)
        )
        layers[1].add(Patch((star(x, y, r, 5, 0.5, rng.random()),), gold, None, 0, 4, 0.4, kind=Kind.LAMP))


_ADD: dict[Weather, Callable[[list[Layer], Stage, Rng, Light], None]] = {
    Weather.RAIN: _rain,
    Weather.SNOW: _snow,
    Weather.LEAVES: _leaves,
    Weather.BUBBLES: _bubbles,
    Weather.BALLOONS: _balloons,
    Weather.STARS: _stars,
}
