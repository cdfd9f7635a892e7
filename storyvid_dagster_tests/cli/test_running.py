"""Who may work on a data folder at the same time."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storyvid_dagster.cli.running import CHILD, Running
from storyvid_dagster.errors import SetupError

WAITS = "import sys; print('begun', flush=True); sys.stdin.read()"
"""Stands for a program of Dagster; the words of its command line are what it is known by."""


@contextmanager
def beside(home: Path, *words: str) -> Iterator[int]:
    with subprocess.Popen(
        [sys.executable, "-c", WAITS, *words], env={**os.environ, "DAGSTER_HOME": str(home)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        try:
            yield process.pid
        finally:
            process.kill()


@pytest.mark.parametrize("word", ["dagster._daemon", "/usr/bin/dagster-daemon"])
def test_up_is_refused_beside_somebody_elses_daemon_on_the_same_instance(word: str, tmp_path: Path) -> None:
    running = Running(tmp_path / "dagster")
    with beside(running.home, word, "run") as pid, pytest.raises(SetupError) as refused:
        running.require_no_other_daemon()
    assert all(words in str(refused.value) for words in (str(pid), str(running.home), "end it"))
    running.require_no_other_daemon()


def test_daemons_of_other_instances_and_of_up_itself_are_no_matter(tmp_path: Path) -> None:
    running = Running(tmp_path / "dagster")
    with beside(tmp_path / "other", "dagster._daemon"), beside(running.home, CHILD, "dagster._daemon"):
        running.require_no_other_daemon()
