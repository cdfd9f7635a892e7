"""Which plots can be told of a drawing, and how well each suits what is drawn and what its parent says."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.kinds import STANDS_STILL, Kind, Role, noun_of, role_of
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.story import Setting, words
from storyvid_dagster.core.things import kind_of
from storyvid_dagster.storytelling.plots import Plot, load_occasions

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


_NEEDS_PLOT = STANDS_STILL | {
    Role.LAND_VEHICLE, Role.WATER_VEHICLE, Role.AIR_VEHICLE, Role.FOOD, Role.TOY, Role.THING
}  # fmt: skip
"""Roles of heroes that cannot do what anybody does: only plots that want them are told of them."""
_SUITED = 2.0
"""A plot that suits what is drawn perfectly is told so many times more before one that does not."""
_OWN_KIND, _FAMILY = 1.0, 3.0
"""The same of a plot that wants the hero's very kind, and of one for a family."""


@dataclass(frozen=True)
class Wanted:
    """What there is to tell of."""

    kinds: tuple[Kind, ...]
    """What the figures are, the hero first."""
    family: int
    """How many people are of the hero's family."""
    occasions: frozenset[str]
    """What the parent's line speaks of."""


def wanted_by(drawing: DrawingAnalysis, family: int) -> Wanted:
    """Gather what a plot can be about."""
    occasions = occasions_in(said_of(drawing.request))
    return Wanted(tuple(figure.kind for figure in drawing.figures), family, occasions)


def said_of(request: StoryRequest) -> str:
    """Give what the parent wrote: the line about the child's life and the title."""
    return f"{request.personal_context or ''} {request.title or ''}"


def occasions_in(said: str) -> frozenset[str]:
    """Find what happens in the child's life.

    >>> sorted(occasions_in("Mia starts school next week"))
    ['first day']
    >>> sorted(occasions_in("a school of fish"))
    []
    """
    told = words(said.lower().replace("’", "'"))

    def has(word: str) -> bool:
        return any(t.startswith(word[:-1]) if word.endswith("-") else t == word for t in told)

    return frozenset(
        occasion
        for occasion, phrases in load_occasions().items()
        if any(all(has(w.lstrip("!")) != w.startswith("!") for w in phrase.split()) for phrase in phrases)
    )


def spoken_of(choices: tuple[str, ...], said: str) -> tuple[str, ...]:
    """Leave those of a plot's choices that the parent speaks of, or all when there is none.

    >>> spoken_of(("puppy", "guinea pig", "red bicycle"), "learning to ride a bike")
    ('red bicycle',)
    """
    told = words(said.lower())
    kinds = {kind for run in (*told, *map(" ".join, pairwise(told))) if (kind := kind_of(run))}
    return tuple(choice for choice in choices if kind_of(choice) in kinds) or choices


def choose(plots: Sequence[Plot], wanted: Wanted) -> dict[str, float]:
    """Say which of the plots to tell, and how many times more each may be told than one that suits nobody.

    Args:
        plots: What there is to choose from.
        wanted: What there is to tell of.

    Returns:
        By the plot's id. Plots of an occasion that the parent tells of leave no others; a hero that cannot
        walk has those alone that want it, as long as there is one.
    """
    hero = wanted.kinds[0]
    told = [plot for plot in plots if _can_be_told(plot, wanted)]
    of_occasion = [plot for plot in told if plot.wants.occasion]
    of_hero = [plot for plot in told if plot.wants.hero]
    if role_of(hero) in _NEEDS_PLOT and of_hero:
        told = of_hero
    elif of_occasion:
        told = of_occasion
    return {
        plot.id: _SUITED * suits(plot, wanted.kinds)
        + _OWN_KIND * (hero in plot.wants.hero)
        + _FAMILY * (plot.wants.family > 0)
        for plot in told
    }


def _can_be_told(plot: Plot, wanted: Wanted) -> bool:
    wants, hero = plot.wants, wanted.kinds[0]
    return (
        (not wants.hero or hero in wants.hero or role_of(hero) in wants.hero)
        and wanted.family >= wants.family
        and (wants.occasion is None or wants.occasion in wanted.occasions)
    )


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
