from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from storyvid_dagster.audio.music import Stretch, compose, energy_of
from storyvid_dagster.audio.tune import Note, bars_that_fill, mood_of, write_tune
from storyvid_dagster.core.acting import Act, Action
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.story import Scene, Setting, TimeOfDay

RATE = 24_000
LENGTH_S = 16.0
RMS_DB = -22.5
RMS_TOLERANCE_DB = 0.5
PEAK_DB = -1.0
CLICK_DB = -85

themes = st.sampled_from(Theme)
seeds = st.integers(0, 2**32 - 1)
pure = settings(max_examples=60, deadline=None)


def db(value: float) -> float:
    return float(20 * np.log10(max(value, 1e-9)))


def rms(samples: NDArray[np.float32]) -> float:
    return float(np.sqrt(np.mean(samples**2)))


@pytest.mark.parametrize("theme", Theme)
def test_music_fills_its_time_at_an_even_level_and_dies_away(theme: Theme) -> None:
    music = compose(theme, 5, LENGTH_S, RATE)
    assert music.shape == (LENGTH_S * RATE, 2)
    assert music.dtype == np.float32
    assert db(rms(music)) == pytest.approx(RMS_DB, abs=RMS_TOLERANCE_DB)
    assert db(float(np.abs(music).max())) < PEAK_DB
    seconds = music.reshape(-1, RATE, 2)
    assert all(db(rms(second)) > -40 for second in seconds[:-2]), "there is no hole in it"
    assert db(rms(seconds[-1])) < db(rms(seconds[-3])) - 6
    assert not music[-1].any()


@pytest.mark.parametrize("theme", [Theme.ADVENTURE, Theme.BEDTIME])
def test_music_has_no_click(theme: Theme) -> None:
    """A click sounds at all pitches at once: far above the highest note there must be next to nothing."""
    music = compose(theme, 1, 8.0)[:, 0]
    frames = music[: len(music) // 512 * 512].reshape(-1, 512) * np.hanning(512)
    above_16_khz = np.abs(np.fft.rfft(frames, axis=1))[:, 512 * 16 // 48 :].max()
    assert db(float(above_16_khz) / 128) < CLICK_DB
    assert np.abs(music[:8]).max() < 0.01


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.slow
def test_music_feels_with_its_scenes(theme: Theme) -> None:
    """Hushed in the first half and lively in the second: louder by some, and never a hole."""
    length_s = 2 * LENGTH_S
    stretches = (Stretch(0.0, 0.1), Stretch(LENGTH_S, 1.0))
    felt, even = (compose(theme, 5, length_s, RATE, told) for told in (stretches, ()))

    def rise_db(music: NDArray[np.float32]) -> float:
        half = round(LENGTH_S * RATE)
        return db(rms(music[half : half + 10 * RATE])) - db(rms(music[half - 10 * RATE : half]))

    assert 2 < rise_db(felt) - rise_db(even) < 12
    assert db(rms(felt)) == pytest.approx(RMS_DB, abs=RMS_TOLERANCE_DB)
    assert all(db(rms(second)) > -45 for second in felt.reshape(-1, RATE, 2)[:-2])


def test_a_dance_by_day_is_livelier_than_sleep_at_night() -> None:
    def scene(action: Action, time: TimeOfDay) -> Scene:
        acts = (Act(figure=0, action=action, word=0),)
        return Scene(
            number=1,
            text="So.",
            setting=Setting.MEADOW,
            time_of_day=time,
            figures=(),
            picture_prompt="",
            acts=acts,
        )

    dance, sleep = scene(Action.DANCE, TimeOfDay.DAY), scene(Action.SLEEP, TimeOfDay.NIGHT)
    assert 0.1 <= energy_of(sleep) < 0.3 < 0.6 < energy_of(dance) <= 1


def test_left_and_right_differ_but_belong_together() -> None:
    left, right = compose(Theme.NATURE, 2, LENGTH_S, RATE).T
    assert 0.5 < float(np.corrcoef(left, right)[0, 1]) < 0.999
    assert abs(db(rms(left)) - db(rms(right))) < 2


def test_the_seed_and_the_theme_make_the_music_and_nothing_else_does() -> None:
    first = compose(Theme.COUNTING, 1, LENGTH_S, RATE)
    assert np.array_equal(first, compose(Theme.COUNTING, 1, LENGTH_S, RATE))
    assert not np.array_equal(first, compose(Theme.COUNTING, 2, LENGTH_S, RATE))
    assert not np.array_equal(first, compose(Theme.BEDTIME, 1, LENGTH_S, RATE))


@pytest.mark.parametrize("duration_s", [0.01, 0.5, 2.0, 7.3])
def test_short_music_is_exactly_as_long_as_asked(duration_s: float) -> None:
    music = compose(Theme.BRAVERY, 3, duration_s, RATE)
    assert len(music) == round(duration_s * RATE)
    assert np.isfinite(music).all()
    assert db(float(np.abs(music).max())) < PEAK_DB


@pytest.mark.parametrize("duration_s", [0.0, -1.0])
def test_music_of_no_length_is_refused(duration_s: float) -> None:
    with pytest.raises(ValueError, match="longer than 0 s"):
        compose(Theme.BEDTIME, 1, duration_s)


@pytest.mark.parametrize("theme", Theme)
def test_the_sound_is_in_key(theme: Theme) -> None:
    """Nine tenths of what sounds below 2 kHz lies within a quarter tone of the scale."""
    tune = write_tune(theme, 4, bars_that_fill(mood_of(theme), 4, LENGTH_S - 3.5))
    power = np.abs(np.fft.rfft(compose(theme, 4, LENGTH_S, RATE)[:, 0])) ** 2
    hertz = np.fft.rfftfreq(round(LENGTH_S * RATE), 1 / RATE)
    heard = (hertz > 100) & (hertz < 1100)
    steps = (12 * np.log2(hertz[heard] / 440) + 69 - tune.tonic) % 12
    away = np.min([np.abs((steps - step + 6) % 12 - 6) for step in tune.scale], axis=0)
    assert power[heard][away < 0.25].sum() > 0.9 * power[heard].sum()


@pure
@given(themes, seeds, st.integers(1, 60))
@pytest.mark.slow
def test_every_note_is_in_the_scale_and_in_time(theme: Theme, seed: int, n_bars: int) -> None:
    tune = write_tune(theme, seed, n_bars)
    assert all((note.pitch - tune.tonic) % 12 in tune.scale for note in tune.notes)
    assert all(0 <= note.start_beats < (n_bars + 1) * tune.beats_per_bar for note in tune.notes)
    assert all(0 < note.strength <= 1 for note in tune.notes)


def melody(theme: Theme, seed: int, n_bars: int) -> list[Note]:
    return [note for note in write_tune(theme, seed, n_bars).notes if note.part == "melody"]


@pure
@given(themes, seeds)
@pytest.mark.slow
def test_a_tune_goes_a_a_b_a_and_comes_home(theme: Theme, seed: int) -> None:
    tune = write_tune(theme, seed, 17)
    per_phrase = 4 * tune.beats_per_bar

    def phrase(number: int) -> list[tuple[float, int]]:
        start = tune.beats_per_bar + number * per_phrase
        within = [n for n in tune.notes if n.part == "melody" and start <= n.start_beats < start + per_phrase]
        return [(note.start_beats - start, note.pitch) for note in within]

    first, answer, away, back = (phrase(number) for number in range(4))
    assert answer == back
    assert first != answer != away
    opening = [note for note in first if note[0] < tune.beats_per_bar]
    assert opening == answer[: len(opening)], "the answer begins as the question did"
    assert (first[-1][1] - tune.tonic) % 12 != 0, "the question stays open"
    assert (answer[-1][1] - tune.tonic) % 12 == 0, "the answer comes home"
    assert max(tune.notes, key=lambda note: note.start_beats).pitch == tune.tonic


@pure
@given(themes, seeds)
def test_a_melody_can_be_sung(theme: Theme, seed: int) -> None:
    notes = melody(theme, seed, 17)[:-1]
    pitches = [note.pitch for note in notes]
    assert max(pitches) - min(pitches) <= 22
    assert len(set(pitches)) >= 3
    assert all(abs(after - before) <= 16 for before, after in pairwise(pitches))
    filled = [note.length_beats for note in notes]
    assert sum(filled) == pytest.approx(16 * mood_of(theme).beats_per_bar), "it neither overlaps nor pauses"


def test_bedtime_is_slower_than_adventure_and_counting_climbs() -> None:
    assert mood_of(Theme.BEDTIME).bpm[1] < mood_of(Theme.ADVENTURE).bpm[0]
    for seed in range(8):
        first = melody(Theme.COUNTING, seed, 17)[:8]
        assert first[-1].pitch > first[0].pitch


@pure
@given(themes, seeds, st.floats(30, 200))
def test_bars_bend_the_tempo_by_little(theme: Theme, seed: int, seconds: float) -> None:
    mood = mood_of(theme)
    n_bars = bars_that_fill(mood, seed, seconds)
    bpm = n_bars * mood.beats_per_bar * 60 / seconds
    assert 0.95 * mood.bpm[0] <= bpm <= 1.05 * mood.bpm[1]
