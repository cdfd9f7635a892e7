"""`storyvid check-setup`: what works on this machine."""

import asyncio
import datetime
import sys
from collections.abc import Callable

from rich.console import Console
from rich.markup import escape

from storyvid_dagster.billing.limiter import AdaptiveLimiter
from storyvid_dagster.cli.columns import print_rows
from storyvid_dagster.cli.machine import who_works
from storyvid_dagster.defs import instance_config
from storyvid_dagster.defs.resources import provider_options
from storyvid_dagster.errors import SetupError, StoryvidError
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.media.open_store import open_store
from storyvid_dagster.paths import DAGSTER_CONFIG, ENV_FILE
from storyvid_dagster.providers.elevenlabs.client import ElevenLabsClient
from storyvid_dagster.providers.elevenlabs.options import ElevenLabsOptions
from storyvid_dagster.providers.openai.client import OpenAIClient
from storyvid_dagster.providers.openai.models import SETTING_OF, ending_of, require_alive, successor_of
from storyvid_dagster.providers.openai.options import OpenAIOptions
from storyvid_dagster.settings import Settings
from storyvid_dagster.speech.narrator import ENGINES

_ENDS_SOON_DAYS = 90
_FREE_GB = 2.0
"""A story takes about 200 MB with its cache; with less than this there is no room for a day's work."""


def show(settings: Settings) -> bool:
    """Print a line for each thing a story needs; tell whether all that is needed works."""
    checks: dict[str, Callable[[], str]] = {
        "Python": lambda: sys.version.split()[0],
        "ffmpeg": lambda: Ffmpeg.find(settings.ffmpeg).version(),
        "data folder": lambda: _disk(settings),
        "settings file": lambda: f"{ENV_FILE}{'' if ENV_FILE.is_file() else ', not there: defaults hold'}",
        "Dagster instance": lambda: _instance(settings),
        "who works": lambda: _who_works(settings),
        **_vendors(settings),
    }
    rows: list[tuple[str, str, str]] = []
    works = True
    for what, check in checks.items():
        mark, said = _try(check)
        works = works and mark
        rows.append(("[green]✓[/]" if mark else "[red]✗[/]", what, said))
    wanted = settings.speech_engine
    voices = {name: _try(lambda make=make: make().name) for name, make in ENGINES.items()}
    for name, (mark, said) in voices.items():
        rows.append(("[green]✓[/]" if mark else "[yellow]–[/]", f"voice engine {name}", said))
    speaks = any(mark for mark, _ in voices.values()) if wanted == "auto" else voices[wanted][0]
    print_rows(Console(), rows)
    return works and speaks


def _instance(settings: Settings) -> str:
    home = settings.dagster_home
    if instance_config.is_ours(home):
        return f"{home}, configured as shipped"
    return (
        f"{home}, with a dagster.yaml of your own, which is left as it is: take from {DAGSTER_CONFIG} its"
        " run_launcher, run_monitoring and run_retries, without which no run starts again whose process died"
    )


def _try(check: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, escape(check())
    except StoryvidError as error:
        return False, escape(str(error))


def _disk(settings: Settings) -> str:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        probe = settings.data_dir / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise SetupError(f"{settings.data_dir} cannot be written ({error}): set STORYVID_DATA_DIR") from error
    free_gb = open_store(settings).free_bytes() / 1e9
    if free_gb < _FREE_GB:
        raise SetupError(f"only {free_gb:.1f} GB are free at {settings.data_dir}: make room, or move it")
    return f"{settings.data_dir}, {free_gb:.0f} GB free"


def _who_works(settings: Settings) -> str:
    return ", ".join(f"{role}: {' or '.join(who)}" for role, who in who_works(settings).items())


def _vendors(settings: Settings) -> dict[str, Callable[[], str]]:
    """Give a question to each vendor whose key is here: nothing is asked of the others."""
    options = provider_options(settings)
    asked: dict[str, Callable[[], str]] = {}
    if (openai := options.openai) is not None:
        asked["OpenAI"] = lambda: _ask_openai(openai)
    if (elevenlabs := options.elevenlabs) is not None:
        asked["ElevenLabs"] = lambda: _ask_elevenlabs(elevenlabs)
    return asked


def _ask_openai(options: OpenAIOptions) -> str:
    """Ask which models there are, and which of ours end soon.

    Raises:
        SetupError: One of ours is not there, or has ended.
    """
    models = asyncio.run(OpenAIClient(options, AdaptiveLimiter(1)).list_models())
    today = datetime.datetime.now(datetime.UTC).date()
    soon: list[str] = []
    for kind, setting in SETTING_OF.items():
        model = getattr(options, f"{kind}_model")
        require_alive(model, kind, today)
        if model not in models:
            instead = successor_of(model) or getattr(OpenAIOptions, f"{kind}_model")
            raise SetupError(
                f"the account does not have the model {model}: set {setting}, such as to {instead}"
            )
        known = ending_of(model)
        said = models[model] or (str(known.ended) if known else None)
        ends = datetime.date.fromisoformat(said[:10]) if said else None
        if ends is not None and (ends - today).days <= _ENDS_SOON_DAYS:
            instead = successor_of(model) or "a newer one"
            soon.append(f"{model} ends on {ends}: set {setting} to {instead}")
    return "; ".join(soon) or f"the key works; {len(models)} models, none of ours ends within 90 days"


def _ask_elevenlabs(options: ElevenLabsOptions) -> str:
    """Ask which models there are, and what is left of the plan.

    Raises:
        SetupError: Our model is not there.
    """

    async def ask() -> tuple[list[str], int | None]:
        client = ElevenLabsClient(options, AdaptiveLimiter(1))
        return await client.list_models(), await client.characters_left()

    models, left = asyncio.run(ask())
    if options.model not in models:
        raise SetupError(
            f"the account does not have the model {options.model}: set STORYVID_ELEVENLABS_MODEL, such as to"
            f" {', '.join(models[:3])}"
        )
    return f"the key works; {left if left is not None else 'unknown'} characters left this month"
