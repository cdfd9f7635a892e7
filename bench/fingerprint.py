"""A hash of everything a few stories consist of, to show that a change leaves films as they were.

Run `python -m bench.fingerprint > before.json` on one version, the same on another, and compare the files.
Frames and sound are hashed as they are decoded, documents by their content without time and cost.
The size is one in which x264 always gives the same bytes (see `render/encoder.py`).
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import av

from bench.story import COMMAND, SAMPLE
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.files import Document
from storyvid_dagster.core.results import AudioResult, ImageResult, VideoResult
from storyvid_dagster.core.story import StoryScript

SMALL = ("--height", "360", "--fps", "12", "--scenes", "3", "--json")
STYLES = ("storybook", "watercolor", "papercut")
"""One for each sample."""
DOCUMENTS: dict[str, type[Document]] = {
    "drawing_analysis": DrawingAnalysis,
    "story_script": StoryScript,
    "scene_images": ImageResult,
    "narration": AudioResult,
    "story_video": VideoResult,
}


def story_hashes(drawing: Path, style: str, folder: Path) -> dict[str, str]:
    """Make a story of a drawing in an empty data folder; give name -> hash of each part of it."""
    done = subprocess.run(
        [*COMMAND[:-1], str(drawing), *SMALL, "--style", style],
        env={**os.environ, "STORYVID_DATA_DIR": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    run_id = json.loads(done.stdout.splitlines()[-1])["run_id"]
    found = {
        name: shape.model_validate_json(
            (folder / f"documents/{run_id}_{name}.json").read_bytes()
        ).data_version
        for name, shape in DOCUMENTS.items()
    }
    film = folder / f"videos/{run_id}_final.mp4"
    return {**found, "frames": _decoded(film, "video"), "sound": _decoded(film, "audio")}


def _decoded(film: Path, kind: str) -> str:
    digest = hashlib.sha256()
    with av.open(film) as opened:
        stream = opened.streams.video[0] if kind == "video" else opened.streams.audio[0]
        for frame in opened.decode(stream):
            digest.update(frame.to_ndarray().tobytes())
    return digest.hexdigest()


def main() -> None:
    """Print the hashes of a story of every sample drawing as JSON."""
    hashes: dict[str, dict[str, str]] = {}
    drawings = sorted(path for path in SAMPLE.parent.iterdir() if path.suffix in {".jpg", ".png"})
    for drawing, style in zip(drawings, STYLES, strict=True):
        with TemporaryDirectory(prefix="storyvid-bench-") as folder:
            hashes[drawing.stem] = story_hashes(drawing, style, Path(folder))
        print(drawing.stem, file=sys.stderr)
    print(json.dumps(hashes, indent=1))


if __name__ == "__main__":
    main()
