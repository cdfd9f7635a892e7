"""The web process is killed in the middle of an upload, a yes or a change, at each of its changes to a file.

Whoever asked gets no answer and asks once more.
"""

import multiprocessing
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pytest
from starlette.testclient import TestClient

from storyvid_dagster.core import names
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.partitions import PARTITION_TAG, RUN_ID
from storyvid_dagster.defs.story_states import State
from storyvid_dagster.media import unfinished
from storyvid_dagster.media.documents import STAGES
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.stages.approval import waits_for_approval
from storyvid_dagster.stages.edits import told_script
from storyvid_dagster_tests.web.conftest import FakeOrchestrator
from storyvid_dagster_tests.web.killed import Asked, Folders, answer, answer_and_die

pytestmark = pytest.mark.slow
_STORY = "/api/v1/stories/pip"
_KILLED = -signal.SIGKILL


@pytest.fixture(scope="module")
def processes() -> multiprocessing.context.ForkServerContext:
    """Starts processes that have imported everything already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([f"{answer_and_die.__module__}_before"])
    return context


@dataclass(frozen=True)
class Web:
    """Starts a web process for each request, on copies of the folders of a test."""

    processes: multiprocessing.context.ForkServerContext
    made: Folders

    def each_death(self, asked: Asked) -> Iterator[Folders]:
        """Give the folders after each possible death, and at last after an answer."""
        for dies_at in range(1, 100):
            folders = Folders(self.made.root.with_name(f"dies at {dies_at}"))
            shutil.copytree(self.made.root, folders.root)
            process = self.processes.Process(target=answer_and_die, args=(folders, asked, dies_at))
            process.start()
            process.join()
            assert process.exitcode in {0, _KILLED}
            yield folders
            if process.exitcode == 0:
                assert dies_at > 2, "it was killed here and there"
                return


@pytest.fixture
def web(processes: multiprocessing.context.ForkServerContext, tmp_path: Path, store: MediaStore) -> Web:
    """On a folder with whatever the other fixtures of a test have put into its store."""
    made = Folders(tmp_path / "made")
    store.root.mkdir(exist_ok=True)
    made.root.mkdir()
    store.root.rename(made.inbox.store.root)
    with open_instance(made.home) as instance:
        instance.add_dynamic_partitions(RUN_ID, ["pip"])
        ended = dg.DagsterRunStatus.SUCCESS
        instance.add_run(dg.DagsterRun("make_story", status=ended, tags={PARTITION_TAG: "pip"}))
    return Web(processes, made)


def backfills(folders: Folders) -> int:
    with open_instance(folders.home) as instance:
        return len(instance.get_backfills())


def test_an_upload_is_one_story_or_none(web: Web, doodle: bytes) -> None:
    asked = Asked(
        "POST",
        "/api/v1/stories",
        {
            "files": {"drawing": ("my cat.png", doodle, "image/png")},
            "data": {"options": '{"age": 4}'},
            "headers": {"Idempotency-Key": "7d1f"},
        },
    )
    for folders in web.each_death(asked):
        assert answer(folders, asked).status_code == 202
        inbox = folders.inbox
        with inbox.lock():
            seen = inbox.scan(now_s=time.time() + 3600, limit=9)
        assert (seen.claimed, seen.rejected, seen.waiting) == ((), (), 0)
        (upload,) = inbox.pending()
        assert (upload.source_name, upload.attempt, upload.request.child_age) == ("my cat.png", 1, 4)
        assert [key for key in inbox.store.keys("documents")] == [names.document(upload.run_id, "upload")]
        unfinished.sweep(inbox.root, deep=True)
        assert [path for path in inbox.root.rglob("*") if path.is_file()] == []


def test_a_drawing_sent_to_one_stage_is_never_a_whole_story(web: Web, doodle: bytes) -> None:
    asked = Asked(
        "POST", "/api/v1/vision/analyze", {"files": {"drawing": ("my cat.png", doodle, "image/png")}}
    )
    for folders in web.each_death(asked):
        inbox = folders.inbox
        for upload in inbox.pending():
            assert upload.wanted == ("drawing", "drawing_analysis"), "the sensor would make all of it"
        assert answer(folders, asked).status_code == 202
        (upload,) = inbox.pending()
        assert (upload.attempt, upload.wanted) == (1, ("drawing", "drawing_analysis"))
        assert backfills(folders) == 0, "it would be made twice"


def test_a_yes_is_said_once(story_to_approve: str, web: Web) -> None:
    asked = Asked("POST", f"{_STORY}/approve")
    for folders in web.each_death(asked):
        expected = 400 if backfills(folders) else 202
        assert answer(folders, asked).status_code == expected
        assert not waits_for_approval("pip", folders.inbox.store)
        assert backfills(folders) == 1


def test_a_change_is_made_once(finished: MediaStore, web: Web) -> None:
    asked = Asked("PATCH", f"{_STORY}/scenes/2", {"json": {"text": "Up flew the ball."}})
    for folders in web.each_death(asked):
        expected = 400 if backfills(folders) else 202
        assert answer(folders, asked).status_code == expected
        assert told_script("pip", folders.inbox.store).scenes[1].text == "Up flew the ball."
        assert backfills(folders) == 1


def test_a_change_that_nobody_makes_is_shown_as_such(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str
) -> None:
    client.patch(f"{_STORY}/scenes/2", json={"text": "Up flew the ball."})
    dagster.asked.clear()
    assert client.get(_STORY).json()["state"] == State.STALE
    assert f'action="/stories/{finished_story}/redo"' in client.get(f"/stories/{finished_story}").text
    client.post(f"{_STORY}/redo")
    assert dagster.asked == [("make", "pip", *STAGES)]
