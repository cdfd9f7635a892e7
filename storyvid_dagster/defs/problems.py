"""Why a run failed, in words for a person."""

import dagster as dg


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
