"""Spoken sentences kept by what went into them: a sentence is spoken once, however often it is asked for."""

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from storyvid_dagster.core import names
from storyvid_dagster.core.files import Document
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.errors import MediaError
from storyvid_dagster.ports import Store
from storyvid_dagster.speech.engine import Utterance

_log = logging.getLogger(__name__)


class _Header(Document):
    rate: int
    words: tuple[WordTime, ...]


@dataclass(frozen=True)
class SpeechMemory:
    """Utterances in the media store, 16 bits a sample, under `cache/speech/`."""

    store: Store

    def recall(self, ingredients: object, make: Callable[[], Utterance]) -> Utterance:
        """Give the utterance made of `ingredients` (JSON values), making it if it is not there or damaged."""
        digest = hashlib.sha256(json.dumps(ingredients, sort_keys=True).encode()).hexdigest()
        key = names.cached("speech", digest, "pcm")
        if self.store.exists(key):
            try:
                return decoded(self.store.get(key))
            except MediaError:
                _log.debug("%s went while it was read", key)
            except ValueError as error:
                _log.warning("%s is damaged (%s): speaking its sentence again", key, error)
        data = encoded(make())
        self.store.put(key, data)
        return decoded(data)


def encoded(utterance: Utterance) -> bytes:
    """Spell an utterance as bytes: a checksum, a line of JSON, and 16-bit samples."""
    header = _Header(rate=utterance.rate, words=utterance.words).model_dump_json().encode()
    samples = np.round(np.clip(utterance.samples, -1, 1) * 32767).astype("<i2")
    body = header + b"\n" + samples.tobytes()
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def decoded(data: bytes) -> Utterance:
    """Undo `encoded`.

    Raises:
        ValueError: The bytes are not whole.
    """
    checksum, _, body = data.partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode() != checksum:
        raise ValueError("its checksum does not hold")
    line, _, pcm = body.partition(b"\n")
    header = _Header.model_validate_json(line)
    return Utterance(
        np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32767), header.rate, header.words
    )
