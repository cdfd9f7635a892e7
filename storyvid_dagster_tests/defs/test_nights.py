"""What came of the last night, from Dagster's own records."""

import dagster as dg
from dagster._core.test_utils import create_run_for_test

from storyvid_dagster.defs.nights import last_night
from storyvid_dagster.defs.partitions import PARTITION_TAG
from storyvid_dagster.defs.schedules import HEAL_TAG

SUCCESS, FAILURE = dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE


def make(
    instance: dg.DagsterInstance, run_id: str, status: dg.DagsterRunStatus, *, healed: bool = True
) -> None:
    tags = {PARTITION_TAG: run_id} | ({HEAL_TAG: "1"} if healed else {})
    create_run_for_test(instance, job_name="make_story", tags=tags, status=status)


def begin_night(instance: dg.DagsterInstance) -> None:
    create_run_for_test(instance, job_name="heal_stories", status=SUCCESS)


def test_nothing_is_told_before_the_first_night() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        make(instance, "pip", FAILURE, healed=False)
        assert last_night(instance) is None


def test_each_story_of_the_night_counts_once_as_it_stands_now() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        begin_night(instance)
        make(instance, "old", FAILURE)
        begin_night(instance)
        make(instance, "pip", FAILURE)
        make(instance, "pip", SUCCESS)
        make(instance, "hen", FAILURE)
        make(instance, "rob", dg.DagsterRunStatus.STARTED)
        make(instance, "owl", SUCCESS, healed=False)
        night = last_night(instance)
        assert night is not None
        assert (night.finished, night.failed, night.at_work) == (1, 1, 1)
