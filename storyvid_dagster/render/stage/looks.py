"""What a face does at a moment: it blinks now and then, and its mouth goes with what it says. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from storyvid_dagster.core.results import WordTime
from storyvid_dagster.core.talking import Mouth, mouth_at

_EVERY_S, _JITTER_S = 4.5, 1.5
"""One blink in each stretch of time, so much later: three to six seconds after the one before."""
_GOLDEN = 0.618
_HALF_S, _SHUT_S = 0.05, 0.12


class Lids(Enum):
    """How far eyes are shut."""

    OPEN = "open"
    HALF = "half"
    SHUT = "shut"


@dataclass(frozen=True)
class Look:
    """How a face differs from how it was drawn."""

    lids: Lids = Lids.OPEN
    mouth: Mouth = Mouth.AS_DRAWN


AS_DRAWN = Look()


def look_at(t_s: float, phase: float, said: Sequence[WordTime] = (), *, asleep: bool = False) -> Look:
    """Give the look of a face.

    Args:
        t_s: Seconds into the scene.
        phase: 0 to 1: keeps figures from blinking together.
        said: The words it says.
        asleep: Whether its eyes stay shut.
    """
    if asleep:
        return Look(Lids.SHUT)
    return Look(_lids_at(t_s, phase), mouth_at(t_s, said))


def _lids_at(t_s: float, phase: float) -> Lids:
    stretch = t_s // _EVERY_S
    since_s = t_s - stretch * _EVERY_S - _JITTER_S * ((phase + stretch * _GOLDEN) % 1)
    if not 0 <= since_s < 2 * _HALF_S + _SHUT_S:
        return Lids.OPEN
    return Lids.SHUT if _HALF_S <= since_s < _HALF_S + _SHUT_S else Lids.HALF
