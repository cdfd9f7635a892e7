# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""From a cut-out figure to the small squares that the net sees."""

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

SIDE_PX = 48
_MARGIN_PX = 2
_WORK_PX = 512
"""Longest edge that is worked on; larger figures are shrunk first."""
_INK = 40
"""Least depth of colour, 0 to 255, of what is drawn."""
_LEAST_INK_PX = 12
_DEEP = 215
"""Depth that the boldest tenth of the ink is brought to."""


def on_white(rgba: Picture) -> Picture:
    """Lay a cut-out on white paper, at most `_WORK_PX` long."""
    factor = _WORK_PX / max(rgba.shape[:2])
    if factor < 1:
        rgba = np.asarray(
            cv2.resize(rgba, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8
        )
    alpha = rgba[..., 3:].astype(np.float32) / 255
    return (rgba[..., :3] * alpha + 255 * (1 - alpha) + 0.5).astype(np.uint8)


def to_square(rgb: Picture, bolder_px: float = 0) -> Picture | None:
    """Crop what is drawn on white and lay it into the middle of a square of `SIDE_PX`, equally dark always.

    Args:
        rgb: (H, W, 3) uint8 on white.
        bolder_px: How much wider strokes are made, in pixels of the square.

    Returns:
        (SIDE_PX, SIDE_PX, 3) uint8; `None` where next to nothing is drawn.
    """
    depth = 255 - rgb
    bold = cv2.medianBlur(depth.max(axis=2), 3) > _INK
    rows, columns = np.flatnonzero(bold.any(axis=1)), np.flatnonzero(bold.any(axis=0))
    if bold.sum() < _LEAST_INK_PX:
        return None
    y0, y1, x0, x1 = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    depth, bold = depth[y0:y1, x0:x1], bold[y0:y1, x0:x1]
    room = SIDE_PX - 2 * _MARGIN_PX
    scale = room / max(depth.shape[:2])
    size = round(bolder_px / scale)
    if size > 1:
        depth = cv2.dilate(depth, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    gain = _DEEP / max(60.0, float(np.percentile(depth.max(axis=2)[bold], 90)))
    width, height = (max(1, round(edge * scale)) for edge in depth.shape[1::-1])
    small = cv2.resize(depth, (width, height), interpolation=cv2.INTER_AREA)
    small = np.clip(small * np.float32(gain), 0, 255).astype(np.uint8)
    square = np.zeros((SIDE_PX, SIDE_PX, 3), np.uint8)
    y, x = (SIDE_PX - height) // 2, (SIDE_PX - width) // 2
    square[y : y + height, x : x + width] = small
    return 255 - square
