"""How much a film costs: beside x264 alone, beside moviepy, and after one picture has changed.

Run it with `python -m bench.render`. The film is six scenes of the first sample drawing at 1080p, with
short clips. It takes a few minutes; every figure is a median of rounds in which the rivals take turns.
"""

import asyncio
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

import ffmpeg as graphs
import numpy as np

from storyvid_dagster.audio.codec import RATE_HZ, Samples, encode_mp3
from storyvid_dagster.core.acting import EVERYONE, Act, Action
from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.core.request import Style
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.core.scenery import Scenery
from storyvid_dagster.core.story import Scene, Setting, TimeOfDay
from storyvid_dagster.core.things import Spot, Thing
from storyvid_dagster.core.timeline import Timeline, lay_out
from storyvid_dagster.cutout.cut import CutOut, cut_out
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.illustration.painter import EmbeddedPainter
from storyvid_dagster.images import encode_png, read_rgb
from storyvid_dagster.intake.pictures import decode_drawing
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.ports import Picture, PictureOrder
from storyvid_dagster.render.cards import paint_end, paint_title
from storyvid_dagster.render.encoder import EncoderSettings
from storyvid_dagster.render.film import render_film
from storyvid_dagster.render.frames import Pictures, draw
from storyvid_dagster.render.planes import Plane
from storyvid_dagster.render.segments import plan
from storyvid_dagster.render.shots import card_of, lay_pictures
from storyvid_dagster.render.storyboard import SceneNarration, SceneStill, Storyboard
from storyvid_dagster.render.transitions import Transition

SAMPLE = Path(__file__).parents[1] / "data" / "samples" / "01-crayon-cat.jpg"
SIZE = (1920, 1080)
FPS = 30
N_SCENES = 6
CLIP_S = 2.5
PLAIN = "threads=auto"
"""x264's own defaults."""
ROUNDS = 3
THINGS = (
    Thing(number=101, name="rabbit", spot=Spot.BESIDE),
    Thing(number=201, name="tent", spot=Spot.BEHIND),
    Thing(number=202, name="drum", spot=Spot.GROUND),
)
"""A co-star that acts, and two props that stand about."""


def measure() -> dict[str, float]:
    """Give the ratios: how much of the others' cost ours is, and theirs of ours."""
    ffmpeg = Ffmpeg.find()
    with TemporaryDirectory(prefix="storyvid-bench-") as name:
        folder = Path(name)
        board = _storyboard(folder, ffmpeg)
        over_x264: list[float] = []
        over_same_settings: list[float] = []
        over_render: list[float] = []
        edits: list[float] = []
        played_over_same_settings: list[float] = []
        acted = _acted(board)
        acted_edits: list[float] = []
        edited = _repainted(board, asyncio.run(_paint(3, seed=99)))
        acted_edited = _repainted(acted, asyncio.run(_paint(3, seed=99, figures=(1, 2), things=THINGS)))
        for number in range(ROUNDS):
            kept = folder / f"film-{number}"
            alone_cpu_s = _x264_alone(board, ffmpeg, folder / "alone.mp4", PLAIN)
            cpu_s, _ = _timed(lambda to=kept: _render(board, to, ffmpeg))
            same_cpu_s = _x264_alone(board, ffmpeg, folder / "alone.mp4", EncoderSettings().x264_params)
            edit_cpu_s, _ = _timed(lambda to=kept: _render(edited, to, ffmpeg))
            over_x264.append(cpu_s / alone_cpu_s)
            over_same_settings.append(cpu_s / same_cpu_s)
            played_cpu_s, _ = _timed(lambda to=folder / f"played-{number}": _render(acted, to, ffmpeg))
            played_over_same_settings.append(
                played_cpu_s / _x264_alone(acted, ffmpeg, folder / "alone.mp4", EncoderSettings().x264_params)
            )
            edits.append(edit_cpu_s / cpu_s)
            edit_cpu_s, _ = _timed(lambda to=folder / f"played-{number}": _render(acted_edited, to, ffmpeg))
            acted_edits.append(edit_cpu_s / played_cpu_s)
            if number == 0:
                short = replace(board, stills=board.stills[:2], spoken=board.spoken[:2])
                _, short_wall_s = _timed(lambda b=short: _render(b, folder / "short", ffmpeg))
                over_render.append(_timed(lambda b=short: _moviepy(b, folder))[1] / short_wall_s)
    return {
        "render_cpu_over_x264": statistics.median(over_x264),
        "render_cpu_over_x264_with_our_settings": statistics.median(over_same_settings),
        "acted_render_cpu_over_x264_with_our_settings": statistics.median(played_over_same_settings),
        "moviepy_wall_over_render": statistics.median(over_render),
        "scene_edit_cpu_over_render": statistics.median(edits),
        "acted_scene_edit_cpu_over_render": statistics.median(acted_edits),
    }


def _repainted(board: Storyboard, third: Picture) -> Storyboard:
    """The same film with another third picture."""
    still = board.stills[2]
    scenery = still.scenery and _animals(third.scenery)
    again = replace(still, png=third.png, scenery=scenery)
    return replace(board, stills=(*board.stills[:2], again, *board.stills[3:]))


def _render(board: Storyboard, folder: Path, ffmpeg: Ffmpeg) -> None:
    render_film(board, store=MediaStore(folder), ffmpeg=ffmpeg)


def _x264_alone(board: Storyboard, ffmpeg: Ffmpeg, path: Path, x264_params: str) -> float:
    """Give the processor seconds of one x264 that is handed the film's frames from memory.

    It works as it does when nothing is said but preset and quality, threads included. The frames are
    drawn beforehand, a stretch at a time, and only the encoder's own time counts.
    """
    timeline = lay_out([clip.duration_s for clip in board.spoken], fps=board.fps)
    pictures = lay_pictures(board, timeline)
    ready = Pictures(pictures, board.size, Transition(board.style, board.size))
    ours = EncoderSettings()
    width, height = board.size
    graph = graphs.input(
        "pipe:", format="rawvideo", pix_fmt="yuv420p", s=f"{width}x{height}", framerate=board.fps
    ).output(str(path), vcodec="libx264", preset=ours.preset, crf=ours.crf, **{"x264-params": x264_params})
    before = getrusage(RUSAGE_CHILDREN)
    with ffmpeg.feed(graph, what="encoding", timeout_s=600) as write:
        for segment in plan(timeline, pictures, size=board.size, encoder=""):
            for drawn in [frame.buffer.copy() for frame in draw(segment, ready)]:
                write(drawn)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _moviepy(board: Storyboard, folder: Path) -> None:
    """Make the same film the way moviepy's guide does: zoomed stills, cross-fades, narration, music."""
    try:
        import moviepy
    except ImportError as error:
        raise SystemExit("moviepy is missing: `make bench` installs it beside the project") from error
    timeline = lay_out([clip.duration_s for clip in board.spoken], fps=board.fps)
    clips = []
    for shot, picture in zip(timeline.shots, _shown(board, timeline), strict=True):
        length_s = shot.n_frames / board.fps
        still = moviepy.ImageClip(picture, duration=length_s)
        zoomed = still.with_effects([moviepy.vfx.Resize(lambda t, d=length_s: 1.05 + 0.12 * t / d)])
        clip = moviepy.CompositeVideoClip([zoomed.with_position("center")], size=board.size)
        fade = [moviepy.vfx.CrossFadeIn(timeline.transition_frames / board.fps)] if clips else []
        clips.append(clip.with_start(shot.start_frame / board.fps).with_effects(fade))
    scenes = [shot for shot in timeline.shots if shot.kind == "scene"]
    sounds = [
        moviepy.AudioFileClip(str(clip.path)).with_start(shot.speech_start_frame / board.fps)
        for shot, clip in zip(scenes, board.spoken, strict=True)
    ]
    music = moviepy.AudioFileClip(str(board.music)).with_effects(
        [moviepy.afx.AudioLoop(duration=timeline.duration_s), moviepy.afx.MultiplyVolume(0.2)]
    )
    film = moviepy.CompositeVideoClip(clips, size=board.size).with_audio(
        moviepy.CompositeAudioClip([music, *sounds])
    )
    film.with_duration(timeline.duration_s).write_videofile(
        str(folder / "moviepy.mp4"),
        fps=board.fps,
        codec="libx264",
        preset="veryfast",
        audio_codec="aac",
        ffmpeg_params=["-crf", "20", "-x264-params", EncoderSettings().x264_params],
        threads=2,
        logger=None,
    )


def _shown(board: Storyboard, timeline: Timeline) -> list[Plane]:
    """Give the picture of every shot, painted beforehand."""
    card = card_of(replace(board, figures_png=()))
    paint = {"title": lambda: paint_title(card, board.size), "end": lambda: paint_end(card, board.size)}
    return [
        read_rgb(board.stills[shot.scene - 1].png) if shot.kind == "scene" else paint[shot.kind]()
        for shot in timeline.shots
    ]


def _timed(work: Callable[[], None]) -> tuple[float, float]:
    """Give the processor seconds, this process and its children, and the wall seconds of some work."""
    cpu_s, wall_s = _cpu_s(), time.perf_counter()
    work()
    return _cpu_s() - cpu_s, time.perf_counter() - wall_s


def _cpu_s() -> float:
    return sum(use.ru_utime + use.ru_stime for use in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def _storyboard(folder: Path, ffmpeg: Ffmpeg) -> Storyboard:
    music = folder / "music.mp3"
    encode_mp3(_tone(330, 8.0), RATE_HZ, music, ffmpeg)
    spoken: list[SceneNarration] = []
    for scene in range(1, N_SCENES + 1):
        path = folder / f"{scene}.mp3"
        encode_mp3(_tone(180 + 20 * scene, CLIP_S), RATE_HZ, path, ffmpeg)
        words = (
            WordTime(text="Once", start_s=0.1, end_s=0.5),
            WordTime(text="more.", start_s=0.5, end_s=1.0),
        )
        spoken.append(SceneNarration(scene, path, CLIP_S, words))
    page = _cut_sample()
    stills = tuple(
        SceneStill(scene, asyncio.run(_paint(scene, seed=1)).png, (0.45, 0.6))
        for scene in range(1, N_SCENES + 1)
    )
    return Storyboard(
        run_id="bench",
        title="The Fox and the Moon",
        child_name="Mia",
        child_age=None,
        drawn_on=None,
        page_png=encode_png(page.page),
        figures_png=tuple(encode_png(figure.rgba) for figure in page.figures),
        outlines=(),
        style=Style.STORYBOOK,
        stills=stills,
        spoken=tuple(spoken),
        music=music,
        size=SIZE,
        fps=FPS,
        seed=1,
    )


def acted_board(folder: Path, ffmpeg: Ffmpeg) -> Storyboard:
    """The film of this benchmark with figures that act, its sounds in `folder`."""
    return _acted(_storyboard(folder, ffmpeg))


def _acted(board: Storyboard) -> Storyboard:
    """The same film in parts: two figures and a co-star act in each picture, two props stand by."""
    acts = (Act(figure=EVERYONE, action=Action.HOP, word=0), Act(figure=1, action=Action.WALK, word=1))
    pictures = [
        asyncio.run(_paint(still.scene, seed=1, figures=(1, 2), things=THINGS)) for still in board.stills
    ]
    return replace(
        board,
        stills=tuple(
            replace(still, scenery=_animals(picture.scenery), acts=acts)
            for still, picture in zip(board.stills, pictures, strict=True)
        ),
    )


def _animals(scenery: Scenery | None) -> Scenery | None:
    """Let everybody be known to be an animal: a cat, and whoever is beside it."""
    return scenery and replace(
        scenery, puppets=tuple(replace(puppet, plan=BodyPlan.ANIMAL) for puppet in scenery.puppets)
    )


@cache
def _cut_sample() -> CutOut:
    return cut_out(
        decode_drawing(SAMPLE.read_bytes(), SAMPLE.name, max_bytes=10**8, max_pixels=10**8, max_edge_px=3000)
    )


async def _paint(
    number: int, seed: int, figures: tuple[int, ...] = (), things: tuple[Thing, ...] = ()
) -> Picture:
    """Paint a scene as the embedded painter does, each in another place."""
    page = _cut_sample()
    settings = tuple(Setting)
    scene = Scene(
        number=number,
        text="Once more.",
        setting=settings[number % len(settings)],
        time_of_day=TimeOfDay.DAY,
        figures=figures,
        things=things,
        picture_prompt="",
    )
    order = PictureOrder(
        scene=scene,
        n_scenes=N_SCENES,
        style=Style.STORYBOOK,
        size=SIZE,
        seed=seed,
        page_png=encode_png(page.page),
        figures_png=tuple(encode_png(figure.rgba) for figure in page.figures),
    )
    return await EmbeddedPainter().paint(order)


def _tone(pitch_hz: float, length_s: float) -> Samples:
    at = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    return (0.3 * np.sin(2 * np.pi * pitch_hz * at) * np.abs(np.sin(2 * np.pi * 2 * at))).astype(np.float32)


if __name__ == "__main__":
    for figure, value in measure().items():
        print(f"{figure}: {value:.3f}")
