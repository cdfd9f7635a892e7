"""Reservations: the price of every call that is under way, so that one whose process dies is still counted.

While a call is under way, `reservations/{digest}.json` holds the line that the ledger gets if no answer
comes, and its process holds the lock of the order. A reservation whose lock is free belongs to a process
that died: whoever sees it settles it. How often the answers to an order were lost lately stands in
`lost/{digest}.json`. Every step of settling may be done twice.
"""

import datetime
import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from storyvid_dagster.billing.ledger import Ledger, LedgerLine
from storyvid_dagster.core import names
from storyvid_dagster.core.files import Document
from storyvid_dagster.errors import MediaError
from storyvid_dagster.media import disk
from storyvid_dagster.media.locks import locked_if_free
from storyvid_dagster.media.store import MediaStore

MOST_LOST = 2
"""An order whose answer was lost is bought once more, not twice."""
FORGIVEN_AFTER = datetime.timedelta(hours=1)
"""Answers lost longer ago than this do not keep anyone from asking again."""


class _Lost(Document):
    attempts: Mapping[str, datetime.datetime] = {}


class Header(Document):
    """What is kept with an answer."""

    sha256: str
    usd: float
    units: Mapping[str, float]


@dataclass(frozen=True)
class Reservations:
    """Calls that are under way. The caller holds the lock of the ledger, unless a method says otherwise."""

    store: MediaStore

    @property
    def _ledger(self) -> Ledger:
        return Ledger(self.store)

    def lock_of(self, digest: str) -> Path:
        """Give the lock file of an order; whoever holds it may ask for that order. Needs no lock."""
        path = self.store.path(names.order_lock(digest))
        with disk.telling("the lock of an order", path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def reserve(self, line: LedgerLine) -> None:
        """Count a call as spent money until it ends.

        Raises:
            MediaError: It cannot be written; the call must not be made.
        """
        try:
            self.store.put(names.reservation(line.digest), line.model_dump_json().encode())
        except MediaError:
            with suppress(MediaError):  # else it is counted as one whose answer was lost
                self.cancel(line.digest)
            raise

    def cancel(self, digest: str) -> None:
        """Remove the reservation of a call that was turned away: nothing was charged."""
        self.store.delete(names.reservation(digest))

    def close(self, line: LedgerLine) -> None:
        """Write the line of a call that has just ended, and remove its reservation."""
        self._ledger.write(line)
        self._clear(line)

    def _clear(self, line: LedgerLine) -> None:
        key = names.lost(line.digest)
        if line.kind == "lost":
            lost = self._lost(line.digest)
            made = _Lost(attempts={**lost.attempts, line.attempt: line.when})
            self.store.put(key, made.model_dump_json().encode())
        else:
            self.store.delete(key)
        self.cancel(line.digest)

    def settle(self, digest: str) -> None:
        """Close the call of an order if its process died; the caller holds the order's lock, too."""
        line = self._read(digest)
        if line is None:
            return
        kept = kept_answer(self.store, digest)
        if kept is not None:  # it died after the answer was put into the cache
            line = line.model_copy(update={"kind": "paid", "units": kept[0].units, "usd": kept[0].usd})
        self._ledger.write_once(line)
        self._clear(line)

    def under_way(self) -> list[LedgerLine]:
        """Give every call that still is, after those of processes that died are settled."""
        lines: list[LedgerLine] = []
        for key in list(self.store.keys("reservations")):
            digest = names.parse_reservation(key)
            if digest is None:
                continue
            with locked_if_free(self.lock_of(digest)) as is_free:
                if is_free:
                    self.settle(digest)
                elif (line := self._read(digest)) is not None:
                    lines.append(line)
        return lines

    def lost_lately(self, digest: str, now: datetime.datetime) -> int:
        """Count the answers to an order that were lost within the hour. Needs the order's lock only."""
        return sum(now - when <= FORGIVEN_AFTER for when in self._lost(digest).attempts.values())

    def _lost(self, digest: str) -> _Lost:
        key = names.lost(digest)
        try:
            return _Lost.model_validate_json(self.store.get(key)) if self.store.exists(key) else _Lost()
        except ValidationError:
            return _Lost()

    def _read(self, digest: str) -> LedgerLine | None:
        key = names.reservation(digest)
        try:
            return LedgerLine.model_validate_json(self.store.get(key)) if self.store.exists(key) else None
        except ValidationError:
            return None


def keep_answer(store: MediaStore, digest: str, body: bytes, units: Mapping[str, float], usd: float) -> None:
    """Put an answer into the cache, unless a whole one is there."""
    header = Header(sha256=hashlib.sha256(body).hexdigest(), usd=usd, units=units)
    key, data = names.cached("paid", digest, "answer"), header.model_dump_json().encode() + b"\n" + body
    if not store.create(key, data) and kept_answer(store, digest) is None:
        store.put(key, data)


def kept_answer(store: MediaStore, digest: str) -> tuple[Header, bytes] | None:
    """Read an answer from the cache; `None` when there is none, or it is damaged."""
    key = names.cached("paid", digest, "answer")
    if not store.exists(key):
        return None
    try:
        line, _, body = store.get(key).partition(b"\n")
        header = Header.model_validate_json(line)
    except (MediaError, ValidationError):
        return None
    return (header, body) if hashlib.sha256(body).hexdigest() == header.sha256 else None
