import sys

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
