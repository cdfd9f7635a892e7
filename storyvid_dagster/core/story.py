"""The story itself, and what makes one fit for a child of that age."""

from enum import StrEnum

from pydantic import Field

from storyvid_dagster.core.files import Document, MadeBy
from storyvid_dagster.core.request import Theme


class Setting(StrEnum):
    """Where a scene takes place."""

    MEADOW = "meadow"
    FOREST = "forest"
    SEA = "sea"
    CITY = "city"
    NIGHT = "night"
    SPACE = "space"
    HOME = "home"


class TimeOfDay(StrEnum):
    """The light a scene stands in."""

    MORNING = "morning"
    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"


class Scene(Document):
    """One picture and the words read over it."""

    number: int = Field(ge=1)
    text: str = Field(min_length=1, max_length=1200)
    setting: Setting
    time_of_day: TimeOfDay
    figures: tuple[int, ...] = Field(description="Numbers of the figures that are in it; empty: all")
    picture_prompt: str = Field(description="What a painter is told; never the child's name")


class StoryScript(Document):
    """A title and its scenes."""

    run_id: str
    title: str = Field(min_length=1, max_length=80)
    theme: Theme
    child_age: int = Field(ge=2, le=9)
    seed: int
    scenes: tuple[Scene, ...] = Field(min_length=1)
    made_by: MadeBy
