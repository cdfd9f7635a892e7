"""Dagster's daemon makes of our backfills what we launch them for."""

import logging
from collections.abc import Iterator

import dagster as dg
import pytest
from dagster._core.storage.dagster_run import DagsterRun
from dagster._daemon.backfill import execute_backfill_iteration
from dagster_graphql.test.utils import define_out_of_process_workspace

from storyvid_dagster import settings
from storyvid_dagster.definitions import build
from storyvid_dagster.defs.backfills import is_backfilling, launch_backfill
from storyvid_dagster.defs.partitions import PARTITION_TAG, RUN_ID


def defs() -> dg.Definitions:
    return build(settings.load())


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    queue = {"module": "dagster._core.run_coordinator", "class": "QueuedRunCoordinator"}
    with dg.instance_for_test(overrides={"run_coordinator": queue}) as instance:
        instance.add_dynamic_partitions(RUN_ID, ["fox", "hen", "owl"])
        yield instance


def daemon_asks_for(instance: dg.DagsterInstance) -> list[DagsterRun]:
    """Let the daemon look at the backfills once; give the runs it put into the queue."""
    with define_out_of_process_workspace(__file__, "defs", instance) as workspace:
        for error in execute_backfill_iteration(workspace, logging.getLogger("test")):
            assert error is None, error
    return list(instance.get_runs())


@pytest.mark.slow
def test_a_backfill_gives_one_run_a_story_of_just_the_assets_it_was_launched_for(
    instance: dg.DagsterInstance,
) -> None:
    wanted = [dg.AssetKey("scene_images"), dg.AssetKey("story_video")]
    backfill_id = launch_backfill(
        instance, wanted, ["fox", "owl"], title="finish 2 stories", tags={"storyvid/heal": "1"}
    )
    assert is_backfilling(instance, "storyvid/heal")
    assert not is_backfilling(instance, "another")
    (listed,) = instance.get_backfills()
    assert (listed.backfill_id, listed.title) == (backfill_id, "finish 2 stories")

    asked = daemon_asks_for(instance)
    assert {run.tags[PARTITION_TAG] for run in asked} == {"fox", "owl"}
    assert len(asked) == 2
    for run in asked:
        assert run.status is dg.DagsterRunStatus.QUEUED
        assert run.asset_selection == frozenset(wanted)
        assert run.tags["storyvid/heal"] == "1"
        assert run.tags["dagster/backfill"] == backfill_id
