"""Every curl command of docs/api.md is answered as the page says."""

import shlex
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from storyvid_dagster.core import names
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster_tests.test_docs import FENCED, TOP

PAGE = (TOP / "docs" / "api.md").read_text(encoding="utf-8")
COMMANDS = [line for block in FENCED.findall(PAGE) for line in block.splitlines() if line.startswith("curl ")]


def ask(client: TestClient, command: str, folder: Path) -> Any:
    """Do what curl would: -X, -H, -d and -F are known, -N has no meaning here."""
    words = shlex.split(command)[1:]
    method, headers, parts, body = "", dict[str, str](), dict[str, Any](), None
    while len(words) > 1:
        flag = words.pop(0)
        if flag == "-N":
            continue
        value = words.pop(0)
        match flag:
            case "-X":
                method = value
            case "-H":
                name, _, said = value.partition(": ")
                headers[name] = said
            case "-d":
                body = value
            case "-F":
                name, _, said = value.partition("=")
                is_file = said.startswith("@")
                parts[name] = (said[1:], (folder / said[1:]).read_bytes()) if is_file else (None, said)
            case _:
                raise AssertionError(f"this test does not know curl's {flag}")
    url = urlsplit(words[0])
    place = f"{url.path}?{url.query}" if url.query else url.path
    method = method or ("POST" if parts or body else "GET")
    return client.request(method, place, headers=headers, files=parts or None, content=body)


def test_the_page_has_commands() -> None:
    assert len(COMMANDS) >= 10


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_is_answered(
    request: pytest.FixtureRequest,
    client: TestClient,
    inbox: Inbox,
    finished_story: str,
    doodle: bytes,
    tmp_path: Path,
    command: str,
) -> None:
    if command.endswith("/approve"):
        request.getfixturevalue("story_to_approve")
    (tmp_path / "cat.png").write_bytes(doodle)
    inbox.adopt("pip", tmp_path / "cat.png", StoryRequest(child_age=3), name="cat.png")
    if "our-class" in command:
        inbox.store.put(names.anthology("our-class", "mp4"), b"film")
    if "ANOTHER" in command:
        request.getfixturevalue("two_stories")
    command = command.replace("RUN_ID", finished_story).replace("ANOTHER", "hen")
    answer = ask(client, command, tmp_path)
    assert answer.status_code in {200, 202}, answer.text
