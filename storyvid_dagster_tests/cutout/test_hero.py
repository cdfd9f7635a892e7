"""What is along the border of a page is no figure."""

import numpy as np

from storyvid_dagster.cutout.hero import rank


def test_the_frame_of_a_board_is_nobody() -> None:
    page = np.full((570, 760, 3), 250, np.uint8)
    frame, figure = np.zeros((570, 760), np.uint8), np.zeros((570, 760), np.uint8)
    frame[:50], frame[:, 700:] = 1, 1
    figure[200:400, 200:420] = 1
    page[(frame | figure) > 0] = (150, 150, 155)
    found = rank([frame, figure], page, frame | figure)
    assert [candidate.box.width < 0.5 for candidate in found] == [True]


def test_a_figure_that_fills_the_page_is_somebody() -> None:
    page = np.full((570, 760, 3), 250, np.uint8)
    figure = np.zeros((570, 760), np.uint8)
    figure[:, 250:520], figure[100:160] = 1, 1
    page[figure > 0] = (60, 80, 200)
    assert len(rank([figure], page, figure)) == 1
