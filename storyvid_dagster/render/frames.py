"""The frames of a piece of film, drawn one after the other."""

from collections.abc import Iterator, Sequence
from threading import Lock

import cv2

from storyvid_dagster.render.camera import Camera
from storyvid_dagster.render.planes import Frame, Planes, fit, split
from storyvid_dagster.render.segments import Layer, Picture, Segment


class Stills:
    """The pictures of a film as planes, each painted once, whichever thread asks first."""

    def __init__(self, pictures: Sequence[Picture], size: tuple[int, int]) -> None:
        self.pictures = pictures
        self.size = size
        self._locks = [Lock() for _ in pictures]
        self._planes: dict[int, Planes] = {}

    def planes(self, shot: int) -> Planes:
        """Give the planes of a shot's picture, at the size of the film."""
        with self._locks[shot]:
            if shot not in self._planes:
                self._planes[shot] = split(fit(self.pictures[shot].paint(), self.size))
            return self._planes[shot]


def draw(segment: Segment, stills: Stills) -> Iterator[Frame]:
    """Draw a piece frame by frame. All come in the same buffer: use one before asking for the next."""
    camera = Camera(stills.size)
    frame, following = Frame(stills.size), Frame(stills.size)

    def film(layer: Layer, k: int, out: Frame) -> None:
        view = stills.pictures[layer.shot].path.at(layer.first_frame + k)
        camera.film(stills.planes(layer.shot), view, out)

    for k in range(segment.n_frames):
        if k < segment.fade_frames:
            film(segment.layers[0], k, frame)
            film(segment.layers[1], k, following)
            weight = (k + 1) / (segment.fade_frames + 1)
            cv2.addWeighted(frame.buffer, 1 - weight, following.buffer, weight, 0, dst=frame.buffer)
        else:
            film(segment.layers[-1], k, frame)
        yield frame
