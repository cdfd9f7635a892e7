"""How time and memory grow with the length of a film, and what a change of sound or captions costs.

Run it with `python -m bench.growth`. One process paints, and every film is made by one of its own, whose
peak is its own.
"""

import json
import pickle
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

from storyvid_dagster.core.results import WordTime
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.render.film import render_film
from storyvid_dagster.render.storyboard import Storyboard

SHORT, LONG = 6, 24
"""Scenes."""


def measure() -> dict[str, float]:
    """Give ratios, and the peak memory of the process that makes the long film, in MB."""
    with TemporaryDirectory(prefix="storyvid-bench-") as name:
        _in_a_process("paint", name)
        short, long = (json.loads(_in_a_process("film", name, str(n_scenes))) for n_scenes in (SHORT, LONG))
    return {
        "render_wall_24_over_6_scenes": long["wall_s"] / short["wall_s"],
        "render_peak_rss_mb": long["peak_mb"],
        "captions_cpu_over_render": short["captions_cpu_s"] / short["cpu_s"],
        "music_cpu_over_render": short["music_cpu_s"] / short["cpu_s"],
    }


def _in_a_process(*what: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bench.growth", *what], stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def _paint(folder: Path) -> None:
    from bench.render import acted_board  # the process that only renders is to be without painter

    (folder / "board").write_bytes(pickle.dumps(acted_board(folder, Ffmpeg.find())))


def _film(folder: Path, n_scenes: int) -> dict[str, float]:
    """Make a film in which figures act, then again with other words, then with other music."""
    ffmpeg, store = Ffmpeg.find(), folder / str(n_scenes)
    board = _longer(pickle.loads((folder / "board").read_bytes()), n_scenes)
    film_cpu_s, wall_s = _made(board, store, ffmpeg)
    peak_mb = _peak_mb()
    told = WordTime(text="Twice", start_s=0.1, end_s=0.5)
    spoken = (replace(board.spoken[0], words=(told, *board.spoken[0].words[1:])), *board.spoken[1:])
    captions_cpu_s, _ = _made(replace(board, spoken=spoken), store, ffmpeg)
    music_cpu_s, _ = _made(replace(board, music=None), store, ffmpeg)
    return {
        "cpu_s": film_cpu_s,
        "wall_s": wall_s,
        "peak_mb": peak_mb,
        "captions_cpu_s": captions_cpu_s,
        "music_cpu_s": music_cpu_s,
    }


def _longer(board: Storyboard, n_scenes: int) -> Storyboard:
    """The scenes over and over, each a little different, so that none is found in the cache."""
    stills, spoken = board.stills, board.spoken
    return replace(
        board,
        stills=tuple(
            replace(stills[k % len(stills)], scene=k + 1, focus=(0.3 + 0.015 * k, 0.5))
            for k in range(n_scenes)
        ),
        spoken=tuple(replace(spoken[k % len(spoken)], scene=k + 1) for k in range(n_scenes)),
    )


def _made(board: Storyboard, folder: Path, ffmpeg: Ffmpeg) -> tuple[float, float]:
    cpu_s, wall_s = _cpu_s(), time.perf_counter()
    render_film(board, store=MediaStore(folder), ffmpeg=ffmpeg)
    return _cpu_s() - cpu_s, time.perf_counter() - wall_s


def _peak_mb() -> float:
    """Give this process's own peak; `ru_maxrss` is at least that of the process which started it."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1.024e-3 for line in lines if line.startswith("VmHWM"))


def _cpu_s() -> float:
    return sum(use.ru_utime + use.ru_stime for use in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["paint", folder]:
            _paint(Path(folder))
        case ["film", folder, n_scenes]:
            print(json.dumps(_film(Path(folder), int(n_scenes))))
        case _:
            for figure, value in measure().items():
                print(f"{figure}: {value:.3f}")
