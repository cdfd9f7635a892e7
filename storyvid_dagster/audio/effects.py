"""Soft sounds of the project's own: what figures do, and the places they do it in.

Noise is shaped where its spectrum is made, so it has no highs to take away, and as long as its loop, so
that it joins itself. Everything is as loud as it should be beside speech of `TARGET_LUFS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import tau

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.audio.codec import RATE_HZ, Samples
from storyvid_dagster.audio.loudness import TARGET_LUFS

EFFECTS_VERSION = 2
"""Raise it when an effect or a place would sound otherwise."""
SUDDEN_S = 0.03
"""What rises faster may startle."""

_EFFECT_BELOW_SPEECH_LU, _PLACE_BELOW_SPEECH_LU = 14.0, 24.0
_RMS_BELOW_LUFS_DB = 2.3
"""A sound from both channels measures so much more in LUFS than its level: BS.1770."""
_EFFECT_WINDOW_S, _PLACE_WINDOW_S = 0.1, 0.4
"""A sound is as loud as its loudest stretch of so many seconds."""
_HIGHEST_DBFS = -18.0
_RELEASE_S = 0.02
_LOOP_S = 12.0
_DROPS = 150
"""Single drops of rain that are heard in a loop."""

Wave = NDArray[np.float64]


class Effect(StrEnum):
    """What figures sound like."""

    POP = "pop"
    WHOOSH = "whoosh"
    HOP = "hop"
    STEP = "step"
    SPLASH = "splash"
    RUSTLE = "rustle"
    TWINKLE = "twinkle"


class Ambience(StrEnum):
    """What surroundings sound like."""

    BIRDS = "birds"
    WAVES = "waves"
    CRICKETS = "crickets"
    CITY = "city"
    SPACE = "space"
    RAIN = "rain"
    WIND = "wind"
    HUSH = "hush"
    BUBBLES = "bubbles"


@dataclass(frozen=True)
class _Recipe:
    length_s: float
    attack_s: float
    """How long it takes to rise, and so does everything that begins within it."""
    play: Callable[[Wave, float], Wave]
    """From moments in seconds and the attack to a sound of any level."""


def is_sudden(effect: Effect) -> bool:
    """Tell whether an effect may startle."""
    return _EFFECTS[effect].attack_s < SUDDEN_S


@cache
def effect_sound(effect: Effect) -> Samples:
    """Give an effect, (N,) at `RATE_HZ`, silent at both ends."""
    recipe = _EFFECTS[effect]
    sound = recipe.play(_moments(recipe.length_s), recipe.attack_s)
    release = round(_RELEASE_S * RATE_HZ)
    sound[-release:] *= _ease(np.linspace(1, 0, release))
    return _levelled(sound, _EFFECT_BELOW_SPEECH_LU, _EFFECT_WINDOW_S)


@cache
def ambience_sound(place: Ambience) -> Samples:
    """Give the sound of a place, (N,) at `RATE_HZ`: a loop without a seam."""
    return _levelled(_PLACES[place](_moments(_LOOP_S)), _PLACE_BELOW_SPEECH_LU, _PLACE_WINDOW_S)


def _pop(t: Wave, attack_s: float) -> Wave:
    return _glide(t, 300, 640, 0.09) * _struck(t, 0.0, attack_s, 0.035)


def _whoosh(t: Wave, attack_s: float) -> Wave:
    """Air that comes nearer and passes: low, then higher, then low."""
    sound = np.zeros_like(t)
    for low_hz, high_hz, at_s, wide_s in (
        (160, 420, 0.5, 0.5),
        (320, 800, 0.46, 0.36),
        (600, 1400, 0.42, 0.26),
    ):
        swell = _ease(1 - np.abs(t - at_s) / max(wide_s, attack_s))
        sound += swell * _noise(len(t), low_hz, high_hz, seed=low_hz)
    return sound


def _hop(t: Wave, attack_s: float) -> Wave:
    spring = _glide(t, 210, 400, 0.2, wobble_hz=13) * _struck(t, 0.0, attack_s, 0.085)
    return spring + 0.5 * _glide(t, 190, 120, 0.06) * _struck(t, 0.0, attack_s, 0.03)


def _step(t: Wave, attack_s: float) -> Wave:
    sole = 0.35 * _noise(len(t), 250, 1100, seed=3) * _struck(t, 0.0, attack_s, 0.018)
    return sole + _glide(t, 230, 150, 0.04) * _struck(t, 0.0, attack_s, 0.022)


def _splash(t: Wave, attack_s: float) -> Wave:
    sound = 0.55 * _noise(len(t), 350, 2200, seed=4) * _struck(t, 0.0, attack_s, 0.13)
    for at_s, low_hz in ((0.09, 520), (0.2, 690), (0.3, 600)):
        sound += 0.5 * _glide(t - at_s, low_hz, 1.7 * low_hz, 0.06) * _struck(t, at_s, attack_s, 0.03)
    return sound


def _rustle(t: Wave, attack_s: float) -> Wave:
    leaves = _noise(len(t), 700, 3600, seed=5)
    return leaves * sum(
        (
            share * _ease(1 - np.abs(t - at_s) / attack_s)
            for at_s, share in ((0.12, 0.8), (0.3, 1.0), (0.48, 0.6))
        ),
        np.zeros_like(t),
    )


def _twinkle(t: Wave, attack_s: float) -> Wave:
    """A few bells upwards, each as if breathed upon rather than struck."""
    sound = np.zeros_like(t)
    for n, pitch_hz in enumerate((784.0, 987.8, 1174.7, 1568.0)):
        at_s = 0.16 * n
        ring = np.sin(tau * pitch_hz * t) + 0.12 * np.sin(tau * 2 * pitch_hz * t)
        sound += (1 - 0.12 * n) * ring * _struck(t, at_s, attack_s, 0.3)
    return sound


def _birds(t: Wave) -> Wave:
    """A little wind, and now and then someone who calls."""
    sound = 0.06 * _noise(len(t), 200, 900, seed=6) * (1 + 0.4 * np.sin(tau * 2 / _LOOP_S * t))
    chance = np.random.default_rng(7)
    for start_s in (0.6, 2.3, 3.9, 5.2, 7.4, 8.6, 10.3):
        pitch_hz, loud = chance.uniform(1900, 3000), chance.uniform(0.4, 1.0)
        for note in range(int(chance.integers(2, 5))):
            chirp = _moments(0.14)
            rise = chance.choice((1.18, 0.86))
            call = loud * _glide(chirp, pitch_hz, rise * pitch_hz, 0.14) * _ease(1 - np.abs(chirp / 0.07 - 1))
            _add_around(sound, call, start_s + 0.19 * note)
    return sound


def _waves(t: Wave) -> Wave:
    """Two rows of breakers that never quite keep step."""
    sound = np.zeros_like(t)
    for low_hz, high_hz, turns, share in ((90, 420, 2, 1.0), (250, 1300, 3, 0.6)):
        swell = 0.12 + 0.88 * (0.5 - 0.5 * np.cos(tau * turns / _LOOP_S * t)) ** 2
        sound += share * swell * _noise(len(t), low_hz, high_hz, seed=low_hz)
    return sound


def _crickets(t: Wave) -> Wave:
    """Two of them, a little apart, in a warm dark hum."""
    sound = 0.12 * _noise(len(t), 120, 500, seed=8)
    for pitch_hz, turns, phase, share in ((2600.0, 12, 0.0, 1.0), (2850.0, 15, 0.3, 0.5)):
        song = _ease(1.6 * np.sin(tau * (turns / _LOOP_S * t + phase)))
        sound += share * song * (0.55 + 0.45 * np.sin(tau * 24 * t)) * np.sin(tau * pitch_hz * t)
    return sound


def _city(t: Wave) -> Wave:
    passing = 0.55 + 0.45 * np.sin(tau / _LOOP_S * t)
    return _noise(len(t), 70, 300, seed=9) + 0.35 * passing * _noise(len(t), 250, 800, seed=10)


def _space(t: Wave) -> Wave:
    """A wide chord that breathes."""
    sound = 0.15 * _noise(len(t), 300, 1200, seed=11)
    for n, pitch_hz in enumerate((110.0, 165.0, 220.0, 277.0, 330.0, 440.0)):
        breath = 0.6 + 0.4 * np.sin(tau * ((n % 3 + 1) / _LOOP_S * t + n / 6))
        sound += breath / (1 + 0.4 * n) * np.sin(tau * pitch_hz * t)
    return sound


def _rain(t: Wave) -> Wave:
    """A steady fall, and the patter of single drops close by."""
    sound = _noise(len(t), 500, 2600, seed=12) + 0.5 * _noise(len(t), 150, 700, seed=13)
    chance = np.random.default_rng(14)
    for _ in range(_DROPS):
        drop, pitch_hz = _moments(0.06), chance.uniform(700, 1700)
        struck = chance.uniform(0.3, 1.1) * _struck(drop, 0.0, 0.006, 0.012)
        _add_around(sound, struck * _glide(drop, pitch_hz, 0.8 * pitch_hz, 0.05), chance.uniform(0, _LOOP_S))
    return sound


def _wind(t: Wave) -> Wave:
    """Gusts that come and go, with leaves that stir in them."""
    sound = 0.35 * _noise(len(t), 110, 450, seed=15)
    for turns, phase, low_hz, high_hz, share in ((2, 0.0, 200, 700, 1.0), (3, 0.35, 900, 3000, 0.4)):
        gust = (0.5 + 0.5 * np.sin(tau * (turns / _LOOP_S * t + phase))) ** 2
        sound += share * gust * _noise(len(t), low_hz, high_hz, seed=low_hz + 16)
    return sound


def _hush(t: Wave) -> Wave:
    """The soft air of snow, with hardly a breath in it."""
    breath = 0.7 + 0.3 * np.sin(tau * 2 / _LOOP_S * t)
    return breath * _noise(len(t), 130, 520, seed=17)


def _bubbles(t: Wave) -> Wave:
    """Water, and here and there a few round blubs on their way up."""
    sound = 0.1 * _noise(len(t), 120, 600, seed=18) * (1 + 0.4 * np.sin(tau * 2 / _LOOP_S * t))
    chance = np.random.default_rng(19)
    for start_s in (0.5, 1.9, 3.0, 4.8, 6.1, 7.3, 9.0, 10.6):
        pitch_hz, loud = chance.uniform(320, 620), chance.uniform(0.5, 1.0)
        for n in range(int(chance.integers(2, 6))):
            blub, low_hz = _moments(0.2), pitch_hz * (1 + 0.12 * n)
            rising = loud * _glide(blub, low_hz, 1.6 * low_hz, 0.12) * _struck(blub, 0.0, 0.035, 0.035)
            _add_around(sound, rising, start_s + 0.15 * n + chance.uniform(0, 0.05))
    return sound


_EFFECTS: dict[Effect, _Recipe] = {
    Effect.POP: _Recipe(0.2, 0.006, _pop),
    Effect.WHOOSH: _Recipe(1.0, 0.25, _whoosh),
    Effect.HOP: _Recipe(0.4, 0.008, _hop),
    Effect.STEP: _Recipe(0.14, 0.01, _step),
    Effect.SPLASH: _Recipe(0.6, 0.014, _splash),
    Effect.RUSTLE: _Recipe(0.62, 0.12, _rustle),
    Effect.TWINKLE: _Recipe(1.8, 0.06, _twinkle),
}
_PLACES: dict[Ambience, Callable[[Wave], Wave]] = {
    Ambience.BIRDS: _birds,
    Ambience.WAVES: _waves,
    Ambience.CRICKETS: _crickets,
    Ambience.CITY: _city,
    Ambience.SPACE: _space,
    Ambience.RAIN: _rain,
    Ambience.WIND: _wind,
    Ambience.HUSH: _hush,
    Ambience.BUBBLES: _bubbles,
}


def _moments(length_s: float) -> Wave:
    return np.arange(round(length_s * RATE_HZ)) / RATE_HZ


def _ease(part: Wave) -> Wave:
    """Ease from 0 to 1 without a corner."""
    part = np.clip(part, 0, 1)
    return part * part * (3 - 2 * part)


def _struck(t: Wave, at_s: float, attack_s: float, decay_s: float) -> Wave:
    """Give the loudness of what begins at a moment, rises, and dies away."""
    since_s = np.maximum(t - at_s, 0)
    return _ease(since_s / attack_s) * np.exp(-np.maximum(since_s - attack_s, 0) / decay_s)


def _glide(t: Wave, from_hz: float, to_hz: float, length_s: float, wobble_hz: float = 0.0) -> Wave:
    """Sing from one pitch to another, which then holds."""
    pitch = from_hz + (to_hz - from_hz) * _ease(t / length_s)
    if wobble_hz:
        pitch *= 1 + 0.05 * np.sin(tau * wobble_hz * t)
    return np.sin(np.cumsum(tau / RATE_HZ * pitch))


def _noise(n: int, low_hz: float, high_hz: float, seed: int) -> Wave:
    """Give noise (n,) that joins itself, all of it around the band, at an RMS of 1."""
    pitches_hz = np.maximum(np.fft.rfftfreq(n, 1 / RATE_HZ), 1.0)
    octaves_off = np.log2(pitches_hz / np.sqrt(low_hz * high_hz)) / (np.log2(high_hz / low_hz) / 2)
    strength = np.exp(-(octaves_off**2))
    turns = np.random.default_rng(seed).uniform(0, 1, len(strength))
    sound = np.fft.irfft(strength * np.exp(1j * tau * turns), n)
    return sound / np.sqrt(np.mean(np.square(sound)))


def _add_around(loop: Wave, sound: Wave, at_s: float) -> None:
    """Add a sound to a loop, in place; what stands over its end is heard at its start."""
    loop[(round(at_s * RATE_HZ) + np.arange(len(sound))) % len(loop)] += sound


def _levelled(sound: Wave, below_speech_lu: float, window_s: float) -> Samples:
    """Bring a sound to its level beside speech, lower if a peak would stand out; for reading only."""
    window = min(len(sound), round(window_s * RATE_HZ))
    energy = np.cumsum(np.concatenate([[0.0], np.square(sound)]))
    rms = np.sqrt((energy[window:] - energy[:-window]).max() / window)
    wanted = 10 ** ((TARGET_LUFS - below_speech_lu - _RMS_BELOW_LUFS_DB) / 20)
    gain = min(wanted / rms, 10 ** (_HIGHEST_DBFS / 20) / np.abs(sound).max())
    levelled = (gain * sound).astype(np.float32)
    levelled.flags.writeable = False
    return levelled
