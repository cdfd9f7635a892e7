"""Parts of a picture that a camera may show, and what of somebody is in them."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.shot_list import Look
from storyvid_dagster.render.camera import View

_SMALLER = 1.3
"""Of two views of the same thing that follow each other one shows so many times as much, or the cut is a
jump: what editors call the 30 % rule, on the side that counts for the eye."""
_MOST_SHARED = 0.25
"""Views of about one size share no more of their area, or they are of the same thing."""


class Rect(NamedTuple):
    """An upright box, in parts of the frame."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top

    @property
    def middle_x(self) -> float:
        """Its middle across."""
        return (self.left + self.right) / 2

    @property
    def middle_y(self) -> float:
        """Its middle down."""
        return (self.top + self.bottom) / 2

    def joined(self, other: "Rect") -> "Rect":
        """Give the least box that holds both."""
        return Rect(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


Windows = NDArray[np.float64]
"""(N, 3): left, top and side of each."""
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Window:
    """What a view shows: a part of the picture of its shape, `side` of its width and of its height."""

    left: float
    top: float
    side: float

    @property
    def row(self) -> Windows:
        """The same as one of several."""
        return np.array([[self.left, self.top, self.side]])

    @property
    def look(self) -> Look:
        """The same as it is written down."""
        rest = 1 - self.side
        return Look(
            zoom=round(1 / self.side, 4),
            x=round(min(1.0, max(0.0, self.left / rest)), 4),
            y=round(min(1.0, max(0.0, self.top / rest)), 4),
        )

    def differs_from(self, other: "Window") -> bool:
        """Tell whether a cut from the one to the other shows something new."""
        low, high = (self.side, other.side) if self.side < other.side else (other.side, self.side)
        if high >= _SMALLER * low:
            return True
        wide = min(self.left + self.side, other.left + other.side) - max(self.left, other.left)
        tall = min(self.top + self.side, other.top + other.side) - max(self.top, other.top)
        return wide <= 0 or tall <= 0 or wide * tall <= _MOST_SHARED * low * low


def covers(windows: Windows, edge: float = 0.0, bottom: float = 1.0) -> NDArray[np.float64]:
    """Give what windows show (N, 4), less an edge and what is below `bottom`, in parts of themselves."""
    left, top, side = windows.T
    low = top + min(bottom, 1 - edge) * side
    return np.stack([left + edge * side, top + edge * side, left + (1 - edge) * side, low], axis=1)


def hold(boxes: NDArray[np.float64], box: NDArray[np.float64]) -> Flags:
    """Tell which of some boxes (N, 4) one is wholly inside."""
    return np.asarray(((boxes[:, :2] <= box[:2]) & (box[2:] <= boxes[:, 2:])).all(1), np.bool_)


def overlap(boxes: NDArray[np.float64], box: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the area that each of some boxes (N, 4) shares with one."""
    shared = np.minimum(boxes[:, 2:], box[2:]) - np.maximum(boxes[:, :2], box[:2])
    return np.maximum(shared, 0).prod(1)


def view_of(look: Look) -> View:
    """Give what the camera sees of a look."""
    return View(look.zoom, look.x, look.y)


def window_at(zoom: float, x: float, y: float) -> Window:
    """Give the part of the picture that a view shows."""
    side = 1 / zoom
    return Window(x * (1 - side), y * (1 - side), side)
