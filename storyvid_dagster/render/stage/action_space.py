"""How much room each figure of a scene has to act in."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.core.scenery import Puppet
from storyvid_dagster.core.things import FIRST_CO_STAR
from storyvid_dagster.render.stage.pose import ActionSpace
from storyvid_dagster.render.stage.puppets import Sprite

_HEADROOM = 0.07
"""Part of the frame above heads: a camera that comes closer crops so much."""
_SIDE = 0.125
"""Part of the frame at each side no figure walks into."""
_FARTHEST = 0.24
"""Part of the frame a walk crosses."""
_NEAREST = 0.03
"""A shorter walk is not worth the way: the figure marches on the spot."""
_UPRIGHT = 1.15
"""Who is so many times as high as wide lies down to sleep; others are as high when they do."""
_PARTY = 1.1
"""Who carries more than so many of its widths cannot."""
_BESIDE = 0.2
"""What stands is beside a figure if so much of its height is not above or below it."""
_EDGE = 0.06
"""Part of the frame at each side where nobody lies."""
_GOLDEN = 0.6180339887
_GAP = 0.02
"""Part of the frame that stays between two."""
_FACES = 0.035
"""So far, in parts of its width, a figure's head is off its middle when it looks to a side."""


def spaces_for(
    puppets: Sequence[Puppet],
    sprites: dict[int, Sprite],
    size: tuple[int, int],
    *,
    leaves_upwards: bool = False,
) -> dict[int, ActionSpace]:
    """Measure the room of every figure in a picture of `size` (width, height)."""
    width, height = size
    spans = {p.figure: _span(p, puppets, sprites) for p in puppets if p.holder is None}
    # Nobody walks before what the child drew and what stands there: a flower, a house.
    drawn = [sprites[p.figure] for p in puppets if p.holder == 0 and p.figure < FIRST_CO_STAR]
    rooms: dict[int, ActionSpace] = {}
    for puppet in (p for p in puppets if p.holder is None):
        sheet = sprites[puppet.figure]
        left, right = spans[puppet.figure]
        others = [span for figure, span in spans.items() if figure != puppet.figure]
        standing = [_beside(one, left, right) for one in drawn if _is_level(one, sheet)]
        others += standing
        rooms[puppet.figure] = ActionSpace(
            height=float(sheet.height),
            width=float(sheet.width),
            up=max(0.0, sheet.top - _HEADROOM * height),
            walk=_walk((left, right), others, width),
            off=0.0 if leaves_upwards else _way_off((left, right), standing, width),
            facing=_facing(sheet),
            neighbour=_neighbour(puppet.figure, spans),
            lies=_lies(puppet, sheet, (left, right), others, width),
            phase=puppet.figure * _GOLDEN % 1,
            others={
                figure: ((a + b) / 2 - (left + right) / 2) / sheet.height
                for figure, (a, b) in spans.items()
                if figure != puppet.figure
            },
        )
    return {figure: _sharing(figure, rooms, spans, width) for figure in rooms}


def _walk(own: tuple[int, int], others: Sequence[tuple[int, int]], width: int) -> float:
    """Tell how far a figure may walk to the side where it has more room: negative to the left."""
    (left, right), gap = own, _GAP * width
    room_left = left - max([_SIDE * width, *(b + gap for _, b in others if b <= left)])
    room_right = min([(1 - _SIDE) * width, *(a - gap for a, _ in others if a >= right)]) - right
    way = min(max(room_left, room_right), _FARTHEST * width)
    return 0.0 if way < _NEAREST * width else way if room_right >= room_left else -way


def _sharing(
    figure: int, rooms: dict[int, ActionSpace], spans: dict[int, tuple[int, int]], width: int
) -> ActionSpace:
    """Leave half of the ground between two who walk towards each other to either."""
    room, (left, right) = rooms[figure], spans[figure]
    ahead = [
        a - right if room.walk > 0 else left - b
        for other, (a, b) in spans.items()
        if (a >= right and rooms[other].walk < 0 < room.walk)
        or (b <= left and room.walk < 0 < rooms[other].walk)
    ]
    way = min([abs(room.walk), *((between - _GAP * width) / 2 for between in ahead)])
    return replace(room, walk=0.0 if way < _NEAREST * width else way if room.walk > 0 else -way)


def _is_level(standing: Sprite, sheet: Sprite) -> bool:
    """Tell whether what stands is at the height of a figure, and not in the air above it."""
    top, bottom = max(standing.top, sheet.top), min(standing.top + standing.height, sheet.top + sheet.height)
    return bottom - top > _BESIDE * standing.height


def _beside(standing: Sprite, left: int, right: int) -> tuple[int, int]:
    """Give the edges of what stands, less what of it is behind a figure beside it."""
    near, far = standing.left, standing.left + standing.width
    if near + far < left + right:
        return min(near, left), min(far, left)
    return max(near, right), max(far, right)


def _span(mover: Puppet, puppets: Sequence[Puppet], sprites: dict[int, Sprite]) -> tuple[int, int]:
    """Give the left and the right edge of a figure and all that goes with it, as riders and a drum do."""
    party = [sprites[p.figure] for p in puppets if mover.figure in (p.figure, p.holder)]
    return min(s.left for s in party), max(s.left + s.width for s in party)


def _lies(
    puppet: Puppet, sheet: Sprite, own: tuple[int, int], others: Sequence[tuple[int, int]], width: int
) -> tuple[int, float]:
    """Tell whether somebody upright has room to lie down, on which side its head is, and how far off."""
    left, right = own
    is_alone = right - left <= _PARTY * sheet.width
    if puppet.plan not in (BodyPlan.UPRIGHT, None) or sheet.height < _UPRIGHT * sheet.width or not is_alone:
        return 0, 0.0
    low = max([_EDGE * width, *(b for _, b in others if b <= left)])
    high = min([(1 - _EDGE) * width, *(a for a, _ in others if a >= right)])
    if high - low < sheet.height or any(a < right and b > left for a, b in others):
        return 0, 0.0
    middle = (left + right) / 2
    lying = min(max(middle, low + sheet.height / 2), high - sheet.height / 2)
    return (1 if high - middle > middle - low else -1), lying - middle


def _way_off(own: tuple[int, int], standing: Sequence[tuple[int, int]], width: int) -> float:
    """Give the way out of sight at the nearest side on which nothing stands; 0: at both something does."""
    left, right = own
    free = [
        way
        for way, is_free in (
            (width - left + 0.1 * width, not any(b > right for _, b in standing)),
            (-right - 0.1 * width, not any(a < left for a, _ in standing)),
        )
        if is_free
    ]
    return min(free, key=abs, default=0.0)


def _facing(sheet: Sprite) -> int:
    """Guess where a figure looks: to the side its upper half leans to; 0 for straight ahead."""
    alpha = sheet.a.astype(np.float64)
    columns = np.arange(sheet.width)
    top = alpha[: max(1, round(0.45 * sheet.height))].sum(0)
    head = float((top * columns).sum() / max(1.0, top.sum()))
    middle = float((alpha.sum(0) * columns).sum() / max(1.0, alpha.sum()))
    aside = (head - middle) / sheet.width
    return 0 if abs(aside) < _FACES else 1 if aside > 0 else -1


def _neighbour(figure: int, spans: dict[int, tuple[int, int]]) -> float:
    """Give the distance to the nearest figure beside it: negative to the left, 0 where there is none."""
    left, right = spans[figure]
    gaps = [a - right for f, (a, _) in spans.items() if f != figure and a >= right]
    gaps += [b - left for f, (_, b) in spans.items() if f != figure and b <= left]
    return float(min(gaps, key=abs)) if gaps else 0.0
