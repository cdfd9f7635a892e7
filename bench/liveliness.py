"""How much a film lives: what moves inside its figures, how often it cuts, how often a view comes back.

    python -m bench.liveliness DATA RUN_ID...               # of films made before, as `bench.films` does
    python -m bench.liveliness DATA RUN_ID... --strips OUT  # and eight frames a scene, with its shot list

A figure is rendered alone before plain grey, with the moves it has in its film but without what it does in
answer to others, and optical flow is taken between two frames a tenth of a second apart. What a shift, a turn
and a size explain of the flow is how the figure moves as a whole; the rest is how it moves inside, told in
percent of its height a second. Beside it stands what the same makes of the figure's first frame, moved as a
whole as far: the error of the measure.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.results import AudioResult, ImageResult
from storyvid_dagster.core.scenery import Scenery
from storyvid_dagster.core.shot_list import Take
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.core.timeline import Timeline, lay_out
from storyvid_dagster.images import encode_png
from storyvid_dagster.media.documents import read_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.render.camera import Camera, View
from storyvid_dagster.render.planes import Frame
from storyvid_dagster.render.segments import Filmed
from storyvid_dagster.render.shots import lay_pictures, moves_in, said_by_figures, takes_of
from storyvid_dagster.render.stage.stage import Stage
from storyvid_dagster.render.storyboard import Storyboard
from storyvid_dagster.stages.assemble_video import lay_board, music_box_pulse

Gray = NDArray[np.uint8]

FPS = 30
STEP_FRAMES = 3
"""Between the two frames of a pair."""
EVERY_S = 1.5
FRAMES_A_SCENE = 8
_WIDTH_PX = 640
_STRIP_PX = 240
_GROUND = 128
_LEAST_PX = 400
"""A figure of fewer pixels than this tells nothing."""
_MARGIN_PX = 16
_NOT_GROUND = 8
_POINTS = 1000
"""Of a figure at which its motion is read."""
_SAME_LOOK = 0.03
"""Views that differ by less than this part of the picture are the same."""


@dataclass(frozen=True)
class Liveliness:
    """What was measured of a film."""

    inner_percent_s: float
    error_percent_s: float
    living_percent: float
    """Share of the pairs of frames whose figure moves inside by more than twice the error."""
    shots_a_minute: float
    repeated_percent: float
    """Share of shots that show the same part of a scene as one before; the whole place does not count."""


def board_of(run_id: str, store: MediaStore) -> Storyboard:
    """Gather what the film of a story was made from."""
    images, audio = read_document(ImageResult, run_id, store), read_document(AudioResult, run_id, store)
    story, drawing = read_document(StoryScript, run_id, store), read_document(DrawingAnalysis, run_id, store)
    pulse = music_box_pulse(audio, story, drawing, fps=FPS)
    board = lay_board(images, audio, story, drawing, None, pulse, store=store, fps=FPS)
    scale = min(1.0, _WIDTH_PX / board.size[0])  # a stage shrinks what it is made of, and never enlarges it
    width, height = (2 * round(side * scale / 2) for side in board.size)
    return replace(board, size=(width, height))


def inner_motion(before: Gray, after: Gray) -> tuple[float, float] | None:
    """Give how far a figure moved inside, in heights, and the error; `None`: it is too small to tell."""
    left, top, wide, tall = cv2.boundingRect((_inside(before) | _inside(after)).astype(np.uint8))
    near = np.s_[
        max(0, top - _MARGIN_PX) : top + tall + _MARGIN_PX,
        max(0, left - _MARGIN_PX) : left + wide + _MARGIN_PX,
    ]
    before, after = before[near].copy(), after[near].copy()
    inside = cv2.erode(_inside(before).astype(np.uint8), np.ones((3, 3)))
    rows, columns = np.nonzero(inside)
    if rows.size < _LEAST_PX:
        return None
    height = int(rows.max() - rows.min()) + 1
    some = slice(None, None, max(1, rows.size // _POINTS))
    rows, columns = rows[some], columns[some]
    points = np.stack([columns, rows], axis=1).astype(np.float32)
    flow_of = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)

    def left_over(to: Gray) -> tuple[float, NDArray[np.float64]]:
        flow = flow_of.calc(before, to, np.zeros((*before.shape, 2), np.float32))
        ends = points + flow[rows, columns]
        whole = cv2.estimateAffinePartial2D(points, ends, method=cv2.LMEDS)[0].astype(np.float64)
        rest = ends - (points @ whole[:, :2].T + whole[:, 2])
        return float(np.sqrt(np.square(rest).sum(axis=1)).mean()) / height, whole

    moved, whole = left_over(after)
    size = (before.shape[1], before.shape[0])
    stiff = cv2.warpAffine(before, whole, size, borderValue=(_GROUND,)).astype(np.uint8)
    return moved, left_over(stiff)[0]


def _inside(gray: Gray) -> NDArray[np.bool_]:
    return np.abs(gray.astype(int) - _GROUND) > _NOT_GROUND


def figures_alone(board: Storyboard, timeline: Timeline) -> Iterator[tuple[Filmed, int]]:
    """Give a stage for every figure of every scene, and for how many frames it is seen."""
    for shot in timeline.shots:
        scenery = board.stills[shot.scene - 1].scenery if shot.kind == "scene" else None
        if scenery is None or scenery.painted_in:
            continue
        told, said = moves_in(shot, board, FPS), said_by_figures(shot, board)
        for puppet in scenery.puppets:
            if puppet.holder is not None:
                continue
            yield (
                Stage(
                    _alone(scenery, puppet.figure, board.size),
                    [move for move in told if move.figure == puppet.figure],
                    board.size,
                    fps=FPS,
                    speech_start_frame=shot.speech_start_frame - shot.start_frame,
                    what=f"scene {shot.scene} of {board.run_id}",
                    said=[each for each in said if each.figure == puppet.figure],
                ),
                shot.n_frames,
            )


def _alone(scenery: Scenery, figure: int, size: tuple[int, int]) -> Scenery:
    gray = encode_png(np.full((size[1], size[0], 3), _GROUND, np.uint8))
    only = tuple(replace(p, shadow_png=None) for p in scenery.puppets if p.figure == figure)
    return replace(scenery, backdrop=gray, near=None, puppets=only)


def _shown(filmed: Filmed, view: View, frame: int, size: tuple[int, int]) -> Frame:
    out = Frame(size)
    filmed.film(Camera(size), view, frame, out)
    return out


def _gray(frame: Frame, size: tuple[int, int]) -> Gray:
    return frame.buffer.reshape(-1)[: size[0] * size[1]].reshape(size[1], size[0]).copy()


def measure(board: Storyboard) -> Liveliness:
    """Measure a film."""
    timeline = lay_out([clip.duration_s for clip in board.spoken], fps=FPS)
    whole = View(1.0, 0.5, 0.5)
    pairs = list[tuple[float, float]]()
    for stage, n_frames in figures_alone(board, timeline):
        for frame in range(0, n_frames - STEP_FRAMES, round(EVERY_S * FPS)):
            before, after = (
                _gray(_shown(stage, whole, at, board.size), board.size) for at in (frame, frame + STEP_FRAMES)
            )
            if (pair := inner_motion(before, after)) is not None:
                pairs.append(pair)
    moved, error = (np.array(pairs).reshape(-1, 2) * 100 * FPS / STEP_FRAMES).T
    scenes = [shot for shot in timeline.shots if shot.kind == "scene"]
    shots = [_cuts(takes_of(board, shot, timeline)) for shot in scenes]
    repeated = sum(_repeated(takes) for takes in shots)
    n_shots, n_frames = sum(map(len, shots)), sum(shot.n_frames for shot in scenes)
    return Liveliness(
        inner_percent_s=float(moved.mean()),
        error_percent_s=float(error.mean()),
        living_percent=float((moved > 2 * error.mean()).mean() * 100),
        shots_a_minute=n_shots * 60 * FPS / n_frames,
        repeated_percent=100 * repeated / n_shots,
    )


def _cuts(takes: Sequence[Take]) -> list[Take]:
    """Give the takes that begin with a cut: the others go on from where the camera was."""
    return [*takes[:1], *(take for before, take in pairwise(takes) if take.start != before.end)]


def _repeated(takes: Sequence[Take]) -> int:
    """Count the takes that show what one before has shown."""
    seen, again = list[NDArray[np.float64]](), 0
    for take in takes:
        look = np.array(
            [1 / take.start.zoom, *(at * (1 - 1 / take.start.zoom) for at in (take.start.x, take.start.y))]
        )
        again += take.start.zoom > 1 + _SAME_LOOK and any(
            np.abs(look - other).max() < _SAME_LOOK for other in seen
        )
        seen.append(look)
    return again


def strips(board: Storyboard) -> Image.Image:
    """Lay eight frames of every scene in a row, and under each what the camera shows and why."""
    timeline = lay_out([clip.duration_s for clip in board.spoken], fps=FPS)
    tall = round(_STRIP_PX * board.size[1] / board.size[0])
    scenes = [
        (shot, picture)
        for shot, picture in zip(timeline.shots, lay_pictures(board, timeline), strict=True)
        if shot.kind == "scene"
    ]
    sheet = Image.new("RGB", (_STRIP_PX * FRAMES_A_SCENE, (tall + 16) * len(scenes)), "white")
    told = ImageDraw.Draw(sheet)
    for row, (shot, picture) in enumerate(scenes):
        filmed = picture.make_ready(board.size)
        for column in range(FRAMES_A_SCENE):
            frame = int(shot.n_frames * (column + 0.5) / FRAMES_A_SCENE)
            out = _shown(filmed, picture.path.at(frame), frame, board.size)
            yuv = out.buffer.reshape(board.size[1] * 3 // 2, board.size[0])
            rgb = cv2.cvtColor(yuv, cv2.COLOR_YUV2RGB_I420)
            left, top = _STRIP_PX * column, (tall + 16) * row
            sheet.paste(Image.fromarray(rgb.astype(np.uint8)).resize((_STRIP_PX, tall)), (left, top))
            take = next(take for take in reversed(picture.takes) if take.start_frame <= frame)
            about = " ".join(map(str, take.figures))
            told.text((left + 4, top + tall + 2), f"{take.framing} {about}: {take.reason}", "black")
    return sheet


def main() -> None:
    """Print one line a film."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("run_ids", nargs="+")
    arguments.add_argument("--strips", type=Path, help="a folder for a picture of each film")
    told = arguments.parse_args()
    store = MediaStore(told.data)
    for run_id in told.run_ids:
        board = board_of(run_id, store)
        print(run_id, board.title, measure(board), sep="\t", flush=True)
        if told.strips:
            told.strips.mkdir(parents=True, exist_ok=True)
            strips(board).save(told.strips / f"{run_id}.png")


if __name__ == "__main__":
    main()
