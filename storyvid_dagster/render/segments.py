"""The plan of a film's picture: pieces that are encoded alone, kept, and joined without another encode.

A piece is part of one shot, or the cross-fade of two. Its key names everything its pixels come from,
so that a piece is made once, and a changed picture costs only the pieces it is seen in.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from storyvid_dagster.core.timeline import Timeline
from storyvid_dagster.render.camera import Path
from storyvid_dagster.render.planes import Plane

PICTURE_VERSION = 1
"""Raise it when the same picture, path and settings would give other pixels: all pieces are made again."""

_LONGEST_S = 3.0
"""Longer stretches are cut, so that every core has work until the end."""


@dataclass(frozen=True)
class Picture:
    """What a shot shows, painted when a piece of it is first needed."""

    digest: str
    """Names everything the picture is made from."""
    paint: Callable[[], Plane]
    """Gives (H, W, 3) uint8 RGB."""
    path: Path


@dataclass(frozen=True)
class Layer:
    """A stretch of one shot."""

    shot: int
    """Index of the shot in the timeline."""
    first_frame: int
    """Counted within the shot."""


@dataclass(frozen=True)
class Segment:
    """A piece of the film's picture: one layer, or two that fade from the first to the second."""

    start_frame: int
    """Counted within the film."""
    n_frames: int
    layers: tuple[Layer, ...]
    key: str
    """Hash of everything its pixels come from."""


def plan(
    timeline: Timeline, pictures: Sequence[Picture], *, size: tuple[int, int], encoder: str
) -> tuple[Segment, ...]:
    """Cut the film into pieces, in order, that meet without gap or overlap.

    Args:
        timeline: The shots.
        pictures: One for each shot.
        size: (width, height) in pixels.
        encoder: Everything that decides how frames are encoded.
    """

    def segment(start: int, end: int, *shots: int) -> Segment:
        layers = tuple(Layer(shot, start - timeline.shots[shot].start_frame) for shot in shots)
        seen = [
            (pictures[layer.shot].digest, asdict(pictures[layer.shot].path), layer.first_frame)
            for layer in layers
        ]
        origin = json.dumps([PICTURE_VERSION, size, timeline.fps, encoder, end - start, seen])
        return Segment(start, end - start, layers, hashlib.sha256(origin.encode()).hexdigest())

    segments: list[Segment] = []
    covered = 0
    for index, shot in enumerate(timeline.shots):
        following = timeline.shots[index + 1 : index + 2]
        fade_start = following[0].start_frame if following else shot.end_frame
        for start, end in _chunks(covered, fade_start, round(_LONGEST_S * timeline.fps)):
            segments.append(segment(start, end, index))
        if fade_start < shot.end_frame:
            segments.append(segment(fade_start, shot.end_frame, index, index + 1))
        covered = shot.end_frame
    return tuple(segments)


def _chunks(start: int, end: int, longest: int) -> list[tuple[int, int]]:
    """Cut a stretch into the fewest even pieces no longer than `longest`."""
    pieces = -(-(end - start) // longest)
    edges = [start + (end - start) * piece // pieces for piece in range(pieces)] if pieces > 0 else []
    return list(zip(edges, [*edges[1:], end], strict=True))
