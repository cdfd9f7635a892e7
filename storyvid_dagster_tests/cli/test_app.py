import errno
import os
import sys
from pathlib import Path

import pytest

from storyvid_dagster.cli import app


def test_native_windows_is_told_of_wsl(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["storyvid", "status"])
    monkeypatch.setattr(app.os, "name", "nt")
    with pytest.raises(SystemExit, match="1"):
        app.main()
    assert "WSL" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "no room for movie.mp4"),
        (errno.EROFS, "Let this user write there"),
        (errno.EIO, "Look after that disk"),
    ],
)
def test_a_disk_that_fails_is_told_in_one_line_wherever_it_does(
    number: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail() -> None:
        raise OSError(number, os.strerror(number), str(tmp_path / "movie.mp4"))

    monkeypatch.setattr(app, "app", fail)
    with pytest.raises(SystemExit, match="1"):
        app.main()
    told = capsys.readouterr().err
    assert said in told
    assert len(told.splitlines()) == 1
