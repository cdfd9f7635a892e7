"""How a cut-out is held against what was drawn; masks have the height and width of the page."""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.cut import CutFigure, CutOut

PURPLE, RED, GREEN, BLUE = (92, 44, 160), (214, 40, 44), (60, 158, 72), (52, 96, 214)
BROWN, BLACK, PALE, LILAC = (124, 78, 40), (30, 30, 34), (200, 200, 205), (170, 130, 220)
YELLOW = (252, 214, 20)
MIN_IOU = 0.85
MIN_KEPT = 0.985
"""Part of a figure's strokes that must be on its sticker."""
RIM_PX = 17
"""Rim on a page of 1200 x 900."""
WHITE = 245
MOST_UNWHITE = 0.003
NewSheet = Callable[..., Any]


def on_page(cut: CutOut, figure: CutFigure) -> NDArray[np.bool_]:
    """Lay a sticker back where it was drawn; pages here are as large as their stickers' pixels."""
    height, width = cut.page.shape[:2]
    laid = np.zeros((height + 400, width + 400), bool)
    high, wide = figure.rgba.shape[:2]
    x = round((figure.box.x + figure.box.width / 2) * width - wide / 2) + 200
    y = round((figure.box.y + figure.box.height / 2) * height - high / 2) + 200
    laid[y : y + high, x : x + wide] = figure.rgba[..., 3] > 127
    return laid[200:-200, 200:-200]


def with_rim(truth: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Give a drawn shape with the white rim of its sticker."""
    return cv2.distanceTransform((~truth).astype(np.uint8), cv2.DIST_L2, 5) <= RIM_PX


def iou(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    """Give what both cover over what either covers."""
    return float((one & other).sum() / (one | other).sum())


def unwhite(page: NDArray[np.uint8], truth: dict[str, NDArray[np.bool_]]) -> float:
    """Part of the bare paper that is not white."""
    drawn = np.logical_or.reduce([*truth.values(), np.zeros(page.shape[:2], bool)])
    bare = cv2.dilate(drawn.astype(np.uint8), np.ones((25, 25), np.uint8)) == 0
    return float((page[bare].min(axis=1) < WHITE).mean())
