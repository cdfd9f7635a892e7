"""Draws the pictures that the net learns from.

    python training/build.py MIRRORS OUT.npz --seed 1 --each 600

Run it a few times with other seeds, at the same time if there are cores to spare. `training/README.md` tells more.
"""

import argparse
import sys
import time
from pathlib import Path
from random import Random

import numpy as np

sys.path.append(str(Path(__file__).parents[1]))
from doodles import COLOUR_OF, Doodle, read
from sketch import Picture, doodle_bitmap, of_strokes, paint
from ways import KINDS, draw, draw_two

from storyvid_dagster.recognition.picture import to_square

_OFTEN = {
    "other": 6.0,
    "person": 4.0,
    "monster": 2.0,
    "robot": 1.6,
    "dinosaur": 1.6,
    "animal": 1.6,
    "cat": 1.5,
    "dog": 1.5,
}
_DRAWN = 0.55
"""Share of pictures drawn by program where there are doodles too."""


def picture_of(doodle: Doodle, rng: Random) -> Picture:
    """Put a doodle on paper in one of many ways."""
    colour = COLOUR_OF.get(doodle.kind)
    if doodle.bitmap is not None:
        return doodle_bitmap(doodle.bitmap, colour, rng)
    return paint(of_strokes(doodle.strokes, (colour, None), rng))


def piece_of(picture: Picture, rng: Random) -> Picture:
    """Cut a window out of a figure, as where a cut-out took only a piece of it."""
    high, wide = (int(edge * rng.uniform(0.3, 0.55)) for edge in picture.shape[:2])
    y, x = rng.randint(0, picture.shape[0] - high), rng.randint(0, picture.shape[1] - wide)
    return picture[y : y + high, x : x + wide]


def _other(words: list[list[Doodle]], rng: Random) -> Picture:
    """Draw something that must not be named."""
    way = rng.random()
    if way < 0.12:
        return paint(draw_two(rng))
    if way < 0.2:
        return piece_of(paint(draw(rng.choice([kind for kind in KINDS if kind != "other"]), rng)), rng)
    if words and way > 0.42:
        return picture_of(rng.choice(rng.choice(words)), rng)
    return paint(draw("other", rng))


def build(mirrors: Path, each: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw about `each` pictures of a kind."""
    rng = Random(seed)
    doodles: dict[str, dict[str, list[Doodle]]] = {kind: {} for kind in KINDS}
    for doodle in read(mirrors, "learn"):
        form = "bitmap" if doodle.bitmap is not None else "strokes"
        doodles[doodle.kind].setdefault(f"{doodle.word} {form}", []).append(doodle)
    pictures: list[Picture] = []
    labels: list[int] = []
    for number, kind in enumerate(KINDS):
        words = list(doodles[kind].values())
        for _ in range(int(each * _OFTEN.get(kind, 1.0))):
            if kind == "other":
                picture = _other(words, rng)
            elif words and rng.random() > _DRAWN:
                picture = picture_of(rng.choice(rng.choice(words)), rng)
            else:
                picture = paint(draw(kind, rng))
            square = to_square(picture, rng.choice((0, 0, 0.6, 1.2, 1.8)))
            if square is not None:
                pictures.append(square)
                labels.append(number)
    return np.stack(pictures), np.array(labels)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("mirrors", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--each", type=int, default=600)
    asked = arguments.parse_args()
    start = time.perf_counter()
    x, y = build(asked.mirrors, asked.each, asked.seed)
    np.savez(asked.out, x=x, y=y)
    print(f"{len(x)} pictures in {time.perf_counter() - start:.0f} s")
