"""Paid once, counted, within the budget: whatever fails, dies or comes at the same time."""

import asyncio
import contextlib
import datetime
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from storyvid_dagster.billing.ledger import Ledger, total
from storyvid_dagster.billing.limiter import AdaptiveLimiter
from storyvid_dagster.billing.paid_calls import Budget, Order, PaidAnswer, PaidCalls, VendorAnswer
from storyvid_dagster.billing.retry import VendorRetry
from storyvid_dagster.core import names
from storyvid_dagster.errors import (
    AnswerLost,
    BudgetExceeded,
    ContentRefused,
    ProviderExhausted,
    ProviderUnavailable,
)
from storyvid_dagster.media.store import MediaStore

NOW = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)
NARRATION = Order(
    what="narration of scene 1", vendor="elevenlabs", model="eleven_v4",
    ingredients={"text": "Once."}, units={"characters": 1000},
)  # fmt: skip
PRICE_USD = 0.08


@dataclass
class Clock:
    """Time that passes only in sleep."""

    now_s: float = 0.0
    slept_s: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.slept_s.append(seconds)
        self.now_s += seconds


@dataclass
class Shop:
    """Sells one thing, after the troubles it was told of."""

    troubles: list[BaseException] = field(default_factory=list)
    asked: int = 0

    async def ask(self) -> VendorAnswer:
        self.asked += 1
        await asyncio.sleep(0.01)
        if self.troubles:
            raise self.troubles.pop(0)
        return VendorAnswer(b"a spoken scene", {"characters": 1000})


def paid_calls(root: Path, run_id: str = "pip", clock: Clock | None = None, **more: object) -> PaidCalls:
    clock = clock or Clock()
    retry = VendorRetry(clock=lambda: clock.now_s, sleep=clock.sleep, chance=lambda: 1.0)
    return PaidCalls(MediaStore(root, run_id), retry=retry, **{"now": lambda: NOW, **more})


def call(shop: Shop, slot: PaidCalls, order: Order = NARRATION) -> PaidAnswer:
    return asyncio.run(slot.call(order, shop.ask))


def kinds(root: Path) -> list[str]:
    return [line.kind for line in Ledger(MediaStore(root)).of_day(NOW.date())]


def test_the_same_order_is_paid_once_and_the_saving_is_told(tmp_path: Path) -> None:
    shop = Shop()
    first, second = call(shop, paid_calls(tmp_path)), call(shop, paid_calls(tmp_path, "another-run"))
    assert (first.body, second.body, shop.asked) == (b"a spoken scene", b"a spoken scene", 1)
    assert (first.usd, second.usd) == (PRICE_USD, 0)
    spent = total(Ledger(MediaStore(tmp_path)).of_day(NOW.date()))
    assert (spent.paid_usd, spent.saved_usd, spent.calls) == (PRICE_USD, PRICE_USD, 1)
    assert total(Ledger(MediaStore(tmp_path)).of_run("pip")).usd == PRICE_USD
    assert total(Ledger(MediaStore(tmp_path)).of_run("another-run")).usd == 0


def test_anything_that_differs_is_another_order(tmp_path: Path) -> None:
    shop = Shop()
    for text in ("Once.", "Twice."):
        call(shop, paid_calls(tmp_path), Order("scene", "v", "eleven_v4", {"text": text}, {"characters": 1}))
    assert shop.asked == 2


def test_runs_and_threads_that_ask_at_once_pay_once(tmp_path: Path) -> None:
    shop = Shop()

    async def several(run_id: str) -> list[PaidAnswer]:
        return await asyncio.gather(
            *(paid_calls(tmp_path, run_id).call(NARRATION, shop.ask) for _ in range(3))
        )

    with ThreadPoolExecutor(3) as threads:
        bought = [
            b for each in threads.map(lambda n: asyncio.run(several(f"run-{n}")), range(3)) for b in each
        ]
    assert shop.asked == 1
    assert sorted(b.usd for b in bought) == [0] * 8 + [PRICE_USD]


@pytest.mark.parametrize("damage", [b"", b"x", b"half"])
def test_a_damaged_entry_is_bought_again_and_never_served(tmp_path: Path, damage: bytes) -> None:
    shop = Shop()
    call(shop, paid_calls(tmp_path))
    store = MediaStore(tmp_path)
    key = names.cached("paid", NARRATION.digest, "answer")
    whole = store.get(key)
    store.path(key).write_bytes(whole[: len(whole) // 2] if damage == b"half" else damage)
    assert call(shop, paid_calls(tmp_path)).body == b"a spoken scene"
    assert shop.asked == 2


def test_what_may_pass_is_asked_again_with_growing_pauses(tmp_path: Path) -> None:
    clock, shop = Clock(), Shop([ProviderUnavailable("busy"), ProviderUnavailable("busy")])
    call(shop, paid_calls(tmp_path, clock=clock))
    assert (shop.asked, clock.slept_s) == (3, [1, 2])
    assert kinds(tmp_path) == ["paid"]


def test_the_vendors_own_time_to_come_back_is_kept(tmp_path: Path) -> None:
    clock, shop = Clock(), Shop([ProviderUnavailable("busy", retry_after_s=7)])
    call(shop, paid_calls(tmp_path, clock=clock))
    assert clock.slept_s == [8]


@pytest.mark.parametrize("retry_after_s", [None, 50, 10_000])
def test_patience_ends(tmp_path: Path, retry_after_s: float | None) -> None:
    clock = Clock()
    shop = Shop([ProviderUnavailable("busy", retry_after_s=retry_after_s) for _ in range(100)])
    with pytest.raises(ProviderExhausted, match="busy"):
        call(shop, paid_calls(tmp_path, clock=clock))
    assert clock.now_s <= 120
    assert shop.asked < 12
    assert MediaStore(tmp_path).exists(names.reservation(NARRATION.digest)) is False


def test_what_is_refused_is_asked_once_and_costs_nothing(tmp_path: Path) -> None:
    shop = Shop([ContentRefused("no")])
    with pytest.raises(ContentRefused):
        call(shop, paid_calls(tmp_path))
    assert (shop.asked, kinds(tmp_path)) == (1, [])


def test_a_lost_answer_is_bought_again_once_and_the_ledger_says_so(tmp_path: Path) -> None:
    shop = Shop([AnswerLost("cut off")])
    call(shop, paid_calls(tmp_path))
    assert (shop.asked, kinds(tmp_path)) == (2, ["lost", "paid"])
    assert total(Ledger(MediaStore(tmp_path)).of_run("pip")).usd == 2 * PRICE_USD


def test_after_two_lost_answers_nobody_asks_for_an_hour(tmp_path: Path) -> None:
    shop = Shop([AnswerLost("cut off") for _ in range(9)])
    for _ in range(3):
        with pytest.raises(ProviderExhausted, match="hour"):
            call(shop, paid_calls(tmp_path))
    assert shop.asked == 2
    shop.troubles.clear()
    later = paid_calls(tmp_path, now=lambda: NOW + datetime.timedelta(hours=2))
    assert call(shop, later).body == b"a spoken scene"


class Killed(BaseException):
    """The process dies here."""


@pytest.mark.parametrize("step", range(12))
def test_a_run_killed_at_any_step_pays_once_more_at_most(
    tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dies before a change of a file, then asks anew: not at all when the answer was kept."""
    steps = 0

    def dying(change: Callable[..., object]) -> Callable[..., object]:
        def changed(*arguments: object) -> object:
            nonlocal steps
            steps += 1
            if steps == step + 1:
                raise Killed
            return change(*arguments)

        return changed

    shop = Shop()
    with monkeypatch.context() as patched:
        for name in ("put", "append", "delete"):
            patched.setattr(MediaStore, name, dying(getattr(MediaStore, name)))
        with contextlib.suppress(Killed):
            call(shop, paid_calls(tmp_path))
    was_kept = MediaStore(tmp_path).exists(names.cached("paid", NARRATION.digest, "answer"))
    before = shop.asked
    assert call(shop, paid_calls(tmp_path)).body == b"a spoken scene"
    assert shop.asked - before == (0 if was_kept else 1)
    spent = total(Ledger(MediaStore(tmp_path)).of_day(NOW.date()))
    assert spent.usd == pytest.approx(PRICE_USD * shop.asked)
    assert MediaStore(tmp_path).exists(names.reservation(NARRATION.digest)) is False


def test_the_call_that_would_break_the_budget_is_not_made(tmp_path: Path) -> None:
    shop, budget = Shop(), Budget(run_usd=0.2)
    orders = [
        Order(f"scene {n}", "elevenlabs", "eleven_v4", {"text": str(n)}, {"characters": 1000})
        for n in range(5)
    ]
    made: list[PaidAnswer] = []
    with pytest.raises(BudgetExceeded, match=r"run pip: the scene 2 .*\$0\.20.*raise STORYVID_BUDGET_USD\."):
        made += [call(shop, paid_calls(tmp_path, budget=budget), order) for order in orders]
    assert shop.asked == 2
    assert call(shop, paid_calls(tmp_path, budget=budget), orders[0]).usd == 0, "what is made stays"
    with pytest.raises(BudgetExceeded, match="today"):
        call(shop, paid_calls(tmp_path, "other", budget=Budget(day_usd=0.2)), orders[2])


def test_orders_that_are_out_count_against_the_budget(tmp_path: Path) -> None:
    shop = Shop()

    async def both() -> list[PaidAnswer | BaseException]:
        slot = paid_calls(tmp_path, budget=Budget(run_usd=0.1))
        orders = (Order("a scene", "e", "eleven_v4", {"n": n}, {"characters": 1000}) for n in range(2))
        return await asyncio.gather(*(slot.call(o, shop.ask) for o in orders), return_exceptions=True)

    results = asyncio.run(both())
    assert shop.asked == 1
    assert [isinstance(result, BudgetExceeded) for result in results].count(True) == 1


def test_what_is_free_is_kept_but_not_counted(tmp_path: Path) -> None:
    shop, free = Shop(), Order("look at a picture", "openai", "omni-moderation-latest", {"picture": "ab"})

    async def ask() -> VendorAnswer:
        shop.asked += 1
        return VendorAnswer(b"fine")

    for _ in range(2):
        assert asyncio.run(paid_calls(tmp_path, budget=Budget(run_usd=0)).call(free, ask)).body == b"fine"
    assert (shop.asked, kinds(tmp_path)) == (1, [])


def test_a_gate_lets_in_fewer_after_too_many_and_more_after_a_while() -> None:
    limiter, most_inside, inside = AdaptiveLimiter(4), 0, 0

    async def visit(trouble: BaseException | None = None) -> None:
        nonlocal inside, most_inside
        async with limiter:
            inside += 1
            most_inside = max(most_inside, inside)
            await asyncio.sleep(0.03)
            inside -= 1
            if trouble:
                raise trouble

    async def visits(*visitors: Awaitable[None]) -> None:
        await asyncio.gather(*visitors, return_exceptions=True)

    asyncio.run(visits(*(visit() for _ in range(6))))
    assert most_inside == 4
    busy = ProviderUnavailable("too many", too_many_at_once=True)
    asyncio.run(visits(visit(busy), visit(busy), visit()))
    assert limiter.width == 1
    most_inside = 0
    asyncio.run(visits(*(visit() for _ in range(4))))
    assert most_inside == 1
    asyncio.run(visits(*(visit() for _ in range(30))))
    assert limiter.width > 1
