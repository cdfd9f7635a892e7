"""Being told that the money of the day runs out: once at four fifths, once at the end, anew each day."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pytest

from storyvid_dagster.billing.ledger import LedgerLine
from storyvid_dagster.core import names
from storyvid_dagster.definitions import build
from storyvid_dagster.defs import alerts
from storyvid_dagster.defs.alerts import budget_sensor
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.settings import Settings
from storyvid_dagster_tests.defs.test_webhooks import SECRET, Listener, listening

DAY = datetime.date(2026, 11, 30)
BUDGET_USD = 2.0


@pytest.fixture
def listener() -> Iterator[Listener]:
    yield from listening()


@dataclass
class Day:
    """A data folder on a day, and its sensor."""

    inbox: Inbox
    url: str
    monkeypatch: pytest.MonkeyPatch
    cursor: str | None = None

    def begin(self, day: datetime.date) -> None:
        now = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
        self.monkeypatch.setattr(alerts, "utc_now", lambda: now)

    def spend(self, usd: float, day: datetime.date = DAY) -> None:
        line = LedgerLine(
            when=datetime.datetime.combine(day, datetime.time(1), datetime.UTC), run_id="pip",
            what="scene 1", kind="paid", vendor="openai", model="m", units={"text_in": 1}, usd=usd,
            digest=f"{usd:064.3f}",
        )  # fmt: skip
        path = self.inbox.store.path(names.ledger(day))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a") as lines:
            lines.write(f"{line.model_dump_json()}\n")

    def look(self) -> str:
        with dg.build_sensor_context(cursor=self.cursor, resources={"inbox": self.inbox}) as context:
            said = budget_sensor(self.url, SECRET, BUDGET_USD)(context)
            self.cursor = context.cursor
        assert isinstance(said, dg.SkipReason)
        return said.skip_message or ""


@pytest.fixture
def day(listener: Listener, store: MediaStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Day:
    monkeypatch.setenv("STORYVID_LEDGER_URL", "")
    built = Day(Inbox(tmp_path / "uploads", store), listener.url, monkeypatch)
    built.begin(DAY)
    return built


def heard(listener: Listener) -> list[float]:
    """Give what each message said was spent."""
    bodies = [json.loads(body) for _, body in listener.heard]
    assert {body["type"] for body in bodies} <= {"budget.reached"}
    assert all(body["data"]["budget_usd"] == BUDGET_USD for body in bodies)
    return [body["data"]["spent_usd"] for body in bodies]


def test_it_is_told_once_at_each_mark(day: Day, listener: Listener) -> None:
    day.spend(1.5)
    assert "1.50 of 2.00 US dollars" in day.look()
    assert heard(listener) == []
    day.spend(0.1)
    for _ in range(3):
        day.look()
    assert heard(listener) == [1.6]
    day.spend(0.4)
    for _ in range(3):
        day.look()
    assert heard(listener) == [1.6, 2.0]
    assert len({headers["webhook-id"] for headers, _ in listener.heard}) == 2


def test_one_jump_is_one_message(day: Day, listener: Listener) -> None:
    day.spend(2.5)
    day.look()
    day.look()
    assert heard(listener) == [2.5]


def test_a_new_day_begins_anew(day: Day, listener: Listener) -> None:
    day.spend(2.0)
    day.look()
    tomorrow = DAY + datetime.timedelta(days=1)
    day.begin(tomorrow)
    day.look()
    assert heard(listener) == [2.0]
    day.spend(1.7, tomorrow)
    day.look()
    assert heard(listener) == [2.0, 1.7]


def test_who_does_not_take_it_is_told_again(day: Day, listener: Listener) -> None:
    day.spend(1.7)
    listener.status = 503
    day.look()
    listener.status = 204
    day.look()
    day.look()
    assert heard(listener) == [1.7, 1.7]


@pytest.mark.parametrize(
    ("budget", "url", "wanted"),
    [
        ("none", "http://127.0.0.1:1", False),
        (0, "http://127.0.0.1:1", False),
        (5, "", False),
        (5, "http://127.0.0.1:1", True),
    ],
)
def test_there_is_one_where_there_is_a_budget_and_somebody_to_tell(
    budget: float | str, url: str, wanted: bool, tmp_path: Path
) -> None:
    chosen = Settings(
        data_dir=tmp_path, budget_usd_day=budget, webhook_url=url, webhook_secret=SECRET  # pyright: ignore[reportArgumentType]
    )  # fmt: skip
    sensors = {sensor.name for sensor in build(chosen).sensors or ()}
    assert ("budget_alerts" in sensors) is wanted
