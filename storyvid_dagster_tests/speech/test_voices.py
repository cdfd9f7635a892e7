"""The three engines, really speaking."""

import asyncio

import numpy as np
import pytest

from storyvid_dagster.core.request import VoiceType
from storyvid_dagster.errors import ProviderRefused
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.ports import SpeechOrder
from storyvid_dagster.speech.engine import shared_times
from storyvid_dagster.speech.kokoro import Kokoro
from storyvid_dagster.speech.narrator import ENGINES, EmbeddedNarrator, EngineName
from storyvid_dagster.speech.sentences import Sentence, Word, sentences

PEAK_DB = -1.0
FIRST_WORD_TOLERANCE_S = 0.12
LAST_WORD_TOLERANCE_S = 0.25


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> MediaStore:
    return MediaStore(tmp_path_factory.mktemp("voices"))


@pytest.mark.slow
@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_reads_aloud_and_times_the_words(kept: MediaStore, name: EngineName) -> None:
    text = "Mr. Owl — 3 stars!"
    speech = asyncio.run(EmbeddedNarrator(kept, name).narrate(SpeechOrder(text, VoiceType.CHEERFUL, seed=0)))
    length_s = len(speech.samples) / speech.sample_rate
    assert 0.9 < length_s < 4
    assert [word.text for word in speech.words] == text.split()
    times = [t for word in speech.words for t in (word.start_s, word.end_s)]
    assert times == sorted(times)
    assert times[-1] <= length_s + 1 / speech.sample_rate
    loudest = float(np.abs(speech.samples).max())
    assert 0.1 < loudest < 10 ** (PEAK_DB / 20)
    for word in speech.words:
        start, stop = (round(t * speech.sample_rate) for t in (word.start_s, word.end_s))
        if word.text != "—":
            assert np.sqrt(np.mean(speech.samples[start:stop] ** 2)) > 0.02, f"{word.text} is not heard"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["美咲", "محمد", "Nguyễn", "प्रिया", "יהונתן", "Grzegorz", "민준"])
def test_a_name_of_any_script_takes_no_longer_to_say_than_a_name_does(kept: MediaStore, name: str) -> None:
    order = SpeechOrder(f"The kite was for {name} alone.", VoiceType.CHEERFUL, seed=0)
    speech = asyncio.run(EmbeddedNarrator(kept, "espeak").narrate(order))
    (said,) = (word for word in speech.words if word.text == name)
    assert 0.2 < said.end_s - said.start_s < 1


@pytest.mark.slow
def test_kokoro_is_repeatable_and_its_voices_and_speeds_differ() -> None:
    (sentence,) = sentences("Sleep tight.")
    kokoro = Kokoro()
    with kokoro.awake():
        plain, same = (kokoro.speak(sentence, "af_heart", 1.2) for _ in range(2))
        other, fast = kokoro.speak(sentence, "bm_george", 1.2), kokoro.speak(sentence, "af_heart", 1.8)
    assert np.array_equal(plain.samples, same.samples)
    assert plain.words == same.words
    assert not np.array_equal(plain.samples[:6000], other.samples[:6000])
    assert len(fast.samples) < 0.8 * len(plain.samples)
    loud_s = np.flatnonzero(np.abs(plain.samples) > 0.02) / plain.rate
    assert plain.words[0].start_s == pytest.approx(loud_s[0], abs=FIRST_WORD_TOLERANCE_S)
    assert plain.words[-1].end_s == pytest.approx(loud_s[-1], abs=LAST_WORD_TOLERANCE_S)


@pytest.mark.slow
def test_kokoro_refuses_what_it_cannot_say() -> None:
    kokoro = Kokoro()
    with pytest.raises(ProviderRefused, match="one breath"):
        kokoro.speak(Sentence((Word("X", 80 * "elephant "),), 0), "af_heart", 1.0)
    with pytest.raises(ProviderRefused, match="no sound"):
        kokoro.speak(Sentence((Word("…", ""),), 0), "af_heart", 1.0)


@pytest.mark.parametrize("name", ENGINES)
def test_every_way_of_reading_has_a_voice(name: EngineName) -> None:
    voices = ENGINES[name]().voices
    assert set(voices) == set(VoiceType)
    assert all(len(voices[kind]) >= (1 if name == "piper" else 2) for kind in VoiceType)


def test_words_share_a_sentence_by_their_letters() -> None:
    (sentence,) = sentences("I see elephants")
    first, second, third = shared_times(sentence, 3.0)
    assert (first.start_s, third.end_s) == (0.0, pytest.approx(3.0))
    assert first.end_s - first.start_s < second.end_s - second.start_s < third.end_s - third.start_s
