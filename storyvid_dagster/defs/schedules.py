"""Each night: finish the stories that were left unfinished."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from zlib import crc32

import dagster as dg

from storyvid_dagster.defs.assets import GROUP
from storyvid_dagster.defs.backfills import is_backfilling, launch_backfill
from storyvid_dagster.defs.lineage import stale_assets
from storyvid_dagster.defs.partitions import PARTITION_TAG, RUN_ID, runs
from storyvid_dagster.errors import MediaError
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.faults import faults_of
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.stages.approval import waits_for_approval
from storyvid_dagster.stages.edits import unmade_edit

HEAL_TAG = "storyvid/heal"
PLAN_TAG = "storyvid/plan"
"""On the run that a night asks for: what it launches, in words."""
AT_WORK = "the backfills of an earlier night are still at work"
UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


@dataclass(frozen=True)
class HealPolicy:
    """How much one night may do."""

    run_ids_a_night: int = 50
    attempts: int = 3
    """Healing runs a story gets before it is given up."""
    looked_at_a_night: int = 10_000
    """Stories whose files are looked at in one night: Dagster waits a minute for the tick."""
    stale: bool = False
    """Also make again what older code made, or what was made from sources that changed since."""


Parents = Mapping[str, frozenset[str]]
"""Asset name -> names of the assets it is made from."""


@dataclass(frozen=True)
class Night:
    """What one night is to do."""

    groups: Mapping[frozenset[str], tuple[str, ...]]
    """Assets to make -> the run_ids that need just these. Dagster makes one run a run_id of such a group."""
    given_up: tuple[str, ...]
    left_over: int


def plan_night(
    wanting: Mapping[str, frozenset[str]], attempts: Mapping[str, int], *, most: int, max_attempts: int
) -> Night:
    """Group run_ids by what they want, at most `most` of them, leaving out the hopeless.

    >>> wanting = {"a": frozenset({"x"}), "b": frozenset({"x"}), "c": frozenset()}
    >>> plan_night(wanting, {}, most=9, max_attempts=3)
    Night(groups={frozenset({'x'}): ('a', 'b')}, given_up=(), left_over=0)
    """
    hopeful = [
        run_id for run_id, assets in wanting.items() if assets and attempts.get(run_id, 0) < max_attempts
    ]
    given_up = tuple(
        run_id for run_id, assets in wanting.items() if assets and attempts.get(run_id, 0) >= max_attempts
    )
    groups: dict[frozenset[str], tuple[str, ...]] = {}
    for run_id in hopeful[:most]:
        groups[wanting[run_id]] = (*groups.get(wanting[run_id], ()), run_id)
    return Night(groups, given_up, max(0, len(hopeful) - most))


def with_downstream(assets: Iterable[str], parents: Parents) -> frozenset[str]:
    """Add everything made from these assets: it has to be made again too.

    >>> sorted(with_downstream({"a"}, {"a": frozenset(), "b": frozenset({"a"}), "c": frozenset({"b"})}))
    ['a', 'b', 'c']
    """
    grown = frozenset(assets)
    while True:
        more = grown | {name for name, made_from in parents.items() if made_from & grown}
        if more == grown:
            return grown
        grown = more


def heal_schedule(*, cron: str, timezone: str, policy: HealPolicy) -> dg.ScheduleDefinition:
    """Make the schedule."""

    @dg.schedule(
        job=heal_stories,
        cron_schedule=cron,
        execution_timezone=timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Each night: makes what is missing, failed or damaged of every story.",
    )
    def finish_stories(
        context: dg.ScheduleEvaluationContext, inbox: dg.ResourceParam[Inbox]
    ) -> dg.RunRequest | dg.SkipReason:
        """Ask for a run that launches a backfill for each group of stories that want the same assets."""
        asked = ask(context.instance, context.repository_def, inbox, policy)
        context.log.info(asked.skip_message if isinstance(asked, dg.SkipReason) else asked.tags[PLAN_TAG])
        return asked

    return finish_stories


def ask(
    instance: dg.DagsterInstance, repository: dg.RepositoryDefinition, inbox: Inbox, policy: HealPolicy
) -> dg.RunRequest | dg.SkipReason:
    """Ask for a run of `heal_stories`, or say why none is needed."""
    if is_backfilling(instance, HEAL_TAG):
        return dg.SkipReason(AT_WORK)
    night = look_over(instance, repository, inbox, policy)
    if not night.groups:
        return dg.SkipReason(in_words(night))
    groups = [
        {"assets": sorted(assets), "run_ids": list(run_ids)} for assets, run_ids in night.groups.items()
    ]
    return dg.RunRequest(
        run_config={"ops": {"launch_backfills": {"config": {"groups": groups}}}},
        tags={PLAN_TAG: in_words(night)},
    )


class Group(dg.Config):
    """Stories that want the same assets."""

    assets: list[str]
    run_ids: list[str]


class NightConfig(dg.Config):
    """What a night is to launch."""

    groups: list[Group]


@dg.op
def launch_backfills(context: dg.OpExecutionContext, config: NightConfig) -> None:
    """Launch one backfill a group, unless those of an earlier run are still at work."""
    if is_backfilling(context.instance, HEAL_TAG):
        context.log.warning(AT_WORK)
        return
    launched: dict[str, str] = {}
    for group in config.groups:
        title = f"finish {len(group.run_ids)} stories"
        backfill_id = launch_backfill(
            context.instance, map(dg.AssetKey, group.assets), group.run_ids, title=title, tags={HEAL_TAG: "1"}
        )
        launched[f"backfill {backfill_id}"] = f"{', '.join(group.assets)} of {', '.join(group.run_ids)}"
        context.log.info(f"launched backfill {backfill_id}: {launched[f'backfill {backfill_id}']}")
    context.add_output_metadata(launched)


@dg.job(
    description="Launches the backfills that finish stories; the schedule `finish_stories` says of which.",
    executor_def=dg.in_process_executor,
)
def heal_stories() -> None:
    """Launch the backfills of one night."""
    launch_backfills()


def look_over(
    instance: dg.DagsterInstance, repository: dg.RepositoryDefinition, inbox: Inbox, policy: HealPolicy
) -> Night:
    """Find out what one night is to do."""
    graph = repository.asset_graph
    keys = [key for key in graph.materializable_asset_keys if graph.get(key).group_name == GROUP]
    parents: Parents = {
        key.path[-1]: frozenset(parent.path[-1] for parent in graph.get(key).parent_keys) for key in keys
    }
    known = [run_id for run_id in idle_run_ids(instance) if inbox.has(run_id)]
    today = datetime.now(UTC).toordinal()
    looked_at = frozenset(part_of_day(known, today, policy.looked_at_a_night))
    wanting = add_damaged(missing_assets(instance, known, parents), parents, inbox.store, looked_at)
    wanting = {run_id: assets | {*unmade_edit(run_id, inbox.store)} for run_id, assets in wanting.items()}
    # Of a hundred thousand stories nearly all want nothing, and nothing more is read of those.
    wanting = {run_id: assets for run_id, assets in wanting.items() if not assets or _goes_on(run_id, inbox)}
    if policy.stale:
        wanting = add_stale(instance, repository, wanting, parents, most=policy.run_ids_a_night)
    wanting = {
        run_id: _wanted(run_id, assets, inbox)
        for run_id, assets in wanting.items()
        if assets and _goes_on(run_id, inbox)
    }
    attempts = {run_id: heal_attempts(instance, run_id) for run_id, assets in wanting.items() if assets}
    return plan_night(wanting, attempts, most=policy.run_ids_a_night, max_attempts=policy.attempts)


def _goes_on(run_id: str, inbox: Inbox) -> bool:
    """Tell whether a story was neither stopped by a person nor waits for somebody's yes."""
    return not inbox.memory.is_stopped(run_id) and not waits_for_approval(run_id, inbox.store)


def _wanted(run_id: str, assets: frozenset[str], inbox: Inbox) -> frozenset[str]:
    """Give those of the assets that somebody asked for: of a drawing sent to one stage, no more is made."""
    try:
        upload = inbox.find(run_id)
    except MediaError:
        return assets
    return assets if upload is None or upload.wanted is None else assets & {*upload.wanted}


def in_words(night: Night) -> str:
    """Say what a night does, for the tick's line in the UI."""
    n_run_ids = sum(map(len, night.groups.values()))
    parts = [f"{len(night.groups)} backfill(s) for {n_run_ids} stories" if n_run_ids else "all is made"]
    if night.left_over:
        parts.append(f"{night.left_over} wait for the next night")
    if night.given_up:
        parts.append(f"given up after too many attempts: {', '.join(night.given_up)}")
    return "; ".join(parts)


def idle_run_ids(instance: dg.DagsterInstance) -> list[str]:
    """Give every run_id that no run is working on, sorted."""
    at_work = instance.get_runs(dg.RunsFilter(statuses=UNFINISHED))
    busy = {run.tags.get(PARTITION_TAG) for run in at_work}
    return sorted(set(instance.get_dynamic_partitions(RUN_ID)) - busy)


def missing_assets(
    instance: dg.DagsterInstance, run_ids: Sequence[str], parents: Parents
) -> dict[str, frozenset[str]]:
    """Give for each run_id the assets that are missing or failed, and all made from them."""
    wanting: dict[str, set[str]] = defaultdict(set)
    for name in parents:
        status = instance.get_status_by_partition(dg.AssetKey(name), run_ids, runs) or {}
        for run_id in run_ids:
            state = status.get(run_id)
            if state is None or state.name == "FAILED":
                wanting[run_id].add(name)
    return {run_id: with_downstream(wanting[run_id], parents) for run_id in run_ids}


def part_of_day(run_ids: Sequence[str], day: int, most: int) -> list[str]:
    """Give those whose files are looked at on a day: all of few; of many about `most`, each in its turn.

    >>> part_of_day(["a", "b", "c"], day=1, most=3)
    ['a', 'b', 'c']
    >>> sorted(part_of_day(["a", "b", "c"], 1, most=2) + part_of_day(["a", "b", "c"], 2, most=2))
    ['a', 'b', 'c']
    """
    n_parts = max(1, ceil(len(run_ids) / most))
    return [run_id for run_id in run_ids if crc32(run_id.encode()) % n_parts == day % n_parts]


def add_damaged(
    wanting: Mapping[str, frozenset[str]], parents: Parents, store: MediaStore, looked_at: Container[str]
) -> dict[str, frozenset[str]]:
    """Add the assets whose files are missing or of another size, of the stories that are looked at.

    Just those assets: what they made was right.
    """
    return {
        run_id: assets | ({fault.asset for fault in faults_of(run_id, store)} & parents.keys())
        if run_id in looked_at
        else assets
        for run_id, assets in wanting.items()
    }


def add_stale(
    instance: dg.DagsterInstance,
    repository: dg.RepositoryDefinition,
    wanting: Mapping[str, frozenset[str]],
    parents: Parents,
    *,
    most: int,
) -> dict[str, frozenset[str]]:
    """Add what the UI shows as stale, and all made from it, for at most `most` stories."""
    grown = dict(wanting)
    for run_id, assets in wanting.items():
        if sum(bool(wants) for wants in grown.values()) >= most:
            break
        stale = stale_assets(instance, repository, run_id, parents)
        grown[run_id] = assets | with_downstream(stale, parents)
    return grown


def heal_attempts(instance: dg.DagsterInstance, run_id: str) -> int:
    """Count the healing runs of a run_id that failed since any other run of it, or one that succeeded."""
    newest_first = instance.get_runs(dg.RunsFilter(tags={PARTITION_TAG: run_id}), limit=50)
    attempts = 0
    for run in newest_first:
        if HEAL_TAG not in run.tags or run.status is dg.DagsterRunStatus.SUCCESS:
            break
        attempts += 1
    return attempts
