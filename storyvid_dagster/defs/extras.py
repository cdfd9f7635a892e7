"""What may be made beside the film: assets of their own, made only when somebody asks."""

from datetime import date

import dagster as dg

from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.manifest import Manifest
from storyvid_dagster.core.results import AudioResult, Extras, ImageResult, VideoResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.defs import metadata
from storyvid_dagster.defs.assets import OWNERS
from storyvid_dagster.defs.failures import POLITE_RETRIES, permanent_failures
from storyvid_dagster.defs.lineage import materialized
from storyvid_dagster.defs.partitions import runs
from storyvid_dagster.defs.resources import FilmResource
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.stages.extras import (
    bind,
    make_contact_sheet,
    make_manifest,
    make_picture_book,
    make_poster,
    make_read_along,
    make_teaser,
)

GROUP = "extras"


@dg.asset(
    partitions_def=runs, group_name=GROUP, owners=OWNERS, kinds={"mp4", "ffmpeg"}, code_version="1",
    retry_policy=POLITE_RETRIES,
)  # fmt: skip
def teaser(
    story_video: VideoResult,
    narration: AudioResult,
    media: dg.ResourceParam[MediaStore],
    ffmpeg: dg.ResourceParam[Ffmpeg],
    film: FilmResource,
) -> dg.MaterializeResult[Extras]:
    """A few silent seconds for a message or a page: `extras/{run_id}_teaser.mp4` and `.webp`."""
    with permanent_failures():
        made = make_teaser(story_video, narration, store=media, ffmpeg=ffmpeg)
    return materialized(made, metadata.of_extras(made, film.media_url))


@dg.asset(
    partitions_def=runs, group_name=GROUP, owners=OWNERS, kinds={"image"}, code_version="1",
    retry_policy=POLITE_RETRIES,
)  # fmt: skip
def contact_sheet(
    scene_images: ImageResult,
    story_script: StoryScript,
    media: dg.ResourceParam[MediaStore],
    film: FilmResource,
) -> dg.MaterializeResult[Extras]:
    """All scenes with their words on one sheet: `extras/{run_id}_contact_sheet.jpg`."""
    with permanent_failures():
        made = make_contact_sheet(scene_images, story_script, store=media)
    return materialized(made, metadata.of_extras(made, film.media_url))


@dg.asset(
    partitions_def=runs, group_name=GROUP, owners=OWNERS, kinds={"image"}, code_version="1",
    retry_policy=POLITE_RETRIES,
)  # fmt: skip
def poster(
    scene_images: ImageResult,
    story_script: StoryScript,
    drawing_analysis: DrawingAnalysis,
    media: dg.ResourceParam[MediaStore],
    film: FilmResource,
) -> dg.MaterializeResult[Extras]:
    """A scene with the title over it, for the wall: `extras/{run_id}_poster.png`."""
    with permanent_failures():
        made = make_poster(scene_images, story_script, drawing_analysis, store=media)
    return materialized(made, metadata.of_extras(made, film.media_url))


@dg.asset(
    partitions_def=runs, group_name=GROUP, owners=OWNERS, kinds={"pdf"}, code_version="1",
    retry_policy=POLITE_RETRIES,
)  # fmt: skip
def picture_book(
    drawing_analysis: DrawingAnalysis,
    story_script: StoryScript,
    scene_images: ImageResult,
    narration: AudioResult,
    media: dg.ResourceParam[MediaStore],
    film: FilmResource,
) -> dg.MaterializeResult[Extras]:
    """A book to print and fold: `extras/{run_id}_book_a5.pdf` and `_book_letter.pdf`."""
    with permanent_failures():
        book = bind(drawing_analysis, story_script, scene_images, narration, date.today(), store=media)
        made = make_picture_book(book, store=media)
    return materialized(made, metadata.of_extras(made, film.media_url))


@dg.asset(
    partitions_def=runs, group_name=GROUP, owners=OWNERS, kinds={"epub"}, code_version="1",
    retry_policy=POLITE_RETRIES,
)  # fmt: skip
def read_along(
    drawing_analysis: DrawingAnalysis,
    story_script: StoryScript,
    scene_images: ImageResult,
    narration: AudioResult,
    media: dg.ResourceParam[MediaStore],
    film: FilmResource,
) -> dg.MaterializeResult[Extras]:
    """A book that reads itself aloud, for tablets: `extras/{run_id}_read_along.epub`."""
    with permanent_failures():
        book = bind(drawing_analysis, story_script, scene_images, narration, date.today(), store=media)
        made = make_read_along(book, store=media)
    return materialized(made, metadata.of_extras(made, film.media_url))


@dg.asset(
    partitions_def=runs, group_name=GROUP, owners=OWNERS, kinds={"json"}, code_version="1",
    deps=[teaser, contact_sheet, poster, picture_book, read_along], retry_policy=POLITE_RETRIES,
)  # fmt: skip
def manifest(
    drawing_analysis: DrawingAnalysis,
    story_script: StoryScript,
    scene_images: ImageResult,
    narration: AudioResult,
    story_video: VideoResult,
    media: dg.ResourceParam[MediaStore],
) -> dg.MaterializeResult[Manifest]:
    """Every file with its hash, maker and licence: `extras/{run_id}_manifest.json`."""
    with permanent_failures():
        made = make_manifest(
            drawing_analysis, story_script, scene_images, narration, story_video, store=media
        )
    return materialized(made, metadata.of_manifest(made))


ALL = [teaser, contact_sheet, poster, picture_book, read_along, manifest]
