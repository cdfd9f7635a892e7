"""Where props go among figures that have their places: decided before anything is painted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile

import numpy as np

from storyvid_dagster.core.things import Spot
from storyvid_dagster.illustration.placement import SceneLayout, Standing

MOST_COVERED = 0.12
"""Share of a figure that a thing before it may cover."""
MOST_HIDDEN = 0.45
"""Share of a thing behind the figures that they may hide."""
FACE = 0.42
"""Upper part of a figure that nothing covers."""
_BROW = 0.19
"""No hat comes lower than this part of who wears it."""
_CALM = 0.05
_TRIES = 61
_SHRINK = 0.85
_SMALLEST = 0.5
"""A thing that finds no place shrinks to no less than this part of its size."""
_STEPS_OF_MANY = 11
"""How often a group shrinks at most, to a fifth: a small group has its number, and none at all has not."""
_STEPS_IN_HAND = 5
"""The same of what is held, to a half, before it is put on the ground."""
_ROW_COSTS = 2
"""A group shrinks so often before it stands in one row more."""
_GAP = 0.14
"""Free paper between neighbours of a group, in heights of one."""
_IN_A_ROW = 4
"""So many are not divided into rows."""
_WIDEST = 0.5
"""Share of the frame's longer side that a group takes."""
_GRIPPED = 0.35
"""Part of a held thing that is before the one who holds it."""


@dataclass(frozen=True)
class Item:
    """A prop that needs a place."""

    number: int
    aspect: float
    """Width over height."""
    size: float
    """Height in heights of the hero, of one."""
    spot: Spot
    count: int = 1
    """How many of it there are."""
    rows: tuple[int, ...] = (1,)
    """How many of it are in each row, the rear one first; then the size and aspect are the group's."""


@dataclass(frozen=True)
class Grip:
    """Where the hero can hold and wear something, in pixels of the frame."""

    left: tuple[float, float]
    right: tuple[float, float]
    """Where its outline ends at the height of its hands."""
    crown: tuple[float, float]
    """Top of its head."""
    head_width: float


@dataclass(frozen=True)
class Placed:
    """A prop in its place; pixels of the frame."""

    number: int
    x: float
    foot_y: float
    width: float
    height: float
    behind: bool = False
    """Whether the figures stand before it."""
    carried: bool = False
    """Whether it goes where the hero goes."""
    grounded: bool = False
    """Whether it throws a shadow on the ground."""
    rows: tuple[int, ...] = (1,)
    """How many of it are in each row, the rear one first."""

    @property
    def box(self) -> "Box":
        """What it covers."""
        return Box(self.x - self.width / 2, self.foot_y - self.height, self.x + self.width / 2, self.foot_y)

    @property
    def is_group(self) -> bool:
        """Whether it is more than one."""
        return self.rows != (1,)

    @property
    def each(self) -> "tuple[Placed, ...]":
        """Every one of a group in its place; those of the rear rows first."""
        height = self.height / _high(len(self.rows))
        wide = self.width - height * _GAP * (max(self.rows) - 1)
        width, step = wide / max(self.rows), (1 + _GAP) * height
        return tuple(
            replace(
                self,
                x=self.x + (n - (in_row - 1) / 2) * (width + _GAP * height),
                foot_y=self.foot_y - (len(self.rows) - 1 - row) * step,
                width=width,
                height=height,
                rows=(1,),
            )
            for row, in_row in enumerate(self.rows)
            for n in range(in_row)
        )


@dataclass(frozen=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Its area."""
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)

    def shared(self, other: "Box") -> float:
        """The area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, wide) * max(0.0, high)


def body_of(figure: Standing) -> Box:
    """Give what a figure covers."""
    return Box(figure.left, figure.top, figure.right, figure.foot_y)


def face_of(figure: Standing) -> Box:
    """Give the part of a figure where its face is."""
    return Box(figure.left, figure.top, figure.right, figure.top + FACE * figure.height)


def place(layout: SceneLayout, items: Sequence[Item], grip: Grip) -> tuple[Placed, ...]:
    """Give every prop its place, those behind first.

    Nothing covers a face or more than `MOST_COVERED` of a figure it does not belong to, and props keep
    clear of each other. A group is shown whole, if need be small. What finds no place at any size is left
    out.
    """
    placed: list[Placed] = []
    for item in items:
        for spot, rows, size in _trials(item):
            high, height = _high(len(rows)), size * _measure(layout)
            width = (max(rows) * item.aspect + _GAP * (max(rows) - 1)) * height
            if item.count > 1 and width > _WIDEST * max(layout.width, layout.height):
                continue
            group = replace(item, aspect=width / (high * height), rows=rows)
            if found := _PLACES[spot](layout, group, high * height, grip, placed):
                placed.append(found)
                break
    return tuple(sorted(placed, key=lambda p: (not p.behind, p.carried)))


def _trials(item: Item) -> Iterator[tuple[Spot, tuple[int, ...], float]]:
    """Give where, in which rows and how large an item may be, the best first: large, and in few rows."""
    if item.count == 1:
        steps = takewhile(lambda part: part >= _SMALLEST, (_SHRINK**step for step in count()))
        yield from ((item.spot, (1,), part * item.size) for part in steps)
        return
    for spot in (item.spot, Spot.GROUND):
        arrangements = _arrangements(item.count)[: 1 if spot is Spot.BEHIND else None]
        choices = sorted(
            (step + _ROW_COSTS * row, row, _SHRINK**step)
            for step in range(_STEPS_OF_MANY if spot is not Spot.HAND else _STEPS_IN_HAND)
            for row in range(len(arrangements))
        )
        yield from ((spot, arrangements[row], part * item.size) for _, row, part in choices)


def _high(rows: int) -> float:
    """Height of so many rows, in heights of one thing."""
    return rows + _GAP * (rows - 1)


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


def _is_clear(layout: SceneLayout, thing: Placed, others: Sequence[Placed], owner: int | None = None) -> bool:
    box = thing.box
    for figure in layout.standings:
        if figure.figure == owner:
            continue
        if (
            box.shared(face_of(figure)) > 0
            or box.shared(body_of(figure)) > MOST_COVERED * body_of(figure).area
        ):
            return False
    # Nothing hides any of a group.
    fore = [other for other in others if not other.behind or other.is_group]
    shares = [(other.box, 0.0 if thing.is_group or other.is_group else 0.1) for other in fore]
    return all(box.shared(other) <= share * min(box.area, other.area) for other, share in shares)


def _on_ground(
    layout: SceneLayout, item: Item, height: float, _: Grip, others: Sequence[Placed]
) -> Placed | None:
    width, lead = height * item.aspect, layout.lead
    rear_y = max(layout.foot_y, lead.foot_y) + 0.04 * layout.height
    foot_y = min(0.965 * layout.height, rear_y + height - height / _high(len(item.rows)))
    spots = (
        Placed(item.number, x, foot_y, width, height, grounded=True, rows=item.rows)
        for x in _across(layout, width)
    )
    clear = [spot for spot in spots if _is_clear(layout, spot, others)]

    def cost(spot: Placed) -> float:
        covered = sum(spot.box.shared(body_of(figure)) for figure in layout.standings) / spot.box.area
        return covered + abs(spot.x - lead.x) / layout.width

    return min(clear, key=cost, default=None)


def _behind(
    layout: SceneLayout, item: Item, height: float, _: Grip, others: Sequence[Placed]
) -> Placed | None:
    foot_y = layout.ground_y + 0.4 * (layout.foot_y - layout.ground_y)
    if height > foot_y - 0.04 * layout.height:
        return None
    width = height * item.aspect
    taken = [other.box for other in others if other.behind and not other.carried]
    # Of a group, all are seen.
    most_hidden = MOST_HIDDEN if item.count == 1 else 0.0

    def hidden(spot: Placed) -> float:
        return sum(spot.box.shared(body_of(figure)) for figure in layout.standings) / spot.box.area

    spots = [
        Placed(item.number, x, foot_y, width, height, behind=True, grounded=True, rows=item.rows)
        for x in _across(layout, width)
    ]
    free = [s for s in spots if hidden(s) <= most_hidden and not any(s.box.shared(box) > 0 for box in taken)]
    return min(free, key=lambda s: (hidden(s), abs(s.x - layout.lead.x)), default=None)


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
        if within and _is_clear(layout, spot, others, owner=lead.figure):
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
    return spot if spot.box.top > 0 and _is_clear(layout, spot, others, owner=lead.figure) else None


def _aboard(
    layout: SceneLayout, item: Item, height: float, _: Grip, others: Sequence[Placed]
) -> Placed | None:
    lead = layout.lead
    high = min(height, (1 - FACE - 0.06) * lead.height)
    foot_y = min(0.98 * layout.height, lead.foot_y + 0.025 * layout.height)
    width = min(high * item.aspect, 0.6 * layout.width)
    spot = Placed(item.number, lead.x, foot_y, width, width / item.aspect, carried=True, grounded=True)
    return spot if _is_clear(layout, spot, others, owner=lead.figure) else None


def _aloft(
    layout: SceneLayout, item: Item, height: float, _: Grip, others: Sequence[Placed]
) -> Placed | None:
    width, foot_y = height * item.aspect, 0.1 * layout.height + height
    spots = [Placed(item.number, x, foot_y, width, height, rows=item.rows) for x in _across(layout, width)]
    clear = [spot for spot in spots if _is_clear(layout, spot, others)]
    return min(clear, key=lambda spot: abs(spot.x - layout.lead.x), default=None)


def _as_light(
    layout: SceneLayout, item: Item, height: float, grip: Grip, others: Sequence[Placed]
) -> Placed | None:
    """Where the light comes from, or as near to it as it is clear of everybody."""
    width = height * item.aspect
    foot_y = max(layout.light_y, 0.05 * layout.height + height / 2) + height / 2
    spots = [Placed(item.number, x, foot_y, width, height) for x in _across(layout, width)]
    clear = [spot for spot in spots if _is_clear(layout, spot, others)]
    return min(clear, key=lambda spot: abs(spot.x - layout.light_x), default=None)


_PLACES = {
    Spot.GROUND: _on_ground,
    Spot.BESIDE: _on_ground,
    Spot.BEHIND: _behind,
    Spot.HAND: _in_hand,
    Spot.OVERHEAD: _overhead,
    Spot.HEAD: _on_head,
    Spot.ABOARD: _aboard,
    Spot.AIR: _aloft,
    Spot.LIGHT: _as_light,
}
