"""`storyvid doctor` sees what a store does not keep, and says it."""

import errno
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from storyvid_dagster.core.files import MediaFile
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.media.store_check import prove
from storyvid_dagster_tests.cli.in_process import Command
from storyvid_dagster_tests.servers.s3 import SECRET, S3Server


class WritesOver(MediaStore):
    """As servers do that do not know If-None-Match."""

    def create(self, key: str, data: bytes) -> bool:
        self.put(key, data)
        return True


class WritesOverInARace(MediaStore):
    def create(self, key: str, data: bytes) -> bool:
        if key.endswith(".race"):
            self.put(key, data)
            return True
        return super().create(key, data)


class SaysNoAndWrites(MediaStore):
    def create(self, key: str, data: bytes) -> bool:
        self.put(key, data)
        return False


class GivesTheOld(MediaStore):
    """As with a cache in between."""

    def put(self, key: str, data: bytes) -> MediaFile:
        return self.describe(key) if self.exists(key) else super().put(key, data)


class ListsLate(MediaStore):
    def keys(self, folder: str) -> Iterator[str]:
        return iter(())


class DeletesNothing(MediaStore):
    def delete(self, key: str) -> None:
        pass


@pytest.mark.parametrize(
    ("kind", "broken", "said"),
    [
        (WritesOver, "what is there is not created again", "If-None-Match is ignored.*another store"),
        (WritesOverInARace, "of several who create at once, one wins", "4 of 4 were told"),
        (SaysNoAndWrites, "what is there is not created again", "said no and wrote"),
        (GivesTheOld, "what is replaced is read anew", "a cache stands in between"),
        (ListsLate, "what is written is listed", "not in the list"),
        (DeletesNothing, "what is deleted is gone", "still there"),
    ],
)
def test_what_a_store_does_not_keep_is_told(
    kind: type[MediaStore], broken: str, said: str, tmp_path: Path
) -> None:
    faults = {proof.what: proof.fault for proof in prove(kind(tmp_path)) if proof.fault}
    assert re.search(said, faults[broken])


def test_a_sound_folder_passes_and_is_left_as_it_was(tmp_path: Path) -> None:
    assert [proof.fault for proof in prove(MediaStore(tmp_path))] == [""] * 6
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_disk_without_second_names_is_told_and_still_creates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    store = MediaStore(tmp_path)
    assert (store.create("images/a.png", b"1"), store.create("images/a.png", b"2")) == (True, False)
    assert store.get("images/a.png") == b"1"


@pytest.mark.slow
def test_the_command_tells_of_a_bucket_that_works_and_of_one_that_does_not(
    s3: S3Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, value in s3.environment(f"doctor/{uuid4().hex}").items():
        monkeypatch.setenv(name, value)
    storyvid = Command(tmp_path, monkeypatch, capfd)
    good = storyvid.run("doctor")
    assert (good.returncode, good.stdout.count("✓")) == (0, 6)
    assert "STORYVID_LEDGER_URL" in good.stdout
    monkeypatch.setenv("STORYVID_LEDGER_URL", f"sqlite:///{tmp_path / 'books.db'}")
    assert storyvid.run("doctor").stdout.count("✓") == 7
    monkeypatch.setenv("STORYVID_STORE_SECRET", "canary-of-a-wrong-secret")
    bad = storyvid.run("doctor")
    assert bad.returncode == 1
    assert "STORYVID_STORE_SECRET" in bad.stdout + bad.stderr
    assert not any(key in bad.stdout + bad.stderr for key in (SECRET, "canary"))
