"""Dagster's own commands, typed in the checkout as any of its users would."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.partitions import RUN_ID
from storyvid_dagster_tests.e2e.test_daemon import PATIENCE_S, free_port

CHECKOUT = Path(__file__).parents[2]
QUESTION = """{
  instance { info }
  workspaceOrError { ... on Workspace { locationEntries { name locationOrLoadError {
    ... on RepositoryLocation { repositories { sensors { name } schedules { name } } } } } } }
  partitionSetOrError: assetNodeOrError(assetKey: {path: ["drawing"]}) {
    ... on AssetNode { partitionKeys } }
}"""

pytestmark = pytest.mark.slow


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("DAGSTER_")}
    return {**bare, "STORYVID_DATA_DIR": str(data_dir), "PYTHONPATH": str(CHECKOUT), **more}


def storyvid(data_dir: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "storyvid_dagster", *arguments]
    return subprocess.run(
        command, env=environment(data_dir), capture_output=True, text=True, timeout=60, check=True
    ).stdout


@pytest.fixture
def answer(tmp_path: Path) -> Iterator[dict[str, Any]]:
    """What the UI is told under `dg dev` in the instance of `make ui`, which knows one story."""
    home = storyvid(tmp_path, "dagster-home").strip()
    with open_instance(Path(home)) as instance:
        instance.add_dynamic_partitions(RUN_ID, ["mias-cat"])
    port = free_port()
    command = [Path(sys.executable).with_name("dg"), "dev", "--use-active-venv", "--port", str(port)]
    with (tmp_path / "dev.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=CHECKOUT, env=environment(tmp_path, DAGSTER_HOME=home), stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
        try:
            yield ask(port, tmp_path / "dev.log")
        finally:
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=30)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def ask(port: int, log: Path) -> dict[str, Any]:
    """Ask the web server once it answers; there is no other sign that it is up."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql",
        json.dumps({"query": QUESTION}).encode(),
        {"content-type": "application/json"},
    )
    deadline_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline_s:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, socket.timeout):
            return json.load(urllib.request.urlopen(request, timeout=30))["data"]
        time.sleep(0.5)
    raise AssertionError(f"no UI within {PATIENCE_S} s: {log.read_text()[-3000:]}")


def test_dg_dev_shows_the_instance_of_make_ui(answer: dict[str, Any], tmp_path: Path) -> None:
    (location,) = answer["workspaceOrError"]["locationEntries"]
    assert location["name"] == "storyvid_dagster"
    (repository,) = location["locationOrLoadError"]["repositories"]
    assert "new_drawings" in {sensor["name"] for sensor in repository["sensors"]}
    assert "finish_stories" in {schedule["name"] for schedule in repository["schedules"]}
    assert answer["partitionSetOrError"]["partitionKeys"] == ["mias-cat"]
    assert "telemetry:\n  enabled: false" in answer["instance"]["info"]
    assert "usage statistics" not in (tmp_path / "dev.log").read_text()


def test_without_dagster_home_a_word_says_how_and_no_drawing_is_taken(tmp_path: Path) -> None:
    # As `dagster dev` does, it takes what it loads from pyproject.toml.
    command = [sys.executable, "-W", "ignore", "-m", "dagster", "definitions", "validate"]
    done = subprocess.run(
        command, cwd=CHECKOUT, env=environment(tmp_path, DAGSTER_IS_DEV_CLI="1"),
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    told = done.stdout + done.stderr
    assert told.count("export DAGSTER_HOME=$(storyvid dagster-home)") == 1
    assert "Validation successful for code location storyvid_dagster." in told
