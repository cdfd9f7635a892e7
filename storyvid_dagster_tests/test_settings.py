from pathlib import Path

import pytest

from storyvid_dagster import settings
from storyvid_dagster.errors import SetupError

GUIDE = Path(__file__).parents[1] / "docs" / "guide.md"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for field in settings.Settings.model_fields:
        monkeypatch.delenv(f"STORYVID_{field.upper()}", raising=False)


@pytest.mark.parametrize("field", settings.Settings.model_fields)
def test_every_setting_is_in_the_guide(field: str) -> None:
    assert f"| `STORYVID_{field.upper()}` |" in GUIDE.read_text(encoding="utf-8")


def test_the_data_dir_moves_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STORYVID_DATA_DIR", str(tmp_path / "elsewhere"))
    chosen = settings.load()
    assert chosen.uploads == tmp_path / "elsewhere" / "uploads"
    assert chosen.dagster_home == tmp_path / "elsewhere" / "dagster"


def test_a_dotenv_file_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("STORYVID_FPS=24\n")
    assert settings.load().fps == 24


def test_what_is_given_on_the_command_line_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORYVID_HEIGHT", "720")
    assert settings.load(height=480, fps=None).height == 480
    assert settings.load(height=None).height == 720


@pytest.mark.parametrize(("name", "value"), [("HEIGHT", "100"), ("FPS", "many"), ("EXECUTOR", "magic")])
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"STORYVID_{name}", value)
    with pytest.raises(SetupError, match=f"STORYVID_{name}"):
        settings.load()


def test_what_a_dotenv_file_says_reaches_processes_in_other_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("STORYVID_DATA_DIR", "DAGSTER_HOME"):
        monkeypatch.setenv(name, "")
    monkeypatch.delenv("STORYVID_DATA_DIR")
    for name in ("STORYVID_FPS", "STORYVID_LIKENESS", "STORYVID_OPENAI_API_KEY", "STORYVID_VOICE_SAYS_NAME"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    lines = "FPS=24", "LIKENESS=free", "OPENAI_API_KEY=sk-test", "VOICE_SAYS_NAME=no"
    (tmp_path / ".env").write_text("".join(f"STORYVID_{line}\n" for line in lines))
    chosen = settings.load()
    chosen.export()
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    assert settings.load() == chosen
    assert chosen.fps == 24
