"""How much longer the paid stages take than the vendors need: reading, script, sheet, slowest picture.

Run as `python -m bench.vendors`. A local server answers a picture in 18 s and a scene's narration in 2 s.
"""

import json
import os
import subprocess
import sys
from tempfile import TemporaryDirectory

from bench.story import COMMAND
from storyvid_dagster_tests.vendors.server import Vendors

PICTURE_S, VOICE_S, TEXT_S = 18.0, 2.0, 3.0


def measure() -> dict[str, float]:
    """Give the wall time of the paid stages over their critical path."""
    delays = {"picture": PICTURE_S, "sheet": PICTURE_S, "voice": VOICE_S, "reading": TEXT_S, "story": TEXT_S}
    with (
        Vendors(delays_s=delays).serving() as vendors,
        TemporaryDirectory(prefix="storyvid-bench-") as folder,
    ):
        done = subprocess.run(
            [*COMMAND, "--json", "--scenes", "6"],
            env={**os.environ, **vendors.environment(), "STORYVID_DATA_DIR": folder},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        seconds = json.loads(done.stdout.splitlines()[-1])["seconds"]
        calls = vendors.counts()
    print(calls, seconds, file=sys.stderr)
    paid_s = (
        seconds["drawing_analysis"]
        + seconds["story_script"]
        + max(seconds["scene_images"], seconds["narration"])
    )
    return {"paid_stages_over_critical_path": paid_s / (2 * TEXT_S + 2 * PICTURE_S)}


if __name__ == "__main__":
    print(json.dumps(measure()))
