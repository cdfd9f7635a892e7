"""Doubles of the four ports for tests: instant, deterministic, and they count their calls.

They can be told to fail, so that what surrounds a port can be tested without a vendor's bad day.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from storyvid_dagster.core.drawing import DrawingAnalysis, Reading
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.request import StoryRequest, Theme
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.core.story import Scene, Setting, StoryScript, TimeOfDay
from storyvid_dagster.errors import ContentRefused, ProviderError
from storyvid_dagster.ports import (
    DrawingReader,
    Moderator,
    Narrator,
    PageOrder,
    Painter,
    Picture,
    PictureOrder,
    Speech,
    SpeechOrder,
    StoryWriter,
)

MADE_BY = MadeBy(provider="fake", model="fake-1")


@dataclass
class FakeReader:
    """Sees a red friend in every drawing."""

    calls: int = 0

    async def read(self, order: PageOrder) -> tuple[Reading, MadeBy]:
        """Read one page."""
        self.calls += 1
        reading = Reading(
            subject="a red friend",
            company="one friend",
            colors=("red",),
            has_sun=False,
            has_ground=False,
            has_sky=False,
            layout="in the middle",
            summary="A red friend stands in the middle.",
        )
        return reading, MADE_BY


@dataclass
class FakeWriter:
    """Writes the same three scenes for every drawing."""

    calls: int = 0
    unfit: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])

    async def write(self, drawing: DrawingAnalysis, seed: int, unfit: Sequence[str] = ()) -> StoryScript:
        """Write one story."""
        self.calls += 1
        self.unfit.append(tuple(unfit))
        texts = (
            "Pip sat in the big green grass. Pip saw one red ball.",
            "The ball went up and up. Where did the ball go?",
            "Down came the ball to Pip. Pip and the ball were glad.",
        )
        settings = (Setting.MEADOW, Setting.FOREST, Setting.HOME)
        return StoryScript(
            run_id=drawing.run_id,
            title="Pip and the Ball",
            theme=drawing.request.theme or Theme.KINDNESS,
            child_age=3,
            seed=seed,
            scenes=tuple(
                Scene(
                    number=number,
                    text=text,
                    setting=setting,
                    time_of_day=TimeOfDay.DAY,
                    figures=(),
                    picture_prompt="A red friend and a ball",
                )
                for number, (text, setting) in enumerate(zip(texts, settings, strict=True), start=1)
            ),
            made_by=MADE_BY,
        )


@dataclass
class FakePainter:
    """Paints stripes whose colour tells the scene."""

    fingerprint: str = "fake/painter-1"
    fails: dict[int, ProviderError] = field(default_factory=dict[int, ProviderError])
    """Scene -> what to raise for it."""
    refuses_prompts: tuple[str, ...] = ()
    """Words it does not paint."""
    painted: list[int] = field(default_factory=list[int])

    async def paint(self, order: PictureOrder) -> Picture:
        """Paint one scene."""
        number = order.scene.number
        if number in self.fails:
            raise self.fails[number]
        if any(word in order.scene.picture_prompt for word in self.refuses_prompts):
            raise ContentRefused("the fake does not paint that")
        self.painted.append(number)
        width, height = order.size
        picture = np.full((height, width, 3), 230, np.uint8)
        picture[:, :: max(2, width // 8)] = (40 * number % 256, 90, 200)
        cv2.circle(picture, (width // 2, height // 2), height // 4, (30, 30 * number % 256, 220), -1)
        return Picture(cv2.imencode(".png", picture)[1].tobytes(), (0.5, 0.4), MADE_BY)


@dataclass
class FakeNarrator:
    """Hums a tone for 0.3 s a word."""

    fails: dict[str, ProviderError] = field(default_factory=dict[str, ProviderError])
    """Word -> what to raise for a text with that word."""
    spoken: list[str] = field(default_factory=list[str])

    async def narrate(self, order: SpeechOrder) -> Speech:
        """Speak one text."""
        words = order.text.split()
        for word in words:
            if word in self.fails:
                raise self.fails[word]
        self.spoken.append(order.text)
        rate, word_s = 24_000, 0.3
        seconds = np.arange(int(rate * word_s * len(words))) / rate
        pitch_hz = 200 + int(hashlib.sha256(order.text.encode()).hexdigest()[:2], 16)
        hum = 0.3 * np.sin(2 * np.pi * pitch_hz * seconds) * (np.sin(np.pi * seconds / word_s) ** 2)
        times = tuple(
            WordTime(text=word, start_s=index * word_s, end_s=(index + 1) * word_s)
            for index, word in enumerate(words)
        )
        return Speech(hum.astype(np.float32), rate, times, MADE_BY)


@dataclass
class FakeModerator:
    """Lets everything pass but what it was told to mind."""

    name: str = "fake moderator"
    minds_words: tuple[str, ...] = ()
    minds_pictures: set[str] = field(default_factory=set[str])
    """What it minds, by the `what` it is told."""
    looked_at: list[str] = field(default_factory=list[str])

    async def check_texts(self, texts: Sequence[str]) -> tuple[str | None, ...]:
        """Judge texts by the words it minds."""
        self.looked_at += texts
        return tuple(next((word for word in self.minds_words if word in text), None) for text in texts)

    async def check_picture(self, png: bytes, what: str) -> str | None:
        """Judge a picture by what it is of."""
        self.looked_at.append(what)
        return "not for children" if what in self.minds_pictures else None


@dataclass
class FakeProviders:
    """All doubles together."""

    reader: DrawingReader = field(default_factory=FakeReader)
    writer: StoryWriter = field(default_factory=FakeWriter)
    painter: Painter = field(default_factory=FakePainter)
    narrator: Narrator = field(default_factory=FakeNarrator)
    judge: Moderator = field(default_factory=FakeModerator)
    spare_painter: Painter | None = None

    def readers(self, request: StoryRequest) -> tuple[DrawingReader, ...]:
        """Give the one reader."""
        return (self.reader,)

    def writers(self, request: StoryRequest) -> tuple[StoryWriter, ...]:
        """Give the one writer."""
        return (self.writer,)

    def painters(self, request: StoryRequest) -> tuple[Painter, ...]:
        """Give the painter, and the spare one if there is."""
        return (self.painter, self.spare_painter) if self.spare_painter else (self.painter,)

    def narrators(self, request: StoryRequest) -> tuple[Narrator, ...]:
        """Give the one narrator."""
        return (self.narrator,)

    def moderator(self, request: StoryRequest) -> Moderator:
        """Give the one moderator."""
        return self.judge
