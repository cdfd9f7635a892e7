"""A real PostgreSQL on loopback, from the system's packages."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from storyvid_dagster_tests.servers.ports import free_ports

PASSWORD = "canary-of-the-ledger-password"
_STARTS_WITHIN_S = 60


@dataclass
class PostgresServer:
    """One server; databases are made as they are asked for."""

    programs: Path
    folder: Path
    port: int = field(default_factory=lambda: free_ports(1)[0])
    process: subprocess.Popen[bytes] | None = None

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://storyvid:{PASSWORD}@127.0.0.1:{self.port}/{database}"

    def make_database(self, name: str) -> str:
        """Make an empty database, and give its address."""
        self._sql(f'create database "{name}"')
        return self.url(name)

    def dump(self, url: str) -> bytes:
        """Give all that a database holds, as text."""
        name = url.rpartition("/")[2]
        return self._run(
            "pg_dump", "-h", "127.0.0.1", "-p", str(self.port), "-U", "storyvid", "--inserts", name
        ).encode()

    def start(self) -> None:
        data = self.folder / "data"
        if not data.exists():
            password = self.folder / "password"
            password.write_text(PASSWORD)
            shutil.chown(self.folder, self._owner)
            shutil.chown(password, self._owner)
            self._run(
                "initdb", "-D", data, "-U", "storyvid", "-A", "scram-sha-256", f"--pwfile={password}", "-N"
            )
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    self.programs / "postgres", "-D", data, "-p", str(self.port), "-h", "127.0.0.1", "-F",
                    "-k", "", "-c", "max_connections=100",
                ],
                cwd=self.folder, stdout=log, stderr=log, start_new_session=True, user=self._owner,
            )  # fmt: skip
        deadline_s = time.monotonic() + _STARTS_WITHIN_S
        while not self._answers():
            assert self.process.poll() is None, (self.folder / "log").read_text()[-2000:]
            assert time.monotonic() < deadline_s, (self.folder / "log").read_text()[-2000:]
            time.sleep(0.1)

    def kill(self) -> None:
        """End it as a power cut does."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
            (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)

    @property
    def _owner(self) -> int | str:
        """Give who runs it: PostgreSQL does not start as root."""
        return "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_uid

    def _answers(self) -> bool:
        asked = subprocess.run(
            [self.programs / "pg_isready", "-h", "127.0.0.1", "-p", str(self.port)],
            capture_output=True, check=False,
        )  # fmt: skip
        return asked.returncode == 0

    def _sql(self, statement: str) -> None:
        self._run(
            "psql",
            "-h",
            "127.0.0.1",
            "-p",
            str(self.port),
            "-U",
            "storyvid",
            "-d",
            "postgres",
            "-c",
            statement,
        )

    def _run(self, program: str, *arguments: str | Path) -> str:
        done = subprocess.run(
            [self.programs / program, *arguments],
            cwd=self.folder, env={**os.environ, "PGPASSWORD": PASSWORD}, capture_output=True, text=True,
            user=self._owner, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Run a server while the block does; where there is none, the test is skipped unless it is required."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    on_path = shutil.which("postgres")
    if not programs and on_path is None:
        told = "PostgreSQL is not installed (`apt-get install postgresql`)"
        assert os.environ.get("STORYVID_POSTGRES_TESTS") != "required", told
        pytest.skip(told)
    found = programs[-1] if programs else Path(str(on_path))
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = PostgresServer(found.parent, Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.kill()
