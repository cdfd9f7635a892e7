"""Obeys Ctrl-C and SIGTERM while a run is made, whatever its threads are waiting for.

Dagster turns a signal into an exception in the main thread. That is the better end, since Dagster then writes
down how the run ended; but the main thread may be waiting for threads that wait for a vendor or an encoder.
"""

import os
import signal
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager

import dagster as dg

GRACE_S = 4.0
"""How long the main thread has to end the run itself."""


@contextmanager
def obeying_signals(instance: dg.DagsterInstance, dagster_run_id: str) -> Generator[None]:
    """End this process at most `GRACE_S` after a signal, with the run written down as ended.

    A run that somebody cancels ends as canceled. One that was only interrupted ends as failed, which
    Dagster's run retries start again. Nothing on disk minds: every write is whole or absent.

    Args:
        instance: Where the run is written down.
        dagster_run_id: The run that this process makes.

    Raises:
        KeyboardInterrupt: There was a signal, and the block ended in time.
    """
    done, signalled = threading.Event(), threading.Event()
    reader, writer = socket.socketpair()
    writer.setblocking(False)
    before = signal.signal(signal.SIGTERM, _interrupt)
    # Told of every signal that any Python handler takes, also of those that Dagster sets later.
    waker = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)

    def watch() -> None:
        with reader:
            if not reader.recv(1):
                return
        signalled.set()
        if done.wait(GRACE_S):
            return
        end_run(instance, dagster_run_id, "The run was interrupted.")
        os._exit(130)

    watcher = threading.Thread(target=watch, daemon=True, name="signals")
    watcher.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(waker)
        signal.signal(signal.SIGTERM, before)
        done.set()
        writer.close()
        watcher.join(timeout=GRACE_S)
    if signalled.is_set():
        raise KeyboardInterrupt  # Dagster took it for a failure of the step


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def end_run(instance: dg.DagsterInstance, dagster_run_id: str, why: str) -> None:
    """Write a run down as ended, if it is not: canceled when that was asked for, else failed."""
    run = instance.get_run_by_id(dagster_run_id)
    if run is None or run.is_finished:
        return
    if run.status is dg.DagsterRunStatus.CANCELING:
        instance.report_run_canceled(run, why)
    else:
        instance.report_run_failed(run, why)
