"""Failures of a step: whether Dagster tries again, and why a run failed, in words for a person."""

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import dagster as dg

from storyvid_dagster import errors
from storyvid_dagster.errors import StoryvidError, may_pass

POLITE_RETRIES = dg.RetryPolicy(
    max_retries=2, delay=5, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS
)
"""For what can succeed later. Whatever a try made is in the cache, so a retry makes only the rest."""

_KINDS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, StoryvidError)
}
"""Name of an error of ours -> its class."""
_OTHER_CAUSES = {
    "process ended": "Its process was ended, and no try was left.",
    "unknown": "It is not recorded.",
}


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
    return _innermost(event, event.step_failure_data.error)


def tried_again(event: dg.DagsterEvent) -> str:
    """Say why a step is tried again."""
    return _innermost(event, event.step_retry_data.error)


def _innermost(event: dg.DagsterEvent, error: Any) -> str:
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


def causes_of(instance: dg.DagsterInstance, most: int) -> Counter[str]:
    """Count why the newest failed runs failed: the name of an error, or what else ended them."""
    failed = instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.FAILURE]), limit=most)
    return Counter(_cause_of_run(instance, run.run_id) for run in failed)


def in_words(cause: str) -> str:
    """Say what a cause is.

    >>> in_words("BudgetExceeded")
    'The call was not made: it would cost more than is allowed.'
    """
    kind = _KINDS.get(cause)
    return (
        (kind.__doc__ or "").partition("\n")[0] if kind else _OTHER_CAUSES.get(cause, "see its run in the UI")
    )


def _cause_of_run(instance: dg.DagsterInstance, dagster_run_id: str) -> str:
    entries = instance.all_logs(dagster_run_id, of_type={dg.DagsterEventType.STEP_FAILURE})
    for entry in entries:
        error = entry.dagster_event.step_failure_data.error if entry.dagster_event else None
        innermost = ""
        while error is not None:
            innermost = error.cls_name or innermost
            if innermost in _KINDS:
                return innermost
            error = error.cause
        return innermost or "unknown"
    return "process ended"
