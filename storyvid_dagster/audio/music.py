"""Music of the project's own: a music box that plays a seeded tune in the mood of the story."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import tau

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.audio.tune import Note, Part, bars_that_fill, mood_of, write_tune
from storyvid_dagster.core.acting import Action
from storyvid_dagster.core.pulse import Pulse
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.story import Scene, TimeOfDay

_RING_OUT_S = 3.5
_LEVEL = 10 ** (-22.5 / 20)
_CEILING = 10 ** (-2 / 20)
_ATTACK_S = 0.004
_RELEASE_S = 0.05

# A tuned bar that is free at one end sounds at these multiples of its lowest tone: the sound of a music box.
_BAR = ((1.0, 1.0, 1.1), (2.756, 0.28, 0.35), (5.404, 0.09, 0.12))
_SOFT_BAR = ((1.0, 1.0, 0.8), (2.756, 0.12, 0.2))
_PLUCK = ((1.0, 1.0, 1.0), (2.0, 0.35, 0.6), (3.0, 0.1, 0.3))
_PARTIALS: dict[Part, tuple[tuple[float, float, float], ...]] = {
    "melody": _BAR,
    "chords": _SOFT_BAR,
    "bass": _PLUCK,
}
"""(multiple of the pitch, amplitude, seconds until it has fallen to 1/e) of each partial."""

_GAIN: dict[Part, float] = {"melody": 0.5, "chords": 0.3, "bass": 0.34, "pad": 0.05}
_LEFT_RIGHT: dict[Part, tuple[float, float]] = {
    "melody": (0.9, 1.0),
    "chords": (1.0, 0.75),
    "bass": (0.9, 0.9),
    "pad": (0.9, 1.0),
}
_PLAYED: dict[Part, tuple[float, float]] = {
    "melody": (0.5, 1.1),
    "chords": (0.55, 1.0),
    "bass": (0.25, 1.2),
    "pad": (1.7, 0.7),
}
"""How strongly each part is played when all is hushed, and at the liveliest."""
_LIVELY = {Action.DANCE, Action.HOP, Action.FLY, Action.SWIM, Action.WALK, Action.ENTER}
_HUSHED = {Action.SLEEP, Action.HIDE}
_ECHOES = ((0.75, 0.26, 0.08), (1.5, 0.05, 0.17), (2.25, 0.1, 0.04))
"""(delay in beats, share on the left, share on the right)."""


@dataclass(frozen=True)
class Stretch:
    """A part of a film that the music feels with, until the next begins."""

    start_s: float
    energy: float
    """0: hushed, 1: at its liveliest."""


def energy_of(scene: Scene) -> float:
    """Feel how lively a scene is, 0 to 1: by what its figures do, and by its light."""
    done = [act.action for act in scene.acts]
    lively = min(0.4, 0.14 * sum(action in _LIVELY for action in done))
    hushed = 0.2 * any(action in _HUSHED for action in done)
    late = {TimeOfDay.NIGHT: 0.2, TimeOfDay.EVENING: 0.08}.get(scene.time_of_day, 0.0)
    return min(1.0, max(0.1, 0.55 + lively - hushed - late))


def pulse_of(theme: Theme, seed: int, duration_s: float) -> Pulse:
    """Give the beats of the tune that `compose` plays, from the start of the music."""
    sung_s = duration_s - _ring_out_s(duration_s)
    n_beats = _n_bars(theme, seed, duration_s) * mood_of(theme).beats_per_bar
    return Pulse(beat_s=sung_s / n_beats)


def _n_bars(theme: Theme, seed: int, duration_s: float) -> int:
    return bars_that_fill(mood_of(theme), seed, duration_s - _ring_out_s(duration_s))


def _ring_out_s(duration_s: float) -> float:
    return min(_RING_OUT_S, duration_s / 2)


def compose(
    theme: Theme,
    seed: int,
    duration_s: float,
    sample_rate: int = 48_000,
    stretches: Sequence[Stretch] = (),
) -> NDArray[np.float32]:
    """Compose and play a tune of exactly `duration_s` seconds that ends on its tonic and rings out.

    Args:
        theme: What the story is about: it gives the tempo, the metre, the mode and the manner.
        seed: The same theme, seed and length give the same music.
        duration_s: > 0. The tempo bends a little so that whole bars fill it.
        sample_rate: Samples a second.
        stretches: What it feels with, in order; without one it is played evenly.

    Returns:
        (N, 2) float32, left and right, about -20 LUFS, peaks below -1 dBFS; the last sample is 0.

    Raises:
        ValueError: `duration_s` is not above 0.
    """
    n_samples = round(duration_s * sample_rate)
    if n_samples <= 0:
        raise ValueError(f"music must last longer than 0 s, not {duration_s}")
    tune = write_tune(theme, seed, _n_bars(theme, seed, duration_s))
    beat_s = pulse_of(theme, seed, duration_s).beat_s

    stage = np.zeros((n_samples, 2), np.float32)
    chimes = np.zeros(n_samples, np.float32)
    sounds: dict[tuple[Part, int], NDArray[np.float32]] = {}
    for note in tune.notes:
        start = round(note.start_beats * beat_s * sample_rate)
        kind = (note.part, note.pitch)
        if kind not in sounds:
            sounds[kind] = _sound(note, note.length_beats * beat_s, sample_rate)
        strength = note.strength * _feeling(note.part, note.start_beats * beat_s, stretches)
        sound = np.float32(strength) * sounds[kind][: n_samples - start]
        if note.part == "melody":
            chimes[start : start + len(sound)] += sound
        else:
            stage[start : start + len(sound)] += sound[:, None] * np.array(_LEFT_RIGHT[note.part], np.float32)
    stage += chimes[:, None] * np.array(_LEFT_RIGHT["melody"], np.float32)
    for delay_beats, left, right in _ECHOES:
        delay = round(delay_beats * beat_s * sample_rate)
        stage[delay:] += chimes[: max(0, n_samples - delay), None] * np.array((left, right), np.float32)
    return _finished(stage, min(n_samples, round(0.4 * _ring_out_s(duration_s) * sample_rate)))


def _feeling(part: Part, at_s: float, stretches: Sequence[Stretch]) -> float:
    """Give how strongly a part is played at a moment: the pad carries what is hushed."""
    energy = next((s.energy for s in reversed(stretches) if s.start_s <= at_s), None)
    if energy is None:
        return 1.0
    hushed, lively = _PLAYED[part]
    return hushed + (lively - hushed) * energy


def _sound(note: Note, length_s: float, sample_rate: int) -> NDArray[np.float32]:
    """Play one note at full strength. A pad swells and ebbs over `length_s`; all else is struck and rings."""
    hertz = 440 * 2 ** ((note.pitch - 69) / 12)
    if note.part == "pad":
        t = np.arange(round(1.5 * length_s * sample_rate), dtype=np.float32) / np.float32(sample_rate)
        swell = 0.5 - 0.5 * np.cos(np.linspace(0, tau, len(t), dtype=np.float32))
        return np.asarray(_GAIN["pad"] * swell * np.sin(tau * hertz * t), np.float32)
    partials = [partial for partial in _PARTIALS[note.part] if partial[0] * hertz < 0.4 * sample_rate]
    longest_s = 5 * max(decay_s for _, _, decay_s in partials)
    t = np.arange(round(longest_s * sample_rate), dtype=np.float32) / np.float32(sample_rate)
    sound = np.zeros_like(t)
    for multiple, amplitude, decay_s in partials:
        heard = t[: round(5 * decay_s * sample_rate)]
        sound[: len(heard)] += amplitude * np.exp(-heard / decay_s) * np.sin(tau * multiple * hertz * heard)
    attack, release = (round(seconds * sample_rate) for seconds in (_ATTACK_S, _RELEASE_S))
    sound[:attack] *= np.linspace(0, 1, attack, dtype=np.float32)
    sound[len(sound) - release :] *= np.linspace(1, 0, release, dtype=np.float32)
    return np.asarray(_GAIN[note.part] * sound, np.float32)


def _finished(stage: NDArray[np.float32], fade_samples: int) -> NDArray[np.float32]:
    """Fade the end to nothing and set the level, held down where a peak would go over the ceiling."""
    fade = 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, fade_samples, dtype=np.float32))
    stage[len(stage) - fade_samples :] *= fade[:, None]
    loudest = float(np.abs(stage).max(initial=0))
    level = float(np.sqrt(np.mean(np.square(stage))))
    gain = min(_LEVEL / level, _CEILING / loudest) if level else 1.0
    return stage * np.float32(gain)
