import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import AliasChoices

from storyvid_dagster import settings
from storyvid_dagster.errors import SetupError

TOP = Path(__file__).parents[1]
GUIDE = TOP / "docs" / "guide.md"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for field in settings.Settings.model_fields:
        monkeypatch.delenv(f"STORYVID_{field.upper()}", raising=False)


@pytest.mark.parametrize("field", settings.Settings.model_fields)
def test_every_setting_is_in_the_guide(field: str) -> None:
    assert f"| `STORYVID_{field.upper()}` |" in GUIDE.read_text(encoding="utf-8")


def names_of_settings() -> set[str]:
    """Every variable of the environment that is read."""
    names = {f"STORYVID_{field.upper()}" for field in settings.Settings.model_fields}
    for field in settings.Settings.model_fields.values():
        if isinstance(field.validation_alias, AliasChoices):
            names |= {str(choice) for choice in field.validation_alias.choices}
    return names


def files_for_people() -> Iterator[Path]:
    """Whatever a person reads: documents, and code with its messages."""
    yield from (TOP / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Makefile"))
    for folder, end in (("docs", "md"), ("storyvid_dagster", "py"), ("storyvid_dagster", "yaml")):
        yield from (TOP / folder).rglob(f"*.{end}")


def test_every_setting_that_is_named_anywhere_exists() -> None:
    known = names_of_settings()
    named = re.compile(r"\b(?:STORYVID|OPENAI|ELEVENLABS)_[A-Z0-9_]+(\{?)")
    unknown: list[str] = []
    for path in files_for_people():
        for match in named.finditer(path.read_text(encoding="utf-8")):
            name = match[0].removesuffix("{")
            exists = any(each.startswith(name) for each in known) if match[1] else name in known
            unknown += [] if exists else [f"{path.relative_to(TOP)}: {name}"]
    assert unknown == []


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


@pytest.mark.parametrize(("before", "now"), settings.RENAMED.items())
@pytest.mark.parametrize("place", ["environment", ".env"])
def test_an_old_name_is_read_with_a_warning(
    before: str, now: str, place: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    value = {"STORYVID_MODERATOR": "embedded", "STORYVID_RETRY_FOR_S": "7"}[now]
    if place == ".env":
        Path(".env").write_text(f"{before}={value}\n")
    else:
        monkeypatch.setenv(before, value)
    assert str(getattr(settings.load(), now.removeprefix("STORYVID_").lower())).startswith(value)
    (record,) = caplog.records
    assert before in record.getMessage()
    assert now in record.getMessage()
