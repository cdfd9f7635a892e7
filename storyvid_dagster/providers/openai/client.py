"""Asks OpenAI, or a server that speaks like it, and says in our own errors how that went."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
import base64
import binascii
import ipaddress
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any, Literal, cast

import httpx2
from openai import (
    APIConnectionError,
    APIError,
    APIStatusError,
    AsyncOpenAI,
    AuthenticationError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
)

from storyvid_dagster.billing.limiter import AdaptiveLimiter
from storyvid_dagster.billing.paid_calls import VendorAnswer
from storyvid_dagster.billing.retry import retry_after_s
from storyvid_dagster.errors import (
    AnswerLost,
    ContentRefused,
    ProviderError,
    ProviderRefused,
    ProviderUnavailable,
)
from storyvid_dagster.providers.openai.models import SETTING_OF, successor_of
from storyvid_dagster.providers.openai.options import OpenAIOptions
from storyvid_dagster.providers.vendor_client import PerLoop, plain

Kind = Literal["text", "image", "moderation"]

_CONTENT_CODES = frozenset(["moderation_blocked", "content_policy_violation", "content_filter"])


async def require_safe_address(request: httpx2.Request) -> None:
    """Let a download, and every redirect of it, go to https only, or stay on this machine.

    Plain http could be read and changed on its way; and no answer of a vendor may make this machine ask
    another of its own network.

    Raises:
        AnswerLost: It goes elsewhere.
    """
    url = request.url
    with suppress(ValueError):
        if (address := ipaddress.ip_address(url.host)).is_loopback:
            return
        if not address.is_global:
            raise AnswerLost(f"a picture of OpenAI's leads to {url.host}, which is no address of a vendor")
    if url.scheme != "https" and url.host != "localhost":
        raise AnswerLost(f"a picture of OpenAI's leads to {url.scheme}://{url.host}, which is not https")


_NEVER_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.UnsupportedProtocol)
_MOST_BYTES = 60_000_000


class OpenAIClient:
    """One account: one client for each event loop, one limiter for all of them.

    `PaidCalls.call` holds the limiter, so that a call is reserved only once it has its slot.
    """

    def __init__(self, options: OpenAIOptions, limiter: AdaptiveLimiter) -> None:
        self.options = options
        self.limiter = limiter
        self._clients = PerLoop(self._open)

    def _open(self) -> AsyncOpenAI:
        # Only `VendorRetry` asks again; see docs/providers.md.
        return AsyncOpenAI(api_key=self.options.api_key, base_url=self.options.base_url, max_retries=0)

    @cached_property
    def _private(self) -> dict[str, Any]:
        """What keeps an answer from being stored there, and says who asks without saying who."""
        if self.options.dialect == "portable":
            return {}
        known = {"store": False, "safety_identifier": self.options.safety_identifier}
        return {name: value for name, value in known.items() if value is not None}

    async def chat(
        self, what: str, messages: Sequence[Mapping[str, Any]], schema: Mapping[str, Any], max_tokens: int
    ) -> VendorAnswer:
        """Ask for JSON of a schema. The answer's body is the JSON, or `{"refusal": why}`.

        Raises:
            ProviderError: There is no answer.
        """
        limit = "max_tokens" if self.options.dialect == "portable" else "max_completion_tokens"
        effort = self.options.reasoning_effort if self.options.dialect == "openai" else None
        body = await self._ask(
            what,
            "text",
            "chat/completions",
            {
                "model": self.options.text_model,
                "messages": messages,
                "response_format": {
                    "type": "json_schema",
                    "json_schema": {"name": "answer", "schema": schema, "strict": True},
                },
                limit: max_tokens,
                **({"reasoning_effort": effort} if effort else {}),
                **self._private,
            },
        )
        return _chat_answer(what, body)

    async def edit_image(
        self, what: str, images: Sequence[bytes], prompt: str, size: tuple[int, int]
    ) -> VendorAnswer:
        """Ask for a picture made from others (PNG). The answer's body is the picture as it came.

        Raises:
            ProviderError: There is no picture.
        """
        client = await self._clients.get()
        try:
            answer = await client.with_options(
                timeout=self.options.image_timeout_s
            ).images.with_raw_response.edit(
                image=[(f"picture-{n}.png", png, "image/png") for n, png in enumerate(images, 1)],
                prompt=prompt,
                model=self.options.image_model,
                size=cast("Any", f"{size[0]}x{size[1]}"),
                quality=cast("Any", self.options.image_quality),
                n=1,
                output_format="png",
            )
            body = _parsed(what, answer.content)
        except APIError as error:
            raise self._translated(what, "image", error) from None
        return await self._picture(what, body)

    async def moderate(self, what: str, inputs: Sequence[Mapping[str, Any]] | Sequence[str]) -> VendorAnswer:
        """Ask what is unfit in texts or pictures. The answer's body is the list of results as JSON.

        Raises:
            ProviderError: There is no answer.
        """
        body = await self._ask(
            what,
            "moderation",
            "moderations",
            {"model": self.options.moderation_model, "input": inputs},
        )
        results = body.get("results")
        if not isinstance(results, list) or not results or not all("flagged" in _mapping(r) for r in results):
            raise AnswerLost(f"OpenAI's answer to {what} has no results that can be understood")
        return VendorAnswer(json.dumps(results).encode())

    async def list_models(self) -> dict[str, str | None]:
        """Give the models the account may use, with the day each ends, if announced.

        Raises:
            ProviderError: There is no answer.
        """
        client = await self._clients.get()
        try:
            answer = await client.with_options(timeout=30).models.with_raw_response.list()
        except APIError as error:
            raise self._translated("the list of models", "text", error) from None
        models = _parsed("the list of models", answer.content).get("data", [])
        return {
            str(model.get("id")): model.get("shutdown_date") for model in models if isinstance(model, dict)
        }

    async def _ask(self, what: str, kind: Kind, path: str, json_body: Any) -> dict[str, Any]:
        client = (await self._clients.get()).with_options(timeout=self.options.text_timeout_s)
        try:
            answer = await client.post(f"/{path}", body=json_body, cast_to=httpx2.Response)
            return _parsed(what, answer.content)
        except APIError as error:
            raise self._translated(what, kind, error) from None

    async def _picture(self, what: str, body: dict[str, Any]) -> VendorAnswer:
        first = _first(body.get("data"))
        usage = _picture_units(_mapping(body.get("usage")))
        if isinstance(encoded := first.get("b64_json"), str):
            try:
                return VendorAnswer(base64.b64decode(encoded, validate=True), usage)
            except binascii.Error as error:
                raise AnswerLost(f"the picture OpenAI sent for {what} is not readable") from error
        if isinstance(url := first.get("url"), str):
            return VendorAnswer(await self._download(what, url), usage)
        raise AnswerLost(f"OpenAI's answer to {what} has no picture in it")

    async def _download(self, what: str, url: str) -> bytes:
        """Fetch a picture that was answered as an address. It is paid for, so it is asked for three times."""
        if not url.startswith(("https://", "http://")):
            raise AnswerLost(f"OpenAI's answer to {what} has an address that cannot be fetched")
        async with httpx2.AsyncClient(
            timeout=60, follow_redirects=True, event_hooks={"request": [require_safe_address]}
        ) as plain:
            for left in (2, 1, 0):
                try:
                    async with plain.stream("GET", url) as answer:
                        answer.raise_for_status()
                        data = b""
                        async for part in answer.aiter_bytes():
                            data += part
                            if len(data) > _MOST_BYTES:
                                raise AnswerLost(f"{what} that OpenAI made is too large to be a picture")
                        return data
                except httpx2.HTTPError as error:
                    if not left:
                        raise AnswerLost(
                            f"{what} that OpenAI made could not be fetched: {type(error).__name__}"
                        ) from error
        raise AssertionError("unreachable")

    def _translated(self, what: str, kind: Kind, error: APIError) -> ProviderError:
        """Say what an error of the SDK means for us, in words without keys or prompts.

        The error itself goes no further: Dagster records every cause, and it has what the vendor echoed.
        """
        if isinstance(error, APIConnectionError):
            if isinstance(error.__cause__, _NEVER_SENT):
                return ProviderUnavailable(f"OpenAI cannot be reached for {what}: {_cause(error)}")
            return AnswerLost(f"OpenAI's answer to {what} did not arrive: {_cause(error)}")
        if not isinstance(error, APIStatusError):
            said = plain(str(error), self.options.api_key)
            return AnswerLost(f"OpenAI's answer to {what} is not readable: {said}")
        code, said = str(error.code or ""), plain(_message(error), self.options.api_key)
        if code in _CONTENT_CODES or "safety system" in said:
            return ContentRefused(f"OpenAI does not want to make {what}: {said}")
        if isinstance(error, AuthenticationError):
            return ProviderRefused(f"OpenAI does not accept the key: check OPENAI_API_KEY ({said})")
        if isinstance(error, PermissionDeniedError):
            return ProviderRefused(f"the OpenAI account may not do this ({what}): {said}")
        if isinstance(error, NotFoundError) or code in {"model_not_found", "invalid_model"}:
            return ProviderRefused(self._unknown_model(what, kind, said))
        if isinstance(error, RateLimitError) and code in {"insufficient_quota", "billing_hard_limit_reached"}:
            return ProviderRefused(f"the OpenAI account has no credit left ({what}): {said}")
        if error.status_code == 429:
            return ProviderUnavailable(
                f"OpenAI has too much to do for {what}: {said}",
                retry_after_s=retry_after_s(error.response.headers),
                too_many_at_once=True,
            )
        if error.status_code in {408, 409} or error.status_code >= 500:
            return ProviderUnavailable(
                f"OpenAI failed at {what} (status {error.status_code}): {said}",
                retry_after_s=retry_after_s(error.response.headers),
            )
        return ProviderRefused(f"OpenAI refuses {what} (status {error.status_code}): {said}")

    def _unknown_model(self, what: str, kind: Kind, said: str) -> str:
        models = {
            "text": self.options.text_model,
            "image": self.options.image_model,
            "moderation": self.options.moderation_model,
        }
        default = getattr(OpenAIOptions, f"{kind}_model")
        instead = successor_of(models[kind]) or default
        hint = f": set {SETTING_OF[kind]} to another, such as {instead}" if instead != models[kind] else ""
        return f"OpenAI does not have the model {models[kind]} for {what} ({said}){hint}"


def _chat_answer(what: str, body: dict[str, Any]) -> VendorAnswer:
    choice = _first(body.get("choices"))
    message = _mapping(choice.get("message"))
    reason = choice.get("finish_reason")
    usage = _text_units(_mapping(body.get("usage")))
    if refusal := message.get("refusal"):
        return VendorAnswer(json.dumps({"refusal": plain(str(refusal))}).encode(), usage)
    if reason == "content_filter":
        return VendorAnswer(json.dumps({"refusal": "its content filter stopped the answer"}).encode(), usage)
    if reason == "length":
        raise AnswerLost(f"OpenAI's answer to {what} was cut short: it is longer than is asked for")
    content = message.get("content")
    if not isinstance(content, str) or not content.strip():
        raise AnswerLost(f"OpenAI's answer to {what} is empty")
    return VendorAnswer(content.encode(), usage)


def _text_units(usage: Mapping[str, Any]) -> dict[str, float] | None:
    if "prompt_tokens" not in usage:
        return None
    cached = _number(_mapping(usage.get("prompt_tokens_details")).get("cached_tokens"))
    return {
        "text_in": max(0.0, _number(usage["prompt_tokens"]) - cached),
        "cached_in": cached,
        "text_out": _number(usage.get("completion_tokens")),
    }


def _picture_units(usage: Mapping[str, Any]) -> dict[str, float] | None:
    if "output_tokens" not in usage:
        return None
    details = _mapping(usage.get("input_tokens_details"))
    images = _number(details.get("image_tokens"))
    return {
        "text_in": max(0.0, _number(usage.get("input_tokens")) - images),
        "image_in": images,
        "image_out": _number(usage["output_tokens"]),
    }


def _mapping(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}


def _first(value: object) -> Mapping[str, Any]:
    return _mapping(value[0]) if isinstance(value, list) and value else {}


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and value >= 0 else 0.0


def _parsed(what: str, content: bytes) -> dict[str, Any]:
    try:
        body: object = json.loads(content)
    except ValueError as error:
        raise AnswerLost(
            f"OpenAI's answer to {what} is not JSON: {plain(content[:80].decode(errors='replace'))}"
        ) from error
    if not isinstance(body, dict):
        raise AnswerLost(f"OpenAI's answer to {what} is not of the shape it should be")
    return cast("dict[str, Any]", body)


def _message(error: APIStatusError) -> str:
    said = _mapping(error.body).get("message")
    return str(said) if said else f"status {error.status_code}"


def _cause(error: Exception) -> str:
    return type(error.__cause__ or error).__name__
