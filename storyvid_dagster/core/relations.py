"""How the figures of a page stand to each other: who rides what, who holds what.

Told from the boxes alone, so only what boxes tell well: where a figure need not belong to what it is near,
nothing is said. Distances are in parts of a figure's own width or height, whatever the size of the page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storyvid_dagster.core.drawing import Box, DrawingAnalysis, Figure, Relation
from storyvid_dagster.core.kinds import ALIVE, Kind, Role

_VEHICLES = frozenset({Role.LAND_VEHICLE, Role.WATER_VEHICLE, Role.AIR_VEHICLE})
_MOUNTS = frozenset(
    {Kind.HORSE, Kind.UNICORN, Kind.ELEPHANT, Kind.COW, Kind.LION, Kind.DINOSAUR, Kind.DRAGON, Kind.TURTLE}
)
"""Animals and creatures whose back somebody in a picture sits on."""
_FLYING = frozenset({Kind.BIRD, Kind.BUTTERFLY, Kind.BALLOON, Kind.KITE, Kind.AIRCRAFT, Kind.ROCKET})
"""What is over something because it flies; whoever walks is drawn higher where it is farther away."""
_HANDS = frozenset({Role.PERSON, Role.CREATURE})
_HELD = frozenset({Role.TOY, Role.FOOD, Role.THING, Role.PLANT})
_ON_STRINGS = frozenset({Kind.BALLOON, Kind.KITE})

_WITHIN = 0.8
"""Least part of a rider's width that is over its mount: arms may stand out, a neighbour's body does not."""
_TOUCH = 0.05
"""Widest gap between the boxes of two that touch, in parts of the size of who sits or holds.

The cut-out parts who stands on something with no gap at all, even where the child left a little room.
"""
_SEAT = 0.75
"""Lowest seat, in parts of a mount's height from its top: further down stands who is before it."""
_INSIDE = 0.15
"""Least room on either side of who is inside, in parts of the width around; less, it may stand beside."""
_HAND = (0.15, 0.62)
"""Where a hand can be, in parts of the height from the top: from a lifted arm to one that hangs.

Shoulder 0.18 and hanging hand 0.62 below the crown: D. A. Winter, Biomechanics and Motor Control of Human
Movement, 4th edition, figure 4.1, after Drillis and Contini (1966).
"""
_OVERLAP = 0.25
"""Most that the boxes of two hand in hand, or of a hand and what it holds, share in parts of the narrower."""
_SAME_GROUND = 0.15
"""Most difference of the feet of two hand in hand, in parts of the smaller one's height."""
_HELD_SIZE = 0.6
"""Most height of what is held, in parts of the holder's."""


def relations_of(figures: Sequence[Figure]) -> tuple[Relation, ...]:
    """Tell how figures stand to each other, where their boxes are good evidence for it.

    `rides` and `inside` are told of who is likely alive, on or in what is surely a vehicle, a mount or a
    building; `holds` of hands that touch what is held at the height of hands, or each other; `above` of what
    flies over the nearest figure below it.

    Args:
        figures: All of a page, with what they are.

    Returns:
        At most one `rides`, one `inside` and one `above` for a figure; those of the first figure first.
    """
    return tuple(relation for figure in figures for relation in _of(figure, figures))


@dataclass(frozen=True)
class Seat:
    """Where a rider is on its mount, as the child drew it; all in heights of the mount."""

    rider: int
    mount: int
    x: float
    """How far the rider's middle is to the right of the mount's."""
    foot: float
    """How far its feet are above the mount's."""
    height: float


def seats_of(drawing: DrawingAnalysis) -> tuple[Seat, ...]:
    """Give the seat of everyone who rides, in the order of the relations."""
    figures = {figure.number: figure for figure in drawing.figures}
    shape = drawing.page_width_px / drawing.page_height_px

    def seat(rider: Figure, mount: Figure) -> Seat:
        on, under = rider.outline or rider.box, mount.outline or mount.box
        return Seat(
            rider.number,
            mount.number,
            round((_middle(on) - _middle(under)) * shape / under.height, 4),
            round((_bottom(under) - _bottom(on)) / under.height, 4),
            round(on.height / under.height, 4),
        )

    return tuple(
        seat(figures[one.figure], figures[one.other]) for one in drawing.relations if one.kind == "rides"
    )


def _of(figure: Figure, figures: Sequence[Figure]) -> Iterator[Relation]:
    others = [other for other in figures if other.number != figure.number]
    mounts = [other for other in others if _rides(figure, other)]
    if mounts:
        mount = min(mounts, key=lambda other: abs(_middle(figure.box) - _middle(other.box)))
        yield Relation(kind="rides", figure=figure.number, other=mount.number)
        others.remove(mount)
    yield from (
        Relation(kind="holds", figure=figure.number, other=other.number)
        for other in others
        if _holds(figure, other) or (figure.number < other.number and _hand_in_hand(figure, other))
    )
    if around := [other for other in others if _is_inside(figure, other)]:
        smallest = min(around, key=lambda other: other.box.width)
        yield Relation(kind="inside", figure=figure.number, other=smallest.number)
    if below := [other for other in others if _is_above(figure, other)]:
        nearest = min(below, key=lambda other: other.box.y)
        yield Relation(kind="above", figure=figure.number, other=nearest.number)


def _rides(rider: Figure, mount: Figure) -> bool:
    """Tell who sits in the middle of a mount: over it, not before it with their feet on the same ground."""
    can_ride = rider.likely_role in ALIVE and _likeliest(rider) not in _FLYING | {Kind.FISH}
    if not can_ride or not (mount.role in _VEHICLES or mount.kind in _MOUNTS):
        return False
    on, under = rider.box, mount.box
    seat = (_bottom(on) - under.y) / under.height
    sits = -_TOUCH * on.height / under.height <= seat <= _SEAT
    # In a vehicle a head may be lower than the roof; on a back it is not below the mount's own.
    is_over = mount.role in _VEHICLES or on.y <= under.y
    return sits and is_over and on.width <= under.width and _shared(on, under) >= _WITHIN * on.width


def _holds(holder: Figure, held: Figure) -> bool:
    """Tell what is beside somebody, touches them at the height of hands, and does not stand on the ground."""
    if holder.likely_role not in _HANDS:
        return False
    is_on_string = held.kind in _ON_STRINGS
    if not is_on_string and (held.role not in _HELD or held.box.height > _HELD_SIZE * holder.box.height):
        return False
    top, bottom = _hands(holder.box)
    end = _bottom(held.box)
    reaches = top <= end <= bottom if is_on_string else held.box.y <= bottom and top <= end
    lifted = _bottom(holder.box) - end >= _SAME_GROUND * holder.box.height
    return reaches and lifted and _touch(holder.box, held.box)


def _hand_in_hand(one: Figure, other: Figure) -> bool:
    if not (one.likely_role is other.likely_role is Role.PERSON):
        return False
    a, b = one.box, other.box
    (top, bottom), (other_top, other_bottom) = _hands(a), _hands(b)
    feet = abs(_bottom(a) - _bottom(b))
    return (
        _touch(a, b)
        and feet <= _SAME_GROUND * min(a.height, b.height)
        and max(top, other_top) <= min(bottom, other_bottom)
    )


def _is_inside(figure: Figure, around: Figure) -> bool:
    if figure.likely_role not in ALIVE or around.role is not Role.BUILDING:
        return False
    inner, outer = figure.box, around.box
    room = _INSIDE * outer.width
    return (
        inner.x >= outer.x + room
        and inner.x + inner.width <= outer.x + outer.width - room
        and inner.y >= outer.y
        and _bottom(inner) <= _bottom(outer)
    )


def _is_above(figure: Figure, below: Figure) -> bool:
    if figure.kind not in _FLYING:
        return False
    box, under = figure.box, below.box
    return _bottom(box) <= under.y and under.x <= _middle(box) <= under.x + under.width


def _touch(one: Box, other: Box) -> bool:
    """Tell two side by side with hardly a gap between them, and neither before the other."""
    narrower = min(one.width, other.width)
    return -_TOUCH * one.width <= _shared(one, other) <= _OVERLAP * narrower


def _shared(one: Box, other: Box) -> float:
    """Give how wide both are at the same place; below 0, the gap between them."""
    return min(one.x + one.width, other.x + other.width) - max(one.x, other.x)


def _hands(box: Box) -> tuple[float, float]:
    """Give the highest and the lowest place of a hand on the page."""
    return box.y + _HAND[0] * box.height, box.y + _HAND[1] * box.height


def _likeliest(figure: Figure) -> Kind:
    return max(figure.chances, key=figure.chances.__getitem__, default=Kind.UNKNOWN)


def _middle(box: Box) -> float:
    return box.x + box.width / 2


def _bottom(box: Box) -> float:
    return box.y + box.height
