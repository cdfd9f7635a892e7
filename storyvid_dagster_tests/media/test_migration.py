"""A data folder of an older version is found again under the names of this one."""

from pathlib import Path

from storyvid_dagster.billing.reservations import Reservations
from storyvid_dagster.core import names
from storyvid_dagster.media.migration import migrate
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.storytelling.used_plots import UsedPlots


def test_files_of_an_older_version_are_moved_once_and_newer_ones_stay(tmp_path: Path) -> None:
    store = MediaStore(tmp_path)
    store.put("told/old_small-gray-cloud.txt", b"")
    store.put("told/both_small-gray-cloud.txt", b"old")
    store.put("used_plots/both_small-gray-cloud.txt", b"new")
    digest = "a" * 64
    store.put(f"asked/{digest}.json", b"{}")
    moved = migrate(store)
    assert len(moved) == 3
    assert not (tmp_path / "told").exists()
    assert not (tmp_path / "asked").exists()
    assert store.get("used_plots/both_small-gray-cloud.txt") == b"new"
    assert UsedPlots(store).to_others("mine").total() == 2
    assert store.exists(names.reservation(digest))
    assert Reservations(store).under_way() == []
    assert migrate(store) == []
