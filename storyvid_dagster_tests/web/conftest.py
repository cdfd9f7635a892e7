"""The web application over a double of Dagster and a real inbox."""

import socket
import threading
from collections.abc import Container, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.webhooks import allowed_origins
from storyvid_dagster.defs.nights import LastNight
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.defs.story_states import Story, read_stories
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.documents import STAGES, load_document, write_document
from storyvid_dagster.media.forget import forget_files
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.providers.estimate import EstimateLine
from storyvid_dagster.stages.approval import approve
from storyvid_dagster.web.app import make_app
from storyvid_dagster.web.connections import serving_options
from storyvid_dagster.web.front import Front
from storyvid_dagster.web.machine import Machine

MOST_BYTES = 400_000


@contextmanager
def served(app: ASGIApp) -> Generator[str]:
    """Serve at an address of this machine, by the real server."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        options = serving_options()
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", lifespan="off", **options))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        serving.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            serving.join()


@dataclass
class FakeOrchestrator:
    """Knows the stories of a store, and notes what is asked."""

    home: Path
    store: MediaStore
    runs: dict[str, LastRun | None] = field(default_factory=dict)
    asked: list[tuple[str, ...]] = field(default_factory=list)
    problem: str = ""
    not_begun: set[str] = field(default_factory=set)
    anthologies: dict[str, LastRun] = field(default_factory=dict)
    night: LastNight | None = None

    def known(self) -> dict[str, LastRun | None]:
        claims = (key for key in sorted(self.store.keys("documents")) if key.endswith("_upload.json"))
        claimed = [key.removeprefix("documents/").removesuffix("_upload.json") for key in claims]
        return dict.fromkeys(claimed) | self.runs

    def stories(
        self, *, offset: int, limit: int, among: Container[str] | None = None
    ) -> tuple[list[Story], int]:
        known = {run_id: run for run_id, run in self.known().items() if among is None or run_id in among}
        page = dict(list(known.items())[offset : offset + limit])
        return read_stories(self.home, self.store, page, asked=self.not_begun), len(known)

    def last_runs(self) -> dict[str, LastRun | None]:
        return self.known()

    def story(self, run_id: str) -> Story | None:
        known = self.known()
        if run_id not in known:
            return None
        return read_stories(self.home, self.store, {run_id: known[run_id]}, asked=self.not_begun)[0]

    def last_night(self) -> LastNight | None:
        return self.night

    def why_failed(self, story: Story) -> str:
        return self.problem if story.failed else ""

    def taken(self) -> set[str]:
        return set(self.runs)

    def make(self, run_id: str, assets: Sequence[str]) -> None:
        self.asked.append(("make", run_id, *assets))

    def approve(self, run_id: str) -> None:
        approve(run_id, self.store)
        self.not_begun.add(run_id)
        self.asked.append(("approve", run_id))

    def cancel(self, run_id: str) -> None:
        self.asked.append(("cancel", run_id))

    def forget(self, run_id: str) -> list[str]:
        self.asked.append(("forget", run_id))
        self.runs.pop(run_id, None)
        forget_files(run_id, self.store)
        return [f"partition {run_id}"]

    def forget_anthology(self, name: str) -> list[str]:
        self.asked.append(("forget anthology", name))
        self.anthologies.pop(name, None)
        return [f"anthologies/{name}.mp4"]

    def anthology_runs(self) -> dict[str, LastRun]:
        return self.anthologies

    def why_run_failed(self, run: LastRun) -> str:
        return self.problem

    def anthologies_with(self, run_id: str) -> list[str]:
        return ["class-3b"] if run_id == "pip" else []


def price(request: StoryRequest) -> tuple[EstimateLine, ...]:
    scenes = request.scenes or 5
    return (EstimateLine("the pictures", "a model", scenes, 0.05 * scenes),)


def machine() -> Machine:
    return Machine(
        workers={"reader": ("openai", "embedded"), "narrator": ("embedded",)},
        keys={"OpenAI": True, "ElevenLabs": False},
        voice_engine="auto",
        spent_today_usd=0.4,
        day_budget_usd=5,
        story_budget_usd=None,
        free_gb=12.3,
    )


@pytest.fixture
def inbox(store: MediaStore, tmp_path: Path) -> Inbox:
    return Inbox(tmp_path / "uploads", store)


@pytest.fixture
def dagster(tmp_path: Path, store: MediaStore) -> FakeOrchestrator:
    return FakeOrchestrator(tmp_path / "home", store)


@pytest.fixture
def client(inbox: Inbox, dagster: FakeOrchestrator) -> Iterator[TestClient]:
    front = Front(inbox, dagster, price, machine, allowed_origins("hooks.example"))
    app = make_app(front, most_upload_bytes=MOST_BYTES)
    with TestClient(app, base_url="http://localhost:3000", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def story_to_approve(finished_story: str, analysis: DrawingAnalysis, dagster: FakeOrchestrator) -> str:
    """The run_id of a story whose script waits for a yes."""
    for asset in ("scene_images", "narration", "story_video"):
        dagster.store.delete(names.document("pip", asset))
    request = StoryRequest(child_age=3, approve=True)
    for asset in ("drawing", "drawing_analysis"):
        document = load_document(STAGES[asset], names.document("pip", asset), dagster.store)
        asked = document.model_copy(update={"request": request})
        write_document(asked, names.document("pip", asset), dagster.store)
    return finished_story


@pytest.fixture
def finished_story(finished: MediaStore, dagster: FakeOrchestrator) -> str:
    """The run_id of a finished story whose drawing came by adoption."""
    dagster.runs["pip"] = LastRun("a", "SUCCESS")
    return "pip"


@pytest.fixture
def two_stories(finished_story: str, finished: MediaStore, dagster: FakeOrchestrator) -> tuple[str, str]:
    """Two finished stories: `pip`, and `hen`, which is the same."""
    for key in list(finished.keys("documents")):
        finished.put(key.replace("pip", "hen"), finished.get(key).replace(b'"pip"', b'"hen"'))
    dagster.runs["hen"] = LastRun("b", "SUCCESS")
    return "pip", "hen"
