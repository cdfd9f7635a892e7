"""A street of crooked houses under flags."""

from storyvid_dagster.illustration.light import Light, Tone, mix, rgb
from storyvid_dagster.illustration.props import plants, sky
from storyvid_dagster.illustration.props.buildings import LIT, bunting, house, street_lamp
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.shapes import (
    Glow,
    Kind,
    Layer,
    Patch,
    Polygon,
    Rng,
    box,
    ellipse,
    poly,
    ribbon,
)

_WALLS = ("#f0a58a", "#f6cf82", "#9cc7b4", "#e58f83", "#a9bfe0", "#f3e2bf", "#c9a3c7", "#b7cf8e")


def city(stage: SceneLayout, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the skyline to the street before the feet."""
    w, h, u = stage.width, stage.height, stage.unit
    kerb = stage.ground_y
    back = sky.heavens(stage, rng, light, bottom=kerb)
    if not light.dark:
        back.add(
            sky.birds(
                stage,
                rng,
                stage.free_x(rng, 0.1 * u, 0.2, 0.8),
                stage.y(0.15),
                mix(light.zenith, (40, 40, 70), 0.6),
            )
        )

    far = Layer("far", 0.8)
    for row, depth in ((0, 0.8), (1, 0.6)):
        tone = light.at(depth)
        towers: list[Polygon] = []
        lit: list[Polygon] = []
        x = -0.03 * w
        while x < 1.03 * w:
            wide = u * rng.uniform(0.09, 0.17)
            top = kerb - u * (rng.uniform(0.40, 0.62) - 0.13 * row) - 0.12 * (h - u)
            towers.append(box(x, top, x + wide, kerb))
            kind = rng.integers(4)
            if kind == 0:
                towers.append(poly((x, top), (x + wide / 2, top - 0.09 * u), (x + wide, top)))
            elif kind == 1:
                towers.append(box(x + 0.2 * wide, top - 0.035 * u, x + 0.8 * wide, top))
            elif kind == 2:
                towers.append(ellipse(x + wide / 2, top, 0.42 * wide, 0.4 * wide))
                towers.append(
                    ribbon([(x + wide / 2, top), (x + wide / 2, top - 0.11 * u)], [0.008 * u, 0.003 * u])
                )
            for wx in (0.28, 0.62):
                for k in range(6):
                    if rng.random() < 0.5:
                        lit.append(
                            box(
                                x + wx * wide,
                                top + (0.04 + 0.06 * k) * u,
                                x + (wx + 0.15) * wide,
                                top + (0.065 + 0.06 * k) * u,
                            )
                        )
            x += wide * rng.uniform(0.85, 1.1)
        color = tone(("#8898c4", "#a490b8")[row])
        far.add(Patch(tuple(towers), color, None, 0, 6, 0.5, kind=Kind.WALL))
        far.add(
            Patch(
                tuple(lit),
                mix(LIT, light.haze, 0.25) if light.lamps else mix(color, (255, 255, 255), 0.35),
                None,
                0,
                0,
                0,
                kind=Kind.LAMP,
            )
        )

    mid = Layer("mid", 0.35)
    tone = light.at(0.1)
    foot = kerb + 0.012 * u
    walls = list(rng.permutation(len(_WALLS)))
    x, k = -0.05 * u, 0
    tops: list[tuple[float, float]] = []
    while x < w + 0.02 * u:
        wide = u * rng.uniform(0.19, 0.27)
        top = foot - u * rng.uniform(0.40, 0.58) - 0.10 * (h - u)
        hidden = any(s.left < x + 0.8 * wide and s.right > x + 0.2 * wide for s in stage.standings)
        if rng.random() < 0.16 and not hidden and k:
            mid.add(plants.round_tree(rng, x + 0.5 * wide, foot, 0.36 * u, tone, "#6aae52"))
        else:
            wall = (
                light.accent(int(rng.integers(5)))
                if k % 4 == 2
                else tone(_WALLS[int(walls[k % len(_WALLS)])])
            )
            mid.add(
                *house(
                    rng,
                    x,
                    x + wide,
                    foot,
                    top,
                    mix(wall, rgb("#f7e3c8") if not light.dark else wall, 0.15),
                    light,
                    tone,
                    shop=bool(rng.random() < 0.55),
                )
            )
            tops.append((x + wide / 2, top + 0.17 * u))
        x += wide * 1.01
        k += 1
    colors = [light.accent(i) for i in range(5)]
    if len(tops) > 3:
        start = int(rng.integers(0, len(tops) - 3))
        mid.add(bunting(tops[start], tops[start + 2], 0.045 * u, 0.042 * u, colors, tone("#6e5f58")))
        mid.add(
            bunting(
                tops[start + 2],
                (w * 1.02, tops[-1][1] - 0.03 * u),
                0.05 * u,
                0.042 * u,
                colors,
                tone("#6e5f58"),
            )
        )

    near = Layer("near", 0.0)
    tone = light.at(0.0)
    road = min(stage.foot_y + 0.035 * h, 0.93 * h)
    near.add(
        Patch(
            (box(-0.05 * w, kerb, 1.05 * w, 1.05 * h),),
            tone("#e2d3c0"),
            tone("#cbb7a4"),
            0.1,
            6,
            0.8,
            kind=Kind.LAND,
        )
    )
    near.add(_paving(stage, rng, kerb, road, tone))
    near.add(
        Patch(
            (box(-0.05 * w, road, 1.05 * w, road + 0.016 * h),),
            tone("#b3a195"),
            None,
            0,
            5,
            0.6,
            kind=Kind.LAND,
        )
    )
    near.add(
        Patch(
            (box(-0.05 * w, road + 0.016 * h, 1.05 * w, 1.05 * h),),
            tone("#7d7f8e"),
            tone("#6a6c7c"),
            0,
            0,
            0.8,
            kind=Kind.LAND,
        )
    )
    offset = rng.random() * 0.3 * u
    dashes = tuple(
        poly((x, 0.972 * h), (x + 0.15 * u, 0.972 * h), (x + 0.14 * u, 0.986 * h), (x - 0.01 * u, 0.986 * h))
        for x in [offset - 0.3 * u + 0.3 * u * i for i in range(int(w / (0.3 * u)) + 2)]
    )
    near.add(Patch(dashes, tone("#f4ead2"), None, 0, 0, 0))
    lamp_foot = kerb + 0.06 * u
    for _ in range(2 if w > h else 1):
        near.add(*street_lamp(stage.free_x(rng, 0.05 * u, 0.05, 0.95), lamp_foot, 0.50 * u, light, tone))
    for i in range(2):
        near.add(
            _flower_pot(
                rng, stage.free_x(rng, 0.05 * u, 0.05, 0.95), kerb + 0.065 * u, 0.075 * u, light, tone, i
            )
        )
    if light.lamps:
        near.add(Glow(w / 2, kerb, 0.6 * w, (255, 180, 90), 0.10))
    return [back, far, mid, near]


def _paving(stage: SceneLayout, rng: Rng, top: float, bottom: float, tone: Tone) -> list[Patch]:
    w, u = stage.width, stage.unit
    lines: list[Polygon] = []
    rows = [top + (bottom - top) * t for t in (0.16, 0.38, 0.66)]
    for y in rows:
        lines.append(
            ribbon(
                [(-0.05 * w, y), (0.5 * w, y + rng.uniform(-1, 1) * 0.003 * u), (1.05 * w, y)],
                [0.003 * u] * 3,
            )
        )
    for a, b in zip([*rows], [*rows[1:], bottom], strict=True):
        shift = rng.random()
        n = int(w / (0.17 * u)) + 3
        for k in range(n):
            x = w / 2 + (k - n / 2 + shift) * 0.17 * u
            slant = 1 + 0.10 * (b - top) / (bottom - top)
            lines.append(ribbon([(x, a), (w / 2 + (x - w / 2) * slant, b)], [0.003 * u] * 2))
    return [Patch(tuple(lines), tone("#b9a593"), None, 0, 0, 0, kind=Kind.LAND)]


def _flower_pot(
    rng: Rng, x: float, foot: float, size: float, light: Light, tone: Tone, index: int
) -> list[Patch]:
    pot = poly(
        (x - 0.42 * size, foot - 0.55 * size),
        (x + 0.42 * size, foot - 0.55 * size),
        (x + 0.3 * size, foot),
        (x - 0.3 * size, foot),
    )
    rim = box(x - 0.48 * size, foot - 0.66 * size, x + 0.48 * size, foot - 0.5 * size)
    places = [(x + d * size, foot - 0.6 * size) for d in (-0.3, 0.0, 0.28)]
    return [
        *plants.flowers(rng, places, 0.3 * size, light.accent(index + 1), tone),
        Patch((pot,), tone("#c9704f"), None, 0.4, 6, 0.8),
        Patch((rim,), tone("#d98560"), None, 0.2, 3, 0.7),
    ]
