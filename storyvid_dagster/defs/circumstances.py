"""What Dagster knows around a story that is not finished."""

from pathlib import Path

import dagster as dg

from storyvid_dagster.defs.failures import tried_again, why_failed
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.prospects import Circumstances
from storyvid_dagster.defs.schedules import heal_attempts
from storyvid_dagster.defs.story_states import Story

_WAITING = [dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.NOT_STARTED]
_RETRY_TAG, _WILL_RETRY_TAG = "dagster/retry_number", "dagster/will_retry"


def circumstances_of(story: Story, home: Path, *, is_up: bool, nights: int, night: str) -> Circumstances:
    """Ask the instance in `home` about the newest run of a story.

    Args:
        story: How it stands.
        home: The folder of the instance.
        is_up: Whether a `storyvid up` runs.
        nights: How often the nightly schedule tries a story.
        night: When it does.
    """
    last = story.last_run
    with open_instance(home) as instance:
        run = instance.get_run_by_id(last.dagster_run_id) if last else None
        if run is None:
            return Circumstances(is_up, nights=(0, nights), night=night)
        return Circumstances(
            is_up,
            ahead=_ahead(instance, run) if run.status in _WAITING else None,
            failures=_failures(instance, run),
            will_retry=run.tags.get(_WILL_RETRY_TAG) == "true",
            run_retries=(int(run.tags.get(_RETRY_TAG, 0)), instance.run_retries_max_retries),
            nights=(heal_attempts(instance, story.run_id), nights),
            night=night,
        )


def _ahead(instance: dg.DagsterInstance, run: dg.DagsterRun) -> int:
    """Count the runs that wait and were there before a run."""
    newest_first = [each.run_id for each in instance.get_runs(dg.RunsFilter(statuses=_WAITING))]
    return len(newest_first) - 1 - newest_first.index(run.run_id) if run.run_id in newest_first else 0


def _failures(instance: dg.DagsterInstance, run: dg.DagsterRun) -> tuple[str, ...]:
    if run.status is dg.DagsterRunStatus.FAILURE:
        return (why_failed(instance, run.run_id),)
    again = instance.all_logs(run.run_id, of_type={dg.DagsterEventType.STEP_UP_FOR_RETRY})
    events = [entry.dagster_event for entry in again]
    return tuple(tried_again(event) for event in events[-1:] if event is not None)
