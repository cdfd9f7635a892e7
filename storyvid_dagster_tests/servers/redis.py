"""A real Redis on loopback, from the system's packages. Nothing of it is kept on the disk."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from redis import Redis
from redis.exceptions import RedisError

from storyvid_dagster_tests.servers.ports import free_ports

PASSWORD = "canary-of-the-broker-password"
_STARTS_WITHIN_S = 30


@dataclass(frozen=True)
class RedisServer:
    """One server."""

    port: int

    @property
    def url(self) -> str:
        return f"redis://:{PASSWORD}@127.0.0.1:{self.port}/0"

    @property
    def client(self) -> Redis:
        return Redis.from_url(self.url)


@contextmanager
def redis_server() -> Iterator[RedisServer]:
    """Run a server while the block does; where there is none, the test is skipped unless it is required."""
    program = shutil.which("redis-server")
    if program is None:
        told = "Redis is not installed (`apt-get install redis-server`)"
        assert os.environ.get("STORYVID_REDIS_TESTS") != "required", told
        pytest.skip(told)
    server = RedisServer(*free_ports(1))
    command = [
        program, "--port", str(server.port), "--bind", "127.0.0.1", "--save", "", "--requirepass", PASSWORD,
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline_s = time.monotonic() + _STARTS_WITHIN_S
        while not _answers(server):
            assert process.poll() is None, "Redis ended as soon as it was started"
            assert time.monotonic() < deadline_s, "Redis does not answer"
            time.sleep(0.05)
        yield server
    finally:
        process.kill()
        process.wait()


def _answers(server: RedisServer) -> bool:
    try:
        return bool(server.client.ping())
    except RedisError:
        return False
