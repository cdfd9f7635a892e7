"""A web process that answers one request, and may be killed at any change it makes to a file."""

import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from httpx import Response
from starlette.testclient import TestClient

from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.orchestrator import DagsterOrchestrator
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.web.app import make_app
from storyvid_dagster.web.front import Front
from storyvid_dagster_tests.web.conftest import machine, price


class TrustingInbox(Inbox):
    """Takes whatever is sent for a drawing: looking at it is slow and changes nothing."""

    def _check(self, data: bytes, name: str, request: StoryRequest) -> None:
        pass


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    place: str
    more: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Folders:
    """Where a data folder, its uploads and its Dagster instance are."""

    root: Path

    @property
    def inbox(self) -> Inbox:
        return TrustingInbox(self.root / "uploads", MediaStore(self.root / "data"))

    @property
    def home(self) -> Path:
        return self.root / "home"


def answer(folders: Folders, asked: Asked) -> Response:
    """Answer a request."""
    with open_instance(folders.home) as instance:
        front = Front(folders.inbox, DagsterOrchestrator(instance, folders.inbox), price, machine)
        client = TestClient(make_app(front, most_upload_bytes=1_000_000), base_url="http://localhost")
        return client.request(asked.method, asked.place, **asked.more)


def answer_and_die(folders: Folders, asked: Asked, dies_at: int) -> None:
    """Answer a request in this process, which is killed before it publishes or removes a file the n-th time.

    Each file that is published is removed under its unfinished name, so that is before and after each.
    """
    left = dies_at

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event in {"os.rename", "os.remove"}:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    assert answer(folders, asked).is_success
