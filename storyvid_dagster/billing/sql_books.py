"""The books of many machines: one database, PostgreSQL or SQLite, whose clock decides who holds what.

An order has a row in `claims`: who may buy it, until when, and how often that changed hands. A call has a
row in `calls` before it is made: `out` until it ends, so one whose process died is counted as spent by every
budget at once, and told as lost by whoever buys next. `days` has the sum of each day; its row is locked while
a budget is looked at or a call ends, so that no two machines spend the same dollar.
"""

import asyncio
import datetime
import logging
import sqlite3
import threading
import uuid
from collections.abc import AsyncGenerator, Generator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import chain

from sqlalchemy import Connection, Engine, bindparam, create_engine, event, text
from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from storyvid_dagster.billing.books import Check, Claim
from storyvid_dagster.billing.ledger import Ledger, LedgerLine
from storyvid_dagster.billing.reservations import FORGIVEN_AFTER, kept_answer
from storyvid_dagster.errors import ProviderUnavailable, SetupError, StoreUnavailable
from storyvid_dagster.media.store import MediaStore

_ASKED_AT_ONCE = 10_000
_LEASE_S = 60.0
"""Longer than any answer of the database takes: a claim that runs out while its holder works is no claim."""
_LOOKS_EVERY_S = 0.2
_TABLES_LOCK = 0x73746F7279
_NOW = {
    "postgresql": "extract(epoch from clock_timestamp())::double precision",
    "sqlite": "((julianday('now') - 2440587.5) * 86400.0)",
}
_TABLES = (
    "create table if not exists claims (digest varchar(64) primary key, epoch bigint not null,"
    " holder varchar(32) not null, until_s double precision not null)",
    "create table if not exists calls (attempt varchar(32) primary key, digest varchar(64) not null,"
    " epoch bigint not null, day varchar(10) not null, run_id varchar(63) not null,"
    " state varchar(4) not null, usd double precision not null, when_s double precision not null,"
    " line text not null)",
    "create index if not exists calls_by_digest on calls (digest)",
    "create index if not exists calls_by_day on calls (day, when_s)",
    "create index if not exists calls_by_run on calls (run_id)",
    "create index if not exists calls_out on calls (state) where state = 'out'",
    "create table if not exists days (day varchar(10) primary key, usd double precision not null)",
)
_log = logging.getLogger("storyvid_dagster.providers")


@dataclass(frozen=True)
class SqlBooks:
    """The books in a database; answers lie in the store, as do the lines of before there was a database."""

    engine: Engine
    store: MediaStore
    lease_s: float = _LEASE_S

    @classmethod
    def at(cls, url: str, store: MediaStore) -> "SqlBooks":
        """Open a database, and make its tables when they are not there.

        Raises:
            SetupError: The address is none.
            StoreUnavailable: It does not answer.
        """
        return cls(_engine(url), store)

    @asynccontextmanager
    async def holding(self, digest: str) -> AsyncGenerator[Claim]:
        """Hold the claim's row, and renew it while the block lasts."""
        holder = uuid.uuid4().hex
        while (epoch := await asyncio.to_thread(self._take, digest, holder)) is None:
            await asyncio.sleep(_LOOKS_EVERY_S)
        claim, done = Claim(digest, holder, epoch), threading.Event()
        # A thread of its own: a loop that is busy for a while must not lose what it holds.
        renewing = threading.Thread(target=self._renew, args=(claim, done), daemon=True)
        renewing.start()
        try:
            yield claim
        finally:
            done.set()
            await asyncio.to_thread(self._give_back, claim)

    def _take(self, digest: str, holder: str) -> int | None:
        return self._one(
            "insert into claims (digest, epoch, holder, until_s)"
            f" values (:digest, 1, :holder, {self._now} + :lease_s)"
            " on conflict (digest) do update set epoch = claims.epoch + 1, holder = excluded.holder,"
            f" until_s = excluded.until_s where claims.until_s < {self._now} returning epoch",
            digest=digest, holder=holder, lease_s=self.lease_s,
        )  # fmt: skip

    def _renew(self, claim: Claim, done: threading.Event) -> None:
        while not done.wait(self.lease_s / 4):
            try:
                with self._transaction() as on:
                    on.execute(
                        text(
                            f"update claims set until_s = {self._now} + :lease_s where digest = :digest"
                            " and holder = :holder and epoch = :epoch"
                        ),
                        {**vars(claim), "lease_s": self.lease_s},
                    )
            except StoreUnavailable as error:  # the next try may reach it in time
                _log.warning("the claim of a paid call was not renewed: %s", error)

    def _give_back(self, claim: Claim) -> None:
        try:
            with self._transaction() as on:
                on.execute(
                    text(
                        "update claims set until_s = 0 where digest = :digest and holder = :holder"
                        " and epoch = :epoch"
                    ),
                    vars(claim),
                )
        except StoreUnavailable as error:
            _log.warning("the claim of a paid call ends by itself within %.0f s: %s", self.lease_s, error)

    def settle(self, claim: Claim) -> None:
        """Close the calls of earlier holders of a claim, and with them those of all who died."""
        self.settle_all()

    def settle_all(self) -> None:
        """Close the calls whose claims ran out or went to others."""
        with self._transaction() as on:
            found = on.execute(
                text(
                    "select line from calls where state = 'out' and not exists (select 1 from claims"
                    " where claims.digest = calls.digest and claims.epoch = calls.epoch"
                    f" and claims.until_s >= {self._now})"
                )
            )
            left = [LedgerLine.model_validate_json(line) for (line,) in found]
        for line in left:
            kept = kept_answer(self.store, line.digest)
            if kept is None:
                _log.warning(
                    "run %s: %s was asked for by a process that died; it may have been charged, and"
                    " $%.3f count as spent", line.run_id, line.what, line.usd,
                )  # fmt: skip
                self._end(line, only_out=True)
            else:
                paid = {"kind": "paid", "units": kept[0].units, "usd": kept[0].usd}
                self._end(line.model_copy(update=paid), only_out=True)

    def reserve(self, claim: Claim, line: LedgerLine, check: Check) -> None:
        """Look at the budgets and count the call in one transaction, as long as the claim is held."""
        day = line.when.date().isoformat()
        with self._transaction() as on:
            of_day = self._lock(on, day)
            held = on.execute(
                text(
                    "select 1 from claims where digest = :digest and holder = :holder and epoch = :epoch"
                    f" and until_s >= {self._now}"
                ),
                vars(claim),
            ).first()
            if held is None:
                raise ProviderUnavailable(
                    f"run {line.run_id}: {line.what} was not bought: this process was so slow that another"
                    " took the order over. Its answer is used when it comes"
                )
            of_run = on.execute(
                text("select coalesce(sum(usd), 0) from calls where run_id = :run_id and state <> 'kept'"),
                {"run_id": line.run_id},
            ).scalar_one()
            check(float(of_run), of_day)
            self._insert(on, line, "out", claim.epoch)
            self._add(on, day, line.usd)

    def cancel(self, line: LedgerLine) -> None:
        """Remove the row of a call."""
        with self._transaction() as on:
            self._lock(on, line.when.date().isoformat())
            gone = on.execute(
                text("delete from calls where attempt = :attempt and state = 'out' returning day, usd"),
                {"attempt": line.attempt},
            ).first()
            if gone is not None:
                self._add(on, gone[0], -gone[1])

    def close(self, line: LedgerLine) -> None:
        """Write how a call ended, also over what another took for its end."""
        self._end(line, only_out=False)

    def _end(self, line: LedgerLine, *, only_out: bool) -> None:
        values = {
            "attempt": line.attempt, "state": line.kind, "usd": line.usd, "line": line.model_dump_json(),
            "only": "out" if only_out else "%",
        }  # fmt: skip
        with self._transaction() as on:
            self._lock(on, line.when.date().isoformat())
            before = on.execute(
                text("select day, usd from calls where attempt = :attempt and state like :only"), values
            ).first()
            if before is not None:
                ended = "update calls set state = :state, usd = :usd, line = :line where attempt = :attempt"
                on.execute(text(ended), values)
                self._add(on, before[0], line.usd - before[1])

    def note_kept(self, line: LedgerLine) -> None:
        """Write the line of an answer that was in the cache."""
        with self._transaction() as on:
            self._insert(on, line, "kept", 0)

    def lost_lately(self, digest: str, now: datetime.datetime) -> int:
        """Count the answers to an order that were lost within the hour and not made good since."""
        return int(
            self._one(
                "select count(*) from calls where digest = :digest and state = 'lost' and when_s >= :since_s"
                " and when_s > coalesce((select max(when_s) from calls where digest = :digest"
                " and state = 'paid'), 0)",
                digest=digest, since_s=(now - FORGIVEN_AFTER).timestamp(),
            )
            or 0
        )  # fmt: skip

    def days(self) -> list[datetime.date]:
        """Give every day with lines, here or in the folder."""
        with self._transaction() as on:
            found = on.execute(text("select distinct day from calls where state <> 'out'"))
            here = {datetime.date.fromisoformat(day) for (day,) in found}
        return sorted(here | set(self._before.days()))

    def of_day(self, day: datetime.date) -> Iterator[LedgerLine]:
        """Give the lines of a day, those of the folder first."""
        return chain(self._before.of_day(day), self._lines("day = :value", day.isoformat()))

    def of_run(self, run_id: str) -> Iterator[LedgerLine]:
        """Give the lines of a run, those of the folder first."""
        return chain(self._before.of_run(run_id), self._lines("run_id = :value", run_id))

    def charged(self, run_ids: Iterable[str]) -> dict[str, float]:
        """Add up runs, here and in the folder."""
        asked = list(run_ids)
        usd = self._before.charged(asked)
        sums = text(
            "select run_id, sum(usd) from calls"
            " where state in ('paid', 'lost') and run_id in :asked group by run_id"
        ).bindparams(bindparam("asked", expanding=True))
        with self._transaction() as on:
            for at in range(0, len(asked), _ASKED_AT_ONCE):
                for run_id, here_usd in on.execute(sums, {"asked": asked[at : at + _ASKED_AT_ONCE]}):
                    usd[run_id] = usd.get(run_id, 0.0) + float(here_usd)
        return usd

    def _lines(self, which: str, value: str) -> list[LedgerLine]:
        with self._transaction() as on:
            found = on.execute(
                text(f"select line from calls where state <> 'out' and {which} order by when_s"),
                {"value": value},
            )
            return [LedgerLine.model_validate_json(line) for (line,) in found]

    @property
    def _before(self) -> Ledger:
        return Ledger(self.store)

    @property
    def _now(self) -> str:
        return _NOW[self.engine.dialect.name]

    def _insert(self, on: Connection, line: LedgerLine, state: str, epoch: int) -> None:
        on.execute(
            text(
                "insert into calls (attempt, digest, epoch, day, run_id, state, usd, when_s, line) values"
                " (:attempt, :digest, :epoch, :day, :run_id, :state, :usd, :when_s, :line)"
            ),
            {
                "attempt": line.attempt, "digest": line.digest, "epoch": epoch,
                "day": line.when.date().isoformat(), "run_id": line.run_id, "state": state, "usd": line.usd,
                "when_s": line.when.timestamp(), "line": line.model_dump_json(),
            },
        )  # fmt: skip

    def _lock(self, on: Connection, day: str) -> float:
        """Let nobody else look at a day's budget or end a call of it until this is done; give its sum."""
        held = on.execute(
            text(
                "insert into days (day, usd) values (:day, 0)"
                " on conflict (day) do update set usd = days.usd returning usd"
            ),
            {"day": day},
        )
        return float(held.scalar_one())

    def _add(self, on: Connection, day: str, usd: float) -> None:
        on.execute(text("update days set usd = days.usd + :usd where day = :day"), {"usd": usd, "day": day})

    def _one(self, statement: str, **values: object) -> int | None:
        with self._transaction() as on:
            return on.execute(text(statement), values).scalar()

    @contextmanager
    def _transaction(self) -> Generator[Connection]:
        with _telling(self.engine.url), self.engine.begin() as on:
            yield on


@contextmanager
def _telling(url: URL) -> Generator[None]:
    """Say in words what a database did not do; what it says itself may repeat how it was spoken to."""
    try:
        yield
    except DBAPIError as error:
        refused = "authentication failed" in str(error.orig) or "does not exist" in str(error.orig)
        why = "it does not let us in, or has no such database" if refused else type(error.orig).__name__
    except SQLAlchemyError as error:
        refused, why = False, type(error).__name__
    else:
        return
    at = f"the ledger {url.render_as_string(hide_password=True)}"
    if refused:
        raise SetupError(f"{at}: {why}: look at STORYVID_LEDGER_URL")
    raise StoreUnavailable(
        f"{at} does not answer ({why}), and without it no paid call is made. What is made so far is kept;"
        " it is tried again by itself"
    )


@cache
def _engine(url: str) -> Engine:
    """Open a database once a process."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise SetupError(_NO_ADDRESS) from None  # what it says repeats the address, with its password
    if parsed.get_backend_name() not in _NOW:
        raise SetupError(_NO_ADDRESS)
    is_sqlite = parsed.get_backend_name() == "sqlite"
    more = {"timeout": 60} if is_sqlite else {"connect_timeout": 10}
    try:
        engine = create_engine(parsed, pool_pre_ping=True, pool_size=2, max_overflow=8, connect_args=more)
    except (NoSuchModuleError, ImportError) as error:
        raise SetupError(
            "STORYVID_LEDGER_URL is set, and what speaks to such a database is not installed:"
            " `pip install 'storyvid-dagster[scale]'`"
        ) from error
    if is_sqlite:
        # Python's own way begins a transaction at its first write: two readers would then block each other.
        event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begin_at_once if is_sqlite else _begin_with_a_limit)
    with _telling(parsed), engine.begin() as on:
        if not is_sqlite:  # two machines that make the same table at once fail otherwise
            on.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _TABLES_LOCK})
        for table in _TABLES:
            on.execute(text(table))
    return engine


def _leave_transactions_to_us(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None


def _begin_at_once(on: Connection) -> None:
    on.exec_driver_sql("begin immediate")


def _begin_with_a_limit(on: Connection) -> None:
    on.exec_driver_sql("set local statement_timeout = '30s'")


_NO_ADDRESS = "STORYVID_LEDGER_URL is no address of a database: write postgresql://user:password@host/name"
