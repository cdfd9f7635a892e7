"""The names a child has for colours."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.raster import Mask, Rgb, lab

_CRAYONS: Final[dict[str, tuple[str, ...]]] = {
    "red": ("e6192d", "c81e1e", "ff3b30", "a01525", "d94545"),
    "orange": ("ff8c1a", "f57c00", "ff9f45", "e8702a"),
    "yellow": ("ffe11a", "fff06b", "f5c800", "e8d24a", "fff29a"),
    "green": ("2e9e3f", "7ac943", "1b6e2e", "9ad06f", "4caf6a", "6b8e23", "b5d96a"),
    "turquoise": ("1fb5ad", "4fd0c7", "0f8f8a"),
    "blue": ("2a5bd7", "1e3a9e", "5a9be8", "8fc3f0", "0a2a6b", "3a7bd5", "3c55c8", "4aa8e0"),
    "purple": ("7b2fbe", "5a2ca0", "9b59d0", "c39be0", "4b1d80", "4534a0", "3f2b96"),
    "pink": ("ff69b4", "f48fb1", "ffb0c8", "e0559a", "d81b80", "e27a9a", "d9507a"),
    "brown": ("8b5a2b", "6b3f1d", "a0703c", "4e2f18", "b5835a", "7a4a3a"),
    "gray": ("808080", "a8a8a8", "5c5c5c", "c4c4c4", "7d8088"),
    "black": ("000000", "1c1c1c", "303030", "15151f"),
}
_MAX_PIXELS = 2_500
_INK_ENERGY = 9.0
_BOLD_INK = 110
"""How far from white the strongest channel of a firm stroke is, 0 to 255."""
_MOST_BOLDENING = 1.8
_MIN_SHARE = 0.09
_WEIGHTS: Final = (0.6, 1.0, 1.0)


def named_colors(rgb: Rgb, mask: Mask | None = None, *, most: int = 4) -> tuple[str, ...]:
    """Name the colours something is drawn in, most first.

    Paper white between the strokes does not count; only something without any ink is white. Thin,
    pale strokes are read as the crayon they were drawn with, not as grey.

    Args:
        rgb: (H, W, 3) uint8, evenly lit.
        mask: (H, W), where to look: anything above 0 (above 127 for an alpha channel).
        most: How many names at most.

    >>> named_colors(np.full((8, 8, 3), (250, 225, 30), np.uint8))
    ('yellow',)
    >>> named_colors(np.full((8, 8, 3), 255, np.uint8))
    ('white',)
    """
    pixels = rgb.reshape(-1, 3)
    if mask is not None:
        pixels = pixels[mask.ravel() > (127 if mask.max(initial=0) > 1 else 0)]
    pixels = pixels[:: max(1, len(pixels) // (4 * _MAX_PIXELS))]
    pixels, weight = _ink_only(pixels)
    if len(pixels) < 4:
        return ("white",)
    share = np.bincount(_nearest_crayon(_boldened(pixels)), weight, minlength=len(_CRAYONS)) / weight.sum()
    named = sorted(zip(share.tolist(), _CRAYONS, strict=True), key=lambda pair: -pair[0])
    return tuple(name for part, name in named[:most] if part >= _MIN_SHARE)


def _ink_only(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Give inked pixels and how bold they are: the soft edge of a red line is not pink."""
    if not len(pixels):
        return pixels, np.zeros(0, np.float32)
    colors = lab(pixels[None])[0]
    away = np.hypot(96.9 - colors[:, 0], 1.25 * np.hypot(colors[:, 1], colors[:, 2]))
    inked = np.flatnonzero(away > _INK_ENERGY)
    inked = inked[:: max(1, len(inked) // _MAX_PIXELS)]
    return pixels[inked], away[inked]


def _boldened(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Press the crayon harder: move pale pixels away from white, keeping their hue."""
    depth = 255.0 - pixels
    deepest = depth.max(axis=1, keepdims=True)
    factor = np.clip(_BOLD_INK / np.maximum(deepest, 1), 1, _MOST_BOLDENING)
    return np.clip(255 - depth * factor, 0, 255).astype(np.uint8)


def _nearest_crayon(pixels: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Index of the crayon nearest in Lab; lightness counts less, as it is mostly pressure."""
    shades = [bytes.fromhex(shade) for shades in _CRAYONS.values() for shade in shades]
    crayon_of_shade = np.repeat(np.arange(len(_CRAYONS)), [len(shades) for shades in _CRAYONS.values()])
    palette = lab(np.frombuffer(b"".join(shades), np.uint8).reshape(1, -1, 3))[0] * np.array(
        _WEIGHTS, np.float32
    )
    colors = lab(pixels[None])[0] * np.array(_WEIGHTS, np.float32)
    squared = (colors**2).sum(1)[:, None] - 2 * colors @ palette.T + (palette**2).sum(1)[None]
    return crayon_of_shade[squared.argmin(1)]
