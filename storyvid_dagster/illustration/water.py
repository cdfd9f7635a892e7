"""Water for whoever cannot be out of it: a brook across dry ground, a tub on the floor of a room."""

from collections.abc import Sequence

import cv2
import numpy as np

from storyvid_dagster.core.story import Setting, TimeOfDay
from storyvid_dagster.illustration.light import Light, mix
from storyvid_dagster.illustration.scene_layout import SceneLayout, Standing
from storyvid_dagster.illustration.shapes import Kind, Layer, Patch, Polygon, Rgb, Rng, ellipse, ribbon, ridge

_WHITE = (255, 255, 255)
_SAND, _STONE = "#cdb583", "#a89f98"
_BANK = {Setting.SNOW: "#e4f2fb", Setting.CITY: _STONE, Setting.CASTLE: _STONE, Setting.SPACE: "#8d86a8"}
_TUB = 0.62
"""Half the width of a tub, in widths of who swims in it."""
_FLAT = 0.26
"""Height of a tub's opening as it is seen, in parts of its width."""


def water_colors(light: Light) -> tuple[Rgb, Rgb]:
    """Give the colours of deep and of shallow water."""
    deep, shallow = light.lit((40, 126, 190)), light.lit((112, 205, 214))
    if light.time is TimeOfDay.EVENING:
        return mix(deep, (116, 76, 148), 0.5), mix(shallow, (255, 170, 140), 0.5)
    return deep, shallow


def add_water(layers: Sequence[Layer], stage: SceneLayout, setting: Setting, rng: Rng, light: Light) -> None:
    """Lay the water that a scene has for its swimmers onto its ground, under all that grows there."""
    if stage.brook is None or not layers:
        return
    layer = layers[-1]
    if setting is Setting.HOME:
        layer.add(*(_tub(one, stage, light) for one in stage.standings if one.swims))
        return
    at = next((n for n, patch in enumerate(layer.patches) if patch.kind is not Kind.LAND), len(layer.patches))
    layer.patches[at:at] = _brook(stage.brook, stage, rng, light, _BANK.get(setting, _SAND))


def _brook(
    edges: tuple[float, float], stage: SceneLayout, rng: Rng, light: Light, bank: str
) -> Sequence[Patch]:
    u, w, tone = stage.unit, stage.width, light.at(0.0)
    deep, shallow = water_colors(light)
    upper, lower = (ridge(rng, w, y, 0.006 * u, 0.7 * u, bottom=0)[:-2] for y in edges)

    def between(grown: float) -> Polygon:
        over = np.array([0, grown], np.float32)
        return np.concatenate([upper - over, (lower + over)[::-1]]).astype(np.float32)

    high = edges[1] - edges[0]
    gleams = tuple(
        ribbon([(x - s, y), (x, y - 0.12 * s), (x + s, y)], [0.0, 0.16 * s, 0.0])
        for x, y, s in (
            (rng.random() * w, edges[0] + high * rng.uniform(0.2, 0.85), u * rng.uniform(0.03, 0.06))
            for _ in range(int(9 * w / u))
        )
    )
    return [
        Patch((between(0.014 * u),), tone(bank), None, 0.1, 4, 0.7, kind=Kind.LAND),
        Patch((between(0.0),), mix(shallow, deep, 0.25), shallow, 0, 2, 0.5, kind=Kind.WATER),
        Patch(gleams, mix(shallow, _WHITE, 0.55), None, 0, 0, 0, kind=Kind.WATER),
        *(ring for one in stage.standings if one.swims for ring in _rings(one, high, shallow)),
    ]


def _rings(swimmer: Standing, brook_px: float, shallow: Rgb) -> Sequence[Patch]:
    """Draw the water moved by somebody in it."""
    wide, high = 0.5 * swimmer.width, min(0.08 * swimmer.width, 0.3 * brook_px)
    return [
        Patch((ellipse(swimmer.x, swimmer.foot_y, part * wide, part * high),), color, None, 0, 0, 0,
              kind=Kind.WATER)
        for part, color in ((1.15, mix(shallow, _WHITE, 0.45)), (1.0, shallow))
    ]  # fmt: skip


def _tub(swimmer: Standing, stage: SceneLayout, light: Light) -> Sequence[Patch]:
    """Set a tub full of water under somebody."""
    deep, shallow = water_colors(light)
    x, rx = swimmer.x, _TUB * swimmer.width + 0.03 * stage.unit
    y, ry = swimmer.foot_y, _FLAT * rx
    rim, wood = light.accent(2), light.accent(0)
    surface, gleam = mix(shallow, deep, 0.2), mix(shallow, _WHITE, 0.6)
    spot = ellipse(x - 0.3 * rx, y - 0.2 * ry, 0.3 * rx, 0.1 * ry)
    edges = np.concatenate([ellipse(x, y, rx, ry), ellipse(x, y + 0.05 * stage.unit, 0.94 * rx, ry)])
    hull = np.asarray(cv2.convexHull(edges)[:, 0], np.float32)
    return [
        Patch((hull,), wood, None, 0.3, 6, 0.9),
        Patch((ellipse(x, y, rx, ry),), rim, None, 0.1, 2, 0.8),
        Patch((ellipse(x, y, 0.93 * rx, 0.86 * ry),), surface, shallow, 0, 0, 0.4, kind=Kind.WATER),
        Patch((spot,), gleam, None, 0, 0, 0, kind=Kind.WATER),
    ]
