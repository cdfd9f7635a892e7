"""Each night: keep the cache within its bound."""

import time

import dagster as dg

from storyvid_dagster.defs.jobs import make_story
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.cache import prune


def prune_schedule(*, bytes_left: float | None, cron: str, timezone: str) -> dg.ScheduleDefinition:
    """Make the schedule that prunes the cache to `bytes_left`, and removes old lock files."""

    @dg.schedule(
        job=make_story,
        cron_schedule=cron,
        execution_timezone=timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Each night: keeps the cache within its bound.",
    )
    def prune_cache(inbox: dg.ResourceParam[Inbox]) -> dg.SkipReason:
        return dg.SkipReason(str(prune(inbox.store, bytes_left, time.time())))

    return prune_cache
