"""Films of many drawings, and one page to look at them: what was recognised, title, words and frames.

    python -m bench.films OUT                    # 24 pages drawn by program
    python -m bench.films OUT --drawings FOLDER  # and a film of each drawing in it
    python -m bench.films OUT --only 3,7         # some of them, in the place of those made before

The films come out of the command `storyvid make`, but small and read by the quickest voice. All lie in one
data folder, as those of a class do. `OUT/index.html` shows them; `OUT/NAME.png` is one film's sheet.
"""

import argparse
import html
import json
import os
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bench.figures import figures_for
from bench.kinds import draw_page
from bench.story import COMMAND
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.story import StoryScript

SMALL = ("--height", "360", "--fps", "12", "--json")
FRAMES_A_SCENE = 3
_CSS = (
    "body{font:15px sans-serif;max-width:1400px;margin:2em auto}"
    "section{display:flex;gap:2em;margin:3em 0;border-top:1px solid #ccc}img{max-width:900px}"
)
_WIDTH_PX = 300
"""Of a frame on the sheet."""

PAGES: tuple[tuple[str, str], ...] = (
    ("cat sun", "--age 5 --name Mia"),
    ("house tree sun", "--age 4 --style watercolor"),
    ("person person person", "--age 6 --name Leo --context 'mum, dad and my brother at home' --style crayon"),
    ("dinosaur", "--age 7 --style comic"),
    ("boat fish", "--age 5 --style papercut --aspect 1:1"),
    ("rocket star moon", "--age 8 --style pixel"),
    ("person", "--age 5 --name Ada --context 'starts school next week'"),
    ("flower butterfly", "--age 3 --style watercolor"),
    ("castle person", "--age 6 --title 'The Queen Who Could Not Sleep' --style storybook"),
    ("car", "--age 4 --style comic --aspect 9:16"),
    ("rabbit rabbit", "--age 4 --context 'a new baby sister'"),
    ("monster", "--age 6 --theme bedtime --context 'afraid of the dark'"),
    ("snowman snow", "--age 5 --style papercut"),
    ("house", "--age 3 --theme kindness"),
    ("dog ball", "--age 4 --name Tom --context 'we got a new puppy'"),
    ("elephant bird", "--age 7 --theme counting --style crayon"),
    ("fish fish turtle", "--age 5 --style watercolor --aspect 9:16"),
    ("train", "--age 4 --theme adventure"),
    ("tree bird cloud", "--age 6 --theme nature --style papercut"),
    ("robot", "--age 8 --theme friendship --style pixel --aspect 1:1"),
    ("sun cloud rainbow", "--age 4"),
    ("person balloon", "--age 5 --name Zoe --context 'it is her birthday tomorrow'"),
    ("horse person", "--age 6 --style storybook --context 'misses Grandma'"),
    ("food", "--age 4 --theme friendship --style crayon"),
)
"""What is drawn on a page, and the options of its film."""
REAL_OPTIONS = (
    "--age 5 --style storybook",
    "--age 6 --style watercolor",
    "--age 4 --style crayon",
    "--age 3 --style papercut",
    "--age 7 --style comic",
    "--age 5 --style storybook --aspect 9:16",
)
"""Options of the films of given drawings, in turn."""


@dataclass(frozen=True)
class Film:
    """A film that was made, and what its page says."""

    name: str
    drawn: str
    options: str
    analysis: DrawingAnalysis
    story: StoryScript
    path: Path


def orders(out: Path, drawings: Path | None) -> Iterator[tuple[Path, str, str]]:
    """Draw the pages; give for each its picture, what is drawn on it, and the options."""
    kinds = figures_for("test")
    for number, (drawn, options) in enumerate(PAGES, start=1):
        rng = np.random.default_rng(1000 + number)
        shapes = [
            (kind, str(rng.choice([parts for k, parts in kinds if k == kind]))) for kind in drawn.split()
        ]
        picture = out / "drawings" / f"{number:02}-{drawn.replace(' ', '-')}.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(draw_page(shapes, rng)[0]).save(picture)
        yield picture, drawn, options
    given = sorted(p for p in drawings.iterdir() if p.suffix in {".jpg", ".png"}) if drawings else []
    for number, picture in enumerate(given):
        yield picture, picture.stem, REAL_OPTIONS[number % len(REAL_OPTIONS)]


def make(picture: Path, drawn: str, options: str, out: Path) -> Film:
    """Make the film of a picture in the data folder under `out`."""
    folder = out / "data"
    done = subprocess.run(
        [*COMMAND[:-1], str(picture), *SMALL, *shlex.split(options)],
        env={**os.environ, "STORYVID_DATA_DIR": str(folder), "STORYVID_SPEECH_ENGINE": "espeak"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    run_id = json.loads(done.stdout.splitlines()[-1])["run_id"]
    analysis = (folder / f"documents/{run_id}_drawing_analysis.json").read_bytes()
    story = (folder / f"documents/{run_id}_story_script.json").read_bytes()
    return Film(
        picture.stem,
        drawn,
        options,
        DrawingAnalysis.model_validate_json(analysis),
        StoryScript.model_validate_json(story),
        folder / f"videos/{run_id}_final.mp4",
    )


def sheet(film: Film, picture: Path) -> NDArray[np.uint8]:
    """Lay the drawing and frames of every chapter into one picture, a row a chapter."""
    with av.open(film.path) as opened:
        stream = opened.streams.video[0]
        chapters = [
            (float(c["start"] * c["time_base"]), float(c["end"] * c["time_base"])) for c in opened.chapters()
        ]
        wanted = [
            start + (end - start) * (at + 0.5) / FRAMES_A_SCENE
            for start, end in chapters
            for at in range(FRAMES_A_SCENE)
        ]
        frames = list[NDArray[np.uint8]]()
        for frame in opened.decode(stream):
            if len(frames) < len(wanted) and frame.time is not None and frame.time >= wanted[len(frames)]:
                frames.append(_small(frame.to_ndarray(format="rgb24")))
    rows = [
        np.hstack(frames[start : start + FRAMES_A_SCENE]) for start in range(0, len(frames), FRAMES_A_SCENE)
    ]
    drawing = _small(np.asarray(Image.open(picture).convert("RGB")))
    top = np.full((drawing.shape[0], rows[0].shape[1], 3), 255, np.uint8)
    top[:, : drawing.shape[1]] = drawing[:, : top.shape[1]]
    return np.vstack([top, *rows])


def _small(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height = round(rgb.shape[0] * _WIDTH_PX / rgb.shape[1])
    return cv2.resize(rgb, (_WIDTH_PX, height), interpolation=cv2.INTER_AREA).astype(np.uint8)


def page(films: list[Film]) -> str:
    """Write the page: one section a film."""
    sections = map(_section, films)
    return "\n".join(
        (f"<!doctype html><meta charset=utf-8><title>Films</title><style>{_CSS}</style>", *sections)
    )


def _section(film: Film) -> str:
    figures = ", ".join(f"{figure.kind} {figure.confidence:.2f}" for figure in film.analysis.figures)
    about = {
        "drawn": film.drawn,
        "recognised": figures,
        "options": film.options,
        "theme": film.story.theme,
        "notes": "; ".join((*film.analysis.made_by.notes, *film.story.made_by.notes)),
    }
    lines = "<br>".join(f"{name}: {html.escape(said)}" for name, said in about.items())
    words = "".join(f"<p><b>{scene.number}</b> {html.escape(scene.text)}</p>" for scene in film.story.scenes)
    return (
        f"<section><img src='{html.escape(film.name)}.png'><div><h2>{html.escape(film.story.title)}</h2>"
        f"<p>{lines}</p>{words}<p><a href='{film.path}'>film</a></p></div></section>"
    )


def main() -> None:
    """Make the films and the page."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--drawings", type=Path, help="a folder of drawings to make films of, too")
    arguments.add_argument("--only", default="", help="numbers, counted from 1, with commas")
    told = arguments.parse_args()
    out = told.out.resolve()
    only = {int(number) for number in told.only.split(",") if number}
    films = list[Film]()
    for number, (picture, drawn, options) in enumerate(orders(out, told.drawings), start=1):
        if only and number not in only:
            continue
        film = make(picture, drawn, options, out)
        Image.fromarray(sheet(film, picture)).save(out / f"{film.name}.png")
        films.append(film)
        (out / "index.html").write_text(page(films))
        print(number, film.name, film.story.title, sep="\t", flush=True)


if __name__ == "__main__":
    main()
