"""Many finished stories in; one film and one book out."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from storyvid_dagster.audio.codec import RATE_HZ, Samples
from storyvid_dagster.audio.music import compose
from storyvid_dagster.books.anthology_book import write_anthology
from storyvid_dagster.books.book import Anthology, Book, Entry
from storyvid_dagster.books.picture_book import Paper
from storyvid_dagster.core import names
from storyvid_dagster.core.captions import to_srt, to_vtt
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.request import SoundMode, Theme
from storyvid_dagster.core.results import AnthologyResult, AudioResult, ImageResult, VideoResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.errors import RequestError, StoryvidError
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.images import write_png
from storyvid_dagster.media.documents import read_document
from storyvid_dagster.ports import Store
from storyvid_dagster.render.anthology_film import Opening, StoryFilm, check_alike, join_films, opening_frames
from storyvid_dagster.render.collage import Pinned, paint_collage
from storyvid_dagster.render.inspect import measure_film_sound
from storyvid_dagster.stages.extras import bind

MOST_TITLE_CHARS = 80
_WALL_PX = (2200, 1000)
"""Of the wall on the book's cover."""
_SEED = 5


@dataclass(frozen=True)
class Told:
    """The documents of a finished story: small, so those of a whole class may be in memory at once."""

    drawing: DrawingAnalysis
    story: StoryScript
    images: ImageResult
    audio: AudioResult
    video: VideoResult

    @property
    def run_id(self) -> str:
        """Whose documents they are."""
        return self.video.run_id

    @property
    def child_name(self) -> str | None:
        """Who drew it, if somebody said."""
        return self.drawing.request.child_name


def make_anthology(
    name: str, title: str, run_ids: Sequence[str], made_on: date, *, store: Store, ffmpeg: Ffmpeg
) -> AnthologyResult:
    """Join the films of many stories to one, and bind their books as one.

    Args:
        name: Of the files.
        title: Stands on the film and on the book.
        run_ids: Finished stories, in order; none: all there are, by the names of the children.
        made_on: Stands in the book.
        store: Has the stories, and gets `anthologies/{name}.mp4`, `.srt`, `.vtt` and `.pdf`.
        ffmpeg: Joins.

    Raises:
        RequestError: Name, title or a run_id cannot be taken as it is, or the films differ in shape.
        MediaError: A file of a story is missing or was changed.
        RenderError: ffmpeg failed, or the film is not what was planned.
    """
    names.check_anthology(name)
    _check_title(title)
    try:
        return _make(name, title, gather(run_ids, store), made_on, store, ffmpeg)
    except StoryvidError as error:
        raise type(error)(f"anthology {name}: {error}") from error


def gather(run_ids: Sequence[str], store: Store) -> list[Told]:
    """Read the documents of the stories asked for; of all finished ones when none is named.

    Raises:
        RequestError: One is unknown, not finished or named twice, or there is none at all.
    """
    if twice := sorted(run_id for run_id, times in Counter(run_ids).items() if times > 1):
        raise RequestError(f"{', '.join(twice)} is named twice: a story can be in it once")
    if run_ids:
        return [_read(run_id, store) for run_id in run_ids]
    found = [_read(run_id, store) for run_id in _finished(store)]
    if not found:
        raise RequestError("there is no finished story yet: `storyvid make DRAWING` makes one")
    return sorted(found, key=lambda told: ((told.child_name or "~").casefold(), told.story.title))


def _make(
    name: str, title: str, stories: Sequence[Told], made_on: date, store: Store, ffmpeg: Ffmpeg
) -> AnthologyResult:
    began_s = time.monotonic()
    films = [_film(told, store) for told in stories]
    check_alike(films)  # before a second is spent on any
    for told in stories:
        store.path_checked(told.video.video)
        store.path_checked(told.video.vtt)
    wall = [Pinned(told.run_id, store.path_checked(told.drawing.page), told.child_name) for told in stories]
    n_frames, fps = opening_frames(len(films), films[0].fps), films[0].fps
    opening = Opening(
        title, lambda size: paint_collage(title, wall, size), n_frames, _music(stories, n_frames / fps)
    )
    film = names.anthology(name, "mp4")
    with store.writing(film) as path:
        cues = join_films(opening, films, path, ffmpeg)
        loudness_lufs, true_peak_dbtp = measure_film_sound(path, ffmpeg)
    book = Anthology(
        title=title,
        made_on=made_on,
        wall_png=write_png(paint_collage("", wall, _WALL_PX)),
        entries=tuple(Entry(told.story.title, told.child_name, len(told.story.scenes)) for told in stories),
    )
    pdf = write_anthology(book, _books(stories, made_on, store), Paper.A5)
    n_frames += sum(each.n_frames for each in films)
    return AnthologyResult(
        name=name,
        title=title,
        run_ids=tuple(told.run_id for told in stories),
        film=store.describe(film),
        srt=store.put(names.anthology(name, "srt"), to_srt(cues).encode()),
        vtt=store.put(names.anthology(name, "vtt"), to_vtt(cues).encode()),
        book=store.put(names.anthology(name, "pdf"), pdf),
        width_px=films[0].size[0],
        height_px=films[0].size[1],
        fps=fps,
        n_frames=n_frames,
        duration_s=n_frames / fps,
        loudness_lufs=loudness_lufs,
        true_peak_dbtp=true_peak_dbtp,
        made_by=MadeBy(
            provider="storyvid", model="anthology 1", seconds=round(time.monotonic() - began_s, 3)
        ),
    )


def _film(told: Told, store: Store) -> StoryFilm:
    video = told.video
    return StoryFilm(
        run_id=told.run_id,
        title=told.story.title,
        child_name=told.child_name,
        path=store.path(video.video.key),
        vtt=store.path(video.vtt.key),
        size=(video.width_px, video.height_px),
        fps=video.fps,
        n_frames=video.n_frames,
    )


def _books(stories: Sequence[Told], made_on: date, store: Store) -> Iterator[Book]:
    for told in stories:
        yield bind(told.drawing, told.story, told.images, told.audio, made_on, store=store)


def _music(stories: Sequence[Told], duration_s: float) -> Samples | None:
    """Give the opening a music box, unless none of the stories has music."""
    asked = [told.drawing.request for told in stories]
    if all(request.music == "none" or request.sound is SoundMode.VOICE for request in asked):
        return None
    return compose(Theme.FRIENDSHIP, _SEED, duration_s, RATE_HZ)


def _check_title(title: str) -> None:
    if not title.strip() or not title.isprintable() or len(title) > MOST_TITLE_CHARS:
        raise RequestError(f"{title!r} cannot be a title: use one line of 1 to {MOST_TITLE_CHARS} characters")


def _finished(store: Store) -> list[str]:
    owners = {names.owner(key) for key in store.keys("documents")} - {None}
    return sorted(
        run_id for run_id in owners if run_id and store.exists(names.document(run_id, "story_video"))
    )


def _read(run_id: str, store: Store) -> Told:
    names.check_run_id(run_id)
    if not store.exists(names.document(run_id, "story_video")):
        if next(store.of_run(run_id), None) is None:
            raise RequestError(f"there is no story {run_id}: `storyvid status` lists them")
        raise RequestError(f"story {run_id} is not finished: `storyvid status {run_id}` says how far it is")

    return Told(
        read_document(DrawingAnalysis, run_id, store),
        read_document(StoryScript, run_id, store),
        read_document(ImageResult, run_id, store),
        read_document(AudioResult, run_id, store),
        read_document(VideoResult, run_id, store),
    )
