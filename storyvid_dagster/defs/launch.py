"""Runs a story, its extras or an anthology in this process, in the project's instance; tells how it went."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import dagster as dg

from storyvid_dagster.defs.dead_runs import end_dead_runs
from storyvid_dagster.defs.failures import failure
from storyvid_dagster.defs.interrupts import obeying_signals
from storyvid_dagster.defs.jobs import make_anthology, make_extras, make_story
from storyvid_dagster.defs.partitions import RUN_ID, RUN_KEY_TAG
from storyvid_dagster.defs.run_locks import Holder, RunLocks
from storyvid_dagster.intake.uploads import Upload


@dataclass(frozen=True)
class Outcome:
    """How a run went."""

    dagster_run_id: str
    succeeded: bool
    problems: tuple[str, ...]
    """What failed, in words for a person: failed stages first, then checks that did not pass."""
    spans_s: Mapping[str, tuple[float, float]]
    """Asset name -> when its step started and when it was made, in seconds since the epoch."""

    @property
    def seconds(self) -> dict[str, float]:
        """Asset name -> how long it took. Pictures and narration are made side by side."""
        return {name: round(end_s - start_s, 2) for name, (start_s, end_s) in self.spans_s.items()}

    @property
    def working_s(self) -> float:
        """How long at least one asset was being made."""
        return covered_s(self.spans_s.values())


def covered_s(spans_s: Iterable[tuple[float, float]]) -> float:
    """Measure the time that spans (start, end) cover, each moment once.

    >>> covered_s([(0, 2), (1, 3), (5, 6)])
    4.0
    """
    whole_s, reached_s = 0.0, float("-inf")
    for start_s, end_s in sorted(spans_s):
        whole_s += max(0, end_s - max(start_s, reached_s))
        reached_s = max(reached_s, end_s)
    return whole_s


def run_story(definitions: dg.Definitions, instance: dg.DagsterInstance, upload: Upload) -> Outcome:
    """Make every asset of an upload; the partition is added when it is not there yet."""
    instance.add_dynamic_partitions(RUN_ID, [upload.run_id])
    job = definitions.resolve_job_def(make_story.name)
    return _run(job, instance, upload.run_id, tags={RUN_KEY_TAG: upload.run_key})


def run_extras(
    definitions: dg.Definitions, instance: dg.DagsterInstance, run_id: str, only: Sequence[str]
) -> Outcome:
    """Make what there may be beside the film of a story, or only some of it, by the names of the assets."""
    job = definitions.resolve_job_def(make_extras.name)
    return _run(job, instance, run_id, only=[dg.AssetKey(name) for name in only] or None)


def run_again(
    definitions: dg.Definitions, instance: dg.DagsterInstance, run_id: str, assets: Sequence[str]
) -> Outcome:
    """Make just these assets of a story again: all of the story itself, or all extras."""
    instance.add_dynamic_partitions(RUN_ID, [run_id])
    keys = [dg.AssetKey(name) for name in assets]
    jobs = (definitions.resolve_job_def(each.name) for each in (make_story, make_extras))
    job = next(job for job in jobs if set(keys) <= set(job.asset_layer.executable_asset_keys))
    return _run(job, instance, run_id, only=keys)


def run_anthology(
    definitions: dg.Definitions, instance: dg.DagsterInstance, config: Mapping[str, Any]
) -> Outcome:
    """Make an anthology; `config` is what the launchpad takes: `name`, `title`, `run_ids`."""
    job = definitions.resolve_job_def(make_anthology.name)
    return _run(job, instance, None, ops={"anthology": {"config": dict(config)}})


def _run(
    job: dg.JobDefinition,
    instance: dg.DagsterInstance,
    run_id: str | None,
    *,
    tags: Mapping[str, str] | None = None,
    only: Sequence[dg.AssetKey] | None = None,
    ops: Mapping[str, Any] | None = None,
) -> Outcome:
    end_dead_runs(instance)
    dagster_run_id = str(uuid4())
    locks = RunLocks.of_home(Path(instance.root_directory))
    holder = Holder(pid=os.getpid(), is_worker=False)
    with locks.holding(dagster_run_id, holder), obeying_signals(instance, dagster_run_id):
        result = job.execute_in_process(
            instance=instance,
            run_id=dagster_run_id,
            partition_key=run_id,
            asset_selection=only,
            tags={**(tags or {}), "storyvid/source": "command line"},
            run_config={
                "ops": ops or {},
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
            },
            raise_on_error=False,
        )
    problems = [failure(event) for event in result.all_events if event.is_step_failure]
    problems += [
        f"check {check.check_name} did not pass: {_faults(check)}"
        for check in result.get_asset_check_evaluations()
        if not check.passed and check.severity is dg.AssetCheckSeverity.ERROR
    ]
    return Outcome(
        dagster_run_id=result.run_id,
        succeeded=result.success and not problems,
        problems=tuple(problems),
        spans_s=_spans(instance, result.run_id),
    )


def _faults(check: dg.AssetCheckEvaluation) -> str:
    faults = check.metadata.get("faults")
    return str(faults.value) if faults else "see its metadata in the UI"


def _spans(instance: dg.DagsterInstance, dagster_run_id: str) -> dict[str, tuple[float, float]]:
    started_s: dict[str, float] = {}
    spans_s: dict[str, tuple[float, float]] = {}
    for entry in instance.all_logs(dagster_run_id):
        event = entry.dagster_event
        if event is None or event.step_key is None:
            continue
        if event.event_type is dg.DagsterEventType.STEP_START:
            started_s[event.step_key] = entry.timestamp
        elif event.event_type is dg.DagsterEventType.ASSET_MATERIALIZATION and event.asset_key:
            spans_s[event.asset_key.path[-1]] = (started_s[event.step_key], entry.timestamp)
    return spans_s
