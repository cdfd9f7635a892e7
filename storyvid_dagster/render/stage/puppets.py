"""Cut-out figures as planes, and how one is set into a frame in a pose, by parts of a pixel."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.render.planes import Frame, Plane, Rgba, premultiplied
from storyvid_dagster.render.stage.poses import Pose

Affine = NDArray[np.float64]
"""(3, 3): maps columns (x, y, 1)."""

Sheet = NDArray[np.uint8]
"""(H, W, 4): colours multiplied by alpha, and alpha."""

_VISIBLE = 8
"""Alpha below which a pixel does not count."""


@dataclass(frozen=True)
class Sprite:
    """A see-through sheet, premultiplied, and where in the picture it lies.

    Four channels are turned as fast as one, and much faster than two or three.
    """

    luma: Sheet
    """(H, W, 4): y, nothing twice, alpha."""
    chroma: Sheet
    """(H/2, W/2, 4): u, v, nothing, alpha."""
    left: int
    top: int

    @property
    def a(self) -> Plane:
        """How far it covers."""
        return self.luma[..., 3]

    @property
    def height(self) -> int:
        """In pixels."""
        return self.luma.shape[0]

    @property
    def width(self) -> int:
        """In pixels."""
        return self.luma.shape[1]


def sprite(rgba: Rgba, left: int, top: int) -> Sprite:
    """Cut a sheet (H, W, 4) that lies at (left, top) down to what shows, and split it into planes."""
    shows = rgba[..., 3] > _VISIBLE
    rows, columns = np.flatnonzero(shows.any(1)), np.flatnonzero(shows.any(0))
    if not len(rows):
        rows, columns = np.array([0, 1]), np.array([0, 1])
    # Two pixels of nothing all round let the borders stay soft when the sheet is turned.
    cut = rgba[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    down, right = 2 + cut.shape[0] % 2, 2 + cut.shape[1] % 2
    padded = cv2.copyMakeBorder(cut, 2, down, 2, right, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
    y, a, u, v, a_half = premultiplied(np.asarray(padded, np.uint8))
    none, none_half = np.zeros_like(y), np.zeros_like(u)
    luma, chroma = cv2.merge([y, none, none, a]), cv2.merge([u, v, none_half, a_half])
    return Sprite(
        np.asarray(luma, np.uint8),
        np.asarray(chroma, np.uint8),
        left + int(columns[0]) - 2,
        top + int(rows[0]) - 2,
    )


def shrunk(figure: Rgba, scale: float) -> Rgba:
    """Make a sheet smaller before it is turned, or its lines would break."""
    if scale >= 1:
        return figure
    size = (max(2, round(figure.shape[1] * scale)), max(2, round(figure.shape[0] * scale)))
    return np.asarray(cv2.resize(figure, size, interpolation=cv2.INTER_AREA), np.uint8)


def placed(sheet: Sprite, foot: tuple[float, float], pose: Pose, camera: Affine) -> Affine:
    """Give the map from pixels of a sheet to pixels of the frame; all whole numbers are pixel centres.

    Args:
        sheet: What is set.
        foot: What it stands on (x, y), in pixels of the picture.
        pose: How it stands there.
        camera: From pixels of the picture to pixels of the frame.
    """
    turn = np.deg2rad(pose.turn_degrees)
    cos, sin = np.cos(turn), np.sin(turn)
    # Upwards is negative: what is above the feet leans to the right by taking away.
    stretch = np.array([[pose.wide, -pose.lean * pose.tall, 0], [0, pose.tall, 0], [0, 0, 1.0]])
    turned = np.array([[cos, -sin, foot[0] + pose.dx], [sin, cos, foot[1] + pose.dy], [0, 0, 1.0]])
    onto_foot = np.array([[1, 0, sheet.left - foot[0]], [0, 1, sheet.top - foot[1]], [0, 0, 1.0]])
    return camera @ turned @ stretch @ onto_foot


# Chroma samples of a sheet sit in the middle of 2x2 pixels; those of the frame on the left column.
_FROM_HALF = np.array([[2, 0, 0.5], [0, 2, 0.5], [0, 0, 1.0]])
_TO_HALF = np.array([[0.5, 0, 0], [0, 0.5, -0.25], [0, 0, 1.0]])


def put(sheet: Sprite, onto_frame: Affine, out: Frame, strength: float = 1.0) -> None:
    """Set a sheet into a frame, in place; with a `strength` below 1 it is seen through."""
    _blend(sheet.luma, (out.y,), onto_frame, strength)
    _blend(sheet.chroma, (out.u, out.v), _TO_HALF @ onto_frame @ _FROM_HALF, strength)


def _blend(sheet: Sheet, planes: tuple[Plane, ...], onto: Affine, strength: float) -> None:
    """Set the first channels of a sheet into as many planes."""
    height, width = planes[0].shape
    rows, columns = sheet.shape[:2]
    corners = onto @ np.array([[0, columns, 0, columns], [0, 0, rows, rows], [1, 1, 1, 1]])
    x0, y0 = (max(0, int(np.floor(low)) - 1) for low in corners[:2].min(1))
    x1 = min(width, int(np.ceil(corners[0].max())) + 2)
    y1 = min(height, int(np.ceil(corners[1].max())) + 2)
    if x1 <= x0 or y1 <= y0 or strength <= 0:
        return
    shifted = onto[:2].copy()
    shifted[:, 2] -= (x0, y0)
    laid = cv2.warpAffine(sheet, shifted, (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR)
    if strength < 1:
        laid = cv2.convertScaleAbs(laid, alpha=strength)
    *colors, alpha = cv2.split(laid)
    kept = cv2.bitwise_not(alpha)
    for plane, color in zip(planes, colors, strict=False):
        region = plane[y0:y1, x0:x1]
        cv2.multiply(region, kept, dst=region, scale=1 / 255)
        cv2.add(region, color, dst=region)
