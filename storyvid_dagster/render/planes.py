"""A still as the three planes a film is made of: BT.709, limited range, chroma at half size."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Rgba = NDArray[np.uint8]
"""(H, W, 4) uint8 red, green, blue, alpha; not premultiplied."""

MARGIN_PX = 136
"""Edge pixels repeated around every plane: more than the 128 the camera may reach back, plus the kernel."""

_STRIP_ROWS = 128
"""So many rows are worked on at a time, or floating point would take eight times a picture's memory."""

# ITU-R BT.709-6, section 3: luma weights, colour differences, and the 8-bit digital levels.
_KR, _KB = 0.2126, 0.0722
_KG = 1 - _KR - _KB
_LUMA = np.array([_KR, _KG, _KB]) * 219 / 255
_CB = np.array([-_KR, -_KG, 1 - _KB]) / (2 * (1 - _KB)) * 224 / 255
_CR = np.array([1 - _KR, -_KG, -_KB]) / (2 * (1 - _KR)) * 224 / 255


@dataclass(frozen=True)
class Planes:
    """A still ready for the camera, each plane with `MARGIN_PX` repeated around it.

    Chroma samples are averages of 2x2 pixels, so they sit in the middle of them.
    """

    y: Plane
    u: Plane
    v: Plane
    size: tuple[int, int]
    """(width, height) of the still without margins; even."""
    corner: tuple[int, int] = (0, 0)
    """Of a part of a still: where in it the part's first pixel lies (x, y); even."""


class Frame:
    """One yuv420p picture in a single buffer, with views of its planes."""

    def __init__(self, size: tuple[int, int]) -> None:
        width, height = size
        luma, chroma = width * height, width * height // 4
        self.buffer = np.zeros(luma + 2 * chroma, np.uint8)
        self.y = self.buffer[:luma].reshape(height, width)
        self.u = self.buffer[luma : luma + chroma].reshape(height // 2, width // 2)
        self.v = self.buffer[luma + chroma :].reshape(height // 2, width // 2)


def split(rgb: Plane) -> Planes:
    """Convert an RGB still (H, W, 3), both even, to planes."""
    height, width = rgb.shape[:2]
    halved = cv2.resize(rgb, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    return Planes(
        y=padded(cv2.transform(rgb, _row(_LUMA, 16))),
        u=padded(cv2.transform(halved, _row(_CB, 128))),
        v=padded(cv2.transform(halved, _row(_CR, 128))),
        size=(width, height),
    )


def premultiplied(rgba: Rgba) -> tuple[Plane, Plane, Plane, Plane, Plane]:
    """Convert an RGBA sheet, both sides even, to planes y, a, u, v, a, the last three at half size.

    Colour is multiplied by alpha already, so that a sheet is laid over a frame by one product and one sum.
    """
    height, width = rgba.shape[:2]
    rgb, alpha = np.ascontiguousarray(rgba[..., :3]), np.ascontiguousarray(rgba[..., 3])
    half = (width // 2, height // 2)
    a_half = np.asarray(cv2.resize(alpha, half, interpolation=cv2.INTER_AREA), np.uint8)
    # Colours are averaged by how much of them shows, or the rim would darken.
    shown = cv2.multiply(rgb, cv2.merge([alpha, alpha, alpha]), scale=1 / 255)
    halved = cv2.resize(shown, half, interpolation=cv2.INTER_AREA)

    def weighed(plane: cv2.typing.MatLike, weights: NDArray[np.float64], offset: int, part: Plane) -> Plane:
        whole = np.empty(part.shape, np.uint8)
        for top in range(0, len(part), _STRIP_ROWS):
            some = slice(top, top + _STRIP_ROWS)
            color = np.asarray(cv2.transform(plane[some].astype(np.float32), weights[np.newaxis]))
            color += part[some] * np.float32(offset / 255)
            whole[some] = np.rint(color).clip(0, 255)
        return whole

    return (
        weighed(shown, _LUMA, 16, alpha),
        alpha,
        weighed(halved, _CB, 128, a_half),
        weighed(halved, _CR, 128, a_half),
        a_half,
    )


def fit(rgb: Plane, size: tuple[int, int]) -> Plane:
    """Scale a picture to cover `size` (width, height), cutting what stands over, evenly on both sides."""
    width, height = size
    if rgb.shape[:2] == (height, width):
        return rgb
    scale = max(width / rgb.shape[1], height / rgb.shape[0])
    scaled_size = (max(width, round(rgb.shape[1] * scale)), max(height, round(rgb.shape[0] * scale)))
    scaled = cv2.resize(rgb, scaled_size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LANCZOS4)
    left, top = (scaled_size[0] - width) // 2, (scaled_size[1] - height) // 2
    return np.ascontiguousarray(scaled[top : top + height, left : left + width], np.uint8)


def _row(weights: NDArray[np.float64], offset: float) -> NDArray[np.float64]:
    return np.append(weights, offset)[np.newaxis]


def padded(plane: cv2.typing.MatLike) -> Plane:
    """Repeat the edge of a plane `MARGIN_PX` all round."""
    margin = MARGIN_PX
    padded = cv2.copyMakeBorder(plane, margin, margin, margin, margin, cv2.BORDER_REPLICATE)
    return padded.astype(np.uint8, copy=False)
