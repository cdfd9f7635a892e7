# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Tell ink from paper on an evenly lit page, and drop what no child drew: shadow rims, ruled lines."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from storyvid_dagster.cutout.raster import Mask, Plane, Rgb, blobs, chroma, dilate, lab, open_, span_px

_PAPER_LIGHTNESS = 96.9
_PAPER_CHROMA = 2.0
_SMALLEST_BIT = 0.008
"""Length of a stroke, in parts of the span, below which it is dirt."""


@dataclass(frozen=True)
class Ink:
    """How much every pixel differs from paper, and from where on that counts as drawn."""

    energy: Plane
    """Distance from paper, 0 to about 130 (Lab units, colour weighing more than darkness)."""
    chroma: Plane
    low: float
    """Energy of the faintest stroke; a stroke must reach 1.8 times this somewhere."""
    foreign: Mask
    """Marks that are not the child's, once `without_foreign` has looked for them."""


def measure_ink(page: Rgb) -> Ink:
    """Measure an evenly lit page; grainy pages are smoothed first, faint pencil stays."""
    colors = lab(np.asarray(cv2.GaussianBlur(page, (0, 0), 0.9), np.uint8))
    energy = _energy(colors)
    floor, noise = _grain(energy)
    if noise > 2.2:
        colors = lab(np.asarray(cv2.medianBlur(page, 5), np.uint8))
        energy = _energy(colors)
        floor, noise = _grain(energy)
    low = float(np.clip(floor + 3.2 * noise, 7.5, 20))
    return Ink(energy, chroma(colors), low, np.zeros(energy.shape, np.uint8))


def trace(ink: Ink, strictness: float = 1.0) -> Mask:
    """Mark everything drawn: weak pixels count where they hang together with a strong one."""
    low = ink.low * strictness
    labels, pieces = blobs((ink.energy > low).astype(np.uint8))
    strong = np.zeros(len(pieces) + 1, bool)
    strong[np.unique(labels[ink.energy > 1.8 * low])] = True
    smallest = span_px(labels.shape) * _SMALLEST_BIT
    for piece in pieces:
        strong[piece.label] &= max(piece.width, piece.height) >= smallest
    strong[0] = False
    return strong[labels].astype(np.uint8) & (1 - ink.foreign)


def strong_ink(ink: Ink) -> Mask:
    """Mark everything bold, down to the smallest dot."""
    return (ink.energy > 1.8 * ink.low).astype(np.uint8) & (1 - ink.foreign)


def without_foreign(ink: Ink) -> Ink:
    """Find the rims of shadows and the lines of ruled or squared paper.

    Ruling is at least five thin, long, evenly spaced lines. Strokes drawn across them are thicker
    and stay. Paper seen in strong perspective keeps its ruling.
    """
    drawn = trace(ink)
    across = _ruled_lines(drawn)
    down = _ruled_lines(np.ascontiguousarray(drawn.T)).T
    return replace(ink, foreign=across | down | _shadow_rims(ink, drawn))


def _energy(colors: Plane) -> Plane:
    darkness = np.maximum(0, _PAPER_LIGHTNESS - colors[..., 0])
    return np.hypot(darkness, 1.25 * np.maximum(0, chroma(colors) - _PAPER_CHROMA))


def _grain(energy: Plane) -> tuple[float, float]:
    """Give the usual energy of paper and its spread (20th to 80th percentile as a deviation)."""
    paper = energy[::2, ::2]
    paper = paper[paper < 30]
    if paper.size < 120:
        return 0.0, 0.0
    p20, p40, p80 = np.percentile(paper, (20, 40, 80))
    return float(p40), float(p80 - p20) / 1.68


def _shadow_rims(ink: Ink, drawn: Mask) -> Mask:
    """Soft grey edges of shadows: colourless, much weaker than the drawing's ink, without an edge."""
    inked = ink.energy[drawn > 0]
    strength = float(np.percentile(inked, 75)) if inked.size > 500 else 0.0
    if strength <= 34:
        return np.zeros_like(drawn)
    soft = cv2.GaussianBlur(ink.energy, (0, 0), 1.2)
    slope = np.hypot(
        cv2.Sobel(soft, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(soft, cv2.CV_32F, 0, 1, scale=1 / 8)
    )
    steepest = cv2.dilate(slope, np.ones((9, 9), np.uint8))
    rim = (ink.chroma < 13) & (ink.energy < 0.42 * strength) & (steepest < 0.10 * strength)
    return rim.astype(np.uint8) & drawn


def _ruled_lines(drawn: Mask) -> Mask:
    """Mark horizontal ruling."""
    width, longest = drawn.shape[1], max(drawn.shape)
    runs = open_(dilate(drawn, np.ones((3, 1), np.uint8)), np.ones((1, max(3, width // 10)), np.uint8))
    lines = [p for p in blobs(runs)[1] if p.width > 0.2 * width and p.area / p.width < 0.008 * longest + 2]
    if not _evenly_spaced([line.center_y for line in lines], longest):
        return np.zeros_like(drawn)
    thick = open_(drawn, np.ones((7, 7), np.uint8))
    return runs & (1 - dilate(thick, np.ones((3, 3), np.uint8)))


def _evenly_spaced(places: list[float], longest: int) -> bool:
    """Tell whether most gaps are the usual one or a multiple of it, where a figure hides lines."""
    gaps = np.diff(np.sort(places))
    gaps = gaps[gaps > 0.010 * longest]  # halves of one line, left and right of a figure
    if len(gaps) < 4:
        return False
    usual = gaps / np.median(gaps)
    return bool((np.abs(usual - usual.round()) < 0.2).mean() > 0.75 and usual.min() > 0.7)
