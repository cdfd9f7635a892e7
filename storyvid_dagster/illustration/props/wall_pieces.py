"""What hangs on the wall of a room, and what is seen through it."""

import numpy as np

from storyvid_dagster.illustration.light import Light, Tone, mix
from storyvid_dagster.illustration.props import plants
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.shapes import (
    Glow,
    Kind,
    Patch,
    Rng,
    box,
    ellipse,
    poly,
    ribbon,
    scallop,
    star,
)


def window(
    stage: SceneLayout, rng: Rng, x: float, y: float, wide: float, tall: float, light: Light, room: Light
) -> list[Patch | Glow]:
    """A window with curtains and a pot of tulips: `light` outside, `room` on this side of it."""
    inside = room.at(0.0)
    x0, x1, y0, y1 = x - wide / 2, x + wide / 2, y - tall / 2, y + tall / 2
    tone = light.at(0.3)
    t = np.linspace(0, 1, 15)
    hill = [
        (float(x0 + wide * a), float(y1 - tall * (0.22 + 0.09 * np.sin(a * 5 + rng.random() * 0.2))))
        for a in t
    ]
    parts: list[Patch | Glow] = [
        Patch(
            (box(x0 - 0.035 * wide, y0 - 0.035 * wide, x1 + 0.035 * wide, y1 + 0.035 * wide),),
            inside("#fffaf0"),
            None,
            0.1,
            8,
            0.9,
        ),
        Patch((box(x0, y0, x1, y1),), light.zenith, light.horizon, 0, 0, 0.6, kind=Kind.SKY),
    ]
    ox, oy, r = x + 0.22 * wide, y - 0.2 * tall, 0.10 * wide
    if light.dark:
        dots = tuple(
            star(
                x0 + wide * rng.uniform(0.05, 0.95),
                y0 + tall * rng.uniform(0.05, 0.6),
                wide * rng.uniform(0.012, 0.024),
                4,
                0.35,
            )
            for _ in range(12)
        )
        parts.append(Patch(dots, (255, 244, 200), None, 0, 1, 0, kind=Kind.LAMP))
    parts.append(Patch((ellipse(ox, oy, r),), light.orb, None, 0.1, 4, 0.6, kind=Kind.LAMP))
    parts.append(Glow(ox, oy, 3.2 * r, light.orb, 0.35))
    puffs = tuple(
        ellipse(x - (0.24 - 0.1 * k) * wide, y - (0.13 + 0.03 * (k == 1)) * tall, 0.085 * wide, 0.05 * wide)
        for k in range(3)
    )
    parts.append(Patch(puffs, light.cloud, None, 0.2, 3, 0.4, kind=Kind.SKY))
    parts.append(
        Patch((poly(*hill, (x1, y1), (x0, y1)),), tone("#84bd5c"), None, 0.2, 4, 0.6, kind=Kind.LAND)
    )
    parts.append(
        Patch(
            (
                scallop(rng, x - 0.26 * wide, y1 - 0.33 * tall, 0.085 * wide, 0.1 * tall, 7),
                ribbon(
                    [(x - 0.26 * wide, y1 - 0.17 * tall), (x - 0.26 * wide, y1 - 0.3 * tall)],
                    [0.025 * wide] * 2,
                ),
            ),
            tone("#4f9350"),
            None,
            0.3,
            4,
            0.5,
            kind=Kind.LEAF,
        )
    )
    bar = 0.014 * wide
    parts.append(
        Patch(
            (box(x - bar, y0, x + bar, y1), box(x0, y - bar, x1, y + bar)),
            inside("#fffaf0"),
            None,
            0.1,
            5,
            0.5,
        )
    )
    parts.append(
        Patch(
            (box(x0 - 0.08 * wide, y1 + 0.03 * wide, x1 + 0.08 * wide, y1 + 0.075 * wide),),
            inside("#fff6e6"),
            None,
            0.2,
            7,
            0.7,
        )
    )
    pot = poly(
        (x - 0.3 * wide, y1 - 0.07 * wide),
        (x - 0.16 * wide, y1 - 0.07 * wide),
        (x - 0.18 * wide, y1 + 0.03 * wide),
        (x - 0.28 * wide, y1 + 0.03 * wide),
    )
    parts.extend(
        plants.tulips(
            rng,
            [(x - 0.26 * wide, y1 - 0.05 * wide), (x - 0.2 * wide, y1 - 0.05 * wide)],
            0.055 * wide,
            room.accent(3),
            inside,
        )
    )
    parts.append(Patch((pot,), room.accent(0), None, 0.3, 6, 0.7))
    curtain, fold = room.accent(0), mix(room.accent(0), (60, 20, 40), 0.22)
    for s in (-1, 1):
        edge = x + s * 0.62 * wide
        drape = ribbon(
            [
                (edge - s * 0.06 * wide, y0 - 0.08 * tall),
                (edge - s * 0.06 * wide, y),
                (edge + s * 0.03 * wide, y + 0.18 * tall),
                (edge, y1 + 0.16 * tall),
            ],
            [0.32 * wide, 0.24 * wide, 0.13 * wide, 0.25 * wide],
        )
        folds = tuple(
            ribbon(
                [
                    (edge + (d - s * 0.05) * wide, y0 - 0.03 * tall),
                    (edge + (0.6 * d) * wide, y + 0.15 * tall),
                ],
                [0.02 * wide, 0.008 * wide],
            )
            for d in (-0.07, 0.03)
        )
        parts.append(Patch((drape,), curtain, None, 0.3, 9, 0.8))
        parts.append(Patch(folds, fold, None, 0, 0, 0))
        parts.append(
            Patch(
                (ellipse(edge + s * 0.03 * wide, y + 0.18 * tall, 0.085 * wide, 0.03 * wide),),
                inside("#f4cf6a"),
                None,
                0.2,
                3,
                0.5,
            )
        )
    parts.append(
        Patch(
            (
                ribbon(
                    [(x - 0.82 * wide, y0 - 0.1 * tall), (x + 0.82 * wide, y0 - 0.1 * tall)],
                    [0.03 * wide] * 2,
                ),
                ellipse(x - 0.84 * wide, y0 - 0.1 * tall, 0.03 * wide),
                ellipse(x + 0.84 * wide, y0 - 0.1 * tall, 0.03 * wide),
            ),
            inside("#a9713f"),
            None,
            0.2,
            7,
            0.7,
        )
    )
    return parts


def picture(rng: Rng, x: float, y: float, size: float, light: Light, inside: Tone, index: int) -> list[Patch]:
    """A framed picture: a heart, or a hill and a sun."""
    a, b = (0.5, 0.6) if index else (0.62, 0.5)
    frame = box(x - a * size, y - b * size, x + a * size, y + b * size)
    page = box(x - (a - 0.09) * size, y - (b - 0.09) * size, x + (a - 0.09) * size, y + (b - 0.09) * size)
    parts = [
        Patch((frame,), inside("#b9834c") if index else light.accent(2), None, 0.3, 8, 0.8),
        Patch((page,), inside("#fffaf0"), None, 0, 0, 0.4),
    ]
    if index:
        t = np.linspace(0, 2 * np.pi, 40)
        hx, hy = (
            16 * np.sin(t) ** 3,
            -(13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)),
        )
        parts.append(
            Patch(
                (np.stack([x + hx * 0.016 * size, y + hy * 0.016 * size], 1).astype(np.float32),),
                light.accent(0),
                None,
                0.2,
                2,
                0.5,
            )
        )
    else:
        parts.append(
            Patch(
                (
                    poly(
                        (x - (a - 0.09) * size, y + (b - 0.09) * size),
                        (x - (a - 0.09) * size, y + 0.14 * size),
                        (x - 0.1 * size, y + 0.02 * size),
                        (x + (a - 0.09) * size, y + 0.2 * size),
                        (x + (a - 0.09) * size, y + (b - 0.09) * size),
                    ),
                ),
                inside("#8cc06a"),
                None,
                0,
                0,
                0.4,
            )
        )
        parts.append(
            Patch(
                (ellipse(x + 0.24 * size, y - 0.14 * size, 0.11 * size),), inside("#fbcf45"), None, 0, 0, 0.4
            )
        )
    return parts
