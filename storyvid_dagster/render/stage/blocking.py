"""Where everybody on a stage is at each moment: boxes alone, without a picture drawn."""

from collections.abc import Container, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.acting import Move
from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.core.scenery import PixelBox, Puppet, Scenery
from storyvid_dagster.core.things import FIRST_CO_STAR
from storyvid_dagster.render.stage.acting import pose_at
from storyvid_dagster.render.stage.action_space import spaces_for
from storyvid_dagster.render.stage.extent import extent_of
from storyvid_dagster.render.stage.pose import Pose
from storyvid_dagster.render.stage.puppets import Sprite, placed
from storyvid_dagster.render.window import Rect

STEP_S = 0.125
_WITH_FACES = (BodyPlan.UPRIGHT, BodyPlan.ANIMAL, BodyPlan.BIRD)
"""Of other figures, and where their kind is in doubt, a face may be anywhere in the upper part."""
_WITHOUT_FACES = (
    BodyPlan.PLANT,
    BodyPlan.VEHICLE,
    BodyPlan.BUILDING,
    BodyPlan.LIGHT,
    BodyPlan.BALL,
    BodyPlan.HANGING,
    BodyPlan.CLOUD,
    BodyPlan.STIFF,
)
_FACE_OF_OURS = 0.6
"""Upper part in which those have a face that we draw, which mostly are heads."""
_STANDS = 0
"""Holder of what stands still."""


class Body:
    """A figure or thing in its scene, in parts of the frame."""

    def __init__(
        self,
        figure: int,
        whole: NDArray[np.float64],
        head: NDArray[np.float64],
        *,
        from_s: float = 0.0,
        lives: bool = True,
        has_head: bool = True,
        has_top: bool = False,
    ) -> None:
        """Take where it is.

        Args:
            figure: Its number.
            whole: (T, 4): left, top, right and bottom of it and what it carries, every `STEP_S`.
            head: The same of its head, with what is on it.
            from_s: The first moment.
            lives: Whether it is somebody: views may be of it.
            has_head: Whether no edge of the frame may cut through the upper part of it.
            has_top: Whether none should, where that can be helped: a cow that stands about, a child's flower.
        """
        self.figure, self.lives, self.has_head, self.has_top = figure, lives, has_head, has_top
        self._from_s, self._whole, self._head = from_s, whole, head
        self._swept, self._least = cache(self._sweep), cache(self._least_areas)

    def whole_in(self, start_s: float, end_s: float) -> Rect:
        """Give what it covers in a stretch of time."""
        return self._swept(*self._slots(start_s, end_s), False)

    def head_in(self, start_s: float, end_s: float) -> Rect:
        """Give what its head covers in a stretch of time."""
        return self._swept(*self._slots(start_s, end_s), True)

    def areas_in(self, start_s: float, end_s: float) -> tuple[float, float]:
        """Give the least that it and that its head cover at any moment of a stretch of time."""
        return self._least(*self._slots(start_s, end_s))

    def _slots(self, start_s: float, end_s: float) -> tuple[int, int]:
        last = len(self._whole) - 1
        first = min(last, max(0, int((start_s - self._from_s) / STEP_S)))
        return first, max(first, int((end_s - self._from_s) / STEP_S)) + 2

    def _sweep(self, first: int, after: int, of_head: bool) -> Rect:
        boxes = (self._head if of_head else self._whole)[first:after]
        return Rect(*boxes[:, :2].min(0).tolist(), *boxes[:, 2:].max(0).tolist())

    def _least_areas(self, first: int, after: int) -> tuple[float, float]:
        whole, head = (
            float((each[first:after, 2:] - each[first:after, :2]).prod(1).min())
            for each in (self._whole, self._head)
        )
        return whole, head


def block(
    scenery: Scenery,
    moves: Sequence[Move],
    aspect: float,
    from_s: float,
    until_s: float,
    with_faces: Container[int] = (),
) -> tuple[Body, ...]:
    """Say where every puppet is from one moment of a scene to another.

    Args:
        scenery: Its parts.
        moves: What its figures do.
        aspect: Width of the frame over its height.
        from_s: The first moment, in seconds from the first word.
        until_s: The last one.
        with_faces: Numbers of the props that are somebody.
    """
    width = scenery.width_px
    size = (width, round(width / aspect))
    extents = {
        puppet.figure: puppet.extent or extent_of(puppet.png, plan=puppet.plan) for puppet in scenery.puppets
    }
    sheets = {p.figure: _blank(p, extents[p.figure].whole) for p in scenery.puppets}
    rooms = spaces_for(scenery.puppets, sheets, size)
    feet = {puppet.figure: puppet.foot for puppet in scenery.puppets}
    times_s = np.arange(from_s, until_s + STEP_S, STEP_S)

    def poses_of(mover: int) -> list[Pose]:
        own = [move for move in moves if move.figure == mover]
        return [pose_at(float(t_s), own, rooms[mover]) for t_s in times_s]

    poses = {figure: [Pose()] if scenery.painted_in else poses_of(figure) for figure in rooms}

    def boxes(puppet: Puppet, of: PixelBox) -> NDArray[np.float64]:
        mover = puppet.figure if puppet.holder is None else puppet.holder
        sheet, foot = _blank(puppet, of), feet.get(mover, puppet.foot)
        corners = np.array([[0, 1, 0, 1], [0, 0, 1, 1], [1, 1, 1, 1.0]])
        corners[:2] *= [[sheet.width], [sheet.height]]
        found = [placed(sheet, foot, pose, np.eye(3))[:2] @ corners for pose in poses.get(mover, [Pose()])]
        return np.array([[*at.min(1), *at.max(1)] for at in found]) / [*size, *size]

    def body(puppet: Puppet) -> Body:
        extent = extents[puppet.figure]
        _, top, _, bottom = extent.whole
        ours = puppet.figure >= FIRST_CO_STAR
        face_bottom = round(top + _FACE_OF_OURS * (bottom - top)) if ours else extent.face[3]
        is_known = extent.is_seen or puppet.plan in _WITH_FACES
        across = extent.face if is_known else extent.whole
        whole = boxes(puppet, extent.whole)
        head = boxes(puppet, (across[0], top, across[2], face_bottom))
        for other in scenery.puppets:
            if other.holder == puppet.figure:
                carried = boxes(other, extents[other.figure].whole)
                whole = _joined(whole, carried)
                if carried[0, [1, 3]].mean() < head[0, 3]:
                    head = _joined(head, carried)
        acts = puppet.holder is None
        lives = acts or (puppet.holder != _STANDS and not ours)
        has_head = acts or (lives and puppet.plan not in _WITHOUT_FACES)
        has_top = puppet.holder == _STANDS and (not ours or puppet.figure in with_faces)
        return Body(
            puppet.figure, whole, head, from_s=from_s, lives=lives, has_head=has_head, has_top=has_top
        )

    return tuple(body(puppet) for puppet in scenery.puppets)


def _blank(puppet: Puppet, box: PixelBox) -> Sprite:
    """Give a sheet as large as a part of a puppet, with nothing on it and next to no memory."""
    left, top, right, bottom = box
    nothing = np.broadcast_to(np.uint8(0), (bottom - top, right - left, 4))
    return Sprite(nothing, nothing, puppet.left + left, puppet.top + top)


def _joined(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.hstack([np.minimum(one[:, :2], other[:, :2]), np.maximum(one[:, 2:], other[:, 2:])])
