"""The worker of many machines: takes runs from Redis, one after the other in each of its processes.

A process keeps what it has loaded, so that all of its stories but the first begin at once.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import dagster as dg
from celery import Celery, Task
from dagster._grpc.types import ExecuteRunArgs
from dagster._serdes import unpack_value
from dagster_celery.make_app import make_app
from dagster_celery.tasks import create_execute_job_task
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from storyvid_dagster.defs.beacons import BEAT_S, LIFE_S, Beacons
from storyvid_dagster.defs.interrupts import obeying_signals

LONGEST_RUN_S = 12 * 3600
"""After so long Redis gives a task to another worker, too, which leaves a run alone that has one."""
_RUNS_A_PROCESS = 50
"""Then the process is replaced, whatever has gathered in it."""

_log = logging.getLogger(__name__)


def serve(broker_url: str, *, at_once: int) -> None:
    """Take runs until SIGTERM, which lets those at work come to their end; a second one ends them."""
    worker_app(broker_url).worker_main(  # pyright: ignore[reportUnknownMemberType]
        [
            "--quiet", "worker", "--concurrency", str(at_once), "--queues", "dagster",
            "--loglevel", "WARNING", "--hostname", f"{os.getpid()}@%h",
            "--without-gossip", "--without-mingle",
        ]
    )  # fmt: skip


def worker_app(broker_url: str) -> Celery:
    """Give the app that knows the task of a run."""
    app: Celery = make_app(
        {
            "broker": broker_url,
            "backend": broker_url,
            "config_source": {
                # Acknowledged at its end, and none taken in advance: what waits is free for every worker.
                "task_acks_late": True,
                "worker_prefetch_multiplier": 1,
                "broker_transport_options": {"visibility_timeout": LONGEST_RUN_S},
                "broker_connection_retry_on_startup": True,
                "worker_max_tasks_per_child": _RUNS_A_PROCESS,
                "worker_redirect_stdouts": False,  # Dagster keeps what a run prints,
                "worker_hijack_root_logger": False,  # and logs itself
            },
        }
    )
    create_execute_job_task(app, base=WatchedRun, shared=False)  # pyright: ignore[reportArgumentType]
    return app


class WatchedRun(Task):
    """Makes a run while its beacon is lit, unless it has ended or another worker makes it."""

    def __call__(self, execute_job_args_packed: dict[str, Any]) -> int:
        """Make the run that the message names; the exit code of Dagster's command."""
        dagster_run_id = unpack_value(execute_job_args_packed, as_type=ExecuteRunArgs).run_id
        beacons = Beacons(self.app)
        with dg.DagsterInstance.get() as instance:
            run = instance.get_run_by_id(dagster_run_id)
            if run is None or run.is_finished or not beacons.light(dagster_run_id):
                _log.warning("run %s is not made: it has ended, or another worker makes it", dagster_run_id)
                return 0
            try:
                with obeying_signals(instance, dagster_run_id), _watched(instance, dagster_run_id, beacons):
                    return super().__call__(execute_job_args_packed)
            except KeyboardInterrupt:
                return 1
            finally:
                beacons.put_out(dagster_run_id)


@contextmanager
def _watched(instance: dg.DagsterInstance, dagster_run_id: str, beacons: Beacons) -> Generator[None]:
    """Keep the beacon of a run lit, and end the run once it is canceled or given up by others."""
    done = threading.Event()

    def watch() -> None:
        told_s = time.monotonic()
        while not done.wait(BEAT_S):
            try:
                beacons.keep(dagster_run_id)
                run = instance.get_run_by_id(dagster_run_id)
            except (RedisError, SQLAlchemyError, OSError) as error:
                _log.warning(
                    "run %s: its beacon could not be kept (%s)", dagster_run_id, type(error).__name__
                )
                if time.monotonic() - told_s < LIFE_S:
                    continue
                break
            told_s = time.monotonic()
            if run is None or run.is_finished or run.status is dg.DagsterRunStatus.CANCELING:
                break
        if not done.is_set():
            os.kill(os.getpid(), signal.SIGTERM)

    watcher = threading.Thread(target=watch, daemon=True, name="beacon")
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
