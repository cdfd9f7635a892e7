"""The one door to Dagster internals: launching a backfill of chosen assets for chosen stories.

Dagster has no public call for this from a schedule. `storyvid_dagster_tests/defs/test_backfills.py`
holds it to what we need, so that an upgrade that breaks it fails there.
"""

import time
from collections.abc import Collection, Iterable

import dagster as dg
from dagster._core.definitions.assets.graph.asset_graph_subset import AssetGraphSubset
from dagster._core.execution.backfill import BulkActionsFilter, BulkActionStatus, PartitionBackfill
from dagster._core.utils import make_new_backfill_id

from storyvid_dagster.defs.partitions import runs

_BACKFILL_TAG = "dagster/backfill"
"""Of the runs of a backfill: its id."""
_LIVE = (BulkActionStatus.REQUESTED, BulkActionStatus.CANCELING)


def launch_backfill(
    instance: dg.DagsterInstance,
    assets: Iterable[dg.AssetKey],
    run_ids: Collection[str],
    *,
    title: str,
    tags: dict[str, str],
) -> str:
    """Ask the daemon to make the same assets for each run_id, one run each; give the backfill's id."""
    subset = runs.subset_with_partition_keys(run_ids)
    backfill = PartitionBackfill.from_asset_graph_subset(
        backfill_id=make_new_backfill_id(),
        backfill_timestamp=time.time(),
        tags=tags,
        dynamic_partitions_store=instance,
        title=title,
        description=None,
        run_config=None,
        asset_graph_subset=AssetGraphSubset(partitions_subsets_by_asset_key=dict.fromkeys(assets, subset)),
    )
    instance.add_backfill(backfill)
    return backfill.backfill_id


def is_backfilling(instance: dg.DagsterInstance, tag: str) -> bool:
    """Tell whether a backfill with this tag is still at work."""
    return any(tag in backfill.tags for backfill in instance.get_backfills() if backfill.status in _LIVE)


def not_begun(instance: dg.DagsterInstance, tag: str) -> dict[str, str]:
    """Give the backfills with a tag that the daemon has not begun: the tag's value -> the backfill's id."""
    asked = instance.get_backfills(filters=BulkActionsFilter(statuses=[BulkActionStatus.REQUESTED]))
    return {
        backfill.tags[tag]: backfill.backfill_id
        for backfill in asked
        if tag in backfill.tags and not _has_runs(instance, backfill.backfill_id)
    }


def take_back(instance: dg.DagsterInstance, backfill_id: str) -> None:
    """Let a backfill that has not begun never begin."""
    backfill = instance.get_backfill(backfill_id)
    if backfill is not None and backfill.status is BulkActionStatus.REQUESTED:
        instance.update_backfill(backfill.with_status(BulkActionStatus.CANCELED))


def _has_runs(instance: dg.DagsterInstance, backfill_id: str) -> bool:
    return bool(instance.get_run_records(dg.RunsFilter(tags={_BACKFILL_TAG: backfill_id}), limit=1))
