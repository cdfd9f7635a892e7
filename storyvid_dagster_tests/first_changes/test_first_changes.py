"""Each first change of CONTRIBUTING.md is made as it is told there, and does what it is for."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

import pytest

from storyvid_dagster_tests.first_changes.changes import CHANGES
from storyvid_dagster_tests.first_changes.checkout import TOP, Checkout, first_changes

TRIALS = "storyvid_dagster_tests/first_changes/trials.py"
MAP = first_changes()
ENGLISH = re.compile(r"""["']en[-"']|lang="en"|>en<|language=eng|"The End"|\bEnglish voice\b""")
"""What gives a file away that knows only English."""


@dataclass(frozen=True)
class Tried:
    """The checkout with every change in it, and what came of them."""

    checkout: Checkout
    edited: dict[str, list[str]]
    failures: dict[str, str]
    """By test; empty for one that passed."""
    output: str


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    checkout = Checkout.copied_to(tmp_path_factory.mktemp("checkout"))
    edited: dict[str, list[str]] = {}
    for name, change in CHANGES.items():
        checkout.edited = []
        try:
            change(checkout, MAP[name])
            edited[name] = checkout.edited
        except AssertionError as error:
            edited[name] = [str(error)]
    report = checkout.root / "report.xml"
    tests = [
        TRIALS,
        *(
            f"storyvid_dagster_tests/{name}.py"
            for name in ("cli/test_story_options", "providers/test_contracts")
        ),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junit-xml={report}", *tests,
         "-k", "trials or dedication or palette or language or style or reader or the_command_line_has"],
        cwd=checkout.root, env={**os.environ, "PYTHONPATH": str(checkout.root)},
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert report.exists(), done.stdout + done.stderr
    failures = {
        case.attrib["name"]: "\n".join(part.text or "" for part in case if part.tag in ("failure", "error"))
        for case in ElementTree.parse(report).iter("testcase")
    }
    return Tried(checkout, edited, failures, done.stdout)


def test_every_first_change_of_the_map_is_tried() -> None:
    assert list(MAP) == list(CHANGES)


@pytest.mark.parametrize("name", CHANGES)
def test_the_files_of_the_map_are_where_it_says(name: str) -> None:
    assert MAP[name]
    assert [step.path for step in MAP[name] if (TOP / step.path).exists() == step.is_new] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_the_change_works_when_made_as_the_map_tells(name: str, tried: Tried) -> None:
    trial = f"test_{name.lower().replace(' ', '_')}"
    assert tried.failures.get(trial, "") == ""
    assert trial in tried.failures or name == "A provider", tried.output
    if name != "A language":
        assert tried.edited[name] == [step.path for step in MAP[name]]


@pytest.mark.slow
def test_what_is_there_takes_the_changes_in(tried: Tried) -> None:
    for test in (
        "values[dedication]",
        "values[style]",
        "values[reader]",
        "values[language]",
        "has_every_option[make]",
        "palette]",
    ):
        (came_of_it,) = {failure for name, failure in tried.failures.items() if test in name}
        assert came_of_it == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "member"), [("Style", "CHALK"), ("Setting", "DESERT"), ("Action", "TUMBLE")]
)
def test_no_table_was_forgotten(kind: str, member: str, tried: Tried) -> None:
    assert tried.checkout.tables_of(kind)
    assert tried.checkout.tables_without(kind, member) == []


@pytest.mark.parametrize(
    ("kind", "page"), [("VoiceType", "CONTRIBUTING.md"), ("Theme", "docs/architecture.md")]
)
def test_the_tables_of_other_choices_are_told(kind: str, page: str) -> None:
    tables = Checkout(TOP).tables_of(kind)
    text = (TOP / page).read_text(encoding="utf-8")
    assert tables
    assert [path for path in tables if f"`{path.removeprefix('storyvid_dagster/')}`" not in text] == []


def test_all_that_knows_only_english_is_told() -> None:
    told = tuple(step.path for step in MAP["A language"])
    english = [
        path.relative_to(TOP).as_posix()
        for path in (TOP / "storyvid_dagster").rglob("*.py")
        if ENGLISH.search(path.read_text(encoding="utf-8"))
    ]
    assert len(english) > 5
    assert [path for path in english if not path.startswith(told)] == []
