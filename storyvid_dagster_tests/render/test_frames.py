from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from storyvid_dagster.core.request import Style
from storyvid_dagster.core.timeline import lay_out
from storyvid_dagster.render.camera import Camera, Path, View
from storyvid_dagster.render.frames import Pictures, draw
from storyvid_dagster.render.planes import Frame
from storyvid_dagster.render.segments import ShotPicture, plan
from storyvid_dagster.render.transitions import Transition

SIZE = (32, 18)
N_SHOTS = 8
VIEW = View(1.1, 0.5, 0.5)


@dataclass
class Gray:
    """A picture that knows how many of its kind are held."""

    value: int
    held: ClassVar[set[int]] = set()

    def __post_init__(self) -> None:
        self.held.add(self.value)

    def __del__(self) -> None:
        self.held.discard(self.value)

    def film(self, camera: Camera, view: View, frame: int, out: Frame) -> None:
        del camera, view, frame
        out.buffer[:] = self.value


def test_a_picture_is_let_go_of_with_the_last_piece_it_is_seen_in() -> None:
    timeline = lay_out([3.0] * (N_SHOTS - 2), fps=10)
    shown = [
        ShotPicture(f"{k}", lambda _, k=k: Gray(10 * k), Path(VIEW, VIEW, shot.n_frames))
        for k, shot in enumerate(timeline.shots)
    ]
    transition = Transition(Style.STORYBOOK, SIZE)
    segments = plan(timeline, shown, size=SIZE, encoder="")
    pictures = Pictures(shown, SIZE, transition)
    most, seen = 0, []
    with pictures.keeping(segments) as let_go:
        for segment in segments:
            seen += [int(np.median(frame.buffer)) for frame in draw(segment, pictures)]
            most = max(most, len(Gray.held))
            let_go(segment)
    assert most <= 3
    assert not Gray.held
    assert sorted(set(seen) & set(range(0, 10 * N_SHOTS, 10))) == list(range(0, 10 * N_SHOTS, 10))
