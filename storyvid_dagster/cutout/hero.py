"""Which of the figures the story is about, and which are no figures at all."""

from dataclasses import dataclass

import numpy as np

from storyvid_dagster.core.drawing import Box
from storyvid_dagster.cutout.colors import named_colors
from storyvid_dagster.cutout.raster import Mask, Rgb, blobs, bounds, resize, resize_mask

MOST_FIGURES = 6
_SMALLEST = 0.0025
"""Least area of a figure, in parts of the page."""
_ROUND, _BORDER, _HUGS = 0.5, 0.14, 0.95
"""What goes round half the page and lies all but wholly in its border, is its frame."""
_BESIDE_HERO = 0.03
"""Least area of a further figure, in parts of the hero's."""


@dataclass(frozen=True)
class Candidate:
    """A group of strokes that may be a figure."""

    mask: Mask
    box: Box
    area: float
    """Part of the page it covers."""
    sides: int
    """How many sides of the page it touches."""
    score: float
    """How well it would do as a hero; 0 for junk."""


def rank(masks: list[Mask], page: Rgb, ink: Mask) -> list[Candidate]:
    """Drop junk, put the best hero first and the others after it by size.

    Args:
        masks: Solid groups of strokes.
        page: The evenly lit page.
        ink: Bold ink of the page, dots and all.
    """
    if not masks:
        return []
    small = resize(page, masks[0].shape[1], masks[0].shape[0])
    ink = resize_mask(ink, small.shape, level=0.27)
    large = [mask for mask in masks if mask.mean() >= _SMALLEST]
    found = [c for c in (_judge(mask, small, ink) for mask in large) if c.score > 0]
    if not found:
        return []
    hero = max(found, key=lambda candidate: candidate.score)
    others = [c for c in found if c is not hero and c.area >= _BESIDE_HERO * hero.area]
    return [hero, *sorted(others, key=lambda candidate: -candidate.area)][:MOST_FIGURES]


def box_of(mask: Mask) -> Box:
    """Give the box of a mask in parts of the page."""
    x0, y0, x1, y1 = bounds(mask)
    height, width = mask.shape
    return Box(x=x0 / width, y=y0 / height, width=(x1 - x0) / width, height=(y1 - y0) / height)


def _judge(mask: Mask, page: Rgb, ink: Mask) -> Candidate:
    box, area = box_of(mask), float(mask.mean())
    edges = (box.x, box.y, 1 - box.x - box.width, 1 - box.y - box.height)
    sides = sum(edge < 0.004 for edge in edges)
    x0, y0, x1, y1 = bounds(mask)
    view, shape = page[y0:y1, x0:x1], mask[y0:y1, x0:x1]
    strokes = shape & ink[y0:y1, x0:x1]
    colors = named_colors(view[strokes > 0][None], most=3)
    corner_sun = is_sun(box, colors) and colors[0] == "yellow"
    score = 0.0
    if corner_sun or not _is_junk(mask, box, sides):
        score = area**0.5 * _central(box) * 0.75**sides
        score *= _scenery(box, colors, view, strokes)
        score *= 1.5 if _has_eyes(shape, strokes) else 0.55 if _is_house(shape) else 1.0
    return Candidate(mask, box, area, sides, score)


def _is_junk(mask: Mask, box: Box, sides: int) -> bool:
    """Fingers, table, shadow rims and frames hug the border; lone strokes are thin; no figure is a page."""
    if sides == 4 and mask.mean() > 0.8:
        return True
    x, y = box.x + box.width / 2, box.y + box.height / 2
    from_edge = min(x, 1 - x, y, 1 - y)
    if (sides >= 1 and from_edge < 0.10) or (sides >= 2 and from_edge < 0.22):
        return True
    if sides >= 2 and min(box.width, box.height) > _ROUND and _along_border(mask) > _HUGS:
        return True
    height, width = mask.shape
    return min(box.width * width, box.height * height) < 0.02 * max(width, height)


def _along_border(mask: Mask) -> float:
    """Give how much of a mask lies along the border of the page, in parts of it."""
    height, width = mask.shape
    down, across = round(_BORDER * height), round(_BORDER * width)
    inside = int(mask[down : height - down, across : width - across].sum())
    return 1 - inside / int(mask.sum())


def _central(box: Box) -> float:
    x, y = box.x + box.width / 2, box.y + box.height / 2
    return 1 - 0.5 * min(1.0, 2 * float(np.hypot(x - 0.5, 0.7 * (y - 0.55))))


def _scenery(box: Box, colors: tuple[str, ...], view: Rgb, strokes: Mask) -> float:
    """Give a weight below 1 to what looks like sky, ground or a plant."""
    weight = 1.0
    if is_sun(box, colors):
        weight *= 0.3
    elif box.y + box.height < 0.42 and (box.width > 1.2 * box.height or box.y < 0.02):
        weight *= 0.45  # a cloud, a bird, a rainbow
    if box.width > 0.6 and box.height < 0.35:
        weight *= 0.4  # water, a fence
    if {"green", "brown"} <= set(colors) and _is_tree(view, strokes):
        weight *= 0.5
    return weight


def is_sun(box: Box, colors: tuple[str, ...]) -> bool:
    """Tell a yellow or orange thing high on the page."""
    return box.y + box.height < 0.5 and bool(colors) and colors[0] in ("yellow", "orange")


def _is_tree(view: Rgb, strokes: Mask) -> bool:
    """Green above, brown below."""
    middle = max(1, round(0.55 * len(strokes)))
    crown = named_colors(view[:middle][strokes[:middle] > 0][None], most=1)
    trunk = named_colors(view[middle:][strokes[middle:] > 0][None], most=1)
    return crown == ("green",) and trunk == ("brown",)


def _is_house(shape: Mask) -> bool:
    """Straight upright walls, standing flat: the lower half is a full box."""
    height, width = shape.shape
    walls = shape[height // 2 : round(0.95 * height)]
    return bool(
        walls.size and width > 0.4 * height and walls.mean() > 0.85 and walls.sum(1).std() < 0.05 * width
    )


def _has_eyes(shape: Mask, strokes: Mask) -> bool:
    """Look for two like dots side by side in the upper part of a figure."""
    height, width = shape.shape
    _, dots = blobs(np.ascontiguousarray(strokes[: round(0.65 * height)]))
    size = (width * height) ** 0.5
    eyes = [
        d
        for d in dots
        if 0.012 * size < max(d.width, d.height) < 0.11 * size and 0.3 < d.width / d.height < 3.0
    ]
    for index, left in enumerate(eyes):
        for right in eyes[index + 1 :]:
            across, down = abs(left.center_x - right.center_x), abs(left.center_y - right.center_y)
            like = 0.4 < left.area / right.area < 2.5
            bigger = max(left.width, right.width, left.height, right.height)
            if like and bigger < across < 0.4 * width and down < 0.35 * across:
                return True
    return False
