"""What the last night made of the stories that were left unfinished."""

from dataclasses import dataclass

import dagster as dg

from storyvid_dagster.defs.partitions import PARTITION_TAG
from storyvid_dagster.defs.schedules import HEAL_TAG, heal_stories

_MOST_RUNS = 500
_ENDED = {dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED}


@dataclass(frozen=True)
class LastNight:
    """The last night in which something was to be made; stories count once, by their newest run of it."""

    began_s: float
    """Seconds since 1970."""
    finished: int = 0
    failed: int = 0
    at_work: int = 0
    """Stories that are being made or wait for it."""


def last_night(instance: dg.DagsterInstance) -> LastNight | None:
    """Give what came of the newest run of `heal_stories`; `None`: there was no such night."""
    nights = instance.get_run_records(dg.RunsFilter(job_name=heal_stories.name), limit=1)
    if not nights:
        return None
    began = nights[0].create_timestamp
    made = instance.get_run_records(
        dg.RunsFilter(tags={HEAL_TAG: "1"}, created_after=began), limit=_MOST_RUNS
    )
    newest = dict[str, dg.DagsterRunStatus]()
    for record in made:  # newest first
        run = record.dagster_run
        newest.setdefault(run.tags.get(PARTITION_TAG, run.run_id), run.status)
    ended = [status for status in newest.values() if status in _ENDED]
    finished = ended.count(dg.DagsterRunStatus.SUCCESS)
    return LastNight(
        began_s=began.timestamp(),
        finished=finished,
        failed=len(ended) - finished,
        at_work=len(newest) - len(ended),
    )
