"""A disk that is really full while a story is made: it is said, and room is all that is wanted."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from storyvid_dagster.errors import MediaError, NoRoom
from storyvid_dagster.media.documents import STAGES
from storyvid_dagster.media.faults import faults_of
from storyvid_dagster_tests.cli.in_process import Command
from storyvid_dagster_tests.torture.reliability import Table
from storyvid_dagster_tests.torture.telling import Telling

pytestmark = pytest.mark.slow

DISK_KB = 16_384
ROOMS_KB = (0, 8, 64, 256)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, in memory; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK_KB}k", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_full_disk_is_said_and_room_is_all_it_wants(
    small_disk: Path, doodle: bytes, torture: bool, reliability: Table
) -> None:
    n_full = 0
    for room_kb in range(0, 1024, 64) if torture else ROOMS_KB:
        telling = Telling(small_disk / f"with-{room_kb}-kb")
        telling.folder.mkdir()
        telling.begin(doodle)
        filler = small_disk / "filler"
        fill(filler, room_kb)
        try:
            telling.make_all()
        except NoRoom:
            n_full += 1
        for path in telling.data.rglob("[!.]*.json"):
            json.loads(path.read_bytes())
        filler.unlink()
        telling.make_all()
        assert faults_of("pip", telling.store, hashes=True) == []
        assert set(telling.shop.asked.values()) == {1}, "no answer was bought twice"
        shutil.rmtree(telling.folder)
    assert n_full >= 2
    reliability.row("faults", "a story is made on a small file system", "full, really", n_full)


def fill(filler: Path, room_kb: int) -> None:
    """Leave so much room on the disk and no more."""
    free = shutil.disk_usage(filler.parent).free
    filler.write_bytes(bytes(free - 1024 * room_kb))


def test_a_disk_that_became_read_only_is_said_and_what_is_on_it_can_be_read(
    small_disk: Path, doodle: bytes, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    telling = Telling(small_disk / "here")
    telling.folder.mkdir()
    telling.begin(doodle)
    telling.make_all()
    storyvid = Command(telling.data, monkeypatch, capfd)
    drawing = telling.folder / "cat.png"
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)

    assert "pip" in storyvid.run("status").stdout
    assert faults_of("pip", telling.store, hashes=True) == []
    for asset in STAGES:
        with pytest.raises(MediaError, match="Let this user write there"):
            telling.make(asset)
    for command in (["up", "--port", "0"], ["make", drawing], ["forget", "pip"]):
        done = storyvid.run(*command)
        assert done.returncode == 1
        assert "Read-only file system. Let this user write there" in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1

    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    telling.make_all()
    assert set(telling.shop.asked.values()) == {1}, "nothing was bought twice"
