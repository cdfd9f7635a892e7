from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import dagster as dg
import pytest

from storyvid_dagster.defs.jobs import make_anthology
from storyvid_dagster.defs.orchestrator import DagsterOrchestrator
from storyvid_dagster.defs.partitions import RUN_ID, RUN_KEY_TAG
from storyvid_dagster.defs.resources import InboxResource
from storyvid_dagster.defs.sensors import asked_anthologies, upload_sensor
from storyvid_dagster.intake.anthologies import ask_for_anthology, orders
from storyvid_dagster.intake.inbox import Inbox, Limits
from storyvid_dagster.media.store import MediaStore


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


@pytest.fixture
def inbox(store: MediaStore, tmp_path: Path) -> Inbox:
    folder = tmp_path / "uploads"
    folder.mkdir()
    return Inbox(folder, store, Limits(settle_s=0, patience_s=0))


def tick(inbox: Inbox, instance: dg.DagsterInstance, per_tick: int = 20) -> dg.SensorResult | dg.SkipReason:
    sensor = upload_sensor(interval_s=5, per_tick=per_tick)
    with dg.build_sensor_context(instance=instance, resources={"inbox": inbox}) as context:
        result = sensor(context)
    assert isinstance(result, dg.SensorResult | dg.SkipReason)
    return result


def requested(result: dg.SensorResult | dg.SkipReason) -> list[dg.RunRequest]:
    return list(result.run_requests or []) if isinstance(result, dg.SensorResult) else []


def carry_out(result: dg.SensorResult | dg.SkipReason, instance: dg.DagsterInstance) -> None:
    """Do what the daemon does with a tick's result: add the partitions, create the runs."""

    @dg.job
    def nothing() -> None: ...

    for request in requested(result):
        assert request.partition_key is not None
        instance.add_dynamic_partitions(RUN_ID, [request.partition_key])
        key = {RUN_KEY_TAG: str(request.run_key), "dagster/partition": request.partition_key}
        instance.create_run_for_job(nothing, tags=key)


def drop(inbox: Inbox, name: str, data: bytes) -> None:
    (inbox.root / name).write_bytes(data)


def test_a_drop_asks_for_one_partition_and_one_run(
    inbox: Inbox, instance: dg.DagsterInstance, doodle: bytes
) -> None:
    drop(inbox, "cat.png", doodle)
    result = tick(inbox, instance)
    (request,) = requested(result)
    assert isinstance(result, dg.SensorResult)
    (added,) = result.dynamic_partitions_requests or []
    assert list(added.partition_keys) == [request.partition_key]


def test_a_drop_carried_out_is_not_asked_for_again(
    inbox: Inbox, instance: dg.DagsterInstance, doodle: bytes
) -> None:
    drop(inbox, "cat.png", doodle)
    carry_out(tick(inbox, instance), instance)
    assert [requested(tick(inbox, instance)) for _ in range(3)] == [[], [], []]


def test_a_tick_whose_result_was_lost_is_asked_for_again_under_the_same_key(
    inbox: Inbox, instance: dg.DagsterInstance, doodle: bytes
) -> None:
    drop(inbox, "cat.png", doodle)
    (lost,), (again,) = requested(tick(inbox, instance)), requested(tick(inbox, instance))
    assert (lost.run_key, lost.partition_key) == (again.run_key, again.partition_key)


def test_two_ticks_at_once_take_each_drawing_once_under_one_key(
    inbox: Inbox, instance: dg.DagsterInstance, doodle: bytes
) -> None:
    for number in range(6):
        drop(inbox, f"{number}.png", doodle)
    together = Barrier(2)

    def look() -> list[tuple[str | None, str | None]]:
        together.wait()
        return [(request.partition_key, request.run_key) for request in requested(tick(inbox, instance))]

    with ThreadPoolExecutor(2) as ticks:
        first, second = (ticks.submit(look) for _ in range(2))
    assert sorted(first.result()) == sorted(second.result()), "so that Dagster drops one of the two"
    assert len({run_id for run_id, _ in first.result()}) == 6
    assert all(str(run_key).endswith(":1") for _, run_key in first.result()), "it was dropped once"
    assert [path for path in inbox.root.rglob("*") if path.is_file()] == [], "none was rejected"


def test_a_tick_killed_after_adding_the_partition_still_gets_its_run(
    inbox: Inbox, instance: dg.DagsterInstance, doodle: bytes
) -> None:
    drop(inbox, "cat.png", doodle)
    (request,) = requested(tick(inbox, instance))
    instance.add_dynamic_partitions(RUN_ID, [str(request.partition_key)])
    (again,) = requested(tick(inbox, instance))
    assert again.partition_key == request.partition_key


def test_the_same_drawing_dropped_again_runs_again_under_the_same_run_id(
    inbox: Inbox, instance: dg.DagsterInstance, doodle: bytes
) -> None:
    drop(inbox, "cat.png", doodle)
    first = tick(inbox, instance)
    carry_out(first, instance)
    tick(inbox, instance)
    drop(inbox, "cat.png", doodle)
    (again,) = requested(tick(inbox, instance))
    assert again.partition_key == requested(first)[0].partition_key
    assert again.run_key != requested(first)[0].run_key


def test_at_most_so_many_runs_a_tick_and_the_rest_the_next(
    inbox: Inbox, instance: dg.DagsterInstance, doodle: bytes
) -> None:
    for number in range(5):
        drop(inbox, f"{number}.png", doodle)
    asked: list[str | None] = []
    for _ in range(4):
        result = tick(inbox, instance, per_tick=2)
        assert len(requested(result)) <= 2
        carry_out(result, instance)
        asked += [request.partition_key for request in requested(result)]
    assert len(asked) == len(set(asked)) == 5


def test_bad_files_do_not_stop_good_ones(inbox: Inbox, instance: dg.DagsterInstance, doodle: bytes) -> None:
    drop(inbox, "a.png", b"")
    drop(inbox, "b.pdf", b"%PDF-1.4 but not really")
    drop(inbox, "c.png", doodle)
    assert len(requested(tick(inbox, instance))) == 1
    assert {"a.png.txt", "b.pdf.txt"} <= {path.name for path in (inbox.root / "rejected").iterdir()}


def test_nothing_to_do_says_so(inbox: Inbox, instance: dg.DagsterInstance) -> None:
    result = tick(inbox, instance)
    assert isinstance(result, dg.SkipReason)
    assert "no new drawings" in str(result.skip_message)


def test_an_anthology_is_asked_for_until_a_run_of_it_exists(
    inbox: Inbox, instance: dg.DagsterInstance
) -> None:
    def look() -> list[dg.RunRequest]:
        with dg.build_sensor_context(instance=instance, resources={"inbox": inbox}) as context:
            result = asked_anthologies(context)
        assert isinstance(result, dg.SensorResult | dg.SkipReason)
        return requested(result)

    assert look() == []
    ask_for_anthology("Class 3b", ["pip", "hen"], inbox.store)
    (lost,), (request,) = look(), look()
    assert lost.run_key == request.run_key
    assert dg.validate_run_config(make_anthology, request.run_config)
    assert request.run_config["ops"]["anthology"]["config"] == {
        "name": "class-3b", "title": "Class 3b", "run_ids": ["pip", "hen"],
    }  # fmt: skip
    tags = {RUN_KEY_TAG: str(request.run_key), **request.tags}
    instance.create_run_for_job(make_anthology, tags=tags, run_config=request.run_config)
    assert look() == []
    assert list(orders(inbox.store)) == []
    assert set(DagsterOrchestrator(instance, inbox).anthology_runs()) == {"class-3b"}
    ask_for_anthology("Class 3b", ["pip", "hen"], inbox.store)
    assert len(look()) == 1, "made anew when it is asked for again"


def test_the_resource_gives_every_limit_under_its_name(tmp_path: Path) -> None:
    resource = InboxResource(
        uploads_dir=str(tmp_path / "uploads"),
        data_dir=str(tmp_path),
        max_bytes=1,
        max_pixels=2,
        settle_s=3.0,
        patience_s=4.0,
        music_anywhere=True,
    )
    given = Limits(max_bytes=1, max_pixels=2, settle_s=3.0, patience_s=4.0, music_anywhere=True)
    assert resource.open().limits == given
    assert given.look_s == Limits().look_s
