"""Real films, tiny: what is decoded from them is what was asked for."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import av
import ffmpeg as graphs
import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.audio.codec import RATE_HZ, encode_aac, encode_mp3
from storyvid_dagster.audio.loudness import level_to_target
from storyvid_dagster.core.request import SoundMode
from storyvid_dagster.core.results import VideoResult, WordTime
from storyvid_dagster.core.timeline import Pacing, Timeline, lay_out
from storyvid_dagster.errors import Interrupted, NoRoom, RenderError, StoryvidError
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.images import read_rgb, write_png
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.render.encoder import EncoderSettings
from storyvid_dagster.render.film import encode_within_peak, hush_in, render_film
from storyvid_dagster.render.inspect import FilmFacts, inspect_film, measure_film_sound
from storyvid_dagster.render.storyboard import Storyboard
from storyvid_dagster_tests.render.conftest import tone

pytestmark = pytest.mark.slow

COLOR_TOLERANCE = 3
LOUDNESS_TOLERANCE_LU = 1.0
ODD_TITLE = """It's "a\\b" = 50%: #1; fox 🦊,\n[x] 'y' <z>"""

MakeBoard = Callable[..., Storyboard]
MakeFailing = Callable[[str], Ffmpeg]


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, make_board: MakeBoard, quick: Pacing, ffmpeg: Ffmpeg
) -> tuple[VideoResult, MediaStore]:
    store = MediaStore(tmp_path_factory.mktemp("film"))
    return render_film(make_board(title=ODD_TITLE), store=store, ffmpeg=ffmpeg, pacing=quick), store


@pytest.fixture(scope="module")
def facts(made: tuple[VideoResult, MediaStore], ffmpeg: Ffmpeg) -> FilmFacts:
    result, store = made
    return inspect_film(store.path(result.video.key), ffmpeg)


@pytest.fixture(scope="module")
def timeline(make_board: MakeBoard, quick: Pacing) -> Timeline:
    board = make_board()
    return lay_out([clip.duration_s for clip in board.spoken], fps=board.fps, pacing=quick)


@pytest.fixture(scope="module")
def frames(made: tuple[VideoResult, MediaStore], ffmpeg: Ffmpeg) -> NDArray[np.uint8]:
    """Every frame of the film as (n, H, W, 3) RGB."""
    result, store = made
    film = graphs.input(str(store.path(result.video.key)))["v"]
    graph = film.output("pipe:", format="rawvideo", pix_fmt="rgb24", sws_flags="accurate_rnd+full_chroma_int")
    pixels = np.frombuffer(ffmpeg.run(graph, what="decoding").stdout, np.uint8)
    return pixels.reshape(-1, result.height_px, result.width_px, 3)


def test_a_film_the_disk_has_no_room_for_is_not_begun(
    tmp_path: Path, make_board: MakeBoard, quick: Pacing, ffmpeg: Ffmpeg
) -> None:
    store = MediaStore(tmp_path / "data", disk_free_bytes=lambda _: 1000)
    with pytest.raises(NoRoom, match=r"run 5f6c63ab: the film needs about .* MB, and 0 MB are free"):
        render_film(make_board(), store=store, ffmpeg=ffmpeg, pacing=quick)
    assert not store.root.exists()


def test_the_film_has_exactly_the_frames_of_the_timeline(facts: FilmFacts, timeline: Timeline) -> None:
    assert facts.n_frames == timeline.n_frames
    assert facts.is_steady
    assert (facts.width_px, facts.height_px, facts.fps) == (96, 54, 25)


def test_no_peak_is_higher_than_a_film_may_have_where_aac_goes_beyond_its_source(
    tmp_path: Path, ffmpeg: Ffmpeg
) -> None:
    bursts = np.random.default_rng(1).normal(0, 0.3, 4 * RATE_HZ) * (np.arange(4 * RATE_HZ) % 4800 < 300)
    mixed = np.repeat(bursts[:, None], 2, axis=1).astype(np.float32)
    once, film = tmp_path / "once.m4a", tmp_path / "film.m4a"
    encode_aac(level_to_target(mixed, ffmpeg), once, ffmpeg)
    assert measure_film_sound(once, ffmpeg)[1] > -1
    measured = encode_within_peak(mixed, film, ffmpeg)
    assert measured == measure_film_sound(film, ffmpeg)
    assert -3 < measured[1] <= -1


def test_sound_is_as_long_as_the_picture(facts: FilmFacts, timeline: Timeline) -> None:
    assert facts.video_s == pytest.approx(timeline.duration_s, abs=1e-3)
    assert facts.audio_s == pytest.approx(timeline.duration_s, abs=1 / timeline.fps)


def test_formats_are_what_every_player_knows(facts: FilmFacts) -> None:
    assert re.search(r"h264 \(High\).*yuv420p\(tv, bt709, progressive\)", facts.video_format)
    assert re.search(r"aac \(LC\).*48000 Hz, stereo", facts.audio_format)


def test_loudness_and_peak(facts: FilmFacts, made: tuple[VideoResult, MediaStore]) -> None:
    assert facts.loudness_lufs == pytest.approx(-16, abs=LOUDNESS_TOLERANCE_LU)
    assert facts.true_peak_dbtp <= -1
    assert (made[0].loudness_lufs, made[0].true_peak_dbtp) == (facts.loudness_lufs, facts.true_peak_dbtp)


def test_captions_chapters_and_title_are_inside(
    facts: FilmFacts, made: tuple[VideoResult, MediaStore], ffmpeg: Ffmpeg
) -> None:
    assert facts.has_captions
    assert facts.n_chapters == 5
    film = graphs.input(str(made[1].path(made[0].video.key)))
    text = ffmpeg.run(film["s:0"].output("pipe:", format="srt"), what="reading captions").stdout.decode()
    assert text.count("Red and blue.") == 3
    about = ffmpeg.run(film.output("pipe:", format="ffmetadata"), what="reading metadata").stdout.decode()
    unescaped = re.sub(r"\\(.)", r"\1", about)
    assert "title=" + ODD_TITLE.replace("\n", " ") in unescaped


def test_captions_lie_beside_the_film(made: tuple[VideoResult, MediaStore], timeline: Timeline) -> None:
    result, store = made
    vtt, srt = store.get(result.vtt.key).decode(), store.get(result.srt.key).decode()
    assert vtt.startswith("WEBVTT\n\n")
    first_ms = round(timeline.shots[1].speech_start_frame * 1000 / timeline.fps)
    assert f"00:00:00,{first_ms} --> " in srt


def test_the_poster_is_large_enough(made: tuple[VideoResult, MediaStore]) -> None:
    result, store = made
    assert read_rgb(store.get(result.thumbnail.key)).shape == (360, 640, 3)


def test_colours_come_out_as_they_went_in(frames: NDArray[np.uint8], timeline: Timeline) -> None:
    for shot, color in zip(timeline.shots[1:4], ((200, 40, 40), (40, 180, 60), (50, 60, 200)), strict=True):
        middle = frames[shot.start_frame + shot.n_frames // 2].astype(int)
        assert np.abs(middle.mean(axis=(0, 1)) - color).max() <= COLOR_TOLERANCE


def test_half_way_through_a_transition_both_pictures_are_seen(
    frames: NDArray[np.uint8], timeline: Timeline
) -> None:
    assert timeline.transition_frames == 5
    middle = frames[timeline.shots[2].start_frame + timeline.transition_frames // 2].astype(int)
    for color in ((200, 40, 40), (40, 180, 60)):
        assert 0.15 < np.mean(np.abs(middle - color).max(axis=2) < 40) < 0.85


def test_nothing_is_black(facts: FilmFacts) -> None:
    assert facts.black_spans == ()


def test_what_the_title_card_lacks_is_said(made: tuple[VideoResult, MediaStore]) -> None:
    assert any("leaves out" in note for note in made[0].made_by.notes)


def test_only_what_changed_is_made_again(
    tmp_path: Path, make_board: MakeBoard, quick: Pacing, ffmpeg: Ffmpeg
) -> None:
    store = MediaStore(tmp_path)
    board = make_board()
    told: list[tuple[int, int]] = []
    first = render_film(board, store=store, ffmpeg=ffmpeg, pacing=quick, progress=lambda *at: told.append(at))
    assert first.segments_made == first.segments_total == 9  # five shots and the turns between them
    assert [ready for ready, _ in told] == sorted({ready for ready, _ in told})
    assert (told[0], told[-1]) == ((0, first.n_frames), (first.n_frames, first.n_frames))

    again = render_film(board, store=store, ffmpeg=ffmpeg, pacing=quick)
    assert again.segments_made == 0
    assert again.video == first.video

    repainted = replace(board.stills[1], png=write_png(np.full((54, 96, 3), (240, 220, 90), np.uint8)))
    edited = replace(board, stills=(board.stills[0], repainted, board.stills[2]))
    assert render_film(edited, store=store, ffmpeg=ffmpeg, pacing=quick).segments_made == 3

    piece = next(key for key in store.keys("cache/segments") if key.endswith(".mp4"))
    whole = shown_in(store.path(piece))
    damaged = store.get(piece)[: store.path(piece).stat().st_size // 2]
    store.path(piece).write_bytes(damaged)
    remade = [
        render_film(each, store=store, ffmpeg=ffmpeg, pacing=quick).segments_made for each in (board, edited)
    ]
    assert sum(remade) == 1
    again_whole = shown_in(store.path(piece))
    assert again_whole.shape == whole.shape
    assert np.abs(again_whole - whole).mean() < 1


@pytest.mark.parametrize(
    ("command", "error"),
    [("head -c 1000 >/dev/null; echo disk full >&2; exit 1", RenderError), ("kill -9 $$", Interrupted)],
    ids=["fails", "killed"],
)
def test_a_film_that_fails_leaves_only_what_is_kept_for_the_next_try(
    command: str,
    error: type[StoryvidError],
    tmp_path: Path,
    make_board: MakeBoard,
    quick: Pacing,
    failing_ffmpeg: MakeFailing,
) -> None:
    store = MediaStore(tmp_path / "data")
    with pytest.raises(error, match="5f6c63ab"):
        render_film(make_board(), store=store, ffmpeg=failing_ffmpeg(command), pacing=quick)
    assert files_in(store) == {"cache"}


def test_an_encoder_that_fails_leaves_nothing(
    tmp_path: Path, make_board: MakeBoard, quick: Pacing, ffmpeg: Ffmpeg
) -> None:
    store = MediaStore(tmp_path / "data")
    unknown = EncoderSettings(preset="veryquick")
    with pytest.raises(RenderError, match=r"5f6c63ab(?s:.*)while encoding frames \d+ to \d+"):
        render_film(make_board(), store=store, ffmpeg=ffmpeg, encoder=unknown, pacing=quick)
    assert files_in(store) <= {"cache"}
    assert not list(store.root.glob("cache/segments/**/*.mp4"))


def shown_in(path: Path) -> NDArray[np.int64]:
    """Decode all frames of a piece; x264 need not encode the same twice to the same bytes."""
    with av.open(path) as film:
        return np.array([frame.to_ndarray(format="gray") for frame in film.decode(video=0)], np.int64)


def files_in(store: MediaStore) -> set[str]:
    """Name the folders that have files."""
    return {path.relative_to(store.root).parts[0] for path in store.root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("size", [(54, 96), (64, 64)])
def test_other_shapes_without_music_or_name(
    size: tuple[int, int], tmp_path: Path, make_board: MakeBoard, quick: Pacing, ffmpeg: Ffmpeg
) -> None:
    """Stills of another shape are cut, not stretched; one scene and silence beside it are enough."""
    full = make_board(size=size, music=None, child_name=None)
    board = replace(full, stills=full.stills[:1], spoken=full.spoken[:1])
    store = MediaStore(tmp_path)
    result = render_film(board, store=store, ffmpeg=ffmpeg, pacing=quick)
    facts = inspect_film(store.path(result.video.key), ffmpeg)
    assert (facts.width_px, facts.height_px) == size
    assert facts.n_frames == result.n_frames


def test_scenes_without_narration_are_refused(tmp_path: Path, make_board: MakeBoard, ffmpeg: Ffmpeg) -> None:
    board = make_board()
    with pytest.raises(RenderError, match="narration"):
        render_film(replace(board, spoken=board.spoken[:2]), store=MediaStore(tmp_path), ffmpeg=ffmpeg)


def test_a_broken_picture_is_named(
    tmp_path: Path, make_board: MakeBoard, quick: Pacing, ffmpeg: Ffmpeg
) -> None:
    board = make_board()
    broken = replace(board, stills=(board.stills[0], replace(board.stills[1], png=b"torn"), board.stills[2]))
    with pytest.raises(RenderError, match="5f6c63ab: the picture of scene 2"):
        render_film(broken, store=MediaStore(tmp_path), ffmpeg=ffmpeg, pacing=quick)


def test_the_film_cuts_at_the_very_frames_of_its_shot_list(
    tmp_path: Path, make_board: MakeBoard, quick: Pacing, ffmpeg: Ffmpeg
) -> None:
    board = make_board()
    marked = np.full((board.size[1], board.size[0], 3), 40, np.uint8)
    marked[24:40, 30:54] = 230
    word_s, n_words = 0.3, 30
    text = ["Once", "more."] * (n_words // 2)
    words = tuple(
        WordTime(text=word, start_s=k * word_s, end_s=(k + 1) * word_s) for k, word in enumerate(text)
    )
    clip = replace(board.spoken[0], duration_s=word_s * n_words, words=words)
    encode_mp3(tone(500, clip.duration_s), RATE_HZ, tmp_path / "long.mp3", ffmpeg)
    long = replace(
        board,
        stills=(replace(board.stills[0], png=write_png(marked)),),
        spoken=(replace(clip, path=tmp_path / "long.mp3"),),
    )
    store = MediaStore(tmp_path / "film")
    result = render_film(long, store=store, ffmpeg=ffmpeg, pacing=quick)
    timeline = lay_out([clip.duration_s], fps=board.fps, pacing=quick)
    scene = timeline.shots[1]
    (shots,) = result.shots
    cuts = [take.start_frame for before, take in pairwise(shots.takes) if before.end != take.start]
    assert cuts
    with av.open(store.path(result.video.key)) as film:
        bright = [(frame.to_ndarray()[: board.size[1]] > 150).mean() for frame in film.decode(video=0)]
    jumps = np.abs(np.diff(bright))[scene.start_frame : scene.end_frame - 1]
    jumps[: timeline.transition_frames] = jumps[-timeline.transition_frames :] = 0
    assert sorted((np.argsort(jumps)[-len(cuts) :] + 1).tolist()) == cuts


def test_the_silence_is_before_the_word_on_which_the_story_turns(make_board: MakeBoard) -> None:
    board, starts = make_board(), (1000, 2000, 3000)
    assert hush_in(board, starts) is None
    words = tuple(
        WordTime(text=text, start_s=0.2 * k, end_s=0.2 * k + 0.2)
        for k, text in enumerate(("Red", "sat.", "But", "then", "it", "rained."))
    )
    spoken = (board.spoken[0], replace(board.spoken[1], words=words), board.spoken[2])
    turning = replace(board, spoken=spoken)
    loud, gentle, voice = (
        hush_in(replace(turning, sound=sound), starts)
        for sound in (SoundMode.FULL, SoundMode.GENTLE, SoundMode.VOICE)
    )
    assert loud is not None
    assert gentle is not None
    assert loud.at_sample == gentle.at_sample == 2000 + round(0.4 * RATE_HZ)
    assert loud.db > gentle.db > 0
    assert voice is None
