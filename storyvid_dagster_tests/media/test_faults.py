"""A story is finished when every document is there and every file that one names is as it was made."""

import pytest

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import Drawing, DrawingAnalysis
from storyvid_dagster.core.files import Document, MadeBy
from storyvid_dagster.core.request import Style, VoiceType
from storyvid_dagster.core.results import (
    AudioResult,
    ImageResult,
    NarrationClip,
    SceneImage,
    VideoResult,
)
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.media.documents import STAGES, write_document
from storyvid_dagster.media.faults import faults_of, is_whole
from storyvid_dagster.media.store import MediaStore

BY = MadeBy(provider="fake", model="fake")


@pytest.fixture
def finished(analysis: DrawingAnalysis, story: StoryScript, store: MediaStore) -> MediaStore:
    """A finished story `pip`, whose files are a few bytes each."""

    def put(key: str) -> object:
        return store.put(key, f"bytes of {key}".encode())

    backdrop = put(names.scene_part("pip", 1, "backdrop", "jpg"))
    picture = {
        "scene": 1, "file": put(names.scene_image("pip", 1)), "focus_x": 0.5, "focus_y": 0.5, "made_by": BY,
        "scenery": {"backdrop": backdrop, "near": None, "puppets": ()},
    }  # fmt: skip
    clip = {
        "scene": 1,
        "file": put(names.scene_audio("pip", 1)),
        "duration_s": 1.0,
        "words": (),
        "made_by": BY,
    }
    film = {
        "video": put(names.film("pip")), "thumbnail": put(names.thumbnail("pip")),
        "srt": put(names.subtitles("pip", "srt")), "vtt": put(names.subtitles("pip", "vtt")),
    }  # fmt: skip
    documents: dict[str, Document] = {
        "drawing": Drawing.model_validate({
            "run_id": "pip", "source_name": "cat.png", "original": put(names.original("pip", "png")),
            "upright": put(names.drawing("pip")), "width_px": 8, "height_px": 6, "request": analysis.request,
        }),
        "drawing_analysis": analysis,
        "story_script": story,
        "scene_images": ImageResult(
            run_id="pip", style=Style.STORYBOOK, width_px=8, height_px=6,
            images=(SceneImage.model_validate(picture),),
        ),
        "narration": AudioResult(
            run_id="pip", voice_type=VoiceType.GENTLE, clips=(NarrationClip.model_validate(clip),)
        ),
        "story_video": VideoResult.model_validate({
            "run_id": "pip", "title": "Pip", **film, "width_px": 8, "height_px": 6, "fps": 12, "n_frames": 12,
            "duration_s": 1.0, "loudness_lufs": -16.0, "true_peak_dbtp": -2.0, "segments_total": 1,
            "segments_made": 1, "made_by": BY,
        }),
    }  # fmt: skip
    for asset, document in documents.items():
        write_document(document, names.document("pip", asset), store)
    return store


def said(store: MediaStore, *, hashes: bool = False) -> list[tuple[str, str]]:
    return [(fault.asset, str(fault)) for fault in faults_of("pip", store, hashes=hashes)]


def test_a_finished_story_is_whole_by_sizes_and_by_bytes(finished: MediaStore) -> None:
    assert said(finished) == said(finished, hashes=True) == []
    assert is_whole("pip", finished)


@pytest.mark.parametrize(
    ("key", "asset"),
    [
        (names.original("pip", "png"), "drawing"), (names.page("pip"), "drawing_analysis"),
        (names.scene_image("pip", 1), "scene_images"),
        (names.scene_part("pip", 1, "backdrop", "jpg"), "scene_images"),
        (names.scene_audio("pip", 1), "narration"), (names.film("pip"), "story_video"),
        (names.subtitles("pip", "vtt"), "story_video"),
    ],
)  # fmt: skip
def test_a_file_deleted_cut_short_or_overwritten_is_told_with_what_makes_it(
    finished: MediaStore, key: str, asset: str
) -> None:
    data = finished.get(key)
    finished.delete(key)
    assert said(finished) == [(asset, f"{key} is missing")]
    assert not is_whole("pip", finished)
    finished.put(key, data[:4])
    assert said(finished) == [(asset, f"{key} has 4 bytes, not {len(data):,}")]
    finished.put(key, bytes(len(data)))
    assert said(finished) == []
    assert said(finished, hashes=True) == [(asset, f"{key} has other bytes than those that were made")]


@pytest.mark.parametrize("asset", STAGES)
def test_a_document_that_is_missing_or_cannot_be_read_is_told(finished: MediaStore, asset: str) -> None:
    key = names.document("pip", asset)
    finished.put(key, b'{"run_id":')
    assert said(finished) == [(asset, f"{key} is damaged")]
    finished.put(key, b'{"run_id": "pip"}')
    assert said(finished, hashes=True) == [(asset, f"{key} is of other code")]
    finished.delete(key)
    (fault,) = faults_of("pip", finished)
    assert (fault.asset, str(fault), fault.is_unmade) == (asset, f"{key} is missing", True)


def test_a_story_that_was_only_begun_lacks_the_rest(analysis: DrawingAnalysis, store: MediaStore) -> None:
    write_document(analysis, names.document("pip", "drawing_analysis"), store)
    assert [fault.asset for fault in faults_of("pip", store)] == [
        "drawing", "story_script", "scene_images", "narration", "story_video",
    ]  # fmt: skip
    assert faults_of("nobody", store)
