"""What the web pages and the HTTP API ask of Dagster, in words that know nothing of it."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from storyvid_dagster.defs.backfills import launch_backfill, not_begun, take_back
from storyvid_dagster.defs.failures import why_failed
from storyvid_dagster.defs.forgetting import anthologies_with, end_runs, forget, forget_anthology
from storyvid_dagster.defs.jobs import make_anthology
from storyvid_dagster.defs.nights import LastNight, last_night
from storyvid_dagster.defs.partitions import ANTHOLOGY_TAG, PARTITION_TAG, RUN_ID
from storyvid_dagster.defs.records import LastRun, newest_first, stories_of
from storyvid_dagster.defs.story_states import Story, read_stories
from storyvid_dagster.errors import RequestError
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.intake.uploads import want_too
from storyvid_dagster.stages.approval import approve

_ANTHOLOGY_RUNS = 50
_ASKED_TAG = "storyvid/asked_for"


@dataclass(frozen=True)
class DagsterOrchestrator:
    """The instance of this project; fills `Orchestrator` in `web/orchestrator.py`."""

    instance: dg.DagsterInstance
    inbox: Inbox

    def stories(
        self, *, offset: int, limit: int, among: Container[str] | None = None
    ) -> tuple[list[Story], int]:
        """Give a page of the stories, or of those among some, newest first, and how many there are in all."""
        newest = [run_id for run_id in self._newest_first() if among is None or run_id in among]
        page = newest[offset : offset + limit]
        runs = stories_of(self._home, page)
        told = {run_id: runs.get(run_id) for run_id in page}
        return read_stories(self._home, self.inbox.store, told, asked=self.asked()), len(newest)

    def last_runs(self) -> dict[str, LastRun | None]:
        """Give every story with its newest run, newest first."""
        runs = stories_of(self._home)
        return {run_id: runs.get(run_id) for run_id in self._newest_first()}

    def _newest_first(self) -> Iterable[str]:
        waiting = reversed(self.inbox.memory.pending_run_ids())
        return dict.fromkeys([*waiting, *newest_first(self._home)])

    def story(self, run_id: str) -> Story | None:
        """Give one story; `None`: there is none of that run_id."""
        runs = stories_of(self._home, [run_id])
        if run_id not in runs and not self.inbox.has(run_id):
            return None
        run = {run_id: runs.get(run_id)}
        (story,) = read_stories(self._home, self.inbox.store, run, asked=self.asked())
        return story

    def last_night(self) -> LastNight | None:
        """Give what came of the last night; `None`: nothing was to be made in any."""
        return last_night(self.instance)

    def why_failed(self, story: Story) -> str:
        """Say why the newest run of a story failed; empty: it did not."""
        if story.last_run is None or not story.failed:
            return ""
        return self.why_run_failed(story.last_run)

    def taken(self) -> set[str]:
        """Give the run_ids that exist already."""
        return set(self.instance.get_dynamic_partitions(RUN_ID))

    def make(self, run_id: str, assets: Sequence[str]) -> None:
        """Ask the daemon to make these assets of a story; it looks every half minute.

        Raises:
            RequestError: It was asked already.
        """
        if run_id in not_begun(self.instance, _ASKED_TAG):
            raise RequestError(f"run {run_id}: that was asked for already and begins within half a minute")
        with self.inbox.lock():
            want_too(run_id, assets, self.inbox.store)
            self.inbox.memory.go_on(run_id)
        self.instance.add_dynamic_partitions(RUN_ID, [run_id])
        launch_backfill(
            self.instance,
            map(dg.AssetKey, assets),
            [run_id],
            title=f"asked for on the page: {', '.join(assets)}",
            tags={"storyvid/source": "page", _ASKED_TAG: run_id},
        )

    def approve(self, run_id: str) -> None:
        """Say yes to the script of a story, and ask for what is made of it.

        Raises:
            RequestError: It does not wait for that.
        """
        self.make(run_id, approve(run_id, self.inbox.store))

    def cancel(self, run_id: str) -> None:
        """Take back what has not begun of a story, and tell what is at work to end."""
        if backfill_id := not_begun(self.instance, _ASKED_TAG).get(run_id):
            take_back(self.instance, backfill_id)
        end_runs(self.instance, self.instance.get_runs(dg.RunsFilter(tags={PARTITION_TAG: run_id})))
        self.inbox.started(run_id)  # a drawing that waits for its run is not begun either
        self.inbox.memory.stop(run_id)

    def forget(self, run_id: str) -> list[str]:
        """Delete a story whole, and give one line for each thing removed; none: there was no such story.

        Raises:
            RequestError: A run of it is at work and does not end.
        """
        return forget(self.instance, self.inbox, run_id)

    def forget_anthology(self, name: str) -> list[str]:
        """Delete an anthology whole, and give one line for each thing removed; its stories stay.

        Raises:
            RequestError: A run of it is at work and does not end.
        """
        return forget_anthology(self.instance, self.inbox, name)

    def anthologies_with(self, run_id: str) -> list[str]:
        """Give the names of the anthologies that hold a story."""
        return anthologies_with(self.instance, run_id)

    def anthology_runs(self) -> dict[str, LastRun]:
        """Give the newest run of each anthology that was asked for on the page lately."""
        runs = self.instance.get_runs(dg.RunsFilter(job_name=make_anthology.name), limit=_ANTHOLOGY_RUNS)
        return {
            run.tags[ANTHOLOGY_TAG]: LastRun(run.run_id, run.status.value)
            for run in reversed(runs)
            if ANTHOLOGY_TAG in run.tags
        }

    def why_run_failed(self, run: LastRun) -> str:
        """Say why a run failed."""
        return why_failed(self.instance, run.dagster_run_id)

    def asked(self) -> set[str]:
        """Give the stories that are asked for, and no run of that has begun."""
        return {*not_begun(self.instance, _ASKED_TAG), *self.inbox.memory.pending_run_ids()}

    @property
    def _home(self) -> Path:
        return Path(self.instance.root_directory)
