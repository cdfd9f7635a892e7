"""`storyvid estimate` and `storyvid cost`: what a story would cost, and what was spent."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from storyvid_dagster.billing.books import open_books
from storyvid_dagster.billing.ledger import LedgerLine, total
from storyvid_dagster.billing.prices import prices
from storyvid_dagster.cli.stories import require_story
from storyvid_dagster.core.options import parse_request
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.defs.resources import provider_options
from storyvid_dagster.errors import RequestError
from storyvid_dagster.intake.decoding import decode_apart
from storyvid_dagster.media.open_store import open_store
from storyvid_dagster.providers.catalog import VENDOR_OF
from storyvid_dagster.providers.estimate import EstimateLine, estimate
from storyvid_dagster.providers.openai.options import OpenAIOptions
from storyvid_dagster.settings import Settings


def show_estimate(settings: Settings, drawing: Path, options: Mapping[str, Any]) -> None:
    """Print what a story of `drawing` would cost with vendors, whether or not their keys are here.

    Raises:
        RequestError: There is no such file, or an option is wrong.
        DrawingRejected: It is not a drawing.
    """
    if not drawing.is_file():
        raise RequestError(f"there is no drawing {drawing}")
    data = drawing.read_bytes()
    decode_apart(
        data, drawing.name,
        max_bytes=int(settings.upload_max_mb * 1e6),
        max_pixels=int(settings.upload_max_megapixels * 1e6),
        max_edge_px=64,
    )  # fmt: skip
    request = parse_request(dict(options))
    workers: dict[str, str] = {}
    for role, vendor in VENDOR_OF.items():
        named = getattr(request, role, None) or getattr(settings, role)
        workers[role] = vendor if named == "auto" else named
    lines = _price(settings, request, workers)
    table = Table("what", "model", "calls", "USD", box=None, header_style="dim")
    for line in lines:
        table.add_row(line.what, line.model, str(line.calls), f"{line.usd:.3f}")
    whole_usd = sum(line.usd for line in lines)
    table.add_row("[bold]in all, about", "", str(sum(line.calls for line in lines)), f"[bold]{whole_usd:.2f}")
    console = Console()
    console.print(table, highlight=False)
    console.print(f"by prices of {prices().as_of}, tax not included", style="dim", highlight=False)
    options_now = provider_options(settings)
    missing = [name for name, there in (
        ("OPENAI_API_KEY", options_now.openai), ("ELEVENLABS_API_KEY", options_now.elevenlabs),
    ) if there is None]  # fmt: skip
    if missing:
        console.print(
            f"without {' and '.join(missing)} the embedded engines do that part, which costs nothing",
            style="dim", highlight=False,
        )  # fmt: skip
    limit = options_now.budget.run_usd if request.budget_usd is None else request.budget_usd
    if limit is not None and whole_usd > limit:
        console.print(f"[yellow]that is more than the ${limit:.2f} a story may cost (STORYVID_BUDGET_USD)[/]")


def price_now(settings: Settings, request: StoryRequest) -> tuple[EstimateLine, ...]:
    """Say what a story would cost with the keys that are set; nothing costs nothing."""
    options = provider_options(settings)
    has_key = {"openai": options.openai is not None, "elevenlabs": options.elevenlabs is not None}
    workers: dict[str, str] = {}
    for role, vendor in VENDOR_OF.items():
        named = getattr(request, role, None) or getattr(settings, role)
        workers[role] = vendor if named in ("auto", vendor) and has_key[vendor] else "embedded"
    return _price(settings, request, workers)


def _price(settings: Settings, request: StoryRequest, workers: Mapping[str, str]) -> tuple[EstimateLine, ...]:
    openai = OpenAIOptions(
        api_key="",
        text_model=settings.openai_text_model,
        image_model=settings.openai_image_model,
        image_quality=settings.openai_image_quality,
    )
    return estimate(request, workers, openai, settings.elevenlabs_model)


def show_cost(settings: Settings, run_id: str | None) -> None:
    """Print the paid calls of a story, or the sums of every day.

    Raises:
        RequestError: There is no such story.
    """
    store = open_store(settings)
    ledger = open_books(settings.ledger, store)
    ledger.settle_all()  # calls of processes that died get their lines
    console = Console()
    if run_id is not None:
        if lines := list(ledger.of_run(run_id)):
            _print_calls(console, lines)
            return
        require_story(settings, run_id)
        console.print(f"nothing was spent on the story {run_id}", highlight=False)
        return
    table = Table("day", "calls", "paid USD", "lost USD", "saved USD", box=None, header_style="dim")
    days = ledger.days()
    for day in days:
        spent = total(ledger.of_day(day))
        table.add_row(
            str(day),
            str(spent.calls),
            f"{spent.paid_usd:.3f}",
            f"{spent.lost_usd:.3f}",
            f"{spent.saved_usd:.3f}",
        )
    if not days:
        console.print("nothing was spent yet")
        return
    console.print(table, highlight=False)
    today = total(ledger.of_day(datetime.datetime.now(datetime.UTC).date()))
    limit = "no limit" if settings.budget_usd_day == "none" else f"of ${settings.budget_usd_day:.2f}"
    console.print(f"today (UTC): ${today.usd:.3f}, {limit}", highlight=False)


def _print_calls(console: Console, lines: list[LedgerLine]) -> None:
    table = Table("when (UTC)", "what", "model", "USD", "", box=None, header_style="dim")
    said = {
        "paid": "",
        "lost": "the answer was lost; it may have been charged",
        "kept": "from the cache: saved",
    }
    for line in lines:
        when = line.when.strftime("%m-%d %H:%M")
        table.add_row(when, line.what, line.model, f"{line.usd:.4f}", said[line.kind])
    console.print(table, highlight=False)
    spent = total(lines)
    console.print(
        f"{spent.calls} calls: ${spent.paid_usd:.3f} paid, ${spent.lost_usd:.3f} lost,"
        f" ${spent.saved_usd:.3f} saved by the cache",
        highlight=False,
    )  # fmt: skip
