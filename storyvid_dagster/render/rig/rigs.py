"""Which parts of a figure move: by how its kind is built, as far as its outline bears that out.

In doubt a figure has fewer joints. What is not known to be alive bends as paper does, or not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.render.rig.bend import Bend, Joints
from storyvid_dagster.render.rig.field import Bent, Floats, Grid, floats
from storyvid_dagster.render.rig.legs import Leg, find_legs
from storyvid_dagster.render.rig.limbs import Limb, LimbKind, find_rig
from storyvid_dagster.render.rig.outline import ink_of, inside_rim, largest_piece
from storyvid_dagster.render.rig.parts import (
    Beating,
    Flapping,
    Legs,
    Part,
    Swaying,
    Turning,
    Waving,
    legs_of,
    turning,
)
from storyvid_dagster.render.rig.shoulders import find_shoulder
from storyvid_dagster.render.rig.skeleton import Mask
from storyvid_dagster.render.stage.puppets import Sprite

_SPAN_PX = 200
"""Joints are sought in an outline of this size."""
_MOST_SWAY = 0.12
_SYMMETRIC = 0.72
"""How far one half has to cover the other, for two wings."""
_ALIKE_LEGS = 0.5
_NECK = 0.75
"""A neck is at most so wide, in parts of the head and of the body."""
_TAIL_THICK = 0.1
"""Half the width of a tail at most, in parts of the longer side."""
_LIGHT = 0.1
"""Part of its figure a tail is at most: a heavier one has a leg in it."""
_HEAVIER = 1.5
"""A head is so much heavier than a tail."""


@dataclass(frozen=True)
class Rig:
    """A figure that bends."""

    grid: Grid
    parts: tuple[Part, ...]
    corner: tuple[int, int]
    joints: Joints

    def bent(self, bend: Bend) -> Bent | None:
        """Give the field of a bend; `None` where nothing moves."""
        moved = [field for part in self.parts if (field := part.moved(bend)) is not None]
        return Bent(floats(np.stack(moved).sum(0)), self.grid, self.corner) if moved else None


@dataclass(frozen=True)
class _Look:
    """What is looked at to find joints."""

    figure: Sprite
    drawn: Mask
    """What is drawn, small, with a pixel of nothing all round."""
    paper: Mask
    """The sticker without its rim, as small."""
    scale: float
    grid: Grid
    inked: Floats

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        return find_legs(self.drawn) or find_legs(self.paper)


def rig_of(figure: Sprite, plan: BodyPlan | None) -> Rig | None:
    """Find what of a figure moves; `None`: it moves as a whole.

    Args:
        figure: Its sheet.
        plan: How its kind is built; `None`: not known.
    """
    look = _look(figure)
    if look is None:
        return None
    parts, legs = _parts(look, plan)
    if not parts:
        return None
    joints = Joints(
        plan,
        legs.reach_px if legs else 0.0,
        legs.lift_px if legs else 0.0,
        any(isinstance(part, Swaying) for part in parts),
    )
    return Rig(look.grid, tuple(parts), (figure.left, figure.top), joints)


def _parts(look: _Look, plan: BodyPlan | None) -> tuple[list[Part], Legs | None]:
    match plan:
        case BodyPlan.UPRIGHT:
            legs = _two_legs(look)
            return _some(legs, _upright_head(look), _sway(look)), legs
        case BodyPlan.ANIMAL:
            return _animal(look)
        case BodyPlan.BIRD:
            legs = _two_legs(look)
            return _some(legs, _wings(look, 0.3, 0.2), _upright_head(look), _sway(look)), legs
        case BodyPlan.BUTTERFLY:
            return _some(_wings(look, 0.08, 0.45) or _sway(look)), None
        case BodyPlan.FISH:
            return _some(_wave(look, 0.055, 0.7, _tail_end(look))), None
        case BodyPlan.SNAKE:
            return _some(_wave(look, 0.03, 1.3, 0)), None
        case BodyPlan.BUG:
            legs = _many_legs(look)
            return _some(legs, _sway(look)), legs
        case BodyPlan.LIGHT | BodyPlan.CLOUD:
            return _some(_beat(look)), None
        case BodyPlan.VEHICLE | BodyPlan.BUILDING | BodyPlan.BALL | BodyPlan.STIFF:
            return [], None
        case BodyPlan.HANGING:
            return _some(_string(look)), None
        case BodyPlan.PLANT | None:
            return _some(_sway(look)), None


def _some(*parts: Part | None) -> list[Part]:
    return [part for part in parts if part is not None]


def _look(figure: Sprite) -> _Look | None:
    scale = _SPAN_PX / max(figure.height, figure.width)
    paper = largest_piece(inside_rim(figure.a, scale))
    if paper is None:
        return None
    inked = ink_of(figure, scale)
    drawn = paper if inked is None else inked
    grid = Grid(figure.width, figure.height)
    return _Look(figure, drawn, paper, scale, grid, grid.sampled(drawn[1:-1, 1:-1]))


def _sway(look: _Look) -> Swaying:
    high = 1 - (look.grid.y + 0.5) / look.grid.height
    return Swaying(floats(high * high), look.grid.height, _MOST_SWAY)


def _string(look: _Look) -> Swaying:
    """Let what hangs down swing, most at its end."""
    low = (look.grid.y + 0.5) / look.grid.height
    return Swaying(floats(-low * low), look.grid.height, _MOST_SWAY)


def _two_legs(look: _Look) -> Legs | None:
    """Give two legs that are much alike, under the middle of the body."""
    legs = look.legs
    if len(legs) != 2:
        return None
    one, other = legs
    columns = np.flatnonzero(look.paper.any(0))
    middle, wide = float(columns.mean()), len(columns)
    sane = (
        min(one.wide, other.wide) > _ALIKE_LEGS * max(one.wide, other.wide)
        and abs((one.middle + other.middle) / 2 - middle) < 0.22 * wide
        and max(one.wide, other.wide) < 0.45 * wide
        and _body_above(look, legs)
    )
    return legs_of(legs, look.scale, look.grid, look.inked) if sane else None


def _body_above(look: _Look, legs: Sequence[Leg]) -> bool:
    """Tell whether more of a figure is above its legs than in them."""
    above = float(look.drawn[: legs[0].top].sum())
    return above > 1.2 * sum(float(leg.mask.sum()) for leg in legs)


def _many_legs(look: _Look) -> Legs | None:
    legs = look.legs
    return (
        legs_of(legs, look.scale, look.grid, look.inked)
        if len(legs) > 2 and _body_above(look, legs)
        else None
    )


def _animal(look: _Look) -> tuple[list[Part], Legs | None]:
    legs = look.legs
    rows, columns = np.flatnonzero(look.paper.any(1)), np.flatnonzero(look.paper.any(0))
    beside = legs and (legs[-1].middle - legs[0].middle) > 0.28 * len(columns)
    lies = len(columns) > 0.8 * len(rows)
    if not legs or not (len(legs) > 2 or (beside and lies)):
        two = _two_legs(look)
        return _some(two, _upright_head(look), _sway(look)), two
    found = legs_of(legs, look.scale, look.grid, look.inked) if _body_above(look, legs) else None
    side = _head_side(look, legs)
    head = side and _head_at(look, legs, side)
    tail = side and _tail_at(look, legs, -side)
    return _some(found, head or None, tail or None, None if head else _sway(look)), found


def _overhang(look: _Look, legs: Sequence[Leg], side: int) -> Mask:
    """Give what stands over the last leg on a side, above the legs."""
    shape = look.drawn.copy()
    shape[legs[0].top :] = 0
    if side < 0:
        shape[:, round(legs[0].middle) :] = 0
    else:
        shape[:, : round(legs[-1].middle)] = 0
    return shape


def _head_side(look: _Look, legs: Sequence[Leg]) -> int:
    """Tell on which side an animal has its head: -1 left, 1 right, 0 in doubt."""
    left, right = (float(_overhang(look, legs, side).sum()) for side in (-1, 1))
    if max(left, right) < _HEAVIER * min(left, right):
        return 0
    return -1 if left > right else 1


def _head_at(look: _Look, legs: Sequence[Leg], side: int) -> Turning | None:
    head = np.argwhere(_overhang(look, legs, side))
    if len(head) < 0.05 * look.drawn.sum():
        return None
    leg = legs[0] if side < 0 else legs[-1]
    rows = np.flatnonzero(look.drawn[:, min(max(round(leg.middle), 0), look.drawn.shape[1] - 1)][: leg.top])
    top = int(rows[0]) if len(rows) else 0
    joint = np.array([leg.middle, 0.5 * (max(top, int(head[:, 0].min())) + leg.top)])
    way = head[:, ::-1].mean(0) - joint
    length = float(np.hypot(*way))
    if length < 4:
        return None
    joint_px = (joint - 0.5) / look.scale - 0.5
    along = (look.grid.places - joint_px.astype(np.float32)) @ (way / length).astype(np.float32)
    weights = _smooth(along * look.scale / (1.3 * length))
    return turning("head", (float(joint_px[0]), float(joint_px[1])), weights, look.grid, look.inked)


def _tail_at(look: _Look, legs: Sequence[Leg], side: int) -> Turning | None:
    """Find a tail: a thin limb on the side where the head is not."""
    rig = find_rig(look.figure.a)
    edge = ((legs[0] if side < 0 else legs[-1]).middle - 0.5) / look.scale
    longer = max(look.figure.height, look.figure.width)
    body_y = legs[0].top / look.scale
    found = [
        limb
        for limb in (rig.limbs if rig else ())
        if side * (limb.tip[0] - edge) > 0
        and limb.thick < _TAIL_THICK * longer
        and limb.thick < 0.5 * limb.length
        and limb.joint[1] < body_y
        and limb.part is not LimbKind.LEG
    ]
    return _limb(look, found[0], "tail") if len(found) == 1 else None


def _limb(look: _Look, limb: Limb, what: Literal["head", "tail"]) -> Turning | None:
    shoulder = find_shoulder(look.figure, limb)
    if shoulder is None or shoulder.arm.sum() > _LIGHT * (shoulder.arm.sum() + shoulder.rest.sum()):
        return None
    to_limb, to_rest = (
        look.grid.sampled(np.asarray(cv2.distanceTransform(1 - shape, cv2.DIST_L2, 3), np.float32))
        for shape in (shoulder.arm, shoulder.rest)
    )
    mine = _smooth(to_rest / np.maximum(to_limb + to_rest, 1))
    out = look.grid.sampled(shoulder.away) - np.float32(0.5 * shoulder.begins)
    part = np.clip(out / max(1.0, shoulder.ends - shoulder.begins), 0, 1)
    return turning(what, limb.joint, floats(mine * part), look.grid, look.inked)


def _upright_head(look: _Look) -> Turning | None:
    """Find the head above a neck: a place clearly narrower than what is above and below it."""
    shape = look.drawn
    rows = np.flatnonzero(shape.any(1))
    top, high = int(rows[0]), len(rows)
    across = shape[top : top + high].sum(1).astype(float)
    first, last = round(0.14 * high), round(0.6 * high)
    if last - first < 3:
        return None
    neck = first + int(np.argmin(across[first:last]))
    head, body = float(across[:neck].max()), float(across[neck : round(0.85 * high)].max())
    clear = across[neck] < _NECK * min(head, body) and across[:neck].sum() > 0.05 * across.sum()
    if not clear or neck in (first, last - 1):
        return None
    columns = np.flatnonzero(shape[top + neck])
    if len(columns) < 0.6 * (columns[-1] - columns[0] + 1):
        return None  # raised arms pass it
    x, y = ((value - 0.5) / look.scale - 0.5 for value in (float(columns.mean()), float(top + neck)))
    high_px = high / look.scale
    weights = _smooth((y + 0.03 * high_px - look.grid.y) / (0.1 * high_px))
    return turning("head", (x, y), weights, look.grid, look.inked)


def _wings(look: _Look, body: float, most: float) -> Flapping | None:
    """Give two wings to what is much alike left and right.

    Args:
        look: What is looked at.
        body: Half the body's width, in parts of the whole.
        most: Part by which the wings get narrower.
    """
    rows, columns = np.nonzero(look.paper)
    left, right = int(columns.min()), int(columns.max())
    whole = look.paper[rows.min() : rows.max() + 1, left : right + 1]
    alike = float((whole & whole[:, ::-1]).sum() / (whole | whole[:, ::-1]).sum())
    if alike < _SYMMETRIC:
        return None
    middle = ((left + right) / 2 - 0.5) / look.scale - 0.5
    half = body * (right - left) / look.scale
    aside = look.grid.x - np.float32(middle)
    return Flapping(floats(aside - np.clip(aside, -half, half)), most)


def _tail_end(look: _Look) -> int:
    """Tell at which end a fish has its tail: -1 left, 1 right, 0 in doubt: behind where it is narrowest."""
    across = look.paper.sum(0).astype(float)
    across = across[across > 0]
    n = len(across)
    low = {side: (across if side < 0 else across[::-1])[: round(0.4 * n)] for side in (-1, 1)}

    def pinched(end: np.ndarray) -> float:
        at = round(0.1 * n) + int(np.argmin(end[round(0.1 * n) :]))
        return float(end[:at].max(initial=0) / max(1.0, end[at]))

    left, right = pinched(low[-1]), pinched(low[1])
    if max(left, right) < 1.2 or min(left, right) > 0.8 * max(left, right):
        return 0
    return -1 if left > right else 1


def _wave(look: _Look, much: float, lengths: float, tail: int) -> Waving:
    width, height = look.grid.width, look.grid.height
    lies = width > height or tail != 0
    place = look.grid.x / width if lies else look.grid.y / height
    along = 1 - place if tail < 0 else place
    grows = 0.12 + 0.88 * along * along if tail else np.full_like(along, 0.6)
    return Waving(floats(along), floats(grows * (much * max(width, height))), lengths, 1 if lies else 0)


def _beat(look: _Look) -> Beating:
    rows, columns = np.nonzero(look.paper)
    middle = (np.array([columns.mean(), rows.mean()]) - 0.5) / look.scale - 0.5
    from_middle = look.grid.places - middle.astype(np.float32)
    hull = cv2.convexHull(np.stack([columns, rows], 1).astype(np.int32))
    rayed = len(rows) < 0.82 * cv2.contourArea(hull)
    farthest = float(np.hypot(columns - columns.mean(), rows - rows.mean()).max()) / look.scale
    away = np.hypot(from_middle[..., 0], from_middle[..., 1])
    rays = _smooth((away / farthest - 0.35) / 0.5) if rayed else np.zeros_like(away)
    return Beating(from_middle, rays)


def _smooth(part: NDArray[np.floating]) -> Floats:
    part = np.clip(part, 0, 1)
    return np.asarray(part * part * (3 - 2 * part), np.float32)
