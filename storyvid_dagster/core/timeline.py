"""Where every shot and every spoken word lies on the frame grid. Integers inside: frames."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

ShotKind = Literal["title", "scene", "end"]


@dataclass(frozen=True)
class Pacing:
    """How long things stand, in seconds; rounded to frames once, in `lay_out`."""

    title_s: float = 3.5
    end_s: float = 4.0
    transition_s: float = 0.5
    lead_s: float = 0.2
    """Quiet between the end of a transition and the first word."""
    breath_s: float = 0.5
    """Quiet between the last word and the next transition."""


@dataclass(frozen=True)
class Shot:
    """One stretch of picture. Neighbours overlap by the transition."""

    kind: ShotKind
    scene: int
    """Number of the scene, 0 for title and end."""
    start_frame: int
    n_frames: int
    speech_start_frame: int
    """First frame of the narration; for title and end, the start of the shot."""

    @property
    def end_frame(self) -> int:
        """The frame after the last one."""
        return self.start_frame + self.n_frames


@dataclass(frozen=True)
class Timeline:
    """Shots in order, on one grid."""

    fps: int
    transition_frames: int
    shots: tuple[Shot, ...]

    @property
    def n_frames(self) -> int:
        """Length of the film in frames."""
        return self.shots[-1].end_frame

    @property
    def duration_s(self) -> float:
        """Length of the film in seconds."""
        return self.n_frames / self.fps


def lay_out(narration_s: Sequence[float], *, fps: int, pacing: Pacing | None = None) -> Timeline:
    """Place the title, one shot per narration clip, and the end card on the frame grid.

    A scene lasts as long as its measured speech, rounded up to a whole frame, plus lead, breath
    and the transitions it shares with its neighbours.

    Args:
        narration_s: Clip lengths in seconds, in scene order.
        fps: Frames per second, > 0.
        pacing: How long the rest stands.

    Raises:
        ValueError: A clip is empty, or there is none.

    >>> [shot.start_frame for shot in lay_out([1.0, 2.0], fps=30).shots]
    [0, 90, 156, 252]
    >>> lay_out([1.0, 2.0], fps=30).shots[1]
    Shot(kind='scene', scene=1, start_frame=90, n_frames=81, speech_start_frame=111)
    """
    if min(narration_s, default=0) <= 0:
        raise ValueError(f"narration clips must last longer than 0 s: {list(narration_s)}")
    pacing = pacing or Pacing()
    transition = round(pacing.transition_s * fps)
    lead, breath = round(pacing.lead_s * fps), round(pacing.breath_s * fps)

    lengths: list[tuple[ShotKind, int, int]] = [("title", 0, round(pacing.title_s * fps))]
    for scene, seconds in enumerate(narration_s, start=1):
        lengths.append(("scene", scene, 2 * transition + lead + ceil(seconds * fps) + breath))
    lengths.append(("end", 0, round(pacing.end_s * fps)))

    shots: list[Shot] = []
    start = 0
    for kind, scene, n_frames in lengths:
        speech = start + transition + lead if kind == "scene" else start
        shots.append(Shot(kind, scene, start, n_frames, speech))
        start += n_frames - transition
    return Timeline(fps, transition, tuple(shots))
