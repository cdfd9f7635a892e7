"""The ledger: one line for every call that cost money, might have, or was saved by the cache.

A day is a file of lines of JSON, `ledger/2026-11-24.jsonl`; an empty note `spent/{run_id}_{day}.txt` says on
which days a run spent, so that its sum needs no other file. No text, name or picture stands in it.
"""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field, ValidationError

from storyvid_dagster.core import names
from storyvid_dagster.core.files import Document
from storyvid_dagster.media.store import MediaStore

Kind = Literal["paid", "lost", "kept"]


class LedgerLine(Document):
    """One call."""

    when: datetime.datetime = Field(description="UTC")
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
    """The lines of a data folder."""

    store: MediaStore

    def write(self, line: LedgerLine) -> None:
        """Add a line, flushed to disk."""
        day = line.when.date()
        if line.kind != "kept" and not self.store.exists(note := names.spent(line.run_id, day)):
            self.store.put(note, b"")
        self.store.append(names.ledger(day), line.model_dump_json())

    def of_day(self, day: datetime.date) -> Iterator[LedgerLine]:
        """Read the lines of a day. A line torn by a crash is skipped."""
        key = names.ledger(day)
        lines = self.store.get(key).decode().splitlines() if self.store.exists(key) else ()
        for line in lines:
            try:
                yield LedgerLine.model_validate(json.loads(line))
            except (json.JSONDecodeError, ValidationError):
                continue

    def of_run(self, run_id: str) -> Iterator[LedgerLine]:
        """Read the lines of a run on the days it spent, oldest first."""
        days = (day for run, day in self._spent_days() if run == run_id)
        for day in sorted(days):
            yield from (line for line in self.of_day(day) if line.run_id == run_id)

    def days(self) -> list[datetime.date]:
        """Give every day with lines."""
        parsed = (names.parse_ledger(key) for key in self.store.keys("ledger"))
        return sorted(day for day in parsed if day is not None)

    def _spent_days(self) -> Iterator[tuple[str, datetime.date]]:
        yield from filter(None, map(names.parse_spent, self.store.keys("spent")))


def total(lines: Iterable[LedgerLine]) -> Spent:
    """Add up lines."""
    sums = {"paid": 0.0, "lost": 0.0, "kept": 0.0}
    calls = 0
    for line in lines:
        sums[line.kind] += line.usd
        calls += line.kind != "kept"
    return Spent(sums["paid"], sums["lost"], sums["kept"], calls)
