"""A vendor and shoppers, for tests of the books."""

import asyncio
import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from storyvid_dagster.billing.books import Books, FolderBooks
from storyvid_dagster.billing.ledger import LedgerLine
from storyvid_dagster.billing.paid_calls import Budget, Order, PaidCalls, VendorAnswer
from storyvid_dagster.billing.retry import VendorRetry
from storyvid_dagster.errors import AnswerLost, ProviderError, ProviderUnavailable
from storyvid_dagster.media.store import MediaStore

START = datetime.datetime(2026, 11, 24, 22, 0, tzinfo=datetime.UTC)
PRICE_USD = 0.08


def order(text: str) -> Order:
    return Order(f"scene {text}", "elevenlabs", "eleven_v4", {"text": text}, {"characters": 1000})


class Died(BaseException):
    """The process dies here."""


TROUBLES: dict[str, BaseException | None] = {
    "answer": None,
    "lost": AnswerLost("cut off"),
    "503": ProviderUnavailable("busy"),
    "death": Died(),
}
CHARGED = {"answer", "lost", "death"}


@dataclass
class Street:
    """A vendor, shoppers, and a clock, all without waiting; what may be charged is counted apart."""

    root: Path
    now: datetime.datetime = START
    open_books: Callable[[MediaStore], Books] = FolderBooks
    events: list[str] = field(default_factory=list)
    """What happens to the calls to come; the last one goes on for ever."""
    charged: int = 0
    used: float = 1000
    """Characters that an answer says it took; 1000 are expected."""
    lost_at: list[datetime.datetime] = field(default_factory=list)

    async def ask(self) -> VendorAnswer:
        event = self.events.pop(0) if self.events else "answer"
        self.charged += event in CHARGED
        if event in {"lost", "death"}:
            self.lost_at.append(self.now)
        if (trouble := TROUBLES[event]) is not None:
            raise trouble
        return VendorAnswer(b"sound", {"characters": self.used})

    def paid_calls(self, run_id: str = "pip", **budget: float) -> PaidCalls:
        async def sleep(_: float) -> None:
            return None

        retry = VendorRetry(clock=lambda: 0.0, sleep=sleep, chance=lambda: 0.0)
        store = MediaStore(self.root, run_id)
        return PaidCalls(store, Budget(**budget), retry, lambda: self.now, self.open_books(store))

    def call(self, wanted: Order, run_id: str = "pip", **budget: float) -> BaseException | None:
        try:
            asyncio.run(self.paid_calls(run_id, **budget).call(wanted, self.ask))
        except (ProviderError, Died) as error:
            return error
        return None

    def lines(self) -> list[LedgerLine]:
        books = self.open_books(MediaStore(self.root))
        return [line for day in books.days() for line in books.of_day(day) if line.kind != "kept"]
