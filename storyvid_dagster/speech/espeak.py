"""espeak-ng (GPL-3.0) through ctypes: the last voice of the chain. Robotic, but it is always there."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import ctypes
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import accumulate
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.request import VoiceType
from storyvid_dagster.errors import ProviderRefused, ProviderUnavailable, SetupError
from storyvid_dagster.speech.engine import Utterance, Voice, once, word_times
from storyvid_dagster.speech.sentences import Sentence

_HOW_TO_INSTALL = "run `pip install espeakng-loader==0.2.4`"
_WORDS_PER_MINUTE = 165
_VOICES: dict[VoiceType, tuple[Voice, ...]] = {
    VoiceType.GENTLE: (Voice("en-us+f3", 0.85), Voice("en-gb+f2", 0.85)),
    VoiceType.CHEERFUL: (Voice("en-us+f4", 1.0), Voice("en-us+m4", 1.0)),
    VoiceType.WISE: (Voice("en-gb+m3", 0.85), Voice("en-us+m7", 0.85)),
    VoiceType.SILLY: (Voice("en-us+f3", 1.05, lift=1.25), Voice("en-us+m3", 1.05, lift=1.4)),
}

# From espeak-ng's speak_lib.h.
_SYNCHRONOUS = 2
_DO_NOT_EXIT = 0x8000
_RATE_PARAMETER = 1
_BY_CHARACTER = 1
_TEXT_IS_UTF8 = 1
_LIST_END, _WORD = 0, 1


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_Heard = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class Espeak:
    """The espeak-ng engine.

    Raises:
        SetupError: The library is missing or cannot be loaded.
    """

    def __init__(self) -> None:
        _library()

    @property
    def name(self) -> str:
        """What a person calls it."""
        return "espeak-ng"

    @property
    def fingerprint(self) -> str:
        """Model and version: part of every cache key."""
        return "espeak-ng-1.52"

    @property
    def voices(self) -> Mapping[VoiceType, Sequence[Voice]]:
        """The voices to choose from for each way of reading."""
        return _VOICES

    def awake(self) -> AbstractContextManager[None]:
        """Do nothing: there is no model."""
        return nullcontext()

    def speak(self, sentence: Sentence, voice: str, speed: float) -> Utterance:
        """Speak a sentence.

        Raises:
            ProviderUnavailable: espeak-ng reports an error.
            ProviderRefused: It has no sound.
        """
        samples, rate, starts = _library().say(sentence.spoken, voice, round(_WORDS_PER_MINUTE * speed))
        if not len(samples):
            raise ProviderRefused(f"there is no sound in {sentence.spoken!r}")
        n_words = len(sentence.words)
        first_char = [*accumulate((len(w.spoken) + bool(w.spoken) for w in sentence.words), initial=0)]
        known = {bisect_right(first_char, char) - 1: sample for char, sample in reversed(starts)}
        known = {word: sample for word, sample in known.items() if word < n_words} | {n_words: len(samples)}
        places = sorted(known)
        edges = np.interp(range(n_words + 1), places, np.maximum.accumulate([known[p] for p in places]))
        return Utterance(
            samples, rate, word_times(sentence, [(n, n + 1) for n in range(n_words)], edges / rate)
        )


class _Library:
    """The loaded library. It has one state for the whole process, so one sentence is spoken at a time."""

    def __init__(self, library_path: str, data_path: str) -> None:
        self._lock = Lock()
        self._espeak = ctypes.CDLL(library_path)
        self._espeak.espeak_Synth.argtypes = [
            ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int,
            ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p,
        ]  # fmt: skip
        self.rate: int = self._espeak.espeak_Initialize(_SYNCHRONOUS, 0, data_path.encode(), _DO_NOT_EXIT)
        if self.rate <= 0:
            raise SetupError(f"espeak-ng does not start with the data in {data_path}: {_HOW_TO_INSTALL}")

    def say(
        self, text: str, voice: str, words_per_minute: int
    ) -> tuple[NDArray[np.float32], int, list[tuple[int, int]]]:
        """Give the samples, their rate, and (character, sample) where each word starts."""
        blocks: list[bytes] = []
        starts: list[tuple[int, int]] = []

        def heard(wave: Any, n_samples: int, events: Any) -> int:
            if wave:
                blocks.append(ctypes.string_at(wave, 2 * n_samples))
            place = 0
            while events[place].type != _LIST_END:
                if events[place].type == _WORD:
                    starts.append((events[place].text_position - 1, events[place].sample))
                place += 1
            return 0

        utf8 = text.encode()
        callback = _Heard(heard)
        with self._lock:
            self._espeak.espeak_SetSynthCallback(callback)
            self._espeak.espeak_SetVoiceByName(voice.encode())
            self._espeak.espeak_SetParameter(_RATE_PARAMETER, words_per_minute, 0)
            error = self._espeak.espeak_Synth(
                utf8, len(utf8) + 1, 0, _BY_CHARACTER, 0, _TEXT_IS_UTF8, None, None
            )
        if error:
            raise ProviderUnavailable(f"espeak-ng reports error {error} for {text!r}")
        samples = np.frombuffer(b"".join(blocks), np.int16).astype(np.float32) / np.float32(32768)
        return samples, self.rate, starts


@once
def _library() -> _Library:
    try:
        import espeakng_loader

        return _Library(espeakng_loader.get_library_path(), espeakng_loader.get_data_path())
    except (ImportError, OSError) as error:
        raise SetupError(f"espeak-ng is missing or cannot be loaded ({error}): {_HOW_TO_INSTALL}") from error
    except RuntimeError as error:
        raise SetupError(f"espeak-ng's data is missing ({error}): {_HOW_TO_INSTALL}") from error
