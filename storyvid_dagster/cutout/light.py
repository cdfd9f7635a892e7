# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Even out the light of a photo: casts, vignettes and hard shadows go, crayon keeps its colour.

Only pixels that are paper tell what the light was. Dividing by a plain blur would bleach every
filled area, because there the blur sees crayon.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.raster import Plane, Rgb, chroma, close, erode, fit, lab

PAPER_WHITE = 250
_FIELD_PX = 288
_NEUTRAL_PAPER = (0.0, 6.0)
"""Lab a, b of paper under house light: a little warm."""


@dataclass(frozen=True)
class Light:
    """How bright paper would be all over a page."""

    field: Rgb
    """(h, w, 3) uint8, a small picture of the light."""
    paper: float
    """Part of the page that is bare paper, 0 to 1."""


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
    field = np.exp(smooth + left_over) - 4
    return Light(np.clip(field, 20, 255).astype(np.uint8), fraction)


def even_out(rgb: Rgb, light: Light) -> Rgb:
    """Divide a picture by its light: bare paper becomes `PAPER_WHITE`."""
    size = (rgb.shape[1], rgb.shape[0])
    field = cv2.resize(light.field, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(rgb, field, scale=PAPER_WHITE), np.uint8)


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
    paper = (candidate & (chroma(colors) < 11)).astype(np.uint8)
    return erode(paper, np.ones((3, 3), np.uint8)) > 0


def _quadratic_fit(logs: Plane, paper: NDArray[np.bool_]) -> Plane:
    """Fit a quadratic to the logarithm of paper's brightness, three rounds, dropping outliers."""
    height, width = logs.shape[:2]
    y, x = (axis.ravel() for axis in np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32))
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1)
    values, seen = logs.reshape(-1, 3), paper.ravel()
    trusted = seen
    weights = np.zeros((6, 3), np.float32)
    for _ in range(3):
        some = np.flatnonzero(trusted)
        some = some[:: max(1, len(some) // 4000)]
        rows = terms[some]
        weights = np.linalg.solve(rows.T @ rows + 1e-3 * np.eye(6, dtype=np.float32), rows.T @ values[some])
        error = (values - terms @ weights).mean(1)
        middle = np.median(error[trusted])
        spread = max(0.02, 1.48 * float(np.median(np.abs(error[trusted] - middle))))
        better = seen & (error > -3 * spread) & (error < 4 * spread)
        if better.sum() < 30:
            break
        trusted = better
    return (terms @ weights).reshape(logs.shape).astype(np.float32)


def _spread(left_over: Plane, paper: NDArray[np.bool_]) -> Plane:
    """Carry what the fit missed, such as a hard shadow, from paper to its surroundings."""
    longest = max(paper.shape)
    known = paper.astype(np.float32)
    total = np.zeros_like(left_over)
    weight = np.full_like(known, 2e-3)
    for part, share in ((0.012, 1.0), (0.04, 0.12), (0.12, 0.01)):
        side = int(part * longest * 3.46) | 1
        total += share * _soft_blur(left_over, side)
        weight += share * _soft_blur(known, side)
    return total / weight[..., None]


def _soft_blur(plane: Plane, side: int) -> Plane:
    return np.asarray(cv2.blur(cv2.blur(plane, (side, side)), (side, side)), np.float32)
