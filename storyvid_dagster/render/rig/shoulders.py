"""Where an arm can be cut off its figure, and how far it may then be moved."""

from dataclasses import dataclass, replace
from itertools import takewhile
from math import atan2, degrees, log
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.render.rig.arms import ArmSpace
from storyvid_dagster.render.rig.limbs import Limb, LimbKind
from storyvid_dagster.render.rig.skeleton import Mask
from storyvid_dagster.render.stage.puppets import Sprite

EASE = 0.15
"""Part of a bend, in its logarithm, in which it sets in."""

_SOLID = 127
_HEAVIEST = 0.25
"""An arm is at most this part of its figure."""
_CUTS = (1.1, 1.3, 1.5, 1.75)
"""An arm is cut off by a disc about its joint, so much wider than it fits in there."""
_SHEAR = 0.5
"""Paper pulled aside farther, across for along, looks like rubber."""
_FARTHEST_DEGREES, _STEP_DEGREES = 45, 5
_STEEPEST_DEGREES = 80
_MAY_COVER = 0.03
"""Part of a hand that may come to lie over the rest of its figure."""
_EVERY = 5
"""Of many places, so many stand for all."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Shoulder:
    """Where an arm is cut off its figure, all in pixels of one sheet."""

    left: int
    top: int
    """Where in the picture the sheet lies."""
    arm: Mask
    rest: Mask
    """The figure without the arm and the disc about its joint."""
    away: Floats
    """How far every pixel is off the joint."""
    joint: tuple[float, float]
    """(x, y)."""
    begins: float
    """Radius of the disc."""
    ends: float
    """How far the arm goes off the joint."""
    sense: int
    """1 if the arm is raised clockwise, which a left one is, else -1."""
    room: ArmSpace

    def on(self, sheet: Sprite) -> Self:
        """Give the same place of the picture in pixels of another sheet."""
        right, down = self.left - sheet.left, self.top - sheet.top
        shift = np.array([[1, 0, right], [0, 1, down]], np.float64)

        def moved(mask: Mask) -> Mask:
            size = (sheet.width, sheet.height)
            return np.asarray(cv2.warpAffine(mask, shift, size, flags=cv2.INTER_NEAREST), np.uint8)

        joint = self.joint[0] + right, self.joint[1] + down
        return replace(
            self,
            left=sheet.left,
            top=sheet.top,
            arm=moved(self.arm),
            rest=moved(self.rest),
            away=_away(joint, sheet.a.shape),
            joint=joint,
        )

    def is_seen_in(self, sheet: Sprite) -> bool:
        """Tell whether a sheet shows the arm: most of it covers something."""
        covered = sheet.a[self.arm > 0] > 0
        return len(covered) > 0 and bool(covered.mean() > 0.5)


def find_shoulder(figure: Sprite, limb: Limb) -> Shoulder | None:
    """Cut an arm off; `None` if it hangs together with its figure elsewhere than at its joint."""
    solid = (figure.a > _SOLID).astype(np.uint8)
    away = _away(limb.joint, solid.shape)
    fits = float(away[solid == 0].min(initial=float(away.max())))
    for wider in _CUTS:
        begins = wider * fits
        outside = solid & (away > begins)
        labels = np.asarray(cv2.connectedComponents(outside)[1], np.int32)
        arm = outside & (labels == labels[round(limb.tip[1]), round(limb.tip[0])])
        if 0 < cv2.countNonZero(arm) < _HEAVIEST * cv2.countNonZero(solid):
            break
    else:
        return None
    ends = float(away[arm > 0].max())
    sense = 1 if limb.part is LimbKind.LEFT_ARM else -1
    most_degrees = degrees(_SHEAR * log(ends / begins) * (1 + EASE) / (1 + 2 * EASE))
    hand = np.argwhere(arm & (away > (begins + ends) / 2))
    room = _room(limb, hand, solid - arm, sense, min(_FARTHEST_DEGREES, most_degrees))
    return Shoulder(figure.left, figure.top, arm, outside - arm, away, limb.joint, begins, ends, sense, room)


def _away(joint: tuple[float, float], shape: tuple[int, ...]) -> Floats:
    rows, columns = np.ogrid[: shape[0], : shape[1]]
    return np.hypot((columns - joint[0]).astype(np.float32), (rows - joint[1]).astype(np.float32))


def _room(limb: Limb, hand: NDArray[np.int64], rest: Mask, sense: int, most_degrees: float) -> ArmSpace:
    """Turn an arm both ways until its hand would come to lie over the rest, or point straight up or down."""
    (x, y), (tip_x, tip_y) = limb.joint, limb.tip
    slope = degrees(atan2(y - tip_y, abs(tip_x - x)))

    def is_free(turn: float) -> bool:
        at = np.rint(turned(hand, (y, x), np.array([sense * turn]))[0]).astype(np.int64)
        seen = at[((at >= 0) & (at < rest.shape)).all(1)]
        covered = int(rest[seen[:, 0], seen[:, 1]].sum())
        return abs(slope + turn) <= _STEEPEST_DEGREES and covered <= _MAY_COVER * len(at)

    def farthest(way: int) -> float:
        turns = np.arange(_STEP_DEGREES, most_degrees, _STEP_DEGREES)
        return float(max(takewhile(lambda turn: is_free(way * turn), turns), default=0))

    return ArmSpace(farthest(1), farthest(-1), slope)


def turned(
    places: NDArray[np.int64], about: tuple[float, float], turns_degrees: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give some of the places (N, 2), as (row, column), after each turn clockwise: (turns, n, 2)."""
    down, right = (places[::_EVERY] - about).T
    turns = np.deg2rad(turns_degrees)[:, np.newaxis]
    cos, sin = np.cos(turns), np.sin(turns)
    return np.stack([sin * right + cos * down, cos * right - sin * down], -1) + about
