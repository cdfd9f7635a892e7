"""Many drawings at once: `storyvid up` on a new data folder, small drawings dropped, every one a small film.

Run as `python -m bench.load [drawings]`; it is not part of `make bench`, since ten drawings take it a minute.
The films are of 240 pixels and 12 frames a second, so that what is measured is not the encoder.
"""

import json
import os
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np
import psutil

SMALL = {
    "STORYVID_HEIGHT": "240",
    "STORYVID_FPS": "12",
    "STORYVID_UPLOAD_SETTLE_S": "0.2",
    "STORYVID_SPEECH_ENGINE": "espeak",
}
OPTIONS = {"age": 2, "scenes": 3, "music": "none"}
LOOK_EVERY_S = 2.0
LONGEST_WAIT_S = 300.0
"""Without one film more in all that time, something has stopped."""


@dataclass
class Watch:
    """What was seen from outside while the films were made."""

    seen_s: dict[str, float] = field(default_factory=dict[str, float])
    """When each film was there, by its run_id, in seconds after the drop."""
    memory_mb: list[float] = field(default_factory=list[float])


def measure(n_drawings: int) -> dict[str, float]:
    """Drop drawings and wait for their films; give what a person who runs this wants to know."""
    with TemporaryDirectory(prefix="storyvid-load-") as name:
        folder = Path(name)
        _drop(folder / "uploads", n_drawings)
        started = _up(folder)
        try:
            watch = _watch(folder, n_drawings, started)
            ticks_s, starts_s, runs = _told(folder / "dagster")
        finally:
            started.send_signal(signal.SIGTERM)
            started.wait(timeout=120)
        database_mb = sum(path.stat().st_size for path in (folder / "dagster").rglob("*.db*")) / 1e6
    last_s = max(watch.seen_s.values())
    return {
        "drawings": n_drawings,
        "films": len(watch.seen_s),
        "runs": runs,
        "films_a_minute": 60 * len(watch.seen_s) / last_s,
        "first_film_s": min(watch.seen_s.values()),
        "last_film_s": last_s,
        "first_start_s": min(starts_s),
        "last_start_s": max(starts_s),
        "longest_tick_s": max(ticks_s),
        "median_tick_s": statistics.median(ticks_s),
        "most_memory_mb": max(watch.memory_mb),
        "database_mb_a_run": database_mb / runs,
    }


def _drop(uploads: Path, n_drawings: int) -> None:
    uploads.mkdir(parents=True)
    for number in range(n_drawings):
        (uploads / f"d{number}.json").write_text(json.dumps(OPTIONS))
        (uploads / f"d{number}.png").write_bytes(one_drawing(number))


def one_drawing(number: int) -> bytes:
    """Draw a round friend, each number another, as PNG."""
    page = np.full((240, 320, 3), 250, np.uint8)
    size = (40 + number % 40, 50 + number // 40 % 40)
    cv2.ellipse(page, (150, 120), size, 0, 0, 360, (40, 120, 240), -1, cv2.LINE_AA)
    for x in (135, 165):
        cv2.circle(page, (x, 105), 6, (20, 20, 20), -1)
    return cv2.imencode(".png", page)[1].tobytes()


def _up(folder: Path) -> "subprocess.Popen[bytes]":
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "storyvid_dagster", "up", "--port", str(port)]
    environment = {**os.environ, **SMALL, "STORYVID_DATA_DIR": str(folder)}
    with (folder / "up.log").open("wb") as log:
        return subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)


def _watch(folder: Path, n_drawings: int, started: "subprocess.Popen[bytes]") -> Watch:
    watch, began_s = Watch(), time.monotonic()
    more_s = began_s
    while len(watch.seen_s) < n_drawings:
        time.sleep(LOOK_EVERY_S)
        now_s = time.monotonic()
        for film in (folder / "documents").glob("*_story_video.json"):
            if film.name not in watch.seen_s:
                watch.seen_s[film.name] = now_s - began_s
                more_s = now_s
        watch.memory_mb.append(sum(_memory_mb(process) for process in _processes(folder)))
        if now_s - more_s > LONGEST_WAIT_S or started.poll() is not None:
            raise SystemExit(
                f"{len(watch.seen_s)} of {n_drawings} films after {now_s - began_s:.0f} s, and no more: "
                + (folder / "up.log").read_text(errors="replace")[-2000:]
            )
    return watch


def _processes(folder: Path) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get("STORYVID_DATA_DIR") == str(folder):
                yield process


def _memory_mb(process: psutil.Process) -> float:
    """Give the memory of a process that it shares with no other (and its part of what is shared)."""
    with suppress(psutil.Error):
        return process.memory_full_info().pss / 1e6
    return 0.0


def _told(home: Path) -> tuple[list[float], list[float], int]:
    """Read from Dagster's records how long ticks took that asked for runs, and when runs began."""
    ticks_s: list[float] = []
    with closing(sqlite3.connect(next(home.rglob("schedules.db")))) as records:
        for (body,) in records.execute("select tick_body from job_ticks where status = 'SUCCESS'"):
            tick: dict[str, Any] = json.loads(body)
            ticks_s.append(tick["end_timestamp"] - tick["timestamp"])
    with closing(sqlite3.connect(next(home.rglob("runs.db")))) as records:
        times = list(records.execute("select start_time, strftime('%s', create_timestamp) from runs"))
    first_s = min(float(created) for _, created in times)
    return ticks_s, [start - first_s for start, _ in times if start], len(times)


if __name__ == "__main__":
    print(json.dumps({k: round(v, 2) for k, v in measure(int(sys.argv[1]) if sys.argv[1:] else 40).items()}))
