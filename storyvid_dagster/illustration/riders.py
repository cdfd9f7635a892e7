"""Riders and what they ride: one place on the stage, where they are together as the child drew them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from storyvid_dagster.core.relations import Seat
from storyvid_dagster.illustration.pixels import Image
from storyvid_dagster.illustration.scene_layout import Standing

_VISIBLE = 24
_SAT_IN = 0.06
"""Least part of a rider's height that the mount hides: nobody hovers over a seat."""
_BEFORE = 0.25
"""A rider who is farther than this part of its height below the mount's top is drawn before it."""


@dataclass(frozen=True)
class Member:
    """One of a party, in pixels of its box."""

    who: int
    """Index among the cast."""
    x: float
    """Middle, from the left of the party."""
    foot: float
    """Height of the feet over those of the party."""
    width: float
    height: float


@dataclass(frozen=True)
class Party:
    """Those who stand on the stage as one: a figure alone, or a mount with its riders."""

    captain: int
    """Index among the cast of the one that the others move with."""
    width: float
    height: float
    members: tuple[Member, ...]
    """Those behind first."""

    @property
    def is_riding(self) -> bool:
        """Whether it is more than one."""
        return len(self.members) > 1


def parties(
    numbers: Sequence[int],
    shapes: Sequence[tuple[int, int]],
    images: Mapping[int, Image],
    seats: Sequence[Seat],
) -> tuple[Party, ...]:
    """Bring riders and mounts of the cast together, the leading one's first.

    Args:
        numbers: What the cast is called, the leading one first.
        shapes: Width and height of each, on the scale of the child's figures.
        images: The cut-outs of those the child drew, by number.
        seats: Who sits on what on the page.
    """
    at = {number: who for who, number in enumerate(numbers)}
    riders = {seat.rider for seat in seats}
    here = [s for s in seats if s.rider in at and s.mount in at and s.mount not in riders]
    found: list[Party] = []
    for who, number in enumerate(numbers):
        mount = next((s.mount for s in here if s.rider == number), number)
        company = sorted([at[mount], *(at[s.rider] for s in here if s.mount == mount)])
        if len(company) == 1:
            width, height = shapes[who]
            found.append(Party(who, width, height, (Member(who, width / 2, 0.0, width, height),)))
        elif company[0] == who:
            own = [seat for seat in here if seat.mount == mount]
            found.append(_mounted(at, mount, own, images))
    return tuple(found)


def _mounted(at: Mapping[int, int], mount: int, seats: Sequence[Seat], images: Mapping[int, Image]) -> Party:
    high, wide = images[mount].shape[:2]
    under = Member(at[mount], 0.0, 0.0, wide, high)
    behind, before = list[Member](), list[Member]()
    for seat in seats:
        h, w = images[seat.rider].shape[:2]
        height = seat.height * high
        width = height * w / h
        x = seat.x * high
        foot = min(seat.foot * high, _top_at(images[mount], x, width) - _SAT_IN * height)
        rider = Member(at[seat.rider], x, foot, width, height)
        (before if high - foot > _BEFORE * height else behind).append(rider)
    members = (*behind, under, *before)
    left, right = min(m.x - m.width / 2 for m in members), max(m.x + m.width / 2 for m in members)
    return Party(
        min(m.who for m in members),
        right - left,
        max(m.foot + m.height for m in members),
        tuple(replace(m, x=m.x - left) for m in members),
    )


def _top_at(mount: Image, x: float, width: float) -> float:
    """Give how high a mount is under a rider, `x` from its middle: the highest that somebody sits there."""
    high, wide = mount.shape[:2]
    left = int(min(wide - 1, max(0, wide / 2 + x - width / 4)))
    right = int(min(wide, max(left + 1, wide / 2 + x + width / 4)))
    shows = (mount[:, left:right, 3] > _VISIBLE).any(1)
    return high - int(np.argmax(shows)) if shows.any() else high


def spread(standing: Standing, party: Party) -> tuple[Standing, ...]:
    """Give every one of a party its own place, from the place of all."""
    if not party.is_riding:
        return (replace(standing, figure=party.captain),)
    part = standing.height / party.height

    def own(member: Member) -> Standing:
        x = part * (party.width - member.x if standing.mirrored else member.x)
        return Standing(
            member.who,
            standing.left + x,
            standing.foot_y - part * member.foot,
            part * member.width,
            part * member.height,
            standing.mirrored,
            0.0,
            on_ground=standing.on_ground and member.foot == 0,
        )

    return tuple(own(member) for member in party.members)
