"""An arm that bends at its shoulder, as one cut from the same sheet of paper would.

Every point of the arm turns about the joint, the more the farther out it is, up to the whole turn of the
hand. None comes nearer to the joint or goes farther off, so what is seen in a place is found by an angle
alone; and where the arm begins nothing turns, so there is no seam. The rest of the figure lies below, as it
was.
"""

from dataclasses import dataclass
from itertools import takewhile
from math import atan2, degrees, log, radians

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.render.planes import Plane
from storyvid_dagster.render.stage.limbs import Limb, Part, find_rig, sane_arms
from storyvid_dagster.render.stage.poses import ArmRoom, can_wave
from storyvid_dagster.render.stage.puppets import Sprite
from storyvid_dagster.render.stage.thinning import Mask

_SOLID = 127
_HEAVIEST = 0.25
"""An arm is at most this part of its figure."""
_CUTS = (1.1, 1.25, 1.4)
"""An arm is cut off by a disc about its joint, so much wider than it fits in there."""
_OVERLAP_PX = 4
"""So far both sheets show what is between arm and body, or their soft edges would let light through."""
_EASE = 0.15
"""Part of the bend, in its logarithm, in which it sets in."""
_SHEAR = 0.5
"""Paper pulled aside farther, across for along, looks like rubber."""
_FARTHEST_DEGREES, _STEP_DEGREES = 45, 5
_STEEPEST_DEGREES = 80
_AMPLE_DEGREES = 45
"""More room makes no better arm."""
_MAY_COVER = 0.03
"""Part of an arm that may come to lie over the rest of its figure."""
_EVERY = 5
"""Of the places of an arm, so many stand for all."""

_Floats = NDArray[np.float32]


@dataclass(frozen=True)
class _Places:
    """Where an arm may come to on one plane, and how each place is seen from the joint."""

    part: tuple[slice, slice]
    """Rows and columns of the plane."""
    joint: tuple[float, float]
    """(x, y) in the plane's pixels."""
    away: _Floats
    """How far off the joint, in the plane's pixels."""
    angle: _Floats
    """In which direction, in radians."""
    share: _Floats
    """How much of the hand's turn is made there, 0 to 1."""


@dataclass(frozen=True)
class BendingArm:
    """A figure in two sheets that lie over each other: one of its arms, and the rest."""

    room: ArmRoom
    arm: Sprite
    body: Sprite
    sense: int
    """1 if the arm is raised clockwise, which a left one is, else -1."""
    fine: _Places
    coarse: _Places

    def raised(self, turn_degrees: float) -> Sprite:
        """Give the figure with its arm raised so far, below 0 lowered."""
        turn = self.sense * radians(turn_degrees)
        arm, body = self.arm, self.body
        y, a = _laid((arm.y, arm.a), (body.y, body.a), self.fine, turn)
        u, v, a_half = _laid((arm.u, arm.v, arm.a_half), (body.u, body.v, body.a_half), self.coarse, turn)
        return Sprite(y, a, u, v, a_half, body.left, body.top)


def waving_arm(figure: Sprite, neighbour: float) -> BendingArm | None:
    """Give the arm a figure waves with: one with ample room, if it can on the side where nobody is.

    Args:
        figure: The whole figure.
        neighbour: As in `Room`.

    Returns:
        `None` for a figure that has not clearly two arms, or no arm with room to move.
    """
    rig = find_rig(figure.a)
    arms = rig and sane_arms(rig)
    if not arms:
        return None
    cuts = [cut for limb in arms if (cut := _cut(figure.a, limb)) and can_wave(cut.room)]

    def merit(cut: _Cut) -> tuple[float, float]:
        return min(cut.room.up + cut.room.down, _AMPLE_DEGREES), cut.sense * neighbour

    best = max(cuts, key=merit, default=None)
    return best and _apart(figure, best)


@dataclass(frozen=True)
class _Cut:
    """Where an arm is cut off its figure."""

    own: Mask
    """The arm."""
    rest: Mask
    """The figure without the arm and the disc about its joint."""
    away: _Floats
    """How far every pixel is off the joint."""
    joint: tuple[float, float]
    """(x, y)."""
    begins: float
    """Radius of the disc."""
    ends: float
    """How far the arm goes off the joint."""
    sense: int
    room: ArmRoom


def _cut(alpha: Plane, limb: Limb) -> _Cut | None:
    """Cut an arm off; `None` if it hangs together with its figure elsewhere than at its joint."""
    x, y = limb.joint
    solid = (alpha > _SOLID).astype(np.uint8)
    rows, columns = np.ogrid[: len(solid), : solid.shape[1]]
    away = np.hypot((columns - x).astype(np.float32), (rows - y).astype(np.float32))
    fits = float(away[solid == 0].min(initial=float(away.max())))
    for wider in _CUTS:
        begins = wider * fits
        outside = solid & (away > begins)
        labels = np.asarray(cv2.connectedComponents(outside)[1], np.int32)
        own = outside & (labels == labels[round(limb.tip[1]), round(limb.tip[0])])
        if 0 < own.sum() < _HEAVIEST * solid.sum():
            break
    else:
        return None
    ends = float(away[own > 0].max())
    most_degrees = degrees(_SHEAR * log(ends / begins) * (1 + _EASE) / (1 + 2 * _EASE))
    sense = 1 if limb.part is Part.LEFT_ARM else -1
    hand = np.argwhere(own & (away > (begins + ends) / 2))
    room = _room(limb, hand, solid - own, sense, min(_FARTHEST_DEGREES, most_degrees))
    return _Cut(own, outside - own, away, limb.joint, begins, ends, sense, room)


def _apart(figure: Sprite, cut: _Cut) -> BendingArm:
    """Part a figure into its arm and the rest, on sheets with room for all the arm may do."""
    x, y = cut.joint
    # A shadow goes with what is nearest; in the armpit it is shared, or it would be torn.
    to_own, to_rest = _distance_to(cut.own), _distance_to(cut.rest)
    mine = to_rest / np.maximum(to_own + to_rest, 1)
    mine = mine * mine * (3 - 2 * mine)
    outside = (cut.away - cut.begins) / 2
    in_arm = mine * np.clip(outside + _OVERLAP_PX / 2, 0, 1)
    in_body = 1 - mine * np.clip(outside + _OVERLAP_PX / 4, 0, 1)

    turns = cut.sense * np.linspace(-cut.room.down, cut.room.up, 7)
    reached = _turned(np.argwhere((in_arm > 0.02) & (figure.a > 0)), (y, x), turns)
    top, left = (int(edge) // 2 * 2 - 4 for edge in reached.min((0, 1)))
    bottom, right = (int(edge) // 2 * 2 + 6 for edge in reached.max((0, 1)))
    before = max(0, -top), max(0, -left)
    after = max(0, bottom - figure.height), max(0, right - figure.width)
    fine, coarse = (
        _places(
            (top + before[0], left + before[1], bottom + before[0], right + before[1]),
            (x + before[1], y + before[0]), cut.begins, cut.ends, step,
        )
        for step in (1, 2)
    )  # fmt: skip
    arm, body = (_widened(_masked(figure, part), before, after) for part in (in_arm, in_body))
    return BendingArm(cut.room, arm, body, cut.sense, fine, coarse)


def _room(limb: Limb, hand: NDArray[np.int64], rest: Mask, sense: int, most_degrees: float) -> ArmRoom:
    """Turn an arm both ways until its hand would come to lie over the rest, or point straight up or down."""
    (x, y), (tip_x, tip_y) = limb.joint, limb.tip
    slope = degrees(atan2(y - tip_y, abs(tip_x - x)))

    def is_free(turn: float) -> bool:
        at = np.rint(_turned(hand, (y, x), np.array([sense * turn]))[0]).astype(np.int64)
        seen = at[((at >= 0) & (at < rest.shape)).all(1)]
        covered = int(rest[seen[:, 0], seen[:, 1]].sum())
        return abs(slope + turn) <= _STEEPEST_DEGREES and covered <= _MAY_COVER * len(at)

    def farthest(way: int) -> float:
        free = takewhile(
            lambda turn: is_free(way * turn), np.arange(_STEP_DEGREES, most_degrees, _STEP_DEGREES)
        )
        return float(max(free, default=0))

    return ArmRoom(farthest(1), farthest(-1), slope)


def _turned(
    places: NDArray[np.int64], about: tuple[float, float], turns_degrees: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give some of the places (N, 2), as (row, column), after each turn clockwise: (turns, n, 2)."""
    down, right = (places[::_EVERY] - about).T
    turns = np.deg2rad(turns_degrees)[:, np.newaxis]
    cos, sin = np.cos(turns), np.sin(turns)
    return np.stack([sin * right + cos * down, cos * right - sin * down], -1) + about


def _distance_to(shape: Mask) -> _Floats:
    return np.asarray(cv2.distanceTransform(1 - shape, cv2.DIST_L2, 3), np.float32)


def _masked(figure: Sprite, part: NDArray[np.floating]) -> Sprite:
    """Give what shows of a figure where `part` is 1."""
    mask = np.rint(part * 255).astype(np.uint8)
    size = (figure.width // 2, figure.height // 2)
    half = np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)

    def times(plane: Plane, mask: Plane) -> Plane:
        return np.asarray(cv2.multiply(plane, mask, scale=1 / 255), np.uint8)

    return Sprite(
        times(figure.y, mask), times(figure.a, mask),
        times(figure.u, half), times(figure.v, half), times(figure.a_half, half),
        figure.left, figure.top,
    )  # fmt: skip


def _widened(sheet: Sprite, before: tuple[int, int], after: tuple[int, int]) -> Sprite:
    """Add even numbers of empty rows and columns around a sheet."""

    def around(plane: Plane, step: int) -> Plane:
        return np.pad(plane, [(b // step, a // step) for b, a in zip(before, after, strict=True)])

    return Sprite(
        around(sheet.y, 1), around(sheet.a, 1),
        around(sheet.u, 2), around(sheet.v, 2), around(sheet.a_half, 2),
        sheet.left - before[1], sheet.top - before[0],
    )  # fmt: skip


def _places(
    box: tuple[int, int, int, int], joint: tuple[float, float], begins: float, ends: float, step: int
) -> _Places:
    """Look at every place of a plane in a box (top, left, bottom, right) from the joint.

    Args:
        box: In pixels of the sheet.
        joint: (x, y) in pixels of the sheet.
        begins: So far off the joint nothing turns.
        ends: So far off it turns with the hand.
        step: 2 for a plane of half size.
    """
    top, left, bottom, right = (edge // step for edge in box)
    middle = (step - 1) / 2  # a sample of half size sits in the middle of 2x2 pixels
    x, y = ((at - middle) / step for at in joint)
    down, across = np.mgrid[top:bottom, left:right].astype(np.float32)
    away, angle = np.hypot(across - x, down - y), np.arctan2(down - y, across - x)
    # By logarithms, all of the arm is sheared alike, and none by much.
    part = np.clip(np.log(np.maximum(away * step, begins) / begins) / log(ends / begins), 0, 1)
    return _Places(
        (slice(top, bottom), slice(left, right)),
        (x, y),
        *(
            weights.astype(np.float32)
            for weights in (away, angle, (1 + _EASE) * part * part / (part + _EASE))
        ),
    )


def _laid(arm: tuple[Plane, ...], body: tuple[Plane, ...], places: _Places, turn: float) -> tuple[Plane, ...]:
    """Lay an arm whose hand is turned (radians, clockwise) over the body; alpha is the last plane of both."""
    angle = places.angle - np.float32(turn) * places.share
    x, y = (
        places.away * along(angle) + np.float32(at)
        for along, at in zip((np.cos, np.sin), places.joint, strict=True)
    )
    bent = [cv2.remap(plane, x, y, cv2.INTER_LINEAR) for plane in arm]
    kept = cv2.bitwise_not(bent[-1])
    laid = tuple(plane.copy() for plane in body)
    for plane, over in zip(laid, bent, strict=True):
        region = plane[places.part]
        cv2.multiply(region, kept, dst=region, scale=1 / 255)
        cv2.add(region, over, dst=region)
    return laid
