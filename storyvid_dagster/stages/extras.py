"""What can be made of a finished story beside the film: teaser, poster, contact sheet, manifest."""

import time
from collections.abc import Sequence

from storyvid_dagster.core import manifest, names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.files import MadeBy, MediaFile
from storyvid_dagster.core.manifest import Manifest, Part
from storyvid_dagster.core.results import AudioResult, Extras, ImageResult, VideoResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.core.timeline import lay_out
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.render.ffmpeg import Ffmpeg
from storyvid_dagster.render.sheet import lay_sheet, set_poster
from storyvid_dagster.render.teaser import moments, write_animated, write_teaser

_STAGES = {
    "drawings": "drawing_analysis",
    "images": "scene_images",
    "audio": "narration",
    "videos": "story_video",
    "extras": "extras",
}


def make_teaser(video: VideoResult, audio: AudioResult, *, store: MediaStore, ffmpeg: Ffmpeg) -> Extras:
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


def make_contact_sheet(images: ImageResult, story: StoryScript, *, store: MediaStore) -> Extras:
    """Lay all scenes with their words on one sheet: `extras/{run_id}_contact_sheet.jpg`."""
    started_s = time.monotonic()
    pictures = [store.open_checked(image.file) for image in images.images]
    sheet = lay_sheet(story.title, pictures, [scene.text for scene in story.scenes])
    file = store.put(names.extra(images.run_id, "contact_sheet", "jpg"), sheet)
    return _extras(images.run_id, [file], "contact sheet 1", started_s)


def make_poster(
    images: ImageResult, story: StoryScript, drawing: DrawingAnalysis, *, store: MediaStore
) -> Extras:
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
    store: MediaStore,
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
    told = manifest.manifest(video.run_id, story.title, video.duration_s, parts)
    store.put(name, told.model_dump_json(indent=2).encode())
    return told


def _extras(run_id: str, files: Sequence[MediaFile], model: str, started_s: float) -> Extras:
    made_by = MadeBy(provider="storyvid", model=model, seconds=round(time.monotonic() - started_s, 3))
    return Extras(run_id=run_id, files=tuple(files), made_by=made_by)
