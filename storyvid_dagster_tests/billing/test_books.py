"""The books of one machine and of many: whatever happens, each call that may be charged is in them once."""

import asyncio
import datetime
import subprocess
import sys
import textwrap
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from storyvid_dagster.billing.books import Books, FolderBooks
from storyvid_dagster.billing.ledger import LedgerLine, total
from storyvid_dagster.billing.paid_calls import Order, VendorAnswer
from storyvid_dagster.billing.reservations import keep_answer, kept_answer
from storyvid_dagster.billing.sql_books import SqlBooks
from storyvid_dagster.errors import (
    BudgetExceeded,
    ProviderExhausted,
    ProviderUnavailable,
    SetupError,
    StoreUnavailable,
)
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster_tests.billing.street import PRICE_USD, START, TROUBLES, Died, Street, order
from storyvid_dagster_tests.servers.postgres import PASSWORD, PostgresServer

OpenBooks = Callable[[MediaStore], Books]
LEASE_S = 3.0


def at(url: str) -> OpenBooks:
    return lambda store: SqlBooks(SqlBooks.at(url, store).engine, store, LEASE_S)


@pytest.fixture(params=["folder", "sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give where the books are; empty: in the folder."""
    return address_of(request, tmp_path)


def address_of(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "folder":
        return ""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'books.db'}"
    return request.getfixturevalue("postgres").make_database(f"books_{uuid4().hex}")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def shared_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give where books are that machines share: a folder's lock files need no lease."""
    return address_of(request, tmp_path)


@pytest.fixture
def open_books(address: str) -> OpenBooks:
    return at(address) if address else FolderBooks


@pytest.fixture
def street(tmp_path: Path, open_books: OpenBooks) -> Street:
    return Street(tmp_path / "data", open_books=open_books)


def test_a_count_of_lost_answers_outlives_a_refusal_between_them(street: Street) -> None:
    """Six lost charges in a row were possible: each busy answer forgot those before."""
    street.events = ["death", "503", "death", "503", "death", "503", "death"]
    ends = [street.call(order("a")) for _ in range(4)]
    assert street.charged == 2
    assert [type(end) for end in ends] == [Died, Died, ProviderExhausted, ProviderExhausted]
    assert len(street.lines()) == 2


@pytest.mark.parametrize("hours", [0.5, 2, 30])
def test_a_call_that_died_is_in_the_books_whenever_it_is_found(street: Street, hours: float) -> None:
    street.events = ["death"]
    street.call(order("a"))
    street.now += datetime.timedelta(hours=hours)
    assert street.call(order("a")) is None
    assert [(line.kind, line.when.date()) for line in street.lines()] == [
        ("lost", START.date()),
        ("paid", street.now.date()),
    ]
    assert total(street.open_books(MediaStore(street.root)).of_run("pip")).usd == pytest.approx(2 * PRICE_USD)


def test_a_call_that_died_and_is_never_asked_again_is_found_by_another_storys_call(street: Street) -> None:
    street.events = ["death"]
    street.call(order("a"), "pip")
    street.call(order("b"), "other")
    assert sorted((line.run_id, line.kind) for line in street.lines()) == [("other", "paid"), ("pip", "lost")]


@pytest.mark.parametrize("budget", [{"run_usd": 0.15}, {"day_usd": 0.15}])
def test_a_budget_counts_calls_that_died(street: Street, budget: dict[str, float]) -> None:
    street.events = ["death"]
    street.call(order("a"))
    street.now += datetime.timedelta(minutes=90)
    assert isinstance(street.call(order("b"), **budget), BudgetExceeded)


def test_an_answer_is_paid_once_and_kept(street: Street) -> None:
    assert [street.call(order("a")) for _ in range(3)] == [None] * 3
    assert street.charged == 1
    books = street.open_books(MediaStore(street.root))
    spent = total(books.of_run("pip"))
    assert (spent.calls, spent.paid_usd) == (1, pytest.approx(PRICE_USD))
    assert spent.saved_usd == pytest.approx(2 * PRICE_USD)
    assert books.charged(["pip", "nobody"]) == {"pip": pytest.approx(PRICE_USD)}
    assert books.days() == [START.date()]


def test_who_comes_while_it_is_bought_waits_for_the_answer(street: Street) -> None:
    async def slowly() -> VendorAnswer:
        await asyncio.sleep(0.05)
        return await street.ask()

    def buy(_: int) -> bytes:
        return asyncio.run(street.paid_calls().call(order("a"), slowly)).body

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(buy, range(4))) == [b"sound"] * 4
    assert street.charged == 1


def test_what_was_turned_away_costs_nothing(street: Street) -> None:
    street.events = ["503", "answer"]
    assert street.call(order("a"), run_usd=PRICE_USD) is None
    assert street.call(order("a"), run_usd=PRICE_USD) is None
    assert total(street.lines()).usd == pytest.approx(PRICE_USD)


def test_what_an_answer_took_counts_in_place_of_what_was_expected(street: Street) -> None:
    street.used = 500
    assert street.call(order("a"), day_usd=1.5 * PRICE_USD) is None
    assert street.call(order("b"), day_usd=1.5 * PRICE_USD) is None
    assert isinstance(street.call(order("c"), day_usd=1.5 * PRICE_USD), BudgetExceeded)
    assert total(street.lines()).usd == pytest.approx(PRICE_USD)


def test_of_many_at_once_no_more_go_out_than_the_day_allows(street: Street) -> None:
    async def slowly() -> VendorAnswer:
        await asyncio.sleep(0.02)
        return await street.ask()

    def buy(number: int) -> bool:
        calls = street.paid_calls(f"run-{number}", day_usd=3.5 * PRICE_USD)
        try:
            asyncio.run(calls.call(order(str(number)), slowly))
        except BudgetExceeded:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        bought = list(threads.map(buy, range(8)))
    assert (bought.count(True), street.charged, len(street.lines())) == (3, 3, 3)


def test_a_process_that_dies_with_its_answer_kept_has_paid_for_it(street: Street) -> None:
    wanted, calls = order("a"), street.paid_calls()
    books = street.open_books(calls.store)

    async def die() -> None:
        async with books.holding(wanted.digest) as claim:
            books.reserve(claim, line_of(calls.store, wanted), lambda run, day: None)
            keep_answer(calls.store, wanted.digest, b"sound", wanted.units, PRICE_USD)
            raise Died

    with pytest.raises(Died):
        asyncio.run(die())
    assert street.call(wanted) is None
    assert street.charged == 0
    assert [line.kind for line in street.lines()] == ["paid"]


def line_of(store: MediaStore, wanted: Order) -> LedgerLine:
    return LedgerLine(
        when=START, run_id=store.run_id or "", what=wanted.what, kind="lost", vendor=wanted.vendor,
        model=wanted.model, units=wanted.units, usd=PRICE_USD, digest=wanted.digest, attempt=uuid4().hex,
    )  # fmt: skip


BUYER = textwrap.dedent("""
    import asyncio, sys
    from pathlib import Path
    from storyvid_dagster.billing.paid_calls import VendorAnswer
    from storyvid_dagster_tests.billing.street import Street, order
    from storyvid_dagster_tests.billing.test_books import FolderBooks, at

    root, address, how = sys.argv[1:]
    street = Street(Path(root), open_books=at(address) if address else FolderBooks)

    async def ask():
        print("asked", flush=True)
        if how == "hangs":
            await asyncio.sleep(600)
        return VendorAnswer(b"sound", {"characters": 1000})

    answer = asyncio.run(street.paid_calls(how).call(order("a"), ask))
    print("has", answer.usd, flush=True)
""")


def buyer(street: Street, address: str, how: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", BUYER, str(street.root), address, how]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_a_process_killed_mid_call_is_counted_and_its_heir_buys_again(street: Street, address: str) -> None:
    first = buyer(street, address, "hangs")
    second = None
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == "asked\n"
        second = buyer(street, address, "heir")  # waits, since the first may still get its answer
        books = street.open_books(MediaStore(street.root))
        spent: list[float] = []

        def look(run_usd: float, day_usd: float) -> None:
            spent.append(day_usd)
            raise BudgetExceeded

        async def look_at_the_day() -> None:
            async with books.holding(order("b").digest) as claim:
                books.reserve(claim, line_of(MediaStore(street.root, "x"), order("b")), look)

        with pytest.raises(BudgetExceeded):
            asyncio.run(look_at_the_day())
        assert spent == [pytest.approx(PRICE_USD)]  # the intent counts at once
        assert second.poll() is None
        first.kill()
        first.wait()
        assert second.communicate(timeout=60)[0] == f"asked\nhas {PRICE_USD}\n"
    finally:
        for process in filter(None, (first, second)):
            process.kill()
            process.communicate()
    assert sorted((line.run_id, line.kind) for line in street.lines()) == [
        ("hangs", "lost"),
        ("heir", "paid"),
    ]
    assert total(street.lines()).usd == pytest.approx(2 * PRICE_USD)


@pytest.mark.slow
def test_of_two_processes_one_asks(street: Street, address: str) -> None:
    both = [buyer(street, address, name) for name in ("one", "two")]
    said = sorted(process.communicate(timeout=60)[0] for process in both)
    assert said == [f"asked\nhas {PRICE_USD}\n", "has 0.0\n"]


EVENTS = st.lists(
    st.one_of(st.sampled_from(sorted(TROUBLES)), st.sampled_from([5, 45, 90, 60 * 26])), max_size=14
)


@settings(max_examples=40)
@given(events=EVENTS, wanted=st.lists(st.sampled_from("ab"), min_size=1, max_size=7))
@pytest.mark.slow
def test_every_possible_charge_is_in_shared_books_once(events: list[str | int], wanted: list[str]) -> None:
    """Numbers are minutes that pass between two orders."""
    with TemporaryDirectory() as folder:
        street = Street(Path(folder), open_books=at(f"sqlite:///{folder}/books.db"))
        pauses = [event for event in events if isinstance(event, int)]
        street.events = [event for event in events if isinstance(event, str)]
        for text in wanted:
            street.call(order(text), f"run-{text}")
            if pauses:
                street.now += datetime.timedelta(minutes=pauses.pop(0))
        street.events = []
        assert street.call(order("last"), "last") is None
        lines = street.lines()
        assert len(lines) == street.charged
        store = MediaStore(Path(folder), "look")
        books = street.open_books(store)
        sums: list[tuple[float, float]] = []

        async def look(day: datetime.datetime) -> None:
            async with books.holding("f" * 64) as claim:
                seen = line_of(store, order("z")).model_copy(update={"when": day})
                books.reserve(claim, seen, lambda run, day: sums.append((run, day)))
                books.cancel(seen)

        for day in books.days():
            asyncio.run(look(datetime.datetime.combine(day, datetime.time(1), datetime.UTC)))
            assert sums.pop() == (0, pytest.approx(total(books.of_day(day)).usd))


# What only books keep that machines share.


def test_who_was_overtaken_buys_nothing(shared_address: str, tmp_path: Path) -> None:
    store, wanted = MediaStore(tmp_path, "pip"), order("a")
    slow = SqlBooks.at(shared_address, store)
    heir = SqlBooks.at(shared_address, store)

    async def overtaken() -> None:
        holding = slow.holding(wanted.digest)
        claim = await holding.__aenter__()
        slow._give_back(claim)  # pyright: ignore[reportPrivateUsage] - as if it had stood still so long
        async with heir.holding(wanted.digest) as newer:
            assert newer.epoch == claim.epoch + 1
            with pytest.raises(ProviderUnavailable, match="another took the order over"):
                slow.reserve(claim, line_of(store, wanted), lambda run, day: None)
            heir.reserve(newer, line_of(store, wanted), lambda run, day: None)
        await holding.__aexit__(None, None, None)

    asyncio.run(overtaken())


def test_a_claim_is_held_as_long_as_it_takes(shared_address: str, tmp_path: Path) -> None:
    store = MediaStore(tmp_path)
    books = SqlBooks(SqlBooks.at(shared_address, store).engine, store, lease_s=0.4)

    async def hold() -> None:
        async with books.holding("a" * 64) as claim:
            with books.engine.begin() as on:
                on.execute(text("update claims set until_s = 1"))
            until_s, epoch = 1.0, 0
            async with asyncio.timeout(60):
                while until_s == 1:  # it is renewed a quarter of the lease later
                    await asyncio.sleep(0.02)
                    with books.engine.begin() as on:
                        until_s, epoch = on.execute(text("select until_s, epoch from claims")).one()
            assert until_s > 1e9
            assert epoch == claim.epoch == 1

    asyncio.run(hold())


def test_an_answer_that_comes_late_is_told_as_paid_and_loses_to_the_one_that_is_there(
    shared_address: str, tmp_path: Path
) -> None:
    store, wanted = MediaStore(tmp_path, "pip"), order("a")
    books = SqlBooks.at(shared_address, store)
    late, soon = line_of(store, wanted), line_of(store, wanted)

    async def both() -> None:
        async with books.holding(wanted.digest) as claim:
            books.reserve(claim, late, lambda run, day: None)
        async with books.holding(wanted.digest) as claim:
            books.settle(claim)
            books.reserve(claim, soon, lambda run, day: None)
            keep_answer(store, wanted.digest, b"soon", wanted.units, PRICE_USD)
            books.close(soon.model_copy(update={"kind": "paid"}))

    asyncio.run(both())
    assert [line.kind for line in books.of_run("pip")] == ["lost", "paid"]
    keep_answer(store, wanted.digest, b"late", wanted.units, PRICE_USD)
    books.close(late.model_copy(update={"kind": "paid", "usd": 0.05}))
    kept = kept_answer(store, wanted.digest)
    assert kept is not None
    assert kept[1] == b"soon"
    assert total(books.of_run("pip")).paid_usd == pytest.approx(PRICE_USD + 0.05)
    assert books.charged(["pip", "nobody"]) == {"pip": pytest.approx(PRICE_USD + 0.05)}


def test_the_ledger_of_before_is_still_told(shared_address: str, tmp_path: Path) -> None:
    before = Street(tmp_path)
    before.call(order("a"))
    now = Street(tmp_path, START + datetime.timedelta(days=1), at(shared_address))
    now.call(order("b"))
    books = now.open_books(MediaStore(tmp_path))
    assert books.days() == [START.date(), now.now.date()]
    assert [line.what for line in books.of_run("pip")] == ["scene a", "scene b"]
    assert books.charged(["pip", "nobody"]) == {"pip": pytest.approx(2 * PRICE_USD)}


@pytest.mark.slow
def test_without_its_database_no_call_is_made(postgres: PostgresServer, tmp_path: Path) -> None:
    url = postgres.make_database(f"books_{uuid4().hex}")
    street = Street(tmp_path, open_books=at(url))
    assert street.call(order("a")) is None
    postgres.kill()
    try:
        with pytest.raises(StoreUnavailable, match="no paid call is made") as caught:
            street.call(order("b"))
        assert PASSWORD not in str(caught.value)
    finally:
        postgres.start()
    assert street.charged == 1
    assert street.call(order("b")) is None
    assert street.charged == 2


@pytest.mark.slow
def test_what_is_wrong_with_an_address_is_told_without_its_password(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    store = MediaStore(tmp_path)
    for url, said in (
        (postgres.url("nosuch"), "no such database"),
        (postgres.url().replace(PASSWORD, "canary"), "does not let us in"),
        ("mysql://u:canary@h/x", "write postgresql"),
        ("canary", "write postgresql"),
    ):
        with pytest.raises(SetupError, match=said) as caught:
            SqlBooks.at(url, store)
        assert "canary" not in str(caught.value)
        assert caught.value.__cause__ is None
