"""Reads a drawing."""

import base64
import hashlib
import time
from typing import Annotated

from pydantic import Field, StringConstraints

from storyvid_dagster.billing.paid_calls import PaidCalls
from storyvid_dagster.core import prompts
from storyvid_dagster.core.drawing import Reading
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.kinds import Kind
from storyvid_dagster.images import preview_jpeg
from storyvid_dagster.ports import PageOrder
from storyvid_dagster.providers.openai.asking import Question, Shape, ask
from storyvid_dagster.providers.openai.client import OpenAIClient

_EDGE_PX = 1024
"""Larger pages are sent smaller: nothing in a child's drawing needs more."""
_MOST_BYTES = 500_000

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class ReadingAnswer(Shape):
    """What the model is asked to say: closed and short, so that words in the picture cannot become orders."""

    subject: Words
    company: Words
    colors: tuple[Annotated[str, StringConstraints(max_length=30)], ...] = Field(min_length=1, max_length=8)
    has_sun: bool
    has_ground: bool
    has_sky: bool
    layout: Words
    summary: Annotated[str, StringConstraints(min_length=1, max_length=400)]
    card: Annotated[str, StringConstraints(min_length=1, max_length=600)]
    kinds: tuple[Kind, ...] = Field(max_length=20)


class OpenAIReader:
    """A vision model. It is sent the cleaned page as new pixels: no EXIF, no file name."""

    def __init__(self, client: OpenAIClient, paid_calls: PaidCalls) -> None:
        self._client, self._paid_calls = client, paid_calls

    async def read(self, order: PageOrder) -> tuple[Reading, MadeBy]:
        """Read one page."""
        started_s = time.monotonic()
        jpeg = preview_jpeg(order.page, _EDGE_PX, _MOST_BYTES)
        instructions, text = prompts.reading(order.request, [figure.box for figure in order.figures])
        question = Question(
            what="the reading of the drawing",
            shape=ReadingAnswer,
            instructions=instructions,
            text=text,
            picture_url=f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}",
            picture_sha256=hashlib.sha256(jpeg).hexdigest(),
            max_tokens=2000,
        )
        answer, usd, _ = await ask(question, self._client, self._paid_calls)
        subject, summary = (
            prompts.with_name(text, order.request.child_name) for text in (answer.subject, answer.summary)
        )
        reading = Reading.model_validate({**answer.model_dump(), "subject": subject, "summary": summary})
        return reading, MadeBy(
            provider="openai",
            model=self._client.options.text_model,
            seconds=round(time.monotonic() - started_s, 3),
            cost_usd=usd,
        )
