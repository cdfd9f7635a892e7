"""Typed doors to the few picture operations used here. All take and give uint8 and clip, never wrap."""

from collections.abc import Sequence
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
"""(H, W) uint8."""
Image = NDArray[np.uint8]
"""(H, W, C) uint8, channels blue, green, red and, with four, alpha; then colours are premultiplied."""
Size = tuple[int, int]
"""(width, height)."""


def resized(image: NDArray[np.uint8], size: Size, *, sharp: bool = False) -> NDArray[np.uint8]:
    """The picture at another size; `sharp` keeps its pixels square."""
    if (image.shape[1], image.shape[0]) == size:
        return image
    shrinking = size[0] < image.shape[1]
    how = cv2.INTER_NEAREST if sharp else cv2.INTER_AREA if shrinking else cv2.INTER_LINEAR
    return cast(Image, cv2.resize(image, size, interpolation=how))


def blurred(image: NDArray[np.uint8], sigma_px: float) -> NDArray[np.uint8]:
    """A Gaussian blur; a wide one is done small, which the eye cannot tell."""
    if sigma_px < 0.35:
        return image
    step = int(min(8, max(1, sigma_px / 2)))
    if step == 1:
        return cast(Image, cv2.GaussianBlur(image, (0, 0), sigma_px))
    width, height = image.shape[1], image.shape[0]
    small = resized(image, (max(2, width // step), max(2, height // step)))
    return resized(cast(Image, cv2.GaussianBlur(small, (0, 0), sigma_px / step)), (width, height))


def moved(plane: Gray, dx: float, dy: float, *, stretch: bool = False) -> Gray:
    """The plane shifted; what comes in is 0, or with `stretch` the nearest border."""
    border = cv2.BORDER_REPLICATE if stretch else cv2.BORDER_CONSTANT
    shift = np.array([[1, 0, dx], [0, 1, dy]], np.float32)
    return cast(Gray, cv2.warpAffine(plane, shift, (plane.shape[1], plane.shape[0]), borderMode=border))


def gray3(values: Gray) -> Image:
    """The same value in blue, green and red."""
    return cast(Image, cv2.merge([values, values, values]))


def filled(like: Image, color: Sequence[float]) -> Image:
    """A picture of one colour, as large as another."""
    picture = np.empty_like(like)
    picture[:] = np.clip(color, 0, 255)
    return picture


def times(image: Image, factor: NDArray[np.uint8]) -> Image:
    """Multiply by `factor` / 128, gray or per channel."""
    return cast(Image, cv2.multiply(image, gray3(factor) if factor.ndim == 2 else factor, scale=1 / 128))


def scaled(image: NDArray[np.uint8], gain: float, offset: float = 0.0) -> NDArray[np.uint8]:
    """Multiply by `gain` and add `offset`."""
    return cast(Image, cv2.addWeighted(image, gain, image, 0.0, offset))


def mixed(
    a: NDArray[np.uint8], part_a: float, b: NDArray[np.uint8], part_b: float, offset: float = 0.0
) -> NDArray[np.uint8]:
    """Add parts of two pictures."""
    return cast(Image, cv2.addWeighted(a, part_a, b, part_b, offset))


def mapped(values: Gray, table: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Look every value up in a (256,) or (256, 3) table."""
    entries = np.clip(table, 0, 255).astype(np.uint8)
    if entries.ndim == 1:
        return cast(Gray, cv2.LUT(values, entries))
    return cast(Image, cv2.LUT(gray3(values), entries.reshape(1, 256, 3)))


def curve(*stops: tuple[float, float]) -> NDArray[np.float64]:
    """A (256,) table straight between the given (value, result) stops."""
    return np.interp(np.arange(256), [s[0] for s in stops], [s[1] for s in stops])


def ramp(*stops: tuple[float, tuple[float, float, float]]) -> NDArray[np.float64]:
    """A (256, 3) table through the given stops, each a value and a blue, green, red."""
    return np.stack([curve(*((at, color[channel]) for at, color in stops)) for channel in range(3)], 1)


def where(values: Gray, low: int, high: int | None = None) -> Gray:
    """255 where a value is `low`, or from `low` to `high`."""
    return cast(Gray, cv2.inRange(values, np.array(low), np.array(low if high is None else high)))


def both(a: Gray, b: Gray) -> Gray:
    """255 where both are; the smaller of the two otherwise."""
    return np.minimum(a, b)


def blend(below: Image, above: Image, part: Gray) -> Image:
    """Lay `above` over `below` where `part` is 255."""
    p = gray3(part)
    kept = cv2.multiply(below, cv2.bitwise_not(p), scale=1 / 255)
    return cast(Image, cv2.add(kept, cv2.multiply(above, p, scale=1 / 255)))


def replaced(below: NDArray[np.uint8], above: NDArray[np.uint8], mask: Gray) -> NDArray[np.uint8]:
    """`above` wherever the mask is not 0, else `below`."""
    return cast(Image, cv2.copyTo(above, mask, below.copy()))
