# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""A page painted edge to edge has no paper to compare with: guess the figure from flat colours."""

import cv2
import numpy as np

from storyvid_dagster.cutout.raster import Mask, Rgb, close, disc, fit, lab, open_, resize_mask

_SEARCH_PX = 220
_COLORS = 6


def find_foreground(page: Rgb) -> Mask:
    """Mark what is neither a large colour area nor the colour of the border.

    Good on flat colour, poor on brushwork; the caller keeps only what looks whole.
    """
    small = cv2.pyrMeanShiftFiltering(fit(page, _SEARCH_PX), 8, 22)
    colors = lab(np.asarray(small, np.uint8)) * np.array([1.5, 1.2, 1.2], np.float32)
    pixels = colors.reshape(-1, 3)
    count = min(_COLORS, len(pixels))
    cv2.setRNGSeed(7)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 1.0)
    start = np.zeros((len(pixels), 1), np.int32)
    _, labels, _ = cv2.kmeans(pixels, count, start, stop, 2, cv2.KMEANS_PP_CENTERS)
    classes = np.asarray(labels).reshape(colors.shape[:2])
    border = np.concatenate(
        [classes[:3].ravel(), classes[-3:].ravel(), classes[:, :3].ravel(), classes[:, -3:].ravel()]
    )
    foreground = np.zeros(classes.shape, np.uint8)
    for index in range(count):
        share, at_border = (classes == index).mean(), (border == index).mean()
        if share <= 0.12 and (at_border <= 0.10 or share <= 0.03):
            foreground[classes == index] = 1
    foreground = close(open_(foreground, np.ones((3, 3), np.uint8)), disc(3))
    return resize_mask(foreground, page.shape)
