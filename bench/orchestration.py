"""What Dagster adds: a run of every asset against the stage functions called one after the other.

Run as `python -m bench.orchestration`. Both sides use the same instant doubles of the engines and make the
same small film, so that what remains is Dagster, its SQLite and the asset checks.
"""

import json
import logging
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import dagster as dg
import numpy as np

from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.defs import assets, checks
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.io_manager import DocumentIOManager
from storyvid_dagster.defs.jobs import make_story
from storyvid_dagster.defs.launch import run_story
from storyvid_dagster.defs.resources import FilmResource
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.intake.inbox import Inbox, load_upload
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.providers.fakes import (
    FakeModerator,
    FakeNarrator,
    FakePainter,
    FakeProviders,
    FakeReader,
    FakeWriter,
)
from storyvid_dagster.stages.analyze_drawing import analyze_drawing, import_drawing
from storyvid_dagster.stages.assemble_video import assemble_video
from storyvid_dagster.stages.generate_audio import generate_audio
from storyvid_dagster.stages.generate_images import generate_images
from storyvid_dagster.stages.generate_story import generate_story

ROUNDS = 5
HEIGHT_PX, FPS = 240, 12


@dataclass(frozen=True)
class Place:
    """A data folder with one claimed drawing, `pip`."""

    store: MediaStore
    inbox: Inbox
    ffmpeg: Ffmpeg


def measure() -> dict[str, float]:
    """Give the seconds that a Dagster run takes longer, as the median of rounds that take turns."""
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    extra_s: list[float] = []
    with (
        TemporaryDirectory(prefix="storyvid-bench-") as folder,
        open_instance(Path(folder, "dagster")) as instance,
    ):
        for number in range(ROUNDS):
            plain, orchestrated = (_place(Path(folder, f"{kind}-{number}")) for kind in ("plain", "dagster"))
            plain_s = _timed(lambda slot=plain: _call_stages(slot))
            dagster_s = _timed(lambda slot=orchestrated: _run(slot, instance))
            extra_s.append(dagster_s - plain_s)
    return {"dagster_overhead_s": statistics.median(extra_s)}


def _place(folder: Path) -> Place:
    page = np.full((480, 640, 3), 250, np.uint8)
    cv2.circle(page, (320, 240), 120, (40, 120, 240), -1, cv2.LINE_AA)
    picture = folder / "drawing.png"
    folder.mkdir()
    picture.write_bytes(cv2.imencode(".png", page)[1].tobytes())
    store = MediaStore(folder)
    inbox = Inbox(folder / "uploads", store)
    inbox.adopt("pip", picture, StoryRequest(child_age=3, music="none"), name=picture.name)
    return Place(store, inbox, Ffmpeg.find())


def _call_stages(slot: Place) -> None:
    store, ffmpeg = slot.store, slot.ffmpeg
    upload, data = load_upload(slot.inbox, "pip")
    drawing = import_drawing(upload, data, store=store, max_pixels=10**8)
    analysis = analyze_drawing(drawing, reader=FakeReader(), moderator=FakeModerator(), store=store)
    story = generate_story(analysis, writer=FakeWriter(), moderator=FakeModerator())
    images = generate_images(
        story, analysis, analysis.request.style, "pip",
        painter=FakePainter(), moderator=FakeModerator(), store=store, height_px=HEIGHT_PX,
    )  # fmt: skip
    audio = generate_audio(
        story, analysis.request.voice_type, "pip", narrator=FakeNarrator(), store=store, ffmpeg=ffmpeg
    )
    assemble_video(images, audio, "pip", story=story, drawing=analysis, store=store, ffmpeg=ffmpeg, fps=FPS)


def _run(slot: Place, instance: dg.DagsterInstance) -> None:
    definitions = definitions_over_fakes(slot.store, slot.inbox, slot.ffmpeg)
    upload, _ = load_upload(slot.inbox, "pip")
    outcome = run_story(definitions, instance, upload)
    if not outcome.succeeded:
        raise SystemExit(f"the run failed: {outcome.problems}")


def definitions_over_fakes(store: MediaStore, inbox: Inbox, ffmpeg: Ffmpeg) -> dg.Definitions:
    """Give what Dagster loads, with instant doubles of the engines; films are real, and small."""
    return dg.Definitions(
        assets=assets.ALL,
        asset_checks=checks.ALL,
        jobs=[make_story],
        resources={
            "io_manager": DocumentIOManager(base=str(store.root)),
            "media": store,
            "inbox": inbox,
            "providers": FakeProviders(),
            "ffmpeg": ffmpeg,
            "film": FilmResource(height_px=HEIGHT_PX, fps=FPS, media_url=""),
        },
    )


def _timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    print(json.dumps(measure()))
