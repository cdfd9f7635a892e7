"""What is done to spoken samples: ends trimmed, pitch lifted, pauses put in, level set. Pure."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.results import WordTime
from storyvid_dagster.speech.engine import Utterance

_WINDOW_S = 0.01
_QUIET = 10 ** (-42 / 20)
_MARGIN_S = 0.04
_FADE_S = 0.008
_LEVEL = 10 ** (-20 / 20)
_CEILING = 10 ** (-1.5 / 20)


def lifted(utterance: Utterance, lift: float) -> Utterance:
    """Raise pitch and formants by `lift`; the utterance gets as much shorter.

    The spectrum is cut to the new length, which resamples without aliasing.
    """
    n_new = round(len(utterance.samples) / lift)
    if lift == 1 or n_new == 0:
        return utterance
    spectrum = np.fft.rfft(utterance.samples)
    wanted = np.zeros(n_new // 2 + 1, np.complex128)
    kept = min(len(spectrum), len(wanted))
    wanted[:kept] = spectrum[:kept]
    samples = np.fft.irfft(wanted, n_new) * (n_new / len(utterance.samples))
    words = tuple(_moved(word, 0.0, 1 / lift) for word in utterance.words)
    return Utterance(samples.astype(np.float32), utterance.rate, words)


def trimmed(utterance: Utterance) -> Utterance:
    """Cut the silence off both ends but for a breath, and fade what is left in and out."""
    samples, rate = utterance.samples, utterance.rate
    levels = _levels(samples, rate)
    loud = np.flatnonzero(levels > _QUIET * levels.max(initial=0))
    if not len(loud):
        return utterance
    window, margin = round(_WINDOW_S * rate), round(_MARGIN_S * rate)
    start = max(0, int(loud[0]) * window - margin)
    stop = min(len(samples), (int(loud[-1]) + 1) * window + margin)
    kept = samples[start:stop].copy()
    fade = min(round(_FADE_S * rate), len(kept) // 2)
    ramp = 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, fade, dtype=np.float32))
    kept[:fade] *= ramp
    kept[len(kept) - fade :] *= ramp[::-1]
    return Utterance(kept, rate, _within(utterance.words, -start / rate, len(kept) / rate))


def joined(utterances: Sequence[Utterance], pauses_s: Sequence[float]) -> Utterance:
    """Put sentences in a row.

    Args:
        utterances: One or more, of one sample rate.
        pauses_s: The silence between neighbours: one fewer than there are utterances.
    """
    rate = utterances[0].rate
    parts: list[NDArray[np.float32]] = []
    words: list[WordTime] = []
    n_samples = 0
    for utterance, pause_s in zip(utterances, [*pauses_s, 0.0], strict=True):
        words += [_moved(word, n_samples / rate) for word in utterance.words]
        parts += [utterance.samples, np.zeros(round(pause_s * rate), np.float32)]
        n_samples += len(parts[-2]) + len(parts[-1])
    return Utterance(np.concatenate(parts), rate, tuple(words))


def levelled(utterance: Utterance) -> Utterance:
    """Bring the spoken parts to an RMS of -20 dBFS, pauses not counted; peaks stay below -1 dBFS."""
    samples = utterance.samples
    levels = _levels(samples, utterance.rate)
    spoken = levels[levels > 0.1 * levels.max(initial=0)]
    if not len(spoken):
        return utterance
    gain = _LEVEL / float(np.sqrt(np.mean(spoken**2)))
    return replace(utterance, samples=_held_below(samples * np.float32(gain), _CEILING))


def _held_below(samples: NDArray[np.float32], ceiling: float) -> NDArray[np.float32]:
    """Bend what is above 70 % of the ceiling so that nothing reaches it; leave the rest alone."""
    knee = np.float32(0.7 * ceiling)
    over = np.maximum(np.abs(samples) - knee, 0) / (ceiling - knee)
    return np.where(over > 0, np.sign(samples) * (knee + (ceiling - knee) * np.tanh(over)), samples).astype(
        np.float32
    )


def _levels(samples: NDArray[np.float32], rate: int) -> NDArray[np.float64]:
    """Give the RMS of each 10 ms window."""
    window = round(_WINDOW_S * rate)
    padded = np.zeros(-(-len(samples) // window) * window)
    padded[: len(samples)] = samples
    return np.sqrt(np.mean(padded.reshape(-1, window) ** 2, axis=1))


def _within(words: Sequence[WordTime], offset_s: float, length_s: float) -> tuple[WordTime, ...]:
    moved = (_moved(word, offset_s) for word in words)
    return tuple(
        word.model_copy(update={"start_s": min(word.start_s, length_s), "end_s": min(word.end_s, length_s)})
        for word in moved
    )


def _moved(word: WordTime, offset_s: float, scale: float = 1.0) -> WordTime:
    start_s, end_s = (max(0.0, time_s * scale + offset_s) for time_s in (word.start_s, word.end_s))
    return WordTime(text=word.text, start_s=start_s, end_s=end_s)
