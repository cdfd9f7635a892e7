"""A story with both vendors, as somebody with two keys makes it: the command, a real run, a local server."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ffmpeg as graphs
import numpy as np
import pytest

from storyvid_dagster.audio.codec import RATE_HZ, decode
from storyvid_dagster.billing.ledger import Ledger, total
from storyvid_dagster.billing.paid_calls import utc_now
from storyvid_dagster.core import names
from storyvid_dagster.core.results import VideoResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.core.timeline import lay_out
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.media.documents import read_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster_tests.defs.test_forgetting import found_in
from storyvid_dagster_tests.vendors import media
from storyvid_dagster_tests.vendors.http import Reply
from storyvid_dagster_tests.vendors.server import ELEVENLABS_KEY, OPENAI_KEY, Trouble, Vendors

pytestmark = pytest.mark.slow

COLOR_TOLERANCE = 6
WEATHER_PX = 20
"""At least so many pixels of the plain sky have another colour where something falls through it."""
FPS = 12


@pytest.fixture
def data_dir(tmp_path: Path, doodle: bytes) -> Iterator[Path]:
    """An empty data folder, with a small drawing beside it; no key is in any byte of it in the end."""
    (tmp_path / "cat.png").write_bytes(doodle)
    yield tmp_path / "data"
    assert found_in(tmp_path / "data", [OPENAI_KEY.encode(), ELEVENLABS_KEY.encode()]) == set()


def start(data_dir: Path, vendors: Vendors, *arguments: str, **settings: str) -> "subprocess.Popen[str]":
    environment = {
        **os.environ, **vendors.environment(), "STORYVID_DATA_DIR": str(data_dir),
        "STORYVID_RETRY_FOR_S": "1",
        **{f"STORYVID_{name.upper()}": value for name, value in settings.items()},
    }  # fmt: skip
    command = [sys.executable, "-c", "from storyvid_dagster.cli.app import main; main()", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True)


def make(data_dir: Path, vendors: Vendors, **settings: str) -> tuple[int, str, str]:
    process = start(data_dir, vendors, "make", str(data_dir.parent / "cat.png"), *OPTIONS, **settings)
    stdout, stderr = process.communicate(timeout=300)
    return process.returncode, stdout, stderr


OPTIONS = ("--json", "--height", "240", "--fps", str(FPS), "--age", "3", "--scenes", "3", "--music", "none")


def test_a_film_shows_and_speaks_what_the_vendors_gave_scene_by_scene(
    vendors: Vendors, data_dir: Path
) -> None:
    status, stdout, stderr = make(data_dir, vendors)
    assert status == 0, stderr
    told: dict[str, Any] = json.loads(stdout.splitlines()[-1])
    assert vendors.counts() == {
        "moderation": 5, "reading": 1, "story": 1, "sheet": 1, "picture": 3, "voice": 3,
    }  # fmt: skip
    assert set(told["provider"].values()) == {"openai", "elevenlabs", "ffmpeg"}
    assert 0.1 < told["cost_usd"] < 0.2

    store, ffmpeg, run_id = MediaStore(data_dir), Ffmpeg.find(), told["run_id"]
    story = StoryScript.model_validate_json(store.get(names.document(run_id, "story_script")))
    film = VideoResult.model_validate_json(store.get(names.document(run_id, "story_video")))
    prompts = [call.text for call in vendors.calls if call.stage == "picture"]
    spoken_s = [0.2 + len(scene.text) * media.CHAR_S for scene in story.scenes]
    timeline = lay_out(spoken_s, fps=FPS)
    sound, _ = decode(Path(told["video"]), ffmpeg, rate_hz=RATE_HZ, channels=1)
    for scene, shot in zip(story.scenes, timeline.shots[1:-1], strict=True):
        (prompt,) = (prompt for prompt in prompts if scene.picture_prompt in prompt)
        middle_s = (shot.start_frame + shot.n_frames / 2) / FPS
        frame = graphs.input(told["video"], ss=middle_s)["v"].output(
            "pipe:", format="rawvideo", pix_fmt="rgb24", vframes=1
        )
        pixels = np.frombuffer(ffmpeg.run(frame, what="taking a frame").stdout, np.uint8)
        sky = pixels.reshape(240, 426, 3)[10:70, 40:380].astype(int)
        color = np.median(sky, axis=(0, 1))
        assert np.abs(color - media.color_of(prompt)).max() <= COLOR_TOLERANCE
        in_the_air = np.abs(sky - color).max(-1) > 2 * COLOR_TOLERANCE
        assert bool(in_the_air.sum() > WEATHER_PX) == (scene.weather is not None)
        start_s = shot.speech_start_frame / FPS
        heard = sound[round(start_s * RATE_HZ) : round((start_s + spoken_s[scene.number - 1]) * RATE_HZ)]
        loudest_hz = np.fft.rfftfreq(len(heard), 1 / RATE_HZ)[np.abs(np.fft.rfft(heard)).argmax()]
        assert loudest_hz == pytest.approx(media.pitch_of(scene.text), abs=8)
    assert any("openai" in credit for credit in film.credits)
    assert "not installed" not in " ".join(film.credits)

    vendors.calls.clear()
    again, *_ = make(data_dir, vendors)
    assert (again, vendors.calls) == (0, []), "all of it was there"

    cost = start(data_dir, vendors, "cost", run_id)
    stdout, _ = cost.communicate(timeout=60)
    assert "9 calls: $" in stdout
    assert "saved" in stdout


@pytest.mark.parametrize("after", [2, 6])
def test_a_run_that_is_killed_loses_and_buys_again_only_what_was_on_its_way(
    after: int, vendors: Vendors, data_dir: Path
) -> None:
    vendors.delays_s.update({"picture": 0.3, "voice": 0.3, "sheet": 0.2})
    process = start(data_dir, vendors, "make", str(data_dir.parent / "cat.png"), *OPTIONS)
    while (
        sum(vendors.counts().get(stage, 0) for stage in ("reading", "story", "sheet", "picture", "voice"))
        < after
    ):
        assert process.poll() is None, process.communicate()[1]
        time.sleep(0.002)  # the server counts in another thread; there is nothing else to wait on
    process.send_signal(signal.SIGKILL)
    process.communicate()
    before = [call.text for call in vendors.calls if call.stage != "moderation"]
    status, _, stderr = make(data_dir, vendors)
    assert status == 0, stderr
    calls = Counter(call.text for call in vendors.calls if call.stage != "moderation")
    assert sum(calls.values()) - len(calls) <= len(before)
    assert max(calls.values()) <= 2
    spent = total(Ledger(MediaStore(data_dir)).of_day(utc_now().date()))
    assert spent.calls == sum(calls.values()), "every call is in the ledger, the lost ones too"


def test_two_stories_at_once_share_the_vendors_limits_and_one_is_forgotten(
    vendors: Vendors, data_dir: Path
) -> None:
    vendors.delays_s.update({"picture": 1.0, "voice": 0.2})
    limits = {"openai_at_once": "2", "elevenlabs_at_once": "1"}
    children = ("Zebedee", "Quentin")
    making = [
        start(
            data_dir, vendors, "make", str(data_dir.parent / "cat.png"), *OPTIONS, "--name", child, **limits
        )
        for child in children
    ]
    told = [process.communicate(timeout=300) for process in making]
    assert [process.returncode for process in making] == [0, 0], told
    assert (vendors.most_at_once["picture"], vendors.most_at_once["voice"]) == (2, 1)

    forgotten, kept = (json.loads(stdout.splitlines()[-1])["run_id"] for stdout, _ in told)
    store = MediaStore(data_dir)
    made = read_document(StoryScript, forgotten, store)
    wanted = [b"Zebedee", *(scene.text.encode() for scene in made.scenes if "Zebedee" in scene.text)]
    assert done(data_dir, vendors, "anthology", "class", forgotten, kept)
    assert "anthology class still holds" in done(data_dir, vendors, "forget", forgotten)
    assert {slot.partition("/")[0] for slot, _ in found_in(data_dir, wanted)} == {"anthologies"}
    assert found_in(data_dir / "dagster", [forgotten.encode() + b"_"]) == set()
    assert done(data_dir, vendors, "anthology", "class", kept)
    assert found_in(data_dir, wanted) == set()


def done(data_dir: Path, vendors: Vendors, *arguments: str) -> str:
    """Run a command that must succeed; give what it printed."""
    process = start(data_dir, vendors, *arguments)
    stdout, stderr = process.communicate(timeout=300)
    assert process.returncode == 0, stderr
    return stdout


def test_a_budget_stops_the_story_and_keeps_what_is_made(vendors: Vendors, data_dir: Path) -> None:
    status, _, stderr = make(data_dir, vendors, budget_usd="0.07")
    assert status == 1
    assert "STORYVID_BUDGET_USD" in stderr
    assert "Traceback" not in stderr
    assert vendors.counts().get("picture", 0) <= 1
    vendors.calls.clear()
    status, _, stderr = make(data_dir, vendors)
    assert status == 0, stderr
    assert {"reading", "story", "sheet"} & set(vendors.counts()) == set(), "paid once"


def test_falling_back_is_said_wherever_it_is_looked_for(vendors: Vendors, data_dir: Path) -> None:
    down = Reply.of({"error": {"message": f"overloaded, {OPENAI_KEY}"}}, 503)
    vendors.troubles.append(Trouble("sheet", lambda _: down, times=99))
    status, _, stderr = make(data_dir, vendors)
    assert status == 1
    assert "OpenAI failed at the character sheet" in stderr
    status, stdout, stderr = make(data_dir, vendors, fallback="embedded")
    assert status == 0, stderr
    told = json.loads(stdout.splitlines()[-1])
    assert told["provider"]["scene_images"] == "embedded"
    assert any("fallback" in note for note in told["notes"])
    about = graphs.input(told["video"]).output("pipe:", format="ffmetadata")
    assert "fallback" in Ffmpeg.find().run(about, what="reading the film's data").stdout.decode()
