"""The books of paid calls: who may buy an order, what is under way, what was spent. One port, two adapters.

`FolderBooks` keeps them in the data folder of a machine, `sql_books.SqlBooks` in a database that machines
share.
"""

import datetime
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from filelock import AsyncFileLock

from storyvid_dagster.billing.ledger import Ledger, LedgerLine
from storyvid_dagster.billing.reservations import Reservations
from storyvid_dagster.media import disk
from storyvid_dagster.media.store import MediaStore

Check = Callable[[float, float], None]
"""Gets what is spent or under way of the run and of the day in US dollars; raises what forbids the call."""


@dataclass(frozen=True)
class Claim:
    """The right to buy an order, held by one process at a time."""

    digest: str
    holder: str = ""
    epoch: int = 0
    """One more each time somebody gets it: whoever comes with an older one has lost it."""


class Books(Protocol):
    """What every paid call is written into, before and after."""

    def holding(self, digest: str) -> AbstractAsyncContextManager[Claim]:
        """Wait until an order is ours to buy; it is given back at the end of the block, or when we die."""
        ...

    def settle(self, claim: Claim) -> None:
        """Write down as spent what an earlier holder asked for and left without a word."""
        ...

    def reserve(self, claim: Claim, line: LedgerLine, check: Check) -> None:
        """Count a call as spent money until it ends, if `check` lets it; nothing comes in between.

        Raises:
            ProviderUnavailable: The claim has gone to somebody else.
        """
        ...

    def cancel(self, line: LedgerLine) -> None:
        """Take back the reservation of a call that was turned away: nothing was charged."""
        ...

    def close(self, line: LedgerLine) -> None:
        """Write the line of a call that has just ended in place of its reservation."""
        ...

    def note_kept(self, line: LedgerLine) -> None:
        """Write the line of an answer that was in the cache."""
        ...

    def lost_lately(self, digest: str, now: datetime.datetime) -> int:
        """Count the answers to an order that were lost within the hour and not made good since."""
        ...

    def settle_all(self) -> None:
        """Write down as spent what processes that died left without a word."""
        ...

    def days(self) -> list[datetime.date]:
        """Give every day with lines."""
        ...

    def of_day(self, day: datetime.date) -> Iterable[LedgerLine]:
        """Give the lines of a day."""
        ...

    def of_run(self, run_id: str) -> Iterable[LedgerLine]:
        """Give the lines of a run, oldest first."""
        ...

    def charged(self, run_ids: Iterable[str]) -> dict[str, float]:
        """Give run_id -> what it cost so far in US dollars, for those that cost something."""
        ...


@dataclass(frozen=True)
class FolderBooks:
    """The books of one machine: files of its data folder, under its lock files."""

    store: MediaStore

    @asynccontextmanager
    async def holding(self, digest: str) -> AsyncGenerator[Claim]:
        """Hold the order's lock file."""
        lock = AsyncFileLock(self._reservations.lock_of(digest))
        with disk.telling("the lock of a paid call", self.store.root):
            await lock.acquire()
        try:
            yield Claim(digest)
        finally:
            await lock.release()

    def settle(self, claim: Claim) -> None:
        """Close the call of a process that died."""
        with self._ledger.lock():
            self._reservations.settle(claim.digest)

    def reserve(self, claim: Claim, line: LedgerLine, check: Check) -> None:
        """Reserve under the ledger's lock."""
        today = line.when.date()
        with self._ledger.lock():
            out = self._reservations.under_way()
            check(
                self._ledger.charged_to(line.run_id, today)
                + sum(each.usd for each in out if each.run_id == line.run_id),
                self._ledger.charged_on(today) + sum(each.usd for each in out if each.when.date() == today),
            )
            self._reservations.reserve(line)

    def cancel(self, line: LedgerLine) -> None:
        """Remove the reservation."""
        self._reservations.cancel(line.digest)

    def close(self, line: LedgerLine) -> None:
        """Write the line, then remove the reservation."""
        with self._ledger.lock():
            self._reservations.close(line)

    def note_kept(self, line: LedgerLine) -> None:
        """Write the line."""
        with self._ledger.lock():
            self._ledger.write(line)

    def lost_lately(self, digest: str, now: datetime.datetime) -> int:
        """Count them; the caller holds the claim."""
        return self._reservations.lost_lately(digest, now)

    def settle_all(self) -> None:
        """Close the calls of processes that died."""
        with self._ledger.lock():
            self._reservations.under_way()

    def days(self) -> list[datetime.date]:
        """Give every day with lines."""
        return self._ledger.days()

    def of_day(self, day: datetime.date) -> Iterator[LedgerLine]:
        """Read the lines of a day."""
        return self._ledger.of_day(day)

    def of_run(self, run_id: str) -> Iterator[LedgerLine]:
        """Read the lines of a run."""
        return self._ledger.of_run(run_id)

    def charged(self, run_ids: Iterable[str]) -> dict[str, float]:
        """Read the sums of runs."""
        return self._ledger.charged(run_ids)

    @property
    def _ledger(self) -> Ledger:
        return Ledger(self.store)

    @property
    def _reservations(self) -> Reservations:
        return Reservations(self.store)


def open_books(ledger_url: str, store: MediaStore) -> Books:
    """Open the database at an address, else the books of the store's own folder."""
    if not ledger_url:
        return FolderBooks(store)
    from storyvid_dagster.billing.sql_books import SqlBooks  # loads a tenth of a second of libraries

    return SqlBooks.at(ledger_url, store)
