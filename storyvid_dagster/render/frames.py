"""The frames of a piece of film, drawn one after the other."""

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from storyvid_dagster.render.camera import Camera
from storyvid_dagster.render.caption_box import CaptionBox
from storyvid_dagster.render.planes import Frame
from storyvid_dagster.render.segments import Filmed, Segment, ShotPicture, ShotSpan
from storyvid_dagster.render.transitions import Transition


class Pictures:
    """The pictures of a film, each made ready once, whichever thread asks first, and what stands in them."""

    def __init__(
        self,
        pictures: Sequence[ShotPicture],
        size: tuple[int, int],
        transition: Transition,
        captions: CaptionBox | None = None,
    ) -> None:
        self.pictures = pictures
        self.size = size
        self.transition = transition
        self.captions = captions
        self._locks = [Lock() for _ in pictures]
        self._ready: dict[int, Filmed] = {}
        self._users = Counter[int]()

    def ready(self, shot: int) -> Filmed:
        """Give the picture of a shot, ready to be filmed."""
        with self._locks[shot]:
            if shot not in self._ready:
                self._ready[shot] = self.pictures[shot].make_ready(self.size)
            return self._ready[shot]

    @contextmanager
    def keeping(self, segments: Sequence[Segment]) -> Generator[Callable[[Segment], None]]:
        """Let go of each picture with the last of these pieces it is seen in, told by the function given.

        So a film takes as much memory as a few of its pictures do, however long it is.
        """
        self._users = Counter(layer.shot for segment in segments for layer in segment.layers)

        def let_go(segment: Segment) -> None:
            for layer in segment.layers:
                with self._locks[layer.shot]:
                    self._users[layer.shot] -= 1
                    if not self._users[layer.shot]:
                        self._ready.pop(layer.shot, None)

        try:
            yield let_go
        finally:
            self._ready.clear()


def draw(segment: Segment, pictures: Pictures) -> Iterator[Frame]:
    """Draw a piece frame by frame. All come in the same buffer: use one before asking for the next."""
    frame, following = Frame(pictures.size), Frame(pictures.size)
    cameras = {layer: Camera(pictures.size) for layer in segment.layers}  # each may rest

    def film(layer: ShotSpan, k: int, out: Frame) -> None:
        at = layer.first_frame + k
        view = pictures.pictures[layer.shot].path.at(at)
        pictures.ready(layer.shot).film(cameras[layer], view, at, out)

    for k in range(segment.n_frames):
        film(segment.layers[0], k, frame)
        for layer in segment.layers[1:]:
            film(layer, k, following)
            pictures.transition.mix(frame, following, (k + 1) / (segment.n_frames + 1))
        if pictures.captions:
            pictures.captions.put(segment.start_frame + k, frame)
        yield frame
