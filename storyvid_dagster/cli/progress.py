"""Draws the stages of a story while they are made."""

import logging
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TaskID, TextColumn
from rich.table import Column
from rich.text import Text

from storyvid_dagster.stages.progress import Step

STAGES = {
    "drawing": "drawing",
    "drawing_analysis": "cut & read",
    "story_script": "story",
    "scene_images": "pictures",
    "narration": "narration",
    "story_video": "film",
}


class Seconds(ProgressColumn):
    """How long a stage has taken, in few letters: a terminal is 80 wide."""

    def render(self, task: Task) -> Text:
        """Write whole seconds."""
        elapsed_s = task.finished_time if task.finished else task.elapsed
        return Text(f"{elapsed_s or 0:.0f} s", style="progress.elapsed")


class ProgressDisplay(logging.Handler):
    """The stages of a story, fed by the records of `stages.progress.report`.

    On a terminal each stage is a bar; elsewhere, as in a log file, each is a line when it ends.
    """

    def __init__(self, console: Console) -> None:
        super().__init__()
        self._console = console
        self._started_s = time.monotonic()
        self._bars = Progress(
            SpinnerColumn(finished_text="[green]✓[/]"),
            TextColumn("{task.description:<10}"),
            BarColumn(bar_width=12),
            TextColumn("{task.completed}/{task.total}", table_column=Column(no_wrap=True)),
            Seconds(table_column=Column(no_wrap=True, min_width=4)),
            TextColumn("[dim]{task.fields[what]}", table_column=Column(no_wrap=True, overflow="ellipsis")),
            console=console,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Show the step that the record carries."""
        step = getattr(record, "step", None)
        if not isinstance(step, Step):
            return
        label = STAGES.get(step.stage, step.stage)
        if not self._console.is_terminal:
            if step.done == step.total:
                elapsed_s = time.monotonic() - self._started_s
                line = f"{elapsed_s:4.0f} s  {label}: {step.what}, {step.done} of {step.total}"
                self._console.print(line, highlight=False, markup=False, soft_wrap=True)
            return
        if step.stage not in self._tasks:
            self._tasks[step.stage] = self._bars.add_task(label, total=step.total, what="")
        self._bars.update(
            self._tasks[step.stage], completed=step.done, total=step.total, what=step.what.replace("[", "(")
        )

    def __enter__(self) -> Self:
        """Start showing."""
        logger = logging.getLogger("storyvid_dagster")
        logger.setLevel(logging.INFO)
        logger.addHandler(self)
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop showing."""
        self._bars.stop()
        logging.getLogger("storyvid_dagster").removeHandler(self)
