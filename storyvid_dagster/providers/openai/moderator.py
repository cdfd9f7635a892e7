"""Judges texts and pictures with the vendor's moderation model, which costs nothing."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from storyvid_dagster.billing.paid_calls import Order, PaidCalls, VendorAnswer
from storyvid_dagster.providers.openai.client import OpenAIClient

_STRICT = {"sexual": 0.2, "sexual/minors": 0.05, "violence/graphic": 0.3, "self-harm": 0.2, "hate": 0.3}
"""Scores above these are not fit for small children, even where the model does not flag them."""


class OpenAIModerator:
    """The moderation endpoint, a little stricter than its own flag."""

    def __init__(self, client: OpenAIClient, paid_calls: PaidCalls) -> None:
        self._client, self._paid_calls = client, paid_calls

    @property
    def name(self) -> str:
        """What a person calls it."""
        return f"OpenAI {self._client.options.moderation_model}"

    async def check_texts(self, texts: Sequence[str]) -> tuple[str | None, ...]:
        """Judge texts, in one call."""
        body = await self._call(
            "the check that the story is fit for children", list(texts), {"texts": list(texts)}
        )
        reasons = [reason_of(result) for result in body]
        # A server that answers for all together judges each of them so.
        return tuple(
            reasons if len(reasons) == len(texts) else [next(filter(None, reasons), None)] * len(texts)
        )

    async def check_picture(self, png: bytes, what: str) -> str | None:
        """Judge one picture."""
        url = f"data:image/png;base64,{base64.b64encode(png).decode()}"
        body = await self._call(
            f"the check that {what} is fit for children",
            [{"type": "image_url", "image_url": {"url": url}}],
            {"picture": hashlib.sha256(png).hexdigest()},
        )
        return next(filter(None, map(reason_of, body)), None)

    async def _call(
        self, what: str, inputs: Sequence[Any], ingredients: Mapping[str, object]
    ) -> list[Mapping[str, Any]]:
        options = self._client.options

        async def ask() -> VendorAnswer:
            return await self._client.moderate(what, inputs)

        order = Order(
            what=what,
            vendor="openai",
            model=options.moderation_model,
            ingredients={**ingredients, "server": options.base_url},
        )
        bought = await self._paid_calls.call(order, ask, self._client.limiter)
        return cast("list[Mapping[str, Any]]", json.loads(bought.body))


def reason_of(judged: Mapping[str, Any]) -> str | None:
    """Say why one result is not fit; `None` when it is.

    >>> reason_of({"flagged": True, "categories": {"violence": True, "hate": False}})
    'violence'
    """
    categories = cast("Mapping[str, bool]", judged.get("categories") or {})
    scores = cast("Mapping[str, float]", judged.get("category_scores") or {})
    named = [name for name, found in categories.items() if found]
    strict = [name for name, most in _STRICT.items() if (scores.get(name) or 0) > most]
    if judged.get("flagged") or strict:
        return ", ".join(dict.fromkeys([*named, *strict])) or "flagged"
    return None
