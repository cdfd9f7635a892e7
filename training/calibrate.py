"""Fits how sure a name is, and from which sureness on it is said, on figures neither learnt from nor tested on.

    python training/calibrate.py MIRRORS storyvid_dagster/recognition/sureness.json

A logistic regression tells how likely a name is right (`storyvid_dagster/recognition/sureness.py`). How often names
are wrong from a sureness on is counted on figures that its fit has not seen (cross-validation).
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

sys.path.append(str(Path(__file__).parents[1]))
from bench.kinds import Asked, doodles, is_true, pages, role_in
from storyvid_dagster.core.kinds import Kind
from storyvid_dagster.recognition.recogniser import OTHER, likeliest_kind, likeliest_role
from storyvid_dagster.recognition.sureness import Features

MOST_WRONG = 0.02
"""Share of what is said that may be wrong, of the doodles and of the pages alike."""
_FOLDS = 10
_HOLD = 1.0
"""How firmly the offset of a name is held to nothing (the weight of its square)."""
_OFTEN_ENOUGH = 20
"""So many must be said before their share of mistakes counts."""
_TO_JUDGE = 100
"""A source with fewer cases is not judged by itself."""

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A name that could be said of a figure."""

    name: str
    features: Features
    is_right: bool
    source: str


def fit(cases: Sequence[Case], names: Sequence[str]) -> Array:
    """Give the slopes and the offsets: ridge-penalised logistic regression by Newton's method."""
    x, right = _matrix(cases, names), np.array([case.is_right for case in cases], np.float64)
    n_slopes = x.shape[1] - len(names)
    hold = np.diag([1e-3] * n_slopes + [_HOLD] * len(names))
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (likely - right) + hold @ weights
        curve = (x * (likely * (1 - likely))[:, None]).T @ x + hold
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def held_out(cases: Sequence[Case], names: Sequence[str]) -> Array:
    """Give the sureness of each, by fits that have not seen it."""
    fold = np.random.default_rng(0).integers(0, _FOLDS, len(cases))
    sure = np.zeros(len(cases))
    for number in range(_FOLDS):
        weights = fit([case for case, own in zip(cases, fold, strict=True) if own != number], names)
        sure[fold == number] = 1 / (1 + np.exp(-_matrix(cases, names)[fold == number] @ weights))
    return sure


def least_sureness(cases: Sequence[Case], sure: Array) -> float:
    """Give from which sureness on no more than `MOST_WRONG` of what is said is wrong, whatever the source."""
    least = 0.5
    for source in {case.source for case in cases}:
        own = [i for i, case in enumerate(cases) if case.source == source]
        if len(own) < _TO_JUDGE:
            continue
        own.sort(key=lambda i: -sure[i])
        wrong = np.cumsum([not cases[i].is_right for i in own]) / np.arange(1, len(own) + 1)
        good = np.flatnonzero(wrong[_OFTEN_ENOUGH:] <= MOST_WRONG)
        least = max(least, float(sure[own[int(good[-1]) + _OFTEN_ENOUGH]]) if len(good) else 1.0)
    return round(least, 3)


def _matrix(cases: Sequence[Case], names: Sequence[str]) -> Array:
    of_name = np.array([[case.name == name for name in names] for case in cases], np.float64)
    return np.hstack([np.array([case.features for case in cases]), of_name])


def calibrate(asked: Sequence[Asked]) -> dict[str, object]:
    """Fit the rule for kinds, then that for the roles of what it leaves unnamed."""
    by_kind = [(likeliest_kind(one.chances), one) for one in asked]
    cases = [
        Case(name, features, is_true(Kind(name), one.truth), one.source)
        for (name, features), one in by_kind
        if name != OTHER
    ]
    kind, sure = _rule(cases)
    print(f"kinds: {sum(sure >= kind['least'])} of {len(cases)} said")  # type: ignore[operator]
    by_case = dict(zip((id(one) for (name, _), one in by_kind if name != OTHER), sure, strict=True))
    left = [one for one in asked if by_case.get(id(one), 0.0) < kind["least"]]  # type: ignore[operator]
    roles = [(likeliest_role(one.chances), one) for one in left]
    cases = [
        Case(str(role), features, role is role_in(one.truth), one.source) for (role, features), one in roles
    ]
    role, sure = _rule(cases)
    print(f"roles: {sum(sure >= role['least'])} of {len(cases)} said")  # type: ignore[operator]
    return {"kind": kind, "role": role}


def _rule(cases: Sequence[Case]) -> tuple[dict[str, object], Array]:
    names = sorted({case.name for case in cases})
    weights, sure = fit(cases, names), held_out(cases, names)
    slopes, offsets = weights[: -len(names)], weights[-len(names) :]
    rule: dict[str, object] = {
        "slopes": [round(float(slope), 3) for slope in slopes],
        "least": least_sureness(cases, sure),
        "offsets": {name: round(float(offset), 3) for name, offset in zip(names, offsets, strict=True)},
    }
    return rule, sure


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("mirrors", type=Path)
    arguments.add_argument("out", type=Path)
    told = arguments.parse_args()
    cv2.setNumThreads(1)
    asked = list(chain(pages("tune"), doodles(told.mirrors, "tune", most_of_word=24, most_of_other=6)))
    told.out.write_text(json.dumps(calibrate(asked), indent=1) + "\n", "utf-8")
