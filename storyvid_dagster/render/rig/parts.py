"""The moving parts of a figure: each gives a field of displacements for how it is bent."""

from dataclasses import dataclass
from math import cos, pi, radians, sin
from typing import Literal, Protocol

import cv2
import numpy as np

from storyvid_dagster.render.rig.bend import Bend
from storyvid_dagster.render.rig.field import Floats, Grid, floats
from storyvid_dagster.render.rig.legs import Leg

_HIP_EASE = 0.2
"""Part of a leg in which its swing sets in."""
_LEAST_REACH = 0.012
"""Feet that can go less far, in parts of the height, do not step."""
_LIFT, _LIFT_OF_LEG = 0.07, 0.4
"""How far a foot is lifted, in parts of the height and of its leg."""


_FARTHEST_DEGREES = 45.0


class Part(Protocol):
    """Something of a figure that moves."""

    def moved(self, bend: Bend) -> Floats | None:
        """Give how far what is at every node goes (rows, columns, 2); `None`: nothing moves."""
        ...


@dataclass(frozen=True)
class Legs:
    """Legs that swing about the hip, in two groups that take turns."""

    weights: tuple[Floats, Floats]
    """0 at the hip, 1 at the foot."""
    reach_px: float
    lift_px: float

    def moved(self, bend: Bend) -> Floats | None:
        """Set the feet where they are asked to be, as far as they reach."""
        if not any((*bend.feet[0], *bend.feet[1])):
            return None
        field = np.zeros((*self.weights[0].shape, 2), np.float32)
        for weights, (x, y) in zip(self.weights, bend.feet, strict=True):
            field[..., 0] += weights * np.float32(min(max(x, -self.reach_px), self.reach_px))
            field[..., 1] += weights * np.float32(min(max(y, -self.lift_px), self.lift_px))
        return field


def legs_of(legs: tuple[Leg, ...], scale: float, grid: Grid, inked: Floats) -> Legs | None:
    """Make legs swing; `None` where they could hardly.

    Args:
        legs: In pixels of the outline.
        scale: Pixels of the outline for one of the figure.
        grid: Of the figure.
        inked: At its nodes: 1 where it is drawn.
    """
    near = np.stack([(_distance(leg) + 0.5) ** -2.0 for leg in legs])
    shares = near / near.sum(0)
    groups: list[Floats] = []
    rows = np.arange(shares.shape[1], dtype=np.float32)[:, np.newaxis]
    for group in (0, 1):
        whole = np.zeros(shares.shape[1:], np.float32)
        for share, leg in list(zip(shares, legs, strict=True))[group::2]:
            down = np.clip((rows - leg.top + 1) / max(1, leg.height - 2), 0, 1)
            whole += share * ((1 + _HIP_EASE) * down * down / (down + _HIP_EASE))
        groups.append(grid.sampled(whole[1:-1, 1:-1]))
    reach_px = grid.most(groups[0] - groups[1], inked)
    height = min(leg.height for leg in legs) / scale
    lift_px = min(_LIFT * grid.height, _LIFT_OF_LEG * height, *(grid.most(group, inked) for group in groups))
    if reach_px < _LEAST_REACH * grid.height:
        return None
    return Legs((groups[0], groups[1]), min(reach_px, 0.6 * height), lift_px)


def _distance(leg: Leg) -> Floats:
    return np.asarray(cv2.distanceTransform(1 - leg.mask, cv2.DIST_L2, 3), np.float32)


@dataclass(frozen=True)
class Turning:
    """Something that turns about a joint: a head, a tail."""

    what: Literal["head", "tail"]
    from_joint: Floats
    """(rows, columns, 2): every node, seen from the joint."""
    weights: Floats
    most_degrees: float

    def moved(self, bend: Bend) -> Floats | None:
        """Turn it as far as it is asked and can."""
        degrees = bend.head_degrees if self.what == "head" else bend.tail_degrees
        turn = radians(min(max(degrees, -self.most_degrees), self.most_degrees))
        if not turn:
            return None
        x, y = self.from_joint[..., 0], self.from_joint[..., 1]
        c, s = np.float32(cos(turn) - 1), np.float32(sin(turn))
        return floats(np.dstack([self.weights * (c * x - s * y), self.weights * (s * x + c * y)]))


def turning(
    what: Literal["head", "tail"], joint: tuple[float, float], weights: Floats, grid: Grid, inked: Floats
) -> Turning:
    """Let what `weights` tell turn about a joint (x, y), as far as strokes stay whole."""
    from_joint = grid.places - np.array(joint, np.float32)
    once = floats(radians(1) * weights[..., np.newaxis] * from_joint)
    # Turning as a whole pulls nothing aside; what bends is where weights change.
    stiff = np.float32(radians(1)) * weights
    most = _FARTHEST_DEGREES
    for axis in (0, 1):
        down, right = grid.slopes(once[..., axis])
        along, aside = (right, down) if axis == 0 else (down, right)
        pulled = np.hypot(along - stiff, aside)
        most = min(most, grid.limit(pulled, inked))
    return Turning(what, from_joint, weights, most)


@dataclass(frozen=True)
class Swaying:
    """A body that bends aside, the more the higher."""

    weights: Floats
    """0 at the foot, 1 at the top."""
    height: float
    most: float
    """In parts of the height."""

    def moved(self, bend: Bend) -> Floats | None:
        """Bend it."""
        sway = min(max(bend.sway, -self.most), self.most)
        if not sway:
            return None
        across = self.weights * np.float32(sway * self.height)
        return np.dstack([across, np.zeros_like(across)])


@dataclass(frozen=True)
class Waving:
    """A body along which a wave runs."""

    along: Floats
    """0 at the head, 1 at the tail."""
    much: Floats
    """How far the wave goes there, in pixels."""
    lengths: float
    """Waves along the body."""
    axis: Literal[0, 1]
    """0: it goes across, of a body that stands upright; 1: up and down."""

    def moved(self, bend: Bend) -> Floats | None:
        """Let the wave run."""
        if not bend.wave:
            return None
        phase = 2 * pi * (bend.wave_turns - self.lengths * self.along)
        way = np.float32(bend.wave) * self.much * np.sin(phase, dtype=np.float32)
        none = np.zeros_like(way)
        return np.dstack([way, none] if self.axis == 0 else [none, way])


@dataclass(frozen=True)
class Flapping:
    """Two wings, which are seen narrower as they fold."""

    beside: Floats
    """How far off the body, to the right, in pixels; 0 in the body."""
    most: float
    """Part by which they get narrower."""

    def moved(self, bend: Bend) -> Floats | None:
        """Fold them."""
        fold = np.float32(self.most * min(max(bend.flap, 0.0), 1.0))
        if not fold:
            return None
        return np.dstack([-fold * self.beside, -np.float32(0.3) * fold * np.abs(self.beside)])


@dataclass(frozen=True)
class Beating:
    """A middle that swells, and rays that turn about it."""

    from_middle: Floats
    rays: Floats
    """How far every node belongs to the rays, 0 to 1."""

    def moved(self, bend: Bend) -> Floats | None:
        """Swell and turn."""
        if not (bend.swell or bend.twist_degrees):
            return None
        x, y = self.from_middle[..., 0], self.from_middle[..., 1]
        turn = np.float32(radians(bend.twist_degrees)) * self.rays
        c, s = np.cos(turn) - 1 + np.float32(bend.swell), np.sin(turn)
        return np.dstack([c * x - s * y, s * x + c * y])
