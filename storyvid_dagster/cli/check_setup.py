"""`storyvid check-setup`: what works on this machine."""

import shutil
import sys
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from storyvid_dagster.errors import SetupError
from storyvid_dagster.providers.embedded.narrator.narrator import ENGINES
from storyvid_dagster.render.ffmpeg import Ffmpeg
from storyvid_dagster.settings import Settings

_FREE_GB = 2.0
"""A story takes about 100 MB with its cache; with less than this there is no room for a day's work."""


def show(settings: Settings) -> bool:
    """Print a line for each thing a story needs; tell whether all that is needed works."""
    checks: dict[str, Callable[[], str]] = {
        "Python": lambda: sys.version.split()[0],
        "ffmpeg": lambda: Ffmpeg.find(settings.ffmpeg).version(),
        "data folder": lambda: _disk(settings),
        "reader, writer, painter": lambda: "embedded: no key and no network needed",
    }
    table = Table.grid(padding=(0, 2))
    works = True
    for what, check in checks.items():
        mark, said = _try(check)
        works = works and mark
        table.add_row("[green]✓[/]" if mark else "[red]✗[/]", what, said)
    wanted = settings.speech_engine
    voices = {name: _try(lambda make=make: make().name) for name, make in ENGINES.items()}
    for name, (mark, said) in voices.items():
        table.add_row("[green]✓[/]" if mark else "[yellow]–[/]", f"voice engine {name}", said)
    speaks = any(mark for mark, _ in voices.values()) if wanted == "auto" else voices[wanted][0]
    Console().print(table, highlight=False, soft_wrap=True)
    return works and speaks


def _try(check: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, check()
    except SetupError as error:
        return False, str(error).replace("[", "\\[")


def _disk(settings: Settings) -> str:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        probe = settings.data_dir / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise SetupError(f"{settings.data_dir} cannot be written ({error}): set STORYVID_DATA_DIR") from error
    free_gb = shutil.disk_usage(settings.data_dir).free / 1e9
    if free_gb < _FREE_GB:
        raise SetupError(f"only {free_gb:.1f} GB are free at {settings.data_dir}: make room, or move it")
    return f"{settings.data_dir}, {free_gb:.0f} GB free"
