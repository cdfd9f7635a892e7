"""Which strokes are one figure: a limb that comes off its body is of it."""

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.grouping import group


def _body() -> NDArray[np.uint8]:
    page = np.zeros((570, 760), np.uint8)
    cv2.ellipse(page, (380, 280), (90, 120), 0, 0, 360, 1, -1)
    return page


def test_an_arm_that_ends_a_little_before_its_body_is_of_it() -> None:
    page = cv2.line(_body(), (492, 280), (550, 262), 1, 6)
    (figure,) = group(page)
    assert figure[265, 540]


def test_a_stroke_beside_a_body_that_points_elsewhere_is_not_of_it() -> None:
    page = cv2.line(_body(), (495, 250), (495, 310), 1, 6)
    assert len(group(page)) == 2
