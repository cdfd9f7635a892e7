"""OpenAI's providers, with one client for all."""

import datetime

from storyvid_dagster.billing.limiter import AdaptiveLimiter
from storyvid_dagster.billing.paid_calls import PaidCalls
from storyvid_dagster.core.request import Likeness
from storyvid_dagster.providers.openai.client import OpenAIClient
from storyvid_dagster.providers.openai.models import SETTING_OF, require_alive
from storyvid_dagster.providers.openai.moderator import OpenAIModerator
from storyvid_dagster.providers.openai.options import OpenAIOptions
from storyvid_dagster.providers.openai.painter import OpenAIPainter
from storyvid_dagster.providers.openai.reader import OpenAIReader
from storyvid_dagster.providers.openai.writer import OpenAIWriter


class OpenAIProviderSet:
    """Makes the reader, writer, painter and moderator of a story, which share one client.

    Raises:
        SetupError: A model that is set has ended.
    """

    def __init__(self, options: OpenAIOptions, limiter: AdaptiveLimiter) -> None:
        today = datetime.datetime.now(datetime.UTC).date()
        for kind in SETTING_OF:
            require_alive(getattr(options, f"{kind}_model"), kind, today)
        self._client = OpenAIClient(options, limiter)

    def reader(self, paid_calls: PaidCalls) -> OpenAIReader:
        """Give a reader."""
        return OpenAIReader(self._client, paid_calls)

    def writer(self, paid_calls: PaidCalls) -> OpenAIWriter:
        """Give a writer."""
        return OpenAIWriter(self._client, paid_calls)

    def painter(self, paid_calls: PaidCalls, likeness: Likeness) -> OpenAIPainter:
        """Give a painter."""
        return OpenAIPainter(self._client, paid_calls, likeness)

    def moderator(self, paid_calls: PaidCalls) -> OpenAIModerator:
        """Give a moderator."""
        return OpenAIModerator(self._client, paid_calls)
