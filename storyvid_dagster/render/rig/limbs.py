"""Where a figure's arms, legs and head are, and whether that can be trusted.

Nothing is known of a figure but its outline. Its skeleton's branches are its limbs, named by where they end;
whoever is not clearly someone with two arms is moved as a whole.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import hypot

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.render.planes import Plane
from storyvid_dagster.render.rig.outline import inside_rim, largest_piece
from storyvid_dagster.render.rig.skeleton import Mask, ends, skeleton_of

_SPAN_PX = 160
"""Limbs are sought in an outline of this size."""
_OFF_CENTRE = 0.15
"""So much thicker has a place to be, in parts of the way, to be the root farther off the middle."""
_SHORTEST = 0.1
"""A shorter branch is a bump, in parts of the figure's longer side."""
_IN_BODY = 0.8
"""A joint is this far out, in parts of the disc that fills the body: arms bend in the shoulder."""
_FLARES = 0.4
"""So much of a branch, next to the body, may be wider than the limb is."""
_LOW = 0.85
"""From here down, in parts of the height, feet are."""

_Pixel = tuple[int, int]
"""Row and column."""


class LimbKind(StrEnum):
    """What a limb is; left and right as seen."""

    LEFT_ARM = "left arm"
    RIGHT_ARM = "right arm"
    LEG = "leg"
    HEAD = "head"


@dataclass(frozen=True)
class Limb:
    """A limb, in pixels of its figure."""

    part: LimbKind
    joint: tuple[float, float]
    """Where it leaves the body (x, y)."""
    tip: tuple[float, float]
    """Its end (x, y), half its width inside the outline."""
    length: float
    """From joint to tip, along it."""
    thick: float
    """Half its width, on average."""
    thick_at_joint: float
    """Half its width at the joint."""


@dataclass(frozen=True)
class Rig:
    """A figure's limbs and its measures, in its pixels."""

    limbs: tuple[Limb, ...]
    root_x: float
    """Of the middle of its body."""
    top: float
    height: float
    width: float


def find_rig(alpha: Plane) -> Rig | None:
    """Find the limbs of a figure by its alpha (H, W); `None` for one without, such as a disc.

    The root is where the figure is thickest, near its middle. A branch of the skeleton counts from the disc
    that fills the body where it begins.
    """
    scale = _SPAN_PX / max(alpha.shape)
    figure = largest_piece(inside_rim(alpha, scale))
    if figure is None:
        return None
    depth = np.asarray(cv2.distanceTransform(figure, cv2.DIST_L2, 5), np.float32)
    lines = skeleton_of(figure)
    if not lines.any():
        return None
    root = _root(lines, depth, figure)
    branches = _branches(_paths(lines, root), depth, _SHORTEST * _SPAN_PX)
    rows, columns = np.flatnonzero(figure.any(1)), np.flatnonzero(figure.any(0))
    top, height = int(rows[0]), len(rows)

    def limb(branch: Sequence[_Pixel]) -> Limb:
        tip, joint = branch[0], branch[-1]
        low = (tip[0] + depth[tip] - top) / height > _LOW
        if low and tip[0] - joint[0] > 0.5 * abs(tip[1] - joint[1]):
            part = LimbKind.LEG
        elif tip[0] < joint[0] and abs(tip[1] - root[1]) < depth[root]:
            part = LimbKind.HEAD
        else:
            part = LimbKind.LEFT_ARM if tip[1] < root[1] else LimbKind.RIGHT_ARM
        thick = float(np.mean([depth[pixel] for pixel in branch]))
        return Limb(
            part, _point(joint, scale), _point(tip, scale), len(branch) / scale, thick / scale,
            float(depth[joint]) / scale,
        )  # fmt: skip

    return Rig(
        tuple(limb(branch) for branch in branches),
        _point(root, scale)[0],
        _point((top, 0), scale)[1],
        height / scale,
        len(columns) / scale,
    )


def sane_arms(rig: Rig) -> tuple[Limb, Limb] | None:
    """Give the left and the right arm of someone who clearly has two; `None` in doubt.

    That is: an arm to each side, much alike, at the same height, the body between them, and neither running
    to a point as a star's do; at most two legs and one head and nothing else; upright. Without a leg there
    must be a head, and the figure taller than wide.
    """
    left, right, legs, heads = (
        [limb for limb in rig.limbs if limb.part is part]
        for part in (LimbKind.LEFT_ARM, LimbKind.RIGHT_ARM, LimbKind.LEG, LimbKind.HEAD)
    )
    if len(left) != 1 or len(right) != 1 or len(legs) > 2 or len(heads) > 1:
        return None
    arms = left[0], right[0]
    (left_x, left_y), (right_x, right_y) = arms[0].joint, arms[1].joint
    off_middle = abs((left_x + right_x) / 2 - rig.root_x)
    sane = (
        abs(left_y - right_y) < 0.12 * rig.height
        and max(left_y, right_y) - rig.top < 0.65 * rig.height
        and off_middle < 0.35 * (right_x - left_x) / 2
        and _alike(arms[0].length, arms[1].length) > 0.4
        and _alike(arms[0].thick, arms[1].thick) > 0.6
        and all(arm.thick < 0.9 * arm.length for arm in arms)
        and all(arm.thick > 0.77 * arm.thick_at_joint for arm in arms)
        and all(leg.joint[1] > max(left_y, right_y) for leg in legs)
        and rig.width < (1.15 if legs else 0.9) * rig.height
        and bool(legs or heads)
    )
    return arms if sane else None


def _alike(one: float, other: float) -> float:
    return min(one, other) / max(one, other)


def _point(pixel: _Pixel, scale: float) -> tuple[float, float]:
    """Give the place (x, y) in the figure of a pixel of its outline, which has a pixel more all round."""
    return (pixel[1] - 0.5) / scale - 0.5, (pixel[0] - 0.5) / scale - 0.5


def _root(lines: Mask, depth: NDArray[np.float32], figure: Mask) -> _Pixel:
    rows, columns = np.nonzero(lines)
    middle = [float(places.mean()) for places in np.nonzero(figure)]
    best = int(
        np.argmax(depth[rows, columns] - _OFF_CENTRE * np.hypot(rows - middle[0], columns - middle[1]))
    )
    return int(rows[best]), int(columns[best])


def _paths(lines: Mask, root: _Pixel) -> list[list[_Pixel]]:
    """Give the shortest way along the lines from each of their ends to the root, the longest way first."""
    open_pixels = set(zip(*(places.tolist() for places in np.nonzero(lines)), strict=True))
    before = {root: root}
    ahead = deque([root])
    while ahead:
        row, column = ahead.popleft()
        # Straight steps first, or paths that belong together would run side by side.
        for down, right in ((0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)):
            pixel = row + down, column + right
            if pixel in open_pixels and pixel not in before:
                before[pixel] = (row, column)
                ahead.append(pixel)

    def path(end: _Pixel) -> list[_Pixel]:
        pixels = [end]
        while pixels[-1] != root:
            pixels.append(before[pixels[-1]])
        return pixels

    tips = zip(*(places.tolist() for places in np.nonzero(ends(lines))), strict=True)
    return sorted((path(tip) for tip in tips if tip in before), key=len, reverse=True)


def _branches(
    paths: Sequence[list[_Pixel]], depth: NDArray[np.float32], shortest_px: float
) -> list[list[_Pixel]]:
    """Give what of each path is its own, from the tip to the joint, leaving out bumps."""
    kept: list[list[_Pixel]] = []
    for path in paths:
        own = _own(path, {pixel for other in kept for pixel in other}, depth)
        if own and len(own) + depth[own[0]] >= shortest_px:
            kept.append(path)
    # A path kept early ran on to the root; now those that join it are known.
    found = [
        _own(path, {pixel for other in kept if other is not path for pixel in other}, depth, _IN_BODY)
        for path in kept
    ]
    return [_to_joint(own, depth) for own in found if own]


def _to_joint(branch: list[_Pixel], depth: NDArray[np.float32]) -> list[_Pixel]:
    """Let a branch begin where it is thin for what comes after it: there it bends best."""
    first = round((1 - _FLARES) * len(branch))
    bends = [(at + depth[branch[0]]) / depth[pixel] for at, pixel in enumerate(branch)]
    return branch[: first + int(np.argmax(bends[first:])) + 1] if first < len(branch) else branch


def _own(
    path: Sequence[_Pixel], others: set[_Pixel], depth: NDArray[np.float32], part: float = 1.0
) -> list[_Pixel]:
    """Follow a path from its tip until it meets another or its end, less that part of the disc there."""
    until = next((at for at, pixel in enumerate(path) if pixel in others), len(path) - 1)
    row, column = path[until]
    return [p for p in path[:until] if hypot(p[0] - row, p[1] - column) > part * depth[row, column]]
