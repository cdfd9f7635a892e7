"""The one door to programs that this one starts, and what the ways in which they end mean.

A system short of memory ends a program with SIGKILL, a shutdown with SIGTERM. Neither says anything of the
work, so both are `Interrupted`, wherever the program was started: worth another try.
"""

import errno
import subprocess
from collections.abc import Sequence
from os import PathLike
from typing import IO

from storyvid_dagster.errors import Interrupted

PIPE, DEVNULL = subprocess.PIPE, subprocess.DEVNULL
Child = subprocess.Popen[bytes]
Ending = subprocess.TimeoutExpired
"""Raised by `Child.wait` when a child has not ended in time."""
_FULL = {errno.ENOMEM, errno.EAGAIN, errno.EMFILE, errno.ENFILE}


def start(
    command: Sequence[str | PathLike[str]],
    *,
    what: str,
    stdin: int | None = None,
    stdout: int | IO[bytes] | None = None,
    stderr: int | IO[bytes] | None = None,
    folder: PathLike[str] | None = None,
    own_session: bool = False,
) -> Child:
    """Start a program.

    Args:
        command: The program and its arguments; no shell reads them.
        what: Names it in errors.
        stdin: As `subprocess.Popen` takes them, like the next two; `None`: this program's.
        stdout: Its output.
        stderr: Its errors.
        folder: Where it works; `None`: where this program does.
        own_session: Ctrl-C in the terminal is not for it.

    Raises:
        Interrupted: The system has no room for another program now.
        OSError: There is no such program, or it cannot be run.
    """
    try:
        return subprocess.Popen(
            command, stdin=stdin, stdout=stdout, stderr=stderr, cwd=folder, start_new_session=own_session
        )
    except OSError as error:
        if error.errno in _FULL:
            raise Interrupted(f"{what} could not be started ({error.strerror}): {_TRY_AGAIN}") from error
        raise


def run(command: Sequence[str | PathLike[str]], *, what: str, timeout_s: float) -> tuple[int, bytes]:
    """Run a program to its end: its status and all it printed.

    Raises:
        Interrupted: It was ended from outside, or the system has no room for it now.
        OSError: There is no such program, it cannot be run, or took longer than `timeout_s`.
    """
    child = start(command, what=what, stdin=DEVNULL, stdout=PIPE, stderr=subprocess.STDOUT)
    with child:
        try:
            printed, _ = child.communicate(timeout=timeout_s)
        except Ending as error:
            raise TimeoutError(f"it took longer than {timeout_s:.0f} s") from error
        finally:
            if child.poll() is None:
                child.kill()
    check_end(child.returncode, what)
    return child.returncode, printed


def check_end(status: int, what: str) -> None:
    """Tell from the status of an ended program whether it was ended from outside.

    Raises:
        Interrupted: It was.
    """
    if status < 0:
        raise Interrupted(f"{what} was ended by signal {-status}: {_TRY_AGAIN}")


_TRY_AGAIN = "if it happens again, the machine may be short of memory"
