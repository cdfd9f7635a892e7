"""What children play on."""

import numpy as np

from storyvid_dagster.illustration.light import Light, Tone, mix
from storyvid_dagster.illustration.shapes import (
    Patch,
    Polygon,
    Rng,
    blob,
    box,
    ellipse,
    poly,
    ribbon,
    shift,
)


def slide(x: float, foot: float, size: float, light: Light, tone: Tone, way: int = 1) -> list[Patch]:
    """A roofed tower with a slide down to the right, or the left when `way` is -1; `size` is its height."""
    s = way * size
    top, left, right = foot - 0.56 * size, x - 0.52 * s, x - 0.14 * s
    posts = tuple(ribbon([(px, foot), (px, foot - 0.86 * size)], [0.04 * size] * 2) for px in (left, right))
    rungs = tuple(
        ribbon([(left - 0.02 * s, foot - e * size), (left - 0.14 * s, foot - e * size)], [0.028 * size] * 2)
        for e in (0.1, 0.2, 0.3, 0.4, 0.5)
    )
    rail = ribbon([(left - 0.14 * s, foot), (left - 0.13 * s, foot - 0.68 * size)], [0.03 * size] * 2)
    deck = poly(
        (left - 0.05 * s, top),
        (right + 0.05 * s, top),
        (right + 0.05 * s, top + 0.06 * size),
        (left - 0.05 * s, top + 0.06 * size),
    )
    panel = poly((left, top - 0.17 * size), (right, top - 0.17 * size), (right, top), (left, top))
    roof = poly(
        (left - 0.1 * s, foot - 0.83 * size),
        ((left + right) / 2, foot - 1.08 * size),
        (right + 0.1 * s, foot - 0.83 * size),
    )
    chute = [
        (right, top + 0.01 * size),
        (x + 0.08 * s, foot - 0.4 * size),
        (x + 0.3 * s, foot - 0.13 * size),
        (x + 0.58 * s, foot - 0.07 * size),
    ]
    lip = [(px, py - 0.05 * size) for px, py in chute]
    legs = tuple(
        ribbon([(px, py), (px, foot)], [0.03 * size] * 2)
        for px, py in ((x + 0.16 * s, foot - 0.3 * size), (x + 0.5 * s, foot - 0.08 * size))
    )
    wood = tone("#b07a4a")
    flag_x, flag_y = (left + right) / 2, foot - 1.06 * size
    flag = poly(
        (flag_x, flag_y - 0.16 * size),
        (flag_x + 0.16 * s, flag_y - 0.11 * size),
        (flag_x, flag_y - 0.06 * size),
    )
    return [
        Patch(
            (ribbon([(flag_x, flag_y), (flag_x, flag_y - 0.17 * size)], [0.016 * size] * 2),),
            wood,
            None,
            0,
            2,
            0,
        ),
        Patch((flag,), light.accent(1), None, 0.2, 3, 0.6),
        Patch((*legs, rail, *rungs), tone("#8b97a8"), None, 0.2, 4, 0.7),
        Patch(posts, wood, None, 0.3, 6, 0.8),
        Patch((panel,), light.accent(1), None, 0.2, 5, 0.8),
        Patch(
            (ellipse((left + right) / 2, top - 0.085 * size, 0.05 * size),),
            mix(light.accent(1), (40, 40, 70), 0.35),
            None,
            0,
            0,
            0,
        ),
        Patch((deck,), tone("#c98f58"), None, 0.2, 6, 0.8),
        Patch((roof,), light.accent(2), None, 0.4, 9, 0.9),
        Patch((ribbon(chute, [0.06 * size] * 4),), light.accent(0), None, 0.35, 8, 0.9),
        Patch(
            (ribbon(lip, [0.05 * size] * 4),), mix(light.accent(0), (255, 255, 255), 0.3), None, 0.1, 6, 0.7
        ),
    ]


def swings(x: float, foot: float, size: float, light: Light, tone: Tone) -> list[Patch]:
    """Two swings on a frame; `size` is its height."""
    beam = foot - 0.92 * size
    legs = tuple(
        ribbon([(x + d * 0.62 * size, beam), (x + (d * 0.62 + e) * size, foot)], [0.045 * size] * 2)
        for d in (-1, 1)
        for e in (-0.17, 0.17)
    )
    bar = ribbon([(x - 0.68 * size, beam), (x + 0.68 * size, beam)], [0.055 * size] * 2)
    ropes: list[Polygon] = []
    seats: list[Polygon] = []
    for d, lean in ((-0.3, 0.16), (0.27, -0.05)):
        low = foot - (0.2 + 0.4 * lean * lean) * size
        ropes.extend(
            ribbon([(x + (d + e) * size, beam), (x + (d + e + lean) * size, low)], [0.014 * size] * 2)
            for e in (-0.09, 0.09)
        )
        seats.append(
            ribbon(
                [
                    (x + (d + lean - 0.13) * size, low + 0.12 * lean * size),
                    (x + (d + lean + 0.13) * size, low - 0.12 * lean * size),
                ],
                [0.05 * size] * 2,
            )
        )
    return [
        Patch((*legs[::2], *legs[1::2]), light.accent(3), None, 0.25, 6, 0.8),
        Patch(tuple(ropes), tone("#6d6a74"), None, 0, 3, 0),
        Patch(tuple(seats), light.accent(0), None, 0.2, 5, 0.8),
        Patch((bar,), light.accent(2), None, 0.2, 7, 0.8),
    ]


def sandbox(rng: Rng, x: float, foot: float, size: float, light: Light, tone: Tone) -> list[Patch]:
    """A box of sand with a heap, a bucket, a spade and moulds; `size` is its width."""
    half, deep = 0.5 * size, 0.28 * size
    rim = poly(
        (x - 0.86 * half, foot - deep), (x + 0.86 * half, foot - deep), (x + half, foot), (x - half, foot)
    )
    sand = poly(
        (x - 0.78 * half, foot - 0.86 * deep),
        (x + 0.78 * half, foot - 0.86 * deep),
        (x + 0.88 * half, foot - 0.1 * deep),
        (x - 0.88 * half, foot - 0.1 * deep),
    )
    heap = blob(rng, x - 0.15 * size, foot - 0.12 * size, 0.22 * size, 0.14 * size, 0.05)
    front = box(x - 1.02 * half, foot - 0.02 * size, x + 1.02 * half, foot + 0.075 * size)
    pies = tuple(
        poly(
            (px - 0.045 * size, foot - 0.045 * size),
            (px - 0.03 * size, foot - 0.105 * size),
            (px + 0.03 * size, foot - 0.105 * size),
            (px + 0.045 * size, foot - 0.045 * size),
        )
        for px in (x + 0.02 * size, x + 0.13 * size)
    )
    ball = ellipse(x - 0.36 * size, foot - 0.08 * size, 0.06 * size)
    return [
        Patch((rim,), tone("#a8703f"), None, 0.1, 5, 0.9),
        Patch((sand,), tone("#f8dfa0"), tone("#ecc67e"), 0.1, 2, 0.3),
        Patch((heap,), tone("#fbe6ae"), None, 0.4, 4, 0.5),
        Patch(pies, tone("#e6bd74"), None, 0.3, 3, 0.6),
        Patch((ball,), light.accent(2), None, 0.5, 4, 0.7),
        *bucket(x + 0.3 * size, foot - 0.03 * size, 0.24 * size, light, tone),
        Patch((front,), tone("#c08a52"), None, 0.25, 7, 0.9),
    ]


def bucket(x: float, foot: float, size: float, light: Light, tone: Tone) -> list[Patch]:
    """A bucket with a spade in it; `size` is its height."""
    pail = poly(
        (x - 0.42 * size, foot - 0.8 * size),
        (x + 0.42 * size, foot - 0.8 * size),
        (x + 0.3 * size, foot),
        (x - 0.3 * size, foot),
    )
    shaft = ribbon(
        [(x + 0.08 * size, foot - 0.6 * size), (x + 0.36 * size, foot - 1.35 * size)], [0.1 * size] * 2
    )
    blade = shift(ellipse(0, 0, 0.17 * size, 0.26 * size, 0.36), x + 0.42 * size, foot - 1.5 * size)
    t = np.linspace(np.pi, 2 * np.pi, 9)
    handle = ribbon(
        [(float(x + 0.38 * size * np.cos(a)), float(foot - 0.78 * size + 0.3 * size * np.sin(a))) for a in t],
        [0.045 * size] * 9,
    )
    return [
        Patch((shaft,), tone("#b07a4a"), None, 0, 3, 0.5),
        Patch((blade,), light.accent(0), None, 0.2, 4, 0.7),
        Patch((handle,), tone("#f4efe4"), None, 0, 3, 0.4),
        Patch((pail,), light.accent(1), None, 0.3, 6, 0.8),
        Patch(
            (box(x - 0.44 * size, foot - 0.84 * size, x + 0.44 * size, foot - 0.68 * size),),
            mix(light.accent(1), (255, 255, 255), 0.4),
            None,
            0.1,
            3,
            0.5,
        ),
    ]


def rocker(x: float, foot: float, size: float, light: Light, tone: Tone, way: int = 1) -> list[Patch]:
    """A duck on a spring to ride on; `size` is its height."""
    s = way * size
    coil = [(x + (0.09 if k % 2 else -0.09) * size, foot - (0.02 + 0.045 * k) * size) for k in range(8)]
    body = ribbon(
        [
            (x - 0.42 * s, foot - 0.62 * size),
            (x - 0.1 * s, foot - 0.5 * size),
            (x + 0.28 * s, foot - 0.56 * size),
        ],
        [0.1 * size, 0.36 * size, 0.3 * size],
    )
    head = ellipse(x + 0.3 * s, foot - 0.82 * size, 0.19 * size)
    wing = ellipse(x - 0.06 * s, foot - 0.5 * size, 0.17 * size, 0.1 * size, -0.2 * way)
    beak = poly(
        (x + 0.46 * s, foot - 0.86 * size),
        (x + 0.64 * s, foot - 0.78 * size),
        (x + 0.46 * s, foot - 0.73 * size),
    )
    bar = ribbon([(x + 0.1 * s, foot - 0.68 * size), (x + 0.2 * s, foot - 0.76 * size)], [0.05 * size] * 2)
    return [
        Patch((ribbon(coil, [0.035 * size] * 8),), tone("#6d7280"), None, 0, 4, 0.5),
        Patch((ellipse(x, foot, 0.2 * size, 0.04 * size),), tone("#8b8f9a"), None, 0, 3, 0.6),
        Patch((body, head), light.accent(1), None, 0.4, 8, 0.9),
        Patch((wing,), mix(light.accent(1), (255, 255, 255), 0.45), None, 0.1, 3, 0.5),
        Patch((beak, bar), light.accent(4), None, 0.2, 4, 0.7),
        Patch((ellipse(x + 0.36 * s, foot - 0.86 * size, 0.035 * size),), (40, 34, 40), None, 0, 2, 0),
    ]
