"""What is seen in a drawing at once, before there is a story of it: nothing is kept on disk."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.kinds import Kind
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.cutout.cut import cut_out
from storyvid_dagster.cutout.raster import fit
from storyvid_dagster.images import encode_png
from storyvid_dagster.intake.pictures import decode_drawing
from storyvid_dagster.stages.analyze_drawing import MAX_EDGE_PX, SeenFigure, seen_figures

_SHOWN_PX = 320
_CHOICES = 3


@dataclass(frozen=True)
class SeenAtOnce:
    """A figure to be confirmed, corrected or dropped."""

    number: int
    """As the story's analysis will number it."""
    png: bytes
    """A small RGBA picture of it."""
    kind: Kind
    """`UNKNOWN` where it is not sure."""
    choices: tuple[Kind, ...]
    """What it may be, likeliest first, the kind before all."""


def first_look(
    data: bytes, name: str, asked: StoryRequest, *, max_bytes: int, max_pixels: int
) -> tuple[SeenAtOnce, ...]:
    """Cut out the figures of a drawing and say what they seem to be, as its analysis will.

    Args:
        data: The picture as it was sent.
        name: What its file is called, for errors.
        asked: What is asked of its story: the child's own words tell kinds.
        max_bytes: More are refused.
        max_pixels: More are refused.

    Returns:
        The figures, the hero first; none where the page would be filmed whole.

    Raises:
        DrawingRejected: It is not a drawing.
    """
    photo = decode_drawing(data, name, max_bytes=max_bytes, max_pixels=max_pixels, max_edge_px=MAX_EDGE_PX)
    cut = cut_out(photo, as_page=asked.as_page)
    return () if cut.cut == "page" else tuple(map(_shown, seen_figures(cut, asked)))


def _shown(seen: SeenFigure) -> SeenAtOnce:
    known = () if seen.recognised.kind is Kind.UNKNOWN else (seen.recognised.kind,)
    guesses = (kind for kind, _ in seen.recognised.guesses if kind is not Kind.UNKNOWN)
    choices = tuple(dict.fromkeys((*known, *guesses)))[:_CHOICES]
    return SeenAtOnce(seen.number, encode_png(_small(seen.cut.rgba)), seen.recognised.kind, choices)


def _small(rgba: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return fit(rgba, _SHOWN_PX)
