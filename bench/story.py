"""How long a drawing takes to become a film, by stage, and how much memory that needs at its peak.

Run as `python -m bench.story`. It runs the `storyvid make` command in an empty data folder.
"""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

SAMPLE = Path(__file__).parents[1] / "data" / "samples" / "01-crayon-cat.jpg"
COMMAND = [sys.executable, "-c", "from storyvid_dagster.cli.app import main; main()", "make", str(SAMPLE)]
OPTIONS = ["--json", "--scenes", "6", "--seed", "1"]
POLL_S = 0.1


def measure() -> dict[str, float]:
    """Give wall time over film time, and the peak of all processes together."""
    story = tell()
    return {
        "story_wall_over_film": story["seconds"]["total"] / story["duration_s"],
        "peak_rss_mb": story["peak_rss_mb"],
    }


def tell() -> dict[str, Any]:
    """Make one story and give what the command says of it, and `peak_rss_mb`."""
    with TemporaryDirectory(prefix="storyvid-bench-") as folder:
        engines = {
            f"STORYVID_{role}": "embedded" for role in ("READER", "WRITER", "PAINTER", "NARRATOR", "GUARD")
        }
        environment = {**os.environ, **engines, "STORYVID_DATA_DIR": folder}
        process = subprocess.Popen([*COMMAND, *OPTIONS], env=environment, stdout=subprocess.PIPE, text=True)
        peak_mb = 0.0
        done = threading.Event()

        def watch() -> None:
            nonlocal peak_mb
            while not done.wait(POLL_S):
                peak_mb = max(peak_mb, _rss_mb(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        said, _ = process.communicate()
        done.set()
        watcher.join()
    if process.returncode:
        raise SystemExit("the story could not be made")
    return {**json.loads(said.splitlines()[-1]), "peak_rss_mb": peak_mb}


def _rss_mb(pid: int) -> float:
    """Add up the memory of a process and all below it; pages they share are counted more than once."""
    total = 0
    try:
        parent = psutil.Process(pid)
        for process in (parent, *parent.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.NoSuchProcess:
        pass
    return total / 1e6


if __name__ == "__main__":
    print(json.dumps(tell(), indent=2))
