"""Narration where it belongs, music that steps back, and one loudness: measured, not believed."""

import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from storyvid_dagster.audio.codec import RATE_HZ, decode, encode_aac, encode_mp3
from storyvid_dagster.audio.loudness import TARGET_LUFS, amplify, level_to_target, measure_lufs
from storyvid_dagster.audio.mix import Hush, Placed, ducking, hushing, lay, lengthen, mix
from storyvid_dagster.errors import RenderError
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.render.inspect import inspect_sound

LOUDNESS_TOLERANCE_LU = 0.3
DUCKED_DB = 8
LEVEL_TOLERANCE = 0.03

Samples = NDArray[np.float32]


def tone(pitch_hz: float, length_s: float, level: float = 0.3, rate_hz: int = RATE_HZ) -> Samples:
    at = np.arange(round(length_s * rate_hz)) / rate_hz
    return (level * np.sin(2 * np.pi * pitch_hz * at)).astype(np.float32)


def stereo(samples: Samples) -> Samples:
    return np.repeat(samples[:, np.newaxis], 2, axis=1)


def level_at(samples: NDArray[Any], pitch_hz: float) -> float:
    """Amplitude of one pitch."""
    at = np.arange(len(samples)) / RATE_HZ
    return float(2 * np.abs((samples * np.exp(-2j * np.pi * pitch_hz * at)).mean()))


@pytest.mark.parametrize("rate_hz", [22_050, 24_000, 48_000])
def test_mp3_keeps_length_pitch_and_level(rate_hz: int, ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    samples = tone(440, 1.234, rate_hz=rate_hz)
    encode_mp3(samples, rate_hz, tmp_path / "x.mp3", ffmpeg)
    read, read_rate_hz = decode(tmp_path / "x.mp3", ffmpeg)
    assert read_rate_hz == rate_hz
    assert read.shape == samples.shape
    assert np.abs(read - samples)[2000:-2000].max() < LEVEL_TOLERANCE


def test_sound_can_be_read_at_another_rate_and_width(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    encode_mp3(tone(440, 0.5, rate_hz=24_000), 24_000, tmp_path / "x.mp3", ffmpeg)
    samples, rate_hz = decode(tmp_path / "x.mp3", ffmpeg, rate_hz=RATE_HZ, channels=2)
    assert rate_hz == RATE_HZ
    assert samples.shape == (RATE_HZ // 2, 2)


def test_what_is_no_sound_is_told(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    (tmp_path / "page.mp3").write_text("not sound")
    with pytest.raises(RenderError, match=r"page\.mp3"):
        decode(tmp_path / "page.mp3", ffmpeg)


def test_facts_of_a_sound(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    samples = np.concatenate([tone(440, 1.0, 0.5), np.zeros(RATE_HZ, np.float32), tone(440, 1.0, 0.5)])
    encode_mp3(samples, RATE_HZ, tmp_path / "x.mp3", ffmpeg)
    facts = inspect_sound(tmp_path / "x.mp3", ffmpeg)
    assert facts.duration_s == pytest.approx(3.0, abs=1e-3)
    assert facts.peak_dbfs == pytest.approx(-6, abs=0.5)
    assert facts.clipped_share == 0
    [(start, end)] = facts.silent_spans
    assert (start, end) == pytest.approx((1.0, 2.0), abs=0.06)


def test_clipping_is_seen(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    clipped = np.clip(tone(440, 1.0, 3.0), -1, 1) * 32767
    with wave.open(str(tmp_path / "x.wav"), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(clipped.astype("<i2").tobytes())
    assert inspect_sound(tmp_path / "x.wav", ffmpeg).clipped_share > 0.5


def test_the_mix_is_as_loud_as_it_should_be(ffmpeg: Ffmpeg) -> None:
    clips = [Placed(RATE_HZ, tone(800, 2.0, 0.05)), Placed(4 * RATE_HZ, tone(800, 2.0, 0.05))]
    mixed = level_to_target(mix(clips, stereo(tone(300, 3.0, 0.9)), 7 * RATE_HZ, ffmpeg), ffmpeg)
    assert mixed.shape == (7 * RATE_HZ, 2)
    assert measure_lufs(mixed, RATE_HZ, ffmpeg) == pytest.approx(TARGET_LUFS, abs=LOUDNESS_TOLERANCE_LU)


def test_music_is_quieter_while_someone_speaks(ffmpeg: Ffmpeg) -> None:
    clip = Placed(3 * RATE_HZ, tone(800, 2.0))
    mixed = mix([clip], stereo(tone(300, 9.0)), 9 * RATE_HZ, ffmpeg)[:, 0]
    alone, under = (level_at(mixed[start * RATE_HZ : (start + 1) * RATE_HZ], 300) for start in (1, 4))
    assert 20 * np.log10(alone / under) >= DUCKED_DB
    assert under > 0


def test_soft_sounds_keep_their_distance_and_step_back_a_little(ffmpeg: Ffmpeg) -> None:
    """Whatever the voice's own level: a sound made for speech of the target's loudness moves along."""
    voice = tone(800, 2.0, 0.05)
    soft = [Placed(second * RATE_HZ, tone(300, 1.0, 0.03)) for second in (1, 4, 8)]
    mixed = mix([Placed(3 * RATE_HZ, voice)], None, round(8.5 * RATE_HZ), ffmpeg, soft=soft)[:, 0]
    alone, under, cut = (level_at(mixed[s * RATE_HZ : s * RATE_HZ + RATE_HZ // 2], 300) for s in (1, 4, 8))
    shift_db = measure_lufs(stereo(voice), RATE_HZ, ffmpeg) - TARGET_LUFS
    assert 20 * np.log10(alone / 0.03) == pytest.approx(shift_db, abs=1)
    assert 20 * np.log10(alone / under) == pytest.approx(4, abs=0.2)
    assert cut == pytest.approx(alone, rel=0.01)


@pytest.mark.parametrize(("db", "loudest"), [(40.0, 0.02), (12.0, 0.3)])
def test_music_and_soft_sounds_fall_silent_as_the_story_turns(
    db: float, loudest: float, ffmpeg: Ffmpeg
) -> None:
    voice, turn_s = Placed(0, tone(700, 2.0)), 7.0
    rain = Placed(0, tone(1500, 12.0, 0.02))
    mixed = mix(
        [voice], stereo(tone(300, 12.0)), 12 * RATE_HZ, ffmpeg,
        soft=[rain], hush=Hush(round(turn_s * RATE_HZ), db),
    )  # fmt: skip

    def level(pitch_hz: float, from_s: float, to_s: float) -> float:
        return level_at(mixed[round(from_s * RATE_HZ) : round(to_s * RATE_HZ), 0], pitch_hz)

    for pitch_hz in (300, 1500):
        before, silent, after = (level(pitch_hz, at, at + 0.8) for at in (4.0, turn_s - 0.8, 8.6))
        assert silent < loudest * before
        assert after == pytest.approx(before, rel=0.05)


def test_a_silence_comes_and_goes_without_a_click() -> None:
    for at_s in (0.0, 0.7, 5.0, 9.9):
        gain = hushing(Hush(round(at_s * RATE_HZ), 40.0), 10 * RATE_HZ)
        assert len(gain) == 10 * RATE_HZ
        assert gain[min(len(gain) - 1, round(at_s * RATE_HZ))] == pytest.approx(0.01, rel=0.01)
        assert np.abs(np.diff(gain)).max() < 5e-4


def test_music_can_be_lower_still(ffmpeg: Ffmpeg) -> None:
    clip, music = Placed(3 * RATE_HZ, tone(800, 2.0)), stereo(tone(300, 9.0))
    usual, lower = (
        level_at(
            mix([clip], music, 9 * RATE_HZ, ffmpeg, music_below_speech_lu=below)[RATE_HZ : 2 * RATE_HZ, 0],
            300,
        )
        for below in (8.0, 12.0)
    )
    assert 20 * np.log10(usual / lower) == pytest.approx(4, abs=0.1)


def test_peaks_are_pressed_down_without_losing_loudness(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    """Clicks above a quiet voice: one gain alone would put them far above full scale."""
    voice = tone(800, 4.0, 0.05)
    voice[:: RATE_HZ // 2] += 0.9
    mixed = level_to_target(mix([Placed(0, voice)], None, 4 * RATE_HZ, ffmpeg), ffmpeg)
    assert measure_lufs(mixed, RATE_HZ, ffmpeg) == pytest.approx(TARGET_LUFS, abs=0.5)
    encode_aac(mixed, tmp_path / "x.m4a", ffmpeg)
    assert inspect_sound(tmp_path / "x.m4a", ffmpeg).peak_dbfs <= -1


def test_silence_stays_silence(ffmpeg: Ffmpeg) -> None:
    silence = np.zeros(RATE_HZ, np.float32)
    assert not level_to_target(mix([Placed(0, silence)], None, 2 * RATE_HZ, ffmpeg), ffmpeg).any()


@given(st.lists(st.tuples(st.integers(0, 200_000), st.integers(1, 100_000)), max_size=4))
@settings(max_examples=25, deadline=None)
@pytest.mark.slow
def test_music_is_down_for_every_spoken_sample(spans: list[tuple[int, int]]) -> None:
    gain = ducking([(start, start + length) for start, length in spans], 250_000)
    for start, length in spans:
        assert gain[start : start + length].max(initial=0) <= 10 ** (-DUCKED_DB / 20)
    assert gain.max() <= 1
    assert np.abs(np.diff(gain)).max() < 2e-4  # never a click


@given(st.integers(1, 3 * RATE_HZ), st.integers(1, 8 * RATE_HZ))
@settings(max_examples=25, deadline=None)
def test_music_is_repeated_to_any_length(n_music: int, n_wanted: int) -> None:
    music = np.full((n_music, 2), 0.5, np.float32)
    long = lengthen(music, n_wanted)
    assert long.shape == (n_wanted, 2)
    assert long.min() >= 0.5 - 1e-6  # no hole at a seam
    assert long.max() <= 0.5 * np.sqrt(2) + 1e-6


@given(st.integers(0, 2**32 - 1), st.floats(0.1, 8), st.floats(-20, 20))
@settings(max_examples=25, deadline=None)
def test_no_peak_is_let_through(seed: int, level: float, gain_db: float) -> None:
    samples = (np.random.default_rng(seed).normal(0, level, (4000, 2)) ** 3).astype(np.float32)
    assert np.abs(amplify(samples, gain_db)).max() <= 10 ** (-2 / 20) + 1e-5


def test_what_is_quiet_enough_is_only_made_louder() -> None:
    samples = stereo(tone(440, 0.1, 0.2))
    assert np.allclose(amplify(samples, 6.0), samples * 10 ** (6 / 20), atol=1e-6)


def test_clips_lie_where_they_were_placed() -> None:
    ones = np.ones(100, np.float32)
    track = lay([Placed(50, ones), Placed(120, ones), Placed(950, ones)], 1000)
    assert track[:50].max() == 0
    assert track[50:120].tolist() == [1.0] * 70
    assert track[120:150].tolist() == [2.0] * 30
    assert track[950:].tolist() == [1.0] * 50
