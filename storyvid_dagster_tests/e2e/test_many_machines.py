"""A machine with the upload folder and two that only make stories: nothing shared but three real servers.

Every machine has a data folder of its own and processes of its own. Files go through SeaweedFS, Dagster's
records and the ledger through PostgreSQL, runs through Redis; the vendors are doubles that count.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import dagster as dg
import pytest

from storyvid_dagster.billing.ledger import total
from storyvid_dagster.billing.paid_calls import utc_now
from storyvid_dagster.billing.sql_books import SqlBooks
from storyvid_dagster.core import names
from storyvid_dagster.defs.beacons import LIFE_S
from storyvid_dagster.defs.partitions import PARTITION_TAG
from storyvid_dagster.media.bucket import Bucket
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster_tests.defs.test_forgetting import found_in
from storyvid_dagster_tests.e2e.factory import FINISHED, Factory, factory
from storyvid_dagster_tests.servers import postgres, redis, s3
from storyvid_dagster_tests.vendors.server import Vendors

pytestmark = pytest.mark.slow

PATIENCE_S = 400
CALLS_A_STORY = {"reading": 1, "story": 1, "sheet": 1, "picture": 3, "voice": 3}
MOST_ON_THEIR_WAY = 6
"""Three scenes are painted and read aloud at once."""


@dataclass
class Machines:
    """What the test has to do with."""

    main: Factory
    workers: tuple[Factory, Factory]
    broker: redis.RedisServer
    bucket: Bucket
    books: SqlBooks

    def with_status(self, status: dg.DagsterRunStatus) -> list[dg.DagsterRun]:
        return [run for run in self.main.runs() if run.status is status]

    def films(self) -> set[str]:
        films = {found.key.removeprefix("videos/") for found in self.bucket.list("videos")}
        return {name.partition("_")[0] for name in films if name.endswith("_final.mp4")}

    def beacons(self) -> list[bytes]:
        return list(self.broker.client.scan_iter("storyvid/alive/*"))


@pytest.fixture
def shared(vendors: Vendors) -> Iterator[tuple[dict[str, str], redis.RedisServer, Bucket]]:
    with ExitStack() as stack:
        records = stack.enter_context(postgres.postgres_server())
        broker = stack.enter_context(redis.redis_server())
        files = stack.enter_context(s3.s3_server())
        prefix = f"machines/{uuid4().hex}"
        settings = {
            **vendors.environment(),
            **files.environment(prefix),
            "STORYVID_DATABASE_URL": records.make_database("stories"),
            "STORYVID_BROKER_URL": broker.url,
        }
        yield settings, broker, Bucket(files.place(prefix))


@pytest.fixture
def machines(
    shared: tuple[Mapping[str, str], redis.RedisServer, Bucket],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Machines]:
    settings, broker, bucket = shared
    with ExitStack() as stack:
        main, *workers = (
            stack.enter_context(factory(tmp_path / name, settings)) for name in ("main", "left", "right")
        )
        for name, value in {**settings, "STORYVID_RUNS_AT_ONCE": "4"}.items():
            monkeypatch.setenv(name, value)  # this process looks into the instance, too
        books = SqlBooks.at(settings["STORYVID_DATABASE_URL"], MediaStore(main.folder))
        yield Machines(main, (workers[0], workers[1]), broker, bucket, books)


def test_a_worker_dies_midway_and_every_story_is_a_film_paid_for_once(
    machines: Machines, vendors: Vendors, request: pytest.FixtureRequest
) -> None:
    n_stories = 20 if request.config.getoption("--torture") else 3
    main, (left, right) = machines.main, machines.workers
    main.up()
    main.wait_until("its instance is there", lambda: (main.home / "dagster.yaml").exists())
    for worker in machines.workers:
        worker.start("worker", "--at-once", "1")
    for number in range(n_stories):
        main.drop(number)

    main.wait_until("both workers make a story", lambda: len(machines.beacons()) == 2, PATIENCE_S)
    main.wait_until("pictures are being paid for", lambda: bool(vendors.counts().get("picture")), PATIENCE_S)
    left.cut_power()

    def all_made() -> bool:
        return len(machines.with_status(dg.DagsterRunStatus.SUCCESS)) == n_stories

    main.wait_until("every story is made", all_made, PATIENCE_S)
    runs = main.runs()
    made = Counter(run.tags[PARTITION_TAG] for run in runs if run.status is dg.DagsterRunStatus.SUCCESS)
    assert set(made.values()) == {1}
    assert machines.films() == set(made)
    assert all(run.status in FINISHED for run in runs)
    for run_id in made:
        assert machines.bucket.get(names.document(run_id, "story_video")) is not None
    main.wait_until("no beacon is left", lambda: not machines.beacons(), LIFE_S + 10)

    paid = vendors.counts()
    again = {stage: paid[stage] - each * n_stories for stage, each in CALLS_A_STORY.items()}
    assert all(extra >= 0 for extra in again.values())
    assert sum(again.values()) <= MOST_ON_THEIR_WAY, "only what was on its way is paid for again"
    spent = total(machines.books.of_day(utc_now().date()))
    assert spent.calls == sum(paid[stage] for stage in CALLS_A_STORY), "every call is in the ledger"

    # A story that is canceled ends, and its worker goes on with the next.
    vendors.delays_s["picture"] = 5.0
    main.drop(n_stories)
    main.wait_until("another is under way", lambda: len(machines.beacons()) == 1, PATIENCE_S)
    main.wait_until("it has begun", lambda: bool(machines.with_status(dg.DagsterRunStatus.STARTED)))
    with dg.DagsterInstance.from_config(str(main.home)) as instance:
        (run,) = machines.with_status(dg.DagsterRunStatus.STARTED)
        assert instance.run_launcher.terminate(run.run_id)
    main.wait_until("it is canceled", lambda: bool(machines.with_status(dg.DagsterRunStatus.CANCELED)))
    vendors.delays_s.clear()
    main.drop(n_stories + 1)
    main.wait_until(
        "the next is made",
        lambda: len(machines.with_status(dg.DagsterRunStatus.SUCCESS)) == n_stories + 1,
        PATIENCE_S,
    )

    secrets = [word.encode() for word in (postgres.PASSWORD, redis.PASSWORD, s3.SECRET)]
    for machine in (main, left, right):
        assert found_in(machine.folder, secrets) == set()
        assert not any(word in machine.log.read_bytes() for word in secrets)
        lines = [" ".join(process.cmdline()).encode() for process in machine.processes()]
        assert not any(word in line for word in secrets for line in lines)


def test_a_worker_says_what_it_needs(tmp_path: Path) -> None:
    with factory(tmp_path / "alone") as alone:
        refused = alone.run("worker")
    assert refused.returncode == 1
    assert all(f"STORYVID_{name}_URL" in refused.stderr for name in ("DATABASE", "BROKER", "STORE"))
    assert "storyvid up" in refused.stderr
    assert os.linesep * 2 not in refused.stderr.strip()
