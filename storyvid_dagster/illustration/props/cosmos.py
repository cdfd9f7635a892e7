"""Planets, rockets and rocks."""

import numpy as np

from storyvid_dagster.illustration.light import Light, mix
from storyvid_dagster.illustration.shapes import (
    Glow,
    Kind,
    Patch,
    Polygon,
    Rgb,
    Rng,
    blob,
    ellipse,
    poly,
    ribbon,
    star,
)


def planet(rng: Rng, x: float, y: float, r: float, color: Rgb, ring: Rgb | None) -> list[Patch | Glow]:
    """A ball with bands, or with spots, its far side in shade; a ring if a colour is given."""
    pale, dark = mix(color, (255, 246, 226), 0.4), mix(color, (50, 30, 90), 0.42)
    parts: list[Patch | Glow] = [Glow(x, y, 1.5 * r, color, 0.22)]
    tilt = -0.32
    if ring is not None:
        parts.append(
            Patch((_ring(x, y, r, tilt, front=False),), mix(ring, (255, 255, 255), 0.25), None, 0, 3, 0.7)
        )
    parts.append(Patch((ellipse(x, y, r),), color, None, 0.75, 7, 1))
    bands: list[Polygon] = []
    for d in (-0.52, -0.08, 0.42):
        half = r * np.sqrt(1 - d * d) * 0.97
        cy = y + d * r
        bands.append(
            ribbon(
                [(x - half, cy + tilt * -0.3 * half), (x, cy + 0.07 * r), (x + half, cy + tilt * 0.3 * half)],
                [0.03 * r, 0.2 * r, 0.03 * r],
            )
        )
    if rng.random() < 0.6 or ring is not None:
        parts.append(Patch(tuple(bands), pale, None, 0.6, 0, 0))
    else:
        spots = tuple(
            ellipse(x + p * r, y + q * r, s * r, 0.85 * s * r)
            for p, q, s in ((-0.3, -0.25, 0.24), (0.35, 0.2, 0.3), (-0.2, 0.5, 0.16), (0.3, -0.5, 0.13))
        )
        parts.append(Patch(spots, mix(color, dark, 0.45), None, 0.3, 0, 0))
    t = np.linspace(-0.55, 2.2, 26)
    inner = np.stack([x - 0.22 * r + 1.0 * r * np.cos(t), y - 0.24 * r + 1.0 * r * np.sin(t)], 1)
    outer = np.stack([x + r * np.cos(t), y + r * np.sin(t)], 1)
    parts.append(
        Patch(
            (np.concatenate([outer, inner[::-1]]).astype(np.float32),),
            dark,
            None,
            0,
            0,
            0,
            opacity=0.45,
            soft_px=0.06 * r,
        )
    )
    if ring is not None:
        parts.append(
            Patch((_ring(x, y, r, tilt, front=True),), mix(ring, (255, 255, 255), 0.35), None, 0, 6, 0.7)
        )
    return parts


def _ring(x: float, y: float, r: float, tilt: float, *, front: bool) -> Polygon:
    t = np.linspace(0.02, np.pi - 0.02, 40) if front else np.linspace(np.pi - 0.02, 2 * np.pi + 0.02, 40)
    c, s = np.cos(tilt), np.sin(tilt)

    def arc(a: float, b: float) -> np.ndarray:
        px, py = a * r * np.cos(t), b * r * np.sin(t)
        return np.stack([x + px * c - py * s, y + px * s + py * c], 1)

    return np.concatenate([arc(1.8, 0.46), arc(1.42, 0.30)[::-1]]).astype(np.float32)


def rocket(
    x: float, foot: float, size: float, light: Light, turn: float, *, flying: bool
) -> list[Patch | Glow]:
    """A round rocket with fins; standing on its fins, or flying with a flame."""
    c, s = np.cos(turn), np.sin(turn)

    def at(px: float, py: float) -> tuple[float, float]:
        return float(x + size * (px * c - py * s)), float(foot + size * (px * s + py * c))

    def shape(*points: tuple[float, float]) -> Polygon:
        return poly(*(at(px, py) for px, py in points))

    t = np.linspace(0, 1, 14)
    half = 0.17 * np.sin(np.pi * (0.24 + 0.76 * t)) ** 0.8
    left = list(zip((-half).tolist(), (-0.14 - 0.86 * t).tolist(), strict=True))
    body = shape(*left, *[(-a, b) for a, b in reversed(left)])
    nose = shape(*left[9:], *[(-a, b) for a, b in reversed(left[9:])])
    fins = tuple(
        shape((d * 0.12, -0.42), (d * 0.30, -0.14), (d * 0.29, 0.02), (d * 0.10, -0.16)) for d in (-1, 1)
    )
    middle = shape((-0.03, -0.3), (0.03, -0.3), (0.035, 0.0), (-0.035, 0.0))
    nozzle = shape((-0.09, -0.16), (0.09, -0.16), (0.11, -0.08), (-0.11, -0.08))
    parts: list[Patch | Glow] = []
    if flying:
        fx, fy = at(0, 0.08)
        parts.append(Glow(fx, fy, 0.3 * size, (255, 170, 70), 0.7))
        parts.append(
            Patch(
                (
                    shape(
                        (-0.1, -0.1),
                        (-0.13, 0.08),
                        (-0.05, 0.02),
                        (0.0, 0.26),
                        (0.05, 0.02),
                        (0.13, 0.08),
                        (0.1, -0.1),
                    ),
                ),
                (255, 150, 60),
                None,
                0,
                3,
                0.5,
                kind=Kind.LAMP,
            )
        )
        parts.append(
            Patch(
                (shape((-0.05, -0.1), (0.0, 0.13), (0.05, -0.1)),),
                (255, 232, 130),
                None,
                0,
                2,
                0,
                kind=Kind.LAMP,
            )
        )
    parts += [
        Patch(fins, light.accents[0], None, 0.3, 6, 0.9),
        Patch((nozzle,), (120, 120, 140), None, 0.2, 3, 0.8),
        Patch((body,), (250, 244, 236), (206, 204, 226), 0.4, 8, 1),
        Patch((nose,), light.accents[0], None, 0.3, 3, 0.8),
        Patch((middle,), light.accents[1], None, 0.2, 6, 0.8),
        Patch((ellipse(*at(0, -0.58), 0.085 * size),), light.accents[2], None, 0, 4, 0.8),
        Patch((ellipse(*at(0, -0.58), 0.058 * size),), (190, 230, 250), None, 0.4, 0, 0),
    ]
    return parts


def rock(rng: Rng, x: float, y: float, r: float, color: Rgb) -> list[Patch]:
    """A stone with pits, adrift or lying."""
    pits = tuple(
        ellipse(x + a * r, y + b * r, 0.18 * r, 0.14 * r)
        for a, b in ((-0.3, -0.1), (0.25, 0.15), (0.15, -0.35))
    )
    return [
        Patch((blob(rng, x, y, r, 0.75 * r, 0.09),), color, None, 0.6, 6, 0.8),
        Patch(pits, mix(color, (50, 40, 80), 0.35), None, 0, 0, 0),
    ]


def flag(x: float, foot: float, size: float, light: Light) -> list[Patch]:
    """A waving flag with a star; `size` is its height."""
    t = np.linspace(0, 1, 9)
    hem = np.stack([x + t * 0.55 * size, foot - size + 0.05 * size * np.sin(t * 6)], 1)
    cloth = np.concatenate([hem, hem[::-1] + np.array([0, 0.34 * size])]).astype(np.float32)
    return [
        Patch(
            (ribbon([(x, foot), (x, foot - 1.03 * size)], [0.035 * size] * 2),),
            (228, 226, 238),
            None,
            0.2,
            4,
            0.8,
        ),
        Patch((cloth,), light.accents[1], None, 0.3, 6, 0.8),
        Patch((star(x + 0.27 * size, foot - 0.82 * size, 0.11 * size),), (255, 248, 224), None, 0, 0, 0),
    ]
