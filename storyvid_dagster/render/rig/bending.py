"""A figure whose arms bend at the shoulder, as if cut from one sheet of paper.

Every point of an arm turns about the joint, the more the farther out it is, up to the whole turn of the hand.
None comes nearer to the joint or goes farther off, so what is seen in a place is found by an angle alone; and
where the arm begins nothing turns, so there is no seam. The rest of the figure lies below, as it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log, radians

import cv2
import numpy as np

from storyvid_dagster.render.planes import Plane
from storyvid_dagster.render.rig.arms import NO_ROOM, ArmSpace
from storyvid_dagster.render.rig.limbs import find_rig, sane_arms
from storyvid_dagster.render.rig.shoulders import EASE, Floats, Shoulder, find_shoulder, turned
from storyvid_dagster.render.rig.skeleton import Mask
from storyvid_dagster.render.stage.puppets import Sheet, Sprite, meeting

_OVERLAP_PX = 4
"""So far both sheets show what is between arm and body, or their soft edges would let light through."""
_SHADOW_PX = 32
"""So far about an arm its soft shadow is."""

_Box = tuple[int, int, int, int]
"""Top, left, bottom, right; even."""


@dataclass(frozen=True)
class _Places:
    """Where an arm may come to on one plane, and how each place is seen from the joint."""

    part: tuple[slice, slice]
    """Rows and columns of the plane."""
    joint: tuple[float, float]
    """(x, y) in pixels of the arm's own plane."""
    away: Floats
    """How far off the joint, in pixels."""
    angle: Floats
    """In which direction, in radians."""
    share: Floats
    """How much of the hand's turn is made there, 0 to 1."""


@dataclass(frozen=True)
class _Arm:
    sheet: Sprite
    sense: int
    fine: _Places
    coarse: _Places


@dataclass(frozen=True)
class Loose:
    """A sheet in parts that lie over each other: the body, then what arms have room to move."""

    body: Sprite
    arms: tuple[_Arm | None, _Arm | None]

    def raised(self, arms_degrees: tuple[float, float]) -> Sprite:
        """Give the sheet with its left and its right arm raised so far, below 0 lowered."""
        body = replace(self.body, luma=self.body.luma.copy(), chroma=self.body.chroma.copy())
        for arm, turn_degrees in zip(self.arms, arms_degrees, strict=True):
            if arm is not None:
                turn = arm.sense * radians(turn_degrees)
                _lay(arm.sheet.luma, arm.fine, turn, body.luma)
                _lay(arm.sheet.chroma, arm.coarse, turn, body.chroma)
        return body


@dataclass(frozen=True)
class Jointed:
    """A figure whose arms can be moved."""

    figure: Loose
    shadow: Loose | None
    """`None` for one that is thrown elsewhere and does not show what the arms do."""
    rooms: tuple[ArmSpace, ArmSpace]
    """Of the left and the right arm, as seen."""

    def holding(self, things: Sequence[Sprite]) -> "Jointed | None":
        """Let no arm move that touches a thing, which it would leave behind; `None`: no arm is left."""
        left, right = (
            NO_ROOM if arm is None or any(meeting(arm.sheet, thing) for thing in things) else room
            for arm, room in zip(self.figure.arms, self.rooms, strict=True)
        )
        return None if left == right == NO_ROOM else replace(self, rooms=(left, right))


def jointed(figure: Sprite, shadow: Sprite | None = None) -> Jointed | None:
    """Cut the arms of a figure loose; `None` for one that has not clearly two, or no room for either.

    Args:
        figure: All of it.
        shadow: Its shadow; the arms are cut out of one that lies right behind them, too.
    """
    rig = find_rig(figure.a)
    limbs = rig and sane_arms(rig)
    found = [find_shoulder(figure, limb) for limb in limbs or ()]
    shoulders = [shoulder for shoulder in found if shoulder and shoulder.room.up + shoulder.room.down]
    if not shoulders:
        return None
    behind = [moved for shoulder in shoulders if shadow and (moved := shoulder.on(shadow)).is_seen_in(shadow)]
    rooms = {shoulder.sense: shoulder.room for shoulder in shoulders}
    return Jointed(
        _loosened(figure, shoulders),
        _loosened(shadow, behind) if shadow and behind else None,
        (rooms.get(1, NO_ROOM), rooms.get(-1, NO_ROOM)),
    )


def _loosened(sheet: Sprite, shoulders: Sequence[Shoulder]) -> Loose:
    """Part a sheet at the shoulders, and make it wide enough for all the arms may do."""
    in_body = np.ones(sheet.a.shape, np.float32)
    cut: list[Sprite] = []
    for shoulder in shoulders:
        box = _around(shoulder.arm)
        in_arm, below = _shares(shoulder, box)
        in_body[_slices(box)] *= below
        cut.append(_cut_out(sheet, box, in_arm))
    reached = [_reach(sheet, *both) for both in zip(shoulders, cut, strict=True)]
    whole = (0, 0, sheet.height, sheet.width)
    edges = np.array([whole, *reached])
    body = _widened(
        _cut_out(sheet, whole, in_body), (*edges[:, :2].min(0).tolist(), *edges[:, 2:].max(0).tolist())
    )
    arms = {
        shoulder.sense: _Arm(
            arm, shoulder.sense, *(_places(shoulder, box, sheet, (arm, body), step) for step in (1, 2))
        )
        for shoulder, arm, box in zip(shoulders, cut, reached, strict=True)
    }
    return Loose(body, (arms.get(1), arms.get(-1)))


def _around(arm: Mask) -> _Box:
    """Give the box an arm lies in with its shadow."""
    places = np.argwhere(arm)
    top, left = (max(0, int(edge) - _SHADOW_PX) // 2 * 2 for edge in places.min(0))
    bottom, right = (
        min(size, int(edge) + _SHADOW_PX) // 2 * 2
        for edge, size in zip(places.max(0), arm.shape, strict=True)
    )
    return top, left, bottom, right


def _slices(box: _Box, step: int = 1) -> tuple[slice, slice]:
    return slice(box[0] // step, box[2] // step), slice(box[1] // step, box[3] // step)


def _shares(shoulder: Shoulder, box: _Box) -> tuple[Floats, Floats]:
    """Give how much of every pixel in a box goes with the arm, and how much stays with the body."""
    part = _slices(box)
    to_arm, to_rest = _distance_to(shoulder.arm[part]), _distance_to(shoulder.rest[part])
    # A shadow goes with what is nearest; in the armpit it is shared, or it would be torn.
    mine = to_rest / np.maximum(to_arm + to_rest, 1)
    mine = mine * mine * (3 - 2 * mine)
    outside = (shoulder.away[part] - shoulder.begins) / 2
    in_arm = mine * np.clip(outside + _OVERLAP_PX / 2, 0, 1)
    in_body = 1 - mine * np.clip(outside + _OVERLAP_PX / 4, 0, 1)
    return in_arm.astype(np.float32), in_body.astype(np.float32)


def _distance_to(shape: Mask) -> Floats:
    return np.asarray(cv2.distanceTransform(1 - shape, cv2.DIST_L2, 3), np.float32)


def _cut_out(figure: Sprite, box: _Box, part: Floats) -> Sprite:
    """Give what shows of a box of a figure where `part` is 1."""
    mask = np.rint(part * 255).astype(np.uint8)
    size = (mask.shape[1] // 2, mask.shape[0] // 2)
    half = np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)

    def times(sheet: Sheet, mask: Plane) -> Sheet:
        return np.asarray(cv2.multiply(sheet, cv2.merge([mask] * 4), scale=1 / 255), np.uint8)

    return Sprite(
        times(figure.luma[_slices(box)], mask),
        times(figure.chroma[_slices(box, 2)], half),
        figure.left + box[1],
        figure.top + box[0],
    )


def _reach(figure: Sprite, shoulder: Shoulder, arm: Sprite) -> _Box:
    """Give the box an arm stays in whatever it does, in pixels of its figure."""
    x, y = shoulder.joint
    places = np.argwhere(arm.a > 0) + np.array([arm.top - figure.top, arm.left - figure.left])
    turns = shoulder.sense * np.linspace(-shoulder.room.down, shoulder.room.up, 7)
    reached = turned(places, (y, x), turns)
    top, left = (int(edge) // 2 * 2 - 4 for edge in reached.min((0, 1)))
    bottom, right = (int(edge) // 2 * 2 + 6 for edge in reached.max((0, 1)))
    return top, left, bottom, right


def _widened(sheet: Sprite, box: _Box) -> Sprite:
    """Add empty rows and columns around a sheet until it fills a box given in its own pixels."""
    before, after = (-box[0], -box[1]), (box[2] - sheet.height, box[3] - sheet.width)

    def around(plane: Sheet, step: int) -> Sheet:
        empty = [(b // step, a // step) for b, a in zip(before, after, strict=True)]
        return np.pad(plane, [*empty, (0, 0)])

    return Sprite(around(sheet.luma, 1), around(sheet.chroma, 2), sheet.left + box[1], sheet.top + box[0])


def _places(
    shoulder: Shoulder, box: _Box, figure: Sprite, sheets: tuple[Sprite, Sprite], step: int
) -> _Places:
    """Look from the joint at every place of a box, on the planes of full size or (`step` 2) of half.

    Args:
        shoulder: Of the arm.
        box: In pixels of the figure, as the joint is.
        figure: The whole figure.
        sheets: The arm's, and the body's.
        step: Pixels of a sheet for one of the plane.
    """
    middle = (step - 1) / 2  # a sample of half size sits in the middle of 2x2 pixels

    def on(sheet: Sprite) -> tuple[float, float]:
        offset = figure.left - sheet.left - middle, figure.top - sheet.top - middle
        return (shoulder.joint[0] + offset[0]) / step, (shoulder.joint[1] + offset[1]) / step

    arm, body = sheets
    down, across = figure.top - body.top, figure.left - body.left
    rows, columns = _slices((box[0] + down, box[1] + across, box[2] + down, box[3] + across), step)
    x, y = on(body)
    below, beside = np.mgrid[rows, columns].astype(np.float32)
    below, beside = below - np.float32(y), beside - np.float32(x)
    away = np.hypot(below, beside)
    # By logarithms, all of the arm is sheared alike, and none by much.
    bend = np.log(np.maximum(away * step, shoulder.begins) / shoulder.begins)
    part = np.clip(bend / log(shoulder.ends / shoulder.begins), 0, 1)
    share = ((1 + EASE) * part * part / (part + EASE)).astype(np.float32)
    return _Places((rows, columns), on(arm), away, np.arctan2(below, beside), share)


def _lay(arm: Sheet, places: _Places, turn: float, onto: Sheet) -> None:
    """Lay an arm whose hand is turned (radians, clockwise) over a sheet, in place."""
    angle = places.angle - np.float32(turn) * places.share
    x = places.away * np.cos(angle) + np.float32(places.joint[0])
    y = places.away * np.sin(angle) + np.float32(places.joint[1])
    bent = cv2.remap(arm, x, y, cv2.INTER_LINEAR)
    kept = cv2.bitwise_not(np.asarray(bent[..., 3], np.uint8))
    region = onto[places.part]
    cv2.multiply(region, cv2.merge([kept] * 4), dst=region, scale=1 / 255)
    cv2.add(region, bent, dst=region)
