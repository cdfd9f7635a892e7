"""Everything a book is made of, whatever form it takes."""

import datetime
from dataclasses import dataclass

from storyvid_dagster.core.days import day_in_words
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.errors import BookError


@dataclass(frozen=True)
class Spread:
    """One scene: its picture beside its words."""

    number: int
    """Counted from 1."""
    text: str
    picture_png: bytes
    clip_mp3: bytes
    duration_s: float
    """Length of the clip."""
    words: tuple[WordTime, ...]
    """The words of the text, in order, with their times in the clip."""


@dataclass(frozen=True)
class Book:
    """A story with its pictures, its narration and who made it.

    Raises:
        BookError: It has no scene, or its scenes are not numbered 1, 2, 3, ...
    """

    run_id: str
    title: str
    child_name: str | None
    child_age: int | None
    made_on: datetime.date
    page_png: bytes
    """The child's drawing, cleaned."""
    cover_png: bytes
    spreads: tuple[Spread, ...]
    credits: tuple[str, ...]
    """Who read, wrote, painted and spoke."""

    def __post_init__(self) -> None:
        numbers = [spread.number for spread in self.spreads]
        if not numbers or numbers != list(range(1, len(numbers) + 1)):
            raise BookError(
                f"{self.run_id}: a book needs scenes numbered 1, 2, 3, ...; it was given {numbers}: "
                "make the story again"
            )

    @property
    def byline(self) -> str:
        """Whose story it is; empty where nobody said."""
        return f"a story by {self.child_name}" if self.child_name else ""

    @property
    def signature(self) -> str:
        """Who drew it, as it stands under the drawing."""
        age = f"{self.child_age} years old" if self.child_age is not None else ""
        drawn = f"Drawn by {self.child_name}" if self.child_name else "Drawn by a child" if age else ""
        return ", ".join(part for part in (drawn, age) if part)

    @property
    def day(self) -> str:
        """When it was made, as people write it, such as `25 November 2026`."""
        return day_in_words(self.made_on)


@dataclass(frozen=True)
class Entry:
    """A story as it stands in the contents of an anthology."""

    title: str
    child_name: str | None
    n_scenes: int


@dataclass(frozen=True)
class Anthology:
    """What holds many books together. The books themselves are large and come one by one.

    Raises:
        BookError: It has no story.
    """

    title: str
    made_on: datetime.date
    wall_png: bytes
    """All drawings."""
    entries: tuple[Entry, ...]

    def __post_init__(self) -> None:
        if not self.entries:
            raise BookError(f"“{self.title}” needs at least one story")

    @property
    def children(self) -> tuple[str, ...]:
        """Everyone who drew, each name once, in the order of the stories."""
        return tuple(dict.fromkeys(entry.child_name for entry in self.entries if entry.child_name))

    @property
    def day(self) -> str:
        """When it was made, as people write it."""
        return day_in_words(self.made_on)
