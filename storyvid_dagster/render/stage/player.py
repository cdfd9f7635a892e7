"""A figure on a stage with its face, its shadow and its part in the play."""

from dataclasses import dataclass, replace
from functools import cached_property
from math import radians, sin

import numpy as np

from storyvid_dagster.core.acting import Action, Move
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.render.rig.bending import Jointed
from storyvid_dagster.render.rig.expressions import Expressive
from storyvid_dagster.render.rig.field import Bent
from storyvid_dagster.render.rig.rigs import Rig
from storyvid_dagster.render.stage.looks import AS_DRAWN, Look, look_at
from storyvid_dagster.render.stage.pose import ActionSpace, Pose
from storyvid_dagster.render.stage.puppets import Affine, Sprite, meeting
from storyvid_dagster.render.stage.reactions import Reaction

_DOZES_S = 0.8
"""So long after it began to sleep a figure shuts its eyes."""
_SHADOW_SHRINKS = 0.3
"""Part by which a shadow is smaller when its figure is as high above it as it is tall."""
_LIES_FROM = 0.3
"""Sine of the turn from which on a shadow becomes that of who lies: as wide as it is tall."""
_SHADOW_FADES_FROM = 0.15
"""Height above the ground, in heights of the figure, from which on a shadow is fainter."""


@dataclass(frozen=True)
class Player:
    """A figure with its shadow and its part in the play."""

    figure: Sprite
    shadow: Sprite | None
    foot: tuple[float, float]
    moves: tuple[Move, ...]
    reactions: tuple[Reaction, ...]
    """How it takes part in what the others do."""
    room: ActionSpace
    jointed: Jointed | None
    rig: Rig | None
    """Its own, or that of who holds it."""
    grip: tuple[float, float] | None = None
    """Where in the picture its holder has hold of it (x, y); `None`: it is nobody's."""
    expressive: Expressive | None = None
    """Its face; `None`: it has none for sure."""
    said: tuple[WordTime, ...] = ()
    """The words it says."""

    @property
    def is_held(self) -> bool:
        """Whether it moves with somebody else."""
        return self.grip is not None

    @cached_property
    def bends_shadow(self) -> bool:
        """Whether its shadow lies right behind it, and bends with it."""
        return self.shadow is not None and not self.is_held and _lies_behind(self.shadow, self.figure)

    def bent(self, pose: Pose) -> Bent | None:
        """Give how the figure, or who holds it, is bent in a pose."""
        return self.rig.bent(pose.bend) if self.rig else None

    def acts(self, t_s: float) -> bool:
        """Tell whether it does something of its own, and not only breathes or looks on."""
        return any(move.start_s <= t_s <= move.start_s + move.length_s for move in self.moves)

    def look(self, t_s: float) -> Look:
        """Give the look of its face."""
        if self.expressive is None:
            return AS_DRAWN
        asleep = any(
            move.action is Action.SLEEP and move.start_s + _DOZES_S < t_s < move.start_s + move.length_s
            for move in self.moves
        )
        return look_at(t_s, self.room.phase, self.said, asleep=asleep)

    def shaped(self, pose: Pose, look: Look) -> tuple[Sprite, Sprite | None]:
        """Give figure and shadow as face and arms are."""
        jointed, face = self.jointed, self.expressive
        if jointed is None or not any(pose.arms_degrees):
            return face.showing(look) if face else self.figure, self.shadow
        parts = jointed.figure
        if face:
            parts = replace(parts, body=face.on(parts.body, look))
        shadow = jointed.shadow.raised(pose.arms_degrees) if jointed.shadow else self.shadow
        return parts.raised(pose.arms_degrees), shadow


def shadow_pose(pose: Pose, room: ActionSpace) -> tuple[Pose, float]:
    """Give a shadow's pose and strength: on the ground, smaller and fainter the higher its figure is."""
    up = max(0.0, -pose.dy / room.height)
    smaller = 1 - _SHADOW_SHRINKS * min(1.0, up)
    strength = 1.0 if up < _SHADOW_FADES_FROM else max(0.0, 1 - (up - _SHADOW_FADES_FROM))
    side = sin(radians(pose.turn_degrees))
    lies = max(0.0, (abs(side) - _LIES_FROM) / (1 - _LIES_FROM))
    return Pose(
        dx=pose.dx + (lies * room.height / 2 if side > 0 else -lies * room.height / 2),
        wide=abs(pose.wide) * smaller * (1 + lies * (room.height / room.width - 1)),
        tall=smaller,
    ), strength


def grip_of(held: Sprite, holder: Sprite) -> tuple[float, float]:
    """Say where somebody has hold of a thing: where they meet, or in the middle of what is not touched."""
    return meeting(held, holder) or (held.left + held.width / 2, held.top + held.height / 2)


def carried(grip: tuple[float, float] | None, bent: Bent | None) -> Affine:
    """Give how far what is held at a place goes with whoever holds it, who is bent."""
    if bent is None or grip is None:
        return np.eye(3)
    across, down = bent.at(*grip)
    return np.array([[1, 0, across], [0, 1, down], [0, 0, 1.0]])


def _lies_behind(shadow: Sprite, figure: Sprite) -> bool:
    """Tell whether a shadow is nearly where its figure is: that of a sheet of paper on a page."""
    across, down = figure.left - shadow.left, figure.top - shadow.top
    return abs(across) + abs(down) < 0.1 * figure.height and shadow.height > 0.8 * figure.height
