"""What runs on a data folder: one `storyvid up` at most, the programs it keeps, the processes of its runs."""

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from filelock import FileLock, Timeout
from pydantic import BaseModel, ValidationError

from storyvid_dagster.defs.dead_runs import allow_one_more_retry
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.interrupts import end_run
from storyvid_dagster.defs.run_locks import RunLocks
from storyvid_dagster.errors import SetupError

CHILD = "storyvid_dagster.cli.child"
_GRACE_S = 10.0
_POLL_S = 0.1
_UP_GRACE_S = 60.0
"""`storyvid up` ends its programs and runs one after the other, each with a grace of its own."""


class Up(BaseModel):
    """A `storyvid up` that runs."""

    pid: int
    url: str


@dataclass(frozen=True)
class Running:
    """What runs on the Dagster instance in the folder `home`."""

    home: Path

    @contextmanager
    def being_up(self, up: Up) -> Generator[None]:
        """Be the one `storyvid up` of this data folder.

        Raises:
            SetupError: There is one already.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._lock, blocking=False):
                self._note.write_text(up.model_dump_json(), encoding="utf-8")
                yield
                self._note.unlink(missing_ok=True)
        except Timeout as error:
            other = self.up()
            where = f" at {other.url} (process {other.pid})" if other else ""
            raise SetupError(
                f"storyvid is already up for {self.home.parent}{where}: use that one, end it with"
                " `storyvid down`, or put `storyvid up --replace` in its place"
            ) from error

    def up(self) -> Up | None:
        """Give the `storyvid up` of this data folder, if there is one."""
        try:
            with FileLock(self._lock, blocking=False):
                return None
        except Timeout:
            pass
        try:
            return Up.model_validate_json(self._note.read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def programs(self) -> Iterator[psutil.Process]:
        """Give the programs that a `storyvid up` of this data folder started, and which still run."""
        for process in psutil.process_iter(["cmdline"]):
            command: list[str] = process.info["cmdline"] or []
            if CHILD in command and str(self.home) in command:
                yield process

    def require_no_other_daemon(self) -> None:
        """Refuse to start beside a Dagster daemon of somebody else, such as that of `dagster dev`.

        Raises:
            SetupError: There is one on this instance. Both would start every drawing.
        """
        for process in psutil.process_iter(["cmdline", "environ"]):
            command: list[str] = process.info["cmdline"] or []
            environment: dict[str, str] = process.info["environ"] or {}
            is_here = environment.get("DAGSTER_HOME") == str(self.home)
            if is_here and CHILD not in command and any(map(_is_daemon, command)):
                raise SetupError(
                    f"another Dagster daemon works on {self.home} (process {process.pid}; `dagster dev`"
                    " starts one), and two at once make a story twice: end it, then try again"
                )

    def end_programs(self) -> list[int]:
        """End the programs that a `storyvid up` left behind, and give their pids."""
        return _end(list(self.programs()))

    def end_workers(self) -> list[int]:
        """End the processes of the runs that the daemon started; they are started again when it is up."""
        workers = {
            dagster_run_id: holder.pid
            for dagster_run_id, holder in RunLocks.of_home(self.home).holders()
            if holder.is_worker
        }
        if not workers:
            return []
        with open_instance(self.home) as instance:
            for dagster_run_id in workers:
                allow_one_more_retry(instance, dagster_run_id)
            ended = _end(_processes(workers.values()))
            for dagster_run_id in workers:  # one that had to be killed has not written down that it ended
                end_run(instance, dagster_run_id, "The run was interrupted.")
        return ended

    def end_up(self) -> Up | None:
        """End the `storyvid up` of this data folder, if there is one, and wait until it has."""
        up = self.up()
        if up is not None:
            _end(_processes([up.pid]), grace_s=_UP_GRACE_S)
        return up

    @property
    def _lock(self) -> Path:
        return self.home / "up.lock"

    @property
    def _note(self) -> Path:
        return self.home / "up.json"


def _is_daemon(word: str) -> bool:
    return word == "dagster._daemon" or Path(word).name == "dagster-daemon"


def _processes(pids: Iterable[int]) -> list[psutil.Process]:
    """Give the processes that still are."""
    found: list[psutil.Process] = []
    for pid in pids:
        with suppress(psutil.NoSuchProcess):
            found.append(psutil.Process(pid))
    return found


def _end(processes: Sequence[psutil.Process], grace_s: float = _GRACE_S) -> list[int]:
    """End processes: first by asking, at last by force."""
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.terminate()
    deadline_s = time.monotonic() + grace_s
    while any(map(_works, processes)) and time.monotonic() < deadline_s:
        time.sleep(_POLL_S)
    for process in filter(_works, processes):
        with suppress(psutil.NoSuchProcess):
            process.kill()
    return [process.pid for process in processes]


def _works(process: psutil.Process) -> bool:
    """Tell whether a process has not ended; one that has may still be listed until its parent asks."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
