"""Where on a figure its eyes and its mouth are, if that is beyond doubt.

A face is two marks alike at about one height, with nothing but small marks between them, as far from the
edges of a head on both sides, and below them in the middle something that can only be a mouth, all of it seen
in several looks that take more or less for a stroke. Whatever lacks one of these has no face: nothing is laid
where none is sure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import hypot, pi

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.render.rig.field import Floats, floats
from storyvid_dagster.render.rig.outline import RIM
from storyvid_dagster.render.rig.skeleton import Mask
from storyvid_dagster.render.stage.puppets import Sprite

_SPAN_PX = 500
"""Faces are sought on a figure of this size."""
_FACELESS = {BodyPlan.VEHICLE, BodyPlan.BUILDING, BodyPlan.STIFF, BodyPlan.HANGING, BodyPlan.BUTTERFLY}
"""What may have two windows and a door."""
_PAPER = 235
_FAINTEST = 16.0
_PARTS_MARKED, _PARTS_DARK = (0.25, 0.42), (0.1, 0.16, 0.22, 0.32, 0.44, 0.58)
"""Marks stand out by so much of what the strongest strokes do, or lie so far from those to paper."""
_LOOKS_ALIKE, _LOOKS_ALIKE_OVER_STROKES = 2, 4
"""Eyes are seen in so many looks, at least: in more where strokes are beside them."""
_MARK_LOOKS = 2
"""And nose or mouth in so many."""
_GRAINS_PX = 1.3, 2.6
_LONGEST = 2.4
"""Of nose, eyes and mouth, in parts of what the eyes are apart."""
_SMALLEST_PX, _WIDEST = 4, 0.17
"""Of an eye; in parts of the figure."""
_ROUND = (0.55, 1.17)
"""What an eye fills, in parts of an oval as wide and as high; of one with corners more."""
_CORNERED = 1.32
_ALIKE = 0.62
_SLOPE = 0.33
_APART = (1.35, 9.0)
"""From one eye to the other, in widths of one."""
_LOWEST: dict[BodyPlan | None, float] = {BodyPlan.UPRIGHT: 0.5}
_LOWEST_OF_ANY = 0.62
"""Eyes are above that, in parts of the height."""
_SAME_SIDES = 0.48
"""How far the space outside both eyes has to be alike."""
_OFF_EDGE = 0.3
"""So far off the edge of the head an eye is, in widths of it."""
_HEAD = 2.2
"""From an eye to the edge of the head at most, in parts of what the eyes are apart."""
_DEEP = 0.75, 0.25
"""So far from the rim the middle of an eye is, in parts of it, and of what they are apart."""
_ABOUT, _PAPER_ABOUT, _COLOR_ABOUT = 0.22, 0.35, 0.62
"""So far about an eye, in parts of it, so much may be drawn, or must be."""
_CENTRED = 0.2
"""So far off the middle a mouth may be, in parts of what the eyes are apart; so with all that follow."""
_BELOW = (0.16, 1.45)
_BELOW_NOSE = 0.6
_WIDE = (0.3, 2.2)
_CHIN = 1.3, 0.2
"""A line as wide and as straight may be the lower edge of the head."""
_CLUTTER = 8
"""As many marks lie about a face beside the eyes, at most: nose, mouth, cheeks, brows."""
_LEVEL = 0.8
_FLAT = 1.25
"""A mouth is so much wider than high, at least."""


@dataclass(frozen=True)
class Mark:
    """A small mark, with the box it lies in, in pixels of the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def wide(self) -> float:
        """Across."""
        return self.right - self.left

    @property
    def high(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def x(self) -> float:
        """Of its middle."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """Of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Face:
    """What is sure of a face, in pixels of the figure's sheet."""

    eyes: tuple[Mark, Mark]
    """The left one first, as seen."""
    mouth: Mark


@dataclass(frozen=True)
class _Marks:
    """All marks of a figure, small enough to be looked at closely."""

    boxes: tuple[Mark, ...]
    labels: NDArray[np.int32]
    """Which mark each pixel belongs to: 0: none, 1: the first ..."""
    spans: NDArray[np.int32]
    """How long each mark is, beginning with none at all."""
    outside: Mask

    def edges(
        self, apart: float, there: tuple[slice, slice] | tuple[NDArray[np.intp], NDArray[np.intp]]
    ) -> NDArray[np.bool_]:
        """Tell what in some places is too long to belong to a face whose eyes are so far apart."""
        return (self.spans > _LONGEST * apart)[self.labels[there]] | (self.outside[there] > 0)

    def filled(self, number: int) -> float:
        """Tell what a mark fills with all it encloses, in parts of an oval of its size; counted from 0."""
        box = self.boxes[number]
        there = slice(int(box.top), int(box.bottom)), slice(int(box.left), int(box.right))
        mask = (self.labels[there] == number + 1).astype(np.uint8)
        outside = np.pad(mask, 1)
        cv2.floodFill(outside, np.zeros((outside.shape[0] + 2, outside.shape[1] + 2), np.uint8), (0, 0), (2,))
        return float((outside != 2).sum()) / (pi / 4 * box.wide * box.high)


def find_face(figure: Sprite, plan: BodyPlan | None) -> Face | None:
    """Find a face; `None` in doubt.

    Args:
        figure: Its sheet.
        plan: How its kind is built; `None`: not known.
    """
    if plan in _FACELESS:
        return None
    scale = _SPAN_PX / max(figure.height, figure.width)
    looks = tuple(_looks(figure, scale))
    seen = [(pair, marks) for marks in looks for pair in _pairs(marks, plan) if _in_a_head(pair, marks)]
    boxes = [box for marks in looks for box in marks.boxes]
    faces: list[tuple[int, float, Face]] = []
    for pair, _ in seen:
        seen_in = [marks for other, marks in seen if all(map(_is_same, pair, other))]
        even = all(_on_even_ground(pair, looks[at]) for at in (0, len(looks) // 2))
        enough = len(seen_in) >= (_LOOKS_ALIKE if even else _LOOKS_ALIKE_OVER_STROKES)
        if enough and _are_deep(pair, looks[0]) and (face := _face(pair, seen_in, looks[1], boxes)):
            faces.append((len(seen_in), pair[0].wide + pair[1].wide, face))
    if not faces:
        return None
    best = max(faces, key=lambda one: one[:2])[2]

    def placed(mark: Mark) -> Mark:
        return Mark(mark.left / scale, mark.top / scale, mark.right / scale, mark.bottom / scale)

    left, right = map(placed, best.eyes)
    return Face((left, right), placed(best.mouth))


def _is_same(one: Mark, other: Mark) -> bool:
    return (
        abs(one.x - other.x) < 0.3 * one.wide
        and abs(one.y - other.y) < 0.3 * one.high
        and _ALIKE < one.wide / other.wide < 1 / _ALIKE
        and _ALIKE < one.high / other.high < 1 / _ALIKE
    )


def _looks(figure: Sprite, scale: float) -> Iterator[_Marks]:
    """Look at a figure again and again: at all that is no paper, and at what is darker than this and that."""
    size = (max(1, round(figure.width * scale)), max(1, round(figure.height * scale)))

    def small(plane: NDArray[np.uint8], paper: int) -> Floats:
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        laid = np.asarray(cv2.resize(plane, size, interpolation=how), np.float32)
        return floats(laid + paper * (1 - alpha))

    alpha = np.asarray(cv2.resize(figure.a, size, interpolation=cv2.INTER_AREA), np.float32) / 255
    inside = (alpha > 0.95).astype(np.uint8)
    if not inside.any():
        return
    y = small(figure.luma[..., 0], _PAPER)
    u, v = (small(figure.chroma[..., channel], 128) for channel in (0, 1))
    marked = np.maximum(0, _PAPER - y) + np.abs(u - 128) + np.abs(v - 128)
    strong = float(np.percentile(marked[inside > 0], 97))
    darkest = float(np.percentile(y[inside > 0], 2))
    if strong < _FAINTEST:
        return
    for grain_px in _GRAINS_PX:
        even, dark = (
            np.asarray(cv2.GaussianBlur(plane, (0, 0), grain_px), np.float32) for plane in (marked, y)
        )
        for part in _PARTS_MARKED:
            yield _marks(even > part * strong, inside)
        for part in _PARTS_DARK:
            yield _marks(dark < darkest + part * (_PAPER - darkest), inside)


def _marks(strokes: NDArray[np.bool_], inside: Mask) -> _Marks:
    drawn = (strokes & (inside > 0)).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    boxes = tuple(Mark(x, y, x + wide, y + high) for x, y, wide, high in stats[1:, :4].tolist())
    spans = np.max(stats[:, 2:4], 1)
    spans[0] = 0
    return _Marks(boxes, np.asarray(labels, np.int32), np.asarray(spans, np.int32), 1 - inside)


def _pairs(marks: _Marks, plan: BodyPlan | None) -> Iterator[tuple[Mark, Mark]]:
    """Give all pairs of marks that may be eyes, the left one first."""
    fullest = _CORNERED if plan is BodyPlan.UPRIGHT else _ROUND[1]
    lowest = _LOWEST.get(plan, _LOWEST_OF_ANY) * len(marks.labels)

    def may_be_eye(box: Mark) -> bool:
        return (
            min(box.wide, box.high) >= _SMALLEST_PX
            and max(box.wide, box.high) <= _WIDEST * _SPAN_PX
            and 0.3 < box.wide / box.high < 2.2
        )

    eyes = sorted(
        (
            box
            for number, box in enumerate(marks.boxes)
            if may_be_eye(box) and _ROUND[0] < marks.filled(number) < fullest
        ),
        key=lambda box: box.x,
    )
    for left, right in combinations(eyes, 2):
        apart = right.x - left.x
        widest = max(left.wide, right.wide)
        if (
            min(left.wide, right.wide) >= _ALIKE * widest
            and min(left.high, right.high) >= _ALIKE * max(left.high, right.high)
            and abs(right.y - left.y) <= _SLOPE * apart
            and _APART[0] * widest <= apart <= _APART[1] * widest
            and (left.y + right.y) / 2 < lowest
        ):
            yield left, right


def _in_a_head(eyes: tuple[Mark, Mark], marks: _Marks) -> bool:
    """Tell whether nothing parts two eyes, and the edges of a head are as far from both."""
    left, right = eyes
    apart = right.x - left.x
    if _edges(marks, apart, (left.right, right.left), ((left.y + right.y) / 2 - 1, 3)).any():
        return False
    if any(_is_third(box, eyes) for box in marks.boxes):
        return False
    aside = (
        _free(_edges(marks, apart, (0, left.left), (left.y - 1, 3))[:, ::-1]),
        _free(_edges(marks, apart, (right.right, marks.labels.shape[1]), (right.y - 1, 3))),
    )
    return (
        min(aside) >= _OFF_EDGE * min(left.wide, right.wide)
        and min(aside) >= _SAME_SIDES * max(aside)
        and max(aside) <= _HEAD * apart
        and _clutter(eyes, apart, marks) <= _CLUTTER
    )


def _is_third(box: Mark, eyes: tuple[Mark, Mark]) -> bool:
    """Tell whether a mark between two eyes is as large as they are: there are three, or they are none."""
    left, right = eyes
    between = left.right < box.x < right.left
    level = abs(box.y - (left.y + right.y) / 2) < _LEVEL * max(left.high, right.high)
    return between and level and min(box.wide / left.wide, box.high / left.high) > _ALIKE


def _edges(
    marks: _Marks, apart: float, columns: tuple[float, float], rows: tuple[float, float]
) -> NDArray[np.bool_]:
    """Look for what cannot belong to a face, from one column to another and in so many rows from one on."""
    top = round(rows[0])
    return marks.edges(apart, (slice(top, top + round(rows[1])), slice(*map(round, columns))))


def _on_even_ground(eyes: tuple[Mark, Mark], marks: _Marks) -> bool:
    """Tell whether there is but paper about two eyes, or all is coloured in; a stroke has both beside it."""
    return not any(_PAPER_ABOUT < _drawn_about(eye, marks) < _COLOR_ABOUT for eye in eyes)


def _drawn_about(mark: Mark, marks: _Marks) -> float:
    """Give how much is drawn on what is about a mark, 0 to 1."""
    wide, high = _ABOUT * max(3.0, mark.wide), _ABOUT * max(3.0, mark.high)
    rows = slice(max(0, round(mark.top - high)), round(mark.bottom + high))
    columns = slice(max(0, round(mark.left - wide)), round(mark.right + wide))
    drawn = (marks.labels[rows, columns] > 0).astype(np.float32)
    inner = drawn[round(high) : -round(high), round(wide) : -round(wide)]
    return float(drawn.sum() - inner.sum()) / max(1, drawn.size - inner.size)


def _are_deep(eyes: tuple[Mark, Mark], marks: _Marks) -> bool:
    """Tell whether two eyes are well within a figure, without its rim."""
    deep = cv2.distanceTransform(1 - marks.outside, cv2.DIST_L2, 3)
    rim_px = RIM * hypot(*marks.outside.shape)
    least = max(_DEEP[0] * max(eye.wide, eye.high) for eye in eyes), _DEEP[1] * (eyes[1].x - eyes[0].x)
    return all(deep[round(eye.y), round(eye.x)] >= rim_px + max(least) for eye in eyes)


def _face(
    eyes: tuple[Mark, Mark], seen_in: Sequence[_Marks], whole: _Marks, boxes: Sequence[Mark]
) -> Face | None:
    """Find nose or mouth below two eyes, in whatever look they are seen in."""
    left, right = eyes
    apart = hypot(right.x - left.x, right.y - left.y)
    across = np.array([right.x - left.x, right.y - left.y]) / apart
    middle = np.array([left.x + right.x, left.y + right.y]) / 2

    def place(box: Mark) -> tuple[float, float]:
        """Tell how far off the middle, and how far below the eyes, in parts of what those are apart."""
        way = (np.array([box.x, box.y]) - middle) / apart
        return abs(float(way @ across)), float(way @ (-across[1], across[0]))

    def is_free(box: Mark) -> bool:
        way = np.linspace(middle, (box.x, box.y), round(0.5 * apart) + 2)
        column, row = np.rint(way).astype(np.intp).T
        inset = box.wide / 4
        there = (
            slice(round(box.top), round(box.bottom)),
            slice(round(box.left + inset), round(box.right - inset)),
        )
        free = (
            not (marks.edges(apart, (row, column)).any() or marks.edges(apart, there).any())
            for marks in seen_in
        )
        on_paper = _drawn_about(box, whole) < _COLOR_ABOUT
        return sum(free) >= _LOOKS_ALIKE and not (on_paper and whole.edges(apart, there).any())

    def may_be_below(box: Mark) -> bool:
        off, below = place(box)
        return (
            off < _CENTRED
            and _BELOW[0] < below < _BELOW[1]
            and 0.08 * apart < box.wide < _WIDE[1] * apart
            and 3 < box.high < 0.9 * apart
            and box.top > min(left.top, right.top)
        )

    found = [box for box in boxes if may_be_below(box)]
    times = {box: sum(_is_same(box, other) for other in found) for box in found}
    found = [box for box in found if times[box] >= _MARK_LOOKS and is_free(box)]
    steady = max((times[box] for box in found), default=0) / 2
    mouths = [
        box
        for box in found
        if times[box] >= steady
        and box.wide > max(_WIDE[0] * apart, _FLAT * box.high)
        and not (box.wide > _CHIN[0] * apart and box.high < _CHIN[1] * box.wide)
        and place(box)[1] > _BELOW_NOSE
    ]
    if not mouths or any(_lies_in(eyes, box, apart) for box in boxes):
        return None
    lowest = max(mouths, key=lambda box: box.y)
    return Face(eyes, max((box for box in mouths if _meet(box, lowest)), key=lambda box: box.wide))


def _lies_in(eyes: tuple[Mark, Mark], box: Mark, apart: float) -> bool:
    """Tell whether a mark is too low for a head but has both eyes in it: they are teeth in a mouth."""
    left, right = eyes
    return (
        box.high < apart
        and box.left < left.left
        and right.right < box.right
        and box.top < left.y < box.bottom
        and box.top < right.y < box.bottom
    )


def _meet(one: Mark, other: Mark) -> bool:
    return one.top < other.bottom and other.top < one.bottom


def _clutter(eyes: tuple[Mark, Mark], apart: float, marks: _Marks) -> int:
    """Count what else is as large as half an eye and lies about a face: grains of wax look like eyes, too."""
    left, right = eyes
    least = 0.4 * min(left.wide, left.high, right.wide, right.high)
    top, bottom = min(left.top, right.top) - 0.5 * apart, max(left.bottom, right.bottom) + 1.2 * apart
    return sum(
        max(box.wide, box.high) >= least
        and left.left - 0.5 * apart < box.x < right.right + 0.5 * apart
        and top < box.y < bottom
        and not any(eye.left <= box.x <= eye.right and eye.top <= box.y <= eye.bottom for eye in eyes)
        for box in marks.boxes
    )


def _free(edges: NDArray[np.bool_]) -> int:
    """Count the columns from the first on in which there is no edge."""
    hits = np.flatnonzero(edges.any(0))
    return int(hits[0]) if len(hits) else edges.shape[1]
