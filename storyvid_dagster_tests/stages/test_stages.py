import asyncio
import io
from dataclasses import dataclass, replace

import numpy as np
import pytest
from PIL import Image

from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.request import Aspect, SoundMode, Style, VoiceType
from storyvid_dagster.core.story import StoryScript, Weather
from storyvid_dagster.errors import ContentRefused, ProviderRefused, ProviderUnavailable
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.illustration.painter import EmbeddedPainter
from storyvid_dagster.images import write_png
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.ports import Painter, Picture, PictureOrder
from storyvid_dagster.providers.cached import CachedPainter
from storyvid_dagster.providers.fakes import FakeModerator, FakeNarrator, FakePainter, FakeWriter
from storyvid_dagster.render.inspect import inspect_sound
from storyvid_dagster.stages.assemble_video import assemble_video, lay_board
from storyvid_dagster.stages.concurrency import gather_all
from storyvid_dagster.stages.fallback import try_in_order
from storyvid_dagster.stages.generate_audio import generate_audio
from storyvid_dagster.stages.generate_images import generate_images
from storyvid_dagster.stages.generate_story import generate_story
from storyvid_dagster.stages.parts import parts_of
from storyvid_dagster_tests.vendors.provider_set import providers
from storyvid_dagster_tests.vendors.server import Vendors

MP3_TOLERANCE_S = 0.005


def paint(
    story: StoryScript,
    analysis: DrawingAnalysis,
    store: MediaStore,
    painter: FakePainter | CachedPainter | EmbeddedPainter,
    moderator: FakeModerator | None = None,
    style: Style = Style.CRAYON,
):
    return generate_images(
        story, analysis, style, "pip",
        painter=painter, moderator=moderator or FakeModerator(), store=store, height_px=240,
    )  # fmt: skip


def test_every_scene_gets_its_picture_in_order(
    story: StoryScript, analysis: DrawingAnalysis, store: MediaStore
) -> None:
    images = paint(story, analysis, store, FakePainter())
    assert [image.file.key for image in images.images] == [f"images/pip_scene_{n}.png" for n in (1, 2, 3)]
    for image in images.images:
        with Image.open(io.BytesIO(store.open_checked(image.file))) as picture:
            assert picture.size == (426, 240) == (images.width_px, images.height_px)


def test_pictures_have_the_shape_that_was_asked_for(
    story: StoryScript, analysis: DrawingAnalysis, store: MediaStore
) -> None:
    tall = analysis.model_copy(
        update={"request": analysis.request.model_copy(update={"aspect": Aspect.TALL})}
    )
    images = paint(story, tall, store, FakePainter())
    assert (images.width_px, images.height_px) == (240, 426)


@pytest.mark.slow
def test_the_weather_of_a_scene_moves_in_its_film_whoever_painted_it(
    story: StoryScript, analysis: DrawingAnalysis, store: MediaStore
) -> None:
    weathers = (Weather.RAIN, None, Weather.BALLOONS)
    scenes = zip(story.scenes, weathers, strict=True)
    story = story.model_copy(
        update={"scenes": tuple(scene.model_copy(update={"weather": weather}) for scene, weather in scenes)}
    )
    audio = generate_audio(
        story, VoiceType.GENTLE, "pip", narrator=FakeNarrator(), store=store, ffmpeg=Ffmpeg.find()
    )

    def moving(painter: FakePainter | EmbeddedPainter) -> list[Weather | None]:
        images = paint(story, analysis, store, painter)
        board = lay_board(images, audio, story, analysis, None, None, store=store, fps=12)
        assert [still.weather for still in board.stills] == list(weathers)
        return [still.air.weather if still.air else None for still in board.stills]

    assert moving(EmbeddedPainter()) == [Weather.RAIN, None, Weather.BALLOONS]
    assert moving(FakePainter()) == [Weather.RAIN, None, None], "a vendor's balloons are in its picture"


@pytest.mark.slow
def test_one_bad_scene_does_not_lose_the_others(
    story: StoryScript, analysis: DrawingAnalysis, store: MediaStore
) -> None:
    painter = FakePainter(fails={2: ProviderUnavailable("busy")})
    with pytest.raises(ProviderUnavailable, match="busy"):
        paint(story, analysis, store, CachedPainter(painter, store))
    painter.fails.clear()
    paint(story, analysis, store, CachedPainter(painter, store))
    assert sorted(painter.painted) == [1, 2, 3], "scenes 1 and 3 are painted once, scene 2 after its failure"


@pytest.mark.slow
def test_a_damaged_cache_entry_is_painted_again(
    story: StoryScript, analysis: DrawingAnalysis, store: MediaStore
) -> None:
    painter = FakePainter()
    first = paint(story, analysis, store, CachedPainter(painter, store))
    for key in store.keys("cache/pictures"):
        store.path(key).write_bytes(store.get(key)[:-9])
    assert paint(story, analysis, store, CachedPainter(painter, store)) == first
    assert len(painter.painted) == 6


@pytest.mark.slow
def test_figures_of_a_finished_picture_are_lifted_off_it_and_kept_as_parts(
    story: StoryScript, analysis: DrawingAnalysis, store: MediaStore, vendors: Vendors
) -> None:
    [painter] = providers(vendors, store).painters(analysis.request)
    images = generate_images(
        story,
        analysis,
        Style.CRAYON,
        "pip",
        painter=painter,
        moderator=FakeModerator(),
        store=store,
        height_px=360,
    )
    parts = [image.scenery for image in images.images if image.scenery]
    assert parts, "an orange animal, as in the drawing, before a ground of one colour"
    for scenery in parts:
        assert scenery.painted_in
        backdrop, figure = (
            np.asarray(Image.open(io.BytesIO(store.open_checked(file))))
            for file in (scenery.backdrop, scenery.puppets[0].file)
        )
        assert backdrop.shape == (360, 640, 3)
        assert not (np.abs(backdrop.astype(int) - (240, 120, 40)).sum(2) < 30).any(), "nothing of it is left"
        assert (np.abs(figure[..., :3].astype(int) - (240, 120, 40)).sum(2) < 30).any()
        assert scenery.puppets[0].foot_y == pytest.approx(0.8 * 360, abs=4)


def test_a_picture_without_figures_stays_whole(doodle: bytes) -> None:
    slope = np.linspace(40, 220, 640)[None, :, None] * np.ones((360, 1, 3))
    assert parts_of(write_png(slope.astype(np.uint8)), [doodle], "the picture of scene 1") is None


@pytest.mark.slow
def test_parts_of_a_finished_picture_come_back_as_such_from_the_cache(
    story: StoryScript, analysis: DrawingAnalysis, store: MediaStore, vendors: Vendors
) -> None:
    @dataclass
    class Lifting:
        inner: Painter
        fingerprint: str = "lifting"
        painted: int = 0

        async def paint(self, order: PictureOrder) -> Picture:
            self.painted += 1
            picture = await self.inner.paint(order)
            return replace(picture, scenery=parts_of(picture.png, order.figures_png, "a picture"))

    [inner] = providers(vendors, store).painters(analysis.request)
    painter = Lifting(inner)
    first, again = (
        generate_images(
            story,
            analysis,
            Style.CRAYON,
            "pip",
            painter=CachedPainter(painter, store),
            moderator=FakeModerator(),
            store=store,
            height_px=360,
        )
        for _ in range(2)
    )
    assert painter.painted == len(story.scenes)
    assert again == first
    assert any(image.scenery and image.scenery.painted_in for image in again.images)


@pytest.mark.slow
def test_another_style_is_another_picture(
    story: StoryScript, analysis: DrawingAnalysis, store: MediaStore
) -> None:
    painter = FakePainter()
    for style in (Style.CRAYON, Style.COMIC, Style.CRAYON):
        paint(story, analysis, store, CachedPainter(painter, store), style=style)
    assert len(painter.painted) == 6


def test_every_scene_is_read_with_word_times_and_its_measured_length(
    story: StoryScript, store: MediaStore
) -> None:
    ffmpeg = Ffmpeg.find()
    audio = generate_audio(
        story, VoiceType.GENTLE, "pip", narrator=FakeNarrator(), store=store, ffmpeg=ffmpeg
    )
    assert [clip.scene for clip in audio.clips] == [1, 2, 3]
    for clip, scene in zip(audio.clips, story.scenes, strict=True):
        assert clip.file.key == f"audio/pip_scene_{scene.number}.mp3"
        assert [word.text for word in clip.words] == scene.text.split()
        heard = inspect_sound(store.path(clip.file.key), ffmpeg)
        assert heard.duration_s == pytest.approx(clip.duration_s, abs=MP3_TOLERANCE_S)


@pytest.mark.slow
@pytest.mark.parametrize("mode", [SoundMode.GENTLE, SoundMode.VOICE])
def test_music_is_composed_only_where_it_is_heard(
    mode: SoundMode, story: StoryScript, analysis: DrawingAnalysis, store: MediaStore
) -> None:
    ffmpeg = Ffmpeg.find()
    asked = analysis.model_copy(update={"request": analysis.request.model_copy(update={"sound": mode})})
    images = paint(story, analysis, store, FakePainter())
    audio = generate_audio(
        story, VoiceType.GENTLE, "pip", narrator=FakeNarrator(), store=store, ffmpeg=ffmpeg
    )
    film = assemble_video(
        images, audio, "pip", story=story, drawing=asked, store=store, ffmpeg=ffmpeg, fps=12
    )
    assert film.loudness_lufs == pytest.approx(-16, abs=1)
    assert bool(list(store.keys("cache/music"))) == (mode is SoundMode.GENTLE)


def test_a_scene_that_cannot_be_read_leaves_the_others_read(story: StoryScript, store: MediaStore) -> None:
    narrator = FakeNarrator(fails={"Where": ProviderRefused("no")})
    with pytest.raises(ProviderRefused):
        generate_audio(story, VoiceType.GENTLE, "pip", narrator=narrator, store=store, ffmpeg=Ffmpeg.find())
    assert len(narrator.spoken) == 2


def test_every_item_is_tried_and_the_first_failure_is_told() -> None:
    tried: list[int] = []

    async def work(item: int) -> int:
        tried.append(item)
        if item in {3, 5}:
            raise ProviderRefused(f"no {item}")
        return item * item

    assert asyncio.run(gather_all(work, range(3))) == (0, 1, 4)
    with pytest.raises(ProviderRefused, match="no 3"):
        asyncio.run(gather_all(work, range(7)))
    assert tried[3:] == list(range(7))


def test_a_refused_picture_is_softened_and_asked_for_once_more(
    story: StoryScript, analysis: DrawingAnalysis, store: MediaStore
) -> None:
    painter = FakePainter(refuses_prompts=("a ball",))
    images = paint(story, analysis, store, painter)
    assert sorted(painter.painted) == [1, 2, 3]
    assert all("softened" in image.made_by.notes[0] for image in images.images)
    assert images.checked_by == "fake moderator"


def test_a_scene_that_is_refused_twice_is_named_and_the_others_are_kept(
    story: StoryScript, analysis: DrawingAnalysis, store: MediaStore
) -> None:
    moderator = FakeModerator(minds_pictures={"the picture of scene 2"})
    with pytest.raises(ContentRefused, match="run pip: scene 2 could not be painted"):
        paint(story, analysis, store, FakePainter(), moderator)
    assert [store.exists(f"images/pip_scene_{n}.png") for n in (1, 2, 3)] == [True, False, True]


def test_what_the_moderator_minds_in_a_story_is_written_once_more(analysis: DrawingAnalysis) -> None:
    writer = FakeWriter()
    with pytest.raises(ContentRefused, match="run pip: no story fit for small children"):
        generate_story(analysis, writer=writer, moderator=FakeModerator(minds_words=("grass",)))
    assert writer.calls == 2
    assert writer.unfit == [(), ("scene 1 is not fit for small children: grass",)]
    story = generate_story(analysis, writer=FakeWriter(), moderator=FakeModerator())
    assert story.checked_by == "fake moderator"


def test_the_second_provider_delivers_and_the_first_ones_failure_is_noted() -> None:
    def make(provider: str, notes: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        if provider == "vendor":
            raise ProviderUnavailable("busy")
        return provider, notes

    made_by, (note,) = try_in_order(("vendor", "embedded"), make, "run pip: the story is told")
    assert made_by == "embedded"
    assert "busy" in note
    with pytest.raises(ProviderUnavailable):
        try_in_order(("vendor",), make, "run pip: the story is told")


@pytest.mark.parametrize(
    ("name", "say_name", "told"),
    [
        ("美咲", None, "is read as Misaki"),
        ("美咲", "Mee-saki", ""),
        ("Mia", None, ""),
        ("𬓢", None, "cannot be read"),
    ],
)
def test_how_a_name_is_read_is_said_where_it_is_not_read_as_it_is_written(
    name: str, say_name: str | None, told: str, story: StoryScript, store: MediaStore
) -> None:
    scene = story.scenes[0].model_copy(update={"text": f"Good night, {name}!"})
    audio = generate_audio(
        story.model_copy(update={"scenes": (scene,)}), VoiceType.GENTLE, "pip", narrator=FakeNarrator(),
        store=store, ffmpeg=Ffmpeg.find(), child_name=name, say_name=say_name,
    )  # fmt: skip
    (clip,) = audio.clips
    assert [word.text for word in clip.words] == ["Good", "night,", f"{name}!"]
    assert [told in note for note in clip.made_by.notes if told] == ([True] if told else [])
    assert bool(told) == any(name in note for note in clip.made_by.notes)
