"""The five stages as assets: a few lines around a plain function each.

All do what was asked with the drawing, so all depend on it: with another style asked for, all are stale.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import dagster as dg

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import Drawing, DrawingAnalysis
from storyvid_dagster.core.options import parse_request
from storyvid_dagster.core.results import AudioResult, ImageResult, VideoResult
from storyvid_dagster.core.room import story_bytes
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.defs import metadata
from storyvid_dagster.defs.code_versions import CODE_VERSIONS
from storyvid_dagster.defs.drawing_config import DrawingConfig
from storyvid_dagster.defs.failures import POLITE_RETRIES, permanent_failures
from storyvid_dagster.defs.lineage import materialized
from storyvid_dagster.defs.metadata import RunPreviews
from storyvid_dagster.defs.partitions import runs
from storyvid_dagster.defs.resources import FilmResource
from storyvid_dagster.errors import StoryvidError, all_told
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.intake.inbox import Inbox, load_upload
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.ports import Providers
from storyvid_dagster.stages.analyze_drawing import analyze_drawing, import_drawing
from storyvid_dagster.stages.approval import is_approved
from storyvid_dagster.stages.assemble_video import assemble_video
from storyvid_dagster.stages.edits import edits_of, find_edits
from storyvid_dagster.stages.fallback import try_in_order
from storyvid_dagster.stages.generate_audio import generate_audio
from storyvid_dagster.stages.generate_images import generate_images
from storyvid_dagster.stages.generate_story import generate_story, retell_story

GROUP = "storyvid"
OWNERS = ["team:storyvid"]

_OTHER_STORY = "what was changed by hand belongs to another story, and is not in this one"

Painted = dg.MaterializeResult[ImageResult]
Narrated = dg.MaterializeResult[AudioResult]


@dg.asset(
    partitions_def=runs, group_name=GROUP, owners=OWNERS, kinds={"image"},
    code_version=CODE_VERSIONS["drawing"], retry_policy=POLITE_RETRIES,
)  # fmt: skip
def drawing(
    context: dg.AssetExecutionContext,
    config: DrawingConfig,
    inbox: dg.ResourceParam[Inbox],
    media: dg.ResourceParam[MediaStore],
    film: FilmResource,
) -> dg.MaterializeResult[Drawing]:
    """The child's drawing, upright, with what was asked of the story."""
    run_id = context.partition_key
    showcase = RunPreviews(run_id, media, film.media_url)
    with permanent_failures():
        names.check_run_id(run_id)
        _take_config(run_id, config, inbox)
        upload, data = load_upload(inbox, run_id)
        if not media.exists(names.film(run_id)):  # else most of it is there
            media.require_room(story_bytes(upload.request, film.height_px), f"run {run_id}: the story")
        made = import_drawing(upload, data, store=media, max_pixels=inbox.limits.max_pixels)
        return materialized(made, metadata.of_drawing(made, showcase))


def _take_config(run_id: str, config: DrawingConfig, inbox: Inbox) -> None:
    """Make what the launchpad gives the upload of this run, over what was uploaded before."""
    options = config.options()
    if config.path is None and not options:
        return
    if config.path is not None:
        source = Path(config.path)
        name = source.name
    else:
        upload, _ = load_upload(inbox, run_id)
        source, name = inbox.store.path(upload.original.key), upload.source_name
    known = inbox.find(run_id)
    before = known.request.model_dump(mode="json") if known else {}
    inbox.adopt(run_id, source, parse_request({**before, **options}), name=name)


@dg.asset(
    partitions_def=runs, group_name=GROUP, owners=OWNERS, kinds={"image", "json"},
    code_version=CODE_VERSIONS["drawing_analysis"], retry_policy=POLITE_RETRIES,
)  # fmt: skip
def drawing_analysis(
    drawing: Drawing,
    providers: dg.ResourceParam[Providers],
    media: dg.ResourceParam[MediaStore],
    film: FilmResource,
) -> dg.MaterializeResult[DrawingAnalysis]:
    """The drawing judged, the page cleaned, the figures cut out, and what is in the picture."""
    showcase = RunPreviews(drawing.run_id, media, film.media_url)
    with permanent_failures():
        moderator = providers.moderator(drawing.request)
        made = try_in_order(
            providers.readers(drawing.request),
            lambda reader, notes: analyze_drawing(
                drawing, reader=reader, moderator=moderator, store=media, notes=notes
            ),
            f"run {drawing.run_id}: the drawing is read",
        )
        return materialized(made, metadata.of_analysis(made, showcase))


@dg.asset(
    partitions_def=runs, group_name=GROUP, owners=OWNERS, kinds={"json"}, deps=[drawing],
    code_version=CODE_VERSIONS["story_script"], retry_policy=POLITE_RETRIES,
)  # fmt: skip
def story_script(
    context: dg.AssetExecutionContext,
    drawing_analysis: DrawingAnalysis,
    providers: dg.ResourceParam[Providers],
    media: dg.ResourceParam[MediaStore],
    film: FilmResource,
) -> dg.MaterializeResult[StoryScript]:
    """The story: a title and its scenes, fit for the child's age, with what a person changed in it."""
    request = drawing_analysis.request
    showcase = RunPreviews(drawing_analysis.run_id, media, film.media_url)
    with permanent_failures():
        moderator = providers.moderator(request)
        if edits := edits_of(drawing_analysis, media):
            made = retell_story(edits, drawing_analysis, moderator=moderator)
        else:
            lost = (_OTHER_STORY,) if find_edits(drawing_analysis.run_id, media) else ()
            made = try_in_order(
                providers.writers(request),
                lambda writer, notes: generate_story(
                    drawing_analysis, writer=writer, moderator=moderator, notes=(*notes, *lost)
                ),
                f"run {drawing_analysis.run_id}: the story is written",
            )
        context.instance.add_run_tags(
            context.run.run_id, metadata.run_tags(made, request, says_name=film.tag_child_name)
        )
        return materialized(made, metadata.of_story(made, showcase))


@dg.multi_asset(
    name="pictures_and_narration",
    outs={
        "scene_images": dg.AssetOut(
            dagster_type=ImageResult, is_required=False, group_name=GROUP, owners=OWNERS, kinds={"png"},
            code_version=CODE_VERSIONS["scene_images"],
            description="One picture a scene: `images/{run_id}_scene_N.png`.",
        ),
        "narration": dg.AssetOut(
            dagster_type=AudioResult, is_required=False, group_name=GROUP, owners=OWNERS, kinds={"mp3"},
            code_version=CODE_VERSIONS["narration"],
            description="One narration a scene: `audio/{run_id}_scene_N.mp3`.",
        ),
    },
    partitions_def=runs, deps=[drawing], can_subset=True, retry_policy=POLITE_RETRIES,
)  # fmt: skip
def pictures_and_narration(
    context: dg.AssetExecutionContext,
    story_script: StoryScript,
    drawing_analysis: DrawingAnalysis,
    providers: dg.ResourceParam[Providers],
    media: dg.ResourceParam[MediaStore],
    ffmpeg: dg.ResourceParam[Ffmpeg],
    film: FilmResource,
) -> Iterator[Painted | Narrated]:
    """Paint and narrate side by side; either can be asked for alone.

    Nothing is made of a script that waits for a person's yes, whoever asks for it.

    One step for both, because steps in one process run one after the other, and a process a step
    costs more than a whole small story.
    """
    run_id, request = context.partition_key, drawing_analysis.request
    if request.approve and not is_approved(story_script, media):
        context.log.info(f"run {run_id}: the script waits for a person's yes: `storyvid approve {run_id}`")
        return
    showcase = RunPreviews(run_id, media, film.media_url)

    def paint() -> Painted:
        moderator = providers.moderator(request)
        made = try_in_order(
            providers.painters(request),
            lambda painter, notes: generate_images(
                story_script, drawing_analysis, request.style, run_id,
                painter=painter, moderator=moderator, store=media, height_px=film.height_px, notes=notes,
            ),
            f"run {run_id}: the pictures are painted",
        )  # fmt: skip
        return materialized(made, metadata.of_images(made, showcase), asset="scene_images")

    def narrate() -> Narrated:
        made = try_in_order(
            providers.narrators(request),
            lambda narrator, notes: generate_audio(
                story_script, request.voice_type, run_id,
                narrator=narrator, store=media, ffmpeg=ffmpeg, notes=notes,
                child_name=request.child_name, say_name=request.say_name,
            ),
            f"run {run_id}: the story is read aloud",
        )  # fmt: skip
        return materialized(made, metadata.of_audio(made, film.media_url), asset="narration")

    work: dict[str, Callable[[], Painted | Narrated]] = {
        "scene_images": paint,
        "narration": narrate,
    }
    with permanent_failures(), ThreadPoolExecutor(len(work)) as pool:
        futures = [pool.submit(work[key.path[-1]]) for key in context.selected_asset_keys]
        failed: list[StoryvidError] = []
        for future in as_completed(futures):
            # What one of them made is kept and shown even when the other failed.
            try:
                yield future.result()
            except StoryvidError as error:
                failed.append(error)
        if failed:
            raise all_told(failed) from failed[0]


@dg.asset(
    partitions_def=runs, group_name=GROUP, owners=OWNERS, kinds={"mp4", "ffmpeg"}, deps=[drawing],
    code_version=CODE_VERSIONS["story_video"], retry_policy=POLITE_RETRIES,
)  # fmt: skip
def story_video(
    context: dg.AssetExecutionContext,
    scene_images: ImageResult,
    narration: AudioResult,
    story_script: StoryScript,
    drawing_analysis: DrawingAnalysis,
    media: dg.ResourceParam[MediaStore],
    ffmpeg: dg.ResourceParam[Ffmpeg],
    film: FilmResource,
) -> dg.MaterializeResult[VideoResult]:
    """The film with captions, chapters, music and poster: `videos/{run_id}_final.mp4`."""
    showcase = RunPreviews(context.partition_key, media, film.media_url)
    with permanent_failures():
        made = assemble_video(
            scene_images, narration, context.partition_key,
            story=story_script, drawing=drawing_analysis, store=media, ffmpeg=ffmpeg, fps=film.fps,
        )  # fmt: skip
        return materialized(made, metadata.of_video(made, showcase))


ALL = [drawing, drawing_analysis, story_script, pictures_and_narration, story_video]
