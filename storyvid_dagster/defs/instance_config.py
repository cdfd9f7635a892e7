"""The `dagster.yaml` of an instance: as shipped for one machine or for many, or somebody's own."""

import hashlib
import shutil
from pathlib import Path

from storyvid_dagster import paths

_SHIPPED_BEFORE = "b8d68a75842c6ffd50e24068b30aacb0d412150c68e11e4464308383d933c206"
"""SHA-256 of the configuration that was copied before its digest was noted."""


def choose(home: Path, *, shared: bool) -> None:
    """Configure the instance in `home` for one machine or for many, unless somebody changed its file."""
    if shared or _is_shared(home):
        _put(home, paths.SHARED_DAGSTER_CONFIG if shared else paths.DAGSTER_CONFIG)


def refresh(home: Path) -> None:
    """Bring the configuration up to date, unless somebody changed it."""
    _put(home, paths.SHARED_DAGSTER_CONFIG if _is_shared(home) else paths.DAGSTER_CONFIG)


def is_ours(home: Path) -> bool:
    """Tell whether the instance in `home` is configured as shipped, and not by somebody's own hand."""
    config, noted = home / "dagster.yaml", _noted(home)
    shipped = noted.read_text(encoding="utf-8") if noted.exists() else _SHIPPED_BEFORE
    return not config.exists() or hashlib.sha256(config.read_bytes()).hexdigest() == shipped


def _is_shared(home: Path) -> bool:
    config = home / "dagster.yaml"
    return config.exists() and b"SharedRunLauncher" in config.read_bytes()


def _put(home: Path, shipped: Path) -> None:
    if is_ours(home):
        home.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shipped, home / "dagster.yaml")
        _noted(home).write_text(hashlib.sha256(shipped.read_bytes()).hexdigest(), encoding="utf-8")


def _noted(home: Path) -> Path:
    return home / ".dagster.yaml.shipped"
