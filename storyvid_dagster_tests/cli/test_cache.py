"""`storyvid cache` as it is typed."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from storyvid_dagster.cli.app import app
from storyvid_dagster.core import names
from storyvid_dagster.media.store import MediaStore


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache entry of 3 MB that was not used since 1970."""
    for name in ("STORYVID_DATA_DIR", "DAGSTER_HOME", "STORYVID_CACHE_GB"):
        monkeypatch.setenv(name, str(tmp_path / "data"))
    monkeypatch.delenv("STORYVID_CACHE_GB")
    store = MediaStore(tmp_path / "data")
    key = names.cached("segments", "ab" * 32, "mp4")
    store.put(key, bytes(3_000_000))
    os.utime(store.path(key), (0, 0))
    return store.path(key)


def said(*arguments: str) -> str:
    return CliRunner().invoke(app, ["cache", *arguments], catch_exceptions=False).output


def test_it_tells_what_is_there_and_its_bound(old: Path) -> None:
    assert "segments" in said()
    assert "1 entries, 3 MB of at most 20.0 GB" in said()
    assert old.exists()


def test_pruning_goes_down_to_the_bound_of_the_settings(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORYVID_CACHE_GB", "none")
    assert "removed 0 entries" in said("--prune")
    monkeypatch.setenv("STORYVID_CACHE_GB", "0.001")
    assert "removed 1 entries (3 MB)" in said("--prune")
    assert not old.exists()


def test_pruning_goes_down_to_what_is_typed(old: Path) -> None:
    assert "removed 0 entries" in said("--prune", "--to-gb", "0.1")
    assert "removed 1 entries" in said("--prune", "--to-gb", "0")
    assert not old.exists()


def test_a_size_without_pruning_is_a_mistake(old: Path) -> None:
    assert CliRunner().invoke(app, ["cache", "--to-gb", "1"]).exit_code != 0
    assert old.exists()
