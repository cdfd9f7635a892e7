"""Three tiny films in one, decoded and measured."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import ffmpeg as graphs
import numpy as np
import pytest

from storyvid_dagster.audio.codec import RATE_HZ, decode
from storyvid_dagster.core.captions import Cue, read_vtt
from storyvid_dagster.core.timeline import Pacing
from storyvid_dagster.errors import RequestError
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.render.anthology_film import Opening, StoryFilm, check_alike, join_films
from storyvid_dagster.render.encoder import EncoderSettings
from storyvid_dagster.render.film import render_film
from storyvid_dagster.render.inspect import FilmFacts, inspect_film
from storyvid_dagster.render.storyboard import Storyboard
from storyvid_dagster_tests.render.conftest import SIZE, tone

pytestmark = pytest.mark.slow

MakeBoard = Callable[..., Storyboard]
Render = Callable[..., StoryFilm]

TITLES = ("The Fox", 'A "Cat" = 50%; #1', "Žofie")
OPENING_FRAMES = 17
TURQUOISE = (30, 190, 180)


@pytest.fixture(scope="module")
def render(
    tmp_path_factory: pytest.TempPathFactory, make_board: MakeBoard, quick: Pacing, ffmpeg: Ffmpeg
) -> Render:
    store = MediaStore(tmp_path_factory.mktemp("films"))

    def make(run_id: str, encoder: EncoderSettings | None = None, **changes: object) -> StoryFilm:
        board = make_board(run_id=run_id, **changes)
        film = render_film(board, store=store, ffmpeg=ffmpeg, pacing=quick, encoder=encoder)
        return StoryFilm(
            run_id, film.title, board.child_name, store.path(film.video.key), store.path(film.vtt.key),
            (film.width_px, film.height_px), film.fps, film.n_frames,
        )  # fmt: skip

    return make


@pytest.fixture(scope="module")
def films(render: Render, make_board: MakeBoard) -> list[StoryFilm]:
    """Of different lengths, so that nothing is in its place by chance."""
    whole = make_board()
    return [
        render(
            f"run-{number}",
            title=title,
            child_name=None if number == 2 else "Mia",
            seed=number,
            stills=whole.stills[:number],
            spoken=whole.spoken[:number],
        )
        for number, title in enumerate(TITLES, start=1)
    ]


@pytest.fixture(scope="module")
def opening() -> Opening:
    music = np.repeat(tone(330, 0.5)[:, np.newaxis], 2, axis=1)
    return Opening(
        "Our class",
        lambda size: np.full((size[1], size[0], 3), TURQUOISE, np.uint8),
        OPENING_FRAMES,
        music,
    )


@pytest.fixture(scope="module")
def joined(
    tmp_path_factory: pytest.TempPathFactory, opening: Opening, films: list[StoryFilm], ffmpeg: Ffmpeg
) -> tuple[Path, tuple[Cue, ...]]:
    path = tmp_path_factory.mktemp("joined") / "class.mp4"
    return path, join_films(opening, films, path, ffmpeg)


@pytest.fixture(scope="module")
def facts(joined: tuple[Path, tuple[Cue, ...]], ffmpeg: Ffmpeg) -> FilmFacts:
    return inspect_film(joined[0], ffmpeg)


def pictures(path: Path, ffmpeg: Ffmpeg) -> list[str]:
    """Give a hash of every decoded frame."""
    graph = graphs.input(str(path))["v"].output("pipe:", format="framehash")
    lines = ffmpeg.run(graph, what="decoding").stdout.decode().splitlines()
    return [line.rpartition(",")[2].strip() for line in lines if not line.startswith("#")]


def starts(films: list[StoryFilm]) -> list[int]:
    return [OPENING_FRAMES + sum(film.n_frames for film in films[:k]) for k in range(len(films))]


def test_it_has_the_frames_of_all_evenly_spaced(facts: FilmFacts, films: list[StoryFilm]) -> None:
    assert facts.n_frames == OPENING_FRAMES + sum(film.n_frames for film in films)
    assert facts.is_steady
    assert (facts.width_px, facts.height_px, facts.fps) == (*SIZE, 25)


def test_sound_is_as_long_as_the_picture(facts: FilmFacts) -> None:
    assert facts.video_s == pytest.approx(facts.n_frames / 25, abs=1e-3)
    assert facts.audio_s == pytest.approx(facts.video_s, abs=1 / 25)


def test_pictures_are_those_of_the_stories_bit_by_bit(
    joined: tuple[Path, tuple[Cue, ...]], films: list[StoryFilm], ffmpeg: Ffmpeg
) -> None:
    whole = pictures(joined[0], ffmpeg)
    for film, start in zip(films, starts(films), strict=True):
        assert whole[start : start + film.n_frames] == pictures(film.path, ffmpeg)


def test_sound_lies_under_its_pictures_and_is_as_loud_as_it_was(
    joined: tuple[Path, tuple[Cue, ...]], films: list[StoryFilm], ffmpeg: Ffmpeg
) -> None:
    whole = decode(joined[0], ffmpeg).samples.mean(axis=1)
    for film, start in zip(films, starts(films), strict=True):
        alone = decode(film.path, ffmpeg).samples.mean(axis=1)
        at = start * RATE_HZ // 25
        there = whole[at : at + len(alone)]
        # Another encode changes the samples, but neither their place nor their size.
        late = np.argmax(np.correlate(there[20_000:60_000], alone[20_500:59_500], "valid")) - 500
        assert late == 0
        assert np.std(there) == pytest.approx(np.std(alone), rel=0.02)


def test_the_opening_is_seen_and_heard(joined: tuple[Path, tuple[Cue, ...]], ffmpeg: Ffmpeg) -> None:
    film = graphs.input(str(joined[0]))["v"]
    graph = film.output("pipe:", format="rawvideo", pix_fmt="rgb24", vframes=OPENING_FRAMES)
    seen = np.frombuffer(ffmpeg.run(graph, what="decoding").stdout, np.uint8).reshape(OPENING_FRAMES, -1, 3)
    assert np.abs(seen.mean(axis=(0, 1)) - TURQUOISE).max() <= 4
    heard = decode(joined[0], ffmpeg).samples[: OPENING_FRAMES * RATE_HZ // 25]
    assert 0.001 < np.std(heard) < 0.1


def test_a_chapter_a_story_begins_with_it(
    joined: tuple[Path, tuple[Cue, ...]], films: list[StoryFilm], ffmpeg: Ffmpeg
) -> None:
    graph = graphs.input(str(joined[0])).output("pipe:", format="ffmetadata")
    about = re.sub(r"\\(.)", r"\1", ffmpeg.run(graph, what="reading metadata").stdout.decode())
    assert re.findall(r"^title=(.*)$", about, re.MULTILINE) == [
        "Our class", "Our class", "The Fox, by Mia", TITLES[1], "Žofie, by Mia",
    ]  # fmt: skip
    ticks = [int(start) for start in re.findall(r"^START=(\d+)$", about, re.MULTILINE)]
    assert f"TIMEBASE=1/{512 * 25}" in about
    assert ticks == [512 * start for start in (0, *starts(films))]


def test_captions_of_all_are_one_track_each_with_its_story(
    joined: tuple[Path, tuple[Cue, ...]], films: list[StoryFilm], ffmpeg: Ffmpeg
) -> None:
    path, cues = joined
    graph = graphs.input(str(path))["s:0"].output("pipe:", format="srt")
    track = ffmpeg.run(graph, what="reading captions").stdout.decode()
    assert track.count("Red and blue.") == 1 + 2 + 3 == len(cues)
    wanted = [
        cue.start_ms + start * 40
        for film, start in zip(films, starts(films), strict=True)
        for cue in read_vtt(film.vtt.read_text("utf-8"))
    ]
    assert [cue.start_ms for cue in cues] == wanted
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(cues))
    first = re.search(r"(\d+):(\d+):(\d+),(\d+) -->", track)
    assert first
    assert int(first[3]) * 1000 + int(first[4]) == pytest.approx(wanted[0], abs=1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"size": (128, 72)}, "odd is 128 x 72 px at 25 fps"), ({"fps": 20}, "odd is 96 x 54 px at 20 fps")],
)
def test_a_film_of_another_shape_is_refused_by_name(
    films: list[StoryFilm], changes: dict[str, object], said: str
) -> None:
    odd = replace(films[0], run_id="odd", **changes)  # pyright: ignore[reportArgumentType]
    with pytest.raises(RequestError, match=f"here 96 x 54 px at 25 fps, but {said}.*--height 54 --fps 25"):
        check_alike([odd, *films])


def test_how_to_make_it_alike_is_said_with_the_aspect(films: list[StoryFilm]) -> None:
    tall = [replace(film, size=(240, 426)) for film in films]
    with pytest.raises(RequestError, match="--height 240 --fps 25 --aspect 9:16"):
        check_alike([*tall, films[0]])


def test_a_film_of_another_encoder_is_refused_and_nothing_is_written(
    tmp_path: Path, opening: Opening, films: list[StoryFilm], render: Render, ffmpeg: Ffmpeg
) -> None:
    other = render("other", encoder=EncoderSettings(crf=30))
    with pytest.raises(RequestError, match="the film of other was encoded by another encoder"):
        join_films(opening, [films[0], other], tmp_path / "class.mp4", ffmpeg)
    assert not list(tmp_path.iterdir())
