"""Cut-out figures as planes, and how one is set into a frame in a pose, by parts of a pixel."""

from dataclasses import dataclass, replace
from math import ceil, cos, floor, radians, sin
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.render.planes import Frame, Plane, Rgba, premultiplied
from storyvid_dagster.render.rig.field import Bent, Floats
from storyvid_dagster.render.stage.poses import Pose

Affine = NDArray[np.float64]
"""(3, 3): maps columns (x, y, 1)."""

Sheet = NDArray[np.uint8]
"""(H, W, 4): colours multiplied by alpha, and alpha."""

_NODE_PX = 12
"""Where a bent sheet comes from is worked out at every so many pixels of a frame."""
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
    """(H/2, W/2, 4): u, v, y, alpha."""
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
    cut, left, top = cut_down(rgba, left, top)
    # Two pixels of nothing all round let the borders stay soft when the sheet is turned.
    down, right = 2 + cut.shape[0] % 2, 2 + cut.shape[1] % 2
    padded = cv2.copyMakeBorder(cut, 2, down, 2, right, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
    y, a, u, v, a_half = premultiplied(np.asarray(padded, np.uint8))
    none, y_half = np.zeros_like(y), cv2.resize(y, (u.shape[1], u.shape[0]), interpolation=cv2.INTER_AREA)
    luma, chroma = cv2.merge([y, none, none, a]), cv2.merge([u, v, y_half, a_half])
    return Sprite(
        np.asarray(luma, np.uint8),
        np.asarray(chroma, np.uint8),
        left - 2,
        top - 2,
    )


def cut_down(rgba: Rgba, left: int, top: int) -> tuple[Rgba, int, int]:
    """Cut a sheet that lies at (left, top) down to what shows."""
    shows = rgba[..., 3] > _VISIBLE
    rows, columns = np.flatnonzero(shows.any(1)), np.flatnonzero(shows.any(0))
    if not len(rows):
        rows, columns = np.array([0, 1]), np.array([0, 1])
    cut = rgba[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return cut, left + int(columns[0]), top + int(rows[0])


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
    turn = radians(pose.turn_degrees)
    c, s = cos(turn), sin(turn)
    # Upwards is negative: what is above the feet leans to the right by taking away.
    leans = -pose.lean * pose.tall
    xx, xy = c * pose.wide, c * leans - s * pose.tall
    yx, yy = s * pose.wide, s * leans + c * pose.tall
    right, down = sheet.left - foot[0], sheet.top - foot[1]
    x = foot[0] + pose.dx + xx * right + xy * down
    y = foot[1] + pose.dy + yx * right + yy * down
    return camera @ np.array([[xx, xy, x], [yx, yy, y], [0, 0, 1.0]])


# Chroma samples of a sheet sit in the middle of 2x2 pixels; those of the frame on the left column.
_FROM_HALF = np.array([[2, 0, 0.5], [0, 2, 0.5], [0, 0, 1.0]])
_TO_HALF = np.array([[0.5, 0, 0], [0, 0.5, -0.25], [0, 0, 1.0]])


# Where luma and chroma samples of a frame are alike: in the middle of 2x2 pixels.
_TO_MIDDLE = np.array([[0.5, 0, -0.25], [0, 0.5, -0.25], [0, 0, 1.0]])


def put(
    sheet: Sprite, onto_frame: Affine, out: Frame, strength: float = 1.0, bent: Bent | None = None
) -> None:
    """Set a sheet into a frame, in place; with a `strength` below 1 it is seen through."""
    looked_up = _looked_up(sheet, onto_frame, bent, out.y) if bent else None
    if laid := _laid(sheet.luma, onto_frame, out.y, strength, looked_up):
        part, warped = laid
        _over(out.y[part], _channel(warped, 0), cv2.bitwise_not(_channel(warped, 3)))
    onto_half = _TO_HALF @ onto_frame @ _FROM_HALF
    if laid := _laid(sheet.chroma, onto_half, out.u, strength, looked_up and looked_up.halved(onto_frame)):
        part, warped = laid
        kept = cv2.bitwise_not(_channel(warped, 3))
        _over(out.u[part], _channel(warped, 0), kept)
        _over(out.v[part], _channel(warped, 1), kept)


def put_soft(
    sheet: Sprite, onto_frame: Affine, out: Frame, strength: float = 1.0, bent: Bent | None = None
) -> None:
    """Set a sheet in which nothing is sharp, such as a shadow: turned at half size for half the work."""
    onto_half = _TO_MIDDLE @ onto_frame @ _FROM_HALF
    looked_up = _looked_up(sheet, onto_frame, bent, out.y) if bent else None
    if laid := _laid(sheet.chroma, onto_half, out.u, strength, looked_up and looked_up.halved()):
        (rows, columns), warped = laid
        u, v, y, alpha = cv2.split(warped)
        kept = cv2.bitwise_not(alpha)
        _over(out.u[rows, columns], u, kept)
        _over(out.v[rows, columns], v, kept)
        region = out.y[2 * rows.start : 2 * rows.stop, 2 * columns.start : 2 * columns.stop]
        size = region.shape[1], region.shape[0]
        _over(region, cv2.resize(y, size), cv2.resize(kept, size))


_Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class _LookedUp:
    """From where on a plane of a bent sheet each pixel of a box of a frame comes; known at a few places."""

    box: _Box
    x: Floats
    """One place every `node_px` pixels, and one more all round, or the map would stand still at the edge."""
    y: Floats
    node_px: int

    def halved(self, onto_frame: Affine | None = None) -> Self:
        """Give the same for planes of half the size, their samples where a frame's chroma sits.

        Args:
            onto_frame: From pixels of the sheet to those of the frame; `None`: samples sit in the middle.
        """
        left, top, right, bottom = self.box
        x, y = self.x, self.y
        if onto_frame is not None:  # half a pixel to the left
            back = cv2.invertAffineTransform(onto_frame[:2])
            x, y = x - np.float32(0.5 * back[0, 0]), y - np.float32(0.5 * back[1, 0])
        half = np.float32(0.5)
        return replace(
            self,
            box=(left // 2, top // 2, right // 2, bottom // 2),
            x=(x - half) * half,
            y=(y - half) * half,
            node_px=self.node_px // 2,
        )

    def warped(self, plane: Sheet) -> cv2.typing.MatLike:
        """Give what of a plane is seen in the box, bent and posed at once."""
        left, top, right, bottom = self.box
        rows, columns = self.x.shape
        whole, px = (columns * self.node_px, rows * self.node_px), self.node_px
        across, down = (
            np.asarray(cv2.resize(nodes, whole), np.float32)[px : px + bottom - top, px : px + right - left]
            for nodes in (self.x, self.y)
        )
        return cv2.remap(plane, across, down, cv2.INTER_LINEAR)


def _looked_up(sheet: Sprite, onto: Affine, bent: Bent, plane: Plane) -> _LookedUp | None:
    """Work out for a few places of a frame where on a bent sheet they were; `None` where it is not seen."""
    across, down = bent.reach
    (height, width), edges = plane.shape, (-across, -down, sheet.width + across, sheet.height + down)
    x0, y0, x1, y1 = (edge // 2 * 2 for edge in _seen(edges, onto, width, height))
    if x1 <= x0 or y1 <= y0:
        return None
    (xx, xy, x), (yx, yy, y) = cv2.invertAffineTransform(onto[:2]).tolist()
    columns = (np.arange(-((x0 - x1) // _NODE_PX) + 2) - 0.5) * _NODE_PX - 0.5 + x0
    rows = ((np.arange(-((y0 - y1) // _NODE_PX) + 2) - 0.5) * _NODE_PX - 0.5 + y0)[:, np.newaxis]
    before_x, before_y = bent.whence(
        (xx * columns + xy * rows + (x + sheet.left)).astype(np.float32),
        (yx * columns + yy * rows + (y + sheet.top)).astype(np.float32),
    )
    left, top = np.float32(sheet.left), np.float32(sheet.top)
    return _LookedUp((x0, y0, x1, y1), before_x - left, before_y - top, _NODE_PX)


def _seen(edges: tuple[float, float, float, float], onto: Affine, width: int, height: int) -> _Box:
    """Give the box of a frame that an upright box of a sheet comes to lie in."""
    left, top, right, bottom = edges
    (xx, xy, x), (yx, yy, y), _ = onto.tolist()
    across = [xx * a + xy * b + x for a in (left, right) for b in (top, bottom)]
    down = [yx * a + yy * b + y for a in (left, right) for b in (top, bottom)]
    return (
        max(0, floor(min(across)) - 1),
        max(0, floor(min(down)) - 1),
        min(width, ceil(max(across)) + 2),
        min(height, ceil(max(down)) + 2),
    )


def _laid(
    sheet: Sheet, onto: Affine, plane: Plane, strength: float, looked_up: _LookedUp | None
) -> tuple[tuple[slice, slice], cv2.typing.MatLike] | None:
    """Give the part of a plane that a sheet comes to lie on, and how it lies there."""
    (height, width), (rows, columns) = plane.shape, sheet.shape[:2]
    box = looked_up.box if looked_up else _seen((0, 0, columns, rows), onto, width, height)
    x0, y0, x1, y1 = box
    if x1 <= x0 or y1 <= y0 or strength <= 0:
        return None
    if looked_up:
        laid = looked_up.warped(sheet)
    else:
        shift = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1.0]])
        laid = cv2.warpAffine(sheet, (shift @ onto)[:2], (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR)
    if strength < 1:
        laid = cv2.convertScaleAbs(laid, alpha=strength)
    return (slice(y0, y1), slice(x0, x1)), laid


def _channel(sheet: cv2.typing.MatLike, number: int) -> cv2.typing.MatLike:
    return cv2.extractChannel(sheet, number)


def _over(region: Plane, color: cv2.typing.MatLike, kept: cv2.typing.MatLike) -> None:
    cv2.multiply(region, kept, dst=region, scale=1 / 255)
    cv2.add(region, color, dst=region)
