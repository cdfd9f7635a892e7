"""Which plots can be told of a drawing, and how well each suits what is drawn and what its parent says."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.kinds import STANDS_STILL, Kind, Role, noun_of, role_of
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.story import Setting, Weather, words
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
_GREEN = "green"
"""The color of leaves: nothing else on a page tells whether a tree has any."""
_SURE = 0.85
"""Chance from which on a hero has a plot for its very kind; one for its role, where that is likely."""
_SUITED = 2.0
"""A plot that suits what is drawn perfectly is told so many times more before one that does not."""
_OWN_KIND, _FAMILY, _WEATHER = 1.0, 3.0, 2.0
"""The same of a plot that wants the hero's very kind, of one for a family, and of one for the weather."""


Chances = Mapping[Kind, float]
"""How likely a figure is of each kind."""


@dataclass(frozen=True)
class Wanted:
    """What there is to tell of."""

    figures: tuple[Chances, ...]
    """What the figures may be, the hero first."""
    role: Role
    """What part the hero can take."""
    family: int
    """How many people are of the hero's family."""
    occasions: frozenset[str]
    """What the parent's line speaks of."""
    weather: frozenset[Weather] = frozenset()
    """What is drawn falling, or told of."""
    artist: bool = False
    """Whether the child can help the hero: its name is known, and it is not the hero itself."""
    in_leaf: bool = True
    """Whether a hero that is a plant has leaves, as far as its colors tell."""


def wanted_by(drawing: DrawingAnalysis, family: int, *, artist: bool) -> Wanted:
    """Gather what a plot can be about."""
    figures = tuple(figure.chances for figure in drawing.figures)
    told = occasions_in(said_of(drawing.request))
    falling = {Weather(k) for k in (Kind.RAIN, Kind.SNOW) if any(f.get(k, 0) >= _SURE for f in figures)}
    return Wanted(
        figures,
        drawing.figures[0].likely_role,
        family,
        told,
        frozenset(falling | {weather for weather in Weather if weather in told}),
        artist,
        _GREEN in drawing.figures[0].colors,
    )


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
    told = [plot for plot in plots if _can_be_told(plot, wanted)]
    grown = [plot for plot in told if plot.wants.leaves in (None, wanted.in_leaf)]
    if any(plot.wants.hero for plot in grown):
        told = grown
    of_occasion = [plot for plot in told if plot.wants.occasion]
    of_hero = [plot for plot in told if plot.wants.hero]
    if wanted.role in _NEEDS_PLOT and of_hero:
        told = of_hero
    elif of_occasion:
        told = of_occasion
    return {
        plot.id: _SUITED * suits(plot, wanted.figures)
        + _OWN_KIND * _chance(wanted.figures[0], set(plot.wants.hero) - set(Role))
        + _FAMILY * (plot.wants.family > 0)
        + _WEATHER * (plot.wants.weather is not None)
        for plot in told
    }


def _can_be_told(plot: Plot, wanted: Wanted) -> bool:
    wants = plot.wants
    return (
        (not wants.hero or wanted.role in wants.hero or _chance(wanted.figures[0], wants.hero) >= _SURE)
        and wanted.family >= wants.family
        and (wants.occasion is None or wants.occasion in wanted.occasions)
        and (wants.weather is None or wants.weather in wanted.weather)
        and (wanted.artist or not wants.artist)
    )


def _chance(figure: Chances, wanted: Collection[str]) -> float:
    """Give how likely a figure is of one of some kinds or roles."""
    return sum(chance for kind, chance in figure.items() if kind in wanted or role_of(kind) in wanted)


def suits(plot: Plot, figures: Sequence[Chances]) -> float:
    """Say how well a plot suits what is drawn.

    Args:
        plot: The plot.
        figures: What the figures may be, the hero first.

    Returns:
        From 0, nothing in it has to do with them, to 1: it is about the hero's kind, and all its scenes are
        where that is at home.
    """
    scores = (
        (1.0 if index == 0 else _COMPANION)
        * sum(chance * _of_kind(plot, kind) for kind, chance in figure.items() if kind not in _EVERYWHERE)
        for index, figure in enumerate(figures)
    )
    return max(scores, default=0.0)


def _of_kind(plot: Plot, kind: Kind) -> float:
    return (_share_at_home(plot, kind) + _is_about(plot, kind)) / 2


def _share_at_home(plot: Plot, kind: Kind) -> float:
    at_home = [str(kind) in _AT_HOME.get(place.setting, "").split() for place in plot.scenes]
    return sum(at_home) / len(at_home)


def _is_about(plot: Plot, kind: Kind) -> bool:
    called = {noun_of(kind) or str(kind), *_ALSO_CALLED.get(kind, "").split()}
    return not called.isdisjoint(plot.nouns)
