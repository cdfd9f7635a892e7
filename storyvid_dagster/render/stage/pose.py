"""How a figure is posed, and how much room it has to act.

A pose is one affine map about the feet, as with a figure on a stick, and how the figure is bent, for those
who have the joints.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from storyvid_dagster.core.pulse import Pulse
from storyvid_dagster.render.rig.arms import NO_ROOM, ArmSpace
from storyvid_dagster.render.rig.bend import STIFF, UNBENT, Bend, Joints


@dataclass(frozen=True)
class Pose:
    """How a figure differs from how it was painted."""

    dx: float = 0.0
    """To the right, in pixels."""
    dy: float = 0.0
    """Downwards, in pixels."""
    turn_degrees: float = 0.0
    """Clockwise about the feet."""
    wide: float = 1.0
    """Stretch across; negative: mirrored."""
    tall: float = 1.0
    """Stretch upwards."""
    lean: float = 0.0
    """How far the top is ahead of the feet, in parts of the height."""
    arms_degrees: tuple[float, float] = (0.0, 0.0)
    """How far the left and the right arm, as seen, are raised, of a figure that can; negative: lowered."""
    bend: Bend = UNBENT


@dataclass(frozen=True)
class ActionSpace:
    """How much room a figure has, in pixels, and what it looks like."""

    height: float
    width: float
    up: float
    """From its head to where a head may go."""
    walk: float
    """How far it may walk: to the right, or to the left if negative."""
    off: float
    """How far to the side it has to go to be out of sight; negative: to the left; 0: it leaves upwards."""
    facing: int
    """1: it looks to the right as painted, -1: to the left, 0: straight ahead."""
    neighbour: float
    """Distance to the edge of the next figure; negative: to the left; 0: nobody is there."""
    phase: float
    """0 to 1: keeps figures from moving in step."""
    arms: tuple[ArmSpace, ArmSpace] = (NO_ROOM, NO_ROOM)
    """Of the left and the right arm, as seen."""
    joints: Joints = STIFF
    lies: tuple[int, float] = (0, 0.0)
    """Where its head is as it lies down, 1: to the right, -1: to the left, 0: there is no room; and how far
    its middle then is to the right of where it stood."""
    others: Mapping[int, float] = field(default_factory=dict[int, float])
    """How far to the right each of the others is, in its own heights; negative: to the left."""
    music: Pulse | None = None
    """The beats of the music, counted from the start of what it does."""
