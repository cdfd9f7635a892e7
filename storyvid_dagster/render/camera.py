"""The camera: where it looks at every frame, and the picture it sees there.

A view is moved by parts of a pixel, or slow zooms tremble. `cv2.resize` is several times faster than
a warp with the same kernel but has no sub-pixel origin, so the origin is met by whole pixels on both
sides: cutting the source at `c` and the enlarged picture at `k` puts output pixel 0 at source
coordinate `c + (k + 0.5) / scale - 0.5`. Among many `c` there is one whose `k` is almost whole.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from math import ceil, cos, floor, pi
from typing import NamedTuple, TypeVar, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.render.planes import MARGIN_PX, Frame, Plane, Planes

T = TypeVar("T")

_REACH_PX = 128
_LEAST_ZOOM = 1.04
"""Below it, whole pixels do not meet every origin; see the module."""
FAR_PACE = 0.6
"""What is far moves so much of what the ground does when the camera moves."""
_EVEN = 0.6
"""Part of a move that goes at an even pace: one that is soft all over stands still at its ends."""
_GOOD_PX = 0.012
"""Good enough: looking further back would only enlarge more pixels that are not shown."""


@dataclass(frozen=True)
class View:
    """What the camera sees: the picture magnified by `zoom`, with a fixed point of the picture.

    `x` and `y`, in parts of width and height, name the point that is at the same place in the view
    as in the picture, so that no view looks beyond the picture.
    """

    zoom: float
    x: float
    y: float


def at_pace(view: View, pace: float) -> View:
    """Give what the camera sees of things that move `pace` times as much as the ground when it moves."""
    return View(_LEAST_ZOOM + (view.zoom - _LEAST_ZOOM) * pace, view.x, view.y)


@dataclass(frozen=True)
class Path:
    """A move from one view to another, starting and ending softly."""

    start: View
    end: View
    n_frames: int
    soft: bool = False
    """Whether it stands still for a moment at its ends."""

    @property
    def cuts(self) -> tuple[int, ...]:
        """Frames at which another view begins: none."""
        return ()

    def at(self, frame: int) -> View:
        """Give the view of a frame, 0 to `n_frames - 1`.

        >>> Path(View(1.25, 0.5, 0.5), View(1.5, 0.5, 0.5), n_frames=100).at(0)
        View(zoom=1.25, x=0.5, y=0.5)
        """
        if self.start == self.end:
            return self.start
        part = frame / max(1, self.n_frames - 1)
        done = _softly(part) if self.soft else _eased(part)
        return View(
            self.start.zoom + (self.end.zoom - self.start.zoom) * done,
            self.start.x + (self.end.x - self.start.x) * done,
            self.start.y + (self.end.y - self.start.y) * done,
        )


def _eased(part: float) -> float:
    """Give how far a move has come: at an even pace but for a soft start and end, and never quite still.

    >>> _eased(0.0), _eased(0.5), _eased(1.0)
    (0.0, 0.5, 1.0)
    """
    return _EVEN * part + (1 - _EVEN) * _softly(part)


def _softly(part: float) -> float:
    return (1 - cos(pi * part)) / 2


@dataclass(frozen=True)
class Course:
    """Moves that follow each other, mostly with a cut between them."""

    legs: tuple[Path, ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The first frame of each."""
        return tuple(accumulate((leg.n_frames for leg in self.legs[:-1]), initial=0))

    @property
    def cuts(self) -> tuple[int, ...]:
        """Frames at which another view begins at once."""
        legs = zip(self.starts[1:], pairwise(self.legs), strict=True)
        return tuple(start for start, (before, after) in legs if before.end != after.start)

    def at(self, frame: int) -> View:
        """Give the view of a frame.

        >>> near, far = View(1.5, 0.5, 0.5), View(1.25, 0.5, 0.5)
        >>> Course((Path(far, far, n_frames=10), Path(near, near, n_frames=5))).at(10).zoom
        1.5
        """
        number = bisect_right(self.starts, frame) - 1
        return self.legs[number].at(frame - self.starts[number])


def card_path(*, closer: bool, n_frames: int) -> Path:
    """Choose the small move over a title or end card, about its middle."""
    far, near = View(1.045, 0.5, 0.5), View(1.085, 0.5, 0.5)
    return Path(far, near, n_frames) if closer else Path(near, far, n_frames)


class Area(NamedTuple):
    """A box of pixels; what is at `bottom` and `right` no longer belongs to it."""

    top: int
    bottom: int
    left: int
    right: int


class Camera:
    """Films stills of one size. Holds a buffer of its own: one camera for each thread."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self._pool = np.empty(0, np.uint8)
        self._aimed: tuple[object, View] | None = None
        self._rests = False
        self._kept: dict[Hashable, tuple[object, object]] = {}

    @cached_property
    def spare(self) -> tuple[Frame, Frame]:
        """Two frames to work in: fresh memory for each frame would cost as much as the work."""
        return Frame(self.size), Frame(self.size)

    def aim(self, filmed: object, view: View) -> None:
        """Say what the next frame is of; a camera that sees the same view of it again rests."""
        before, self._aimed = self._aimed, (filmed, view)
        self._rests = before is not None and before[0] is filmed and before[1] == view
        if not self._rests:
            self._kept.clear()

    @property
    def rests(self) -> bool:
        """Whether it sees what it saw a frame before."""
        return self._rests

    def kept(self, key: Hashable, make: Callable[[], T], at: object = None) -> T:
        """Give what `make` gives; while the camera rests, it is made once and must not be written into.

        Args:
            key: Names it, and its type.
            make: Makes it; of its own when the camera rests, no view of a buffer that is used again.
            at: What it is made for, beside the view: for anything else it is made anew.
        """
        if not self._rests:
            return make()
        if key not in self._kept or self._kept[key][0] != at:
            self._kept[key] = at, make()
        return cast("T", self._kept[key][1])

    def film(
        self,
        still: Planes,
        view: View,
        out: Frame,
        area: Area | None = None,
        kernel: int = cv2.INTER_CUBIC,
    ) -> None:
        """Write what `view` shows of `still` into `out`, or into an area of it with even edges."""
        self.film_plane(still.y, still, view, out.y, area, kernel)
        for plane, out_plane in ((still.u, out.u), (still.v, out.v)):
            self.film_half_plane(plane, still, view, out_plane, area)

    def film_plane(
        self,
        plane: Plane,
        still: Planes,
        view: View,
        out: Plane,
        area: Area | None = None,
        kernel: int = cv2.INTER_CUBIC,
    ) -> None:
        """Do so for one plane, with margins, that lies where `still` does."""
        top, bottom, left, right = area or self._all
        x, y, scale = self._origin_in(still, view)
        self._cut(plane, x + left / scale, y + top / scale, scale, out[top:bottom, left:right], kernel)

    def film_half_plane(
        self,
        plane: Plane,
        still: Planes,
        view: View,
        out: Plane,
        area: Area | None = None,
    ) -> None:
        """Do so for a plane of half its size; `area` is that of the whole frame."""
        top, bottom, left, right = area or self._all
        x, y, scale = self._origin_in(still, view)
        # A player takes chroma to sit on the left one of its two columns of luma (H.264, figure E-1),
        # while that of the still sits in the middle; vertically both sit between two rows.
        chroma_x = (x + left / scale - 0.5) / 2
        chroma_y = (y + (top + 0.5) / scale - 0.5) / 2
        half = out[top // 2 : bottom // 2, left // 2 : right // 2]
        self._cut(plane, chroma_x, chroma_y, scale, half, cv2.INTER_LINEAR)

    @property
    def _all(self) -> Area:
        return Area(0, self.size[1], 0, self.size[0])

    def onto_frame(self, size: tuple[int, int], view: View) -> NDArray[np.float64]:
        """Give the map (3, 3) from pixels of a still of `size` to pixels of the frame."""
        x, y, scale = self._origin(size, view)
        return np.array([[scale, 0, -x * scale], [0, scale, -y * scale], [0, 0, 1.0]])

    def _origin_in(self, still: Planes, view: View) -> tuple[float, float, float]:
        x, y, scale = self._origin(still.size, view)
        return x - still.corner[0], y - still.corner[1], scale

    def _origin(self, size: tuple[int, int], view: View) -> tuple[float, float, float]:
        """Say where in a still the frame begins (x, y), and how many of its pixels make one of the still."""
        scale = view.zoom * self.size[0] / size[0]
        shift = 0.5 / scale - 0.5
        return (
            view.x * (1 - 1 / view.zoom) * size[0] + shift,
            view.y * (1 - 1 / view.zoom) * size[1] + shift,
            scale,
        )

    def _cut(self, plane: Plane, x: float, y: float, scale: float, out: Plane, kernel: int) -> None:
        """Enlarge `plane` so that `out[0, 0]` is its value at (x, y), margins not counted."""
        height, width = out.shape
        if not (height and width):
            return
        from_x, skip_x = _whole_steps(x + MARGIN_PX, scale)
        from_y, skip_y = _whole_steps(y + MARGIN_PX, scale)
        source = plane[
            from_y : from_y + ceil((skip_y + height) / scale) + 2,
            from_x : from_x + ceil((skip_x + width) / scale) + 2,
        ]
        rows, columns = (round(side * scale) for side in source.shape)
        if self._pool.size < rows * columns:
            self._pool = np.empty(rows * columns, np.uint8)
        enlarged = self._pool[: rows * columns].reshape(rows, columns)
        cv2.resize(source, None, dst=enlarged, fx=scale, fy=scale, interpolation=kernel)
        out[:] = enlarged[skip_y : skip_y + height, skip_x : skip_x + width]


@lru_cache(maxsize=64)
def _whole_steps(origin: float, scale: float) -> tuple[int, int]:
    """Find whole pixels to cut from the source and from the enlarged picture that meet `origin` best.

    The planes of a frame ask for the same ones.
    """
    nearest = floor(origin)
    least_miss, best = 1.0, (nearest, 0)
    for cut in range(nearest, nearest - _REACH_PX, -1):
        skip = (origin - cut + 0.5) * scale - 0.5
        miss = abs(skip - round(skip))
        if miss < _GOOD_PX:
            return cut, round(skip)
        if miss < least_miss:
            least_miss, best = miss, (cut, round(skip))
    return best
