"""What is asked of the vendors, and how often; what is made of their answers."""

import asyncio
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from storyvid_dagster.billing.ledger import Ledger, total
from storyvid_dagster.billing.paid_calls import utc_now
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.request import Aspect, Likeness, StoryRequest, Style, Theme, VoiceType
from storyvid_dagster.core.results import AudioResult, ImageResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.errors import ContentRefused, ProviderError, ProviderRefused, SetupError
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.ports import SpeechOrder
from storyvid_dagster.providers.catalog import ProviderSet
from storyvid_dagster.providers.elevenlabs.client import SpeechAnswer
from storyvid_dagster.providers.elevenlabs.narrator import word_times
from storyvid_dagster.providers.openai.sizes import size_for
from storyvid_dagster.stages.generate_audio import generate_audio
from storyvid_dagster.stages.generate_images import generate_images
from storyvid_dagster.stages.generate_story import generate_story
from storyvid_dagster_tests.vendors import media
from storyvid_dagster_tests.vendors.http import Reply
from storyvid_dagster_tests.vendors.provider_set import elevenlabs_options, openai_options, providers
from storyvid_dagster_tests.vendors.server import Trouble, Vendors

COLOR_TOLERANCE = 2
STORY_USD = 0.0005


def answer(**changes: Any) -> Callable[[Reply], Reply]:
    """Change fields of a JSON answer."""
    return lambda reply: replace(reply, body=json.dumps({**json.loads(reply.body), **changes}).encode())


def for_child(analysis: DrawingAnalysis, **asked: object) -> DrawingAnalysis:
    return analysis.model_copy(update={"request": StoryRequest.model_validate({"age": 5, **asked})})


def tell(drawing: DrawingAnalysis, workers: ProviderSet) -> StoryScript:
    request = drawing.request
    return generate_story(drawing, writer=workers.writers(request)[0], moderator=workers.moderator(request))


def paint(
    story: StoryScript, drawing: DrawingAnalysis, workers: ProviderSet, store: MediaStore
) -> ImageResult:
    request = drawing.request
    return generate_images(
        story, drawing, request.style, drawing.run_id,
        painter=workers.painters(request)[0], moderator=workers.moderator(request),
        store=store, height_px=360,
    )  # fmt: skip


def read(story: StoryScript, workers: ProviderSet, store: MediaStore, **asked: object) -> AudioResult:
    narrator = workers.narrators(StoryRequest.model_validate(asked))[0]
    return generate_audio(
        story, VoiceType.GENTLE, story.run_id, narrator=narrator, store=store, ffmpeg=Ffmpeg.find()
    )


@pytest.mark.slow
def test_the_served_pictures_and_voices_come_in_the_right_order_and_are_asked_for_once(
    vendors: Vendors, store: MediaStore, analysis: DrawingAnalysis
) -> None:
    workers, drawing = providers(vendors, store), for_child(analysis)
    story = tell(drawing, workers)
    for _ in range(2):
        images, audio = paint(story, drawing, workers, store), read(story, workers, store)
    assert vendors.counts() == {"moderation": 7, "story": 1, "sheet": 1, "picture": 6, "voice": 6}

    prompts = {call.text for call in vendors.calls if call.stage == "picture"}
    for image, scene in zip(images.images, story.scenes, strict=True):
        (prompt,) = (prompt for prompt in prompts if scene.picture_prompt in prompt)
        with Image.open(io.BytesIO(store.open_checked(image.file))) as picture:
            corner = np.array(picture.getpixel((3, 3)))
        assert np.abs(corner - media.color_of(prompt)).max() <= COLOR_TOLERANCE
    spoken = {call.text: call.body["voice"] for call in vendors.calls if call.stage == "voice"}
    assert spoken == {scene.text: "voice-gentle" for scene in story.scenes}
    for clip, scene in zip(audio.clips, story.scenes, strict=True):
        assert clip.duration_s == pytest.approx(0.2 + len(scene.text) * media.CHAR_S, abs=0.02)
        assert clip.words[0].start_s == pytest.approx(0.1, abs=0.001)
    spent = total(Ledger(store).of_day(utc_now().date()))
    assert spent.calls == 14
    assert 0.1 < spent.paid_usd < 0.3
    assert spent.saved_usd == pytest.approx(spent.paid_usd - STORY_USD), "the second time all was there"


def test_the_voice_is_asked_for_in_the_best_format_of_the_plan_and_that_is_remembered(
    vendors: Vendors, store: MediaStore, story: StoryScript
) -> None:
    vendors.formats = {"pcm_24000"}
    read(story, providers(vendors, store), store)
    assert vendors.counts()["voice"] == len(story.scenes) + 1, "one was turned away, for all of them"
    vendors.calls.clear()
    another = story.model_copy(update={"seed": 99})
    read(another, providers(vendors, store), store)
    assert vendors.counts()["voice"] == len(story.scenes)


def test_without_times_they_are_estimated_and_that_is_said(
    vendors: Vendors, store: MediaStore, story: StoryScript
) -> None:
    vendors.troubles.append(Trouble("voice", answer(alignment=None), only="red ball"))
    first, second, _ = read(story, providers(vendors, store), store).clips
    assert "estimated" in first.made_by.notes[0]
    assert [word.text for word in first.words] == story.scenes[0].text.split()
    assert second.made_by.notes == ()


@pytest.mark.parametrize(
    ("characters", "is_estimate"),
    [
        ("Hi, you!", False),
        ("Hi,  you!", False),
        ("Hello you!", True),
        ("", True),
        ("Hi, you! [laughs]", True),
    ],
)
def test_characters_are_grouped_into_the_words_of_the_text(characters: str, is_estimate: bool) -> None:
    times = tuple(0.1 * n for n in range(len(characters)))
    spoken = SpeechAnswer(
        audio_base64="", format="pcm_24000", characters=tuple(characters),
        starts_s=times, ends_s=tuple(t + 0.1 for t in times),
    )  # fmt: skip
    words, estimated = word_times("Hi, you!", ("Hi,", "you!"), spoken, 2.0)
    assert [word.text for word in words] == ["Hi,", "you!"]
    assert estimated is is_estimate
    assert words[0].end_s <= words[1].start_s
    assert words[1].end_s <= 2.0


def test_a_name_and_a_number_are_sent_as_they_are_said_and_timed_as_they_are_written(
    vendors: Vendors, store: MediaStore, story: StoryScript
) -> None:
    text = "美咲 and Siobhan had $5.50 each."
    scene = story.scenes[0].model_copy(update={"text": text})
    told = story.model_copy(update={"scenes": (scene,)})
    narrator = providers(vendors, store).narrators(StoryRequest())[0]
    audio = generate_audio(
        told, VoiceType.GENTLE, "run", narrator=narrator, store=store, ffmpeg=Ffmpeg.find(),
        child_name="Siobhan", say_name="Shivawn",
    )  # fmt: skip
    (call,) = vendors.calls
    assert call.text == "Misaki and Shivawn had 5 dollars and 50 cents each."
    (clip,) = audio.clips
    assert [word.text for word in clip.words] == text.split()
    assert not any("estimated" in note for note in clip.made_by.notes)
    starts = [word.start_s for word in clip.words]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize(("model", "takes_it"), [("eleven_v4", False), ("eleven_multilingual_v2", True)])
def test_what_is_read_before_and_after_is_told_only_to_models_that_take_it(
    model: str, takes_it: bool, vendors: Vendors, store: MediaStore, story: StoryScript
) -> None:
    workers = providers(vendors, store, elevenlabs=elevenlabs_options(vendors, model=model))
    read(story, workers, store)
    middle = next(call.body for call in vendors.calls if call.text == story.scenes[1].text)
    assert ("previous_text" in middle) == takes_it
    assert not takes_it or middle["next_text"] == story.scenes[2].text


def test_a_bedtime_story_is_read_slowly(vendors: Vendors, store: MediaStore, story: StoryScript) -> None:
    read(story.model_copy(update={"theme": Theme.BEDTIME}), providers(vendors, store), store)
    assert all(call.body["voice_settings"]["speed"] < 0.95 for call in vendors.calls)


@pytest.mark.slow
def test_fewer_are_asked_at_a_time_once_the_vendor_says_so(
    vendors: Vendors, store: MediaStore, analysis: DrawingAnalysis
) -> None:
    vendors.at_once, vendors.delays_s["voice"] = 2, 0.05
    workers = providers(vendors, store, elevenlabs_at_once=6)
    story = tell(for_child(analysis), workers)
    read(story, workers, store)
    turned_away = vendors.counts()["voice"] - len(story.scenes)
    # Four at once are too many at first; on a busy machine some come again before the limit has fallen.
    assert 0 < turned_away <= 8


@pytest.mark.slow
def test_nothing_that_is_sent_names_the_child_or_the_file(
    vendors: Vendors, store: MediaStore, analysis: DrawingAnalysis
) -> None:
    drawing = for_child(
        analysis, name="Wilhelmina", title="Wilhelmina and her cat", context="Wilhelmina starts school"
    )
    workers = providers(vendors, store)
    story = tell(drawing, workers)
    paint(story, drawing, workers, store)
    sent = json.dumps([[call.text, call.body] for call in vendors.calls])
    assert "wilhelmina" not in sent.lower()
    assert any("Wilhelmina" in scene.text for scene in story.scenes), "it is filled in here"
    read(story, workers, store)
    assert any("Wilhelmina" in call.text for call in vendors.calls if call.stage == "voice")


def test_the_name_can_be_kept_from_the_voice(
    vendors: Vendors, store: MediaStore, analysis: DrawingAnalysis
) -> None:
    workers = providers(vendors, store, voice_says_name=False)
    story = tell(for_child(analysis, name="Wilhelmina"), workers)
    read(story, workers, store)
    assert not any("Wilhelmina" in call.text for call in vendors.calls)


def test_a_story_that_misses_the_band_is_sent_back_once_with_the_faults_named(
    vendors: Vendors, store: MediaStore, analysis: DrawingAnalysis
) -> None:
    short = media.story("exactly 3 scenes for a child of 5")
    reply = {"choices": [{"message": {"content": json.dumps(short)}, "finish_reason": "stop"}]}
    vendors.troubles.append(Trouble("story", answer(**reply)))
    story = tell(for_child(analysis), providers(vendors, store))
    assert len(story.scenes) == 6
    asked_again = vendors.calls[1].body["messages"]
    assert "3 scenes; 6 are wanted" in asked_again[-1]["content"]

    vendors.troubles.append(Trouble("story", answer(**reply), times=2))
    story = tell(for_child(analysis, seed=5), providers(vendors, store))
    assert len(story.scenes) == 3
    assert story.made_by.notes == ("the story was sent back once and still misses: 3 scenes; 6 are wanted",)


def test_a_story_no_child_may_hear_is_refused_the_second_time(
    vendors: Vendors, store: MediaStore, analysis: DrawingAnalysis
) -> None:
    cruel = media.story("exactly 6 scenes for a child of 5")
    cruel["scenes"][1]["text"] += " He had a sword."
    reply = {"choices": [{"message": {"content": json.dumps(cruel)}, "finish_reason": "stop"}]}
    vendors.troubles.append(Trouble("story", answer(**reply), times=2))
    with pytest.raises(ProviderRefused, match=r"asked twice: scene 2 has words .*: sword"):
        tell(for_child(analysis), providers(vendors, store))


def test_signs_that_nobody_reads_aloud_are_left_out(
    vendors: Vendors, store: MediaStore, analysis: DrawingAnalysis
) -> None:
    starred = media.story("exactly 6 scenes for a child of 5")
    starred["title"] = "**The Hero** \N{SPARKLES}"
    starred["scenes"][0]["text"] = "<b>" + starred["scenes"][0]["text"]
    reply = {"choices": [{"message": {"content": json.dumps(starred)}, "finish_reason": "stop"}]}
    vendors.troubles.append(Trouble("story", answer(**reply)))
    story = tell(for_child(analysis), providers(vendors, store))
    assert story.title == "The Hero"
    assert story.scenes[0].text.startswith("On hill one")
    assert vendors.counts()["story"] == 1


def test_words_that_are_not_for_children_are_asked_for_again(
    vendors: Vendors, store: MediaStore, analysis: DrawingAnalysis
) -> None:
    vendors.flags_words = {"hill three"}
    with pytest.raises(ContentRefused, match="scene 3 is not fit for small children"):
        tell(for_child(analysis), providers(vendors, store))
    assert vendors.counts()["story"] == 2


@pytest.mark.slow
def test_a_picture_that_is_not_for_children_is_softened_and_the_other_scenes_stay(
    vendors: Vendors, store: MediaStore, analysis: DrawingAnalysis
) -> None:
    workers, drawing = providers(vendors, store), for_child(analysis)
    story = tell(drawing, workers)
    blocked = Reply.of({"error": {"code": "moderation_blocked", "message": "Your request was blocked."}}, 400)
    vendors.troubles.append(Trouble("picture", lambda _: blocked, only=story.scenes[3].picture_prompt))
    images = paint(story, drawing, workers, store)
    assert "softened" in images.images[3].made_by.notes[0]
    assert vendors.counts()["picture"] == 7

    vendors.troubles.append(Trouble("picture", lambda _: blocked, times=9, only="hill number two"))
    vendors.troubles.append(Trouble("picture", lambda _: blocked, times=9, only="smiling and at ease"))
    other = drawing.model_copy(update={"request": drawing.request.model_copy(update={"style": Style.COMIC})})
    with pytest.raises(ContentRefused, match="run pip: scene 2 could not be painted"):
        paint(story, other, workers, store)
    vendors.troubles.clear()
    vendors.calls.clear()
    paint(story, other, workers, store)
    assert vendors.counts()["picture"] == 1, "the other five were kept"


@pytest.mark.slow
def test_a_picture_may_come_as_an_address(
    vendors: Vendors, store: MediaStore, analysis: DrawingAnalysis, story: StoryScript
) -> None:
    url = f"{vendors.url}/picture.png?prompt=elsewhere"
    vendors.troubles.append(Trouble("picture", answer(data=[{"url": url}]), only="A red friend"))
    image = paint(story, analysis, providers(vendors, store), store).images[0]
    with Image.open(io.BytesIO(store.open_checked(image.file))) as picture:
        corner = np.array(picture.getpixel((3, 3)))
    served = [media.color_of("elsewhere"), *(media.color_of(c.text) for c in vendors.calls)]
    assert min(np.abs(corner - color).max() for color in served) <= COLOR_TOLERANCE


@pytest.mark.parametrize(
    ("aspect", "size"),
    [(Aspect.WIDE, (1536, 864)), (Aspect.TALL, (864, 1536)), (Aspect.SQUARE, (1024, 1024))],
)
def test_every_shape_is_ordered_in_a_size_the_models_take(aspect: Aspect, size: tuple[int, int]) -> None:
    assert size_for("gpt-image-2.6-flare", aspect.size(1080)) == size
    assert all(side % 16 == 0 for side in size)
    assert size_for("gpt-image-1.5", aspect.size(1080)) in {(1536, 1024), (1024, 1536), (1024, 1024)}


@pytest.mark.slow
def test_the_sheet_comes_first_and_every_scene_is_made_from_it(
    vendors: Vendors, store: MediaStore, analysis: DrawingAnalysis, story: StoryScript
) -> None:
    paint(story, analysis, providers(vendors, store, likeness=Likeness.FREE), store)
    made = [call for call in vendors.calls if call.stage in {"sheet", "picture"}]
    assert [call.stage for call in made] == ["sheet", "picture", "picture", "picture"]
    assert all("Take the child's drawing as the idea" in call.text for call in made)
    assert all(set(call.body) == {"picture-1.png", "picture-2.png"} for call in made)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"text_model": "gpt-4.1-nano"},
            r"ended on 2026-10-23: set STORYVID_OPENAI_TEXT_MODEL to gpt-6-luna",
        ),
        ({"image_model": "dall-e-3"}, r"set STORYVID_OPENAI_IMAGE_MODEL to gpt-image-2\.6-flare"),
    ],
)
def test_a_retired_model_names_the_setting_and_the_successor(
    change: dict[str, str], said: str, vendors: Vendors, store: MediaStore
) -> None:
    workers = providers(vendors, store, openai=openai_options(vendors, **change))
    with pytest.raises(SetupError, match=said):
        workers.writers(StoryRequest())
    assert vendors.calls == []


def test_an_unknown_model_names_the_setting(
    vendors: Vendors, store: MediaStore, analysis: DrawingAnalysis, story: StoryScript
) -> None:
    openai = openai_options(vendors, text_model="gpt-9", image_model="gpt-image-9")
    workers = providers(
        vendors, store, openai=openai, elevenlabs=elevenlabs_options(vendors, model="eleven_v9")
    )
    with pytest.raises(ProviderRefused, match=r"gpt-9.*STORYVID_OPENAI_TEXT_MODEL.*gpt-6-luna"):
        tell(for_child(analysis), workers)
    with pytest.raises(ProviderRefused, match=r"gpt-image-9.*STORYVID_OPENAI_IMAGE_MODEL"):
        paint(story, analysis, workers, store)
    with pytest.raises(ProviderRefused, match=r"eleven_v9.*STORYVID_ELEVENLABS_MODEL.*eleven_v4"):
        read(story, workers, store)


def test_a_wrong_key_is_told_without_the_key(
    vendors: Vendors, store: MediaStore, analysis: DrawingAnalysis, story: StoryScript
) -> None:
    wrong = "sk-wrong-0123456789abcdefghij"
    workers = providers(
        vendors, store,
        openai=openai_options(vendors, api_key=wrong),
        elevenlabs=elevenlabs_options(vendors, api_key=wrong),
    )  # fmt: skip
    for work, name in (
        (lambda: tell(for_child(analysis), workers), "OPENAI_API_KEY"),
        (lambda: read(story, workers, store), "ELEVENLABS_API_KEY"),
    ):
        with pytest.raises(ProviderError, match=name) as raised:
            work()
        assert "sk-" not in str(raised.value)
        assert "sk-" not in repr(workers.options)


def test_who_works_is_chosen_by_the_story_the_settings_or_the_keys(
    vendors: Vendors, store: MediaStore
) -> None:
    plain = StoryRequest()
    both = providers(vendors, store)
    assert both.names("painter", plain) == ("openai",)
    assert both.names("painter", StoryRequest(painter="embedded")) == ("embedded",)
    assert both.names("painter", StoryRequest(fallback="embedded")) == ("openai", "embedded")
    assert providers(vendors, store, falls_back=True).names("narrator", plain) == ("elevenlabs", "embedded")
    assert providers(vendors, store, falls_back=True).names("moderator", plain) == ("openai",)
    keyless = providers(vendors, store, openai=None, elevenlabs=None)
    assert {keyless.names(role, plain) for role in ("reader", "narrator", "moderator")} == {("embedded",)}
    with pytest.raises(SetupError, match=r"painter is to be openai.*OPENAI_API_KEY"):
        keyless.names("painter", StoryRequest(painter="openai"))
    chosen = providers(vendors, store, chosen={"writer": "embedded"})
    assert (chosen.names("writer", plain), chosen.names("reader", plain)) == (("embedded",), ("openai",))


def test_a_portable_server_is_sent_only_what_every_server_knows(
    vendors: Vendors, store: MediaStore, analysis: DrawingAnalysis
) -> None:
    portable = openai_options(vendors, dialect="portable")
    workers = providers(vendors, store, openai=portable)
    with pytest.raises(ProviderRefused):  # the strict server minds that `store` is missing
        tell(for_child(analysis), workers)
    (complaint,) = vendors.complaints
    assert "max_tokens" in complaint
    vendors.complaints.clear()


def test_clients_are_closed_with_their_loop(vendors: Vendors, store: MediaStore) -> None:
    narrator = providers(vendors, store).narrators(StoryRequest())[0]
    for text in ("One kite.", "Two kites."):
        asyncio.run(narrator.narrate(SpeechOrder(text, VoiceType.WISE, seed=1)))
    assert vendors.counts() == {"voice": 2}
