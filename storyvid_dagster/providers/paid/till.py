"""The till: every paid call goes through `Till.buy`, which sees that it is made once, counted and affordable.

The order of things, each step safe to die after: the order is noted as asked, with its price, within the
budget; the vendor is asked; the answer is put into the cache; the ledger gets its line; the note is
removed. So a note without an answer means an answer that was lost, and a note with one means a ledger
line that was not written. Whoever comes later, in this process or another, waits for the lock of the
order and finds the answer.
"""

import datetime
import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from filelock import AsyncFileLock, FileLock
from pydantic import Field, ValidationError

from storyvid_dagster.core import names
from storyvid_dagster.core.files import Document
from storyvid_dagster.errors import AnswerLost, BudgetExceeded, ProviderError, ProviderExhausted
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.providers.paid.ledger import Kind, Ledger, LedgerLine, total
from storyvid_dagster.providers.paid.patience import Patience
from storyvid_dagster.providers.paid.prices import Units, prices

_MOST_LOST = 2
"""An order whose answer was lost is bought once more, not twice."""
_FORGIVEN_AFTER = datetime.timedelta(hours=1)
"""Answers lost longer ago than this do not keep anyone from asking again."""


def utc_now() -> datetime.datetime:
    """Give the time."""
    return datetime.datetime.now(datetime.UTC)


@dataclass(frozen=True)
class Budget:
    """How much may be spent, in US dollars; `None` is no limit."""

    run_usd: float | None = None
    day_usd: float | None = None


@dataclass(frozen=True)
class Order:
    """Something to buy."""

    what: str
    """For people, such as `picture of scene 3`."""
    vendor: str
    model: str
    ingredients: Mapping[str, object]
    """Everything else that decides the answer, as JSON values; pictures by their hash."""
    units: Units = field(default_factory=dict[str, float])
    """What it will use, estimated; empty for what is free."""

    @property
    def digest(self) -> str:
        """Name the answer."""
        asked = [self.vendor, self.model, dict(self.ingredients)]
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Answer:
    """What a vendor gave."""

    body: bytes
    units: Units | None = None
    """What it says was used; `None`: it does not say."""


@dataclass(frozen=True)
class Bought:
    """An answer with its price."""

    body: bytes
    usd: float
    """0 when it was in the cache."""


class _Asked(Document):
    """The note that an order is out."""

    run_id: str
    when: datetime.datetime
    usd: float
    out: bool = Field(description="Asked, and neither answered nor known to be lost")
    lost: int = Field(default=0, description="Answers lost before")


class _Header(Document):
    sha256: str
    usd: float
    units: Mapping[str, float]


@dataclass(frozen=True)
class Till:
    """Buys for one run."""

    store: MediaStore
    budget: Budget = field(default_factory=Budget)
    patience: Patience = field(default_factory=Patience)
    now: Callable[[], datetime.datetime] = utc_now

    @property
    def run_id(self) -> str:
        """Whose money is spent."""
        return self.store.run_id or "no-run"

    async def buy(self, order: Order, ask: Callable[[], Awaitable[Answer]]) -> Bought:
        """Give the answer to an order, from the cache or from the vendor.

        Args:
            order: What is bought.
            ask: Asks the vendor once.

        Raises:
            ProviderError: The vendor did not deliver, or the budget does not allow it.
        """
        key = names.cached("paid", order.digest, "answer")
        async with AsyncFileLock(self._lock_of(order)):
            if (kept := self._kept(key)) is not None:
                header, body = kept
                if (note := self._read_note(names.asked(order.digest))) is not None:
                    if note.out and not self._is_written(order, note):
                        self._write(order, "paid", header.units, header.usd, by=note.run_id)
                    self._drop_note(order)
                self._write(order, "kept", header.units, header.usd)
                return Bought(body, 0.0)
            return await self.patience.ask(lambda: self._attempt(order, key, ask))

    async def _attempt(self, order: Order, key: str, ask: Callable[[], Awaitable[Answer]]) -> Bought:
        estimate_usd = prices().cost_usd(order.model, order.units) if order.units else 0.0
        lost = self._count_lost(order)
        if order.units:
            self._note_asked(order, estimate_usd, lost)
        try:
            answer = await ask()
        except AnswerLost as error:
            self._write(order, "lost", order.units, estimate_usd)
            self._put_note(order, estimate_usd, out=False, lost=lost + 1)
            if lost + 1 >= _MOST_LOST:
                raise ProviderExhausted(
                    f"{error} (asked twice and both answers were lost, so it is not bought a third time now:"
                    " try again in an hour)"
                ) from error
            raise
        except ProviderError:
            self._drop_note(order)  # the vendor said no: nothing was charged
            raise
        units = order.units if answer.units is None else answer.units
        usd = prices().cost_usd(order.model, units) if units else 0.0
        header = _Header(sha256=hashlib.sha256(answer.body).hexdigest(), usd=usd, units=units)
        self.store.put(key, header.model_dump_json().encode() + b"\n" + answer.body)
        self._write(order, "paid", units, usd)
        self._drop_note(order)
        return Bought(answer.body, usd)

    def _kept(self, key: str) -> tuple[_Header, bytes] | None:
        """Read an answer from the cache; `None` when there is none, or it is damaged."""
        if not self.store.exists(key):
            return None
        line, _, body = self.store.get(key).partition(b"\n")
        try:
            header = _Header.model_validate_json(line)
        except ValidationError:
            return None
        return (header, body) if hashlib.sha256(body).hexdigest() == header.sha256 else None

    def _note_asked(self, order: Order, usd: float, lost: int) -> None:
        """Note the order as asked, if the budget has room for it.

        Raises:
            BudgetExceeded: It has not.
        """
        with FileLock(self._path("ledger", ".lock"), timeout=60):
            self._check_budget(order, usd)
            self._put_note(order, usd, out=True, lost=lost)

    def _check_budget(self, order: Order, usd: float) -> None:
        ledger, today = Ledger(self.store), self.now().date()
        out = [note for key in self.store.keys("asked") if (note := self._read_note(key)) and note.out]
        limits = (
            ("this story", "STORYVID_BUDGET_USD_RUN", self.budget.run_usd, self._spent_by_run(ledger, out)),
            (
                "today", "STORYVID_BUDGET_USD_DAY", self.budget.day_usd,
                total(ledger.of_day(today)).usd + sum(note.usd for note in out if note.when.date() == today),
            ),
        )  # fmt: skip
        for what, setting, limit_usd, spent_usd in limits:
            if limit_usd is not None and spent_usd + usd > limit_usd:
                raise BudgetExceeded(
                    f"run {self.run_id}: the {order.what} would cost about ${usd:.3f}, and of the"
                    f" ${limit_usd:.2f} for {what} ${spent_usd:.3f} are spent: raise {setting}."
                    " What is made so far is kept"
                )

    def _spent_by_run(self, ledger: Ledger, out: list[_Asked]) -> float:
        reserved = sum(note.usd for note in out if note.run_id == self.run_id)
        return total(ledger.of_run(self.run_id)).usd + reserved

    def _count_lost(self, order: Order) -> int:
        """Count the answers to this order that were lost lately, one that died unanswered among them.

        Raises:
            ProviderExhausted: They are too many.
        """
        note = self._read_note(names.asked(order.digest))
        if note is None or self.now() - note.when > _FORGIVEN_AFTER:
            return 0
        lost = note.lost
        if note.out:  # whoever asked died before an answer came
            lost += 1
            self._write(order, "lost", order.units, note.usd, by=note.run_id)
            self._put_note(order, note.usd, out=False, lost=lost)
        if lost >= _MOST_LOST:
            raise ProviderExhausted(
                f"run {self.run_id}: the {order.what} was asked for twice within the hour and both answers"
                " were lost, though they may have been charged: try again in an hour"
            )
        return lost

    def _put_note(self, order: Order, usd: float, *, out: bool, lost: int) -> None:
        if not order.units:
            return
        note = _Asked(run_id=self.run_id, when=self.now(), usd=usd, out=out, lost=lost)
        self.store.put(names.asked(order.digest), note.model_dump_json().encode())

    def _read_note(self, key: str) -> _Asked | None:
        try:
            return _Asked.model_validate_json(self.store.get(key)) if self.store.exists(key) else None
        except ValidationError:
            return None

    def _drop_note(self, order: Order) -> None:
        self.store.delete(names.asked(order.digest))

    def _write(self, order: Order, kind: Kind, units: Units, usd: float, *, by: str | None = None) -> None:
        if not units:
            return
        Ledger(self.store).write(
            LedgerLine(
                when=self.now(),
                run_id=by or self.run_id,
                what=order.what,
                kind=kind,
                vendor=order.vendor,
                model=order.model,
                units=units,
                usd=usd,
                digest=order.digest,
            )
        )

    def _is_written(self, order: Order, note: _Asked) -> bool:
        lines = Ledger(self.store).of_run(note.run_id)
        return any(
            line.digest == order.digest and line.kind == "paid" and line.when >= note.when for line in lines
        )

    def _lock_of(self, order: Order) -> str:
        return self._path("locks", order.digest[:32])

    def _path(self, folder: str, name: str) -> str:
        path = self.store.path(f"{folder}/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        return str(path)
