"""What a style is, and what several of them do: shadows between layers, borders, and light."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

import cv2
import numpy as np

from storyvid_dagster.illustration.pixels import Gray, Image, blurred, moved, resized, scaled
from storyvid_dagster.illustration.relief import Hand, Relief
from storyvid_dagster.illustration.shapes import Rng
from storyvid_dagster.illustration.stickers import Finish


@dataclass(frozen=True)
class Material:
    """One style."""

    render: Callable[[Relief, Rng], Image]
    """Gives (H, W, 3) blue, green, red; the relief keeps what of it is see-through."""
    hand: Hand = field(default_factory=Hand)
    finish: Finish = field(default_factory=Finish)
    rows: int | None = None
    """Pixels down the short side, for a style that has a coarse grid of its own."""


def shadows(relief: Relief, dx: float, dy: float, blur_px: float, gain: float, most: float) -> Gray:
    """How far each pixel lies in the shadow of what stands higher, 0 to 255 * most.

    Height steps soften with the blur, so a higher step throws a wider shadow.
    """
    s = relief.scale
    thrown = blurred(moved(relief.height, dx * s, dy * s, stretch=True), blur_px * s)
    return np.minimum(scaled(cast(Gray, cv2.subtract(thrown, relief.height)), gain), np.uint8(255 * most))


def edges(relief: Relief, width_px: float) -> Gray:
    """255 on the border between any two patches, `width_px` wide."""
    reach = max(1, round(width_px * relief.scale)) + 1
    ring = cv2.morphologyEx(relief.ident, cv2.MORPH_GRADIENT, np.ones((reach, reach), np.uint8))
    return cast(Gray, cv2.threshold(ring, 0, 255, cv2.THRESH_BINARY)[1])


def colors(relief: Relief) -> Image:
    """The colours alone, blue, green, red."""
    return cast(Image, cv2.cvtColor(relief.color, cv2.COLOR_BGRA2BGR))


def glowing(image: Image, relief: Relief, strength: float = 1.0) -> Image:
    """Screen the lights over a blue, green, red picture."""
    if not relief.glow.any():
        return image
    height, width = relief.glow.shape[:2]
    small = np.clip(relief.glow * strength, 0, 255).astype(np.uint8)
    light = resized(small, (width * 8, height * 8))[: image.shape[0], : image.shape[1]]
    kept = cv2.multiply(image, cv2.bitwise_not(light), scale=1 / 255)
    return cast(Image, cv2.add(kept, light))
