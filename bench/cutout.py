"""How long it takes to cut out the figures of a 12-megapixel photo, on one thread.

Run as `python -m bench.cutout`. The photo is drawn here, so nothing needs to be at hand.
"""

import json
import time
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.cut import cut_out

SIZE = (3024, 4032)
"""Rows and columns of a phone's 12-megapixel picture."""
ROUNDS = 5

_INK = (150, 60, 190)
_GRASS = (70, 160, 80)
_SUN = (250, 205, 40)


def draw_photo() -> NDArray[np.uint8]:
    """Draw a child and a cat under a sun, in warm light with a hard shadow and camera noise."""
    height, width = SIZE
    page = np.full((height, width, 3), (251, 250, 247), np.uint8)
    cv2.circle(page, (560, 500), 230, _SUN, -1)
    cv2.rectangle(page, (0, 2700), (width, height), _GRASS, -1)
    _child(page, x=1250, feet=2450, size=1500)
    _cat(page, x=2750, feet=2400, size=1250)
    x = np.linspace(1.0, 0.8, width, dtype=np.float32)[None, :, None]
    light = x * np.array([0.88, 0.82, 0.73], np.float32)
    shaded = np.ones((height, width), np.float32)
    cv2.fillPoly(shaded, [np.array([[0, 1900], [1800, 1700], [2600, 3024], [0, 3024]])], (0.6,))
    shaded = cv2.GaussianBlur(shaded, (0, 0), 20)[..., None]
    noise = np.random.default_rng(5).standard_normal((height, width, 1), np.float32) * 3
    return np.clip(page * light * shaded + noise, 0, 255).astype(np.uint8)


def _child(page: NDArray[np.uint8], *, x: int, feet: int, size: int) -> None:
    pen, unit = 32, size // 20
    cv2.circle(page, (x, feet - 17 * unit), 3 * unit, _INK, pen)
    cv2.ellipse(page, (x, feet - 10 * unit), (3 * unit, 4 * unit), 0, 0, 360, _INK, pen)
    for side in (-1, 1):
        cv2.circle(page, (x + side * unit, feet - 18 * unit), 22, (30, 30, 30), -1)
        cv2.line(
            page, (x + side * 3 * unit, feet - 11 * unit), (x + side * 7 * unit, feet - 13 * unit), _INK, pen
        )
        cv2.line(page, (x + side * unit, feet - 6 * unit), (x + side * 2 * unit, feet), _INK, pen)


def _cat(page: NDArray[np.uint8], *, x: int, feet: int, size: int) -> None:
    pen, unit = 32, size // 20
    cv2.ellipse(page, (x, feet - 7 * unit), (7 * unit, 4 * unit), 0, 0, 360, (230, 140, 60), -1)
    cv2.circle(page, (x + 7 * unit, feet - 11 * unit), 3 * unit, (230, 140, 60), -1)
    for leg in (-5, -2, 2, 5):
        cv2.line(page, (x + leg * unit, feet - 5 * unit), (x + leg * unit, feet), (190, 100, 40), pen)
    cv2.line(page, (x - 7 * unit, feet - 8 * unit), (x - 9 * unit, feet - 14 * unit), (190, 100, 40), pen)


def measure() -> dict[str, float]:
    """Give the median wall time of `cut_out` over a few rounds, in seconds."""
    cv2.setNumThreads(1)
    photo = draw_photo()
    cut_out(photo)
    seconds: list[float] = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        cut_out(photo)
        seconds.append(time.perf_counter() - start)
    return {"cutout_12mp_s": round(median(seconds), 3)}


if __name__ == "__main__":
    print(json.dumps(measure()))
