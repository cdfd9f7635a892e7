"""What a style is, and the two things all of them do: shadows between layers, and light."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.providers.embedded.painter.relief import Hand, Relief
from storyvid_dagster.providers.embedded.painter.shapes import Rng
from storyvid_dagster.providers.embedded.painter.stickers import Finish
from storyvid_dagster.providers.embedded.painter.texture import Gray, Image, blurred, resized


@dataclass(frozen=True)
class Material:
    """One style."""

    render: Callable[[Relief, Rng], Image]
    """Gives (H, W, 4) blue, green, red, alpha, premultiplied: see-through where nothing was drawn."""
    hand: Hand = field(default_factory=Hand)
    finish: Finish = field(default_factory=Finish)
    rows: int | None = None
    """Pixels down the short side, for a style that has a coarse grid of its own."""


def shadows(relief: Relief, dx: float, dy: float, blur_px: float, gain: float, most: float) -> Gray:
    """How far each pixel lies in the shadow of what stands higher, 0 to 255 * most.

    Height steps soften with the blur, so a higher step throws a wider shadow.
    """
    s = relief.scale
    move = np.array([[1, 0, dx * s], [0, 1, dy * s]], np.float32)
    moved = cast(Gray, cv2.warpAffine(relief.height, move, relief.size, borderMode=cv2.BORDER_REPLICATE))
    over = cv2.subtract(blurred(moved, blur_px * s), relief.height)
    return cast(Gray, cv2.min(cv2.convertScaleAbs(over, alpha=gain), int(255 * most)))


def edges(relief: Relief, width_px: float) -> Gray:
    """255 on the border between any two patches, `width_px` wide."""
    reach = max(1, round(width_px * relief.scale))
    ring = cv2.morphologyEx(relief.ident, cv2.MORPH_GRADIENT, np.ones((reach + 1, reach + 1), np.uint8))
    return cast(Gray, cv2.threshold(ring, 0, 255, cv2.THRESH_BINARY)[1])


def glowing(image: Image, relief: Relief, strength: float = 1.0) -> Image:
    """Screen the lights over a blue, green, red picture."""
    if not relief.glow.any():
        return image
    light = np.clip(relief.glow * strength, 0, 255).astype(np.uint8)
    full = resized(light, (relief.glow.shape[1] * 8, relief.glow.shape[0] * 8))[
        : image.shape[0], : image.shape[1]
    ]
    kept = cv2.multiply(image, cv2.bitwise_not(full), scale=1 / 255)
    return cast(Image, cv2.add(kept, full))


def with_alpha(image: Image, alpha: Gray) -> Image:
    """Join colour and alpha."""
    return cast(Image, cv2.merge([*cv2.split(image), alpha]))


def colors(relief: Relief) -> Image:
    """The colours alone, blue, green, red."""
    return cast(Image, cv2.cvtColor(relief.color, cv2.COLOR_BGRA2BGR))


def alpha(relief: Relief) -> Gray:
    """Where something was drawn."""
    return cast(Gray, cv2.extractChannel(relief.color, 3))


def ramp(*stops: tuple[float, tuple[float, float, float]]) -> NDArray[np.float64]:
    """A (256, 3) table through the given stops, each a place 0-255 and a blue, green, red."""
    at = [s[0] for s in stops]
    return np.stack([np.interp(np.arange(256), at, [s[1][c] for s in stops]) for c in range(3)], 1)
