# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Stickers: a figure with an even white rim and a soft edge, or the whole page as a paper card."""

from math import hypot

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.drawing import Box
from storyvid_dagster.cutout.raster import Mask, Plane, Rgb, bounds, distance_to, fill, fit, resize, span_px

RIM = 0.0115
"""Width of the rim, in parts of the page's span."""
_RIM_OF_SMALL = 0.035
"""Widest rim of a small figure, in parts of its own diagonal."""
_OWN = 0.30
"""Part of the rim next to the figure that still shows the page: strokes end softly there."""
_LONGEST_PX = 1200
_CARD_PX = 1100


def sticker(page: Rgb, mask: Mask) -> tuple[NDArray[np.uint8], Box]:
    """Cut a figure out of the page.

    The outline is taken from a smoothed distance to the mask, which keeps the rim equally wide
    everywhere and its edge smooth at any size. Beyond the figure the rim is plain white, so no
    neighbour's stroke and no shadow shows in it.

    Args:
        page: (H, W, 3) uint8 RGB, cleaned.
        mask: The figure, at any smaller size.

    Returns:
        (h, w, 4) uint8, straight alpha, long edge at most 1200 px; and where on the page that lies, which its
        rim may stand over.
    """
    x0, y0, x1, y1 = bounds(mask)
    rim = min(RIM * span_px(mask.shape), _RIM_OF_SMALL * hypot(x1 - x0, y1 - y0))
    margin = int(2.2 * rim) + 3
    scale = page.shape[1] / mask.shape[1]
    longest = max(x1 - x0, y1 - y0) + 2 * margin
    scale = min(scale, _LONGEST_PX / longest)

    shape = np.pad(mask[y0:y1, x0:x1], margin)
    away = _away(shape, rim)
    view = _window(page, mask.shape, (x0 - margin, y0 - margin, x1 + margin, y1 + margin))
    size = (round(away.shape[1] * scale), round(away.shape[0] * scale))
    away = np.asarray(cv2.resize(away, size, interpolation=cv2.INTER_CUBIC), np.float32) * scale
    rim *= scale
    alpha = _coded(0.5 + (rim - away) / 2.0)
    own = _coded(0.5 + (_OWN * rim - away) / max(2.0, 0.25 * rim))
    depth = cv2.multiply(255 - resize(view, *size), cv2.merge([own] * 3), scale=1 / 255)
    rgba = np.dstack([255 - depth, alpha])
    left, top, right, bottom = bounds(alpha)
    height, width = mask.shape
    across, down = size[0] / shape.shape[1], size[1] / shape.shape[0]
    outline = Box(
        x=(x0 - margin + left / across) / width,
        y=(y0 - margin + top / down) / height,
        width=(right - left) / across / width,
        height=(bottom - top) / down / height,
    )
    return np.ascontiguousarray(rgba[top:bottom, left:right], np.uint8), outline


def card(page: Rgb) -> NDArray[np.uint8]:
    """Give the whole page as a paper card: white rim, round corners, soft edge."""
    picture = fit(page, _CARD_PX)
    span = span_px(picture.shape)
    rim = max(2, round(1.4 * RIM * span))
    framed = np.pad(picture, ((rim, rim), (rim, rim), (0, 0)), constant_values=255)
    height, width = framed.shape[:2]
    radius = min(1.6 * rim, 0.25 * min(height, width))
    y = np.abs(np.arange(height) - (height - 1) / 2)[:, None] - (height / 2 - 1 - radius)
    x = np.abs(np.arange(width) - (width - 1) / 2)[None] - (width / 2 - 1 - radius)
    away = np.hypot(np.maximum(x, 0), np.maximum(y, 0)) - radius
    return np.dstack([framed, _coded(0.5 - away)])


def _coded(weight: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Code 0 to 1 as 0 to 255; the rest is clipped."""
    return (np.clip(weight, 0, 1) * np.float32(255) + np.float32(0.5)).astype(np.uint8)


def _away(shape: Mask, rim: float) -> Plane:
    """Signed distance to a figure whose narrow notches and holes are closed, in mask pixels."""
    grown = fill((distance_to(shape) <= 1.8 * rim).astype(np.uint8))
    body = (distance_to(1 - grown) > 1.8 * rim).astype(np.uint8) | shape
    away = distance_to(body) - distance_to(1 - body)
    return np.asarray(cv2.GaussianBlur(away, (0, 0), max(0.8, 0.25 * rim)), np.float32)


def _window(page: Rgb, shape: tuple[int, ...], box: tuple[int, int, int, int]) -> Rgb:
    """Take a box given in mask pixels from the page, white where it leaves the page."""
    scale_x, scale_y = page.shape[1] / shape[1], page.shape[0] / shape[0]
    x0, x1 = round(box[0] * scale_x), round(box[2] * scale_x)
    y0, y1 = round(box[1] * scale_y), round(box[3] * scale_y)
    height, width = page.shape[:2]
    inside = page[max(0, y0) : min(height, y1), max(0, x0) : min(width, x1)]
    before, after = (max(0, -y0), max(0, -x0)), (max(0, y1 - height), max(0, x1 - width))
    pads = ((before[0], after[0]), (before[1], after[1]), (0, 0))
    return np.pad(inside, pads, constant_values=255)
