# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Even out the light of a photo: casts, vignettes and hard shadows go, crayon keeps its colour.

Only pixels that are paper tell what the light was. Dividing by a plain blur would bleach every
filled area, because there the blur sees crayon.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.raster import Plane, Rgb, blobs, chroma, close, dilate, erode, fit, lab

PAPER_WHITE = 250
_FIELD_PX = 320
_STROKE_PX = 7
"""Width of the widest stroke, at the size of the field."""
_AT_ONCE = 16384
"""Pixels whose light is computed in one go."""
_MOST_CAST = 0.5
"""How far the channels of white paper may lie apart, in parts of the brightest: a warm bulb gives 0.4."""
_NEUTRAL_PAPER = (0.0, 6.0)
"""Lab a, b of paper under house light: a little warm."""


@dataclass(frozen=True)
class Light:
    """How bright paper would be all over a page."""

    field: Rgb
    """(h, w, 3) uint8, a small picture of the light."""
    paper: float
    """Part of the page that is bare paper, 0 to 1."""
    tint: tuple[int, int, int]
    """RGB of paper in the middle of that light."""

    @property
    def is_colored(self) -> bool:
        """Tell coloured paper, or one flat paint all over, from white paper under any lamp."""
        return max(self.tint) - min(self.tint) > _MOST_CAST * max(self.tint)


def is_dark_paper(rgb: Rgb) -> bool:
    """Tell black or navy paper from white paper in a dim room: what is drawn on it is brighter."""
    lightness = lab(fit(rgb, 200))[..., 0]
    low, most, high = (float(v) for v in np.percentile(lightness, (2, 50, 98)))
    return most < 35 and high - most > 1.5 * (most - low)


def find_light(rgb: Rgb) -> Light | None:
    """Estimate the light from the paper between the strokes; `None` when no paper can be seen."""
    small = fit(rgb, _FIELD_PX)
    paper = _bare_paper(small)
    fraction = float(close(paper.astype(np.uint8), np.ones((5, 5), np.uint8)).mean())
    if paper.mean() < 0.02 or paper.sum() < 30:
        return None
    logs = np.log(small.astype(np.float32) + 4)
    smooth = _quadratic_fit(logs, paper)
    left_over = _spread(np.where(paper[..., None], logs - smooth, 0).astype(np.float32), paper)
    field = np.clip(np.exp(smooth + left_over) - 4, 20, 255).astype(np.uint8)
    red, green, blue = (int(value) for value in np.median(field[paper], axis=0))
    return Light(field, fraction, (red, green, blue))


def even_out(rgb: Rgb, light: Light, *, keep_tint: bool = False) -> Rgb:
    """Divide a picture by its light.

    Bare paper becomes `PAPER_WHITE`, or with `keep_tint` the one colour it mostly has.
    """
    size = (rgb.shape[1], rgb.shape[0])
    field = cv2.resize(light.field, size, interpolation=cv2.INTER_LINEAR)
    if not keep_tint:
        return np.asarray(cv2.divide(rgb, field, scale=PAPER_WHITE), np.uint8)
    channels = zip(cv2.split(rgb), cv2.split(field), light.tint, strict=True)
    return np.asarray(
        cv2.merge([cv2.divide(seen, lit, scale=tint) for seen, lit, tint in channels]), np.uint8
    )


def _bare_paper(small: Rgb) -> NDArray[np.bool_]:
    """As bright as the brightest nearby, and of the page's commonest near-neutral hue."""
    side = max(9, int(0.05 * max(small.shape)) | 1)
    darkest = np.asarray(cv2.medianBlur(small.min(2), 3), np.uint8)
    brightest_near = cv2.blur(cv2.dilate(darkest, np.ones((side, side), np.uint8)), (side, side))
    candidate = darkest > brightest_near.astype(np.float32) - 14
    colors = lab(small)
    bright = candidate & (colors[..., 0] > 0.55 * np.percentile(colors[..., 0], 85))
    candidates = bright if bright.sum() >= 200 else candidate
    votes, _, _ = np.histogram2d(
        colors[candidates][:, 1], colors[candidates][:, 2], bins=64, range=[[-128, 128], [-128, 128]]
    )
    centers = np.arange(64) * 4 - 126
    a, b = np.meshgrid(centers, centers, indexing="ij")
    likely = np.exp(-((a - _NEUTRAL_PAPER[0]) ** 2 + (b - _NEUTRAL_PAPER[1]) ** 2) / (2 * 26.0**2))
    votes = cv2.GaussianBlur((votes * likely).astype(np.float32), (0, 0), 1)
    best = int(votes.argmax())
    colors[..., 1] -= centers[best // 64]
    colors[..., 2] -= centers[best % 64]
    of_paper = chroma(colors) < 11
    stroke = _thin_and_darker(darkest)
    paper = candidate & of_paper & ~stroke
    paper = erode(paper.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    shaded = _shadow_edge(darkest, paper, 2 * side + 9) & _same_hue(small, paper)
    return _without_specks(paper | (shaded & of_paper & ~stroke))


def _without_specks(paper: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Drop bits where pale crayon lies thin; squared paper is all bits and stays, in a shadow too."""
    labels, pieces = blobs(paper.astype(np.uint8))
    large = np.array([False, *(piece.area > 0.0007 * paper.size for piece in pieces)])[labels]
    if large.sum() <= 0.5 * paper.sum():
        return paper
    alone = dilate(large.astype(np.uint8), np.ones((31, 31), np.uint8)) == 0
    labels, pieces = blobs(close(paper.astype(np.uint8), np.ones((5, 5), np.uint8)))
    squares = np.array([False, *(piece.area > 0.0007 * paper.size for piece in pieces)])[labels]
    return large | (paper & squares & alone)


def _same_hue(small: Rgb, paper: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Pixels of the paper's hue however dark; in the shade even bold crayon has little chroma."""
    brightest = np.maximum(small.max(axis=2, keepdims=True), 1)
    colors = lab((small * np.float32(200) / brightest).astype(np.uint8))
    if paper.any():
        colors -= np.median(colors[paper], axis=0)
    return chroma(colors) < 9


def _thin_and_darker(gray: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Strokes, even faint ones; neither a shadow nor its soft edge is thin."""
    bridged = cv2.morphologyEx(gray, cv2.MORPH_CLOSE, np.ones((_STROKE_PX, _STROKE_PX), np.uint8))
    return np.asarray(cv2.subtract(bridged, gray) > 4)


def _shadow_edge(gray: NDArray[np.uint8], paper: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """Pixels no darker than the darkest paper nearby: the ramp between lit and shaded paper."""
    known = np.where(paper, gray, np.uint8(255)).astype(np.uint8)
    darkest_near = cv2.erode(known, np.ones((reach, reach), np.uint8))
    return (gray.astype(np.int16) >= darkest_near.astype(np.int16) - 2) & (darkest_near < 255)


def _quadratic_fit(logs: Plane, paper: NDArray[np.bool_]) -> Plane:
    """Fit a quadratic to the logarithm of paper's brightness, three rounds, dropping outliers."""
    height, width = logs.shape[:2]
    y, x = (axis.ravel() for axis in np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32))
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1)
    some = np.flatnonzero(paper)
    some = some[:: max(1, len(some) // 4000)]
    rows, values = terms[some], logs.reshape(-1, 3)[some]
    trusted = np.ones(len(some), bool)
    weights = np.zeros((6, 3), np.float32)
    for _ in range(3):
        known = rows[trusted]
        damped = known.T @ known + 1e-3 * np.eye(6, dtype=np.float32)
        weights = np.linalg.solve(damped, known.T @ values[trusted])
        error = (values - rows @ weights).mean(1)
        middle = np.median(error[trusted])
        spread = max(0.02, 1.48 * float(np.median(np.abs(error[trusted] - middle))))
        better = (error > -3 * spread) & (error < 4 * spread)
        if better.sum() < 30:
            break
        trusted = better
    # In pieces: of one large product NumPy makes work for every core, and its threads wait at full speed.
    parts = [terms[at : at + _AT_ONCE] @ weights for at in range(0, len(terms), _AT_ONCE)]
    return np.concatenate(parts).reshape(logs.shape).astype(np.float32)


def _spread(left_over: Plane, paper: NDArray[np.bool_]) -> Plane:
    """Carry what the fit missed, such as a hard shadow, from paper to its surroundings."""
    longest = max(paper.shape)
    known = paper.astype(np.float32)
    total = np.zeros_like(left_over)
    weight = np.full_like(known, 2e-3)
    for part, share in ((0.004, 6.0), (0.012, 1.0), (0.04, 0.12), (0.12, 0.01)):
        side = int(part * longest * 3.46) | 1
        total += share * _soft_blur(left_over, side)
        weight += share * _soft_blur(known, side)
    return total / weight[..., None]


def _soft_blur(plane: Plane, side: int) -> Plane:
    return np.asarray(cv2.blur(cv2.blur(plane, (side, side)), (side, side)), np.float32)
