"""How all stories stand, of which few are read at a time: there may be a hundred thousand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.defs.story_states import State, Story
from storyvid_dagster.web.orchestrator import Orchestrator


@dataclass(frozen=True)
class Standing:
    """Remembers how stories stand. One that is finished is read again after its next run only.

    What happens to the files of a finished story meanwhile is the business of the nightly schedule and of
    `storyvid verify`.
    """

    _known: dict[str, Story] = field(default_factory=dict[str, Story])
    """In the order in which they were read."""
    _lock: Lock = field(default_factory=Lock)

    def look(self, orchestrator: Orchestrator, *, most: int) -> tuple[list[Story], int]:
        """Read stories that were never read, then those that may have changed, longest unread first.

        Args:
            orchestrator: Knows the stories.
            most: Most stories that are read.

        Returns:
            The stories as they were read last, newest first, and how many were never read yet.
        """
        runs = orchestrator.last_runs()
        with self._lock:
            due = self._due(runs)[:most]
            read, _ = orchestrator.stories(offset=0, limit=most, among=frozenset(due))
            for run_id in due:
                self._known.pop(run_id, None)
            self._known.update((story.run_id, story) for story in read)
            for gone in self._known.keys() - runs.keys():
                del self._known[gone]
            known = [story for run_id in runs if (story := self._known.get(run_id))]
        return known, len(runs) - len(known)

    def _due(self, runs: Mapping[str, LastRun | None]) -> list[str]:
        unread = [run_id for run_id in runs if run_id not in self._known]
        changing = [
            run_id
            for run_id, story in self._known.items()
            if run_id in runs and (story.state is not State.FINISHED or story.last_run != runs[run_id])
        ]
        return unread + changing
