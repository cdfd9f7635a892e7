"""The process of one run, as `ProcessRunLauncher` starts it."""

import os
import runpy
import sys
from pathlib import Path

import dagster as dg

from storyvid_dagster.defs.interrupts import obeying_signals
from storyvid_dagster.defs.run_locks import Holder, RunLocks


def main() -> None:
    """Make the run that the command line names: its Dagster id, then the argument of Dagster's command."""
    dagster_run_id, arguments = sys.argv[1:]
    with dg.DagsterInstance.get() as instance:
        locks = RunLocks.of_home(Path(instance.root_directory))
        holder = Holder(pid=os.getpid(), is_worker=True)
        with locks.holding(dagster_run_id, holder), obeying_signals(instance, dagster_run_id):
            sys.argv = ["dagster", "api", "execute_run", arguments]
            runpy.run_module("dagster", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
