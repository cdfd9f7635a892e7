"""What a person is told who waits for another process in vain."""

from pathlib import Path

import pytest
from filelock import FileLock

from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.errors import MediaError
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.store import MediaStore


def test_waiting_for_the_upload_folder_ends_in_words(tmp_path: Path, store: MediaStore) -> None:
    inbox = Inbox(tmp_path / "inbox", store)
    with (
        inbox.lock(),
        pytest.raises(MediaError, match=r"working on the upload folder.*try again"),
        inbox.lock(timeout_s=0),
    ):
        pass


def test_waiting_for_the_instance_ends_in_words(tmp_path: Path) -> None:
    with (
        FileLock(tmp_path / ".first-start.lock"),
        pytest.raises(MediaError, match=r"working on the Dagster instance.*try again"),
        open_instance(tmp_path, timeout_s=0),
    ):
        pass
