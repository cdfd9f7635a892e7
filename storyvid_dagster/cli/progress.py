"""Draws the stages of a story while they are made."""

import logging
import time
from abc import ABC, abstractmethod
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


class _Display(logging.Handler, ABC):
    """Shows the steps of `stages.progress.report` until it is closed."""

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

    @property
    def elapsed_s(self) -> float:
        """How long it has been shown."""
        return time.monotonic() - self._started_s

    @abstractmethod
    def show(self, step: Step) -> None:
        """Show a step."""

    def emit(self, record: logging.LogRecord) -> None:
        """Show the step that the record carries, if any."""
        step = getattr(record, "step", None)
        if isinstance(step, Step):
            self.show(step)

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


class ProgressDisplay(_Display):
    """The stages of a story: on a terminal each is a bar; elsewhere, as in a log file, a line at its end."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._tasks: dict[str, TaskID] = {}

    def show(self, step: Step) -> None:
        """Move the bar of the step's stage, or write its line."""
        label = STAGES.get(step.stage, step.stage)
        if self._console.is_terminal:
            if step.stage not in self._tasks:
                self._tasks[step.stage] = self._bars.add_task(label, total=step.total, what="")
            task = self._tasks[step.stage]
            self._bars.update(task, completed=step.done, total=step.total, what=_plain(step.what))
        elif step.done == step.total:
            line = f"{self.elapsed_s:4.0f} s  {label}: {step.what}, {step.done} of {step.total}"
            self._console.print(line, highlight=False, markup=False, soft_wrap=True)


class BatchDisplay(_Display):
    """Many drawings: a line for each that ended, a bar for all of them, and one for the one at work."""

    def __init__(self, console: Console, n_drawings: int) -> None:
        super().__init__(console)
        self._n_drawings, self._n_ended = n_drawings, 0
        self._all = self._bars.add_task("stories", total=n_drawings, what="")
        self._now = self._bars.add_task("", total=len(STAGES), what="", visible=False)
        self._done: set[str] = set()

    def begin(self, drawing: str, run_id: str) -> None:
        """Say which drawing is at work."""
        self._done.clear()
        what = f"{_plain(drawing)}, {run_id}"
        self._bars.reset(self._now, total=len(STAGES), completed=0, visible=True, what=what)

    def show(self, step: Step) -> None:
        """Say which stage is at work."""
        if step.done == step.total:
            self._done.add(step.stage)
        label = STAGES.get(step.stage, step.stage)
        self._bars.update(self._now, description=label, completed=len(self._done))

    def end(self, drawing: str, *, made: str | None = None, problem: str | None = None) -> None:
        """Write the line of a drawing: what was made of it, or why nothing was."""
        self._n_ended += 1
        self._bars.update(self._all, completed=self._n_ended)
        mark, said = ("✓", made) if problem is None else ("✗", problem)
        line = f"{mark} {self._n_ended}/{self._n_drawings} {self.elapsed_s:4.0f} s  {drawing}: {said}"
        self._console.print(line, highlight=False, markup=False, soft_wrap=True)


def _plain(text: str) -> str:
    """Take the sense of markup from brackets."""
    return text.replace("[", "(")
