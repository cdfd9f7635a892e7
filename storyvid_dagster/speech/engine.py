"""What the three speech engines have in common."""

import ctypes
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from threading import Lock
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.request import VoiceType
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.errors import SetupError
from storyvid_dagster.speech.sentences import Sentence

T = TypeVar("T")


@dataclass(frozen=True)
class Voice:
    """A voice of an engine, and how it is used."""

    name: str
    speed: float = 1.0
    """Speed of reading at pace 1."""
    lift: float = 1.0
    """Above 1 the voice is raised in pitch and made smaller, as a cartoon's is; the tempo stays."""


@dataclass(frozen=True)
class Utterance:
    """A spoken sentence."""

    samples: NDArray[np.float32]
    """(N,) mono, -1 to 1."""
    rate: int
    words: tuple[WordTime, ...]
    """Every word of the sentence, in order, as written."""


class Engine(Protocol):
    """Speaks one sentence at a time, from any thread."""

    @property
    def name(self) -> str:
        """What a person calls it."""
        ...

    @property
    def fingerprint(self) -> str:
        """Model and version: part of every cache key."""
        ...

    @property
    def voices(self) -> Mapping[VoiceType, Sequence[Voice]]:
        """The voices to choose from for each way of reading, none of them empty."""
        ...

    def awake(self) -> AbstractContextManager[None]:
        """Keep the model in memory from the first sentence spoken inside to the end."""
        ...

    def speak(self, sentence: Sentence, voice: str, speed: float) -> Utterance:
        """Speak a sentence.

        Raises:
            ProviderRefused: It can never be spoken.
        """
        ...


def require(module: str, how_to_install: str) -> None:
    """Check that a module can be imported, without importing it.

    Raises:
        SetupError: It cannot.
    """
    if find_spec(module) is None:
        raise SetupError(f"{module} is not installed: {how_to_install}")


def once(make: Callable[[], T]) -> Callable[[], T]:
    """Make something costly at the first call, once, also when two threads call at the same time.

    When making it fails the next call tries again.
    """
    lock = Lock()
    made: list[T] = []

    def get() -> T:
        with lock:
            if not made:
                made.append(make())
            return made[0]

    return get


class Model(Generic[T]):
    """Something large, loaded when it is first needed and let go when nobody holds it any more.

    A speech model takes half a gigabyte that the rest of the film is better made with.
    """

    def __init__(self, load: Callable[[], T]) -> None:
        self._load = load
        self._lock = Lock()
        self._loaded: list[T] = []
        self._holders = 0

    @contextmanager
    def held(self) -> Generator[None]:
        """Keep it in memory, once loaded, until the end."""
        with self._lock:
            self._holders += 1
        try:
            yield
        finally:
            with self._lock:
                self._holders -= 1
                if not self._holders and self._loaded:
                    self._loaded.clear()
                    _give_back()

    @contextmanager
    def borrowed(self) -> Generator[T]:
        """Give it, loaded if need be; two threads that ask at once get the same one."""
        with self.held():
            with self._lock:
                if not self._loaded:
                    self._loaded.append(self._load())
                model = self._loaded[0]
            yield model


def _give_back() -> None:
    """Have freed memory returned to the system: glibc would keep a hundred megabytes of a model's pieces."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library does so by itself
            ctypes.CDLL(None).malloc_trim(0)


def word_times(
    sentence: Sentence, spans: Sequence[tuple[int, int]], edges_s: NDArray[np.float64]
) -> tuple[WordTime, ...]:
    """Give each written word the time of its phonemes.

    Args:
        sentence: What was spoken.
        spans: One slice of the phonemes a word, ascending.
        edges_s: Where each phoneme starts, and where the last one ends.
    """
    return tuple(
        WordTime(text=word.written, start_s=float(edges_s[start]), end_s=float(edges_s[stop]))
        for word, (start, stop) in zip(sentence.words, spans, strict=True)
    )


def shared_times(sentence: Sentence, length_s: float) -> tuple[WordTime, ...]:
    """Share a sentence's time among its words by their letters, for want of anything measured."""
    weights = [len(word.spoken) + 1 for word in sentence.words]
    edges_s = np.concatenate([[0.0], np.cumsum(weights) / sum(weights) * length_s])
    return word_times(sentence, [(n, n + 1) for n in range(len(weights))], edges_s)
