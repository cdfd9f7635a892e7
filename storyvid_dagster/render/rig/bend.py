"""What a figure does with its joints at one moment, whatever joints it has, and what it can do with them."""

from dataclasses import dataclass

from storyvid_dagster.core.body_plans import BodyPlan

_NOWHERE = (0.0, 0.0)
Feet = tuple[tuple[float, float], tuple[float, float]]
"""How far the first foot and the second, and every other one, are from where they were drawn (x, y), in
pixels."""


@dataclass(frozen=True)
class Bend:
    """How a figure is bent; who has not the joint that is asked to move does not move it."""

    feet: Feet = (_NOWHERE, _NOWHERE)
    head_degrees: float = 0.0
    """Clockwise about the neck."""
    tail_degrees: float = 0.0
    """Clockwise about its root."""
    sway: float = 0.0
    """How far the top is to the right, in parts of the height; what is lower goes less."""
    flap: float = 0.0
    """How far wings are folded, 0 to 1."""
    wave: float = 0.0
    """How strong a wave runs along the body, 0 to 1."""
    wave_turns: float = 0.0
    """How far it has run, in wave lengths."""
    swell: float = 0.0
    """Part by which the middle grows."""
    twist_degrees: float = 0.0
    """Clockwise: how far rays are turned about the middle."""


UNBENT = Bend()


@dataclass(frozen=True)
class Joints:
    """What a figure can do."""

    plan: BodyPlan | None = None
    reach_px: float = 0.0
    """How far a foot can be set before or behind where it was drawn; 0: it has no legs that move."""
    lift_px: float = 0.0
    """How far a foot can be lifted."""
    bends: bool = False
    """Whether its body bends as it sways."""


STIFF = Joints()
"""Moves as a whole."""
