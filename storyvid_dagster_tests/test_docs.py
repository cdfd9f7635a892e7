"""Every command that a page for people shows is one that there is, and is run where it is quick."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
import yaml

from storyvid_dagster.cli.app import app
from storyvid_dagster_tests.cli.in_process import Command

TOP = Path(__file__).parents[1]
PAGES = [
    TOP / "README.md",
    TOP / "CONTRIBUTING.md",
    TOP / "data" / "README.md",
    *(TOP / "docs").rglob("*.md"),
]
PACKAGE = TOP / "storyvid_dagster"
TESTS = TOP / "storyvid_dagster_tests"
BIN = Path(sys.executable).parent

FENCED = re.compile(r"^```(?:sh|bash|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`((?:storyvid |make |pytest |python -m storyvid_dagster)[^`]*)`")
ELSEWHERE = ("curl", "dg", "dagster", "pip", "pre-commit", "git")
"""Programs of others, which are not ours to try."""
EXAMPLES = {"DRAWING": "cat.png", "FOLDER": ".", "RUN_ID": "561093cc", "NAME": "class-3b", "N": "1"}
"""What may stand for the words in capitals."""
QUICK = ("cache", "check-setup", "cost", "dagster-home", "down", "estimate", "status", "verify")
"""Commands that end at once in an empty data folder."""


def in_blocks() -> Iterator[str]:
    """Every command of a block of commands, without what stands before and after it."""
    for page in PAGES:
        for block in FENCED.findall(page.read_text(encoding="utf-8")):
            for line in block.splitlines():
                command = re.sub(r"\s+#.*|^#.*|^\$ ", "", line)
                inner = re.fullmatch(r"export \w+=\$\((.*)\)", command)
                command = inner[1] if inner else command
                if command and not command.startswith("export "):
                    yield command


def in_lines() -> Iterator[str]:
    """Every command that stands in a line of text: all that may be said is said, in place of capitals."""
    for page in PAGES:
        for command in INLINE.findall(page.read_text(encoding="utf-8")):
            whole = re.sub(r"\[options\]|\.\.\.|[\[\]]", "", command)
            yield re.sub(
                r"\b(?:DRAWING|FOLDER|RUN_ID|NAME|N)\b(?!=)", lambda word: EXAMPLES[word[0]], whole
            ).strip()


COMMANDS = sorted({*in_blocks(), *in_lines()})


def assert_known(words: list[str], *, mentioned: bool) -> None:
    """Assert that `storyvid` would take these words; only `mentioned`, it may stand without what it needs."""
    group = typer.main.get_command(app)
    assert words[0] in group.commands, f"storyvid has no command {words[0]}"  # pyright: ignore
    if len(words) > 1 or not mentioned:
        group.commands[words[0]].make_context(words[0], words[1:])  # pyright: ignore


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_one_that_there_is(command: str) -> None:
    if " | " in command:
        commands = [command, *(f"storyvid {name}" for name in command.split(" | ")[1:])]
        for each in (part.partition(" | ")[0] for part in commands):
            assert_known(shlex.split(each)[1:], mentioned=True)
        return
    program, *words = shlex.split(command)
    if program == "storyvid":
        assert_known(words, mentioned=True)
    elif program == "make":
        makefile = (TOP / "Makefile").read_text(encoding="utf-8")
        for word in words:
            name, is_variable, value = word.partition("=")
            assert re.search(rf"^{name} \?=" if is_variable else rf"^{name}:", makefile, re.MULTILINE), word
            if name == "ARGS":
                assert_known(["make", "cat.png", *shlex.split(value)], mentioned=False)
    elif program == "pytest":
        assert all((TOP / word.partition("::")[0]).exists() for word in words if not word.startswith("-"))
    elif program == "python":
        assert words[:2] == ["-m", "storyvid_dagster"]
    else:
        assert program in ELSEWHERE, f"nothing tries `{command}`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TOP).as_posix())
def test_every_file_of_ours_that_a_page_names_is_there(page: Path) -> None:
    text = re.sub(r"^.*, new:.*$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    names = re.findall(r"`((?:[a-z_]+/)+(?:\w+\.(?:py|yaml|md))?)`", text)
    ours = [name for name in names if name.count("/") > 1 or not name.endswith("/")]
    folders = (TOP, PACKAGE, PACKAGE / "render", page.parent)
    missing = [
        name
        for name in ours
        if (PACKAGE / name.partition("/")[0]).exists() and not any((each / name).exists() for each in folders)
    ]
    everywhere = {path.name for folder in (PACKAGE, TESTS, TOP / "docs") for path in folder.rglob("*.py")}
    assert missing == []
    assert [name for name in re.findall(r"`(\w+\.py)`", text) if name not in everywhere] == []


def test_no_page_has_been_overlooked() -> None:
    assert {"make demo", "make test", "make test-fast", "storyvid cost"} <= set(COMMANDS)


@pytest.mark.parametrize(
    "wrong",
    ["paint cat.png", "make cat.png --stile comic", "make cat.png --style oil", "make --age five cat.png"],
)
def test_a_command_that_there_is_not_would_be_found(wrong: str) -> None:
    with pytest.raises((AssertionError, typer.BadParameter.__base__ or Exception)):
        assert_known(wrong.split(), mentioned=True)


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [command for command in COMMANDS if shlex.split(command)[:2][-1] in QUICK and "561093cc" not in command],
)
def test_commands_that_are_quick_do_what_they_say(
    command: str,
    tmp_path: Path,
    doodle: bytes,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for name in ("cat.png", "cat.jpg"):
        (tmp_path / name).write_bytes(doodle)
    words = shlex.split(command)[1:]
    if words == ["estimate"]:
        words.append("cat.png")
    monkeypatch.chdir(tmp_path)
    done = Command(tmp_path / "data", monkeypatch, capfd).run(*words)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip()


@pytest.mark.slow
def test_the_package_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "storyvid_dagster", "--help"],
        cwd=TOP, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    missing = [name for name in typer.main.get_command(app).commands if name not in done.stdout]  # pyright: ignore
    assert missing == [], done.stdout


def test_what_pre_commit_runs_is_installed_by_make() -> None:
    config = yaml.safe_load((TOP / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in config["repos"]] == ["local"]
    hooks = config["repos"][0]["hooks"]
    assert {hook["id"] for hook in hooks} == {"ruff-format", "ruff-check", "basedpyright"}
    for hook in hooks:
        program = Path(shlex.split(hook["entry"])[0])
        assert hook["language"] == "system"
        assert program.parent == Path(".venv/bin")
        assert (BIN / program.name).exists()
