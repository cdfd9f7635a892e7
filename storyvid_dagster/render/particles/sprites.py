"""Small sheets that never turn, prepared at every half pixel: many of them cost little."""

from dataclasses import dataclass

import cv2
import numpy as np

from storyvid_dagster.render.planes import Frame, Plane
from storyvid_dagster.render.stage.puppets import Sprite

_STEPS = 4
"""Half pixels in the two pixels that share their chroma."""


@dataclass(frozen=True)
class _Look:
    """A sheet as it lies at one part of a pixel: its premultiplied planes, and what they leave of a frame."""

    y: Plane
    kept: Plane
    u: Plane
    v: Plane
    kept_half: Plane


@dataclass(frozen=True)
class UprightSprite:
    """A small sheet with its looks."""

    looks: tuple[tuple[_Look, ...], ...]
    """By half pixels down, then across."""
    left: int
    """Left edge, in pixels from what is placed."""
    top: int


def upright_sprite(sheet: Sprite) -> UprightSprite:
    """Prepare a sheet whose `left` and `top` are counted from the point that is placed."""
    steps = [step / 2 for step in range(_STEPS)]
    return UprightSprite(
        tuple(tuple(_look(sheet, x, y) for x in steps) for y in steps), sheet.left, sheet.top
    )


def _look(sheet: Sprite, x: float, y: float) -> _Look:
    half = (sheet.width // 2 + 2, sheet.height // 2 + 2)
    whole = (2 * half[0], 2 * half[1])

    def moved(sheet: Plane, size: tuple[int, int], dx: float, dy: float) -> list[Plane]:
        laid = cv2.warpAffine(sheet, np.array([[1, 0, dx], [0, 1, dy]]), size)
        return [np.asarray(plane, np.uint8) for plane in cv2.split(laid)]

    y_plane, *_, alpha = moved(sheet.luma, whole, x, y)
    # Chroma samples of a sheet sit in the middle of 2x2 pixels; those of the frame on the left column.
    u_plane, v_plane, _, alpha_half = moved(sheet.chroma, half, x / 2 + 0.25, y / 2)
    return _Look(y_plane, ~alpha, u_plane, v_plane, ~alpha_half)


def lay_sprite(what: UprightSprite, x: float, y: float, out: Frame) -> None:
    """Lay a sheet with its point at (x, y), in pixels of the frame, to the nearest half pixel."""
    across, down = round(2 * (x + what.left)), round(2 * (y + what.top))
    look = what.looks[down % _STEPS][across % _STEPS]
    left, top = across // _STEPS, down // _STEPS
    _over(out.y, look.y, look.kept, 2 * left, 2 * top)
    _over(out.u, look.u, look.kept_half, left, top)
    _over(out.v, look.v, look.kept_half, left, top)


def _over(frame: Plane, color: Plane, kept: Plane, left: int, top: int) -> None:
    height, width = frame.shape
    rows, columns = kept.shape
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(width, left + columns), min(height, top + rows)
    if x1 <= x0 or y1 <= y0:
        return
    if (x1 - x0, y1 - y0) != (columns, rows):
        part = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
        color, kept = color[part], kept[part]
    region = frame[y0:y1, x0:x1]
    cv2.multiply(region, kept, dst=region, scale=1 / 255)
    cv2.add(region, color, dst=region)
