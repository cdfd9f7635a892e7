"""How sure a name is: a logistic model of how often the net was right about figures it had not learnt from.

A net's chances say which kind is likeliest, but it is too often sure, even of what it has never seen. What is
fitted here (`training/calibrate.py`) is how often a name is right, given its chance, its lead over the next
likeliest and the chance of `other`, with an offset of each name, which is small where little is known of it.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_LEAST_CHANCE = 1e-4

Features = tuple[float, float, float, float]


@dataclass(frozen=True)
class Rule:
    """When a name is said."""

    slopes: Features
    """What each of the features adds to the log-odds of the name being right."""
    offsets: Mapping[str, float]
    """What each name adds; nothing where none is told."""
    least: float
    """From which sureness on, 0 to 1, a name is said."""

    def sureness(self, name: str, features: Features) -> float:
        """Give how likely it is, from 0 to 1, that a name is right."""
        odds = self.offsets.get(name, 0.0) + sum(
            slope * feature for slope, feature in zip(self.slopes, features, strict=True)
        )
        return 1 / (1 + math.exp(-odds))


def features_of(chance: float, following: float, other: float) -> Features:
    """Give what the sureness of a name depends on.

    Args:
        chance: Of the name, from 0 to 1.
        following: Of the next likeliest name.
        other: Of there being no name for it.
    """
    return (
        1.0,
        _log_odds(chance),
        math.log(max(chance, _LEAST_CHANCE) / max(following, _LEAST_CHANCE)),
        _log_odds(other),
    )


def _log_odds(chance: float) -> float:
    inside = min(max(chance, _LEAST_CHANCE), 1 - _LEAST_CHANCE)
    return math.log(inside / (1 - inside))


@cache
def rules() -> tuple[Rule, Rule]:
    """Read when a kind is named, and when the role alone is."""
    told = json.loads((files("storyvid_dagster.recognition") / "sureness.json").read_text("utf-8"))
    kind, role = (
        Rule(tuple(told[what]["slopes"]), told[what]["offsets"], told[what]["least"])
        for what in ("kind", "role")
    )
    return kind, role
