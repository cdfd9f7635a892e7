"""How much longer a paid call takes when ten thousand were made before, the vendor's own time left out.

Run it with `python -m bench.billing`.
"""

import asyncio
import datetime
import json
import time
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from storyvid_dagster.billing.paid_calls import Order, PaidCalls, VendorAnswer, utc_now
from storyvid_dagster.media.store import MediaStore

PAST_CALLS, ROUNDS, CALLS_A_ROUND = 10_000, 7, 20


def measure() -> dict[str, float]:
    """Give the processor time of a call in ms, and that with many past calls over that with none."""
    with TemporaryDirectory(prefix="storyvid-bench-") as folder:
        new, old = (MediaStore(Path(folder) / name, "bench") for name in ("new", "old"))
        _make_past_calls(old)
        numbers = count()
        rounds = [(_cpu_s(new, numbers), _cpu_s(old, numbers)) for _ in range(ROUNDS + 1)][1:]
    return {
        "paid_call_cpu_ms": 1000 * median(new_s for new_s, _ in rounds),
        "paid_call_cpu_10000_past_over_none": median(old_s / new_s for new_s, old_s in rounds),
    }


def _order(number: int) -> Order:
    return Order("scene 1", "elevenlabs", "eleven_v3", {"text": str(number)}, {"characters": 400})


async def _ask() -> VendorAnswer:
    return VendorAnswer(b"sound" * 20_000, {"characters": 400})


def _make_past_calls(store: MediaStore) -> None:
    """Buy once, and write that charge down as many times as if it had been made over a hundred days."""
    paid_calls = PaidCalls(MediaStore(store.root, "past"))
    asyncio.run(paid_calls.call(_order(-1), _ask))
    (path,) = store.path("ledger").glob("*.jsonl")
    line = json.loads(path.read_text().splitlines()[0])
    today = utc_now().date()
    for days_ago in range(100):
        day = today - datetime.timedelta(days=days_ago)
        lines = (
            json.dumps({**line, "when": f"{day}T01:00:00Z", "attempt": f"{days_ago}-{number}"})
            for number in range(PAST_CALLS // 100)
        )
        with path.with_name(f"{day}.jsonl").open("a") as ledger:
            ledger.writelines(f"{each}\n" for each in lines)


def _cpu_s(store: MediaStore, numbers: "count[int]") -> float:
    """Give the processor time of one call, averaged over a round of new ones."""
    paid_calls = PaidCalls(store)
    began_s = time.process_time()
    for _ in range(CALLS_A_ROUND):
        asyncio.run(paid_calls.call(_order(next(numbers)), _ask))
    return (time.process_time() - began_s) / CALLS_A_ROUND


if __name__ == "__main__":
    print(json.dumps(measure()))
