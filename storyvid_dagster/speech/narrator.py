"""The narrator that needs no key and no network."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import Literal

from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.errors import ProviderRefused, SetupError
from storyvid_dagster.ports import Speech, SpeechOrder, Store
from storyvid_dagster.speech import waveform
from storyvid_dagster.speech.engine import Engine, Utterance, Voice
from storyvid_dagster.speech.espeak import Espeak
from storyvid_dagster.speech.kokoro import Kokoro
from storyvid_dagster.speech.piper import Piper
from storyvid_dagster.speech.sentence_cache import SpeechMemory
from storyvid_dagster.speech.sentences import Sentence, sentences

_log = logging.getLogger(__name__)

EngineName = Literal["kokoro", "piper", "espeak"]
ENGINES: Mapping[EngineName, Callable[[], Engine]] = {"kokoro": Kokoro, "piper": Piper, "espeak": Espeak}
"""The engines, best first: the order in which `auto` tries them."""

_VERSION = 1
"""Raise it when the same sentence comes out differently: it is part of every cache key."""

# Two sentences at a time in the whole process, however many narrators and event loops there are:
# one core each is where the engines are fastest, and memory grows with every call under way.
_TWO_AT_A_TIME = ThreadPoolExecutor(max_workers=2, thread_name_prefix="speaking")


@dataclass(frozen=True)
class Chosen:
    """The engine that reads, and what a person should know of the choice."""

    engine: Engine
    notes: tuple[str, ...] = ()


@dataclass
class EmbeddedNarrator:
    """Reads a text with the best speech engine that is here.

    `auto` tries Kokoro, then Piper, then espeak-ng, and says so in the log and in the notes of
    every speech when it is not the first. A named engine is the only one that is tried.

    Every sentence is kept in the media store and spoken only once. Safe to await in several event
    loops in several threads.
    """

    store: Store
    engine: EngineName | Literal["auto"] = "auto"
    engines: Mapping[EngineName, Callable[[], Engine]] = field(default_factory=lambda: ENGINES)
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)
    _chosen: Chosen | None = field(default=None, init=False, repr=False)

    async def narrate(self, order: SpeechOrder) -> Speech:
        """Speak one text.

        Raises:
            SetupError: The engine asked for is not here, or none is.
            ProviderRefused: There is nothing to say in the text.
        """
        loop = asyncio.get_running_loop()
        chosen = await loop.run_in_executor(_TWO_AT_A_TIME, self._choice)
        voices = chosen.engine.voices[order.voice_type]
        voice = voices[order.seed % len(voices)]
        speed = round(voice.speed * order.pace, 3)
        spoken = sentences(order.text, order.say_names)
        if not spoken:
            raise ProviderRefused(f"there is nothing to say in {order.text!r}: give the scene some words")
        with chosen.engine.awake():
            timed = await asyncio.gather(
                *(
                    loop.run_in_executor(_TWO_AT_A_TIME, self._said, chosen.engine, voice, speed, sentence)
                    for sentence in spoken
                )
            )
        said, seconds = zip(*timed, strict=True)
        whole = waveform.levelled(waveform.joined(said, [sentence.pause_s for sentence in spoken[:-1]]))
        return Speech(
            samples=whole.samples,
            sample_rate=whole.rate,
            words=whole.words,
            made_by=MadeBy(
                provider="embedded",
                model=f"{chosen.engine.name}, voice {voice.name}",
                seconds=sum(seconds),
                notes=chosen.notes,
            ),
        )

    def _said(
        self, engine: Engine, voice: Voice, speed: float, sentence: Sentence
    ) -> tuple[Utterance, float]:
        """Give a sentence, and the seconds of work on it, without waiting for those read beside it."""
        started_s = time.monotonic()

        def make() -> Utterance:
            plain = engine.speak(sentence, voice.name, speed / voice.lift)
            return waveform.trimmed(waveform.lifted(plain, voice.lift))

        words = [[word.written, word.spoken] for word in sentence.words]
        said = SpeechMemory(self.store).recall(
            [_VERSION, engine.fingerprint, voice.name, voice.lift, speed, words], make
        )
        return said, time.monotonic() - started_s

    def _choice(self) -> Chosen:
        with self._lock:
            if self._chosen is None:
                self._chosen = choose(self.engine, self.engines)
            return self._chosen


def choose(wanted: str, engines: Mapping[EngineName, Callable[[], Engine]]) -> Chosen:
    """Open the engine that is wanted, or with `auto` the first that opens.

    Raises:
        SetupError: It cannot be opened, or none can.
    """
    if wanted != "auto":
        return Chosen(next(make for name, make in engines.items() if name == wanted)())
    missing: list[str] = []
    for name, make in engines.items():
        try:
            engine = make()
        except SetupError as error:
            missing.append(f"{name.capitalize()} cannot read here ({error})")
            continue
        notes = tuple(f"{reason}: {engine.name} reads instead" for reason in missing)
        for note in notes:
            _log.warning("%s", note)
        return Chosen(engine, notes)
    raise SetupError("no voice is here to read the story. " + "; ".join(missing))
