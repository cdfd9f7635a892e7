"""Make `result.jpg`, the picture the README opens with: each sample drawing, and frames of its film.

    python docs/result.py

It runs `storyvid make` for all three in a folder of its own, which takes a few minutes.
"""

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import ffmpeg as graphs
from PIL import Image, ImageOps

from storyvid_dagster.ffmpeg import Ffmpeg

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "data" / "samples"
FILMS = (
    ("01-crayon-cat.jpg", ["--name", "Mia", "--theme", "friendship", "--seed", "11"], (0.36, 0.62)),
    (
        "02-marker-robot.png",
        ["--style", "papercut", "--theme", "adventure", "--seed", "5"],
        (0.25, 0.7),
    ),
    (
        "03-pencil-rocket.jpg",
        ["--style", "watercolor", "--theme", "bedtime", "--seed", "3"],
        (0.35, 0.8),
    ),
)
LIFT_OFF_S = 2.1
"""The figures are just off the page."""
TILE = (480, 270)
GAP = 10


def main() -> None:
    """Make the picture."""
    with TemporaryDirectory(prefix="storyvid-") as folder:
        rows = [
            [_drawing(SAMPLES / name), *_frames(_film(name, options, folder), at)]
            for name, options, at in FILMS
        ]
    width, height = (side + GAP for side in TILE)
    sheet = Image.new("RGB", (len(rows[0]) * width + GAP, len(rows) * height + GAP), "white")
    for row, tiles in enumerate(rows):
        for column, tile in enumerate(tiles):
            sheet.paste(tile, (GAP + column * width, GAP + row * height))
    sheet.save(HERE / "result.jpg", quality=86, optimize=True)


def _film(name: str, options: list[str], folder: str) -> tuple[Path, float]:
    command = [sys.executable, "-c", "from storyvid_dagster.cli.app import main; main()", "make"]
    done = subprocess.run(
        [*command, str(SAMPLES / name), "--json", "--height", "540", *options],
        env={**os.environ, "STORYVID_DATA_DIR": folder},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout.splitlines()[-1])
    return Path(said["video"]), said["duration_s"]


def _drawing(path: Path) -> Image.Image:
    with Image.open(path) as photo:
        return ImageOps.pad(ImageOps.exif_transpose(photo).convert("RGB"), TILE, color="#e9e4da")


def _frames(film: tuple[Path, float], parts: tuple[float, ...]) -> list[Image.Image]:
    path, duration_s = film
    frames: list[Image.Image] = []
    for at_s in (LIFT_OFF_S, *(part * duration_s for part in parts)):
        graph = graphs.input(str(path), ss=at_s).output("pipe:", vframes=1, format="image2", vcodec="png")
        png = Ffmpeg.find().run(graph, what="taking a frame").stdout
        frames.append(Image.open(BytesIO(png)).convert("RGB").resize(TILE, Image.Resampling.LANCZOS))
    return frames


if __name__ == "__main__":
    main()
