# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Ground and sky: strips of one colour from side to side, which would glue all figures together."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.raster import Mask, Rgb, blobs, chroma, close, dilate, fit, lab, resize_mask

_SEARCH_PX = 480
_HUE_ENDS = (7, 20, 34, 84, 98, 128, 150, 172, 180)
"""Upper ends of the hue classes on OpenCV's 0 to 180 circle: red, orange, yellow, green, teal, blue,
violet, pink, red again."""
_RED, _BROWN, _SKY_CLASSES = 1, 9, (5, 6)
_MIN_CHROMA = 12
_WIDE = 0.55


@dataclass(frozen=True)
class Bands:
    """Ink that is ground or sky, as masks of the page's size."""

    ground: Mask
    sky: Mask


def find_bands(page: Rgb, drawn: Mask) -> Bands:
    """Find ground and sky among what is drawn on an evenly lit page.

    Only coloured strips count: as a grey one, six children holding hands would be ground.
    """
    small = fit(page, _SEARCH_PX)
    inked = resize_mask(drawn, small.shape, level=0.24)
    hues = _hue_classes(np.asarray(cv2.medianBlur(small, 5), np.uint8))
    ground, sky = np.zeros_like(inked), np.zeros_like(inked)
    height, width = inked.shape
    bridge = np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (15, 9)), np.uint8)
    for hue in range(1, _BROWN + 1):
        colored = ((hues == hue) & (inked > 0)).astype(np.uint8)
        if colored.sum() < 0.006 * colored.size:
            continue
        labels, pieces = blobs(close(colored, bridge))
        for piece in pieces:
            if piece.width < _WIDE * width or piece.height > 0.62 * height:
                continue
            strip = ((labels == piece.label) & (colored > 0)).astype(np.uint8)
            strip = dilate(strip, np.ones((5, 5), np.uint8)) & ((hues == hue) | (hues == 0))
            if piece.center_y > 0.62 * height and piece.y + piece.height >= 0.80 * height:
                ground |= strip
            elif piece.center_y < 0.30 * height and hue in _SKY_CLASSES:
                sky |= strip
    seal = np.ones((3, 3), np.uint8)
    return Bands(resize_mask(close(ground, seal), drawn.shape), resize_mask(close(sky, seal), drawn.shape))


def _hue_classes(small: Rgb) -> NDArray[np.uint8]:
    """Class 1 to 9 of every colourful pixel, 0 for grey ones."""
    hsv = cv2.cvtColor(small, cv2.COLOR_RGB2HSV)
    classes = (np.searchsorted(_HUE_ENDS, hsv[..., 0], side="right") + 1).astype(np.uint8)
    classes[classes == len(_HUE_ENDS)] = _RED
    classes[(hsv[..., 0] < 22) & (hsv[..., 2] < 165)] = _BROWN
    classes[chroma(lab(small)) < _MIN_CHROMA] = 0
    return classes
