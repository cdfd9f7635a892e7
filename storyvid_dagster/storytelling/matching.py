"""How well a plot suits what is drawn: where it takes place, and what it is about."""

from collections.abc import Sequence

from storyvid_dagster.core.kinds import Kind, noun_of
from storyvid_dagster.core.story import Setting
from storyvid_dagster.storytelling.plots import Plot

_AT_HOME: dict[Setting, str] = {
    Setting.MEADOW: "horse cow sheep pig rabbit tractor rainbow kite balloon butterfly cloud",
    Setting.FOREST: "tree bear rabbit snake bird giraffe elephant lion monkey dinosaur",
    Setting.SEA: "boat fish turtle bird",
    Setting.UNDERWATER: "fish turtle",
    Setting.CITY: "building bus car truck train vehicle bicycle rain",
    Setting.HOME: "house furniture baby cat dog mouse food toy",
    Setting.NIGHT: "moon star ghost",
    Setting.SPACE: "rocket alien star moon aircraft robot",
    Setting.SNOW: "snow snowman",
    Setting.CASTLE: "castle dragon unicorn ghost",
    Setting.PLAYGROUND: "child ball toy balloon",
    Setting.GARDEN: "flower bug butterfly snail frog",
}
"""Setting -> the kinds whose story may well take place there."""
_ALSO_CALLED: dict[Kind, str] = {
    Kind.BOAT: "ship",
    Kind.RAIN: "rain puddle umbrella cloud",
    Kind.SNOW: "snow snowball",
    Kind.FOOD: "cake soup pancake apple pumpkin",
    Kind.BUG: "bee ant beetle ladybug",
}
"""Words beside a kind's own that show a plot to be about it."""
_EVERYWHERE = {Kind.UNKNOWN, Kind.SUN, Kind.HEART}
"""Kinds that say nothing of where a story should go."""
_COMPANION = 0.5
"""Weight of what is not the hero."""


def suits(plot: Plot, kinds: Sequence[Kind]) -> float:
    """Say how well a plot suits what is drawn.

    Args:
        plot: The plot.
        kinds: What the figures are, the hero first.

    Returns:
        From 0, nothing in it has to do with them, to 1: it is about the hero's kind, and all its scenes are
        where that is at home.
    """
    scores = (
        (1.0 if index == 0 else _COMPANION) * (_share_at_home(plot, kind) + _is_about(plot, kind)) / 2
        for index, kind in enumerate(kinds)
        if kind not in _EVERYWHERE
    )
    return max(scores, default=0.0)


def _share_at_home(plot: Plot, kind: Kind) -> float:
    at_home = [str(kind) in _AT_HOME.get(place.setting, "").split() for place in plot.scenes]
    return sum(at_home) / len(at_home)


def _is_about(plot: Plot, kind: Kind) -> bool:
    called = {noun_of(kind) or str(kind), *_ALSO_CALLED.get(kind, "").split()}
    return not called.isdisjoint(plot.nouns)
