"""What there is on this machine to make stories with."""

import datetime

import numpy as np

from storyvid_dagster.billing.books import open_books
from storyvid_dagster.billing.ledger import total
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.defs.resources import provider_options
from storyvid_dagster.media.open_store import open_store
from storyvid_dagster.providers.catalog import VENDOR_OF, ProviderSet
from storyvid_dagster.settings import Settings
from storyvid_dagster.web.machine import Machine


def who_works(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Give role -> who fills it with the keys that are set, by preference."""
    providers = ProviderSet(
        provider_options(settings), open_store(settings), lambda _: (np.zeros(0, np.float32), 1)
    )
    return {role: tuple(providers.names(role, StoryRequest())) for role in VENDOR_OF}


def machine_now(settings: Settings) -> Machine:
    """Look at it; no vendor is asked."""
    store, options = open_store(settings), provider_options(settings)
    today = datetime.datetime.now(datetime.UTC).date()
    return Machine(
        workers=who_works(settings),
        keys={"OpenAI": options.openai is not None, "ElevenLabs": options.elevenlabs is not None},
        voice_engine=settings.speech_engine,
        spent_today_usd=total(open_books(settings.ledger, store).of_day(today)).usd,
        day_budget_usd=None if settings.budget_usd_day == "none" else settings.budget_usd_day,
        story_budget_usd=None if settings.budget_usd == "none" else settings.budget_usd,
        free_gb=store.free_bytes() / 1e9,
    )
