"""Every paid call goes through `PaidCalls.call`: made once, counted in the ledger, within the budget.

The steps, each of which may be the last one a process does: wait for a free slot at the vendor; reserve the
price, if the budget has room for it; ask the vendor; put the answer into the cache; write the ledger's
line; remove the reservation. A reservation without an answer in the cache means that the process died and
the answer is lost; one with an answer means that the ledger's line is missing (`reservations.py` mends
both). Whoever asks for the same order later, in this process or another, waits for the order's lock and
finds the answer. Files are read and written in threads, so that other calls go on meanwhile.
"""

import asyncio
import datetime
import hashlib
import json
import logging
import uuid
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from typing import TypeVar

from storyvid_dagster.billing.books import Books, Claim, FolderBooks
from storyvid_dagster.billing.ledger import Kind, LedgerLine
from storyvid_dagster.billing.prices import Units, prices
from storyvid_dagster.billing.reservations import MOST_LOST, keep_answer, kept_answer
from storyvid_dagster.billing.retry import VendorRetry
from storyvid_dagster.errors import AnswerLost, BudgetExceeded, ProviderError, ProviderExhausted
from storyvid_dagster.media.store import MediaStore

_T = TypeVar("_T")
_TOLD_AFTER_S = 5.0
_log = logging.getLogger("storyvid_dagster.providers")


def utc_now() -> datetime.datetime:
    """Give the current time in UTC."""
    return datetime.datetime.now(datetime.UTC)


@dataclass(frozen=True)
class Budget:
    """How much may be spent, in US dollars; `None` is no limit."""

    run_usd: float | None = None
    day_usd: float | None = None


@dataclass(frozen=True)
class Order:
    """A paid call to make: what decides the answer, and what it is expected to use."""

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
        """The hash that names the answer in the cache."""
        asked = [self.vendor, self.model, dict(self.ingredients)]
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class VendorAnswer:
    """What a vendor gave."""

    body: bytes
    units: Units | None = None
    """What it says was used; `None`: it does not say."""


@dataclass(frozen=True)
class PaidAnswer:
    """An answer with its price."""

    body: bytes
    usd: float
    """0 when it was in the cache."""


@dataclass(frozen=True)
class PaidCalls:
    """The paid calls of one run."""

    store: MediaStore
    budget: Budget = field(default_factory=Budget)
    retry: VendorRetry = field(default_factory=VendorRetry)
    now: Callable[[], datetime.datetime] = utc_now
    books: Books | None = None
    """`None`: those of the store's own folder."""

    @property
    def run_id(self) -> str:
        """The run that the calls are charged to."""
        return self.store.run_id or "no-run"

    async def call(
        self,
        order: Order,
        ask: Callable[[], Awaitable[VendorAnswer]],
        slot: AbstractAsyncContextManager[None] | None = None,
    ) -> PaidAnswer:
        """Give the answer to an order, from the cache or from the vendor.

        Args:
            order: What is bought.
            ask: Asks the vendor once.
            slot: Held while the vendor is asked, so that only so many ask at a time.

        Raises:
            ProviderError: The vendor did not deliver, or the budget does not allow it.
        """
        wanted = f"{_the(order.what)}, which another process is buying"
        async with self._entering(self._books.holding(order.digest), wanted) as claim:
            kept = await asyncio.to_thread(self._take_kept, order, claim)
            if kept is not None:
                return kept
            return await self.retry.ask(lambda: self._attempt(order, claim, ask, slot or nullcontext()))

    @asynccontextmanager
    async def _entering(self, held: AbstractAsyncContextManager[_T], what: str) -> AsyncGenerator[_T]:
        """Enter a context; log what is waited for when that takes long."""
        async with AsyncExitStack() as stack:
            told = asyncio.get_running_loop().call_later(
                _TOLD_AFTER_S, _log.info, "run %s: waiting for %s", self.run_id, what
            )
            try:
                entered = await stack.enter_async_context(held)
            finally:
                told.cancel()
            yield entered

    @property
    def _books(self) -> Books:
        return self.books or FolderBooks(self.store)

    def _take_kept(self, order: Order, claim: Claim) -> PaidAnswer | None:
        """Give the answer that is in the cache, after a call that died is settled."""
        self._books.settle(claim)
        kept = kept_answer(self.store, order.digest)
        if kept is None:
            return None
        header, body = kept
        if header.units:
            self._books.note_kept(self._line(order, units=header.units, usd=header.usd, kind="kept"))
        return PaidAnswer(body, 0.0)

    async def _attempt(
        self,
        order: Order,
        claim: Claim,
        ask: Callable[[], Awaitable[VendorAnswer]],
        slot: AbstractAsyncContextManager[None],
    ) -> PaidAnswer:
        held = f"a place at {order.vendor} for {_the(order.what)}: other requests hold them all"
        async with self._entering(slot, held):
            usd = prices().cost_usd(order.model, order.units) if order.units else 0.0
            line = self._line(order, units=order.units, usd=usd, kind="lost")
            await asyncio.to_thread(self._go_out, claim, line)
            try:
                answer = await ask()
            except AnswerLost as error:
                await asyncio.to_thread(self._close, line)
                self._check_lost(line, str(error))
                raise
            except ProviderError:
                await asyncio.to_thread(self._books.cancel, line)  # turned away: nothing was charged
                raise
            return await asyncio.to_thread(self._take, line, answer)

    def _go_out(self, claim: Claim, line: LedgerLine) -> None:
        """Reserve the price of a call that is about to be made.

        Raises:
            ProviderExhausted: Too many of its answers were lost lately.
            BudgetExceeded: The budget has no room for it.
        """
        self._check_lost(line)
        if line.units:
            self._books.reserve(claim, line, lambda run, day: self._check_budget(line, run, day))

    def _take(self, line: LedgerLine, answer: VendorAnswer) -> PaidAnswer:
        """Keep an answer, and write down what it cost."""
        units = line.units if answer.units is None else answer.units
        usd = prices().cost_usd(line.model, units) if units else 0.0
        keep_answer(self.store, line.digest, answer.body, units, usd)
        self._close(line.model_copy(update={"kind": "paid", "units": units, "usd": usd}))
        return PaidAnswer(answer.body, usd)

    def _close(self, line: LedgerLine) -> None:
        if line.units:
            self._books.close(line)

    def _check_budget(self, line: LedgerLine, run_usd: float, day_usd: float) -> None:
        limits = (
            ("this story", "STORYVID_BUDGET_USD", self.budget.run_usd, run_usd),
            ("today", "STORYVID_BUDGET_USD_DAY", self.budget.day_usd, day_usd),
        )
        for what, setting, limit_usd, spent_usd in limits:
            if limit_usd is not None and spent_usd + line.usd > limit_usd:
                raise BudgetExceeded(
                    f"run {self.run_id}: {_the(line.what)} would cost about ${line.usd:.3f}, and of the"
                    f" ${limit_usd:.2f} for {what} ${spent_usd:.3f} are spent: raise {setting}."
                    " What is made so far is kept"
                )

    def _check_lost(self, line: LedgerLine, why: str = "") -> None:
        """Refuse an order whose answers were lost too often lately.

        Raises:
            ProviderExhausted: So many were lost within the hour.
        """
        if line.units and self._books.lost_lately(line.digest, self.now()) >= MOST_LOST:
            said = (
                f"{_the(line.what)} was asked for twice within the hour and both answers were lost, though"
                " they may have been charged: try again in an hour"
            )
            raise ProviderExhausted(f"{why} ({said})" if why else f"run {self.run_id}: {said}")

    def _line(self, order: Order, *, units: Units, usd: float, kind: Kind) -> LedgerLine:
        return LedgerLine(
            when=self.now(),
            run_id=self.run_id,
            what=order.what,
            kind=kind,
            vendor=order.vendor,
            model=order.model,
            units=units,
            usd=usd,
            digest=order.digest,
            attempt=uuid.uuid4().hex,
        )


def _the(what: str) -> str:
    return f"the {what.removeprefix('the ')}"
