"""Two machines with one bucket and one ledger want the same story at once: it is paid for once."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from storyvid_dagster.billing.ledger import total
from storyvid_dagster.billing.paid_calls import utc_now
from storyvid_dagster.billing.sql_books import SqlBooks
from storyvid_dagster_tests.defs.test_forgetting import found_in
from storyvid_dagster_tests.e2e.test_paid_story import OPTIONS, start
from storyvid_dagster_tests.servers.postgres import PASSWORD, PostgresServer
from storyvid_dagster_tests.servers.s3 import SECRET, S3Server
from storyvid_dagster_tests.vendors.server import ELEVENLABS_KEY, OPENAI_KEY, Vendors

pytestmark = pytest.mark.slow

SECRETS = [key.encode() for key in (OPENAI_KEY, ELEVENLABS_KEY, SECRET, PASSWORD)]
PAID = ("reading", "story", "sheet", "picture", "voice")


def test_two_machines_at_once_pay_once(
    vendors: Vendors, s3: S3Server, postgres: PostgresServer, tmp_path: Path, doodle: bytes
) -> None:
    (tmp_path / "cat.png").write_bytes(doodle)
    vendors.delays_s.update({"picture": 0.3, "voice": 0.3, "story": 0.5})
    prefix, url = f"paid/{uuid4().hex}", postgres.make_database(f"paid_{uuid4().hex}")
    shared = {
        name.removeprefix("STORYVID_").lower(): value for name, value in s3.environment(prefix).items()
    } | {"ledger_url": url}
    machines = [tmp_path / name for name in ("first", "second")]
    making = [
        start(machine, vendors, "make", str(tmp_path / "cat.png"), *OPTIONS, **shared) for machine in machines
    ]
    told = [process.communicate(timeout=300) for process in making]
    assert [process.returncode for process in making] == [0, 0], "".join(map("".join, told))
    films = [json.loads(stdout.splitlines()[-1]) for stdout, _ in told]
    assert films[0]["run_id"] == films[1]["run_id"]

    counts = vendors.counts()
    assert {stage: counts[stage] for stage in PAID} == {
        "reading": 1, "story": 1, "sheet": 1, "picture": 3, "voice": 3,
    }  # fmt: skip
    spent = total(SqlBooks.at(url, s3.store(tmp_path / "look", prefix)).of_day(utc_now().date()))
    assert (spent.calls, spent.lost_usd) == (sum(counts[stage] for stage in PAID), 0)
    assert spent.paid_usd > 0.1

    cost, _ = start(machines[1], vendors, "cost", films[0]["run_id"], **shared).communicate(timeout=60)
    assert f"{spent.calls} calls: $" in cost
    for machine in machines:
        assert found_in(machine, SECRETS) == set()
    assert not [key for key in SECRETS for said in told if key.decode() in "".join(said)]
