import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid_dagster.core import names
from storyvid_dagster.errors import RequestError

RUN_IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,62}", fullmatch=True)


@given(run_id=RUN_IDS, scene=st.integers(1, 500))
def test_scene_files_read_back(run_id: str, scene: int) -> None:
    assert names.parse_scene_file(names.scene_image(run_id, scene)) == (run_id, scene)
    assert names.parse_scene_file(names.scene_audio(run_id, scene)) == (run_id, scene)


@given(run_id=RUN_IDS)
def test_every_file_of_a_run_tells_its_owner(run_id: str) -> None:
    keys = [
        names.original(run_id, "jpg"),
        names.drawing(run_id),
        names.page(run_id),
        names.figure(run_id, 2),
        names.scene_image(run_id, 1),
        names.scene_audio(run_id, 1),
        names.film(run_id),
        names.subtitles(run_id, "srt"),
        names.thumbnail(run_id),
        names.document(run_id, "story_script"),
        names.cache_uses(run_id),
    ]
    assert {names.owner(key) for key in keys} == {run_id}
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    "key", ["images/a_scene_0.png", "images/a_scene_1.mp3", "audio/a_scene_1.png", "a_scene_1.png"]
)
def test_other_names_are_no_scene_files(key: str) -> None:
    assert names.parse_scene_file(key) is None


@pytest.mark.parametrize("run_id", ["", "-a", "A", "a_b", "a/b", "..", "a" * 64, "a\n"])
def test_bad_run_ids_are_refused(run_id: str) -> None:
    with pytest.raises(RequestError, match="run_id"):
        names.check_run_id(run_id)
