"""What every provider of a port owes its stage. A new provider is tried by being in the catalog."""

import asyncio
import io
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.request import Aspect, StoryRequest, Style, VoiceType
from storyvid_dagster.core.story import StoryScript, can_be, faults
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.ports import Narrator, PageOrder, PictureOrder, SpeechOrder
from storyvid_dagster.providers.cached import CachedPainter, picture_digest
from storyvid_dagster.providers.catalog import ProviderSet
from storyvid_dagster.providers.fakes import FakeNarrator, FakePainter, FakeReader, FakeWriter
from storyvid_dagster_tests.vendors.provider_set import providers as providers_of
from storyvid_dagster_tests.vendors.server import Vendors

TEXT = "Look, a red kite! Up it goes."


def choose(role: str, name: str, providers: ProviderSet, request: StoryRequest) -> Any:
    """Give one provider by its name, as a story's request would."""
    fakes = {"reader": FakeReader, "writer": FakeWriter, "painter": FakePainter, "narrator": FakeNarrator}
    if name == "fake":
        return fakes[role]()
    return getattr(providers, f"{role}s")(request.model_copy(update={role: name}))[0]


@pytest.fixture
def providers(vendors: Vendors, store: MediaStore) -> ProviderSet:
    return providers_of(vendors, store)


@pytest.mark.parametrize("name", ["embedded", "openai", "fake"])
def test_a_reader_says_something_short_and_plain(
    name: str, providers: ProviderSet, analysis: DrawingAnalysis, doodle: bytes
) -> None:
    page = cv2.cvtColor(cv2.imdecode(np.frombuffer(doodle, np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
    reader = choose("reader", name, providers, analysis.request)
    order = PageOrder(page.astype(np.uint8), analysis.figures, analysis.request)
    reading, made_by = asyncio.run(reader.read(order))
    assert asyncio.run(reader.read(order))[0] == reading
    assert made_by.provider == name
    for words in (reading.subject, reading.company, reading.summary):
        assert 0 < len(words) < 300
        assert words.isprintable()


@pytest.mark.parametrize("age", [3, 5, 7, 9])
@pytest.mark.parametrize("name", ["embedded", "openai", "fake"])
@pytest.mark.slow
def test_a_writer_keeps_to_the_age_and_numbers_its_scenes(
    name: str, age: int, providers: ProviderSet, analysis: DrawingAnalysis
) -> None:
    age = 3 if name == "fake" else age
    request = analysis.request.model_copy(update={"child_age": age, "child_name": "Mia"})
    drawing = analysis.model_copy(update={"request": request})
    writer = choose("writer", name, providers, request)
    story = asyncio.run(writer.write(drawing, seed=3))
    assert (story.run_id, story.child_age, story.seed) == (analysis.run_id, age, 3)
    assert faults(story) == ()
    assert [scene.number for scene in story.scenes] == list(range(1, len(story.scenes) + 1))
    known = {figure.number for figure in analysis.figures}
    assert all(set(scene.figures) <= known for scene in story.scenes)
    assert all(
        scene.weather is None or can_be(scene.weather, scene.setting, scene.time_of_day)
        for scene in story.scenes
    )
    assert all("Mia" not in scene.picture_prompt for scene in story.scenes)
    assert name == "fake" or any("Mia" in scene.text for scene in story.scenes)
    assert asyncio.run(writer.write(drawing, seed=3)).scenes == story.scenes
    assert asyncio.run(writer.write(drawing, 3, ["scene 1 is not fit"])).run_id == story.run_id


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("name", ["embedded", "openai", "fake"])
@pytest.mark.slow
def test_a_painter_keeps_to_the_size_and_says_where_to_look(
    name: str,
    aspect: Aspect,
    providers: ProviderSet,
    analysis: DrawingAnalysis,
    story: StoryScript,
    doodle: bytes,
) -> None:
    order = PictureOrder(
        story.scenes[0], 3, Style.STORYBOOK, aspect.size(240), 5, doodle, (doodle,), ("orange",)
    )
    picture = asyncio.run(choose("painter", name, providers, analysis.request).paint(order))
    with Image.open(io.BytesIO(picture.png)) as painted:
        assert (painted.format, painted.mode, painted.size) == ("PNG", "RGB", aspect.size(240))
        assert np.asarray(painted).std() > 10
    assert all(0 <= part <= 1 for part in picture.focus)
    assert picture.made_by.provider == name


@pytest.mark.slow
@pytest.mark.parametrize("voice_type", VoiceType)
@pytest.mark.parametrize("name", ["embedded", "elevenlabs", "fake"])
def test_a_narrator_times_every_word_inside_its_sound(
    name: str, voice_type: VoiceType, providers: ProviderSet, analysis: DrawingAnalysis
) -> None:
    narrator: Narrator = choose("narrator", name, providers, analysis.request)
    speech = asyncio.run(narrator.narrate(SpeechOrder(TEXT, voice_type, seed=1)))
    length_s = len(speech.samples) / speech.sample_rate
    assert [word.text for word in speech.words] == TEXT.split()
    assert all(0 <= word.start_s < word.end_s <= length_s + 0.001 for word in speech.words)
    assert all(before.start_s < after.start_s for before, after in pairwise(speech.words))
    assert speech.samples.dtype == np.float32
    assert 0.05 < float(np.abs(speech.samples).max()) <= 1
    assert speech.made_by.provider == name


@pytest.mark.parametrize("name", ["embedded", "openai"])
def test_a_moderator_minds_what_is_not_for_children_and_nothing_else(
    name: str, vendors: Vendors, store: MediaStore, doodle: bytes
) -> None:
    vendors.flags_words = {"sword"}
    moderator = providers_of(vendors, store, chosen={"moderator": name}).moderator(StoryRequest())
    fine, unfit = asyncio.run(moderator.check_texts(["A red kite flew.", "He had a sword."]))
    assert fine is None
    assert unfit
    assert asyncio.run(moderator.check_picture(doodle, "the drawing")) is None
    assert moderator.name


def test_the_cache_tells_orders_apart_by_everything_in_them(story: StoryScript, doodle: bytes) -> None:
    order = PictureOrder(story.scenes[0], 3, Style.STORYBOOK, (426, 240), 5, doodle, (doodle,), ("orange",))
    others = [
        PictureOrder(story.scenes[1], 3, Style.STORYBOOK, (426, 240), 5, doodle, (doodle,), ("orange",)),
        PictureOrder(story.scenes[0], 4, Style.STORYBOOK, (426, 240), 5, doodle, (doodle,), ("orange",)),
        PictureOrder(story.scenes[0], 3, Style.COMIC, (426, 240), 5, doodle, (doodle,), ("orange",)),
        PictureOrder(story.scenes[0], 3, Style.STORYBOOK, (240, 426), 5, doodle, (doodle,), ("orange",)),
        PictureOrder(story.scenes[0], 3, Style.STORYBOOK, (426, 240), 6, doodle, (doodle,), ("orange",)),
        PictureOrder(story.scenes[0], 3, Style.STORYBOOK, (426, 240), 5, b"page", (doodle,), ("orange",)),
        PictureOrder(
            story.scenes[0], 3, Style.STORYBOOK, (426, 240), 5, doodle, (doodle, doodle), ("orange",)
        ),
        PictureOrder(story.scenes[0], 3, Style.STORYBOOK, (426, 240), 5, doodle, (doodle,), ("red",)),
    ]
    digests = {picture_digest("painter", each) for each in (order, *others)} | {
        picture_digest("other", order)
    }
    assert len(digests) == len(others) + 2


def test_a_cached_painter_is_the_painter(story: StoryScript, store: MediaStore, doodle: bytes) -> None:
    order = PictureOrder(story.scenes[0], 3, Style.STORYBOOK, (426, 240), 5, doodle, (doodle,), ("orange",))
    inner = FakePainter()
    cached = CachedPainter(inner, store)
    assert asyncio.run(cached.paint(order)) == asyncio.run(cached.paint(order))
    assert inner.painted == [1]
