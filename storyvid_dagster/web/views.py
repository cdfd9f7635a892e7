"""A story as a page shows it and the API answers with it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal, TypeVar

from pydantic import BaseModel, Field

from storyvid_dagster.core import names
from storyvid_dagster.core.acting import Action
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.files import Document, MediaFile
from storyvid_dagster.core.kinds import Kind
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.results import AudioResult, Extras, ImageResult, VideoResult
from storyvid_dagster.core.story import Setting, StoryScript, TimeOfDay
from storyvid_dagster.defs.story_states import State, Story
from storyvid_dagster.errors import MediaError
from storyvid_dagster.media.documents import STAGES, load_document, read_document
from storyvid_dagster.media.server import PREFIX
from storyvid_dagster.ports import Store
from storyvid_dagster.stages.edits import EXTRAS, begin_edits, told_script
from storyvid_dagster.web.front import AT_WORK, Front
from storyvid_dagster.web.shares import Shares
from storyvid_dagster.web.watch import PREFIX as WATCH

D = TypeVar("D", bound=Document)


class StageView(BaseModel):
    """One step of a story's making."""

    asset: str = Field(description="Its name in Dagster")
    is_made: bool


class SceneView(BaseModel):
    """One scene, as far as it is made."""

    number: int
    text: str
    setting: Setting
    time_of_day: TimeOfDay
    action: Action | None = Field(default=None, description="What the hero was told to do by hand")
    picture_prompt: str | None = Field(
        description="What a vendor's painter was told; null where the embedded one painted"
    )
    picture: str | None = Field(description="Link to the PNG")
    before: str | None = Field(
        default=None, description="Link to the picture before a change that is not accepted yet"
    )
    is_changed: bool = Field(default=False, description="Whether a change waits to be accepted or undone")
    narration: str | None = Field(description="Link to the MP3")


class FigureView(BaseModel):
    """A figure of the drawing, and what it is taken for."""

    number: int = Field(description="As the option `figures` counts them; 1 is the hero")
    picture: str = Field(description="Link to the cut-out, a PNG with alpha")
    kind: str
    name: str | None = None
    guesses: tuple[Kind, ...] = Field(default=(), description="What else it may be, likeliest first")


class FileView(BaseModel):
    """A file to keep."""

    what: str
    link: str
    size_bytes: int


class ShareView(BaseModel):
    """A link that shows the film to whoever has it."""

    link: str = Field(description="Path on this server")
    until: datetime


class StoryView(BaseModel):
    """A story: how it stands, and links to all that is made of it."""

    run_id: str
    title: str = Field(description="Of the film; before there is one, the name of the drawing's file")
    state: State
    is_at_work: bool = Field(description="Whether it changes by itself")
    problem: str = Field(default="", description="Why its last run failed, in words for a person")
    stages: tuple[StageView, ...]
    figures: tuple[FigureView, ...]
    scenes: tuple[SceneView, ...]
    request: StoryRequest | None
    drawing: str | None = Field(description="Link to the page as drawn")
    film: str | None
    poster: str | None
    captions: str | None = Field(description="Link to the WebVTT captions")
    duration_s: float | None
    cost_usd: float
    files: tuple[FileView, ...]
    share: ShareView | None = None


class StoryLine(BaseModel):
    """A story in a list."""

    run_id: str
    title: str
    state: State
    poster: str | None
    duration_s: float | None
    cost_usd: float


class StoryPage(BaseModel):
    """A page of the list of stories, the newest first."""

    stories: tuple[StoryLine, ...]
    total: int
    offset: int
    next: str | None = Field(description="Link to the next page")


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str


def view_of(front: Front, run_id: str) -> StoryView:
    """Read all there is to show of a story.

    Raises:
        NoSuchStory: There is none.
    """
    story = front.story(run_id)
    store = front.inbox.store
    upload = _readable(front, run_id)
    video = _document(VideoResult, run_id, store)
    return StoryView(
        run_id=run_id,
        title=_told_title(run_id, store) or story.title or run_id,
        state=story.state,
        is_at_work=story.state in AT_WORK,
        problem=front.orchestrator.why_failed(story) if story.state is State.FAILED else "",
        stages=tuple(StageView(asset=asset, is_made=asset not in story.unmade) for asset in STAGES),
        figures=tuple(_figures(run_id, store)),
        scenes=tuple(_scenes(run_id, store)),
        request=upload,
        drawing=_link_if_there(names.page(run_id), store) or _link_if_there(names.drawing(run_id), store),
        film=video and link(video.video),
        poster=video and link(video.thumbnail),
        captions=video and link(video.vtt),
        duration_s=video and video.duration_s,
        cost_usd=story.usd,
        files=tuple(_files(run_id, video, store)),
        share=_share(run_id, store),
    )


def line_of(story: Story, store: Store) -> StoryLine:
    """Give what a list shows of a story."""
    shown = (names.thumbnail(story.run_id), names.page(story.run_id), names.drawing(story.run_id))
    return StoryLine(
        run_id=story.run_id,
        title=story.title or story.run_id,
        state=story.state,
        poster=next(filter(None, (_link_if_there(key, store) for key in shown)), None),
        duration_s=story.film_s,
        cost_usd=story.usd,
    )


def seconds_by_stage(stories: Iterable[Story], store: Store) -> dict[str, list[float]]:
    """Give how long the work on each stage took, a number a story: all calls of a stage together."""
    found = dict[str, list[float]]()
    for story in stories:
        for stage, kind in STAGES.items():
            document = None if stage in story.unmade else _document(kind, story.run_id, store)
            match document:
                case DrawingAnalysis() | StoryScript() | VideoResult():
                    makers = [document.made_by]
                case ImageResult():
                    makers = [image.made_by for image in document.images]
                case AudioResult():
                    makers = [clip.made_by for clip in document.clips]
                case _:
                    continue
            found.setdefault(stage, []).append(sum(made_by.seconds for made_by in makers))
    return found


def link(file: MediaFile) -> str:
    """Give the path of a file on this server; another content has another one, so caches need not ask."""
    return f"{PREFIX}/{file.key}?v={file.sha256[:12]}"


def _link_if_there(key: str, store: Store) -> str | None:
    size_bytes = store.size_bytes(key)
    return None if size_bytes is None else f"{PREFIX}/{key}?v={size_bytes}"


def _readable(front: Front, run_id: str) -> StoryRequest | None:
    try:
        upload = front.inbox.find(run_id)
    except MediaError:
        return None
    return upload and upload.request


def _document(kind: type[D], run_id: str, store: Store) -> D | None:
    """Read a document; one that is not there yet, or of other code, is nothing to show."""
    try:
        return read_document(kind, run_id, store)
    except MediaError:
        return None


def _told_title(run_id: str, store: Store) -> str | None:
    try:
        return told_script(run_id, store).title
    except MediaError:
        return None


def _figures(run_id: str, store: Store) -> Iterator[FigureView]:
    analysis = _document(DrawingAnalysis, run_id, store)
    for figure in analysis.figures if analysis else ():
        yield FigureView(
            number=figure.told_as,
            picture=link(figure.file),
            kind=figure.kind,
            name=figure.name,
            guesses=tuple(guess.kind for guess in figure.guesses),
        )


def _scenes(run_id: str, store: Store) -> Iterator[SceneView]:
    """Give the scenes as they are told with every change, and what is made of them so far."""
    try:
        script, edits = told_script(run_id, store), begin_edits(run_id, store)
    except MediaError:
        return
    images = _document(ImageResult, run_id, store)
    audio = _document(AudioResult, run_id, store)
    painted = {image.scene: image.file for image in images.images} if images else {}
    clips = {clip.scene: link(clip.file) for clip in audio.clips} if audio else {}
    is_prompted = images and images.images[0].made_by.provider != "embedded"
    changed = {edit.scene for edit in edits.before}
    for scene, written in zip(script.scenes, edits.order, strict=True):
        number = scene.number
        yield SceneView(
            number=number,
            text=scene.text,
            setting=scene.setting,
            time_of_day=scene.time_of_day,
            action=edits.edit_of(written).action,
            picture_prompt=scene.picture_prompt if is_prompted else None,
            picture=link(painted[number])
            if number in painted
            else _link_if_there(names.scene_image(run_id, number), store),
            before=_before(run_id, number, painted.get(number), store) if written in changed else None,
            is_changed=written in changed,
            narration=clips.get(number) or _link_if_there(names.scene_audio(run_id, number), store),
        )


def _before(run_id: str, number: int, painted: MediaFile | None, store: Store) -> str | None:
    """Give a link to the picture that a scene had before its change, where it looks another way now."""
    key = names.scene_part(run_id, number, "before")
    if painted is None or not store.exists(key):
        return None
    kept = store.describe(key)
    return None if kept.sha256 == painted.sha256 else link(kept)


def _share(run_id: str, store: Store) -> ShareView | None:
    share = Shares(store).of(run_id)
    return share and ShareView(link=f"{WATCH}/{share.token}", until=share.until)


def _files(run_id: str, video: VideoResult | None, store: Store) -> Iterator[FileView]:
    if video:
        for what, file in (("film", video.video), ("captions", video.srt)):
            yield FileView(what=what, link=link(file), size_bytes=file.size_bytes)
    for asset in EXTRAS:
        key = names.document(run_id, asset)
        if store.exists(key):
            for file in load_document(Extras, key, store).files:
                yield FileView(what=asset, link=link(file), size_bytes=file.size_bytes)
