"""What can be made of a finished story beside the film: books, teaser, poster, contact sheet, manifest."""

import time
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from storyvid_dagster.books.book import Book, Spread
from storyvid_dagster.books.picture_book import Paper, write_pdf
from storyvid_dagster.books.read_along import write_epub
from storyvid_dagster.core import manifest, names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.files import MadeBy, MediaFile
from storyvid_dagster.core.manifest import Manifest, Part
from storyvid_dagster.core.results import AudioResult, Extras, ImageResult, VideoResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.core.timeline import lay_out
from storyvid_dagster.errors import RequestError
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.ports import Store
from storyvid_dagster.render.contact_sheet import lay_sheet, set_poster
from storyvid_dagster.render.preview import render_preview
from storyvid_dagster.render.teaser import moments, write_animated, write_teaser
from storyvid_dagster.stages.assemble_video import credits_of, lay_board, music_box_pulse

T = TypeVar("T")

_STAGES = {
    "drawings": "drawing_analysis",
    "images": "scene_images",
    "audio": "narration",
    "videos": "story_video",
    "extras": "extras",
}


def make_teaser(video: VideoResult, audio: AudioResult, *, store: Store, ffmpeg: Ffmpeg) -> Extras:
    """Cut a short film without sound, `extras/{run_id}_teaser.mp4` and `.webp`, out of the whole one.

    Raises:
        RenderError: ffmpeg failed, or the moving picture is above 3 MB in every size.
        MediaError: The film is missing or was changed.
    """
    started_s = time.monotonic()
    store.open_checked(video.video)
    film = store.path(video.video.key)
    shots = lay_out([clip.duration_s for clip in audio.clips], fps=video.fps).shots
    spans = moments([shot.start_frame / video.fps for shot in shots], video.duration_s)
    teaser, animated = (names.extra(video.run_id, "teaser", kind) for kind in ("mp4", "webp"))
    with store.writing(teaser) as path:
        write_teaser(film, spans, path, ffmpeg)
    with store.writing(animated) as path:
        write_animated(store.path(teaser), path, ffmpeg)
    files = [store.describe(key) for key in (teaser, animated)]
    return _extras(video.run_id, files, "teaser 1", started_s)


def make_preview(
    images: ImageResult,
    audio: AudioResult,
    story: StoryScript,
    drawing: DrawingAnalysis,
    scene: int | None = None,
    *,
    store: Store,
    ffmpeg: Ffmpeg,
) -> MediaFile:
    """Draw a quick look at the film, or at one scene of it: `extras/{run_id}_preview.mp4`.

    Raises:
        RequestError: There is no such scene.
        RenderError: ffmpeg failed.
        MediaError: A picture or clip is missing or was changed.
    """
    if scene is not None and not 1 <= scene <= len(story.scenes):
        raise RequestError(f"run {story.run_id} has scenes 1 to {len(story.scenes)}, and no scene {scene}")
    pulse = music_box_pulse(audio, story, drawing, fps=30)
    board = lay_board(images, audio, story, drawing, None, pulse, store=store, fps=30)
    key = names.extra(story.run_id, "preview", "mp4")
    with store.writing(key) as path:
        render_preview(board, path, store=store, ffmpeg=ffmpeg, scene=scene)
    return store.describe(key)


def make_contact_sheet(images: ImageResult, story: StoryScript, *, store: Store) -> Extras:
    """Lay all scenes with their words on one sheet: `extras/{run_id}_contact_sheet.jpg`."""
    started_s = time.monotonic()
    pictures = [store.open_checked(image.file) for image in images.images]
    sheet = lay_sheet(story.title, pictures, [scene.text for scene in story.scenes])
    file = store.put(names.extra(images.run_id, "contact_sheet", "jpg"), sheet)
    return _extras(images.run_id, [file], "contact sheet 1", started_s)


def make_picture_book(book: Book, *, store: Store) -> Extras:
    """Set a book to be printed, in both papers: `extras/{run_id}_book_a5.pdf` and `_letter.pdf`."""
    started_s = time.monotonic()
    files = [
        store.put(names.extra(book.run_id, f"book_{paper.name.lower()}", "pdf"), write_pdf(book, paper))
        for paper in Paper
    ]
    return _extras(book.run_id, files, "picture book 1", started_s)


def make_read_along(book: Book, *, store: Store) -> Extras:
    """Set a book that reads itself aloud, word by word: `extras/{run_id}_read_along.epub`."""
    started_s = time.monotonic()
    file = store.put(names.extra(book.run_id, "read_along", "epub"), write_epub(book))
    return _extras(book.run_id, [file], "read-along 1", started_s)


def bind(
    drawing: DrawingAnalysis,
    story: StoryScript,
    images: ImageResult,
    audio: AudioResult,
    made_on: date,
    *,
    store: Store,
) -> Book:
    """Gather all that a book of a story is made of.

    Raises:
        MediaError: A picture or clip is missing or was changed.
    """
    request = drawing.request
    pictures = [store.open_checked(image.file) for image in images.images]
    spreads = (
        Spread(scene.number, scene.text, picture, store.open_checked(clip.file), clip.duration_s, clip.words)
        for scene, picture, clip in zip(story.scenes, pictures, audio.clips, strict=True)
    )
    return Book(
        run_id=story.run_id,
        title=story.title,
        child_name=request.child_name,
        child_age=request.told_age,
        made_on=made_on,
        page_png=store.open_checked(drawing.page),
        cover_png=set_poster(_loveliest(pictures), story.title, request.child_name, images.style),
        spreads=tuple(spreads),
        credits=credits_of(drawing, story, images, audio),
    )


def make_poster(images: ImageResult, story: StoryScript, drawing: DrawingAnalysis, *, store: Store) -> Extras:
    """Set the title over the loveliest scene, for the wall: `extras/{run_id}_poster.png`."""
    started_s = time.monotonic()
    main = images.images[-2 if len(images.images) > 1 else -1]
    poster = set_poster(store.open_checked(main.file), story.title, drawing.request.child_name, images.style)
    file = store.put(names.extra(images.run_id, "poster", "png"), poster)
    return _extras(images.run_id, [file], "poster 1", started_s)


def make_manifest(
    drawing: DrawingAnalysis,
    story: StoryScript,
    images: ImageResult,
    audio: AudioResult,
    video: VideoResult,
    *,
    store: Store,
) -> Manifest:
    """List every file there is of a story, by who made it, and keep it as `extras/{run_id}_manifest.json`."""
    makers: dict[str, MadeBy] = {
        drawing.page.key: drawing.made_by,
        **{figure.file.key: drawing.made_by for figure in drawing.figures},
        **{image.file.key: image.made_by for image in images.images},
        **{clip.file.key: clip.made_by for clip in audio.clips},
        video.video.key: video.made_by,
    }
    name = names.extra(video.run_id, "manifest", "json")
    parts: list[Part] = []
    for key in sorted(store.of_run(video.run_id)):
        stage = _STAGES.get(key.partition("/")[0])
        if stage and key != name:
            parts.append(manifest.part(store.describe(key), stage, makers.get(key)))
    told = manifest.manifest(video.run_id, story.title, video.duration_s, parts, video.shots)
    store.put(name, told.model_dump_json(indent=2).encode())
    return told


def _loveliest(scenes: Sequence[T]) -> T:
    """The joy of a story comes just before its close, and all are in it."""
    return scenes[-2] if len(scenes) > 1 else scenes[-1]


def _extras(run_id: str, files: Sequence[MediaFile], model: str, started_s: float) -> Extras:
    made_by = MadeBy(provider="storyvid", model=model, seconds=round(time.monotonic() - started_s, 3))
    return Extras(run_id=run_id, files=tuple(files), made_by=made_by)
