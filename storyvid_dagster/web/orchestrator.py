"""What pages and API ask of whoever makes stories."""

from collections.abc import Container, Mapping, Sequence
from typing import Protocol

from storyvid_dagster.defs.nights import LastNight
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.defs.story_states import Story


class Orchestrator(Protocol):
    """Who makes stories: Dagster, or a double."""

    def stories(
        self, *, offset: int, limit: int, among: Container[str] | None = None
    ) -> tuple[list[Story], int]:
        """Give a page of the stories, or of those among some, newest first, and how many there are in all."""
        ...

    def last_runs(self) -> Mapping[str, LastRun | None]:
        """Give every story with its newest run, newest first."""
        ...

    def story(self, run_id: str) -> Story | None:
        """Give one story; `None`: there is none of that run_id."""
        ...

    def last_night(self) -> LastNight | None:
        """Give what came of the last night; `None`: nothing was to be made in any."""
        ...

    def why_failed(self, story: Story) -> str:
        """Say why the newest run of a story failed; empty: it did not."""
        ...

    def taken(self) -> set[str]:
        """Give the run_ids that exist already."""
        ...

    def make(self, run_id: str, assets: Sequence[str]) -> None:
        """Ask for these assets of a story."""
        ...

    def approve(self, run_id: str) -> None:
        """Say yes to the script of a story, and ask for what is made of it."""
        ...

    def cancel(self, run_id: str) -> None:
        """Take back what has not begun of a story, and tell what is at work to end."""
        ...

    def forget(self, run_id: str) -> list[str]:
        """Delete a story whole, and give one line for each thing removed."""
        ...

    def anthology_runs(self) -> dict[str, LastRun]:
        """Give the newest run of each anthology that was asked for lately, by its name."""
        ...

    def why_run_failed(self, run: LastRun) -> str:
        """Say why a run failed."""
        ...

    def forget_anthology(self, name: str) -> list[str]:
        """Delete an anthology whole, and give one line for each thing removed; its stories stay."""
        ...

    def anthologies_with(self, run_id: str) -> list[str]:
        """Give the names of the anthologies that hold a story."""
        ...
