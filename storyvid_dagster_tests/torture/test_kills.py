"""SIGKILL at moments drawn by lot, under `storyvid up`: every story is finished, untouched by hand."""

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import dagster as dg
import psutil
import pytest

from storyvid_dagster.billing.ledger import Ledger
from storyvid_dagster.billing.reservations import Reservations
from storyvid_dagster.cli.running import Running
from storyvid_dagster.cli.verify import damage_of
from storyvid_dagster.core import names
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.partitions import PARTITION_TAG, RUN_ID
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster_tests.e2e.factory import FINISHED, Factory, factory
from storyvid_dagster_tests.torture.reliability import Table
from storyvid_dagster_tests.vendors.server import Vendors

pytestmark = pytest.mark.slow

N_KILLS, TRIES = 100, 3
STEPS = 100
"""Moments are among the first of the 121 steps (calls, files, events) that an unharmed story takes."""
RECOVERY_S = 300
FREE = {"moderation", "account"}
ROUNDS = (
    ("worker", "ffmpeg", "daemon", "everything"),
    ("worker", "worker", "ffmpeg", "ffmpeg", "daemon"),
)
"""What is hit in a story. Its run is started again twice; an ffmpeg at its start may be a third death."""
WORDS = {
    "worker": "the process of the run",
    "ffmpeg": "an ffmpeg",
    "daemon": "the Dagster daemon",
    "everything": "all processes at once",
    "start": "all processes again, as `storyvid up` starts",
}


@dataclass
class Harness:
    """One `storyvid up` over vendors that count, and what was done to it."""

    works: Factory
    vendors: Vendors
    chance: random.Random
    kills: Counter[str] = field(default_factory=Counter[str])
    n_given_up: int = 0
    n_lost: int = 0
    _n_calls_before: int = 0

    @property
    def store(self) -> MediaStore:
        return MediaStore(self.works.folder)

    def steps(self) -> int:
        """Count what is done so far: files that have their name, calls of vendors, events of Dagster."""
        files = sum(
            path.is_file()
            for folder in ("documents", "drawings", "images", "audio", "videos", "cache")
            for path in (self.works.folder / folder).rglob("[!.]*")
        )
        events = self.works.home / "history" / "runs" / "index.db"
        n_events = _number(events, "SELECT COALESCE(MAX(id), 0) FROM event_logs")
        return files + len(self.vendors.calls) + n_events

    def tell(self, number: int, targets: tuple[str, ...]) -> str:
        """Drop a drawing, kill at seeded moments, wait until its story has ended, and give its run_id."""
        before = set(self.run_ids())
        begun, self._n_calls_before = self.steps(), len(self.vendors.calls)
        self.works.drop(number)
        self.works.wait_until("the drawing is taken", lambda: set(self.run_ids()) > before)
        (run_id,) = set(self.run_ids()) - before
        order = self.chance.sample(targets, len(targets))
        moments = sorted(self.chance.sample(range(STEPS), len(order)))
        for moment, target in zip(moments, order, strict=True):
            self._hit(run_id, target, lambda moment=moment: self.steps() - begun >= moment)
        self.works.wait_until(f"{run_id} has ended", lambda: self.has_ended(run_id), RECOVERY_S)
        return run_id

    def run_ids(self) -> list[str]:
        claims = (self.works.folder / "documents").glob("*_upload.json")
        return [claim.name.removesuffix("_upload.json") for claim in claims]

    def runs_of(self, run_id: str) -> list[dg.DagsterRun]:
        return [run for run in self.works.runs() if run.tags.get(PARTITION_TAG) == run_id]

    def has_ended(self, run_id: str) -> bool:
        """Tell whether every run of a story has ended, and no other is yet to begin in its place."""

        def is_last(run: dg.DagsterRun) -> bool:
            told = run.tags.get("dagster/will_retry") == "false" or "dagster/auto_retry_run_id" in run.tags
            return run.status is dg.DagsterRunStatus.SUCCESS or (run.status in FINISHED and told)

        runs = self.runs_of(run_id)
        return bool(runs) and all(map(is_last, runs))

    def _hit(self, run_id: str, target: str, is_time: Callable[[], bool]) -> None:
        """Kill one as soon as it is time and it is there, unless the story comes to its end before."""
        victim: list[psutil.Process] = []

        def found() -> bool:
            if is_time():
                victim.extend(self._victims(target))
            return bool(victim) or self.has_film(run_id) or self.is_given_up(run_id)

        self.works.wait_until(f"there is a {target}", found, poll_s=0.01)
        if not victim:
            return
        self.kills[target] += 1
        if target == "everything":
            self.works.cut_power()
            self.works.up()
            n_programs = self.chance.randrange(4)
            self.works.wait_until(
                f"`up` has begun and started {n_programs} programs",
                lambda: (
                    Running(self.works.home).up() is not None
                    and len(list(Running(self.works.home).programs())) >= n_programs
                ),
                poll_s=0.01,
            )
            self.kills["start"] += 1
            self.works.cut_power()
            self.works.up()
        else:
            with suppress(psutil.NoSuchProcess):
                victim[0].kill()

    def is_given_up(self, run_id: str) -> bool:
        """Tell whether a run and its two retries have failed."""
        query = "SELECT COUNT(*) FROM runs WHERE status = 'FAILURE' AND partition = ?"
        return _number(self.works.home / "history" / "runs.db", query, run_id) == TRIES

    def make_later(self, run_id: str) -> None:
        """Ask for a story that was given up, as a person does who selects it in the UI."""
        why = self.works.run("doctor", run_id).stdout
        assert "last run failed" in why
        assert "nightly schedule" in why
        self.works.backfill(run_id)
        self.works.wait_until(f"{run_id} is made later", lambda: self.has_film(run_id), RECOVERY_S)
        self.works.wait_until(f"{run_id} has ended again", lambda: self.has_ended(run_id))
        self.n_given_up += 1

    def has_film(self, run_id: str) -> bool:
        return self.store.exists(names.document(run_id, "story_video"))

    def _victims(self, target: str) -> Iterator[psutil.Process]:
        workers = [holder.pid for _, holder in self.works.locks.holders() if holder.is_worker]
        with suppress(psutil.NoSuchProcess):
            match target:
                case "worker" | "everything":
                    yield from map(psutil.Process, workers)
                case "ffmpeg":
                    for worker in map(psutil.Process, workers):
                        yield from (
                            child
                            for child in worker.children(recursive=True)
                            if child.name().startswith("ffmpeg")
                        )
                case _:
                    yield from (
                        each
                        for each in Running(self.works.home).programs()
                        if "dagster._daemon" in " ".join(each.cmdline())
                    )

    def check(self, run_id: str) -> None:
        """Hold a story that has ended, and what is left around it, to the rules."""
        runs = self.runs_of(run_id)
        told = [(run.status.value, run.tags) for run in runs]
        assert [run.status for run in runs].count(dg.DagsterRunStatus.SUCCESS) == 1, told
        assert damage_of(run_id, self.store) == []
        assert self.has_film(run_id)
        self.check_bills(run_id)
        self.works.wait_until("only `up` and its programs run", lambda: self.strays() == set(), 60)
        with open_instance(self.works.home) as instance:
            assert sorted(instance.get_dynamic_partitions(RUN_ID)) == sorted(self.run_ids())
            storage = instance.event_log_storage
            for pool in storage.get_concurrency_keys():
                assert storage.get_concurrency_info(pool).active_slot_count == 0
        assert [path for path in (self.works.folder / "uploads").rglob("*") if path.suffix == ".png"] == []

        def swept() -> bool:
            left = self.works.unfinished_files() + list(self.works.scratch.glob("storyvid-*"))
            return not left and not list(self.works.locks.left_behind())

        self.works.wait_until("what was unfinished is swept", swept, 90)

    def check_bills(self, run_id: str) -> None:
        """Nothing is bought again whose answer had come, and every call is in the ledger."""
        ledger = Ledger(self.store)
        with ledger.lock():
            assert Reservations(self.store).under_way() == []
        lines = [line for line in ledger.of_run(run_id) if line.kind != "kept"]
        paid = Counter(line.digest for line in lines if line.kind == "paid")
        assert paid.most_common(1)[0][1] == 1, "an answer that came is paid once"
        made = self.vendors.calls[self._n_calls_before :]
        calls = Counter((call.stage, call.text) for call in made if call.stage not in FREE)
        n_lost = len(lines) - paid.total()
        assert calls.total() - len(calls) <= n_lost, "only what was on its way is asked again"
        assert 0 <= len(lines) - calls.total() <= n_lost, "every call is in the ledger"
        self.n_lost += n_lost

    def strays(self) -> set[int]:
        """Give the processes that are neither `up` nor of the programs it keeps."""
        kept = {program.pid for program in Running(self.works.home).programs()}
        up = Running(self.works.home).up()
        return {process.pid for process in self.works.processes()} - kept - {up.pid if up else 0}


def _number(file: Path, query: str, *values: str) -> int:
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
            return database.execute(query, values).fetchone()[0]
    except sqlite3.OperationalError:  # it is being made
        return 0


def test_a_story_is_finished_whatever_is_killed(
    vendors: Vendors, tmp_path: Path, torture: bool, reliability: Table
) -> None:
    vendors.delays_s.update({"picture": 0.3, "voice": 0.3, "sheet": 0.2})
    with factory(tmp_path / "data", vendors.environment()) as works:
        harness = Harness(works, vendors, random.Random(20261201))
        works.up()
        number = 0
        while harness.kills.total() < (N_KILLS if torture else 5):
            run_id = harness.tell(number, ROUNDS[number % len(ROUNDS)])
            if harness.is_given_up(run_id):
                harness.make_later(run_id)
            harness.check(run_id)
            number += 1
        ended = works.run("down")
        assert ended.returncode == 0
        assert not list(works.processes())
        assert len(works.films()) == number
    for target, words in WORDS.items():
        reliability.row("kills", words, harness.kills[target])
    reliability.row("kills", "stories that became films by themselves", number - harness.n_given_up)
    reliability.row("kills", "stories that were made by a backfill", harness.n_given_up)
    reliability.row("kills", "paid calls that were on their way, and written down as lost", harness.n_lost)
