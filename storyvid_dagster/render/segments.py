"""The plan of a film's picture: pieces that are encoded alone, kept, and joined without another encode.

A piece is part of one shot, or the fade from one shot to the next. Its key names everything its pixels come
from and nothing else, so that a piece is made once, and a change costs only the pieces it is seen in.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from itertools import groupby, pairwise
from typing import Protocol

from storyvid_dagster.core.shot_list import Take
from storyvid_dagster.core.timeline import Timeline
from storyvid_dagster.render.camera import Camera, Course, Path, View
from storyvid_dagster.render.caption_box import CaptionBox
from storyvid_dagster.render.planes import Frame

PICTURE_VERSION = 5
"""Raise it when the same picture, path and settings would give other pixels: all pieces are made again."""

_LONGEST_S = 6.0
"""Longer stretches are cut, so that every core has work until the end; each costs an encoder's start."""


class Filmed(Protocol):
    """Something to point a camera at. Several threads film it at once."""

    def film(self, camera: Camera, view: View, frame: int, out: Frame) -> None:
        """Write what `view` shows of it at a frame of its shot into `out`."""
        ...


def _nothing(until_frame: int) -> tuple[()]:
    """Nobody moves."""
    del until_frame
    return ()


@dataclass(frozen=True)
class ShotPicture:
    """What a shot shows, made ready when a piece of it is first needed."""

    digest: str
    """Names everything the picture is made from."""
    make_ready: Callable[[tuple[int, int]], Filmed]
    """Reads or paints it for a film of that size."""
    path: Path | Course
    takes: tuple[Take, ...] = ()
    """What the camera shows of a scene, and why."""
    moved: Callable[[int], tuple[str, ...]] = _nothing
    """Names what moves in it before a frame of the shot: an act late in a scene changes nothing sooner."""

    def seen(self, first_frame: int, n_frames: int) -> tuple[object, ...]:
        """Name all that a stretch of the shot shows."""
        after = first_frame + n_frames
        views = groupby(self.path.at(frame) for frame in range(first_frame, after))
        looks = [(*astuple(view), len(list(same))) for view, same in views]
        return self.digest, *self.moved(after), first_frame, *looks


@dataclass(frozen=True)
class ShotSpan:
    """A stretch of one shot."""

    shot: int
    """Index of the shot in the timeline."""
    first_frame: int
    """Counted within the shot."""


@dataclass(frozen=True)
class Segment:
    """A piece of the film's picture."""

    start_frame: int
    """Counted within the film."""
    n_frames: int
    layers: tuple[ShotSpan, ...]
    """The shot that is seen; of a fade, the shot it comes from before it."""
    key: str
    """Hash of everything its pixels come from."""


def plan(
    timeline: Timeline,
    pictures: Sequence[ShotPicture],
    *,
    size: tuple[int, int],
    encoder: str,
    transition: str = "",
    captions: CaptionBox | None = None,
) -> tuple[Segment, ...]:
    """Cut the film into pieces, in order, that meet without gap or overlap.

    Args:
        timeline: The shots.
        pictures: One for each shot.
        size: (width, height) in pixels.
        encoder: Everything that decides how frames are encoded.
        transition: Everything that decides how one shot gives way to the next.
        captions: Those that stand in the picture.
    """

    def segment(start: int, end: int, shots: tuple[int, ...]) -> Segment:
        layers = tuple(ShotSpan(shot, start - timeline.shots[shot].start_frame) for shot in shots)
        seen = [pictures[layer.shot].seen(layer.first_frame, end - start) for layer in layers]
        mixed = transition if len(shots) > 1 else ""
        words = captions.key(start, end - start) if captions else ""
        parts = [PICTURE_VERSION, size, timeline.fps, encoder, end - start, mixed, seen, words]
        key = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        return Segment(start, end - start, layers, key)

    segments: list[Segment] = []
    longest = round(_LONGEST_S * timeline.fps)
    faded = 0  # the frame at which the shot before has gone
    for index, shot in enumerate(timeline.shots):
        following = timeline.shots[index + 1 : index + 2]
        last = following[0].start_frame if following else shot.end_frame
        edges = [shot.start_frame + cut for cut in pictures[index].path.cuts]
        if shot.start_frame < faded:
            segments.append(segment(shot.start_frame, faded, (index - 1, index)))
        cuts = _chunks(faded, last, [edge for edge in edges if faded < edge < last], longest)
        segments += [segment(start, end, (index,)) for start, end in cuts]
        faded = shot.end_frame
    return tuple(segments)


def _chunks(start: int, end: int, edges: Sequence[int], longest: int) -> list[tuple[int, int]]:
    """Cut a stretch at edges, and each part into the fewest even pieces no longer than `longest`.

    An encoder begins with a whole picture, which another view needs anyway.
    """
    found: list[tuple[int, int]] = []
    for first, after in pairwise([start, *edges, end]):
        pieces = max(1, -(-(after - first) // longest))
        found += pairwise([first + (after - first) * piece // pieces for piece in range(pieces)] + [after])
    return found
