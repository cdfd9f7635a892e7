"""Fixtures every test may use, and the rule every test keeps: no network but loopback."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import settings

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import Box, DrawingAnalysis, Figure, Reading
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.providers.fakes import FakeWriter
from storyvid_dagster_tests.vendors.server import Vendors

_LOOPBACK = ("127.", "::1", "localhost")

# The same examples each time; `pytest --hypothesis-profile=default` goes looking for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def no_keys() -> Iterator[None]:
    """Hide the keys of whoever runs the tests, from those and from the commands they start."""
    with pytest.MonkeyPatch.context() as patched:
        for vendor in ("OPENAI", "ELEVENLABS"):
            for name in ("API_KEY", "BASE_URL"):
                patched.delenv(f"{vendor}_{name}", raising=False)
                patched.delenv(f"STORYVID_{vendor}_{name}", raising=False)
        yield


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def loopback_only(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(_LOOPBACK):
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", loopback_only)


@pytest.fixture
def store(tmp_path: Path) -> MediaStore:
    return MediaStore(tmp_path / "data")


@pytest.fixture
def doodle() -> bytes:
    """A small PNG that a child may have drawn: an orange round animal on white paper."""
    page = np.full((240, 320, 3), 250, np.uint8)
    cv2.ellipse(page, (150, 120), (60, 45), 0, 0, 360, (40, 120, 240), -1, cv2.LINE_AA)
    for x in (120, 180):
        cv2.line(page, (x, 155), (x, 205), (30, 90, 200), 10, cv2.LINE_AA)
    cv2.circle(page, (135, 105), 6, (20, 20, 20), -1)
    cv2.circle(page, (165, 105), 6, (20, 20, 20), -1)
    return cv2.imencode(".png", page)[1].tobytes()


@pytest.fixture
def analysis(store: MediaStore, doodle: bytes) -> DrawingAnalysis:
    """A read drawing with one figure, kept in `store` under the run `pip`."""
    figure = Figure(
        number=1,
        file=store.put(names.figure("pip", 1), doodle),
        width_px=320,
        height_px=240,
        box=Box(x=0, y=0, width=1, height=1),
        area=0.4,
        colors=("orange",),
    )
    reading = Reading(
        subject="an orange friend",
        company="one friend",
        colors=("orange",),
        has_sun=False,
        has_ground=False,
        has_sky=False,
        layout="in the middle",
        summary="An orange friend.",
    )
    return DrawingAnalysis(
        run_id="pip",
        request=StoryRequest(child_age=3),
        page=store.put(names.page("pip"), doodle),
        page_width_px=320,
        page_height_px=240,
        cut="figures",
        figures=(figure,),
        reading=reading,
        made_by=MadeBy(provider="fake", model="fake"),
    )


@pytest.fixture
def story(analysis: DrawingAnalysis) -> StoryScript:
    """A story of three short scenes for `analysis`."""
    return asyncio.run(FakeWriter().write(analysis, seed=7))


@pytest.fixture
def vendors() -> Iterator[Vendors]:
    """Both vendors on this machine; a request they would not take fails the test."""
    with Vendors().serving() as both:
        yield both
    assert both.complaints == []
