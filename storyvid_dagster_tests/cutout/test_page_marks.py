"""Words and lines across a page are nobody; what only looks like them is somebody."""

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.page_marks import find_marks


def _strokes(*lines: str, px: int = 7) -> NDArray[np.uint8]:
    """Draw lines, given by their corners, below a large figure."""
    page = np.zeros((800, 1100), np.uint8)
    cv2.ellipse(page, (650, 330), (160, 210), 0, 0, 360, 1, px)
    for line in lines:
        corners = np.array([place.split(",") for place in line.split()], float).astype(np.int32)
        cv2.polylines(page, [corners], False, 1, px)
    return page


def _is_marked(page: NDArray[np.uint8], x: int, y: int) -> bool:
    return bool(find_marks(page)[y - 9 : y + 10, x - 9 : x + 10].any())


def test_letters_that_touch_are_a_word() -> None:
    n, e = "60,740 60,660 105,740 105,660", "160,660 105,660 105,700 145,700 105,700 105,740 160,740"
    page = _strokes(n, e, "160,660 160,740 205,740")
    assert _is_marked(page, 60, 660)
    assert _is_marked(page, 200, 740)
    assert not _is_marked(page, 650, 120)


def test_an_arc_is_no_word() -> None:
    turn = np.radians(np.arange(200, 341, 5))
    arc = " ".join(f"{200 + 120 * np.cos(a):.0f},{720 + 100 * np.sin(a):.0f}" for a in turn)
    assert not _is_marked(_strokes(arc), 200, 620)


def test_the_ground_drawn_as_one_line_is_nobody_and_who_stands_on_it_keeps_their_legs() -> None:
    ground = " ".join(f"{x},{680 + 8 * np.sin(x / 90):.0f}" for x in range(0, 1100, 10))
    page = _strokes(ground, "610,530 600,680", "690,530 700,680")
    assert _is_marked(page, 200, 685)
    assert _is_marked(page, 1000, 685)
    marks = find_marks(page)
    assert not marks[:650, 590:710].any()


def test_a_long_body_inside_the_page_is_no_ground() -> None:
    page = _strokes("150,650 900,660 900,690 150,680 150,650")
    assert not _is_marked(page, 500, 655)
