"""What a cosy room is furnished with."""

import numpy as np

from storyvid_dagster.illustration.light import Light, Tone, mix
from storyvid_dagster.illustration.props import plants
from storyvid_dagster.illustration.shapes import (
    Glow,
    Kind,
    Patch,
    Polygon,
    Rgb,
    Rng,
    box,
    ellipse,
    poly,
    ribbon,
    scallop,
    star,
)


def shelf(
    rng: Rng, x: float, foot: float, wide: float, tall: float, light: Light, inside: Tone
) -> list[Patch]:
    """Books on four boards, with a bear and a plant among them."""
    x0, x1 = x - wide / 2, x + wide / 2
    parts = [
        Patch((box(x0, foot - tall, x1, foot),), inside("#b4793f"), None, 0.1, 8, 0.9),
        Patch(
            (box(x0 + 0.05 * wide, foot - 0.97 * tall, x1 - 0.05 * wide, foot - 0.03 * tall),),
            inside("#8a5a30"),
            None,
            0.1,
            0,
            0.5,
        ),
    ]
    rows = 4
    step = 0.94 * tall / rows
    spines: dict[int, list[Polygon]] = {k: [] for k in range(5)}
    bands: list[Polygon] = []
    for r in range(rows):
        shelf_y = foot - 0.03 * tall - r * step
        parts.append(
            Patch(
                (box(x0 + 0.03 * wide, shelf_y - 0.025 * tall, x1 - 0.03 * wide, shelf_y),),
                inside("#c58a4e"),
                None,
                0.1,
                4,
                0.5,
            )
        )
        base = shelf_y - 0.025 * tall
        bx = x0 + 0.08 * wide
        stop = x1 - (0.36 if r % 2 else 0.1) * wide
        while bx < stop:
            thick = wide * rng.uniform(0.055, 0.10)
            high = step * rng.uniform(0.58, 0.82)
            lean = wide * (0.04 if rng.random() < 0.12 else 0.0)
            spines[int(rng.integers(5))].append(
                poly(
                    (bx, base), (bx + thick, base), (bx + thick + lean, base - high), (bx + lean, base - high)
                )
            )
            bands.append(
                box(
                    bx + lean * 0.7 + 0.1 * thick,
                    base - 0.75 * high,
                    bx + lean * 0.7 + 0.9 * thick,
                    base - 0.66 * high,
                )
            )
            bx += thick + 0.008 * wide + lean
        if r % 2:
            cx = x1 - 0.21 * wide
            if r == 1:
                parts.append(
                    Patch(
                        (
                            ellipse(cx, base - 0.2 * step, 0.1 * wide, 0.2 * step),
                            ellipse(cx, base - 0.5 * step, 0.075 * wide),
                            ellipse(cx - 0.06 * wide, base - 0.62 * step, 0.03 * wide),
                            ellipse(cx + 0.06 * wide, base - 0.62 * step, 0.03 * wide),
                        ),
                        inside("#d99a5e"),
                        None,
                        0.3,
                        5,
                        0.6,
                    )
                )
                parts.append(
                    Patch(
                        (
                            ellipse(cx - 0.025 * wide, base - 0.52 * step, 0.009 * wide),
                            ellipse(cx + 0.025 * wide, base - 0.52 * step, 0.009 * wide),
                            ellipse(cx, base - 0.47 * step, 0.014 * wide),
                        ),
                        (50, 34, 30),
                        None,
                        0,
                        0,
                        0,
                    )
                )
            else:
                parts.append(
                    Patch(
                        (
                            poly(
                                (cx - 0.07 * wide, base - 0.24 * step),
                                (cx + 0.07 * wide, base - 0.24 * step),
                                (cx + 0.05 * wide, base),
                                (cx - 0.05 * wide, base),
                            ),
                        ),
                        light.accent(0),
                        None,
                        0.3,
                        4,
                        0.6,
                    )
                )
                parts.append(plants.tufts(rng, [(cx, base - 0.22 * step)], 0.42 * step, inside("#5aa64a"), 7))
    books: tuple[Rgb, ...] = (
        light.accent(0),
        light.accent(1),
        light.accent(2),
        light.accent(3),
        inside("#f3e2bf"),
    )
    for k, color in enumerate(books):
        if spines[k]:
            parts.append(Patch(tuple(spines[k]), color, None, 0.15, 4, 0.5))
    parts.append(Patch(tuple(bands), inside("#fff3d6"), None, 0, 0, 0))
    return parts


def lamp(x: float, foot: float, size: float, light: Light, inside: Tone) -> list[Patch | Glow]:
    """A standing lamp, lit in the evening; `size` is its height."""
    pole = ribbon([(x, foot), (x, foot - 0.8 * size)], [0.022 * size] * 2)
    base = ellipse(x, foot, 0.12 * size, 0.025 * size)
    shade = poly(
        (x - 0.10 * size, foot - size),
        (x + 0.10 * size, foot - size),
        (x + 0.18 * size, foot - 0.74 * size),
        (x - 0.18 * size, foot - 0.74 * size),
    )
    warm = (255, 226, 150) if light.lamps else inside("#fbe6b4")
    parts: list[Patch | Glow] = [
        Patch((pole, base), inside("#8a6a4a"), None, 0.2, 6, 0.7),
        Patch((shade,), warm, None, 0.1 if light.lamps else 0.3, 9, 0.8, kind=Kind.LAMP),
        Patch(
            (box(x - 0.185 * size, foot - 0.765 * size, x + 0.185 * size, foot - 0.735 * size),),
            light.accent(1),
            None,
            0,
            3,
            0.4,
        ),
    ]
    if light.lamps:
        parts.append(Glow(x, foot - 0.82 * size, 0.5 * size, (255, 190, 96), 0.62))
        parts.append(Glow(x, foot - 0.6 * size, 1.5 * size, (255, 168, 84), 0.30))
    return parts


def chair(x: float, foot: float, size: float, color: Rgb, inside: Tone, side: int) -> list[Patch]:
    """A plump armchair."""
    dark = mix(color, (70, 30, 50), 0.2)
    back = np.concatenate(
        [
            poly((x + 0.42 * size, foot - 0.2 * size), (x - 0.42 * size, foot - 0.2 * size)),
            ellipse(x, foot - 0.75 * size, 0.44 * size, 0.34 * size)[len(ellipse(x, 0, 0.44 * size)) // 2 :],
        ]
    ).astype(np.float32)
    legs = tuple(
        box(x + d * size - 0.03 * size, foot - 0.12 * size, x + d * size + 0.03 * size, foot)
        for d in (-0.38, 0.38)
    )
    seat = box(x - 0.36 * size, foot - 0.46 * size, x + 0.36 * size, foot - 0.26 * size)
    front = box(x - 0.38 * size, foot - 0.3 * size, x + 0.38 * size, foot - 0.08 * size)
    arms = tuple(
        p
        for d in (-1, 1)
        for p in (
            box(
                x + d * 0.46 * size - 0.1 * size,
                foot - 0.5 * size,
                x + d * 0.46 * size + 0.1 * size,
                foot - 0.08 * size,
            ),
            ellipse(x + d * 0.46 * size, foot - 0.5 * size, 0.125 * size, 0.1 * size),
        )
    )
    cushion = ellipse(x - side * 0.1 * size, foot - 0.56 * size, 0.18 * size, 0.15 * size, side * 0.3)
    return [
        Patch(legs, inside("#7a5238"), None, 0, 2, 0.6),
        Patch((back,), color, None, 0.4, 8, 0.9),
        Patch((seat,), mix(color, (255, 255, 255), 0.15), None, 0.3, 5, 0.7),
        Patch((front,), dark, None, 0.2, 5, 0.7),
        Patch((cushion,), mix(inside("#fff0d0"), color, 0.12), None, 0.3, 5, 0.7),
        Patch(arms, color, None, 0.4, 7, 0.8),
    ]


def rug(rng: Rng, x: float, y: float, rx: float, ry: float, light: Light, inside: Tone) -> list[Patch]:
    """An oval rug of rings with a fringe."""
    rings = (
        (1.0, light.accent(0)),
        (0.9, inside("#fff0d4")),
        (0.78, light.accent(1)),
        (0.52, inside("#fff0d4")),
        (0.42, light.accent(2)),
    )
    parts = [
        Patch(
            (scallop(rng, x, y, 1.04 * rx, 1.06 * ry, 40),),
            mix(light.accent(0), (60, 30, 40), 0.15),
            None,
            0,
            4,
            0.5,
        )
    ]
    parts.extend(Patch((ellipse(x, y, k * rx, k * ry),), color, None, 0.1, 2, 0.4) for k, color in rings)
    return parts


def blocks(rng: Rng, x: float, foot: float, size: float, light: Light) -> list[Patch]:
    """Three toy bricks, two below and one on top."""
    parts: list[Patch] = []
    for k, (dx, dy) in enumerate(((-0.56, 0.0), (0.58, 0.0), (0.05, 1.0))):
        cx, cy = x + dx * size, foot - dy * size
        color = light.accent(k)
        parts.append(
            Patch((box(cx - 0.5 * size, cy - size, cx + 0.5 * size, cy),), color, None, 0.25, 7, 0.8)
        )
        pale = mix(color, (255, 252, 240), 0.72)
        sign = (
            star(cx, cy - 0.5 * size, 0.28 * size)
            if k == 0
            else ellipse(cx, cy - 0.5 * size, 0.22 * size)
            if k == 1
            else poly(
                (cx, cy - 0.76 * size),
                (cx + 0.26 * size, cy - 0.28 * size),
                (cx - 0.26 * size, cy - 0.28 * size),
            )
        )
        parts.append(Patch((sign,), pale, None, 0, 0, 0))
    return parts


def ball(x: float, foot: float, r: float, color: Rgb, pale: Rgb) -> list[Patch]:
    """A ball lying on the floor."""
    return [
        Patch((ellipse(x, foot - r, r),), color, None, 0.5, 7, 0.8),
        Patch(
            (
                ribbon(
                    [(x - 0.93 * r, foot - 1.2 * r), (x, foot - 0.85 * r), (x + 0.93 * r, foot - 1.2 * r)],
                    [0.2 * r, 0.34 * r, 0.2 * r],
                ),
            ),
            pale,
            None,
            0.3,
            0,
            0,
        ),
    ]
