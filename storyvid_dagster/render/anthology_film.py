"""Many finished films to one: their pictures as they are, their sound encoded once, a chapter each."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from storyvid_dagster.audio.codec import RATE_HZ, Samples, decode, writing_aac
from storyvid_dagster.audio.mix import mix
from storyvid_dagster.core.captions import Cue, read_vtt, shift, to_srt
from storyvid_dagster.core.request import Aspect, Style
from storyvid_dagster.core.timeline import Shot, Timeline
from storyvid_dagster.errors import RequestError
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.media.unfinished import folder_prefix
from storyvid_dagster.render.camera import card_path
from storyvid_dagster.render.encoder import Encoder, EncoderSettings, piece
from storyvid_dagster.render.frames import Pictures
from storyvid_dagster.render.inspect import picture_header
from storyvid_dagster.render.join import Chapter, Parts, Piece, join, join_pictures, verify
from storyvid_dagster.render.planes import Plane
from storyvid_dagster.render.segments import ShotPicture, plan
from storyvid_dagster.render.shots import card_size
from storyvid_dagster.render.stage.stage import still_picture
from storyvid_dagster.render.transitions import Transition


@dataclass(frozen=True)
class StoryFilm:
    """A finished film of one story."""

    run_id: str
    title: str
    child_name: str | None
    path: Path
    vtt: Path
    size: tuple[int, int]
    fps: int
    n_frames: int

    @property
    def chapter(self) -> str:
        """What its chapter is called."""
        return f"{self.title}, by {self.child_name}" if self.child_name else self.title


@dataclass(frozen=True)
class Opening:
    """What is seen and heard before the first story."""

    title: str
    paint: Callable[[tuple[int, int]], Plane]
    """Paints the card in a size (width, height)."""
    n_frames: int
    music: Samples | None
    """(N, 2) at `RATE_HZ`."""


def opening_frames(n_films: int, fps: int) -> int:
    """Say how long the opening stands: long enough to find every drawing.

    >>> opening_frames(3, 30), opening_frames(25, 30)
    (138, 240)
    """
    return round(min(4 + 0.2 * n_films, 8) * fps)


def check_alike(films: Sequence[StoryFilm]) -> None:
    """Make sure that films can be joined as they are.

    Raises:
        RequestError: Some are of another size or frame rate than most; it says which, and what to do.
    """
    (size, fps), _ = Counter((film.size, film.fps) for film in films).most_common(1)[0]
    odd = [film for film in films if (film.size, film.fps) != (size, fps)]
    if odd:
        told = ", ".join(f"{film.run_id} is {_shape(film.size, film.fps)}" for film in odd)
        aspect = next((f" --aspect {shape}" for shape in Aspect if shape.size(min(size)) == size), "")
        raise RequestError(
            f"films are joined as they are, so all must be alike, here {_shape(size, fps)}, but {told}: "
            "leave them out, or make them again with `storyvid make DRAWING ... "
            f"--height {min(size)} --fps {fps}{aspect}`"
        )


def join_films(opening: Opening, films: Sequence[StoryFilm], path: Path, ffmpeg: Ffmpeg) -> tuple[Cue, ...]:
    """Write one film of many, one after the other, and give its captions.

    Pictures are copied. Sound is decoded film by film, cut to the frame grid and encoded once over the
    whole, so that no encoder's run-up lies between two stories; one story's sound is in memory at a time.

    Raises:
        RequestError: The films differ in size, frame rate or encoder.
        RenderError: ffmpeg failed, or the film is not what was planned.
    """
    check_alike(films)
    size, fps = films[0].size, films[0].fps
    with TemporaryDirectory(prefix=folder_prefix()) as name:
        folder = Path(name)
        card = _film_opening(opening, size, fps, folder, ffmpeg)
        _check_encoder(card, films, ffmpeg)
        pieces = (card, *(Piece(film.path, film.n_frames) for film in films))
        starts = list(accumulate((film.n_frames for film in films), initial=opening.n_frames))
        edges = [0, *(round(start * RATE_HZ / fps) for start in starts)]
        lengths = [end - start for start, end in pairwise(edges)]
        sound = folder / "sound.m4a"
        with writing_aac(sound, ffmpeg, timeout_s=120 + edges[-1] / RATE_HZ) as write:
            for samples in _sounds(opening, films, lengths, ffmpeg):
                write(samples)
        cues = captions_of(films, starts, fps)
        parts = Parts(
            pieces=pieces,
            sound=sound,
            srt=to_srt(cues),
            title=opening.title,
            credits=(),
            chapters=(
                Chapter(opening.title, 0, starts[0]),
                *(
                    Chapter(film.chapter, start, start + film.n_frames)
                    for film, start in zip(films, starts, strict=False)
                ),
            ),
            fps=fps,
        )
        join(parts, path, ffmpeg)
    verify(path, parts.n_frames, fps, ffmpeg)
    return cues


def captions_of(films: Sequence[StoryFilm], starts: Sequence[int], fps: int) -> tuple[Cue, ...]:
    """Gather the captions of films that start at given frames of the whole."""
    return tuple(
        cue
        for film, start in zip(films, starts, strict=False)
        for cue in shift(
            read_vtt(film.vtt.read_text("utf-8")),
            round(start * 1000 / fps),
            until_ms=round((start + film.n_frames) * 1000 / fps),
        )
    )


def _sounds(
    opening: Opening, films: Sequence[StoryFilm], lengths: Sequence[int], ffmpeg: Ffmpeg
) -> Iterator[Samples]:
    """Give the sound of the opening and of each film, (n, 2), each exactly as long as its picture."""
    yield mix([], opening.music, lengths[0], ffmpeg)
    for film, length in zip(films, lengths[1:], strict=True):
        samples = decode(film.path, ffmpeg, rate_hz=RATE_HZ, channels=2).samples[:length]
        yield np.pad(samples, ((0, length - len(samples)), (0, 0)))


def _film_opening(opening: Opening, size: tuple[int, int], fps: int, folder: Path, ffmpeg: Ffmpeg) -> Piece:
    """Encode the card in a folder of its own: names of children have no place in a cache of no run."""
    timeline = Timeline(fps, 0, (Shot("title", 0, 0, opening.n_frames, 0),))
    path = card_path(closer=True, n_frames=opening.n_frames)
    picture = ShotPicture("opening", still_picture(lambda: opening.paint(card_size(size))), path)
    segments = plan(timeline, [picture], size=size, encoder="")
    store = MediaStore(folder)
    shown = Pictures([picture], size, Transition(Style.STORYBOOK, size))
    Encoder(store, EncoderSettings(), size, fps).make_missing(segments, shown, lambda _: None)
    pieces = [Piece(store.path(piece(segment)), segment.n_frames) for segment in segments]
    return join_pictures(pieces, fps, folder / "opening.mp4", ffmpeg)


def _check_encoder(card: Piece, films: Sequence[StoryFilm], ffmpeg: Ffmpeg) -> None:
    ours = picture_header(card.path, ffmpeg)
    if odd := [film.run_id for film in films if picture_header(film.path, ffmpeg) != ours]:
        raise RequestError(
            f"the film of {', '.join(odd)} was encoded by another encoder or with other settings than this "
            "program has now, and cannot be joined as it is: make it again with the same options"
        )


def _shape(size: tuple[int, int], fps: int) -> str:
    return f"{size[0]} x {size[1]} px at {fps} fps"
