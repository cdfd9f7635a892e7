"""The film's sound: narration on its timeline, music and soft sounds that step back, one loudness."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from storyvid_dagster.audio.codec import RATE_HZ, Samples
from storyvid_dagster.audio.loudness import QUIETEST_LUFS, TARGET_LUFS, factor, measure_lufs
from storyvid_dagster.ffmpeg import Ffmpeg

MUSIC_BELOW_SPEECH_LU = 8.0
_TWICE_LU = 3.0
"""What the same sound from two channels gains over one: BS.1770 adds up their energy."""
_DUCK_DB = 10.0
_SOFT_DUCK_DB = 4.0
"""Soft sounds are low already, and part of what is told."""
_DUCK_DOWN_S, _DUCK_UP_S = 0.2, 0.4
_HUSH_BEFORE_S, _HUSH_AFTER_S = 0.9, 0.3
"""Music is silent so long before the story turns, and so long after the word began."""
_HUSH_DOWN_S, _HUSH_UP_S = 0.5, 1.2
_FADE_IN_S, _FADE_OUT_S, _SEAM_S = 1.0, 3.0, 1.5


@dataclass(frozen=True)
class Hush:
    """A moment before which all but speech falls silent."""

    at_sample: int
    db: float
    """How much quieter it is."""


@dataclass(frozen=True)
class Placed:
    """A sound on the film's time line."""

    start_sample: int
    samples: Samples
    """(N,) at `RATE_HZ`."""

    @property
    def span(self) -> tuple[int, int]:
        """First sample, and the one after the last."""
        return self.start_sample, self.start_sample + len(self.samples)


def mix(
    clips: Sequence[Placed],
    music: Samples | None,
    n_samples: int,
    ffmpeg: Ffmpeg,
    *,
    soft: Iterable[Placed] = (),
    music_below_speech_lu: float = MUSIC_BELOW_SPEECH_LU,
    hush: Hush | None = None,
) -> Samples:
    """Add up the sound of a film, (n_samples, 2).

    Args:
        clips: What is spoken.
        music: (N, 2), repeated as needed, well below the speech and ducked under it.
        n_samples: Length of the film.
        ffmpeg: Measures.
        soft: Other sounds, each as loud as it should be beside speech of `TARGET_LUFS`; they step back for
            speech too, but less. Taken one by one, so that not all of them need be in memory.
        music_below_speech_lu: How far the music is below the speech.
        hush: Where music and soft sounds fall silent, as the story turns.
    """
    speech = lay(clips, n_samples)
    spoken = measure_lufs(speech, RATE_HZ, ffmpeg) + _TWICE_LU
    loudness = TARGET_LUFS if spoken <= QUIETEST_LUFS + _TWICE_LU else spoken
    ducked = ducking([clip.span for clip in clips], n_samples)
    silenced = np.ones(n_samples, np.float32) if hush is None else hushing(hush, n_samples)
    if music is None:
        mixed = np.repeat(speech[:, np.newaxis], 2, axis=1)
    else:
        mixed = lengthen(music, n_samples)
        own = measure_lufs(mixed, RATE_HZ, ffmpeg)
        gain = fades(n_samples)
        gain *= ducked
        gain *= silenced
        gain *= np.float32(factor(loudness - music_below_speech_lu - own) if own > QUIETEST_LUFS else 1.0)
        mixed *= gain[:, np.newaxis]
        mixed += speech[:, np.newaxis]
    for sound in soft:
        start, end = sound.span
        stretch = np.power(ducked[start:end], np.float32(_SOFT_DUCK_DB / _DUCK_DB))
        stretch *= silenced[start:end]
        stretch *= sound.samples[: len(stretch)]
        stretch *= np.float32(factor(loudness - TARGET_LUFS))
        mixed[start:end] += stretch[:, np.newaxis]
    return mixed


def lay(clips: Sequence[Placed], n_samples: int) -> Samples:
    """Add up clips on an empty track (n_samples,); what would stand over the end is cut."""
    track = np.zeros(n_samples, np.float32)
    for clip in clips:
        start, end = clip.span
        track[start:end] += clip.samples[: max(0, n_samples - start)]
    return track


def ducking(spans: Sequence[tuple[int, int]], n_samples: int) -> Samples:
    """Give the gain of music (n_samples,): 1, and 10 dB less while someone speaks.

    It is down before the first sample of a span, and stays down to the last.
    """
    down, up = int(_DUCK_DOWN_S * RATE_HZ), int(_DUCK_UP_S * RATE_HZ)
    depth = np.zeros(n_samples, np.float32)
    for start, end in spans:
        first, last = max(0, start - down), min(n_samples, end + up)
        ramp = np.interp(np.arange(first, last), (start - down, start, end, end + up), (0.0, 1.0, 1.0, 0.0))
        np.maximum(depth[first:last], ramp, out=depth[first:last])
    return np.power(np.float32(10), depth * np.float32(-_DUCK_DB / 20))


def hushing(hush: Hush, n_samples: int) -> Samples:
    """Give the gain (n_samples,) of what falls silent before a moment and comes back after it."""
    first, last = hush.at_sample - _HUSH_BEFORE_S * RATE_HZ, hush.at_sample + _HUSH_AFTER_S * RATE_HZ
    moments = (first - _HUSH_DOWN_S * RATE_HZ, first, last, last + _HUSH_UP_S * RATE_HZ)
    gain = np.ones(n_samples, np.float32)
    start, end = max(0, int(moments[0])), min(n_samples, int(moments[-1]) + 1)
    depth = np.interp(np.arange(start, end), moments, (0.0, 1.0, 1.0, 0.0)).astype(np.float32)
    gain[start:end] = np.power(np.float32(10), depth * np.float32(-hush.db / 20))
    return gain


def fades(n_samples: int) -> Samples:
    """Give the gain (n_samples,) that lets music come and go."""
    gain = np.ones(n_samples, np.float32)
    rise, fall = (min(n_samples, round(seconds * RATE_HZ)) for seconds in (_FADE_IN_S, _FADE_OUT_S))
    gain[:rise] *= np.linspace(0, 1, rise, dtype=np.float32)
    gain[n_samples - fall :] *= np.linspace(1, 0, fall, dtype=np.float32)
    return gain


def lengthen(music: Samples, n_samples: int) -> Samples:
    """Repeat music (N, 2) to `n_samples`, each time fading into its own beginning. Gives a copy."""
    seam = min(int(_SEAM_S * RATE_HZ), len(music) // 2)
    long = np.zeros((n_samples, 2), np.float32)
    long[: len(music)] = music[:n_samples]
    rise = np.sqrt(np.linspace(0, 1, seam + 2, dtype=np.float32)[1:-1])[:, np.newaxis]
    end = len(music)
    while end < n_samples:
        joint = long[end - seam : end]
        joint *= rise[::-1]
        joint += music[:seam] * rise
        rest = music[seam : seam + n_samples - end]
        long[end : end + len(rest)] = rest
        end += len(rest)
    return long
