"""Cut-out figures as planes, and how one is set into a frame in a pose, by parts of a pixel."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.render.planes import Frame, Plane, Rgba, premultiplied
from storyvid_dagster.render.rig.field import Bent
from storyvid_dagster.render.stage.lookup import Affine, Lookup, cover_of, look_up, seen_box
from storyvid_dagster.render.stage.pose import Pose

Sheet = NDArray[np.uint8]
"""(H, W, 4): colours multiplied by alpha, and alpha."""

_VISIBLE = 8
"""Alpha below which a pixel does not count."""
_SOLID = 128
"""Alpha from which on something is there to be held."""


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

    @cached_property
    def cover(self) -> Plane:
        """Where anything shows, by cells."""
        return cover_of(self.a)

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


def meeting(one: Sprite, other: Sprite) -> tuple[float, float] | None:
    """Give the middle (x, y) of where two sheets lie over each other in the picture; `None`: nowhere."""
    top, left = max(one.top, other.top), max(one.left, other.left)
    bottom = min(one.top + one.height, other.top + other.height)
    right = min(one.left + one.width, other.left + other.width)
    if top >= bottom or left >= right:
        return None
    both = np.minimum(
        *(
            each.a[top - each.top : bottom - each.top, left - each.left : right - each.left]
            for each in (one, other)
        )
    )
    rows, columns = np.nonzero(both > _SOLID)
    return (left + float(columns.mean()), top + float(rows.mean())) if len(rows) else None


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


@dataclass(frozen=True)
class Laid:
    """A part of a sheet as it lies on one plane of a frame."""

    plane: int
    """0: luma; 1 and 2: the chroma planes, half its size."""
    part: tuple[slice, slice]
    color: cv2.typing.MatLike
    shows: cv2.typing.MatLike
    """How much of what is below shows through, 0 to 255."""


def put(
    sheet: Sprite, onto_frame: Affine, out: Frame, strength: float = 1.0, bent: Bent | None = None
) -> None:
    """Set a sheet into a frame, in place; with a `strength` below 1 it is seen through."""
    put_laid(lay(sheet, onto_frame, out, strength, bent), out)


def put_laid(laid: Iterable[Laid], out: Frame) -> None:
    """Set what was laid for frames of this size into one of them, in place."""
    planes = out.y, out.u, out.v
    for piece in laid:
        region = planes[piece.plane][piece.part]
        cv2.multiply(region, piece.shows, dst=region, scale=1 / 255)
        cv2.add(region, piece.color, dst=region)


def lay(
    sheet: Sprite, onto_frame: Affine, out: Frame, strength: float = 1.0, bent: Bent | None = None
) -> list[Laid]:
    """Give what `put` would set into a frame like `out`."""
    found = _looked_up(sheet, onto_frame, bent, out) if bent else None
    if bent and found is None:
        return []
    laid: list[Laid] = []
    for part, warped in _laid(sheet.luma, onto_frame, out.y, strength, found):
        laid.append(Laid(0, part, _channel(warped, 0), cv2.bitwise_not(_channel(warped, 3))))
    onto_half = _TO_HALF @ onto_frame @ _FROM_HALF
    for part, warped in _laid(sheet.chroma, onto_half, out.u, strength, found and found.halved(onto_frame)):
        shows = cv2.bitwise_not(_channel(warped, 3))
        laid += [Laid(1, part, _channel(warped, 0), shows), Laid(2, part, _channel(warped, 1), shows)]
    return laid


def lay_soft(
    sheet: Sprite, onto_frame: Affine, out: Frame, strength: float = 1.0, bent: Bent | None = None
) -> list[Laid]:
    """Lay a sheet in which nothing is sharp, such as a shadow: turned at half size for half the work."""
    found = _looked_up(sheet, onto_frame, bent, out) if bent else None
    if bent and found is None:
        return []
    laid: list[Laid] = []
    onto_half = _TO_MIDDLE @ onto_frame @ _FROM_HALF
    for part, warped in _laid(sheet.chroma, onto_half, out.u, strength, found and found.halved()):
        u, v, y, alpha = cv2.split(warped)
        shows = cv2.bitwise_not(alpha)
        rows, columns = (slice(2 * edges.start, 2 * edges.stop) for edges in part)
        region = out.y[rows, columns]
        size = region.shape[1], region.shape[0]
        laid += [
            Laid(1, part, u, shows),
            Laid(2, part, v, shows),
            Laid(0, (rows, columns), cv2.resize(y, size), cv2.resize(shows, size)),
        ]
    return laid


def _looked_up(sheet: Sprite, onto: Affine, bent: Bent, out: Frame) -> Lookup | None:
    size = out.y.shape[1], out.y.shape[0]
    return look_up((sheet.left, sheet.top), sheet.cover, onto, bent, size)


def _laid(
    plane: Sheet, onto: Affine, frame: Plane, strength: float, found: Lookup | None
) -> Iterator[tuple[tuple[slice, slice], cv2.typing.MatLike]]:
    """Give the parts of a frame's plane that one of a sheet comes to lie on, and how it lies there."""
    if strength <= 0:
        return
    for part, laid in _turned(plane, onto, frame) if found is None else found.pieces(plane):
        yield part, cv2.convertScaleAbs(laid, alpha=strength) if strength < 1 else laid


def _turned(
    plane: Sheet, onto: Affine, frame: Plane
) -> Iterator[tuple[tuple[slice, slice], cv2.typing.MatLike]]:
    rows, columns = plane.shape[:2]
    x0, y0, x1, y1 = seen_box((0, 0, columns, rows), onto, (frame.shape[1], frame.shape[0]))
    if x1 > x0 and y1 > y0:
        shift = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1.0]])
        laid = cv2.warpAffine(plane, (shift @ onto)[:2], (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR)
        yield (slice(y0, y1), slice(x0, x1)), laid


def _channel(sheet: cv2.typing.MatLike, number: int) -> cv2.typing.MatLike:
    return cv2.extractChannel(sheet, number)
