# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Names the figures of a page, and says `unknown` rather than guess."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.drawing import Box
from storyvid_dagster.core.kinds import GENERAL, Kind, Role, role_of
from storyvid_dagster.recognition.cues import likelihoods
from storyvid_dagster.recognition.picture import on_white, to_square
from storyvid_dagster.recognition.sureness import Features, features_of, rules

if TYPE_CHECKING:
    import onnxruntime

OTHER = "other"
"""What has no kind of ours."""
_GUESSES, _LEAST_GUESS = 4, 0.05
"""Most guesses that are given, and the least chance of one."""
_BOLDER_PX = (0.0, 0.8, 1.6)
"""A figure is looked at with its own strokes and with wider ones: thin ones hardly show when small."""

Chances = dict[str, float]
"""How likely each kind is, by its name; `other` is what has no kind of ours. They add up to 1."""


@dataclass(frozen=True)
class Seen:
    """A cut-out figure and where it lies."""

    rgba: NDArray[np.uint8]
    box: Box
    colors: tuple[str, ...]
    """Named colours, most first."""


@dataclass(frozen=True)
class Recognised:
    """What a figure is."""

    kind: Kind
    confidence: float
    """How sure the kind, or else the role, is, from 0 to 1; 0 of what is unknown."""
    role: Role
    """That of the kind, and where the kind is unknown, what is sure all the same."""
    guesses: tuple[tuple[Kind, float], ...] = ()
    """Kinds it may be with their chances, likeliest first; they are no names."""


UNKNOWN = Recognised(Kind.UNKNOWN, 0.0, Role.UNKNOWN)


def recognise(figures: Sequence[Seen], told: frozenset[Kind] = frozenset()) -> tuple[Recognised, ...]:
    """Name each of the figures of a page.

    Args:
        figures: All figures of one page.
        told: Kinds that the child's own words speak of.
    """
    return tuple(decide(chances(figure, len(figures), told)) for figure in figures)


def chances(figure: Seen, n_figures: int, told: frozenset[Kind] = frozenset()) -> Chances:
    """Weigh what the net sees with where the figure lies, its colours, and what the child said."""
    seen = look(figure.rgba)
    weights = likelihoods(figure.box, figure.colors, n_figures, told)
    weighed = {name: share * weights.get(name, 1.0) for name, share in seen.items()}
    total = sum(weighed.values())
    return {name: share / total for name, share in weighed.items()} if total else {OTHER: 1.0}


def look(rgba: NDArray[np.uint8]) -> Chances:
    """Give what the net makes of a cut-out, as the mean over a few views of it."""
    picture = on_white(rgba)
    squares = [square for bolder in _BOLDER_PX if (square := to_square(picture, bolder)) is not None]
    if not squares:
        return {OTHER: 1.0}
    views = [view for square in squares for view in (square, square[:, ::-1])]
    depth = 1 - np.stack(views).transpose(0, 3, 1, 2).astype(np.float32) / 255
    session, names = _open()
    shares = np.asarray(session.run(None, {"depth": depth})[0]).mean(axis=0)
    return {name: float(share) for name, share in zip(names, shares, strict=True)}


def decide(weighed: Mapping[str, float]) -> Recognised:
    """Name the likeliest kind if that is sure, else the role, by its general kind if it has one."""
    return replace(_sure(weighed), guesses=_guesses(weighed))


def _guesses(weighed: Mapping[str, float]) -> tuple[tuple[Kind, float], ...]:
    likeliest = sorted(((share, name) for name, share in weighed.items() if name != OTHER), reverse=True)
    return tuple(
        (Kind(name), round(share, 3)) for share, name in likeliest[:_GUESSES] if share >= _LEAST_GUESS
    )


def _sure(weighed: Mapping[str, float]) -> Recognised:
    for_kind, for_role = rules()
    kind, features = likeliest_kind(weighed)
    sure = for_kind.sureness(kind, features)
    if kind != OTHER and sure >= for_kind.least:
        return Recognised(Kind(kind), round(sure, 3), role_of(Kind(kind)))
    role, features = likeliest_role(weighed)
    sure = for_role.sureness(role, features)
    if sure >= for_role.least:
        return Recognised(GENERAL.get(role, Kind.UNKNOWN), round(sure, 3), role)
    return UNKNOWN


def likeliest_kind(weighed: Mapping[str, float]) -> tuple[str, Features]:
    """Give the likeliest kind, or `other`, and what its sureness depends on."""
    (kind, chance), (_, following) = _first_two(weighed)
    return kind, features_of(chance, following, weighed.get(OTHER, 0.0))


def likeliest_role(weighed: Mapping[str, float]) -> tuple[Role, Features]:
    """Give the likeliest role, as likely as its kinds together, and what its sureness depends on."""
    together = dict.fromkeys(map(str, Role), 0.0)
    for name, chance in weighed.items():
        if name != OTHER:
            together[role_of(Kind(name))] += chance
    (role, chance), (_, following) = _first_two(together)
    return Role(role), features_of(chance, following, weighed.get(OTHER, 0.0))


def _first_two(chances: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted([*chances.items(), (OTHER, 0.0)], key=lambda one: one[1], reverse=True)[:2]


@cache
def _open() -> tuple["onnxruntime.InferenceSession", tuple[str, ...]]:
    """Open the net once; it may be asked from several threads at a time."""
    import onnxruntime  # not before a drawing is read: it is heavy

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    model = (files("storyvid_dagster.recognition") / "kinds.onnx").read_bytes()
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return session, tuple(session.get_modelmeta().custom_metadata_map["kinds"].split())
