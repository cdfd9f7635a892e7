# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""A finished picture taken apart: its figures as sheets, and the picture with what is behind them guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.raster import (
    Mask,
    Plane,
    Rgb,
    bounds,
    dilate,
    disc,
    distance_to,
    fit,
    resize_mask,
)

_SPARE = 0.009
"""A sheet reaches so far beyond the cut, in parts of the long side: an outline drawn in ink goes with it."""
_SOFT = 0.0025
"""Half the width of a sheet's edge, in parts of the long side."""
_RIM = 0.025
"""So far behind an outline it is painted well, in parts of the long side; twice what can be seen at most."""
_SMOOTH_PX = 4.0
"""The way out of a figure turns this softly, or its mirror image would be torn."""
_RUN_PX = 160


@dataclass(frozen=True)
class Sheet:
    """A figure, as it is in the picture."""

    rgba: NDArray[np.uint8]
    """(h, w, 4) uint8, straight alpha."""
    left: int
    top: int
    foot: tuple[float, float]
    """The middle of what it stands on (x, y), in pixels of the picture."""


@dataclass(frozen=True)
class Layers:
    """A picture taken apart; the sheets laid over the backdrop give the picture."""

    backdrop: Rgb
    """(H, W, 3) uint8 RGB: the picture, with what is around the figures going on behind them."""
    sheets: tuple[Sheet, ...]
    """Those behind first: who stands lower is nearer."""


def split_layers(picture: Rgb, figures: Sequence[Mask]) -> Layers:
    """Lift figures off a picture (H, W, 3) uint8 RGB.

    Args:
        picture: Any size.
        figures: Masks of any smaller size; each figure's own pixels.
    """
    if not figures:
        return Layers(picture, ())
    aways = [_away(figure, picture.shape) for figure in figures]
    nearest = np.minimum.reduce(aways)
    sheets = [_sheet(picture, np.where(away > nearest, np.float32(np.inf), away)) for away in aways]
    backdrop = picture.copy()
    # Below a soft edge the picture stays as it is, so that where nothing moves nothing changes.
    _go_on_behind(backdrop, nearest - np.float32((_SPARE - _SOFT) * max(picture.shape)))
    return Layers(backdrop, tuple(sorted(sheets, key=lambda sheet: sheet.foot[1])))


def _sheet(picture: Rgb, away: Plane) -> Sheet:
    """Take a figure with a little of what is around it."""
    spare_px, soft_px = (part * max(picture.shape) for part in (_SPARE, _SOFT))
    alpha = (np.clip(0.5 - (away - spare_px) / (2 * soft_px), 0, 1) * np.float32(255)).astype(np.uint8)
    left, top, right, bottom = bounds(alpha)
    window = slice(top, bottom), slice(left, right)
    x0, y0, x1, y1 = bounds((away < 0).astype(np.uint8))
    feet = np.flatnonzero((away[y1 - 1 - (y1 - y0) // 20 : y1, x0:x1] < 0).any(0)) + x0
    foot = (float(feet[0] + feet[-1] + 1) / 2, float(y1))
    return Sheet(np.dstack([picture[window], alpha[window]]), left, top, foot)


def _away(figure: Mask, shape: tuple[int, ...]) -> Plane:
    """Give the signed distance of every pixel of a picture to the outline of a figure, in pixels."""
    height, width = shape[:2]
    scale = width / figure.shape[1]
    away = distance_to(figure) - distance_to(1 - figure)
    away = cv2.resize(cv2.GaussianBlur(away, (0, 0), 0.8), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(away, np.float32) * np.float32(scale)


def _go_on_behind(picture: Rgb, away: Plane) -> None:
    """Paint over what is inside an outline with what may be behind it, in place.

    A rim of it may be seen: that is the mirror image of what is outside, with its grain and brush strokes.
    What is deeper never is, and only has to be soft.

    Args:
        picture: (H, W, 3) uint8 RGB.
        away: (H, W) signed distance to the outline in pixels, inside negative.
    """
    hidden = (away < 0).astype(np.uint8)
    rim = _RIM * max(hidden.shape)
    x0, y0, x1, y1 = bounds(hidden)
    reach = 2 * ceil(rim)
    window = slice(max(0, y0 - reach), y1 + reach), slice(max(0, x0 - reach), x1 + reach)
    colors, hidden = picture[window], hidden[window]
    deep = np.maximum(0, -away[window])
    x, y = _mirrored(away[window], deep)
    mirrored = cv2.remap(colors, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    blind = cv2.remap(hidden, x, y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
    share = np.clip(2 - deep / rim, 0, 1) * (1 - blind)
    guess = _softly(colors, hidden) * (1 - share[..., None]) + mirrored * share[..., None]
    colors[hidden > 0] = np.rint(guess).clip(0, 255).astype(np.uint8)[hidden > 0]


def _mirrored(away: Plane, deep: Plane) -> tuple[Plane, Plane]:
    """Give for every pixel the place (x, y) it mirrors, as far outside the outline as it is inside."""
    smooth = cv2.GaussianBlur(away, (0, 0), _SMOOTH_PX)
    out_x, out_y = (cv2.Sobel(smooth, cv2.CV_32F, dx, 1 - dx, scale=1 / 8) for dx in (1, 0))
    way = 2 * deep / np.maximum(cv2.magnitude(out_x, out_y), np.float32(0.5))
    rows, columns = np.indices(away.shape, np.float32)
    return np.asarray(columns + way * out_x, np.float32), np.asarray(rows + way * out_y, np.float32)


def _softly(colors: Rgb, hidden: Mask) -> Plane:
    """Let the colours around run into what is hidden."""
    small = fit(colors, _RUN_PX)
    cover = dilate(resize_mask(hidden, small.shape, level=0), disc(1))
    run = cv2.inpaint(small, cover, 3, cv2.INPAINT_TELEA)
    size = (colors.shape[1], colors.shape[0])
    return np.asarray(cv2.resize(run, size, interpolation=cv2.INTER_CUBIC), np.float32)
