# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""The one thing that can be named from pixels alone: the sun."""

from collections.abc import Sequence

import cv2
import numpy as np

from storyvid_dagster.core.drawing import Box
from storyvid_dagster.cutout.raster import Blob, Mask, Rgb, blobs, close, disc, fill, fit, hull

_SEARCH_PX = 480
_HUES = (13, 36)
"""Orange to yellow on OpenCV's 0 to 180 circle."""
_HIGH = 0.42
_AREA = (0.002, 0.09)


def find_sun(page: Rgb, figures: Sequence[Box] = ()) -> Box | None:
    """Find a compact yellow or orange shape in the upper part of a cleaned page.

    Args:
        page: (H, W, 3) uint8 RGB.
        figures: Where figures are; yellow inside a much larger one is hair or a hat.

    Returns:
        The topmost such shape in parts of the page, `None` when there is none.
    """
    small = fit(page, _SEARCH_PX)
    hsv = cv2.cvtColor(np.asarray(cv2.medianBlur(small, 3), np.uint8), cv2.COLOR_RGB2HSV)
    warm = cv2.inRange(hsv, (_HUES[0], 80, 150), (_HUES[1], 255, 255)) // 255
    shape = fill(close(np.asarray(warm, np.uint8), disc(3)))
    height, width = shape.shape
    labels, found = blobs(shape)
    for blob in sorted(found, key=lambda blob: blob.y):
        box = Box(x=blob.x / width, y=blob.y / height, width=blob.width / width, height=blob.height / height)
        view = (labels[blob.window] == blob.label).astype(np.uint8)
        if _looks_like_sun(blob, view, height, width) and not any(_is_part_of(box, f) for f in figures):
            return box
    return None


def _looks_like_sun(blob: Blob, shape: Mask, height: int, width: int) -> bool:
    compact = blob.area / max(1, int(hull(shape).sum())) > 0.5 and 0.45 < blob.width / blob.height < 2.2
    large = _AREA[0] < blob.area / (height * width) < _AREA[1]
    return compact and large and blob.center_y < _HIGH * height


def _is_part_of(box: Box, figure: Box) -> bool:
    x, y = box.x + box.width / 2, box.y + box.height / 2
    inside = figure.x < x < figure.x + figure.width and figure.y < y < figure.y + figure.height
    return inside and figure.width * figure.height > 3 * box.width * box.height
