"""What the parent chose. A bare drawing is enough: every field has a sound default.

Values may come as the text that was typed: the same text means the same from every door.
"""

import unicodedata
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import (
    AliasChoices,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    field_validator,
    model_serializer,
)

from storyvid_dagster.core.days import parse_day
from storyvid_dagster.core.files import Document
from storyvid_dagster.core.told_figures import ToldFigure, read_figures

_JOINERS = "\u200c\u200d"
"""Invisible characters that Persian and Indic words need, and emoji made of several."""
_IN_NAMES = " '’-‐‑.·" + _JOINERS
_MUSIC = {
    "none": "none", "no": "none", "off": "none", "false": "none",
    "auto": "auto", "yes": "auto", "on": "auto", "true": "auto",
}  # fmt: skip
"""What a word for music means; any other is the name of a file."""


class Theme(StrEnum):
    """What the story is about."""

    ADVENTURE = "adventure"
    KINDNESS = "kindness"
    BRAVERY = "bravery"
    BEDTIME = "bedtime"
    FRIENDSHIP = "friendship"
    COUNTING = "counting"
    NATURE = "nature"


class Style(StrEnum):
    """What the pictures look like."""

    STORYBOOK = "storybook"
    WATERCOLOR = "watercolor"
    CRAYON = "crayon"
    COMIC = "comic"
    PAPERCUT = "papercut"
    PIXEL = "pixel"


class VoiceType(StrEnum):
    """How the story is read."""

    GENTLE = "gentle"
    CHEERFUL = "cheerful"
    WISE = "wise"
    SILLY = "silly"


class SoundMode(StrEnum):
    """What is heard beside the narration."""

    FULL = "full"
    """Music, effects, and the sounds of the place."""
    GENTLE = "gentle"
    """The same with nothing sudden in it, and quieter music: for sensitive children."""
    VOICE = "voice"
    """Nothing."""


class Likeness(StrEnum):
    """How far a painted picture may leave the drawing."""

    FAITHFUL = "faithful"
    LIGHT = "light"
    FREE = "free"


class Captions(StrEnum):
    """Where the words stand."""

    SOFT = "soft"
    """In a track of their own, which a player shows on request."""
    BURNED = "burned"
    """In the picture too, the word that is being read lit up."""


class Aspect(StrEnum):
    """Shape of the film, width to height."""

    WIDE = "16:9"
    TALL = "9:16"
    SQUARE = "1:1"

    def size(self, height_px: int) -> tuple[int, int]:
        """Give (width, height) in even pixels for a film whose 16:9 form is `height_px` high.

        The short side is `height_px` in every aspect, so a phone film is as sharp as a wide one.

        >>> Aspect.WIDE.size(1080), Aspect.TALL.size(1080), Aspect.SQUARE.size(1080)
        ((1920, 1080), (1080, 1920), (1080, 1080))
        """
        short, long = _even(height_px), _even(height_px * 16 / 9)
        return {Aspect.WIDE: (long, short), Aspect.TALL: (short, long), Aspect.SQUARE: (short, short)}[self]


def _even(pixels: float) -> int:
    return 2 * round(pixels / 2)


_LONGEST_NAME = 40
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_LONGEST_NAME)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class StoryRequest(Document):
    """Everything that may be asked of a story."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    theme: Theme | None = Field(default=None, description="What the story is about; not given: by seed")
    style: Style = Field(default=Style.STORYBOOK, description="What the pictures look like")
    voice_type: VoiceType = Field(
        default=VoiceType.GENTLE,
        validation_alias=AliasChoices("voice_type", "voice"),
        description="How the story is read",
    )
    child_age: int = Field(
        default=5,
        ge=2,
        le=9,
        validation_alias=AliasChoices("child_age", "age"),
        description="The child's age; sets the length of story and sentences",
    )
    child_name: Name | None = Field(
        default=None,
        validation_alias=AliasChoices("child_name", "name"),
        description="The child's first name",
    )
    say_name: Name | None = Field(
        default=None, description="How the name is said, spelled by ear, such as 'Shivawn' for Siobhan"
    )
    drawn_on: date | None = Field(
        default=None,
        validation_alias=AliasChoices("drawn_on", "date"),
        description="The day it was drawn, such as 2026-05-03, for the end card",
    )
    title: Line | None = Field(
        default=None, description="What is in the picture, or the story's title, in the child's own words"
    )
    personal_context: Line | None = Field(
        default=None,
        validation_alias=AliasChoices("personal_context", "context"),
        description="Something of the child's life, such as 'starts school next week'",
    )
    figures: tuple[ToldFigure, ...] = Field(
        default=(),
        description="What the figures are, in order from the hero, such as 'cat Mimi, dog Rex, sun': a kind,"
        " a name or both; '3: sun' says it of figure 3, '4: nothing' leaves out a wrong cut-out",
    )
    language: Literal["en"] = Field(default="en", description="The language of the story")
    music: str = Field(default="auto", description="'auto', 'none', or a music file")
    captions: Captions = Field(
        default=Captions.SOFT, description="soft: in a track the player shows; burned: in the picture too"
    )
    sound: SoundMode = Field(
        default=SoundMode.FULL,
        description="full; gentle: nothing sudden, and quieter music; voice: nothing but the narration",
    )
    aspect: Aspect = Field(default=Aspect.WIDE, description="Shape of the film, width to height")
    scenes: int | None = Field(
        default=None, ge=3, le=8, description="How many scenes; not given: as many as suits the age"
    )
    seed: int | None = Field(
        default=None, ge=0, le=2**32 - 1, description="Another seed, another story; not given: by run_id"
    )

    as_page: bool = Field(
        default=False,
        description="Film the whole page as it is and cut nothing out, even where next to nothing is drawn",
    )

    approve: bool = Field(
        default=False,
        description="Wait for a person's yes to the script before pictures and narration are made",
    )

    reader: Literal["auto", "embedded", "openai"] | None = Field(
        default=None, description="Who reads the drawing; not given, here and below: as the settings say"
    )
    writer: Literal["auto", "embedded", "openai"] | None = Field(
        default=None, description="Who writes the story"
    )
    painter: Literal["auto", "embedded", "openai"] | None = Field(
        default=None, description="Who paints the scenes"
    )
    narrator: Literal["auto", "embedded", "elevenlabs"] | None = Field(
        default=None, description="Who reads the story aloud"
    )
    fallback: Literal["none", "embedded"] | None = Field(
        default=None, description="What happens when a vendor does not deliver: an error, or our own engine"
    )
    likeness: Likeness | None = Field(
        default=None, description="How far a vendor's pictures may leave the drawing"
    )
    budget_usd: float | None = Field(
        default=None, ge=0, allow_inf_nan=False, description="Most this story may cost in US dollars"
    )

    @property
    def told_age(self) -> int | None:
        """The child's age where somebody said it; the default is only what stories are fitted to."""
        return self.child_age if "child_age" in self.model_fields_set else None

    def content(self) -> dict[str, Any]:
        """Give what was asked: whoever says the age says more than the default does."""
        return {**super().content(), "told_age": self.told_age}

    @model_serializer(mode="wrap")
    def _as_asked(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Keep what was asked and nothing else: what nobody chose is chosen anew, and named by no hash."""
        return {name: value for name, value in dump(self).items() if name in self.model_fields_set}

    @field_validator(
        "theme", "style", "voice_type", "language", "captions", "sound", "aspect",
        "reader", "writer", "painter", "narrator", "fallback", "likeness",
        mode="before",
    )  # fmt: skip
    @classmethod
    def _in_any_case(cls, choice: object) -> object:
        return choice.strip().lower() if isinstance(choice, str) else choice

    @field_validator("music", mode="before")
    @classmethod
    def _yes_or_no(cls, music: object) -> object:
        return _MUSIC.get(music.strip().lower(), music.strip()) if isinstance(music, str) else music

    @field_validator("figures", mode="before")
    @classmethod
    def _are_figures(cls, figures: object) -> object:
        return read_figures(figures)

    @field_validator("figures")
    @classmethod
    def _have_names(cls, figures: tuple[ToldFigure, ...]) -> tuple[ToldFigure, ...]:
        for figure in figures:
            cls._is_a_name(figure.name)
            if figure.name is not None and len(figure.name) > _LONGEST_NAME:
                raise ValueError(f"the name of figure {figure.number} is too long")
        return figures

    @field_validator("drawn_on", mode="before")
    @classmethod
    def _is_a_day(cls, day: object) -> object:
        return day if day is None or isinstance(day, date) else parse_day(str(day))

    @field_validator("child_name", "say_name", "title", "personal_context", mode="before")
    @classmethod
    def _in_one_form(cls, text: object) -> object:
        """Compose letters with their accents, which some systems write apart; every blank is a space."""
        if not isinstance(text, str):
            return text
        composed = unicodedata.normalize("NFC", text)
        return "".join(" " if c == "\t" or unicodedata.category(c) == "Zs" else c for c in composed)

    @field_validator("child_name", "say_name")
    @classmethod
    def _is_a_name(cls, name: str | None) -> str | None:
        if name is None:
            return None
        letters_and_marks = all(unicodedata.category(c)[0] in "LM" or c in _IN_NAMES for c in name)
        if not letters_and_marks or not any(map(str.isalpha, name)):
            raise ValueError("a name has letters, spaces, apostrophes, hyphens and full stops only")
        return name

    @field_validator("title", "personal_context")
    @classmethod
    def _is_printable(cls, text: str | None) -> str | None:
        if text is not None and not all(c.isprintable() or c in _JOINERS for c in text):
            raise ValueError("one line of plain text, please")
        return text
