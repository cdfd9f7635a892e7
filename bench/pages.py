"""What the pages cost the server while twenty stories are being made, and what they weigh.

Run it with `python -m bench.pages`. Pages are asked for over the double of Dagster, and over Dagster's own
records of as many runs.
"""

import asyncio
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import dagster as dg
from starlette.testclient import TestClient

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import Box, Drawing, DrawingAnalysis, Figure, Reading
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.orchestrator import DagsterOrchestrator
from storyvid_dagster.defs.partitions import PARTITION_TAG, RUN_ID
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.intake.uploads import Drop, write_upload
from storyvid_dagster.media.documents import write_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.providers.fakes import FakeWriter
from storyvid_dagster.web.app import make_app
from storyvid_dagster.web.front import Front
from storyvid_dagster.web.orchestrator import Orchestrator
from storyvid_dagster_tests.web.conftest import FakeOrchestrator, machine, price

STORIES, SCENES, ROUNDS = 20, 6, 30
PAGES = {"make_and_library": "/", "story": "/stories/story-7", "progress": "/stories/story-7/progress"}
_PICTURE = Path("data/samples/01-crayon-cat.jpg")
_BY = MadeBy(provider="fake", model="fake")


def measure() -> dict[str, float]:
    """Give the processor time of each page in ms, and its weight in kB without pictures."""
    figures: dict[str, float] = {}
    with TemporaryDirectory(prefix="storyvid-bench-") as folder:
        inbox = Inbox(Path(folder) / "uploads", MediaStore(Path(folder) / "data"))
        run_ids = [f"story-{number}" for number in range(STORIES)]
        for made, run_id in enumerate(run_ids):
            _half_make(run_id, made % (SCENES + 1), inbox.store)
        fake = FakeOrchestrator(Path(folder) / "home", inbox.store)
        fake.runs = {run_id: LastRun(run_id, "STARTED") for run_id in run_ids}
        with _at_work(Path(folder) / "home", run_ids, inbox) as dagster:
            for name, orchestrator in (("", fake), ("_dagster", dagster)):
                client = _client(inbox, orchestrator)
                for page, place in PAGES.items():
                    figures[f"page_{page}{name}_cpu_ms"] = 1000 * _cpu_s(client, place)
        client = _client(inbox, fake)
        for page, place in PAGES.items():
            figures[f"page_{page}_kb"] = _weight_bytes(client, place) / 1000
    return figures


def _client(inbox: Inbox, orchestrator: Orchestrator) -> TestClient:
    return TestClient(make_app(Front(inbox, orchestrator, price, machine), most_upload_bytes=1))


def _cpu_s(client: TestClient, place: str) -> float:
    """Give the processor time of an answer, the client's own included."""
    taken_s = list[float]()
    for _ in range(ROUNDS + 1):
        began_s = time.process_time()
        page = client.get(place)
        taken_s.append(time.process_time() - began_s)
        assert page.is_success
        assert "being made" in page.text or "Painting" in page.text
    return median(taken_s[1:])


def _weight_bytes(client: TestClient, place: str) -> int:
    """Add up a page and all that it loads but pictures, sound and film."""
    page = client.get(place)
    parts = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text))
    if parts:
        parts.add("/fonts/Fredoka-SemiBold.ttf")
    return len(page.content) + sum(len(client.get(part).content) for part in parts)


def _half_make(run_id: str, n_painted: int, store: MediaStore) -> None:
    """Leave what a story has while its pictures are painted."""
    data = _PICTURE.read_bytes()
    request = StoryRequest(child_age=4)
    drop = Drop(data, f"{run_id}.jpg", request)
    upload = write_upload(run_id, drop, store, attempt=1, identity="bench")
    drawing = Drawing(
        run_id=run_id, source_name=drop.name, original=upload.original,
        upright=store.put(names.drawing(run_id), data), width_px=8, height_px=6, request=request,
    )  # fmt: skip
    figures = tuple(
        Figure(
            number=number, file=store.put(names.figure(run_id, number), data), width_px=320, height_px=240,
            box=Box(x=0, y=0, width=1, height=1), area=0.4, colors=("orange",),
        )
        for number in (1, 2, 3)
    )  # fmt: skip
    reading = Reading(
        subject="an orange friend", company="two friends", colors=("orange",), has_sun=False,
        has_ground=False, has_sky=False, layout="in the middle", summary="Three friends.",
    )  # fmt: skip
    analysis = DrawingAnalysis(
        run_id=run_id, request=request, page=store.put(names.page(run_id), data), page_width_px=320,
        page_height_px=240, cut="figures", figures=figures, reading=reading, made_by=_BY,
    )  # fmt: skip
    script = asyncio.run(FakeWriter().write(analysis, seed=7))
    scenes = (
        script.scenes[n % len(script.scenes)].model_copy(update={"number": n + 1}) for n in range(SCENES)
    )
    script = script.model_copy(update={"scenes": tuple(scenes)})
    documents = {"drawing": drawing, "drawing_analysis": analysis, "story_script": script}
    for asset, document in documents.items():
        write_document(document, names.document(run_id, asset), store)
    for scene in range(1, n_painted + 1):
        store.put(names.scene_image(run_id, scene), data)


@contextmanager
def _at_work(home: Path, run_ids: list[str], inbox: Inbox) -> Iterator[DagsterOrchestrator]:
    """Let Dagster's records have a run at work for each story, whose process is alive."""
    with open_instance(home) as instance:
        instance.add_dynamic_partitions(RUN_ID, run_ids)
        runs = [
            dg.DagsterRun("make_story", status=dg.DagsterRunStatus.STARTED, tags={PARTITION_TAG: run_id})
            for run_id in run_ids
        ]
        for run in runs:
            instance.add_run(run)
        yield DagsterOrchestrator(instance, inbox)


if __name__ == "__main__":
    print(json.dumps({name: round(figure, 2) for name, figure in measure().items()}))
