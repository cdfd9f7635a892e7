"""What those in a scene need of its place: how large they are, what carries them, what they light up."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from storyvid_dagster.core.things import Spot, Thing, can_fly, kind_of, must_swim, shines
from storyvid_dagster.illustration.pixels import Image
from storyvid_dagster.illustration.placed_things import Placed
from storyvid_dagster.illustration.scene_layout import SceneLayout, Standing
from storyvid_dagster.illustration.shapes import Glow
from storyvid_dagster.illustration.things.paint import aspect_of
from storyvid_dagster.illustration.things.registry import drawing_of

_SAME_FLOAT = 0.08
"""Whoever stands so little farther back, in parts of the height, is on the same float."""
_GLOW, _LEAST_GLOW, _GLOWS = 1.8, 0.2, 0.9
"""How far a light reaches, in its heights, and at least, in the scene's unit; and how strong one alone is."""
_WARM = (255, 214, 130)


def glows(
    stage: SceneLayout, cast: Sequence[int | Thing], placed: Sequence[Placed], things: Sequence[Thing]
) -> Iterator[Glow]:
    """Let what shines in the dark light up what is round it."""
    shining = {thing.number for thing in things if shines(thing.name)}
    lights = [
        (one.x, one.foot_y, one.height, len(prop.each))
        for prop in placed
        if prop.number in shining and not prop.carried
        for one in prop.each
    ]
    lights += [
        (s.x, s.foot_y, s.height, 1)
        for s in stage.standings
        if isinstance(who := cast[s.figure], Thing) and who.number in shining
    ]
    for x, foot_y, height, of in lights:
        reach = max(_GLOW * height, _LEAST_GLOW * stage.unit)
        yield Glow(x, foot_y - height / 2, reach, _WARM, _GLOWS / of**0.5)


def floats(
    stage: SceneLayout,
    called: Sequence[int],
    placed: Sequence[Placed],
    swimmers: Container[int],
    *,
    is_afloat: bool,
) -> tuple[tuple[float, float, float], ...]:
    """Give what needs something to stand on: left, right and feet of each, of two that touch as one."""
    dry = [
        (s.left, s.right, s.foot_y)
        for s in stage.standings
        if s.on_ground
        and not (is_afloat and s.figure in stage.with_lead)
        and called[s.figure] not in swimmers
    ]
    dry += [
        (prop.box.left, prop.box.right, prop.foot_y)
        for prop in placed
        if prop.grounded and prop.number not in swimmers
    ]
    joined: list[tuple[float, float, float]] = []
    for left, right, foot_y in sorted(dry):
        if joined and left <= joined[-1][1] and abs(foot_y - joined[-1][2]) < _SAME_FLOAT * stage.height:
            before = joined.pop()
            left, right, foot_y = before[0], max(before[1], right), max(before[2], foot_y)
        joined.append((left, right, foot_y))
    return tuple(joined)


def shape_of(who: int | Thing, figures: Sequence[Image]) -> tuple[int, int]:
    """Width and height of one of the cast, on the scale of the child's figures."""
    if isinstance(who, int):
        return figures[who].shape[1], figures[who].shape[0]
    kind, drawn = kind_of(who.name), drawing_of(who.name)
    height = figures[0].shape[0] * (kind.size if kind else 0.5)
    return round(height * (aspect_of(drawn[0]) if drawn else 1.0)), round(height)


def flies(who: int | Thing) -> bool:
    """Tell who of the cast is in the air."""
    return isinstance(who, Thing) and can_fly(who.name)


def swims(who: int | Thing, spot: Spot | None) -> bool:
    """Tell who of the cast cannot be out of water."""
    return must_swim(who.name) if isinstance(who, Thing) else spot is Spot.WATER


def as_co_star(standing: Standing, who: int | Thing, stage: SceneLayout) -> Standing:
    """Let a co-star be as small as it is, and face the hero."""
    kind = kind_of(who.name) if isinstance(who, Thing) else None
    if kind is None:
        return standing
    part = min(1.0, max(0.6, kind.size * stage.lead.height / standing.height))
    return replace(
        standing,
        width=part * standing.width,
        height=part * standing.height,
        mirrored=standing.x > stage.lead.x,
        tilt_degrees=0.0,
    )
