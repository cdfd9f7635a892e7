"""Whatever is sent to the running server, the API answers as its own description says, and never fails."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.web.app import make_app
from storyvid_dagster.web.front import Front
from storyvid_dagster_tests.web.conftest import MOST_BYTES, FakeOrchestrator, machine, price, served
from storyvid_dagster_tests.web.killed import TrustingInbox

_CONFIG = """
# What is right in form may still be no drawing, no option or no run_id: that is told with 400 or 404.
checks.positive_data_acceptance.enabled = false

# In a form all is text: what it is said to be is lost on the way.
[[operations]]
include-path-regex = "/(stories|analyze)$"
checks.negative_data_rejection.enabled = false
"""
_OF_A_STORY = f"""
# One story for all requests: it is deleted and stays.
checks.use_after_free.enabled = false
{_CONFIG}
[parameters]
run_id = "pip"
name = "our-class"
"""


@pytest.fixture
def description(inbox: Inbox, dagster: FakeOrchestrator) -> dict[str, Any]:
    return make_app(Front(inbox, dagster, price, machine), most_upload_bytes=MOST_BYTES).openapi()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("phases", "config"),
    [("coverage,fuzzing", _OF_A_STORY), ("stateful", _CONFIG)],
    ids=["each route", "one after the other"],
)
def test_any_request_is_answered_as_described(
    inbox: Inbox,
    dagster: FakeOrchestrator,
    finished_story: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    phases: str,
    config: str,
) -> None:
    if config is _OF_A_STORY:
        monkeypatch.setattr(dagster, "forget", lambda run_id: [f"partition {run_id}"])
    (tmp_path / "schemathesis.toml").write_text(config, encoding="utf-8")
    front = Front(TrustingInbox(inbox.root, inbox.store), dagster, price, machine)
    with served(make_app(front, most_upload_bytes=MOST_BYTES)) as url:
        command = [
            sys.executable, "-m", "schemathesis.cli", "run", f"{url}/api/v1/openapi.json", "--phases", phases,
            "--max-examples", "20", "--seed", "1",
            "--generation-database", "none", "--no-color",
            "--exclude-path-regex", "/events$",  # a stream, which may have no end
        ]  # fmt: skip
        tried = subprocess.run(
            command, cwd=tmp_path, env=os.environ, capture_output=True, text=True, check=False
        )
    assert tried.returncode == 0, tried.stdout[-5_000:] + tried.stderr[-2_000:]
    n_cases = re.search(r"(\d+) generated", tried.stdout)
    assert n_cases
    assert int(n_cases[1]) > 100


def test_a_method_that_is_not_there_is_told_with_those_that_are(client: TestClient) -> None:
    for place, methods in {
        "/api/v1/stories": "GET, POST",
        "/api/v1/stories/pip": "GET, PATCH, DELETE",
        "/healthz": "GET",
        "/stories/pip/delete": "GET, POST",
    }.items():
        answer = client.put(place)
        assert (answer.status_code, answer.headers["allow"]) == (405, methods), place


def test_what_goes_wrong_is_described_as_it_is_told(client: TestClient, description: dict[str, Any]) -> None:
    told = client.get("/api/v1/stories/nobody")
    described = description["paths"]["/api/v1/stories/{run_id}"]["get"]["responses"]["404"]["content"]
    assert list(described) == [told.headers["content-type"]] == ["application/problem+json"]


def test_a_generated_client_has_plain_names(description: dict[str, Any]) -> None:
    ids = [
        operation["operationId"]
        for methods in description["paths"].values()
        for operation in methods.values()
    ]
    assert len(set(ids)) == len(ids)
    assert {"take", "stories", "story", "forget", "forget_anthology", "generate_story"} <= set(ids)
    assert all(name.isidentifier() for name in ids)
