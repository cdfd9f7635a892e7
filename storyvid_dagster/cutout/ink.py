# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Tell ink from paper on an evenly lit page, and drop what no child drew: shadow rims, ruled lines, table."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.intruders import find_intruders
from storyvid_dagster.cutout.raster import (
    Mask,
    Plane,
    Rgb,
    blobs,
    chroma,
    close,
    dilate,
    disc,
    lab,
    open_,
    span_px,
)

_FAINT, _BOLD = 0.7, 1.8
"""Parts of the energy of the faintest stroke."""
_PAPER_LIGHTNESS = 96.9
_PAPER_CHROMA = 2.0
_SMALLEST_BIT = 0.008
"""Length of a stroke, in parts of the span, below which it is dirt."""
_DASH_GAP = 0.002
"""Half the gap between the dashes that faint pencil leaves of a line, in parts of the span."""
_NEAR_ON_LINE = 0.028
"""Stretch of a ruled line that tells how dark it is, in parts of the span."""
_CROSSING = 1.8
"""How much darker ruling is where two lines cross."""
_SURELY_INK = 1.5
"""So much darker than ruling, even a dot is drawn."""
_LINE_PX = 11
"""A bit more than the width of a ruled line."""
_MARGIN = 0.85
"""Part of the side that the margin of ruled paper runs along."""
_BENT = 0.02
"""How far parts of one margin may lie beside each other, in parts of the long side: paper bends."""
_TABLE_CHROMA = 12.0
_TABLE_WIDE, _TABLE_DEEP, _TABLE_SOLID = 0.5, 0.1, 0.97
"""Part of the side it takes, most part of the page, and how much of it hangs together down to its edge."""
_TABLE_ROUGH = 12.0
"""Lightness varies by less, as a standard deviation."""


@dataclass(frozen=True)
class Ink:
    """What is drawn on a page."""

    energy: Plane
    """How much every pixel differs from paper, 0 to about 130 (Lab; colour weighs more than darkness)."""
    low: float
    """Energy of the faintest stroke; it must reach 1.8 times this somewhere."""
    drawn: Mask
    """Strokes and areas, without dirt."""
    bold: Mask
    """Everything bold, down to the smallest dot: eyes are no dirt."""
    foreign: Mask
    """What no child drew; in none of the masks above."""
    rims: Mask
    """Of that, what looks like the soft edge of a shadow."""
    ruling: Mask
    """Of that, the lines of ruled or squared paper."""


def find_ink(page: Rgb) -> Ink:
    """Find the ink of an evenly lit page; grainy pages are smoothed first, faint pencil stays.

    Rims of shadows and the lines of ruled or squared paper do not count. Ruling is at least five
    thin, long, evenly spaced lines; strokes over them are darker or thicker and stay. Paper seen in
    strong perspective keeps its ruling.
    """
    energy, colorful = _measure(np.asarray(cv2.GaussianBlur(page, (5, 5), 0.9), np.uint8))
    floor, noise = _grain(energy)
    if noise > 2.2:
        energy, colorful = _measure(np.asarray(cv2.medianBlur(page, 5), np.uint8))
        floor, noise = _grain(energy)
    low = _lowest(floor, noise)
    across, down = _ruling(energy, low)
    if across.any() or down.any():
        low = min(low, _lowest(*_grain(energy[(across | down) == 0][None])))
        across, down = (old | new for old, new in zip((across, down), _ruling(energy, low), strict=True))
        energy = _over_ruling(energy, low, across, down)
        across, down = across & (energy < low), down & (energy < low)
    drawn = _trace(energy, low)
    rims = _shadow_rims(energy, colorful, drawn)
    colors = lab(page)
    foreign = across | down | _table(colors, energy, colorful, low)
    foreign |= find_intruders(colors, drawn & (1 - (foreign | rims)))
    rims &= 1 - foreign
    own = 1 - (foreign | rims)
    return Ink(energy, low, drawn & own, _bold(energy, low) & own, foreign | rims, rims, across | down)


def _lowest(floor: float, noise: float) -> float:
    return float(np.clip(floor + 3.2 * noise, 6.0, 20))


def _ruling(energy: Plane, low: float) -> tuple[Mask, Mask]:
    """Mark ruled lines across and down."""
    faint = (energy > _FAINT * low).astype(np.uint8)
    across = _ruled_lines(faint)
    return across, _ruled_lines(np.ascontiguousarray(faint.T), is_margin=bool(across.any())).T


def _over_ruling(energy: Plane, low: float, across: Mask, down: Mask) -> Plane:
    """Take ruling out of the energy, but for what is drawn over it, which is darker than the line near by."""
    stretch = round(_NEAR_ON_LINE * span_px(energy.shape))
    ruling, darkest = np.zeros_like(energy), 0.0
    for lines, box in ((across, (stretch, 1)), (down, (1, stretch))):
        if lines.any():
            level = float(np.percentile(energy[lines > 0], 90))
            near_by = cv2.blur(np.minimum(energy, level), box)
            ruling += cv2.dilate(near_by, np.ones((3, 3), np.uint8)) * lines  # lines bend
            darkest = max(darkest, level)
    ruling = np.minimum(ruling, _CROSSING * darkest)
    rest = np.where((ruling == 0) | (energy > ruling + low), energy, np.maximum(0, energy - ruling))
    firm = energy > _SURELY_INK * darkest
    drawn = _without_bits((rest > low).astype(np.uint8), firm.astype(np.uint8))
    at_border = np.ones(rest.shape, np.bool_)
    at_border[_LINE_PX:-_LINE_PX, _LINE_PX:-_LINE_PX] = False
    rest[((ruling > 0) | (at_border & ~firm)) & (drawn == 0)] = 0
    for lines, gap in ((across, (_LINE_PX, 1)), (down, (1, _LINE_PX))):
        # Faint pencil is lost on a line: what comes to it from both sides goes through.
        through = close(dilate(drawn, np.ones((3, 3), np.uint8)), np.ones(gap, np.uint8)) & lines
        rest = np.where(through > 0, np.maximum(energy, 1.1 * low), rest)
    return rest


def _without_bits(drawn: Mask, firm: Mask) -> Mask:
    """Drop what may be left of ruling, being small or close along the border, unless it is firm."""
    labels, pieces = blobs(drawn)
    height, width = drawn.shape
    least = _SMALLEST_BIT * span_px(drawn.shape)
    kept = np.zeros(len(pieces) + 1, np.uint8)
    for piece in pieces:
        nearest = min(piece.y + piece.height, piece.x + piece.width, height - piece.y, width - piece.x)
        kept[piece.label] = max(piece.width, piece.height) >= least and nearest > _LINE_PX
    kept[labels[firm > 0]] = 1
    kept[0] = 0
    return kept[labels]


def stricter(ink: Ink, factor: float) -> Ink:
    """Ask for ink that is `factor` times bolder."""
    return retraced(replace(ink, low=ink.low * factor))


def retraced(ink: Ink) -> Ink:
    """Find the strokes anew in the energy of ink."""
    own = 1 - ink.foreign
    return replace(ink, drawn=_trace(ink.energy, ink.low) & own, bold=_bold(ink.energy, ink.low) & own)


def _trace(energy: Plane, low: float) -> Mask:
    """Weak pixels count where they hang together with a strong one, be it as dashes of one line."""
    weak = (energy > low).astype(np.uint8)
    reach = disc(_DASH_GAP * span_px(energy.shape))
    labels, pieces = blobs(dilate(weak, reach))
    kept = np.zeros(len(pieces) + 1, np.uint8)
    kept[labels[energy > _BOLD * low]] = 1
    smallest = span_px(labels.shape) * _SMALLEST_BIT + len(reach) - 1
    for piece in pieces:
        kept[piece.label] &= max(piece.width, piece.height) >= smallest
    kept[0] = 0
    return kept[labels] & weak


def _bold(energy: Plane, low: float) -> Mask:
    return (energy > _BOLD * low).astype(np.uint8)


def _measure(page: Rgb) -> tuple[Plane, Plane]:
    """Give the energy and the chroma of every pixel."""
    colors = lab(page)
    colorful = chroma(colors)
    darkness = np.maximum(0, _PAPER_LIGHTNESS - colors[..., 0])
    energy = cv2.magnitude(darkness, 1.25 * np.maximum(0, colorful - _PAPER_CHROMA))
    return np.asarray(energy, np.float32), colorful


def _grain(energy: Plane) -> tuple[float, float]:
    """Give the usual energy of paper and its spread (20th to 80th percentile as a deviation)."""
    paper = energy[::2, ::2]
    paper = paper[paper < 30]
    if paper.size < 120:
        return 0.0, 0.0
    p20, p40, p80 = np.percentile(paper, (20, 40, 80))
    return float(p40), float(p80 - p20) / 1.68


def _table(colors: Plane, energy: Plane, colorful: Plane, low: float) -> Mask:
    """What is seen beyond the sheet: smooth grey strips along a side of the photo, without a gap to it.

    Grey crayon is rough, and a line along the whole border keeps off it somewhere.
    """
    gray = ((energy > _BOLD * low) & (colorful < _TABLE_CHROMA)).astype(np.uint8)
    table = np.zeros_like(gray)
    if max(side.mean() for side in (gray[0], gray[-1], gray[:, 0], gray[:, -1])) < _TABLE_WIDE:
        return table
    labels, _ = blobs(gray)
    lightness = colors[..., 0]
    for turns in range(4):
        # Each side in turn is looked at as the top one.
        side, light = np.rot90(labels, turns), np.rot90(lightness, turns)
        for label in np.unique(side[0][side[0] > 0]).tolist():
            piece = side == label
            if _lies_along_the_top(piece) and float(light[piece].std()) < _TABLE_ROUGH:
                table |= np.rot90(piece, -turns).astype(np.uint8)
    return dilate(table, np.ones((7, 7), np.uint8)) if table.any() else table


def _lies_along_the_top(piece: NDArray[np.bool_]) -> bool:
    """Tell a strip that reaches from the top row down, without holes, and not far."""
    deep = int(np.flatnonzero(piece.any(1))[-1]) + 1
    down_to_its_edge = np.maximum.accumulate(piece[:deep][::-1])
    is_solid = np.count_nonzero(piece) >= _TABLE_SOLID * np.count_nonzero(down_to_its_edge)
    return bool(piece[0].mean() >= _TABLE_WIDE and deep <= _TABLE_DEEP * len(piece) and is_solid)


def _shadow_rims(energy: Plane, colorful: Plane, drawn: Mask) -> Mask:
    """Soft grey edges of shadows: colourless, much weaker than the drawing's ink, without an edge."""
    inked = energy[drawn > 0]
    strength = float(np.percentile(inked, 75)) if inked.size > 500 else 0.0
    if strength <= 34:
        return np.zeros_like(drawn)
    soft = cv2.GaussianBlur(energy, (0, 0), 1.2)
    slope = np.hypot(
        cv2.Sobel(soft, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(soft, cv2.CV_32F, 0, 1, scale=1 / 8)
    )
    steepest = cv2.dilate(slope, np.ones((9, 9), np.uint8))
    rim = (colorful < 13) & (energy < 0.42 * strength) & (steepest < 0.10 * strength)
    return rim.astype(np.uint8) & drawn


def _ruled_lines(faint: Mask, *, is_margin: bool = False) -> Mask:
    """Mark horizontal ruling, also where it is hardly printed; as a margin it may be a single line."""
    width, longest = faint.shape[1], max(faint.shape)
    joined = close(dilate(faint, np.ones((3, 1), np.uint8)), np.ones((1, max(3, width // 60)), np.uint8))
    runs = open_(joined, np.ones((1, max(3, width // 10)), np.uint8))
    labels, pieces = blobs(runs)
    lines = [p for p in pieces if p.width > 0.45 * width and p.area / p.width < 0.008 * longest + 2]
    if not _evenly_spaced([line.center_y for line in lines], longest):
        margins = [line.center_y for line in lines if is_margin and line.width > _MARGIN * width]
        near = [p.label for p in pieces if any(abs(p.center_y - at) < _BENT * longest for at in margins)]
        runs = np.isin(labels, near).astype(np.uint8) if near else np.zeros_like(runs)
    thick = open_(faint, np.ones((7, 7), np.uint8))
    end = width // 60  # a line that comes so near the border goes on to it
    runs[:, :end], runs[:, -end:] = runs[:, end, None], runs[:, -end - 1, None]
    return runs & (1 - dilate(thick, np.ones((3, 3), np.uint8)))


def _evenly_spaced(places: list[float], longest: int) -> bool:
    """Tell whether most gaps are the usual one or a multiple of it, where a figure hides lines."""
    gaps = np.diff(np.sort(places))
    gaps = gaps[gaps > 0.010 * longest]  # halves of one line, left and right of a figure
    if len(gaps) < 4:
        return False
    usual = gaps / np.median(gaps)
    return bool((np.abs(usual - usual.round()) < 0.2).mean() > 0.75 and usual.min() > 0.7)
