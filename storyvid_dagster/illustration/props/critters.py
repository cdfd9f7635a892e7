"""Small living things."""

import numpy as np

from storyvid_dagster.illustration.light import Tone, mix
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.shapes import Glow, Patch, Rgb, Rng, ellipse, poly, ribbon


def butterfly(rng: Rng, x: float, y: float, size: float, color: Rgb, tone: Tone) -> list[Patch]:
    """A butterfly with open wings."""
    turn = rng.uniform(-0.5, 0.5)
    c, s = np.cos(turn), np.sin(turn)

    def wing(dx: float, dy: float, rx: float, ry: float, a: float) -> np.ndarray:
        return ellipse(
            x + size * (dx * c - dy * s), y + size * (dx * s + dy * c), rx * size, ry * size, a + turn
        )

    wings = tuple(
        wing(side * dx, dy, rx, ry, side * a)
        for side in (-1, 1)
        for dx, dy, rx, ry, a in ((0.72, -0.42, 0.78, 0.5, -0.6), (0.52, 0.45, 0.5, 0.38, 0.7))
    )
    dots = tuple(wing(side * 0.85, -0.5, 0.2, 0.2, 0) for side in (-1, 1))
    body = wing(0, 0, 0.13, 0.75, 0)
    return [
        Patch(wings, color, None, 0.3, 8, 0.7),
        Patch(dots, mix(color, (255, 255, 240), 0.65), None, 0, 0, 0),
        Patch((body,), tone("#5a3f38"), None, 0, 3, 0),
    ]


def fireflies(
    stage: SceneLayout, rng: Rng, count: int, top: float, bottom: float
) -> tuple[Patch, list[Glow]]:
    """Points of warm light and the air they light up."""
    u = stage.unit
    places = [(rng.random() * stage.width, rng.uniform(top, bottom)) for _ in range(count)]
    dots = tuple(ellipse(x, y, 0.0035 * u * rng.uniform(0.8, 1.5)) for x, y in places)
    return Patch(dots, (255, 244, 160), None, 0, 2, 0), [
        Glow(x, y, 0.034 * u, (255, 214, 90), 0.55) for x, y in places
    ]


def owl(x: float, foot: float, size: float, tone: Tone) -> list[Patch]:
    """An owl sitting; `size` is its height."""
    body = ellipse(x, foot - 0.45 * size, 0.34 * size, 0.47 * size)
    ears = tuple(
        poly(
            (x + d * 0.31 * size, foot - 0.98 * size),
            (x + d * 0.06 * size, foot - 0.84 * size),
            (x + d * 0.31 * size, foot - 0.66 * size),
        )
        for d in (-1, 1)
    )
    belly = ellipse(x, foot - 0.3 * size, 0.21 * size, 0.27 * size)
    eyes = tuple(ellipse(x + d * 0.14 * size, foot - 0.65 * size, 0.14 * size) for d in (-1, 1))
    pupils = tuple(ellipse(x + d * 0.13 * size, foot - 0.64 * size, 0.06 * size) for d in (-1, 1))
    beak = poly(
        (x - 0.05 * size, foot - 0.57 * size), (x + 0.05 * size, foot - 0.57 * size), (x, foot - 0.46 * size)
    )
    wings = tuple(
        ellipse(x + d * 0.3 * size, foot - 0.38 * size, 0.1 * size, 0.28 * size, -d * 0.18) for d in (-1, 1)
    )
    return [
        Patch((body, *ears), tone("#9a6c4a"), None, 0.4, 8, 0.8),
        Patch((belly,), tone("#e3c79b"), None, 0.2, 0, 0),
        Patch(wings, tone("#7d5338"), None, 0.2, 4, 0.5),
        Patch(eyes, tone("#fff8e6"), None, 0, 3, 0.5),
        Patch(pupils, (38, 30, 34), None, 0, 0, 0),
        Patch((beak,), tone("#f0a13c"), None, 0, 2, 0),
    ]


def gulls(stage: SceneLayout, rng: Rng, x: float, y: float, tone: Tone, count: int = 3) -> list[Patch]:
    """Gulls gliding near by."""
    u = stage.unit
    white: list[np.ndarray] = []
    tips: list[np.ndarray] = []
    for i in range(count):
        gx, gy, s = (
            x + (i - 1) * 0.11 * u + rng.uniform(-0.02, 0.02) * u,
            y + rng.uniform(-0.05, 0.05) * u,
            u * rng.uniform(0.02, 0.032),
        )
        tilt = rng.uniform(-0.2, 0.2)
        span = [
            (-1.7, 0.1 + tilt),
            (-0.9, -0.5 + 0.5 * tilt),
            (0, 0.1),
            (0.9, -0.5 - 0.5 * tilt),
            (1.7, 0.1 - tilt),
        ]
        white.append(
            ribbon([(gx + a * s, gy + b * s) for a, b in span], [0.0, 0.34 * s, 0.5 * s, 0.34 * s, 0.0])
        )
        for a, b, end in ((-1.3, -0.2 + 0.75 * tilt, -1.72), (1.3, -0.2 - 0.75 * tilt, 1.72)):
            tips.append(
                ribbon(
                    [
                        (gx + a * s, gy + b * s),
                        (gx + end * s, gy + (0.12 + (tilt if end < 0 else -tilt)) * s),
                    ],
                    [0.2 * s, 0.02 * s],
                )
            )
    return [
        Patch(tuple(white), tone("#ffffff"), None, 0.2, 6, 0.6),
        Patch(tuple(tips), tone("#5b6475"), None, 0, 0, 0),
    ]
