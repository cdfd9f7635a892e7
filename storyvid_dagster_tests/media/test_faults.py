"""A story is finished when every document is there and every file that one names is as it was made."""

import pytest

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.media.documents import STAGES, write_document
from storyvid_dagster.media.faults import faults_of, is_whole
from storyvid_dagster.media.store import MediaStore


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
