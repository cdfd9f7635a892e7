"""Fixtures every test may use, and the rule every test keeps: no network but loopback."""

import socket
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from storyvid_dagster.media.store import MediaStore

_LOOPBACK = ("127.", "::1", "localhost")


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
