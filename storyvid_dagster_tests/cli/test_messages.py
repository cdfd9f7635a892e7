"""What a command that cannot do its work says, and what is said of a setup."""

from pathlib import Path

import pytest

from storyvid_dagster_tests.cli.in_process import Command

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "01-crayon-cat.jpg"


@pytest.fixture
def storyvid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path, monkeypatch, capfd)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["make", "/no/such/drawing.png"], "/no/such/drawing.png"),
        (["make", __file__], "drawing"),
        (["extras", "0badf00d"], "0badf00d"),
        (["preview", "0badf00d"], "0badf00d"),
        (["make", SAMPLE, "--music", "/no/such.mp3"], "/no/such.mp3"),
        (["make", SAMPLE, "--name", "x" * 99], "child_name"),
        (["anthology", "class-3b", "nobody"], "there is no story nobody"),
        (["anthology", "Class 3B"], "Class 3B"),
        (["status", "nobody"], "nobody"),
        (["forget", "nobody"], "nobody"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(
    storyvid: Command, arguments: list[str | Path], said: str
) -> None:
    done = storyvid.run(*arguments)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_setup_is_judged(storyvid: Command, tmp_path: Path) -> None:
    done = storyvid.run("check-setup")
    assert done.returncode == 0
    assert "ffmpeg version" in done.stdout
    assert "configured as shipped" in done.stdout
    config = tmp_path / "dagster" / "dagster.yaml"
    config.parent.mkdir(exist_ok=True)
    config.write_text("telemetry: {enabled: false}\n", encoding="utf-8")
    assert "of your own" in storyvid.run("check-setup").stdout
