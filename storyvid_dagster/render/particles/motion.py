"""Where the particles of a weather are: pure functions from a moment to places.

Each goes round and round: it comes in beyond one border of the picture, crosses it and leaves beyond the
other, and comes again elsewhere. So none appears or vanishes where it is seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import tau

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.story import Weather

Floats = NDArray[np.float64]

_GOLDEN = 0.6180339887
"""Steps of it around a circle never come back to where they were."""
_UNLIKE = 0.15
"""Particles of one kind are slower or faster than each other by this part."""
_THINNEST = 0.3
"""A leaf seen edge on is still so wide, in parts of itself."""
_DIP = 0.4
"""How far what swings dips below its path in the middle, in parts of its swing."""
_BRIGHT_FROM, _BRIGHT_UNTIL = 0.3, 0.55
"""A falling star is bright between these parts of its way."""
_HIGHEST = 0.3
"""Falling stars set out in this part of the height, from the top."""


@dataclass(frozen=True)
class ParticleMotion:
    """How the particles of one depth move. Lengths are parts of the picture's short side."""

    many: float
    """Particles on a square of the short side."""
    fall: float
    """How far they sink in a second; negative: they rise."""
    slant: float = 0.0
    """How far they are driven to the right for each length they go."""
    swing: float = 0.0
    """How far they swing to either side."""
    swing_s: float = 4.0
    """How long a swing takes, there and back."""
    turn_degrees: float = 0.0
    """How far they lean into it."""
    tumbles: bool = False
    """Whether they turn over, as leaves do."""


@dataclass(frozen=True)
class Flight:
    """How falling stars move: each flies now and then, along a slope, and fades."""

    many: float
    """Stars on a square of the short side."""
    every_s: float
    lasts_s: float
    across: float
    """How far it flies to the left, in parts of the picture's short side."""
    down: float


@dataclass(frozen=True)
class ParticlePositions:
    """Where the particles of one depth are; all (N,)."""

    x: Floats
    """Middle, in pixels of the picture."""
    y: Floats
    turn_degrees: Floats
    """Clockwise."""
    wide: Floats
    """Stretch across; negative: mirrored."""
    strength: Floats
    """0: not seen, 1: fully."""


DRIFTS: dict[Weather, tuple[ParticleMotion | Flight, ...]] = {
    Weather.RAIN: (
        ParticleMotion(44, 1.0, -0.26),
        ParticleMotion(30, 1.5, -0.26),
        ParticleMotion(6, 2.1, -0.26),
    ),
    Weather.SNOW: (
        ParticleMotion(46, 0.06, 0.12, swing=0.012, swing_s=5.0),
        ParticleMotion(32, 0.1, 0.15, swing=0.02, swing_s=4.4),
        ParticleMotion(4.5, 0.16, 0.2, swing=0.03, swing_s=3.8),
    ),
    Weather.LEAVES: (
        ParticleMotion(9, 0.07, -0.3, swing=0.03, swing_s=3.0, turn_degrees=35, tumbles=True),
        ParticleMotion(8, 0.11, -0.35, swing=0.055, swing_s=3.4, turn_degrees=40, tumbles=True),
        ParticleMotion(2, 0.16, -0.4, swing=0.08, swing_s=3.8, turn_degrees=45, tumbles=True),
    ),
    Weather.BUBBLES: (
        ParticleMotion(12, -0.05, 0.05, swing=0.01, swing_s=3.2),
        ParticleMotion(11, -0.08, 0.05, swing=0.018, swing_s=3.8),
        ParticleMotion(1.7, -0.12, 0.05, swing=0.03, swing_s=4.6),
    ),
    Weather.BALLOONS: (
        ParticleMotion(4.5, -0.05, 0.12, swing=0.012, swing_s=5.0, turn_degrees=4),
        ParticleMotion(4.4, -0.08, 0.15, swing=0.02, swing_s=5.6, turn_degrees=5),
    ),
    Weather.STARS: (Flight(2.8, every_s=6.5, lasts_s=2.4, across=0.6, down=0.27),),
}
"""For each weather its depths, the far one first."""


def chances(drift: ParticleMotion | Flight, size: tuple[int, int], seed: Sequence[int]) -> Floats:
    """Draw what makes the N particles of one depth unlike each other, (5, N) from 0 to 1.

    The first row, where each is on its way, and the second, where it comes in, are spread evenly.
    """
    n = max(1, round(drift.many * size[0] * size[1] / min(size) ** 2))
    chance = np.random.default_rng(seed).random((5, n))
    chance[0] = (np.arange(n) + chance[0]) / n
    chance[1] = (_GOLDEN * np.arange(n) + chance[1, 0] + 0.2 * chance[1]) % 1
    return chance


def positions_at(
    t_s: float, drift: ParticleMotion | Flight, chance: Floats, size: tuple[int, int], margin_px: float
) -> ParticlePositions:
    """Give where the particles of one depth are at a moment.

    Args:
        t_s: Seconds from the start of the scene.
        drift: How they move.
        chance: Their `chances`.
        size: (width, height) of the picture in pixels.
        margin_px: How far a particle reaches from its middle.
    """
    if isinstance(drift, Flight):
        return _flying(t_s, drift, chance, size)
    (width, height), short = size, min(size)
    swing = drift.swing * short
    beyond = margin_px + (1 + _DIP) * swing
    length = height + 2 * beyond
    gone = chance[0] + t_s * abs(drift.fall) * short / length * _unlike(chance[2])
    rounds = np.floor(gone)
    way = (gone - rounds) * length
    aside = drift.slant * length
    lanes = _lanes(chance[1], rounds) * (width + 2 * beyond + abs(aside)) - beyond - max(0.0, aside)
    phase = tau * (t_s / drift.swing_s * _unlike(chance[3]) + chance[4])
    side = np.sin(phase)
    return ParticlePositions(
        x=lanes + drift.slant * way + swing * side,
        y=(way - beyond if drift.fall > 0 else height + beyond - way) + _DIP * swing * np.cos(2 * phase),
        turn_degrees=360 * chance[3] * drift.tumbles - drift.turn_degrees * side,
        wide=_tumbled(phase + tau * chance[2]) if drift.tumbles else np.ones_like(side),
        strength=np.ones_like(side),
    )


def _flying(t_s: float, flight: Flight, chance: Floats, size: tuple[int, int]) -> ParticlePositions:
    (width, height), short = size, min(size)
    gone = t_s / flight.every_s + chance[0]
    rounds = np.floor(gone)
    part = np.minimum((gone - rounds) * flight.every_s / flight.lasts_s, 1)
    level = np.zeros_like(part)
    return ParticlePositions(
        x=_lanes(chance[1], rounds) * width + (0.5 - part) * flight.across * short,
        y=_HIGHEST * height * _lanes(chance[2], rounds) + part * flight.down * short,
        turn_degrees=level,
        wide=level + 1,
        strength=np.minimum(_eased(part / _BRIGHT_FROM), _eased((1 - part) / (1 - _BRIGHT_UNTIL))),
    )


def _unlike(chance: Floats) -> Floats:
    return 1 + _UNLIKE * (2 * chance - 1)


def _lanes(first: Floats, rounds: Floats) -> Floats:
    """Give 0 to 1 for each, another in every round."""
    return (first + _GOLDEN * rounds) % 1


def _tumbled(phase: Floats) -> Floats:
    wide = np.cos(0.5 * phase)
    return np.where(wide < 0, -1, 1) * np.maximum(np.abs(wide), _THINNEST)


def _eased(part: Floats) -> Floats:
    part = np.clip(part, 0, 1)
    return part * part * (3 - 2 * part)
