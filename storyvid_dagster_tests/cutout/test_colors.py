"""Colours are called what a child would call them."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from storyvid_dagster.cutout.colors import named_colors

CRAYONS = {
    "red": (212, 38, 40),
    "orange": (246, 138, 30),
    "yellow": (252, 218, 32),
    "green": (58, 160, 70),
    "turquoise": (34, 178, 172),
    "blue": (50, 92, 210),
    "purple": (110, 50, 170),
    "pink": (246, 120, 176),
    "brown": (120, 76, 40),
    "gray": (132, 132, 134),
    "black": (26, 26, 28),
}


def scribbled(color: tuple[int, int, int], pressure: float, px: int = 8) -> NDArray[np.uint8]:
    """Zigzag on white paper."""
    page = np.full((200, 200, 3), 252, np.uint8)
    ink = tuple(round(252 + (channel - 252) * pressure) for channel in color)
    points = np.array([[10 + 18 * i, 20 if i % 2 else 180] for i in range(11)], np.int32)
    cv2.polylines(page, [points], False, ink, px, cv2.LINE_AA)
    return page


@pytest.mark.parametrize("pressure", [1.0, 0.75])
@pytest.mark.parametrize("name", CRAYONS)
def test_crayon_strokes_are_named(name: str, pressure: float) -> None:
    if (name, pressure) in {("black", 0.75), ("red", 0.75)}:  # black pressed lightly is grey, red pink
        assert named_colors(scribbled(CRAYONS[name], pressure))[0] in {"gray", "pink", "red"}
    else:
        assert named_colors(scribbled(CRAYONS[name], pressure)) == (name,)


@pytest.mark.parametrize("name", ["green", "blue", "purple", "pink"])
def test_faint_thin_lines_are_not_called_gray(name: str) -> None:
    assert named_colors(scribbled(CRAYONS[name], 0.3, px=3))[0] == name


def test_most_used_colour_comes_first_and_mask_limits_the_view() -> None:
    page = np.full((100, 300, 3), 255, np.uint8)
    page[:, :180], page[:, 180:260] = CRAYONS["green"], CRAYONS["red"]
    assert named_colors(page) == ("green", "red")
    mask = np.zeros((100, 300), np.uint8)
    mask[:, 150:] = 255
    assert named_colors(page, mask) == ("red", "green")


@given(arrays(np.uint8, (6, 7, 3)), st.integers(1, 4))
def test_any_pixels_have_at_least_one_name_and_not_too_many(rgb: NDArray[np.uint8], most: int) -> None:
    names = named_colors(rgb, most=most)
    assert 1 <= len(names) <= most
    assert len(set(names)) == len(names)
