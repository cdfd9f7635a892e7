"""Where props go among figures that have their places: decided before anything is painted."""

from collections.abc import Sequence
from dataclasses import dataclass

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
_GRIPPED = 0.35
"""Part of a held thing that is before the one who holds it."""


@dataclass(frozen=True)
class Item:
    """A prop that needs a place."""

    number: int
    aspect: float
    """Width over height."""
    size: float
    """Height in heights of the hero."""
    spot: Spot


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

    @property
    def box(self) -> "Box":
        """What it covers."""
        return Box(self.x - self.width / 2, self.foot_y - self.height, self.x + self.width / 2, self.foot_y)


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
    clear of each other. What finds no place at any size is left out.
    """
    placed: list[Placed] = []
    for item in items:
        size = item.size
        while size >= _SMALLEST * item.size:
            if found := _PLACES[item.spot](layout, item, size * _measure(layout), grip, placed):
                placed.append(found)
                break
            size *= _SHRINK
    return tuple(sorted(placed, key=lambda p: (not p.behind, p.carried)))


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
    fore = [other.box for other in others if not other.behind]
    return all(box.shared(other) <= 0.1 * min(box.area, other.area) for other in fore)


def _on_ground(
    layout: SceneLayout, item: Item, height: float, _: Grip, others: Sequence[Placed]
) -> Placed | None:
    width, lead = height * item.aspect, layout.lead
    foot_y = min(0.965 * layout.height, max(layout.foot_y, lead.foot_y) + 0.04 * layout.height)
    spots = (Placed(item.number, x, foot_y, width, height, grounded=True) for x in _across(layout, width))
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

    def hidden(spot: Placed) -> float:
        return sum(spot.box.shared(body_of(figure)) for figure in layout.standings) / spot.box.area

    spots = [
        Placed(item.number, x, foot_y, width, height, behind=True, grounded=True)
        for x in _across(layout, width)
    ]
    free = [s for s in spots if hidden(s) <= MOST_HIDDEN and not any(s.box.shared(box) > 0 for box in taken)]
    return min(free, key=lambda s: (hidden(s), abs(s.x - layout.lead.x)), default=None)


def _in_hand(
    layout: SceneLayout, item: Item, height: float, grip: Grip, others: Sequence[Placed]
) -> Placed | None:
    lead, width = layout.lead, height * item.aspect
    inside = min(_GRIPPED * width, 0.16 * lead.width)
    for side in _sides(layout):
        x, y = grip.right if side > 0 else grip.left
        foot_y = min(lead.foot_y, max(y + 0.55 * height, lead.top + FACE * lead.height + height))
        spot = Placed(item.number, x + side * (width / 2 - inside), foot_y, width, height, carried=True)
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
    spots = [Placed(item.number, x, foot_y, width, height) for x in _across(layout, width)]
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
