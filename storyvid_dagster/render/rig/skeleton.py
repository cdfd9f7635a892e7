"""A shape thinned to lines one pixel wide, which show how it branches."""

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.uint8]
"""(H, W) uint8, 1 inside the shape, 0 outside."""

# Every pixel's neighbours as one number: a bit each, clockwise from the one above.
_BITS = np.array([[128, 1, 2], [64, 0, 4], [32, 16, 8]], np.float32)
_AROUND = (np.arange(256)[:, np.newaxis] >> np.arange(8)) & 1
_N_AROUND = _AROUND.sum(1)
_N_RUNS = ((_AROUND == 0) & (np.roll(_AROUND, -1, axis=1) == 1)).sum(1)
_ABOVE, _RIGHT, _BELOW, _LEFT = (_AROUND[:, bit] for bit in (0, 2, 4, 6))

# T. Y. Zhang, C. Y. Suen: A fast parallel algorithm for thinning digital patterns, CACM 27 (1984), 236-239.
_ON_THE_RIM = (_N_AROUND >= 2) & (_N_AROUND <= 6) & (_N_RUNS == 1)
_PEELS = tuple(
    (_ON_THE_RIM & (one == 0) & (other == 0)).astype(np.uint8)
    for one, other in (
        (_ABOVE * _RIGHT * _BELOW, _RIGHT * _BELOW * _LEFT),
        (_ABOVE * _RIGHT * _LEFT, _ABOVE * _BELOW * _LEFT),
    )
)
_IS_END = ((_N_AROUND <= 2) & (_N_RUNS == 1)).astype(np.uint8)


def skeleton_of(shape: Mask) -> Mask:
    """Peel a shape from all sides until lines are left; of a disc nothing may be."""
    lines, left = shape.copy(), -1
    while left != (left := cv2.countNonZero(lines)):
        for peel in _PEELS:
            lines &= 1 - _looked_up(lines, peel)
    return lines


def ends(lines: Mask) -> Mask:
    """Find the pixels in which lines end."""
    return lines & _looked_up(lines, _IS_END)


def _looked_up(lines: Mask, table: NDArray[np.uint8]) -> Mask:
    codes = cv2.filter2D(lines, -1, _BITS, borderType=cv2.BORDER_CONSTANT)
    return np.asarray(cv2.LUT(codes, table), np.uint8)
