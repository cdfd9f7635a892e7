"""The one door to Dagster internals: launching a backfill of chosen assets for chosen stories.

Dagster has no public call for this from a schedule. `storyvid_dagster_tests/defs/test_backfills.py`
holds it to what we need, so that an upgrade that breaks it fails there.
"""

import time
from collections.abc import Collection, Iterable

import dagster as dg
from dagster._core.definitions.assets.graph.asset_graph_subset import AssetGraphSubset
from dagster._core.execution.backfill import BulkActionStatus, PartitionBackfill
from dagster._core.utils import make_new_backfill_id

from storyvid_dagster.defs.partitions import runs

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


def is_backfilling(instance: dg.DagsterInstance, tag: str, value: str | None = None) -> bool:
    """Tell whether a backfill with this tag, and this value of it if one is given, is still at work."""
    live = [backfill.tags for backfill in instance.get_backfills() if backfill.status in _LIVE]
    return any(tag in tags and value in (None, tags[tag]) for tags in live)
