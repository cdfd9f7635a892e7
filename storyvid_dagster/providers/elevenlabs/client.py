"""Asks ElevenLabs for speech, and says in our own errors how that went."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import httpx
from elevenlabs import VoiceSettings
from elevenlabs.client import AsyncElevenLabs
from elevenlabs.core.api_error import ApiError
from pydantic import BaseModel, Field

from storyvid_dagster.billing.limiter import AdaptiveLimiter
from storyvid_dagster.billing.paid_calls import VendorAnswer
from storyvid_dagster.billing.retry import retry_after_s
from storyvid_dagster.core.request import VoiceType
from storyvid_dagster.errors import (
    AnswerLost,
    ContentRefused,
    ProviderError,
    ProviderRefused,
    ProviderUnavailable,
)
from storyvid_dagster.providers.elevenlabs.options import ElevenLabsOptions
from storyvid_dagster.providers.vendor_client import PerLoop, plain

FORMATS = ("pcm_44100", "pcm_24000", "pcm_16000")
"""Best first. From 44.1 kHz on a Pro plan is needed; the others every plan has."""

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
_NO_CREDIT = frozenset(["quota_exceeded", "payment_required", "insufficient_credits"])
_CONTENT = frozenset(["content_policy_violation", "moderation_blocked", "terms_of_service_violation"])
_STITCHING = ("multilingual_v2", "flash_v2", "turbo_v2")


class FormatNotAllowed(ProviderRefused):
    """The plan has not this format; another may do."""


class SpeechAnswer(BaseModel):
    """A spoken text as it is kept."""

    audio_base64: str
    format: str
    characters: tuple[str, ...] = Field(default=(), description="Of the text as sent; empty: no times came")
    starts_s: tuple[float, ...] = ()
    ends_s: tuple[float, ...] = ()


@dataclass(frozen=True)
class SpeechRequest:
    """What is asked for."""

    what: str
    text: str
    voice_type: VoiceType
    speed: float
    seed: int
    before: str = ""
    after: str = ""


class _Connection:
    """The SDK's client with connections that are closed at the end; it does not close its own."""

    def __init__(self, options: ElevenLabsOptions) -> None:
        # Redirects are not followed: the key would go with them, to whatever host they name.
        self._http = httpx.AsyncClient(timeout=options.timeout_s)
        self._client = AsyncElevenLabs(
            api_key=options.api_key,
            base_url=options.base_url,
            timeout=options.timeout_s,
            httpx_client=self._http,
        )

    async def __aenter__(self) -> AsyncElevenLabs:
        return self._client

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()


class ElevenLabsClient:
    """One account: one client for each event loop, one limiter for all of them.

    `PaidCalls.call` holds the limiter, so that a call is reserved only once it has its slot.
    """

    def __init__(self, options: ElevenLabsOptions, limiter: AdaptiveLimiter) -> None:
        self.options = options
        self.limiter = limiter
        self._clients = PerLoop(self._open)

    def _open(self) -> "_Connection":
        return _Connection(self.options)

    async def speak(self, reading: SpeechRequest, output_format: str) -> VendorAnswer:
        """Ask for one text. The answer's body is a `SpeechAnswer` as JSON.

        Raises:
            FormatNotAllowed: The plan has not this format.
            ProviderError: There is no speech.
        """
        client = await self._clients.get()
        try:
            answer = await client.text_to_speech.with_raw_response.convert_with_timestamps(
                self.options.voices[reading.voice_type],
                text=reading.text,
                model_id=self.options.model,
                output_format=cast("Any", output_format),
                voice_settings=VoiceSettings(**manner_of(reading)),
                seed=reading.seed % 2**32,
                **cast("dict[str, Any]", self.stitched(reading)),
                # Only `VendorRetry` asks again; see docs/providers.md.
                request_options={"max_retries": 0},
            )
        except ApiError as error:
            raise self._translated(reading, error) from None
        except httpx.HTTPError as error:
            raise _translated_fault(reading.what, error) from None
        except (ValueError, TypeError):  # the SDK reads the body before we can
            raise AnswerLost(f"ElevenLabs' answer to {reading.what} is not readable") from None
        return _answer(reading.what, answer.data, answer.headers, output_format, len(reading.text))

    def stitched(self, reading: SpeechRequest) -> dict[str, str]:
        """Give what is read before and after, for a model that takes it; v3 answers 400 to it."""
        if not any(name in self.options.model for name in _STITCHING):
            return {}
        around = {"previous_text": reading.before, "next_text": reading.after}
        return {name: text for name, text in around.items() if text}

    async def list_models(self) -> list[str]:
        """Give the models that speak.

        Raises:
            ProviderError: There is no answer.
        """
        client = await self._clients.get()
        try:
            models = await client.models.list(request_options={"timeout_in_seconds": 30, "max_retries": 0})
        except ApiError as error:
            raise self._translated(None, error) from None
        except httpx.HTTPError as error:
            raise _translated_fault("the list of models", error) from None
        return [str(model.model_id) for model in models if model.can_do_text_to_speech is not False]

    async def characters_left(self) -> int | None:
        """Give how many characters the plan has left; `None` when it does not say.

        Raises:
            ProviderError: There is no answer.
        """
        client = await self._clients.get()
        try:
            plan = await client.user.subscription.get(
                request_options={"timeout_in_seconds": 30, "max_retries": 0}
            )
        except ApiError as error:
            raise self._translated(None, error) from None
        except httpx.HTTPError as error:
            raise _translated_fault("the plan", error) from None
        limit, used = cast("Any", plan.character_limit), cast("Any", plan.character_count)
        return limit - used if isinstance(limit, int) and isinstance(used, int) else None

    def _translated(self, reading: SpeechRequest | None, error: ApiError) -> ProviderError:
        # The error itself goes no further: Dagster records every cause, and it has what the vendor echoed.
        what = reading.what if reading else "a question about the account"
        status, headers = error.status_code or 0, error.headers or {}
        code, said = _code_and_message(error.body, self.options.api_key)
        if code == "output_format_not_allowed":
            return FormatNotAllowed(f"ElevenLabs' plan has not this sound format: {said}")
        if code in _CONTENT:
            return ContentRefused(f"ElevenLabs does not want to read {what}: {said}")
        if code in _NO_CREDIT or status == 402:
            return ProviderRefused(f"the ElevenLabs account has no credit left ({what}): {said}")
        if "voice" in code and "not_found" in code and reading:
            name = f"STORYVID_ELEVENLABS_VOICE_{reading.voice_type.upper()}"
            return ProviderRefused(f"ElevenLabs does not have this voice: set {name} to another ({said})")
        if "model" in code or (status == 404 and "model" in said.lower()):
            return ProviderRefused(
                f"ElevenLabs does not have the model {self.options.model}: set STORYVID_ELEVENLABS_MODEL to"
                f" another, such as {ElevenLabsOptions.model} ({said})"
            )
        if status == 401:
            return ProviderRefused(f"ElevenLabs does not accept the key: check ELEVENLABS_API_KEY ({said})")
        if status == 429:
            return ProviderUnavailable(
                f"ElevenLabs has too much to do for {what}: {said}",
                retry_after_s=retry_after_s(headers),
                too_many_at_once=code != "system_busy",
            )
        if status in {408, 409, 425} or status >= 500:
            return ProviderUnavailable(
                f"ElevenLabs failed at {what} (status {status}): {said}", retry_after_s=retry_after_s(headers)
            )
        if status and status < 400:
            return AnswerLost(f"ElevenLabs' answer to {what} is not readable (status {status})")
        return ProviderRefused(f"ElevenLabs refuses {what} (status {status}): {said}")


def manner_of(reading: SpeechRequest) -> dict[str, Any]:
    """Give the voice settings for a way of reading; the vendor takes speeds from 0.7 to 1.2."""
    stability, style = {
        VoiceType.GENTLE: (0.6, 0.15),
        VoiceType.CHEERFUL: (0.4, 0.4),
        VoiceType.WISE: (0.65, 0.2),
        VoiceType.SILLY: (0.3, 0.6),
    }[reading.voice_type]
    speed = round(min(1.2, max(0.7, reading.speed)), 2)
    return {"stability": stability, "similarity_boost": 0.75, "style": style, "speed": speed}


def _answer(
    what: str, data: Any, headers: Mapping[str, str], output_format: str, n_characters: int
) -> VendorAnswer:
    encoded = getattr(data, "audio_base_64", None)
    if not isinstance(encoded, str):
        raise AnswerLost(f"ElevenLabs' answer to {what} has no sound in it")
    try:
        sound = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise AnswerLost(f"the sound ElevenLabs sent for {what} is not readable") from error
    if len(sound) < 1000:
        raise AnswerLost(f"the sound ElevenLabs sent for {what} is empty")
    alignment = getattr(data, "alignment", None)
    times = (
        tuple(getattr(alignment, name, None) or ())
        for name in ("characters", "character_start_times_seconds", "character_end_times_seconds")
    )
    characters, starts, ends = times
    if not len(characters) == len(starts) == len(ends):
        characters, starts, ends = (), (), ()
    spoken = SpeechAnswer(
        audio_base64=encoded, format=output_format, characters=characters, starts_s=starts, ends_s=ends
    )
    said = headers.get("character-cost", "")
    cost = float(said) if re.fullmatch(r"\d+(\.\d+)?", said) else float(n_characters)
    return VendorAnswer(spoken.model_dump_json().encode(), {"characters": cost})


def _translated_fault(what: str, error: httpx.HTTPError) -> ProviderError:
    if isinstance(error, _NEVER_SENT):
        return ProviderUnavailable(f"ElevenLabs cannot be reached for {what}: {type(error).__name__}")
    return AnswerLost(f"ElevenLabs' answer to {what} did not arrive: {type(error).__name__}")


def _code_and_message(body: object, key: str) -> tuple[str, str]:
    """Read an error's code and words, without the key, from any of the shapes the vendor has used."""
    if isinstance(body, str):
        try:
            body = json.loads(body)
        except ValueError:
            return "", plain(str(body), key)
    detail: object = cast("dict[str, Any]", body).get("detail") if isinstance(body, dict) else body
    if hasattr(detail, "model_dump"):
        detail = cast("BaseModel", detail).model_dump()
    if isinstance(detail, list):
        parts = [
            str(cast("dict[str, Any]", each).get("msg", each)) for each in detail if isinstance(each, dict)
        ]
        return "", plain("; ".join(parts), key)
    if isinstance(detail, dict):
        said = cast("dict[str, Any]", detail)
        code = said.get("code") or said.get("status") or ""
        return str(code), plain(str(said.get("message") or code), key)
    return "", plain(str(detail or body), key)
