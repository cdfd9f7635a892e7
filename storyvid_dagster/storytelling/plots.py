"""The hand-written stories under `grammar/`, read when first asked for.

A plot is told once for each age band, in eight moments: setting, wish, small trouble, helper, try,
turn, joy and close. Fewer scenes than eight hold neighbouring moments together. A theme's own plots stand in
the file of its name; `SHARED` files hold plots for certain heroes, families and occasions, which name the
themes they fit.

Beside its own words a plot has {hero}, {pal} the helper, {friends} for all the others on the page, {friend}
for the first of them, and {others}, how many they are. Who does what at a word is read from the words; where
that goes wrong, or cannot be known, a mark says it (`marks.py`).
"""

import re
from functools import cache, cached_property
from importlib.resources import files
from typing import Annotated, Any, cast

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from storyvid_dagster.core.kinds import Kind, Role
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.story import BANDS, Setting, TimeOfDay, Weather
from storyvid_dagster.storytelling.marks import read_marks, without_marks

MOMENTS = 8
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Libyaml reads the grammar ten times as fast, where PyYAML was built with it."""

GROUPINGS: dict[int, tuple[tuple[int, ...], ...]] = {
    3: ((0, 1), (2, 3, 4), (5, 6, 7)),
    4: ((0, 1), (2, 3), (4, 5), (6, 7)),
    5: ((0, 1), (2, 3), (4, 5), (6,), (7,)),
    6: ((0,), (1,), (2, 3), (4, 5), (6,), (7,)),
    7: ((0,), (1,), (2,), (3,), (4, 5), (6,), (7,)),
    8: tuple((moment,) for moment in range(MOMENTS)),
}
"""Which moments share a scene, by the number of scenes."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


SHARED = (
    "buildings", "plants", "vehicles", "sky", "small_things", "family", "occasions", "weather", "artist",
)  # fmt: skip
"""Files of plots that fit several themes."""


class PlotPlace(_Frozen):
    """Where a moment takes place and what is to be seen of it."""

    setting: Setting
    time_of_day: TimeOfDay
    see: str = Field(pattern=r"^\{who\}")


def _lines(text: object) -> object:
    return tuple(text.strip().splitlines()) if isinstance(text, str) else text


def _stages(text: object) -> object:
    if not isinstance(text, str):
        return text
    rows = (line.partition(": ") for line in text.strip().splitlines())
    return tuple(
        {"setting": where.split()[0], "time_of_day": where.split()[1], "see": see} for where, _, see in rows
    )


_EIGHT = Field(min_length=MOMENTS, max_length=MOMENTS)
EightLines = Annotated[tuple[str, ...], BeforeValidator(_lines), _EIGHT]
EightStages = Annotated[tuple[PlotPlace, ...], BeforeValidator(_stages), _EIGHT]
Choices = Annotated[tuple[str, ...], Field(min_length=1)]


def _is_kind_or_role(word: str) -> str:
    if word not in (*Kind, *Role):
        raise ValueError(f"{word} is neither a kind nor a role of core/kinds.py")
    return word


class Wants(_Frozen):
    """What a plot needs to be told at all."""

    hero: tuple[Annotated[str, AfterValidator(_is_kind_or_role)], ...] = Field(
        default=(), description="Kinds or roles of the hero; empty: anybody who can walk"
    )
    family: int = Field(default=0, ge=0, description="Fewest people beside a hero who is one, too")
    occasion: str | None = Field(default=None, description="What the parent's line speaks of")
    weather: Weather | None = Field(default=None, description="What is drawn falling, or told of")
    leaves: bool | None = Field(
        default=None,
        description="Of a plot about a plant: whether it tells of its leaves, or of its having none",
    )
    artist: bool = Field(default=False, description="True: the child, whose name is known, helps as {child}")


class Plot(_Frozen):
    """One story that can be told in many ways."""

    id: str
    themes: tuple[Theme, ...] = Field(default=(), description="In a shared file: the themes it fits")
    wants: Wants = Wants()
    titles: Choices
    kind: Choices = Field(description="Who may be the helper")
    thing: Choices = Field(description="What it may all be about")
    also: dict[str, Choices] = Field(default={}, description="Other words chosen by seed")
    sunny: bool = Field(
        default=True, description="False: the sun of the drawing would contradict the first scene"
    )
    friends_leave: bool = Field(
        default=True, description="False: too quiet for friends to stay behind and come back with a cheer"
    )
    scenes: EightStages
    tellings: dict[str, EightLines] = Field(description="The text of the eight moments, by age band")

    @cached_property
    def varied(self) -> frozenset[str]:
        """Nouns whose looks the thing of the plot says, where it is a word such as `striped`."""
        told = without_marks(" ".join(line for lines in self.tellings.values() for line in lines))
        return frozenset(re.findall(r"\{(?:a )?thing\} (\w+)", told.lower()))

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The words of its titles, things and scenes, in lower case, plurals as one of their kind, too."""
        texts = (*self.titles, *self.thing, *(place.see for place in self.scenes))
        found = {word for text in texts for word in re.findall(r"[a-z]+", text.lower())}
        return frozenset(found | {word.removesuffix("s") for word in found})

    def model_post_init(self, context: Any, /) -> None:
        """Refuse a plot that some age could not be told, or whose marks cannot be read."""
        if missing := {band.name for band in BANDS} - set(self.tellings):
            raise ValueError(f"plot {self.id} is not told for ages {', '.join(sorted(missing))}")
        for line in (line for lines in self.tellings.values() for line in lines):
            try:
                read_marks(line)
            except ValueError as error:
                raise ValueError(f"plot {self.id}: {error}") from error


class Frames(_Frozen):
    """What is said around a story. `..._anyone` is for when the child's name is not known."""

    drawn_by: Choices
    drawn: Choices
    color: Choices
    sun: Choices
    friends_in: Choices
    friends_out: Choices
    friends_out_softly: Choices
    friends_back: Choices
    friends_back_softly: Choices
    riding: Choices
    fact_does: Choices
    fact_does_anyone: Choices
    fact_said: Choices
    fact_said_anyone: Choices
    fact_confided: Choices
    fact_confided_anyone: Choices
    farewell: Choices
    farewell_softly: Choices


class Names(_Frozen):
    """Names for those who have none."""

    heroes: Annotated[tuple[str, ...], BeforeValidator(str.split)]
    helpers: Annotated[tuple[str, ...], BeforeValidator(str.split)]
    friends: Annotated[tuple[str, ...], BeforeValidator(str.split)]


@cache
def load_plots(theme: Theme) -> tuple[Plot, ...]:
    """Read every plot that fits a theme: its own, then the shared ones."""
    return (
        *load_plots_of(theme.value),
        *(p for name in SHARED for p in load_plots_of(name) if theme in p.themes),
    )


@cache
def load_occasions() -> dict[str, tuple[str, ...]]:
    """Read how parents speak of each occasion, and of weather."""
    return TypeAdapter(dict[str, tuple[str, ...]]).validate_python(read_grammar("said"))


@cache
def load_plots_of(name: str) -> tuple[Plot, ...]:
    """Read the plots of one file."""
    return TypeAdapter(tuple[Plot, ...]).validate_python(read_grammar(name))


@cache
def load_frames() -> dict[str, Frames]:
    """Read the frames, by age band."""
    return TypeAdapter(dict[str, Frames]).validate_python(read_grammar("frames"))


@cache
def load_names() -> Names:
    """Read the names."""
    return Names.model_validate(read_grammar("names"))


@cache
def load_hints() -> dict[str, tuple[Theme, ...]]:
    """Read the words that speak for a theme."""
    return TypeAdapter(dict[str, tuple[Theme, ...]]).validate_python(read_grammar("hints"))


def read_grammar(name: str) -> object:
    """Read one file of `grammar/`, by its name without ending."""
    text = (files("storyvid_dagster.storytelling") / "grammar" / f"{name}.yaml").read_text("utf-8")
    return cast(object, yaml.load(text, Loader=_LOADER))
