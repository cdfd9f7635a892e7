import json
from pathlib import Path

import pytest

from storyvid_dagster import settings
from storyvid_dagster.cli import batch
from storyvid_dagster.defs import resources
from storyvid_dagster.errors import StoryvidError
from storyvid_dagster_tests.cli.over_fakes import over_fakes


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> settings.Settings:
    monkeypatch.setattr(batch, "build", over_fakes)
    return settings.load(data_dir=tmp_path / "data", height=240, fps=12)


@pytest.fixture
def class_folder(tmp_path: Path, doodle: bytes) -> Path:
    """Two drawings, one that is none, and what is not even meant to be one."""
    folder = tmp_path / "class"
    (folder / "red").mkdir(parents=True)
    (folder / "a.png").write_bytes(doodle)
    (folder / "broken.png").write_bytes(b"not a picture")
    (folder / "notes.txt").write_text("for the teacher")
    (folder / ".hidden.png").write_bytes(doodle)
    (folder / "red" / "b.png").write_bytes(doodle)
    (folder / "red" / "b.yaml").write_text("name: Mia\nage: 4\n")
    return folder


@pytest.mark.slow
def test_every_drawing_of_a_folder_becomes_a_story_and_what_cannot_is_named(
    chosen: settings.Settings, class_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(StoryvidError, match="1 of 3"):
        batch.make_films(chosen, [class_folder], {"child_age": 3, "music": "none"}, as_json=True)
    out, progress = capsys.readouterr()
    told = json.loads(out.splitlines()[-1])
    assert len(told["stories"]) == 2
    assert all(Path(story["video"]).is_file() for story in told["stories"])
    assert list(told["failed"]) == [str(class_folder / "broken.png")]
    assert "not a picture" in told["failed"][str(class_folder / "broken.png")]

    ended = [line for line in progress.splitlines() if line[:1] in "✓✗"]
    assert [line.split()[1] for line in ended] == ["1/3", "2/3", "3/3"]
    inbox = resources.inbox_resource(chosen).open()
    asked = [inbox.find(story["run_id"]) for story in told["stories"]]
    assert [upload and upload.request.child_name for upload in asked] == [None, "Mia"]
    assert {upload and upload.request.child_age for upload in asked} == {3}, "the command line goes first"
    assert sorted(path.name for path in class_folder.rglob("*") if path.is_file()) == [
        ".hidden.png", "a.png", "b.png", "b.yaml", "broken.png", "notes.txt",
    ], "the folder stays as it was"  # fmt: skip


@pytest.mark.parametrize(
    ("place", "said"),
    [("empty", "no drawing in"), ("uploads", "is the upload folder"), ("lost.png", "there is no drawing")],
)
def test_a_place_without_drawings_is_refused(
    tmp_path: Path, chosen: settings.Settings, place: str, said: str
) -> None:
    for folder in ("empty", "data/uploads"):
        (tmp_path / folder).mkdir(parents=True)
    wanted = chosen.uploads if place == "uploads" else tmp_path / place
    with pytest.raises(StoryvidError) as told:
        batch.make_films(chosen, [wanted], {}, as_json=False)
    assert said in str(told.value)
