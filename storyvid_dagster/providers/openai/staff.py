"""Everyone at OpenAI who works on stories, with one client for all."""

import datetime

from storyvid_dagster.billing.limiter import Gate
from storyvid_dagster.billing.paid_calls import Till
from storyvid_dagster.core.request import Likeness
from storyvid_dagster.providers.openai.client import OpenAIClient
from storyvid_dagster.providers.openai.guard import OpenAIGuard
from storyvid_dagster.providers.openai.models import SETTING_OF, require_alive
from storyvid_dagster.providers.openai.options import OpenAIOptions
from storyvid_dagster.providers.openai.painter import OpenAIPainter
from storyvid_dagster.providers.openai.reader import OpenAIReader
from storyvid_dagster.providers.openai.writer import OpenAIWriter


class OpenAIStaff:
    """Gives out readers, writers, painters and guards.

    Raises:
        SetupError: A model that is set has ended.
    """

    def __init__(self, options: OpenAIOptions, gate: Gate) -> None:
        today = datetime.datetime.now(datetime.UTC).date()
        for kind in SETTING_OF:
            require_alive(getattr(options, f"{kind}_model"), kind, today)
        self._client = OpenAIClient(options, gate)

    def reader(self, till: Till) -> OpenAIReader:
        """Give a reader."""
        return OpenAIReader(self._client, till)

    def writer(self, till: Till) -> OpenAIWriter:
        """Give a writer."""
        return OpenAIWriter(self._client, till)

    def painter(self, till: Till, likeness: Likeness) -> OpenAIPainter:
        """Give a painter."""
        return OpenAIPainter(self._client, till, likeness)

    def guard(self, till: Till) -> OpenAIGuard:
        """Give a guard."""
        return OpenAIGuard(self._client, till)
