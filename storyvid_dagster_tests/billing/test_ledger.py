"""The books: whatever happens to calls, each that may have been charged is in the ledger once."""

import asyncio
import datetime
import json
import threading
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid_dagster.billing.ledger import Ledger, LedgerLine, total
from storyvid_dagster.billing.limiter import AdaptiveLimiter
from storyvid_dagster.billing.paid_calls import Order, PaidCalls, VendorAnswer
from storyvid_dagster.billing.reservations import Reservations
from storyvid_dagster.core import names
from storyvid_dagster.errors import (
    BudgetExceeded,
    MediaError,
)
from storyvid_dagster.media.locks import locked
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster_tests.billing.street import PRICE_USD, START, TROUBLES, Street, order


@pytest.fixture
def street(tmp_path: Path) -> Street:
    return Street(tmp_path)


def kept_waiting(
    paid_calls: PaidCalls, wanted: Order, slot: AdaptiveLimiter, patience_s: float = 0.3
) -> bool:
    """Order something, and give it up after a while; tell whether it was still waiting."""

    async def ask() -> VendorAnswer:
        return VendorAnswer(b"sound", {"characters": 1000})

    async def wait() -> bool:
        try:
            async with asyncio.timeout(patience_s):
                await paid_calls.call(wanted, ask, slot)
        except TimeoutError:
            return True
        return False

    return asyncio.run(wait())


def test_an_order_that_waits_for_a_place_is_not_taken_for_one_on_its_way(street: Street) -> None:
    full = AdaptiveLimiter(0)
    assert kept_waiting(street.paid_calls(), order("a"), full)
    assert list(MediaStore(street.root).keys("reservations")) == []
    assert street.call(order("a"), run_usd=PRICE_USD) is None, "nothing counts as spent"


@pytest.mark.parametrize("waits_for", ["place", "order"])
def test_a_long_wait_says_who_waits_for_what(
    waits_for: str, street: Street, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storyvid_dagster.billing.paid_calls._TOLD_AFTER_S", 0.05)
    wanted, paid_calls = order("a"), street.paid_calls()
    lock = Reservations(paid_calls.store).lock_of(wanted.digest)
    with caplog.at_level("INFO", "storyvid_dagster.providers"), ExitStack() as held:
        if waits_for == "order":
            held.enter_context(FileLock(lock))
        assert kept_waiting(paid_calls, wanted, AdaptiveLimiter(0))
    (said,) = (record.getMessage() for record in caplog.records)
    assert said.startswith("run pip: waiting for ")
    assert "the scene a" in said
    assert ("another process" if waits_for == "order" else "a place at elevenlabs") in said


EVENTS = st.lists(
    st.one_of(st.sampled_from(sorted(TROUBLES)), st.sampled_from([5, 45, 90, 60 * 26])), max_size=14
)


@settings(max_examples=40)
@given(events=EVENTS, wanted=st.lists(st.sampled_from("ab"), min_size=1, max_size=7))
@pytest.mark.slow
def test_every_possible_charge_is_in_the_ledger_once(events: list[str | int], wanted: list[str]) -> None:
    """Numbers are minutes that pass between two orders."""
    with TemporaryDirectory() as folder:
        streets = {text: Street(Path(folder)) for text in "ab"}
        pauses = [event for event in events if isinstance(event, int)]
        troubles = [event for event in events if isinstance(event, str)]
        now = START
        for text in wanted:
            street = streets[text]
            street.events, street.now = troubles, now
            street.call(order(text), f"run-{text}")
            if pauses:
                now += datetime.timedelta(minutes=pauses.pop(0))
        street = Street(Path(folder), now)
        assert street.call(order("last"), "last") is None
        lines = street.lines()
        for text in "ab":
            assert sum(line.run_id == f"run-{text}" for line in lines) == streets[text].charged
            lost_at = streets[text].lost_at
            for first, third in zip(lost_at, lost_at[2:], strict=False):
                assert third - first > datetime.timedelta(hours=1)
        store = MediaStore(Path(folder))
        assert list(store.keys("reservations")) == []
        ledger = Ledger(store)
        with ledger.lock():
            for day in ledger.days():
                assert ledger.charged_on(day) == pytest.approx(total(ledger.of_day(day)).usd)
            for run_id in {line.run_id for line in lines}:
                of_run = sum(line.usd for line in lines if line.run_id == run_id)
                assert ledger.charged_to(run_id, now.date()) == pytest.approx(of_run)


def past(store: MediaStore, calls: int, *, day: datetime.date, run_id: str = "old") -> None:
    """Write calls as an older version did: lines without totals."""
    lines = (
        LedgerLine(
            when=datetime.datetime.combine(day, datetime.time(1), datetime.UTC), run_id=run_id,
            what="scene 1", kind="paid", vendor="openai", model="m", units={"text_in": 1},
            usd=0.01, digest=f"{n:064x}",
        ).model_dump(mode="json", exclude={"attempt"})
        for n in range(calls)
    )  # fmt: skip
    store.path("ledger").mkdir(parents=True, exist_ok=True)
    store.path(names.ledger(day)).write_text("".join(f"{json.dumps(line)}\n" for line in lines))


def test_ledgers_of_before_count(street: Street) -> None:
    store = MediaStore(street.root)
    past(store, 10, day=START.date(), run_id="pip")
    past(store, 10, day=START.date() - datetime.timedelta(days=3), run_id="pip")
    assert isinstance(street.call(order("a"), "pip", run_usd=0.25), BudgetExceeded)
    assert isinstance(street.call(order("a"), "new", day_usd=0.15), BudgetExceeded)
    assert street.call(order("a"), "new", day_usd=0.18, run_usd=0.08) is None


@pytest.mark.parametrize("gone", ["ledger", "spent"])
def test_totals_that_are_gone_are_counted_again(street: Street, gone: str) -> None:
    street.call(order("a"))
    store = MediaStore(street.root)
    totals = {key for folder in ("ledger", "spent") for key in store.keys(folder) if "total" in key}
    for key in totals if gone == "spent" else {key for key in totals if key.startswith("ledger")}:
        store.delete(key)
    assert isinstance(street.call(order("b"), run_usd=0.15), BudgetExceeded)


def test_a_line_torn_by_a_crash_takes_no_other_with_it(street: Street) -> None:
    street.call(order("a"))
    with MediaStore(street.root).path(names.ledger(START.date())).open("a") as stream:
        stream.write('{"when": "2026-11')
    street.call(order("b"))
    street.call(order("c"))
    assert len(street.lines()) == 3
    assert isinstance(street.call(order("d"), run_usd=0.3), BudgetExceeded)


def bytes_read(street: Street, monkeypatch: pytest.MonkeyPatch, wanted: Order) -> int:
    """Count what a call reads of the store."""
    read = 0
    added, get = Ledger._added, MediaStore.get  # pyright: ignore[reportPrivateUsage]

    def counting_added(self: Ledger, day: datetime.date, start: int) -> list[bytes]:
        nonlocal read
        lines = added(self, day, start)
        read += sum(map(len, lines))
        return lines

    def counting_get(self: MediaStore, key: str) -> bytes:
        nonlocal read
        data = get(self, key)
        read += len(data)
        return data

    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "_added", counting_added)
        patched.setattr(MediaStore, "get", counting_get)
        assert street.call(wanted, run_usd=1000) is None
    return read


def test_what_a_call_reads_does_not_grow_with_the_past(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    street.call(order("a"))
    young = bytes_read(street, monkeypatch, order("b"))
    past(MediaStore(street.root), 2000, day=START.date() - datetime.timedelta(days=1), run_id="pip")
    MediaStore(street.root).delete(names.day_total(START.date()))
    street.call(order("c"))  # counts the past once
    assert bytes_read(street, monkeypatch, order("d")) <= 2 * young


def test_a_lock_that_never_opens_ends_in_words(tmp_path: Path) -> None:
    inside, done = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(tmp_path / "locks" / "x", "the ledger"):
            inside.set()
            done.wait()

    holder = threading.Thread(target=hold)
    holder.start()
    inside.wait()
    try:
        with (
            pytest.raises(MediaError, match="another storyvid process has been working on the ledger"),
            locked(tmp_path / "locks" / "x", "the ledger", timeout_s=0.05),
        ):
            pass
    finally:
        done.set()
        holder.join()
