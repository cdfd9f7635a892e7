"""The `storyvid` command in the process of the tests: Dagster need not be loaded for each."""

import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from storyvid_dagster.cli.app import main


class Ended(NamedTuple):
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


class Command:
    """Runs `storyvid` on a data folder of its own; what it prints is taken from `capfd`."""

    def __init__(
        self, data_dir: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("STORYVID_DATA_DIR", str(data_dir))
        self._monkeypatch, self._capfd = monkeypatch, capfd

    def run(self, *arguments: str | Path) -> Ended:
        """Run the command with these words to its end."""
        self._monkeypatch.setattr(sys, "argv", ["storyvid", *map(str, arguments)])
        self._capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else int(code is not None), *self._capfd.readouterr())
