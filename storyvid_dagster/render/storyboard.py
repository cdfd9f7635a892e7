"""What a film is made from."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from storyvid_dagster.core.acting import Act
from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.core.drawing import Box
from storyvid_dagster.core.pulse import Pulse
from storyvid_dagster.core.request import SoundMode, Style
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.core.scenery import Scenery, WeatherSheets
from storyvid_dagster.core.story import Setting, TimeOfDay, Weather
from storyvid_dagster.core.things import Thing
from storyvid_dagster.errors import RenderError


@dataclass(frozen=True)
class SceneStill:
    """The picture of a scene."""

    scene: int
    """Counted from 1."""
    png: bytes
    focus: tuple[float, float]
    """Where to look (x, y), in parts of width and height."""
    scenery: Scenery | None = None
    """Its parts, of the film's size; `None`: it is filmed as it is."""
    acts: tuple[Act, ...] = ()
    """What its figures do; for a picture with parts."""
    setting: Setting | None = None
    """Where it is; `None`: nothing is heard of the place."""
    time_of_day: TimeOfDay = TimeOfDay.DAY
    weather: Weather | None = None
    """What is heard of it."""
    air: WeatherSheets | None = None
    """What of it moves over the picture."""
    things: tuple[Thing, ...] = ()
    """Its co-star and props."""


@dataclass(frozen=True)
class SceneNarration:
    """The narration of a scene."""

    scene: int
    """Counted from 1."""
    path: Path
    duration_s: float
    words: tuple[WordTime, ...]
    """Timed from the start of the clip."""

    @property
    def text(self) -> str:
        """The words in one line."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Storyboard:
    """Everything that is seen and heard in a film, scenes in order."""

    run_id: str
    title: str
    child_name: str | None
    child_age: int | None
    """For the end card, as is the day; `None`: not told."""
    drawn_on: date | None
    page_png: bytes
    """The child's page, for title and end card."""
    figures_png: tuple[bytes, ...]
    """RGBA cut-outs, the hero first; may be empty."""
    outlines: tuple[Box, ...]
    """Where on the page each of them lies; empty: they stay on it."""
    style: Style
    stills: tuple[SceneStill, ...]
    spoken: tuple[SceneNarration, ...]
    music: Path | None
    size: tuple[int, int]
    """(width, height) of the film in pixels; even."""
    fps: int
    seed: int
    drawing_title: str | None = None
    """What the drawing is called, for the cards; `None`: not told, or it is the story's title."""
    burn_captions: bool = False
    """Whether captions stand in the picture, too."""
    credits: tuple[str, ...] = ()
    """Who made what; goes into the film's data."""
    sound: SoundMode = SoundMode.FULL
    """What of music, effects and places is heard."""
    plans: tuple[BodyPlan | None, ...] = ()
    """How each figure is built, for title and end card; empty: not known."""
    pulse: Pulse | None = None
    """The beats of the music from the start of the film; `None`: there is none, or nothing is known of it."""
    calm: bool = False
    """Whether the camera cuts seldom: for small children."""

    def check(self) -> None:
        """Refuse a storyboard no film can be made from.

        Raises:
            RenderError: Scenes are missing or out of order, or the size is odd.
        """
        wanted = list(range(1, len(self.stills) + 1))
        pictured, spoken = [still.scene for still in self.stills], [clip.scene for clip in self.spoken]
        if not wanted or pictured != wanted or spoken != wanted:
            raise RenderError(
                "scenes must be 1, 2, ... with a picture and narration each: "
                f"pictures {pictured}, narration {spoken}"
            )
        if self.size[0] % 2 or self.size[1] % 2:
            raise RenderError(f"width and height must be even: {self.size[0]} x {self.size[1]}")
