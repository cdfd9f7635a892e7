"""Paper, noise and strokes: the grounds every style draws on. All from the generator passed in."""

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.illustration.pixels import Gray, Size, blurred, mixed, resized
from storyvid_dagster.illustration.shapes import Rng


def noise(rng: Rng, size: Size, cell_px: float, octaves: int = 3, gain: float = 0.5) -> Gray:
    """Soft random hills of about `cell_px`, 0 to 255 around 128."""
    width, height = size
    cell = max(2.0, cell_px)
    step = max(1, int(cell / 2.1 ** (octaves - 1) / 1.6))
    small = (max(2, width // step), max(2, height // step))
    total = np.zeros((small[1], small[0]), np.float32)
    weight, sum_of_squares = 1.0, 0.0
    for _ in range(octaves):
        grid = (max(2, round(width / cell) + 2), max(2, round(height / cell) + 2))
        values = rng.random((grid[1], grid[0]), np.float32) - 0.5
        total += weight * np.asarray(cv2.resize(values, small, interpolation=cv2.INTER_CUBIC))
        sum_of_squares += weight**2
        weight, cell = weight * gain, max(2.0, cell / 2.1)
    total *= 330 / sum_of_squares**0.5
    return resized(np.clip(total + 128, 0, 255).astype(np.uint8), size)


def grain(rng: Rng, size: Size, scale: float, coarse: float = 0.5) -> Gray:
    """The tooth of paper, around 128 with a spread of about 30."""
    width, height = size
    fine = np.frombuffer(rng.bytes(width * height), np.uint8).reshape(height, width)
    fine = blurred(fine, max(0.4, 0.9 * scale))
    rough = noise(rng, size, max(2.0, 9 * scale), 3, 0.8)
    a, b = (
        part * 30 / max(1.0, float(g[::7, ::7].std())) for g, part in ((fine, 1 - coarse), (rough, coarse))
    )
    return mixed(fine, a, rough, b, 128 * (1 - a - b))


def hatch(rng: Rng, size: Size, angle: float, length_px: float, width_px: float) -> Gray:
    """Strokes side by side at `angle` degrees, 0 to 255 evenly spread."""
    width, height = size
    side = int(np.hypot(width, height)) + 4
    grid = (max(2, int(side / length_px)), max(2, int(side / width_px)))
    values = rng.integers(0, 256, (grid[1], grid[0]), np.uint8)
    half = max(2, side // 2)
    strokes = np.asarray(cv2.resize(values, (half, half), interpolation=cv2.INTER_CUBIC))
    turn = cv2.getRotationMatrix2D((half / 2, half / 2), angle, side / half)
    turn[:, 2] += [width / 2 - half / 2, height / 2 - half / 2]
    return cast(Gray, cv2.warpAffine(strokes, turn, size, borderMode=cv2.BORDER_REFLECT))


def halftone(size: Size, pitch_px: float, degrees: float = 25.0) -> Gray:
    """A printer's screen: a dot grows wherever a tone is above this threshold, 0 to 255."""
    width, height = size
    k = 2 * np.pi / pitch_px
    c, s = float(k * np.cos(np.radians(degrees))), float(k * np.sin(np.radians(degrees)))
    x, y = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)[:, None]

    def wave(a: float, b: float) -> NDArray[np.float32]:
        real = np.cos(b * y) * np.cos(a * x) - np.sin(b * y) * np.sin(a * x)
        return real.astype(np.float32)

    return ((wave(c, s) + wave(-s, c)) * 63.5 + 127.5).astype(np.uint8)


def bayer(size: Size) -> NDArray[np.float32]:
    """The 4x4 ordered dither, -0.5 to 0.5."""
    width, height = size
    two = np.array([[0, 2], [3, 1]], np.float32)
    four = np.kron(two, np.ones((2, 2), np.float32)) + 4 * np.kron(np.ones((2, 2), np.float32), two)
    tiled = np.tile((four + 0.5) / 16 - 0.5, (height // 4 + 1, width // 4 + 1))
    return tiled[:height, :width].astype(np.float32)
