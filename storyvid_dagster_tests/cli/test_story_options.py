import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from storyvid_dagster.cli.app import app
from storyvid_dagster.cli.story_options import takes_story_options
from storyvid_dagster.core.options import OPTIONS, Option
from storyvid_dagster.core.request import StoryRequest

GUIDE = (Path(__file__).parents[2] / "docs" / "guide.md").read_text(encoding="utf-8")
COMMANDS = ("make", "estimate")


@pytest.fixture
def asked() -> tuple[typer.Typer, list[Mapping[str, Any]]]:
    """A command that notes what it was given."""
    noted: list[Mapping[str, Any]] = []
    small = typer.Typer()

    @small.command()
    @takes_story_options
    def tell(drawing: str, options: Mapping[str, Any], loud: bool = False) -> None:
        noted.append({"drawing": drawing, "loud": loud, **options})

    return small, noted


def test_every_option_has_its_words() -> None:
    assert [option.name for option in OPTIONS] == list(StoryRequest.model_fields)
    assert not [option.name for option in OPTIONS if not option.help]


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_the_guide_has_a_row_for_every_option_with_its_values(option: Option) -> None:
    row = next(line for line in GUIDE.splitlines() if line.startswith("| ") and f"`{option.name}`" in line)
    assert all(alias in row for alias in option.aliases)
    assert all(re.search(rf"\b{re.escape(choice)}\b", row) for choice in option.choices if choice != "auto")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_line_has_every_option(command: str) -> None:
    told = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).output
    assert not [flag for option in OPTIONS for flag in option.flags if flag not in told]


def test_what_is_given_reaches_the_command_by_the_names_of_the_request(
    asked: tuple[typer.Typer, list[Mapping[str, Any]]],
) -> None:
    small, noted = asked
    given = ["cat.png", "--voice", "silly", "--age", "4", "--aspect", "9:16", "--budget-usd", "0.5", "--loud"]
    assert CliRunner().invoke(small, given).exit_code == 0
    assert CliRunner().invoke(small, ["cat.png", "--voice-type", "Wise"]).exit_code == 0
    assert noted == [
        {
            "drawing": "cat.png", "loud": True, "voice_type": "silly", "child_age": 4, "aspect": "9:16",
            "budget_usd": 0.5,
        },
        {"drawing": "cat.png", "loud": False, "voice_type": "wise"},
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", [["--age", "12"], ["--theme", "war"], ["--scenes", "many"]])
def test_a_value_that_there_is_not_is_refused_with_those_there_are(
    asked: tuple[typer.Typer, list[Mapping[str, Any]]], wrong: list[str]
) -> None:
    small, noted = asked
    told = CliRunner().invoke(small, ["cat.png", *wrong], env={"COLUMNS": "200"})
    assert told.exit_code == 2
    assert wrong[0] in told.output
    assert not noted
