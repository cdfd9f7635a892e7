"""What is settled before the first word of a story: theme, plot, and everybody's name."""

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from random import Random
from zlib import crc32

from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.story import AgeBand, band_for, words
from storyvid_dagster.storytelling import plots
from storyvid_dagster.storytelling.company import Company, company_of, speakable_name
from storyvid_dagster.storytelling.hero import Hero, hero_from
from storyvid_dagster.storytelling.matching import choose, occasions_in, said_of, spoken_of, wanted_by
from storyvid_dagster.storytelling.template import pick, shuffled, title_case

_SUNNY_THEMES = (Theme.ADVENTURE, Theme.NATURE, Theme.FRIENDSHIP)


@dataclass(frozen=True)
class Telling:
    """Everything settled before the first word is put down."""

    drawing: DrawingAnalysis
    band: AgeBand
    theme: Theme
    plot: plots.Plot
    hero: Hero
    child: str | None
    company: Company
    opening: str
    values: dict[str, str | int]

    @property
    def leaves_friends(self) -> bool:
        """Whether the others stay behind, as they do in most plots, but in none for a family or a ride."""
        stay = self.plot.wants.family or self.company.riding
        return bool(self.company.said) and self.plot.friends_leave and not stay

    @property
    def choices(self) -> tuple[str, ...]:
        """What another story of the class should not have again."""
        return (
            self.plot.id,
            _opening_id(self.opening),
            *map(_name_id, (self.hero.name, *self.company.named)),
        )


def settle(
    drawing: DrawingAnalysis, rng: Random, naming: Random, told: Counter[str]
) -> tuple[Telling, tuple[str, ...]]:
    """Choose theme, plot and everybody's name; how many names there are does not change the plot.

    Args:
        drawing: The drawing, and what the parent asks for.
        rng: Chooses the plot and its words.
        naming: Chooses names and the opening, apart from the plot.
        told: How many other stories have each of `Telling.choices`.

    Returns:
        What is settled, and notes on what of the request could not be used.
    """
    request, pool = drawing.request, plots.load_names()
    child = speakable_name(request.child_name)
    color = next(iter((*drawing.figures[0].colors, *drawing.reading.colors)), None)
    taken = {name.lower() for name in words(f"{child or ''} {drawing.reading.subject}")}
    hero = hero_from(
        drawing.reading.subject,
        color=color,
        nickname=_unused(pool.heroes, taken, naming, told),
        child_name=child,
    )
    pal = _unused(pool.helpers, taken, naming, told)
    others = iter(hero.others)
    company = company_of(drawing, lambda: next(others, None) or _unused(pool.friends, taken, naming, told))
    artist = child is not None and child != hero.name
    theme, plot = _plot(drawing, company, rng, told, artist=artist)
    said = said_of(request)
    frames = plots.load_frames()[band_for(request.child_age).name]
    openings = frames.drawn_by if artist else frames.drawn
    opening = min(shuffled(naming, openings), key=lambda frame: told[_opening_id(frame)])
    values: dict[str, str | int] = {
        "hero": hero.name,
        "child": child or "",
        "pal": pal,
        "kind": pick(rng, spoken_of(plot.kind, said)),
        "thing": pick(rng, spoken_of(plot.thing, said)),
        "friends": company.said,
        "friend": next(iter(company.named), ""),
        "others": len(company.walkers),
        **{name: pick(rng, spoken_of(choices, said)) for name, choices in plot.also.items()},
    }
    values |= {
        f"{name[0].upper()}{name[1:]}": title_case(v) for name, v in values.items() if isinstance(v, str)
    }
    notes = () if child or not request.child_name else (f"the name {request.child_name!r} cannot be said",)
    telling = Telling(
        drawing, band_for(request.child_age), theme, plot, hero, child, company, opening, values
    )
    return telling, notes


def _plot(
    drawing: DrawingAnalysis, company: Company, rng: Random, told: Counter[str], *, artist: bool
) -> tuple[Theme, plots.Plot]:
    """Choose the plot that suits best, least told in other stories."""
    themes = (drawing.request.theme,) if drawing.request.theme else _themes(drawing, rng)
    known = [(theme, plot) for theme in themes for plot in plots.load_plots(theme)]
    weights = choose([plot for _, plot in known], wanted_by(drawing, company.family, artist=artist))
    # Shuffled without the others, so that a new plot for boats changes no story of a cat.
    choices = tuple(choice for choice in known if choice[1].id in weights)
    by_theme = (shuffled(rng, tuple(c for c in choices if c[0] is theme)) for theme in themes)
    return min(chain.from_iterable(by_theme), key=lambda choice: told[choice[1].id] - weights[choice[1].id])


def _opening_id(frame: str) -> str:
    return f"opening-{crc32(frame.encode()):08x}"


def _name_id(name: str) -> str:
    # Not the name itself: it may be the child's, and this becomes the name of a file.
    return f"name-{crc32(name.encode()):08x}"


def _themes(drawing: DrawingAnalysis, rng: Random) -> tuple[Theme, ...]:
    """Put the themes that suit in order: what the parent wrote decides, else the sun tips the scales."""
    request = drawing.request
    said = said_of(request)
    wanted = tuple(theme for word in words(said.lower()) for theme in plots.load_hints().get(word, ()))
    tipped = _SUNNY_THEMES if drawing.reading.has_sun else (Theme.BEDTIME,)
    # The plots of an occasion are not to be missed for a word that speaks for another theme.
    others = shuffled(rng, tuple(Theme)) if wanted and occasions_in(said) else ()
    return tuple(dict.fromkeys((*shuffled(rng, wanted or (*Theme, *tipped)), *others)))


def _unused(pool: tuple[str, ...], taken: set[str], rng: Random, told: Counter[str]) -> str:
    """Take a name nobody in the story has, few other stories have, and mark it taken."""
    free = tuple(name for name in pool if name.lower() not in taken) or pool
    name = min(shuffled(rng, free), key=lambda name: told[_name_id(name)])
    taken.add(name.lower())
    return name
