"""How loud sound is, and the one gain that brings a film to its loudness."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
import re

import cv2
import numpy as np

from storyvid_dagster.audio.codec import RATE_HZ, Samples, n_channels, pcm_bytes, pcm_input
from storyvid_dagster.errors import RenderError
from storyvid_dagster.ffmpeg import Ffmpeg

TARGET_LUFS = -16.0
"""Speech and music online: AES TD1008, and Apple's podcast guide."""
CEILING_DBFS = -2.0
"""Highest sample; leaves 1 dB for peaks between samples and for AAC's own overshoot, mostly enough."""
QUIETEST_LUFS = -70.0
"""What ebur128 says of silence: the absolute gate of ITU-R BS.1770."""
_LOOK_AHEAD_S = 0.005
_CLOSE_LU = 0.1
_ROUNDS = 5
"""The first gain is exact; more are needed only where peaks were pressed down."""


def measure_lufs(samples: Samples, rate_hz: int, ffmpeg: Ffmpeg) -> float:
    """Measure the integrated loudness of (N,) or (N, channels) samples; `QUIETEST_LUFS` for silence."""
    graph = (
        pcm_input(n_channels(samples), rate_hz).filter("ebur128", framelog="quiet").output("-", format="null")
    )
    report = ffmpeg.run(graph, what="measuring loudness", stdin=pcm_bytes(samples), loglevel="info").log
    return parse_lufs(report)


def parse_lufs(report: str) -> float:
    """Read the integrated loudness from the summary the ebur128 filter ends with.

    >>> parse_lufs("Summary: Integrated loudness: I: -16.1 LUFS Threshold: -26.5 LUFS")
    -16.1
    """
    found = re.search(r"I:\s+(\S+) LUFS", report.rpartition("Summary:")[2])
    if found is None:
        raise RenderError(f"ffmpeg gave no loudness:\n{report[-500:]}")
    # Sound shorter than one gating block has no loudness of its own.
    return QUIETEST_LUFS if found[1] in {"nan", "-nan"} else max(QUIETEST_LUFS, float(found[1]))


def level_to_target(samples: Samples, ffmpeg: Ffmpeg, ceiling_dbfs: float = CEILING_DBFS) -> Samples:
    """Bring samples (N, 2) to `TARGET_LUFS` by one gain; what would be above the ceiling is pressed down.

    Silence stays silence.
    """
    gain_db, levelled = 0.0, samples
    for _ in range(_ROUNDS):
        levelled = amplify(samples, gain_db, ceiling_dbfs)
        lufs = measure_lufs(levelled, RATE_HZ, ffmpeg)
        if lufs <= QUIETEST_LUFS or abs(TARGET_LUFS - lufs) < _CLOSE_LU:
            break
        gain_db += TARGET_LUFS - lufs
    return levelled


def amplify(samples: Samples, gain_db: float, ceiling_dbfs: float = CEILING_DBFS) -> Samples:
    """Make samples (N, 2) louder, pressing down smoothly what would be above the ceiling.

    The gain any sample needs holds for a few milliseconds around it; averaging over the same
    stretch makes it smooth without ever exceeding what a peak needs.
    """
    ratio, ceiling = np.float32(factor(gain_db)), np.float32(factor(ceiling_dbfs))
    peaks = np.maximum(np.abs(samples[:, 0]), np.abs(samples[:, 1]))
    highest = ceiling / ratio
    if peaks.max(initial=0) <= highest:
        return samples * ratio
    needed = np.divide(ceiling, np.maximum(peaks, highest, out=peaks), out=peaks).reshape(1, -1)
    window = (2 * int(_LOOK_AHEAD_S * RATE_HZ) + 1, 1)
    held = cv2.erode(needed, np.ones(window[::-1], np.uint8))
    gain = cv2.blur(held, window, borderType=cv2.BORDER_REPLICATE)
    return samples * gain.reshape(-1, 1)


def factor(db: float) -> float:
    """Give the factor of a gain in decibels."""
    return float(10 ** (db / 20))
