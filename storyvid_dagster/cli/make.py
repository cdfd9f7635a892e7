"""`storyvid make`: a drawing through the upload folder and a real Dagster run to a film."""

import json
import logging
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
from rich.console import Console
from rich.markup import escape

from storyvid_dagster.cli.cache import prune_after_story
from storyvid_dagster.cli.columns import print_rows
from storyvid_dagster.cli.progress import STAGES, ProgressDisplay
from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.results import AudioResult, ImageResult, VideoResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.definitions import build
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.launch import Outcome, run_story
from storyvid_dagster.defs.partitions import RUN_ID
from storyvid_dagster.defs.resources import inbox_resource
from storyvid_dagster.errors import ApprovalAwaited, RequestError, StoryvidError
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.intake.uploads import Upload
from storyvid_dagster.media.documents import read_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.settings import Settings
from storyvid_dagster.stages.approval import waits_for_approval


@dataclass(frozen=True)
class MadeFilm:
    """The documents of a finished story."""

    outcome: Outcome
    seconds: float
    analysis: DrawingAnalysis
    story: StoryScript
    images: ImageResult
    audio: AudioResult
    video: VideoResult

    @property
    def other_s(self) -> float:
        """What was neither of the stages: Dagster's start, the checks, its records."""
        return max(0.0, self.seconds - self.outcome.working_s)

    @property
    def makers(self) -> list[MadeBy]:
        """Everyone who worked on it."""
        pictures = [image.made_by for image in self.images.images]
        clips = [clip.made_by for clip in self.audio.clips]
        return [self.analysis.made_by, self.story.made_by, *pictures, *clips, self.video.made_by]

    @property
    def cost_usd(self) -> float:
        """What was paid for it this time."""
        return sum(maker.cost_usd for maker in self.makers)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should be told, each thing once."""
        return tuple(dict.fromkeys(note for maker in self.makers for note in maker.notes))


def make_film(settings: Settings, drawing: Path, options: Mapping[str, Any], *, as_json: bool) -> None:
    """Make a film of `drawing` and print where it is.

    Raises:
        StoryvidError: The film was not made, or is not right; the text says why.
    """
    console = Console(stderr=as_json)
    inbox = inbox_resource(settings).open()
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    with open_instance(settings.dagster_home) as instance:
        started_s = time.monotonic()
        upload = claim(instance, inbox, drawing, options)
        console.print(f"[bold]{upload.run_id}[/]  {drawing.name}", highlight=False)
        with ProgressDisplay(console):
            finished = make_story(build(settings), instance, inbox, upload, started_s)
    report(finished, inbox.store, console)
    prune_after_story(settings, console)
    if as_json:
        sys.stdout.write(json.dumps(summary(finished, inbox.store)) + "\n")


def claim(instance: dg.DagsterInstance, inbox: Inbox, drawing: Path, options: Mapping[str, Any]) -> Upload:
    """Take a drawing for this process to make: the sensor leaves it alone.

    Raises:
        RequestError: There is no such file, or an option cannot be understood.
        DrawingRejected: It is not a drawing.
    """
    with inbox.lock():
        taken = set(instance.get_dynamic_partitions(RUN_ID))
        upload = drop(inbox, drawing, options, taken)
        instance.add_dynamic_partitions(RUN_ID, [upload.run_id])
        inbox.started(upload.run_id)
    return upload


def make_story(
    definitions: dg.Definitions, instance: dg.DagsterInstance, inbox: Inbox, upload: Upload, started_s: float
) -> MadeFilm:
    """Make every asset of a claimed drawing; `started_s` is when its seconds begin, of `time.monotonic`.

    Raises:
        StoryvidError: The film was not made, or is not right; the text says why.
    """
    outcome = run_story(definitions, instance, upload)
    return finished_or_told(outcome, inbox.store, upload.run_id, started_s)


def finished_or_told(outcome: Outcome, store: MediaStore, run_id: str, started_s: float) -> MadeFilm:
    """Give what was made.

    Raises:
        StoryvidError: The film was not made, or is not right; the text says why.
    """
    if not outcome.succeeded:
        named = f"run {run_id}: "
        problems = [problem.removeprefix(named) for problem in outcome.problems]
        raise StoryvidError(named + "; ".join(problems or ["it did not finish"]))
    if waits_for_approval(run_id, store):
        script = store.place(names.document(run_id, "story_script"))
        raise ApprovalAwaited(
            f"run {run_id}: the script is in {script}: read it, then `storyvid approve {run_id}` films it"
        )
    return load(run_id, store, outcome, time.monotonic() - started_s)


def drop(inbox: Inbox, drawing: Path, options: Mapping[str, Any], taken: set[str]) -> Upload:
    """Put a drawing with its options into the upload folder and claim it; the caller holds the lock.

    Raises:
        RequestError: There is no such file, or an option cannot be understood.
        DrawingRejected: It is not a drawing.
    """
    if not drawing.is_file():
        raise RequestError(f"there is no drawing {drawing}")
    asked = dict(options)
    if asked.get("music") not in {None, "auto", "none"}:
        asked["music"] = str(Path(asked["music"]).expanduser().absolute())
    with drawing.open("rb") as opened:
        return inbox.drop(opened, drawing.name, asked, taken=taken, music_anywhere=True)


def load(run_id: str, store: MediaStore, outcome: Outcome, seconds: float) -> MadeFilm:
    """Read the documents of a story."""
    return MadeFilm(
        outcome,
        seconds,
        read_document(DrawingAnalysis, run_id, store),
        read_document(StoryScript, run_id, store),
        read_document(ImageResult, run_id, store),
        read_document(AudioResult, run_id, store),
        read_document(VideoResult, run_id, store),
    )


def summary(finished: MadeFilm, store: MediaStore) -> dict[str, Any]:
    """Give what `--json` prints; paths are absolute, times in seconds."""

    def path(key: str) -> str:
        return store.place(key)

    video = finished.video
    return {
        "run_id": video.run_id,
        "title": video.title,
        "video": path(video.video.key),
        "thumbnail": path(video.thumbnail.key),
        "captions": {"srt": path(video.srt.key), "vtt": path(video.vtt.key)},
        "images": [path(image.file.key) for image in finished.images.images],
        "audio": [path(clip.file.key) for clip in finished.audio.clips],
        "duration_s": round(video.duration_s, 3),
        "seconds": {
            **finished.outcome.seconds,
            "other": round(finished.other_s, 2),
            "total": round(finished.seconds, 2),
        },
        "provider": {
            "drawing_analysis": finished.analysis.made_by.provider,
            "story_script": finished.story.made_by.provider,
            "scene_images": finished.images.images[0].made_by.provider,
            "narration": finished.audio.clips[0].made_by.provider,
            "story_video": video.made_by.provider,
        },
        "cost_usd": round(finished.cost_usd, 4),
        "notes": list(finished.notes),
        "dagster_run_id": finished.outcome.dagster_run_id,
    }


def report(finished: MadeFilm, store: MediaStore, console: Console) -> None:
    """Print the files of a story, the film last."""
    video = finished.video

    def place(key: str) -> str:
        return escape(store.place(key))

    def folder(key: str) -> str:
        return place(key.rpartition("/")[0])

    rows = [
        ("run_id", video.run_id),
        ("story", f"“{escape(video.title)}”, {len(finished.story.scenes)} scenes, {video.duration_s:.0f} s"),
        ("pictures", folder(finished.images.images[0].file.key)),
        ("narration", folder(finished.audio.clips[0].file.key)),
        ("captions", f"{place(video.srt.key)}, .vtt"),
        ("poster", place(video.thumbnail.key)),
        ("film", f"[bold green]{place(video.video.key)}[/]"),
    ]
    if finished.cost_usd:
        rows.append(("cost", f"${finished.cost_usd:.2f}; `storyvid cost {video.run_id}` lists the calls"))
    rows += [("note", escape(note)) for note in finished.notes]
    print_rows(console, rows)
    stages = [f"{STAGES[name]} {took_s:.0f}" for name, took_s in finished.outcome.seconds.items()]
    console.print(
        f"made in {finished.seconds:.0f} s: {', '.join(stages)} (pictures beside narration),"
        f" Dagster and checks {finished.other_s:.0f}",
        highlight=False,
        soft_wrap=True,
    )
