from pathlib import Path

import pytest

from storyvid_dagster import cli
from storyvid_dagster.cli.make import make_film
from storyvid_dagster.cli.verify import verify
from storyvid_dagster.core import names
from storyvid_dagster.errors import RequestError
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.settings import Settings
from storyvid_dagster_tests.cli.over_fakes import over_fakes


def test_every_byte_is_read_and_what_was_never_made_is_no_damage(
    finished: MediaStore, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = Settings(data_dir=finished.root)
    finished.put(names.cache_uses("pip"), b"cache/segments/ab/abcd.mp4")
    assert verify(chosen, None)
    assert "pip  whole" in capsys.readouterr().out
    film = names.film("pip")
    finished.put(film, bytes(len(finished.get(film))))
    assert not verify(chosen, "pip")
    assert f"{film} has other bytes" in capsys.readouterr().out
    for key in (*(names.document("pip", asset) for asset in ("narration", "story_video")), film):
        finished.delete(key)
    assert verify(chosen, "pip"), "begun, and whole so far"
    with pytest.raises(RequestError, match="there is no story"):
        verify(chosen, "nobody")


@pytest.mark.slow
def test_what_is_damaged_is_made_again_and_nothing_else(
    tmp_path: Path, doodle: bytes, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in (cli.make, cli.verify):
        monkeypatch.setattr(command, "build", over_fakes)
    drawing = tmp_path / "cat.png"
    drawing.write_bytes(doodle)
    chosen = Settings(data_dir=tmp_path / "data", height=240, fps=12)
    make_film(chosen, drawing, {"child_age": 3, "music": "none"}, as_json=True)
    store = MediaStore(chosen.data_dir)
    (run_id,) = {names.owner(key) for key in store.keys("videos")}
    assert run_id is not None
    picture, clip = names.scene_image(run_id, 1), names.scene_audio(run_id, 2)
    before = {key: (store.get(key), store.path(key).stat().st_mtime_ns) for key in store.of_run(run_id)}
    store.put(picture, bytes(len(store.get(picture))))
    store.delete(clip)
    script = names.document(run_id, "story_script")
    store.put(script, store.get(script).replace(b"the Ball", b"the Bell", 1))
    assert b"the Bell" in store.get(script)

    assert not verify(chosen, run_id)
    assert f"{script} says something else" in capsys.readouterr().out
    assert verify(chosen, run_id, mend=True)
    assert f"{run_id}  made again" in capsys.readouterr().out
    for key in (picture, clip):
        assert store.get(key) == before[key][0]
    assert b"the Bell" not in store.get(script)
    for key in (names.film(run_id), names.document(run_id, "drawing"), names.page(run_id)):
        assert store.path(key).stat().st_mtime_ns == before[key][1]

    used = store.used_cache(run_id)
    store.delete(names.cache_uses(run_id))
    assert not verify(chosen, run_id)
    assert f"{names.cache_uses(run_id)} is missing" in capsys.readouterr().out
    assert verify(chosen, run_id, mend=True)
    assert store.used_cache(run_id) >= used, (
        "else what of it lies in the cache would not be forgotten with it"
    )
