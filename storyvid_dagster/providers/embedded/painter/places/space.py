"""Stars, planets and a rocket; on the moon, or floating free."""

import numpy as np

from storyvid_dagster.providers.embedded.painter import sky
from storyvid_dagster.providers.embedded.painter.light import Light, mix, rgb
from storyvid_dagster.providers.embedded.painter.shapes import (
    Glow,
    Kind,
    Layer,
    Patch,
    Polygon,
    Rgb,
    Rng,
    blob,
    box,
    ellipse,
    height_at,
    poly,
    ribbon,
    ridge,
    star,
)
from storyvid_dagster.providers.embedded.painter.staging import Footing, Stage
from storyvid_dagster.core.story import TimeOfDay

_DEEPS = {
    TimeOfDay.MORNING: ("#2a2a6e", "#7a5aa8", "#e58fb0", "#6fb0e8"),
    TimeOfDay.DAY: ("#1b2a70", "#3f62b8", "#58b6d8", "#a878d8"),
    TimeOfDay.EVENING: ("#2c1a58", "#7a3f8f", "#f0856f", "#c85aa0"),
    TimeOfDay.NIGHT: ("#0d1238", "#2b2a72", "#7a4fc0", "#3f7fd0"),
}


def space(stage: Stage, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the deep to the moon dust before the feet."""
    w, h, u = stage.width, stage.height, stage.unit
    top, low, cloud_a, cloud_b = (rgb(c) for c in _DEEPS[light.time])
    back = Layer("sky", 1.0)
    back.add(Patch((box(-0.05 * w, -0.05 * h, 1.05 * w, 1.05 * h),), top, low, 0, 0, 0, kind=Kind.SKY))
    back.add(_nebula(stage, rng, mix(top, low, 0.4), cloud_a, cloud_b))
    back.add(sky.stars(stage, rng, h, many=150))

    far = Layer("far", 0.8)
    side = 1 if stage.lead.x < w / 2 else -1
    far.add(
        *_planet(
            rng,
            w / 2 + side * rng.uniform(0.22, 0.34) * w,
            stage.y(rng.uniform(0.2, 0.3)),
            u * rng.uniform(0.115, 0.15),
            light.accents[0],
            ring=light.accents[1],
        )
    )
    far.add(
        *_planet(
            rng,
            w / 2 - side * rng.uniform(0.30, 0.40) * w,
            stage.y(rng.uniform(0.13, 0.24)),
            u * rng.uniform(0.05, 0.07),
            light.accents[2],
            ring=None,
        )
    )
    far.add(
        *_planet(
            rng,
            stage.free_x(rng, 0.05 * u),
            stage.y(rng.uniform(0.42, 0.52)),
            u * 0.035,
            light.accents[3],
            ring=None,
        )
    )
    tail_x, tail_y = stage.x(rng.uniform(0.35, 0.65)), stage.y(rng.uniform(0.07, 0.14))
    far.add(
        Patch(
            (
                ribbon(
                    [
                        (tail_x, tail_y),
                        (tail_x - side * 0.09 * u, tail_y - 0.03 * u),
                        (tail_x - side * 0.2 * u, tail_y - 0.07 * u),
                    ],
                    [0.012 * u, 0.008 * u, 0.0],
                ),
            ),
            (255, 244, 200),
            None,
            0,
            2,
            0,
            kind=Kind.LAMP,
        )
    )
    far.add(
        Patch((star(tail_x, tail_y, 0.024 * u, turn=0.3),), (255, 230, 120), None, 0, 5, 0.6, kind=Kind.LAMP)
    )
    far.add(Glow(tail_x, tail_y, 0.06 * u, (255, 220, 140), 0.5))

    mid, near = Layer("mid", 0.4), Layer("near", 0.0)
    afloat = stage.footing is Footing.AFLOAT
    if not afloat:
        hills = ridge(rng, w, stage.ground_y - 0.05 * u, 0.05 * u, 0.8 * u, bottom=h)
        mid.add(
            Patch(
                (hills,),
                mix(low, (170, 160, 200), 0.45),
                mix(low, (120, 110, 160), 0.3),
                0.15,
                7,
                0.8,
                kind=Kind.LAND,
            )
        )
    rx = stage.free_x(rng, 0.09 * u, 0.1, 0.9)
    if afloat:
        mid.add(
            *_rocket(
                rx,
                stage.y(rng.uniform(0.72, 0.8)),
                0.27 * u,
                light,
                float(side * rng.uniform(0.5, 0.9)),
                flying=True,
            )
        )
        for _ in range(6):
            x, y = stage.free_x(rng, 0.05 * u), stage.y(rng.uniform(0.55, 0.95))
            near.add(_rock(rng, x, y, u * rng.uniform(0.015, 0.04), mix(low, (200, 180, 190), 0.5)))
        near.add(
            *_planet(
                rng,
                stage.x(0.5 - 0.25 * side),
                h + 0.47 * u,
                0.6 * u,
                mix(light.accents[1], low, 0.35),
                ring=None,
            )
        )
    else:
        ground = ridge(rng, w, stage.ground_y, 0.022 * u, 1.2 * u, bottom=1.05 * h)
        dust, shade = mix(low, (226, 216, 232), 0.72), mix(low, (150, 140, 180), 0.55)
        mid.add(*_rocket(rx, height_at(ground, rx) + 0.04 * u, 0.40 * u, light, 0.0, flying=False))
        near.add(Patch((ground,), dust, shade, 0.2, 9, 0.9, kind=Kind.LAND))
        for _ in range(int(7 * w / u)):
            x, y = rng.random() * w, rng.uniform(stage.ground_y + 0.06 * u, 0.99 * h)
            r = u * rng.uniform(0.02, 0.065)
            near.add(
                Patch(
                    (ellipse(x, y, r, 0.3 * r),),
                    mix(shade, (90, 80, 130), 0.35),
                    None,
                    0,
                    2,
                    0.5,
                    kind=Kind.LAND,
                )
            )
            near.add(
                Patch(
                    (ellipse(x + 0.05 * r, y + 0.07 * r, 0.86 * r, 0.2 * r),),
                    mix(dust, shade, 0.5),
                    None,
                    0,
                    0,
                    0,
                    kind=Kind.LAND,
                )
            )
        for _ in range(3):
            near.add(
                _rock(
                    rng,
                    rng.random() * w,
                    rng.uniform(stage.ground_y + 0.03 * u, 0.97 * h),
                    u * rng.uniform(0.014, 0.03),
                    mix(dust, shade, 0.3),
                )
            )
        near.add(_flag(stage.free_x(rng, 0.07 * u, 0.08, 0.92), stage.ground_y + 0.075 * u, 0.2 * u, light))
    return [back, far, mid, near]


def _nebula(stage: Stage, rng: Rng, ground: Rgb, a: Rgb, b: Rgb) -> list[Patch]:
    """Streams of light along one slanting band."""
    w, h, u = stage.width, stage.height, stage.unit
    slope, phase = rng.uniform(0.15, 0.4) * rng.choice([-1, 1]), rng.random() * 6.3
    parts: list[Patch] = []
    for k in range(6):
        t = np.linspace(-0.1, 1.1, 9)
        drift = (k - 2.5) * 0.045 + rng.normal() * 0.02
        y = h * (0.34 + slope * (t - 0.5) + drift) + 0.05 * u * np.sin(t * 9 + phase + 0.7 * k)
        widths = u * (0.10 + 0.13 * rng.random(9)) * (1.25 - 0.13 * k)
        stream = ribbon(list(zip((t * w).tolist(), y.tolist(), strict=True)), widths.tolist())
        parts.append(
            Patch(
                (stream,),
                mix(ground, mix(a, b, float(rng.random())), rng.uniform(0.35, 0.6)),
                None,
                0,
                2 + k,
                0,
                opacity=0.6,
                soft_px=0.045 * u,
                kind=Kind.SKY,
            )
        )
    return parts


def _planet(rng: Rng, x: float, y: float, r: float, color: Rgb, ring: Rgb | None) -> list[Patch | Glow]:
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


def _rocket(
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


def _rock(rng: Rng, x: float, y: float, r: float, color: Rgb) -> list[Patch]:
    pits = tuple(
        ellipse(x + a * r, y + b * r, 0.18 * r, 0.14 * r)
        for a, b in ((-0.3, -0.1), (0.25, 0.15), (0.15, -0.35))
    )
    return [
        Patch((blob(rng, x, y, r, 0.75 * r, 0.09),), color, None, 0.6, 6, 0.8),
        Patch(pits, mix(color, (50, 40, 80), 0.35), None, 0, 0, 0),
    ]


def _flag(x: float, foot: float, size: float, light: Light) -> list[Patch]:
    cloth = np.concatenate([
        [(x + t * 0.55 * size, foot - size + 0.05 * size * np.sin(t * 6)) for t in np.linspace(0, 1, 9)],
        [(x + t * 0.55 * size, foot - 0.66 * size + 0.05 * size * np.sin(t * 6)) for t in np.linspace(1, 0, 9)],
    ]).astype(np.float32)  # fmt: skip
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
