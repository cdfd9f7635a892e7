"""A figure's outline without its white rim, small enough to be looked at closely."""

from math import hypot

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.render.planes import Plane
from storyvid_dagster.render.rig.skeleton import Mask
from storyvid_dagster.render.stage.puppets import Sprite

RIM = 0.012
"""Width of the white rim a figure is cut out with at least, in parts of its diagonal."""
_SOLID = 0.5
_FAINTEST = 10.0
"""How much the strongest strokes differ from paper, at least."""
_STROKE = 0.3
"""What differs from paper by this part of what the strongest strokes do is one."""
_GAP_PX = 4
"""So far apart strokes may end and still enclose something."""
_TOGETHER = 0.9
"""Part of all that is drawn that the largest piece has to be."""


def inside_rim(alpha: Plane, scale: float) -> Mask:
    """Shrink a figure and take its rim off, with a pixel of nothing all round."""
    size = (max(1, round(alpha.shape[1] * scale)), max(1, round(alpha.shape[0] * scale)))
    small = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    paper = np.pad((np.asarray(small) > 127).astype(np.uint8), 1)
    inside = np.asarray(cv2.distanceTransform(paper, cv2.DIST_L2, 5)) > RIM * hypot(*size)
    return inside.astype(np.uint8)


def largest_piece(mask: Mask) -> Mask | None:
    """Give the largest piece of a shape; `None` where there is nothing."""
    n, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    if n < 2:
        return None
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    return (np.asarray(labels) == largest).astype(np.uint8)


def ink_of(figure: Sprite, scale: float) -> Mask | None:
    """Shrink a figure to what its strokes enclose, with a pixel of nothing all round.

    Paper between two legs belongs to the sticker but not to what is drawn. `None` where the strokes do not
    hang together, or where there are none.
    """
    size = (max(1, round(figure.width * scale)), max(1, round(figure.height * scale)))

    def small(plane: Plane) -> NDArray[np.float32]:
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        return np.asarray(cv2.resize(plane, size, interpolation=how), np.float32)

    y, alpha = small(figure.luma[..., 0]), small(figure.a) / 255
    u, v = (small(figure.chroma[..., channel]) for channel in (0, 1))
    marked = np.maximum(235 * alpha - y, 0) + np.abs(u - 128 * alpha) + np.abs(v - 128 * alpha)
    marked[alpha < _SOLID] = 0
    strong = float(np.percentile(marked[alpha >= _SOLID], 97)) if (alpha >= _SOLID).any() else 0
    if strong < _FAINTEST:
        return None
    strokes = np.pad((marked > _STROKE * strong).astype(np.uint8), _GAP_PX)
    closed = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, np.ones((_GAP_PX,) * 2, np.uint8))
    contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = np.zeros_like(closed)
    cv2.drawContours(filled, contours, -1, (1,), -1)
    edge = _GAP_PX - 1
    shape = np.asarray(filled[edge:-edge, edge:-edge], np.uint8).copy()
    whole = largest_piece(shape)
    return whole if whole is not None and whole.sum() > _TOGETHER * shape.sum() else None
