"""One limit a vendor for every process of the machine."""

import asyncio
import subprocess
import sys
from pathlib import Path

from storyvid_dagster.billing.limiter import AdaptiveLimiter, MachineSlots

HOLDER = """
import asyncio, sys
from pathlib import Path
from storyvid_dagster.billing.limiter import AdaptiveLimiter, MachineSlots

async def hold() -> None:
    limiter = AdaptiveLimiter(2, MachineSlots(Path(sys.argv[1]), 2))
    async with limiter, limiter:
        print("held", flush=True)
        await asyncio.to_thread(sys.stdin.read)

asyncio.run(hold())
"""


async def enter(limiter: AdaptiveLimiter, patience_s: float) -> bool:
    try:
        async with asyncio.timeout(patience_s), limiter:
            return True
    except TimeoutError:
        return False


def test_two_processes_share_the_places_and_a_killed_one_keeps_none(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "OpenAI")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    limiter = AdaptiveLimiter(2, MachineSlots(tmp_path / "OpenAI", 2))
    assert not asyncio.run(enter(limiter, 0.3)), "the other process has both"
    process.kill()
    process.communicate()
    assert asyncio.run(enter(limiter, 5))
    assert asyncio.run(enter(limiter, 5)), "a place that is given back is free"


def test_gates_of_one_machine_never_let_in_more_than_there_are_places(tmp_path: Path) -> None:
    inside, most = 0, 0

    async def request(limiter: AdaptiveLimiter) -> None:
        nonlocal inside, most
        async with limiter:
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.005)
            inside -= 1

    async def all_requests() -> None:
        gates = [AdaptiveLimiter(3, MachineSlots(tmp_path, 3)) for _ in range(4)]
        await asyncio.gather(*(request(gates[n % 4]) for n in range(24)))

    asyncio.run(all_requests())
    assert most == 3
