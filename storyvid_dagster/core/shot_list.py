"""The shot list: what the camera shows of a scene, from cut to cut."""

from enum import StrEnum

from pydantic import Field

from storyvid_dagster.core.files import Document


class Framing(StrEnum):
    """How much the camera shows, and of what."""

    WIDE = "wide"
    """The whole place."""
    MEDIUM = "medium"
    """Figures from head to foot."""
    TWO_SHOT = "two-shot"
    """Two that belong together."""
    CLOSE = "close"
    """The upper part of one figure."""
    THING = "thing"
    """A thing that the words name."""
    POINT_OF_VIEW = "point of view"
    """The same as a figure sees it."""
    FOLLOW = "follow"
    """Whoever goes somewhere, all the way."""
    REVEAL = "reveal"
    """From near to wide in one move."""


class Reason(StrEnum):
    """Why a take is as it is."""

    OPENING = "a new place"
    TALK = "somebody speaks"
    ACT = "somebody acts"
    FEELING = "somebody feels"
    NAMED = "the words name it"
    TURN = "the story turns"
    REST = "to look about"


class Look(Document):
    """Where the camera looks: the picture magnified about a point that stays in its place, in its parts."""

    zoom: float = Field(ge=1)
    x: float = Field(ge=0, le=1)
    y: float = Field(ge=0, le=1)


class Take(Document):
    """One look of the camera at a scene, from cut to cut, or one of its moves."""

    start_frame: int = Field(ge=0, description="Counted within the shot")
    n_frames: int = Field(ge=1)
    framing: Framing
    reason: Reason
    figures: tuple[int, ...] = Field(default=(), description="Whom or what it is about; empty: the place")
    start: Look
    end: Look

    @property
    def is_still(self) -> bool:
        """Whether the camera stands still."""
        return self.start == self.end


class SceneTakes(Document):
    """The takes of one scene, in order, without gap or overlap."""

    scene: int = Field(ge=1)
    takes: tuple[Take, ...] = Field(min_length=1)
