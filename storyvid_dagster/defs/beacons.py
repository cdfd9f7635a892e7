"""Tells other machines whether a run's worker lives: it writes a key into Redis that soon expires."""

import socket
from dataclasses import dataclass
from typing import Any

from celery import Celery

LIFE_S = 30
"""A key that was not written again for so long is gone, and with it, for all others, its worker."""
BEAT_S = 5
"""How often a worker writes it."""


@dataclass(frozen=True)
class Beacons:
    """The keys of all runs, in the Redis that holds the results of `app`."""

    app: Celery

    def light(self, dagster_run_id: str) -> bool:
        """Begin to tell that a run has a worker; `False` when it has another one."""
        return bool(self._redis.set(_key(dagster_run_id), socket.gethostname(), ex=LIFE_S, nx=True))

    def keep(self, dagster_run_id: str) -> None:
        """Go on telling; one that Redis forgot, since it was started anew, is told again."""
        self._redis.set(_key(dagster_run_id), socket.gethostname(), ex=LIFE_S)

    def put_out(self, dagster_run_id: str) -> None:
        """Tell that a run has no worker any more."""
        self._redis.delete(_key(dagster_run_id))

    def is_lit(self, dagster_run_id: str) -> bool:
        """Tell whether a run has a worker."""
        return bool(self._redis.exists(_key(dagster_run_id)))

    @property
    def _redis(self) -> Any:
        return self.app.backend.client  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]


def _key(dagster_run_id: str) -> str:
    return f"storyvid/alive/{dagster_run_id}"
