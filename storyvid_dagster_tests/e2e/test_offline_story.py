"""A whole story as a stranger makes it: the command, the real engines, a real Dagster run, no network."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.render.inspect import inspect_film

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "samples").glob("0*"))
LOUDNESS_LUFS = pytest.approx(-16, abs=1)


def storyvid(data_dir: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "STORYVID_DATA_DIR": str(data_dir)}
    command = [
        sys.executable,
        "-c",
        "from storyvid_dagster.cli.app import main; main()",
        *map(str, arguments),
    ]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def told(data_dir: Path) -> dict[str, Any]:
    """One story, made once for every test of this module."""
    done = storyvid(
        data_dir, "make", SAMPLES[0], "--json", "--height", "240", "--fps", "12",
        "--age", "2", "--scenes", "3", "--name", "Mia", "--theme", "kindness",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {**json.loads(done.stdout.splitlines()[-1]), "progress": done.stderr}


@pytest.mark.slow
def test_the_json_names_every_file_and_all_are_there(told: dict[str, Any]) -> None:
    run_id = told["run_id"]
    assert re.fullmatch(r"[0-9a-f]{8}", run_id)
    files = [told["video"], told["thumbnail"], *told["captions"].values(), *told["images"], *told["audio"]]
    assert all(Path(file).is_file() and Path(file).name.startswith(f"{run_id}_") for file in files)
    assert len(told["images"]) == len(told["audio"]) == 3
    assert set(told["provider"].values()) == {"embedded", "ffmpeg"}
    stages = {"drawing", "drawing_analysis", "story_script", "scene_images", "narration", "story_video"}
    assert set(told["seconds"]) == {*stages, "other", "total"}
    one_by_one_s = sum(told["seconds"][name] for name in stages)
    side_by_side_s = min(told["seconds"]["scene_images"], told["seconds"]["narration"])
    whole_s = one_by_one_s - side_by_side_s + told["seconds"]["other"]
    assert whole_s == pytest.approx(told["seconds"]["total"], abs=0.5)


@pytest.mark.slow
def test_a_log_file_tells_each_stage_as_it_ends(told: dict[str, Any]) -> None:
    labels = ["drawing", "cut & read", "story", "film"]
    slots = [told["progress"].index(f" s  {label}: ") for label in labels]
    assert slots == sorted(slots)
    n_scenes = len(told["audio"])
    assert re.search(rf"narration: scene \d read by .*, {n_scenes} of {n_scenes}", told["progress"])


@pytest.mark.slow
def test_the_film_is_what_was_asked_for(told: dict[str, Any]) -> None:
    facts = inspect_film(Path(told["video"]), Ffmpeg.find())
    assert (facts.width_px, facts.height_px, facts.fps) == (426, 240, 12)
    assert facts.n_frames == round(told["duration_s"] * 12)
    assert facts.video_s == pytest.approx(facts.audio_s, abs=1 / 12)
    assert facts.loudness_lufs == LOUDNESS_LUFS
    assert facts.true_peak_dbtp <= -1
    assert (facts.black_spans, facts.frozen_spans, facts.has_captions) == ((), (), True)
    assert facts.n_chapters == len(told["images"]) + 2


@pytest.mark.slow
def test_captions_say_the_story_and_the_child_is_in_it(told: dict[str, Any]) -> None:
    captions = Path(told["captions"]["srt"]).read_text(encoding="utf-8")
    assert "Mia" in captions
    assert Path(told["captions"]["vtt"]).read_text(encoding="utf-8").startswith("WEBVTT")


@pytest.mark.slow
def test_the_same_again_is_the_same_story_and_renders_nothing(told: dict[str, Any], data_dir: Path) -> None:
    again = storyvid(
        data_dir, "make", SAMPLES[0], "--json", "--height", "240", "--fps", "12",
        "--age", "2", "--scenes", "3", "--name", "Mia", "--theme", "kindness",
    )  # fmt: skip
    assert again.returncode == 0, again.stderr
    retold = json.loads(again.stdout.splitlines()[-1])
    same = ("run_id", "title", "video", "duration_s", "images", "audio")
    assert {name: retold[name] for name in same} == {name: told[name] for name in same}
    document = data_dir / "documents" / f"{told['run_id']}_story_video.json"
    assert json.loads(document.read_text())["segments_made"] == 0

    shown = storyvid(data_dir, "status", told["run_id"])
    assert shown.returncode == 0
    assert Path(told["video"]).name in shown.stdout


@pytest.mark.slow
def test_extras_are_made_when_asked_for(told: dict[str, Any], data_dir: Path) -> None:
    run_id = told["run_id"]
    assert not list(data_dir.glob("extras/*"))
    done = storyvid(data_dir, "extras", run_id)
    assert done.returncode == 0, done.stderr
    made = {path.name.removeprefix(f"{run_id}_"): path for path in map(Path, done.stdout.split())}
    assert all(path.is_file() for path in made.values())

    with Image.open(made["teaser.webp"]) as teaser:
        assert getattr(teaser, "n_frames", 1) > 10
    assert made["teaser.webp"].stat().st_size < 3_000_000
    assert made["teaser.mp4"].stat().st_size < 3_000_000
    with Image.open(made["poster.png"]) as poster, Image.open(told["images"][-2]) as scene:
        assert poster.size == scene.size
    with Image.open(made["contact_sheet.jpg"]) as sheet:
        assert min(sheet.size) > 500

    for paper in ("a5", "letter"):
        with PdfDocument(made[f"book_{paper}.pdf"]) as book:
            assert "Mia" in book[0].get_textpage().get_text_range()
            assert len(book) >= 2 * len(told["images"])
    with ZipFile(made["read_along.epub"]) as epub:
        assert epub.namelist()[0] == "mimetype"
        assert sum(name.endswith(".mp3") for name in epub.namelist()) == len(told["audio"])

    manifest = json.loads(made["manifest.json"].read_text())
    listed = {part["file"]["key"]: part for part in manifest["parts"]}
    assert manifest["ai_generated"]  # the voice
    assert len(manifest["shots"]) == len(told["images"])
    assert any("Kokoro" in notice for notice in manifest["notices"])
    for part in listed.values():
        data = (data_dir / part["file"]["key"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == part["file"]["sha256"]
    assert {
        f"videos/{run_id}_final.mp4",
        f"extras/{run_id}_teaser.mp4",
        f"audio/{run_id}_scene_1.mp3",
    } <= set(listed)
    assert listed[f"audio/{run_id}_scene_1.mp3"]["ai_generated"]
    assert not listed[f"images/{run_id}_scene_1.png"]["ai_generated"]


@pytest.mark.slow
def test_stories_are_gathered_in_one_film_and_one_book(told: dict[str, Any], data_dir: Path) -> None:
    done = storyvid(data_dir, "anthology", "class-3b", "--title", "Our class")
    assert done.returncode == 0, done.stderr
    film, _, captions, book = map(Path, done.stdout.split())
    facts = inspect_film(film, Ffmpeg.find())
    assert facts.n_chapters == 2
    assert facts.loudness_lufs == LOUDNESS_LUFS
    assert facts.silent_spans == inspect_film(Path(told["video"]), Ffmpeg.find()).silent_spans == ()
    assert captions.read_text(encoding="utf-8").startswith("WEBVTT")
    with PdfDocument(book) as pages:
        assert told["title"] in " ".join(pages[1].get_textpage().get_text_range().split())
    for path in data_dir.glob("anthologies/*"):
        path.unlink()  # what is forgotten below stays in an anthology


@pytest.mark.slow
def test_zz_forgetting_leaves_nothing_of_the_story(told: dict[str, Any], data_dir: Path) -> None:
    done = storyvid(data_dir, "forget", told["run_id"])
    assert done.returncode == 0, done.stderr
    assert Path(told["video"]).name in done.stdout
    left = [path for path in data_dir.rglob("*") if path.is_file() and "dagster" not in path.parts]
    assert [path for path in left if path.name != ".lock"] == []
    assert told["run_id"] not in storyvid(data_dir, "status").stdout
