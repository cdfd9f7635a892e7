"""Where props go among figures that have their places: decided before anything is painted."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

import numpy as np

from storyvid_dagster.core.things import FIRST_CO_STAR, Spot
from storyvid_dagster.illustration.placed_things import (
    FACE,
    GAP,
    Grip,
    Item,
    Placed,
    body_of,
    face_of,
    height_of_rows,
)
from storyvid_dagster.illustration.placement import CLEAR
from storyvid_dagster.illustration.scene_layout import SceneLayout

MOST_COVERED = 0.12
"""Share of a figure that a thing before it may cover."""
MOST_HIDDEN = 0.45
"""Share of a thing behind the figures that they may hide."""
_WRAP = 0.2
"""Part of a scarf that is above the middle of the neck."""
_BROW = 0.19
"""No hat comes lower than this part of who wears it."""
_CALM = 0.05
_TRIES = 61
_SHRINK = 0.85
_ALL = (1.0, 0.8, 0.64, 0.5)
"""Sizes of all things together: where one finds no place, all shrink."""
_STEPS = (0, 1, 2, 3, 4)
"""How often a thing shrinks, to a half, before it goes somewhere else."""
_LAST_STEPS = (5, 6, 7)
"""And to a third, before it is left out."""
_ELSEWHERE: dict[Spot, tuple[Spot, ...]] = {
    Spot.GROUND: (Spot.BEHIND,),
    Spot.BESIDE: (Spot.BEHIND,),
    Spot.BEHIND: (Spot.GROUND,),
    Spot.HAND: (Spot.GROUND, Spot.BEHIND),
    Spot.HEAD: (Spot.HAND, Spot.GROUND, Spot.BEHIND),
    Spot.NECK: (Spot.HAND, Spot.GROUND, Spot.BEHIND),
    Spot.ABOARD: (Spot.GROUND, Spot.BEHIND),
    Spot.LIGHT: (Spot.AIR,),
}
"""Where a thing may be that has no room where it belongs, the best first."""
_STEPS_OF_MANY = 11
"""How often a group shrinks at most, to a fifth: a small group has its number, and none at all has not."""
_ROW_COSTS = 2
"""A group shrinks so often before it stands in one row more."""
_DEPTHS = (0.0, 0.25, 0.45, 0.65, 0.85)
"""How far back on the ground a thing may stand, in parts of the way to where the near ground begins."""
_FAR_SIZE = 0.7
"""Size of what stands where the near ground begins, in parts of its size in front."""
_HOUSE_DEPTHS = (0.6, 0.85, 1.0)
"""The same of what stands behind the figures."""
_HEIGHTS_IN_AIR = (0.1, 0.06, 0.18, 0.26)
"""How far below the upper border something may hang, in parts of the height, the best first."""
_BESIDE = 0.25
"""Part of its width by which something behind a figure may stand out behind it and still be beside it."""
_IN_A_ROW = 4
"""So many are not divided into rows."""
_WIDEST = 0.5
"""Share of the frame's longer side that a group takes."""
_GRIPPED = 0.35
"""Part of a held thing that is before the one who holds it."""


def place(layout: SceneLayout, items: Sequence[Item], grip: Grip) -> tuple[Placed, ...]:
    """Give every prop its place, those behind first.

    Nothing covers a face or more than `MOST_COVERED` of a figure it does not belong to, and props keep
    clear of each other. A group is shown whole, if need be small. Where one finds no place, all are smaller;
    what finds none at any size is left out.
    """
    tries = (_placed(layout, [replace(item, size=part * item.size) for item in items], grip) for part in _ALL)
    fullest: tuple[Placed, ...] = ()
    for placed in tries:
        fullest = max(fullest, placed, key=len)
        if len(fullest) == len(items):
            break
    return fullest


def _placed(layout: SceneLayout, items: Sequence[Item], grip: Grip) -> tuple[Placed, ...]:
    placed: list[Placed] = []
    # Groups find room among others, since they may shrink further and stand in rows.
    for item in sorted(items, key=lambda item: item.count > 1):
        for spot, rows, size in _trials(item):
            high, height = height_of_rows(len(rows)), size * _measure(layout)
            width = (max(rows) * item.aspect + GAP * (max(rows) - 1)) * height
            if item.count > 1 and width > _WIDEST * max(layout.width, layout.height):
                continue
            group = replace(item, aspect=width / (high * height), rows=rows)
            if found := _PLACES[spot](layout, group, high * height, grip, placed):
                placed.append(found)
                break
    return tuple(sorted(placed, key=lambda p: (not p.behind, p.carried, p.foot_y)))


def _trials(item: Item) -> Iterator[tuple[Spot, tuple[int, ...], float]]:
    """Give where, in which rows and how large an item may be, the best first: large, and in few rows."""
    spots = (item.spot, *_ELSEWHERE.get(item.spot, ()))
    if item.count > 1:
        # Of a row at a hand all but one would hang in the air.
        spots = tuple(spot for spot in spots if spot is not Spot.HAND)
    else:
        for steps in (_STEPS, _LAST_STEPS):
            yield from ((spot, (1,), _SHRINK**step * item.size) for spot in spots for step in steps)
        return
    for spot in spots:
        arrangements = _arrangements(item.count)[: 1 if spot is Spot.BEHIND else None]
        choices = sorted(
            (step + _ROW_COSTS * row, row, _SHRINK**step)
            for step in range(_STEPS_OF_MANY)
            for row in range(len(arrangements))
        )
        yield from ((spot, arrangements[row], part * item.size) for _, row, part in choices)


def _arrangements(number: int) -> tuple[tuple[int, ...], ...]:
    """Give the rows a group may stand in, the longest in front.

    >>> _arrangements(9)
    ((9,), (4, 5), (3, 3, 3))
    """
    most_rows = -(-number // _IN_A_ROW)
    return tuple(tuple((number + row) // rows for row in range(rows)) for rows in range(1, most_rows + 1))


def _measure(layout: SceneLayout) -> float:
    """The height that sizes are parts of: the hero's, or more where the hero is flat."""
    return max(layout.lead.height, 0.36 * layout.height)


def _across(layout: SceneLayout, width: float) -> list[float]:
    low, high = _CALM * layout.width + width / 2, (1 - _CALM) * layout.width - width / 2
    return [float(x) for x in np.linspace(low, high, _TRIES)] if low < high else []


def _is_clear(
    layout: SceneLayout, thing: Placed, others: Sequence[Placed], owners: Container[int] = ()
) -> bool:
    box = thing.box
    for figure in layout.standings:
        if figure.figure in owners:
            continue
        if (
            box.shared(face_of(figure)) > 0
            or box.shared(body_of(figure)) > MOST_COVERED * body_of(figure).area
        ):
            return False
    own = [other.box for other in others if other.number < FIRST_CO_STAR]
    if not thing.behind and any(box.shared(each) > MOST_COVERED * each.area for each in own):
        return False
    # Nothing hides any of a group.
    fore = [other for other in others if not other.behind or other.is_group]
    shares = [(other.box, 0.0 if thing.is_group or other.is_group else 0.1) for other in fore]
    return all(box.shared(other) <= share * min(box.area, other.area) for other, share in shares)


def _on_ground(
    layout: SceneLayout, item: Item, height: float, _: Grip, others: Sequence[Placed]
) -> Placed | None:
    """In front, or farther back where nobody's head is just below its foot."""
    lead = layout.lead
    rows_above = height - height / height_of_rows(len(item.rows))
    front_y = min(layout.front_y, max(layout.foot_y, lead.foot_y) + 0.04 * layout.height + rows_above)

    def spots(depth: float) -> Iterator[Placed]:
        high = height * (1 - (1 - _FAR_SIZE) * depth)
        foot_y, width = front_y - depth * (front_y - layout.ground_y), high * item.aspect
        if layout.brook and layout.brook[0] < foot_y < layout.brook[1]:
            return
        for x in _across(layout, width):
            spot = Placed(item.number, x, foot_y, width, high, grounded=True, rows=item.rows)
            if _stands_apart(layout, spot) and _is_clear(layout, spot, others):
                yield spot

    def cost(spot: Placed) -> float:
        covered = sum(spot.box.shared(body_of(figure)) for figure in layout.standings) / spot.box.area
        return covered + abs(spot.x - lead.x) / layout.width

    clear = (min(spots(depth), key=cost, default=None) for depth in _DEPTHS)
    return next((spot for spot in clear if spot), None)


def _stands_apart(layout: SceneLayout, thing: Placed) -> bool:
    """Tell what is before a figure, beside it, or so far behind that it does not stand on its head."""
    box = thing.box
    return all(
        figure.right <= box.left
        or figure.left >= box.right
        or box.bottom >= figure.foot_y
        or box.bottom <= figure.top - CLEAR * layout.height
        or box.top >= figure.foot_y
        for figure in layout.standings
    )


def _stands_on_somebody(layout: SceneLayout, thing: Placed) -> bool:
    """Tell what is behind a figure, and ends where the figure's head is."""
    box = thing.box
    return any(
        min(figure.right, box.right) - max(figure.left, box.left) > _BESIDE * thing.width
        and figure.top - CLEAR * layout.height < thing.foot_y < figure.top + FACE * figure.height
        for figure in layout.standings
    )


def _behind(
    layout: SceneLayout, item: Item, height: float, _: Grip, others: Sequence[Placed]
) -> Placed | None:
    width = height * item.aspect
    taken = [other.box for other in others if not other.carried]
    # Of a group, all are seen.
    most_hidden = MOST_HIDDEN if item.count == 1 else 0.0

    def hidden(spot: Placed) -> float:
        return sum(spot.box.shared(body_of(figure)) for figure in layout.standings) / spot.box.area

    for depth in _HOUSE_DEPTHS:
        foot_y = layout.foot_y - depth * (layout.foot_y - layout.ground_y)
        spots = [
            Placed(item.number, x, foot_y, width, height, behind=True, grounded=True, rows=item.rows)
            for x in _across(layout, width)
            if height <= foot_y - 0.04 * layout.height
        ]
        free = [
            s
            for s in spots
            if hidden(s) <= most_hidden
            and not _stands_on_somebody(layout, s)
            and not any(s.box.shared(box) > 0 for box in taken)
        ]
        if free:
            return min(free, key=lambda s: (hidden(s), abs(s.x - layout.lead.x)))
    return None


def _in_hand(
    layout: SceneLayout, item: Item, height: float, grip: Grip, others: Sequence[Placed]
) -> Placed | None:
    lead, width = layout.lead, height * item.aspect
    inside = min(_GRIPPED * width, 0.16 * lead.width)
    for side in _sides(layout):
        x, y = grip.right if side > 0 else grip.left
        foot_y = min(lead.foot_y, max(y + 0.55 * height, lead.top + FACE * lead.height + height))
        spot = Placed(
            item.number, x + side * (width / 2 - inside), foot_y, width, height, carried=True, rows=item.rows
        )
        within = 0.01 * layout.width <= spot.box.left and spot.box.right <= 0.99 * layout.width
        if within and _is_clear(layout, spot, others, owners=layout.with_lead):
            return spot
    return None


def _sides(layout: SceneLayout) -> tuple[int, int]:
    """The side of the hero with more room first."""
    lead = layout.lead
    left = max([0.0, *(s.right for s in layout.standings if s.x < lead.x)])
    right = min([float(layout.width), *(s.left for s in layout.standings if s.x > lead.x)])
    return (1, -1) if right - lead.right >= lead.left - left else (-1, 1)


def _overhead(
    layout: SceneLayout, item: Item, height: float, grip: Grip, _: Sequence[Placed]
) -> Placed | None:
    """Behind the hero, so that it covers no face, and higher than its head."""
    lead, side = layout.lead, _sides(layout)[0]
    foot_y = (grip.right if side > 0 else grip.left)[1]
    high = min(max(height, foot_y - lead.top + 0.36 * lead.height), foot_y - 0.03 * layout.height)
    width = high * item.aspect
    return Placed(
        item.number, lead.x + side * 0.2 * lead.width, foot_y, width, high, behind=True, carried=True
    )


def _on_head(
    layout: SceneLayout, item: Item, _: float, grip: Grip, others: Sequence[Placed]
) -> Placed | None:
    lead = layout.lead
    width = min(0.5 * lead.width, max(0.3 * lead.width, 1.25 * grip.head_width))
    height = min(width / item.aspect, 0.28 * lead.height)
    x, top = grip.crown
    foot_y = min(top + 0.3 * height, lead.top + _BROW * lead.height)
    spot = Placed(item.number, x, foot_y, height * item.aspect, height, carried=True)
    return spot if spot.box.top > 0 and _is_clear(layout, spot, others, owners=layout.with_lead) else None


def _aboard(
    layout: SceneLayout, item: Item, height: float, _: Grip, others: Sequence[Placed]
) -> Placed | None:
    lead = layout.lead
    high = min(height, (1 - FACE - 0.06) * lead.height)
    foot_y = min(layout.front_y, lead.foot_y + 0.025 * layout.height)
    width = min(high * item.aspect, 0.6 * layout.width)
    spot = Placed(item.number, lead.x, foot_y, width, width / item.aspect, carried=True, grounded=True)
    return spot if _is_clear(layout, spot, others, owners=layout.with_lead) else None


def _on_neck(
    layout: SceneLayout, item: Item, _: float, grip: Grip, others: Sequence[Placed]
) -> Placed | None:
    if grip.neck is None:
        return None
    lead = layout.lead
    width = min(0.6 * lead.width, 1.35 * grip.neck_width)
    height, (x, y) = width / item.aspect, grip.neck
    spot = Placed(item.number, x, y + (1 - _WRAP) * height, width, height, carried=True)
    return spot if spot.foot_y <= lead.foot_y and _is_clear(layout, spot, others, layout.with_lead) else None


def _aloft(
    layout: SceneLayout, item: Item, height: float, _: Grip, others: Sequence[Placed]
) -> Placed | None:
    return _hung(layout, item, height, others, layout.lead.x, 0.0)


def _as_light(
    layout: SceneLayout, item: Item, height: float, _: Grip, others: Sequence[Placed]
) -> Placed | None:
    """Where the light comes from, or as near to it as it is clear of everybody."""
    return _hung(layout, item, height, others, layout.light_x, layout.light_y - height / 2)


def _hung(
    layout: SceneLayout, item: Item, height: float, others: Sequence[Placed], near_x: float, top: float
) -> Placed | None:
    """Hang something in the air where it is clear of everybody, as near to a place across as it can be."""
    width = height * item.aspect
    for least in _HEIGHTS_IN_AIR:
        foot_y = max(top, least * layout.height) + height
        spots = [
            Placed(item.number, x, foot_y, width, height, rows=item.rows) for x in _across(layout, width)
        ]
        clear = [spot for spot in spots if _is_clear(layout, spot, others)]
        if clear:
            return min(clear, key=lambda spot: abs(spot.x - near_x))
    return None


_PLACES = {
    Spot.GROUND: _on_ground,
    Spot.BESIDE: _on_ground,
    Spot.BEHIND: _behind,
    Spot.HAND: _in_hand,
    Spot.OVERHEAD: _overhead,
    Spot.HEAD: _on_head,
    Spot.NECK: _on_neck,
    Spot.ABOARD: _aboard,
    Spot.AIR: _aloft,
    Spot.LIGHT: _as_light,
}
