"""Chooses from which chance on a kind is named, on figures that are neither learnt from nor tested on.

    python training/choose_thresholds.py MIRRORS storyvid_dagster/recognition/thresholds.json

A kind's threshold lies beyond the surest mistake that is made with it on these figures, and never below a floor.
What is never said rightly is not said.
"""

import argparse
import json
import sys
from pathlib import Path

import cv2

sys.path.append(str(Path(__file__).parents[1]))
from bench.kinds import Asked, doodles, is_true, pages
from storyvid_dagster.core.kinds import GENERAL, Kind, role_of

_FLOOR, _CEILING = 0.9, 0.99
_SURER = 0.02
"""How far beyond the surest mistake of the tuning figures a threshold lies."""


def _least(scored: list[tuple[float, bool]]) -> float:
    """Give the chance from which on a kind is named: beyond every mistake, but never out of reach."""
    surest_mistake = max((chance for chance, right in scored if not right), default=0.0)
    return round(min(max(_FLOOR, surest_mistake + _SURER), _CEILING), 2)


def choose(asked: list[Asked]) -> dict[str, float]:
    """Choose the thresholds of the kinds, then those of the general kinds on what is left unnamed."""
    by_kind: dict[str, list[tuple[float, bool]]] = {}
    for one in asked:
        best = max(one.chances, key=one.chances.__getitem__)
        if best != "other":
            by_kind.setdefault(best, []).append((one.chances[best], is_true(Kind(best), one.truth)))
    chosen = {name: _least(scored) for name, scored in by_kind.items() if any(right for _, right in scored)}
    by_role: dict[str, list[tuple[float, bool]]] = {}
    for one in asked:
        best = max(one.chances, key=one.chances.__getitem__)
        if best != "other" and one.chances[best] >= chosen.get(best, 1.1):
            continue
        for role, kind in GENERAL.items():
            together = sum(
                chance
                for name, chance in one.chances.items()
                if name != "other" and role_of(Kind(name)) is role
            )
            by_role.setdefault(f"any {kind}", []).append((together, is_true(kind, one.truth)))
    general = {name: _least(scored) for name, scored in by_role.items()}
    return dict(sorted((chosen | general).items()))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("mirrors", type=Path)
    arguments.add_argument("out", type=Path)
    told = arguments.parse_args()
    cv2.setNumThreads(1)
    asked = [*pages("tune"), *doodles(told.mirrors, "tune")]
    thresholds = choose(asked)
    told.out.write_text(json.dumps(thresholds, indent=1) + "\n", "utf-8")
    print(thresholds)
