"""Runs a module as `python -m` does, and ends when whoever started it ends, however that ends.

The starter holds the other end of this process's standard input. The system closes it when the starter dies,
killed or not, on every system.
"""

import os
import runpy
import signal
import sys
import threading
from pathlib import Path

from storyvid_dagster.defs import sqlite_files

_GRACE_S = 5.0


def main() -> None:
    """Run the module that the command line names after the Dagster home, with the arguments that follow.

    The home tells whoever looks at the list of processes whose child this is.
    """
    threading.Thread(target=_follow_the_starter, daemon=True, name="starter").start()
    home, module, *arguments = sys.argv[1:]
    sys.argv = [module, *arguments]
    with sqlite_files.held_open(Path(home)):
        runpy.run_module(module, run_name="__main__", alter_sys=True)


def _follow_the_starter() -> None:
    while os.read(0, 1):
        pass
    signal.raise_signal(signal.SIGTERM)
    threading.Event().wait(_GRACE_S)
    os._exit(1)


if __name__ == "__main__":
    main()
