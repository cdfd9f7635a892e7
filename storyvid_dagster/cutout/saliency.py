# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""What stands out in a painted picture: regions that are unlike the rest and not tied to its border.

After Zhu, Liang, Wei and Sun, "Saliency Optimization from Robust Background Detection" (CVPR 2014): a region
belongs to the background when much of its outline, for its size, runs along the border of the picture.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.raster import Mask, Plane, Rgb, blobs, lab

_STEP_PX = 16
"""Regions are about so wide; a finer net takes more than it tells."""
_SAME = 3.0
"""Colours that differ less (in Lab) are one colour in brush strokes."""
_ALIKE = 10.0
"""How far colours may differ on the way from region to region and still be of one thing."""
_NEAR = 0.25
"""Regions are compared with those about so far away, in parts of the long side."""
_CUTS = (0.15, 0.25, 0.4, 0.6)
_FREE_CUTS = (0.5, 0.9)
_SAME_SHAPE = 0.85


def saliency(picture: Rgb) -> Iterator[Mask]:
    """Give pieces (H, W) of a smoothed picture (H, W, 3) that stand out, the largest first.

    They are guesses: some are figures, some parts of figures, some trees and clouds.
    """
    regions, n = _regions(picture)
    free, salient = _weights(picture, regions, n)
    found: list[Mask] = []
    for weight, cuts in ((free * salient, _CUTS), (free, _FREE_CUTS)):
        for cut in cuts:
            labels, pieces = blobs((weight > cut).astype(np.uint8)[regions])
            found += ((labels == piece.label).astype(np.uint8) for piece in pieces)
    told: list[Mask] = []
    for mask in sorted(found, key=np.count_nonzero, reverse=True):
        if all(overlap(mask, other) < _SAME_SHAPE for other in told):
            told.append(mask)
            yield mask


def overlap(a: Mask, b: Mask) -> float:
    """Give what two masks share, in parts of what they cover together."""
    return float(np.count_nonzero(a & b) / max(1, np.count_nonzero(a | b)))


def _regions(picture: Rgb) -> tuple[NDArray[np.int64], int]:
    """Part a picture along its edges into regions of one colour: (H, W) numbers from 0, and how many."""
    height, width = picture.shape[:2]
    seeds = np.zeros((height, width), np.int32)
    top, left = (min(_STEP_PX, side) // 2 for side in (height, width))
    grid = seeds[top::_STEP_PX, left::_STEP_PX]
    grid[:] = np.arange(1, grid.size + 1).reshape(grid.shape)
    numbers = np.maximum(cv2.watershed(picture, seeds), 0).astype(np.float32)
    while (unknown := numbers == 0).any():  # the lines between regions belong to one of them
        numbers[unknown] = cv2.dilate(numbers, np.ones((3, 3), np.uint8))[unknown]
    return numbers.astype(np.int64) - 1, grid.size


def _weights(picture: Rgb, regions: NDArray[np.int64], n: int) -> tuple[Plane, Plane]:
    """Give for each region how free of the border it is, and how unlike the background; 0 to 1."""
    flat = regions.ravel()
    size = np.maximum(1, np.bincount(flat, minlength=n))

    def means(planes: NDArray[np.floating]) -> NDArray[np.float64]:
        return np.stack([np.bincount(flat, plane.ravel(), n) / size for plane in planes], 1)

    colors = means(np.moveaxis(lab(picture), 2, 0))
    places = means(np.indices(regions.shape) / max(regions.shape))
    unlike = _apart(colors)
    way = _ways(regions, unlike)
    alike = np.exp(-((way / _ALIKE) ** 2) / 2)
    border = np.zeros(n, np.bool_)
    border[[*regions[0], *regions[-1], *regions[:, 0], *regions[:, -1]]] = True
    tied = alike[:, border].sum(1) / np.sqrt(alike.sum(1))
    free = np.exp(-(tied**2) / 2)
    nearness = np.exp(-((_apart(places) / _NEAR) ** 2) / 2)
    salient = (unlike * nearness * ((1 - free) * size)).sum(1)
    return free.astype(np.float32), (salient / max(1e-6, salient.max())).astype(np.float32)


def _ways(regions: NDArray[np.int64], unlike: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the least sum of steps in colour on the way from each region to each; all borders are one."""
    step = np.maximum(0, unlike - _SAME)
    way = np.full_like(step, np.inf)
    for a, b in ((regions[:, :-1], regions[:, 1:]), (regions[:-1], regions[1:])):
        way[a, b], way[b, a] = step[a, b], step[b, a]
    border = np.unique(np.concatenate([regions[0], regions[-1], regions[:, 0], regions[:, -1]]))
    way[np.ix_(border, border)] = step[np.ix_(border, border)]
    np.fill_diagonal(way, 0)
    for middle in range(len(way)):  # Floyd and Warshall
        np.minimum(way, way[:, middle, None] + way[middle], out=way)
    return way


def _apart(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.linalg.norm(points[:, None] - points[None], axis=2)
