"""Failures of a step: whether Dagster tries again, and why a run failed, in words for a person."""

from collections.abc import Generator
from contextlib import contextmanager

import dagster as dg

from storyvid_dagster.errors import StoryvidError, may_pass

POLITE_RETRIES = dg.RetryPolicy(
    max_retries=2, delay=5, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS
)
"""For what can succeed later. Whatever a try made is in the cache, so a retry makes only the rest."""


@contextmanager
def permanent_failures() -> Generator[None]:
    """Keep Dagster from retrying what can never succeed."""
    try:
        yield
    except StoryvidError as error:
        if may_pass(error):
            raise
        raise dg.Failure(str(error), allow_retries=False) from error


def failure(event: dg.DagsterEvent) -> str:
    """Say why the step of a failure event failed: in its own words, else in its cause's."""
    told = event.step_failure_data.user_failure_data
    if told is not None and told.description:
        return told.description
    error = event.step_failure_data.error
    while error is not None and error.cause is not None:
        error = error.cause
    return f"{event.step_key}: {error.message.strip() if error else 'failed'}"


def why_failed(instance: dg.DagsterInstance, dagster_run_id: str) -> str:
    """Say why a run failed: its steps' failures, else what Dagster says of the run."""
    kinds = {dg.DagsterEventType.STEP_FAILURE, dg.DagsterEventType.RUN_FAILURE}
    entries = instance.all_logs(dagster_run_id, of_type=kinds)
    events = [entry.dagster_event for entry in entries if entry.dagster_event is not None]
    steps = [failure(event) for event in events if event.is_step_failure]
    return "; ".join(steps or [event.message or "" for event in events]) or "Dagster does not say why"
