"""Fixtures every test may use, and the rule every test keeps: no network but loopback."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import Box, Drawing, DrawingAnalysis, Figure, Reading
from storyvid_dagster.core.files import Document, MadeBy
from storyvid_dagster.core.request import StoryRequest, Style, VoiceType
from storyvid_dagster.core.results import AudioResult, ImageResult, NarrationClip, SceneImage, VideoResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.intake.uploads import Upload
from storyvid_dagster.media.documents import write_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.providers.fakes import FakeWriter
from storyvid_dagster_tests.servers.postgres import PostgresServer, postgres_server
from storyvid_dagster_tests.servers.s3 import S3Server, s3_server
from storyvid_dagster_tests.vendors.server import Vendors

_LOOPBACK = ("127.", "::1", "localhost")

# The same examples each time; `pytest --hypothesis-profile=default` goes looking for new ones.
# A busy machine may take long to draw them, which says nothing of what is tested.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--torture", action="store_true", help="many more bad inputs and faults: `make torture`")


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


@pytest.fixture(scope="session")
def s3() -> Iterator[S3Server]:
    """A real S3-compatible server on this machine, for all tests of a process."""
    with s3_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL on this machine, for all tests of a process."""
    with postgres_server() as server:
        yield server


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
    with ThreadPoolExecutor(1) as aside:  # where a browser is driven, this thread has an event loop already
        return aside.submit(asyncio.run, FakeWriter().write(analysis, seed=7)).result()


@pytest.fixture
def finished(analysis: DrawingAnalysis, story: StoryScript, store: MediaStore) -> MediaStore:
    """A finished story `pip`, whose files are a few bytes each."""

    by = MadeBy(provider="fake", model="fake")

    def put(key: str) -> object:
        return store.put(key, f"bytes of {key}".encode())

    backdrop = put(names.scene_part("pip", 1, "backdrop", "jpg"))
    picture = {
        "scene": 1, "file": put(names.scene_image("pip", 1)), "focus_x": 0.5, "focus_y": 0.5, "made_by": by,
        "scenery": {"backdrop": backdrop, "near": None, "puppets": ()},
    }  # fmt: skip
    clip = {
        "scene": 1,
        "file": put(names.scene_audio("pip", 1)),
        "duration_s": 1.0,
        "words": (),
        "made_by": by,
    }
    film = {
        "video": put(names.film("pip")), "thumbnail": put(names.thumbnail("pip")),
        "srt": put(names.subtitles("pip", "srt")), "vtt": put(names.subtitles("pip", "vtt")),
    }  # fmt: skip
    original = store.put(names.original("pip", "png"), b"bytes of a drawing")
    documents: dict[str, Document] = {
        "upload": Upload(
            run_id="pip", digest="0" * 64, source_name="cat.png", original=original,
            request=analysis.request, identity="a file",
        ),
        "drawing": Drawing.model_validate({
            "run_id": "pip", "source_name": "cat.png", "original": original,
            "upright": put(names.drawing("pip")), "width_px": 8, "height_px": 6, "request": analysis.request,
        }),
        "drawing_analysis": analysis,
        "story_script": story,
        "scene_images": ImageResult(
            run_id="pip", style=Style.STORYBOOK, width_px=8, height_px=6,
            images=(SceneImage.model_validate(picture),),
        ),
        "narration": AudioResult(
            run_id="pip", voice_type=VoiceType.GENTLE, clips=(NarrationClip.model_validate(clip),)
        ),
        "story_video": VideoResult.model_validate({
            "run_id": "pip", "title": "Pip", **film, "width_px": 8, "height_px": 6, "fps": 12, "n_frames": 12,
            "duration_s": 1.0, "loudness_lufs": -16.0, "true_peak_dbtp": -2.0, "segments_total": 1,
            "segments_made": 1, "made_by": by,
        }),
    }  # fmt: skip
    for asset, document in documents.items():
        write_document(document, names.document("pip", asset), store)
    return store


@pytest.fixture
def vendors() -> Iterator[Vendors]:
    """Both vendors on this machine; a request they would not take fails the test."""
    with Vendors().serving() as both:
        yield both
    assert both.complaints == []


@pytest.fixture(scope="session")
def ffmpeg() -> Ffmpeg:
    return Ffmpeg.find()


@pytest.fixture
def failing_ffmpeg(tmp_path: Path, ffmpeg: Ffmpeg) -> Callable[[str], Ffmpeg]:
    """Give an ffmpeg that answers `-version` but runs a shell command instead of any real work."""

    def make(command: str) -> Ffmpeg:
        script = tmp_path / "ffmpeg-that-fails"
        script.write_text(
            f'#!/bin/sh\nif [ "$1" = -version ]; then exec "{ffmpeg.executable}" -version; fi\n{command}\n'
        )
        script.chmod(0o755)
        return Ffmpeg(script)

    return make
