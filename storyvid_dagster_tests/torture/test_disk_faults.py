"""Whichever call to the disk fails: nothing half-written, lost or paid for twice, and it is told in words."""

import json
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from storyvid_dagster.billing.ledger import Ledger, total
from storyvid_dagster.billing.paid_calls import utc_now
from storyvid_dagster.billing.reservations import Reservations
from storyvid_dagster.cli.verify import damage_of
from storyvid_dagster.errors import MediaError, NoRoom, StoryvidError
from storyvid_dagster.intake.inbox import Inbox, Limits, load_upload
from storyvid_dagster.intake.uploads import Upload
from storyvid_dagster.media import unfinished
from storyvid_dagster.media.documents import STAGES
from storyvid_dagster.media.faults import faults_of
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster_tests.torture.disk import FAILURES, Disk, Failure, Killed, failing
from storyvid_dagster_tests.torture.reliability import Table
from storyvid_dagster_tests.torture.telling import Telling

pytestmark = pytest.mark.slow

LATER_S = 4e9
_NEVER = 10**9
_APART = {"drawing_analysis": 3, "scene_images": 3, "narration": 3, "story_video": 9}
"""Where an asset takes long, a call fails in one of the three ways, and of a film every third call at all."""


def sweep(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sweep as the next process does, when this one is gone."""

    def gone(pid: int) -> psutil.Process:
        raise psutil.NoSuchProcess(pid)

    with monkeypatch.context() as patched:
        patched.setattr(unfinished.psutil, "Process", gone)
        unfinished.sweep(folder, deep=True)
    assert [path for path in folder.rglob("*") if ".part" in path.name] == []


@contextmanager
def told_in_words(failure: Failure) -> Generator[None]:
    """Let a failure end what is in the block, if it is one of ours that says which."""
    try:
        yield
    except Killed:
        assert failure == "killed"
    except NoRoom:
        assert failure == "full"
    except StoryvidError:
        assert failure == "broken"


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inbox:
    """Give an empty upload folder; what is in a drawing is no matter of the disk."""

    def well(*_: object) -> None:
        """Find nothing wrong."""

    monkeypatch.setattr(Inbox, "_check", well)
    limits = Limits(settle_s=0, patience_s=0)
    return Inbox(tmp_path / "here" / "uploads", MediaStore(tmp_path / "here" / "data"), limits)


def look(inbox: Inbox) -> tuple[Upload, ...]:
    """Look as the sensor does."""
    with inbox.lock():
        scan = inbox.scan(now_s=LATER_S, limit=9)
    assert scan.rejected == ()
    return tuple(inbox.pending())


@pytest.mark.parametrize("failure", FAILURES)
def test_a_drawing_is_taken_or_stays_whichever_call_fails(
    failure: Failure, inbox: Inbox, doodle: bytes, reliability: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, at = inbox.root.parent, 1
    for at in range(1, _NEVER):
        inbox.root.mkdir(parents=True)
        (inbox.root / "cat.png").write_bytes(doodle)
        (inbox.root / "cat.json").write_text('{"age": 3}')
        with told_in_words(failure), failing(disk := Disk(folder, failure, at)):
            look(inbox)
        sweep(folder, monkeypatch)
        (upload,) = look(inbox)
        assert load_upload(inbox, upload.run_id)[1] == doodle
        assert upload.request.child_age == 3
        stays = (inbox.root / "cat.png").exists()
        assert not stays or disk.calls[-1] == "os.remove /uploads/cat.png", "then it is told, and left"
        assert not (inbox.root / "rejected").exists(), "the drawing is not to blame"
        shutil.rmtree(folder)
        if not disk.failed:
            break
    reliability.row("faults", "a drawing is taken in", failure, at - 1)


@pytest.mark.parametrize("failure", FAILURES)
def test_a_drawing_given_to_a_command_is_taken_or_refused_in_words(
    failure: Failure, inbox: Inbox, doodle: bytes, tmp_path: Path, reliability: Table,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder, picture, at = inbox.root.parent, tmp_path / "cat.png", 1
    picture.write_bytes(doodle)
    for at in range(1, _NEVER):
        inbox.root.mkdir(parents=True)
        disk = Disk(folder, failure, at)
        with told_in_words(failure), failing(disk), inbox.lock(), picture.open("rb") as data:
            inbox.drop(data, "cat.png", {"age": 3})
        sweep(folder, monkeypatch)
        look(inbox)
        with inbox.lock(), picture.open("rb") as data:
            upload = inbox.drop(data, "cat.png", {"age": 3})
        assert load_upload(inbox, upload.run_id)[1] == doodle
        assert [path for path in inbox.root.rglob("*") if path.is_file()] == []
        shutil.rmtree(folder)
        if not disk.failed:
            break
    reliability.row("faults", "a drawing is given to a command", failure, at - 1)


@pytest.fixture
def telling(tmp_path: Path, doodle: bytes) -> Telling:
    """Give a story that is yet to be made, with the folder as it was before each asset."""
    begun = Telling(tmp_path / "here")
    begun.folder.mkdir()
    begun.begin(doodle)
    for asset in STAGES:
        begun.keep(f"before {asset}")
        begun.make(asset)
    begun.keep("made")
    return begun


def test_a_story_is_made_whichever_call_fails(
    telling: Telling, torture: bool, reliability: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    for asset in STAGES:
        for number, failure in enumerate(FAILURES):
            apart, tried = _APART.get(asset, 1), 0
            first = 1 + number * apart // len(FAILURES)
            for at in range(first, _NEVER, apart) if torture else (12 + 19 * number,):
                telling.back_to(f"before {asset}")
                with told_in_words(failure), failing(disk := Disk(telling.data, failure, at)):
                    telling.make(asset)
                check_left(telling)
                sweep(telling.data, monkeypatch)
                telling.make(asset)
                check_whole(telling, asset, may_be_lost=disk.failed)
                if not disk.failed:
                    break
                tried += 1
            reliability.row("faults", f"`{asset}` is made", failure, tried)


def test_a_folder_that_may_not_be_written_can_be_read_and_is_told(telling: Telling) -> None:
    telling.back_to("made")
    with failing(Disk(telling.data, "read-only", 1)):
        assert damage_of("pip", MediaStore(telling.data)) == []
        for asset in STAGES:
            with pytest.raises(MediaError, match="Let this user write there"):
                telling.make(asset)
    telling.make_all()


def check_left(telling: Telling) -> None:
    """Hold what a fault left to the rules: what has its name is whole."""
    for path in telling.data.rglob("*"):
        made = telling.folder / "made" / path.relative_to(telling.data)
        if path.name.startswith(".") or path.is_dir():
            continue
        if path.suffix == ".json":
            json.loads(path.read_bytes())
        elif made.exists() and path.suffix not in {".jsonl", ".lock"} and path.parent.name != "uses":
            assert path.read_bytes() == made.read_bytes()


def check_whole(telling: Telling, asset: str, *, may_be_lost: bool) -> None:
    """Hold the story after the next try to the rules."""
    made = list(STAGES)[: list(STAGES).index(asset) + 1]
    assert faults_of("pip", telling.store, hashes=True, assets=made) == []
    asked = telling.shop.asked
    assert sum(asked.values()) <= len(asked) + may_be_lost
    ledger = Ledger(telling.store)
    with ledger.lock():
        assert Reservations(telling.store).under_way() == []
    today = [line for line in ledger.of_day(utc_now().date()) if line.what in asked]
    unasked = total(today).calls - sum(asked.values())
    assert 0 <= unasked <= may_be_lost, "every call is in the ledger, the lost ones too"
