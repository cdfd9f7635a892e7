"""`storyvid up` as a parent uses it: drop a drawing into the folder, a film appears, untouched by hand."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PATIENCE_S = 240


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Path]:
    """`storyvid up` on a brand-new data folder; gives the folder."""
    environment = {
        **os.environ,
        "STORYVID_DATA_DIR": str(tmp_path),
        "STORYVID_HEIGHT": "240",
        "STORYVID_FPS": "12",
        "STORYVID_UPLOAD_SETTLE_S": "0.5",
        "STORYVID_SPEECH_ENGINE": "espeak",
    }
    command = [
        sys.executable, "-c", "from storyvid_dagster.cli.app import main; main()", "up",
        "--port", str(free_port()),
    ]  # fmt: skip
    with (tmp_path / "up.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            yield tmp_path
        finally:
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=30)
            process.kill()
            process.wait()


def wait_for(folder: Path, pattern: str) -> Path:
    """Poll for a file; the daemon has no other way to tell another process that it is done."""
    deadline_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline_s:
        if found := sorted(folder.glob(pattern)):
            return found[0]
        time.sleep(0.5)
    raise AssertionError(f"no {pattern} within {PATIENCE_S} s: {(folder / 'up.log').read_text()[-3000:]}")


def read_json(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return json.load(answer)


@pytest.mark.slow
def test_a_drop_becomes_a_film_and_a_bad_file_is_explained(served: Path, doodle: bytes) -> None:
    uploads = served / "uploads"
    uploads.mkdir(exist_ok=True)
    (uploads / "note.png").write_text("this is no picture at all, it is a note")
    (uploads / "cat.json").write_text(json.dumps({"age": 2, "scenes": 3, "music": "none"}))
    (uploads / "cat.png").write_bytes(doodle)
    film = wait_for(served, "documents/*_story_video.json")
    run_id = film.name.partition("_")[0]
    assert (served / "videos" / f"{run_id}_final.mp4").stat().st_size > 10_000
    assert not (uploads / "cat.png").exists()
    assert "picture" in wait_for(served, "uploads/rejected/note.png.txt").read_text()
    url = json.loads((served / "dagster" / "up.json").read_text())["url"]
    while (story := read_json(f"{url}/api/v1/stories/{run_id}"))["is_at_work"]:
        time.sleep(0.5)
    assert story["state"] == "finished"
    with urllib.request.urlopen(url + story["film"], timeout=30) as watched:
        assert watched.headers["content-type"] == "video/mp4"
    with urllib.request.urlopen(f"{url}/stories/{run_id}", timeout=30) as page:
        assert story["film"] in page.read().decode()
    claims = list((served / "documents").glob("*_upload.json"))
    assert [path.name for path in claims] == [f"{run_id}_upload.json"]


@pytest.mark.slow
def test_a_taken_port_is_named_with_its_remedy(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        command = [
            sys.executable, "-c", "from storyvid_dagster.cli.app import main; main()", "up", "--port", port,
        ]  # fmt: skip
        environment = {**os.environ, "STORYVID_DATA_DIR": str(tmp_path)}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode == 1
    assert port in done.stderr
    assert "--port" in done.stderr
