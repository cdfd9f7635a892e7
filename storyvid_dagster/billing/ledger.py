"""The ledger: one line for every call that cost money, might have, or was saved by the cache.

A day is a file of lines of JSON, `ledger/2026-11-24.jsonl`. No text, name or picture stands in it. What a
day and a run cost so far is kept beside it, with the number of bytes that are counted: whoever asks counts
only what was added since, and counts everything again when a total is missing.
"""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, TypeVar

from pydantic import Field, ValidationError

from storyvid_dagster.core import names
from storyvid_dagster.core.files import Document
from storyvid_dagster.media.locks import locked
from storyvid_dagster.media.store import MediaStore

Kind = Literal["paid", "lost", "kept"]
_Document = TypeVar("_Document", bound=Document)


class LedgerLine(Document):
    """One call."""

    when: datetime.datetime = Field(description="UTC, when it was asked")
    run_id: str
    what: str = Field(description="Such as `picture of scene 3`")
    kind: Kind = Field(
        description="paid: answered; lost: asked, no answer came, counted as charged; kept: from the cache"
    )
    vendor: str
    model: str
    units: Mapping[str, float] = Field(description="As the answer says, else as estimated")
    usd: float = Field(ge=0, description="Cost; of a kept answer what it would have cost again")
    digest: str = Field(description="Hash of everything that was asked: the answer's name in the cache")
    attempt: str = Field(default="", description="Tells the calls of one order apart")


class _Total(Document):
    """Charges of a day, as far as they are counted."""

    usd: float = 0.0
    counted_bytes: int = 0


class _RunTotals(Document):
    """Charges of a run, by day."""

    days: Mapping[datetime.date, _Total] = {}


@dataclass(frozen=True)
class Spent:
    """Sums of some lines, in US dollars."""

    paid_usd: float = 0.0
    lost_usd: float = 0.0
    saved_usd: float = 0.0
    calls: int = 0

    @property
    def usd(self) -> float:
        """What was or may have been charged."""
        return self.paid_usd + self.lost_usd


@dataclass(frozen=True)
class Ledger:
    """The lines of a data folder. Whoever writes, or asks for sums, holds its lock."""

    store: MediaStore

    def lock(self) -> AbstractContextManager[None]:
        """Keep other threads and processes from writing."""
        return locked(self.store.path("ledger/.lock"), "the ledger")

    def write(self, line: LedgerLine) -> None:
        """Add a line, flushed to disk. The caller holds the lock."""
        day = line.when.date()
        key = names.ledger(day)
        torn = self.store.exists(key) and not _ends_whole(self.store, key)
        self.store.append(key, ("\n" if torn else "") + line.model_dump_json())
        if line.kind != "kept":
            self._count(day)

    def write_once(self, line: LedgerLine) -> None:
        """Add a line unless its attempt has one already. The caller holds the lock."""
        if any(each.attempt == line.attempt for each in self.of_day(line.when.date())):
            self._count(line.when.date())
        else:
            self.write(line)

    def charged_on(self, day: datetime.date) -> float:
        """Give the sum of a day in US dollars. The caller holds the lock."""
        if not self.store.exists(names.day_total(day)):
            # The first to ask on a day also counts what a process that died on another left uncounted.
            for each in self.days():
                self._count(each)
        return self._count(day).usd

    def charged_to(self, run_id: str, today: datetime.date) -> float:
        """Give the sum of a run in US dollars. The caller holds the lock."""
        self.charged_on(today)
        return sum(day.usd for day in self._totals_of(run_id).days.values())

    def of_day(self, day: datetime.date) -> Iterator[LedgerLine]:
        """Read the lines of a day. A line torn by a crash is skipped."""
        key = names.ledger(day)
        if self.store.exists(key):
            yield from filter(None, map(_parsed, self.store.get(key).splitlines()))

    def of_run(self, run_id: str) -> Iterator[LedgerLine]:
        """Read the lines of a run on the days it spent, oldest first."""
        with self.lock():
            for day in self.days():
                self._count(day)
        for day in sorted(self._totals_of(run_id).days):
            yield from (line for line in self.of_day(day) if line.run_id == run_id)

    def charged(self, run_ids: Iterable[str]) -> dict[str, float]:
        """Give run_id -> what it cost so far in US dollars, for those that cost something."""
        uncounted = [day for day in self.days() if not self.store.exists(names.day_total(day))]
        if uncounted:
            with self.lock():
                for day in uncounted:
                    self._count(day)
        totals = {run_id: self._totals_of(run_id).days.values() for run_id in run_ids}
        return {run_id: sum(day.usd for day in days) for run_id, days in totals.items() if days}

    def days(self) -> list[datetime.date]:
        """Give every day with lines."""
        parsed = (names.parse_ledger(key) for key in self.store.keys("ledger"))
        return sorted(day for day in parsed if day is not None)

    def _count(self, day: datetime.date) -> _Total:
        """Bring the sums of a day and its runs up to its last whole line.

        The sum of the day is written last: a process that dies before has its lines counted again, and
        the sum of a run remembers up to where it has them.
        """
        key = names.day_total(day)
        known = self._read(key, _Total)
        at = 0 if known is None else known.counted_bytes
        added, by_run, usd = self._added(day, at), dict[str, list[tuple[int, float]]](), 0.0
        for raw in added:
            at += len(raw)
            line = _parsed(raw)
            if line is not None and line.kind != "kept":
                usd += line.usd
                by_run.setdefault(line.run_id, []).append((at, line.usd))
        for run_id, charges in by_run.items():
            self._add_to_run(run_id, day, charges)
        total = _Total(usd=(known.usd if known else 0.0) + usd, counted_bytes=at)
        if total != known:
            self.store.put(key, total.model_dump_json().encode())
        return total

    def _added(self, day: datetime.date, start: int) -> list[bytes]:
        """Read the whole lines of a day from a byte on."""
        key = names.ledger(day)
        if not self.store.exists(key):
            return []
        with self.store.path(key).open("rb") as stream:
            stream.seek(start)
            return [line for line in stream.read().splitlines(keepends=True) if line.endswith(b"\n")]

    def _add_to_run(self, run_id: str, day: datetime.date, charges: list[tuple[int, float]]) -> None:
        totals = self._totals_of(run_id)
        before = totals.days.get(day, _Total())
        usd = sum(usd for end, usd in charges if end > before.counted_bytes)
        after = _Total(usd=before.usd + usd, counted_bytes=max(before.counted_bytes, charges[-1][0]))
        made = _RunTotals(days={**totals.days, day: after})
        self.store.put(names.run_total(run_id), made.model_dump_json().encode())

    def _totals_of(self, run_id: str) -> _RunTotals:
        return self._read(names.run_total(run_id), _RunTotals) or _RunTotals()

    def _read(self, key: str, shape: type[_Document]) -> _Document | None:
        try:
            return shape.model_validate_json(self.store.get(key)) if self.store.exists(key) else None
        except ValidationError:
            return None


def total(lines: Iterable[LedgerLine]) -> Spent:
    """Add up lines."""
    sums = {"paid": 0.0, "lost": 0.0, "kept": 0.0}
    calls = 0
    for line in lines:
        sums[line.kind] += line.usd
        calls += line.kind != "kept"
    return Spent(sums["paid"], sums["lost"], sums["kept"], calls)


def _parsed(raw: bytes) -> LedgerLine | None:
    try:
        return LedgerLine.model_validate(json.loads(raw))
    except (ValueError, ValidationError):
        return None


def _ends_whole(store: MediaStore, key: str) -> bool:
    """Tell whether the last line of a file was written to its end."""
    with store.path(key).open("rb") as stream:
        if stream.seek(0, 2) == 0:
            return True
        stream.seek(-1, 2)
        return stream.read(1) == b"\n"
