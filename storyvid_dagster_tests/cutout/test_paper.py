"""Where a sheet ends: at the rail of a board, at the gap before a neighbour, and at no line drawn on it."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.cutout.paper import find_sheet

PAPER, WALL, TABLE, PENCIL = (246, 245, 240), (222, 218, 210), (88, 62, 44), (110, 110, 115)


def _photo() -> NDArray[np.uint8]:
    photo = np.full((900, 1200, 3), PAPER, np.uint8)
    cv2.circle(photo, (640, 470), 130, (200, 60, 50), 10)
    return photo


def _turned_back(quad: NDArray[np.float32] | None, side: int) -> float:
    """Give how much a quad takes off what was the bottom before `numpy.rot90`, and spare across."""
    assert quad is not None
    height, width = (900, 1200) if side % 2 == 0 else (1200, 900)
    x, y = quad[:, 0].mean(), quad[:, 1].mean()
    off = ((0, -1), (-1, 0), (0, 1), (1, 0))[side]
    return 2 * float(off[0] * (x - (width - 1) / 2) + off[1] * (y - (height - 1) / 2))


@pytest.mark.parametrize("side", range(4))
def test_a_board_ends_at_its_rail(side: int) -> None:
    photo = _photo()
    photo[820:] = WALL
    cv2.line(photo, (0, 800), (1200, 806), (150, 151, 153), 7)
    cv2.line(photo, (0, 812), (1200, 818), (150, 151, 153), 7)
    quad = find_sheet(np.ascontiguousarray(np.rot90(photo, side)))
    assert _turned_back(quad, side) == pytest.approx(110, abs=12)


@pytest.mark.parametrize("side", range(4))
def test_a_neighbours_sheet_is_beyond_the_gap(side: int) -> None:
    photo = _photo()
    cv2.line(photo, (90, 740), (1200, 752), TABLE, 26)  # where they touch, one sheet runs into the other
    cv2.circle(photo, (500, 850), 40, (60, 90, 200), -1)
    quad = find_sheet(np.ascontiguousarray(np.rot90(photo, side)))
    assert _turned_back(quad, side) == pytest.approx(175, abs=14)


@pytest.mark.parametrize("thick_px", [3, 6])
def test_a_line_that_was_drawn_across_the_sheet_is_no_end_of_it(thick_px: int) -> None:
    photo = _photo()
    cv2.line(photo, (0, 800), (1200, 806), PENCIL, thick_px)
    assert find_sheet(photo) is None
