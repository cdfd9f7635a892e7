"""What is known of the child's drawing."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from storyvid_dagster.core.files import INCIDENTAL, Document, MadeBy, MediaFile
from storyvid_dagster.core.kinds import STANDS_STILL, Kind, Role, role_of
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.things import Spot


class Drawing(Document):
    """A drawing as it came in, with what was asked of it."""

    run_id: str
    source_name: Annotated[str, INCIDENTAL] = Field(description="File name of the upload, for people only")
    original: MediaFile = Field(description="The upload, byte for byte")
    upright: MediaFile = Field(description="The same as an upright RGB PNG")
    width_px: int = Field(gt=0)
    height_px: int = Field(gt=0)
    request: StoryRequest


class Box(Document):
    """A rectangle on the page; all four in parts of the page's width and height, 0 to 1."""

    x: float
    y: float
    width: float
    height: float


_SPOTS = {
    Role.SKY: Spot.AIR, Role.WEATHER: Spot.AIR, Role.WATER_VEHICLE: Spot.WATER,
    Role.BUILDING: Spot.BEHIND, Role.PLANT: Spot.BEHIND, Role.FURNITURE: Spot.BEHIND,
}  # fmt: skip
_LIKELY = 0.6
"""Chance of all kinds of a role together, or of all that stand still, from which on a figure is cast so."""


def likely_role(role: Role, chances: Mapping[Kind, float]) -> Role:
    """Give a role that is sure, else the likeliest of those that are likely together, else `UNKNOWN`.

    Roles of what stands still count together: a sun or a flower, neither walks.

    >>> likely_role(Role.UNKNOWN, {Kind.SUN: 0.4, Kind.STAR: 0.1, Kind.FLOWER: 0.2, Kind.TURTLE: 0.3})
    <Role.SKY: 'sky'>
    """
    if role is not Role.UNKNOWN:
        return role
    together = defaultdict[Role, float](float)
    for kind, chance in chances.items():
        together[role_of(kind)] += chance
    still = {one: chance for one, chance in together.items() if one in STANDS_STILL}
    likely = still if sum(still.values()) >= _LIKELY else together
    likeliest = max(likely, key=likely.__getitem__, default=Role.UNKNOWN)
    return likeliest if likely is still or together[likeliest] >= _LIKELY else Role.UNKNOWN


_SWIMS = 0.5
"""Chance of being a fish from which on a figure cannot be out of water."""


class Guess(Document):
    """What a figure may be."""

    kind: Kind
    chance: float = Field(ge=0, le=1)


class Figure(Document):
    """Something the child drew, cut out with a white sticker rim."""

    number: int = Field(ge=1, description="1 is the hero; then by size")
    file: MediaFile = Field(description="RGBA PNG")
    width_px: int = Field(gt=0)
    height_px: int = Field(gt=0)
    box: Box
    outline: Box | None = Field(
        default=None, description="Where the cut-out lies on the page; its rim may stand over"
    )
    area: float = Field(ge=0, le=1, description="Part of the page it covers")
    colors: tuple[str, ...] = Field(description="Named colours, most first")
    kind: Kind = Field(default=Kind.UNKNOWN, description="What it is, where that is sure")
    confidence: float = Field(
        default=0,
        ge=0,
        le=1,
        description="How sure the kind, or else the role, is; 1: a person said it, 0: both unknown",
    )
    role: Role = Field(
        default=Role.UNKNOWN,
        description="What part it can take in a story; may be sure where the kind is not",
    )
    guesses: tuple[Guess, ...] = Field(
        default=(),
        description="What it may be, likeliest first: steers the story, and is never said aloud",
    )
    name: str | None = Field(default=None, description="What a person says it is called")
    cut_as: int | None = Field(
        default=None,
        ge=1,
        exclude_if=lambda number: number is None,
        description="Its number before wrong cut-outs were left out, where that is another",
    )

    @property
    def told_as(self) -> int:
        """The number a person says something of it by."""
        return self.cut_as or self.number

    @property
    def chances(self) -> dict[Kind, float]:
        """How likely it is of each kind: certainly of the one that is named."""
        if self.kind is not Kind.UNKNOWN:
            return {self.kind: 1.0}
        return {guess.kind: guess.chance for guess in self.guesses}

    @property
    def likely_role(self) -> Role:
        """Its role where that is sure, else the likeliest: enough to say where it goes, not to be said."""
        return likely_role(self.role, self.chances)

    @property
    def spot(self) -> Spot | None:
        """Where it belongs; `None` for whoever walks."""
        likeliest = max(self.chances, key=self.chances.__getitem__, default=Kind.UNKNOWN)
        if self.likely_role is Role.SKY and likeliest in (Kind.SUN, Kind.MOON):
            return Spot.LIGHT
        swims = likeliest is Kind.FISH and self.chances[likeliest] >= _SWIMS
        return Spot.WATER if swims else _SPOTS.get(self.likely_role)


class Reading(Document):
    """What a drawing reader makes of a page. Vague rather than wrong: a child notices."""

    subject: str = Field(description="The hero as a noun phrase, such as 'a purple friend' or 'Rex the dog'")
    company: str = Field(description="How many are in the picture, hedged: 'one friend', 'a few friends'")
    colors: tuple[str, ...] = Field(description="Named colours of the page, most first")
    has_sun: bool
    has_ground: bool
    has_sky: bool
    layout: str = Field(description="Where things are, in plain words")
    summary: str = Field(description="One or two sentences a parent would nod at")
    card: str = Field(default="", description="How the hero looks, for a painter; empty: not described")
    kinds: tuple[Kind, ...] = Field(
        default=(),
        description="What each figure is, as far as the reader can tell; empty: as it was recognised",
    )


class Relation(Document):
    """How one figure of a page stands to another."""

    kind: Literal["rides", "holds", "inside", "above"]
    figure: int = Field(ge=1, description="The number of who rides, holds, is inside or above")
    other: int = Field(ge=1, description="The number of what is ridden, held, around or below")


class DrawingAnalysis(Document):
    """The drawing cleaned, cut out and read."""

    run_id: str
    request: StoryRequest
    page: MediaFile = Field(description="The cleaned page, RGB PNG")
    page_width_px: int = Field(gt=0)
    page_height_px: int = Field(gt=0)
    cut: Literal["figures", "biggest", "page"] = Field(
        description="Which rung of the ladder held: all figures, the biggest, or the page as a card"
    )
    figures: tuple[Figure, ...] = Field(min_length=1)
    relations: tuple[Relation, ...] = Field(
        default=(), description="How figures stand to each other, where that is sure"
    )
    reading: Reading
    checked_by: Annotated[str, INCIDENTAL] = Field(
        default="", description="What looked whether the drawing is fit for children"
    )
    made_by: MadeBy
