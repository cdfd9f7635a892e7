"""The process of one run, as `ProcessRunLauncher` starts it."""

import os
import runpy
import sys
from pathlib import Path

import dagster as dg

from storyvid_dagster.defs.interrupts import obeying_signals
from storyvid_dagster.defs.run_locks import Holder, RunLocks
from storyvid_dagster.defs.sqlite_files import held_open


def main() -> None:
    """Make the run that the command line names: its Dagster id, then the argument of Dagster's command."""
    dagster_run_id, arguments = sys.argv[1:]
    with dg.DagsterInstance.get() as instance:
        home = Path(instance.root_directory)
        alive = RunLocks.of_home(home).holding(dagster_run_id, Holder(pid=os.getpid(), is_worker=True))
        with alive, obeying_signals(instance, dagster_run_id), held_open(home):
            sys.argv = ["dagster", "api", "execute_run", arguments]
            runpy.run_module("dagster", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
