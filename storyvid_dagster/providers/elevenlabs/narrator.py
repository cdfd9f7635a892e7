"""Reads a scene aloud with ElevenLabs."""

import base64
import hashlib
import io
import json
import time
import wave
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.billing.limiter import AdaptiveLimiter
from storyvid_dagster.billing.paid_calls import Order, PaidCalls, VendorAnswer
from storyvid_dagster.core import names
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.pronunciation.words import text_aloud
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.errors import AnswerLost, Interrupted, ProviderRefused, RenderError
from storyvid_dagster.ports import Decode, Speech, SpeechOrder
from storyvid_dagster.providers.elevenlabs.client import (
    FORMATS,
    ElevenLabsClient,
    FormatNotAllowed,
    SpeechAnswer,
    SpeechRequest,
)

_SILENT = 1e-3
_ESTIMATED = "ElevenLabs sent no times for scene {}: its word times are estimated from the letters"


class ElevenLabsNarrator:
    """One call a scene, so that the voice keeps its flow."""

    def __init__(self, client: ElevenLabsClient, paid_calls: PaidCalls, decode: Decode) -> None:
        self._client, self._paid_calls, self._decode = client, paid_calls, decode
        self._one_at_first, self._tried = AdaptiveLimiter(1), False

    async def narrate(self, order: SpeechOrder) -> Speech:
        """Speak one text."""
        started_s = time.monotonic()
        if order.voice_type not in self._client.options.voices:
            raise ProviderRefused(f"no ElevenLabs voice is set for {order.voice_type}")
        text, said = text_aloud(order.text, order.say_names)
        spoken, usd = await self._speak(
            replace(
                order,
                text=text,
                before=text_aloud(order.before, order.say_names)[0],
                after=text_aloud(order.after, order.say_names)[0],
            )
        )
        samples, rate = self._samples(spoken, order.scene)
        words, estimated = word_times(order.text, said, spoken, len(samples) / rate)
        return Speech(
            samples=samples,
            sample_rate=rate,
            words=words,
            made_by=MadeBy(
                provider="elevenlabs",
                model=f"{self._client.options.model}, voice {self._client.options.voices[order.voice_type]}",
                seconds=round(time.monotonic() - started_s, 3),
                cost_usd=usd,
                notes=(_ESTIMATED.format(order.scene),) if estimated else (),
            ),
        )

    async def _speak(self, order: SpeechOrder) -> tuple[SpeechAnswer, float]:
        """Buy in the best format the plan allows; which one that is, one scene finds out for all."""
        if self._known_format() is None and not self._tried:
            async with self._one_at_first:
                if self._known_format() is None and not self._tried:
                    try:
                        return await self._down_the_ladder(order, FORMATS)
                    finally:
                        self._tried = True
        known = self._known_format()
        return await self._down_the_ladder(order, FORMATS[FORMATS.index(known) :] if known else FORMATS)

    async def _down_the_ladder(
        self, order: SpeechOrder, formats: Sequence[str]
    ) -> tuple[SpeechAnswer, float]:
        for output_format in formats:
            try:
                bought = await self._call(order, output_format)
            except FormatNotAllowed:
                if output_format == formats[-1]:
                    raise
                continue
            if self._known_format() != output_format:
                self._paid_calls.store.put(self._format_key(), output_format.encode())
            return bought
        raise AssertionError("unreachable")

    async def _call(self, order: SpeechOrder, output_format: str) -> tuple[SpeechAnswer, float]:
        options = self._client.options
        reading = SpeechRequest(
            what=f"the narration of scene {order.scene}",
            text=order.text,
            voice_type=order.voice_type,
            speed=order.pace,
            seed=order.seed,
            before=order.before,
            after=order.after,
        )

        async def ask() -> VendorAnswer:
            answer = await self._client.speak(reading, output_format)
            with suppress(Interrupted):  # it is paid for: kept, and read when it is used
                self._samples(SpeechAnswer.model_validate_json(answer.body), order.scene)
            return answer

        bought = await self._paid_calls.call(
            Order(
                what=reading.what,
                vendor="elevenlabs",
                model=options.model,
                ingredients={
                    "server": options.base_url,
                    "voice": options.voices[order.voice_type],
                    "manner": [order.voice_type, order.pace],
                    "text": order.text,
                    "around": self._client.stitched(reading),
                    "seed": order.seed,
                    "format": output_format,
                },
                units={"characters": len(order.text)},
            ),
            ask,
            self._client.limiter,
        )
        return SpeechAnswer.model_validate_json(bought.body), bought.usd

    def _samples(self, spoken: SpeechAnswer, scene: int) -> tuple[NDArray[np.float32], int]:
        """Read the sound, whatever was sent in place of what was asked for.

        Raises:
            AnswerLost: It is no sound, or silent: paid for, and useless.
            Interrupted: The decoder was ended from outside.
        """
        data = base64.b64decode(spoken.audio_base64)
        try:
            samples, rate = read_sound(data, spoken.format, self._decode)
        except (ValueError, IndexError, EOFError, wave.Error, RenderError) as error:
            raise AnswerLost(f"the sound ElevenLabs sent for scene {scene} is not readable") from error
        if not len(samples) or float(np.abs(samples).max()) < _SILENT:
            raise AnswerLost(f"the sound ElevenLabs sent for scene {scene} is silent")
        return samples, rate

    def _known_format(self) -> str | None:
        key = self._format_key()
        known = self._paid_calls.store.get(key).decode() if self._paid_calls.store.exists(key) else ""
        return known if known in FORMATS else None

    def _format_key(self) -> str:
        account = json.dumps([self._client.options.api_key, self._client.options.base_url])
        return names.remembered("elevenlabs_format", hashlib.sha256(account.encode()).hexdigest()[:16])


def read_sound(data: bytes, output_format: str, decode: Decode) -> tuple[NDArray[np.float32], int]:
    """Read raw PCM, or whatever else the bytes say they are: (N,) mono samples and how many a second."""
    if data[:4] == b"RIFF":
        with wave.open(io.BytesIO(data)) as sound:
            if sound.getsampwidth() != 2:
                return decode(data)
            pcm = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
            mono = pcm.reshape(-1, sound.getnchannels()).mean(axis=1)
            return (mono / 32768).astype(np.float32), sound.getframerate()
    if data[:3] == b"ID3" or (data[0] == 0xFF and data[1] & 0xE6 == 0xE2) or data[:4] == b"OggS":
        return decode(data)
    pcm = np.frombuffer(data[: len(data) // 2 * 2], "<i2")
    return (pcm / 32768).astype(np.float32), int(output_format.rpartition("_")[2])


def word_times(
    text: str, said: Sequence[str], spoken: SpeechAnswer, length_s: float
) -> tuple[tuple[WordTime, ...], bool]:
    """Give every word of a text its time, and whether that is only an estimate.

    Characters are grouped where what was sent has spaces. When they are not those that were sent (none
    came, or the vendor spelled something out), words share the time by their letters.

    Args:
        text: As written.
        said: What was sent for each of its words: one word, several or none.
        spoken: What came.
        length_s: Length of the sound.
    """
    words = text.split()
    groups: list[tuple[str, float, float]] = []
    fresh = True
    for character, start_s, end_s in zip(spoken.characters, spoken.starts_s, spoken.ends_s, strict=True):
        if character.isspace():
            fresh = True
        elif fresh:
            groups.append((character, start_s, end_s))
            fresh = False
        else:
            groups[-1] = (groups[-1][0] + character, groups[-1][1], end_s)
    sent = [word.split() for word in said]
    if [word for word, _, _ in groups] == list(chain(*sent)) and _ascend(groups, length_s):
        return tuple(_timed(words, sent, groups, length_s)), False
    weights = np.cumsum([0, *(len(word) + 1 for word in said)])
    edges_s = weights / weights[-1] * length_s
    return tuple(
        WordTime(text=word, start_s=float(start_s), end_s=float(end_s))
        for word, start_s, end_s in zip(words, edges_s, edges_s[1:], strict=False)
    ), True


def _timed(
    words: Sequence[str],
    sent: Sequence[Sequence[str]],
    groups: Sequence[tuple[str, float, float]],
    length_s: float,
) -> Iterator[WordTime]:
    """Give each word the time of all that was sent for it; one that is not said ends where it begins."""
    rest, end_s = iter(groups), 0.0
    for word, parts in zip(words, sent, strict=True):
        own = list(islice(rest, len(parts)))
        start_s = own[0][1] if own else end_s
        end_s = min(length_s, max(start_s, own[-1][2])) if own else end_s
        yield WordTime(text=word, start_s=start_s, end_s=end_s)


def _ascend(groups: Sequence[tuple[str, float, float]], length_s: float) -> bool:
    """Tell whether times can be true: in order, and within the sound."""
    starts = [start_s for _, start_s, _ in groups]
    return starts == sorted(starts) and bool(starts) and starts[0] >= 0 and starts[-1] <= length_s
