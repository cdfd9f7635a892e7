"""The sun is found where a child puts it, and not in anybody's hair."""

from collections.abc import Callable
from typing import Any

import pytest

from storyvid_dagster.core.drawing import Box
from storyvid_dagster.cutout.sun import find_sun

YELLOW, ORANGE, RED = (252, 214, 20), (240, 150, 20), (214, 40, 44)

NewSheet = Callable[..., Any]


@pytest.mark.parametrize(("x", "y"), [(180, 150), (1100, 130), (600, 200)])
def test_sun_is_found_and_placed(new_sheet: NewSheet, x: int, y: int) -> None:
    sheet = new_sheet()
    sheet.sun(x, y, 75)
    box = find_sun(sheet.rgb)
    assert box is not None
    assert (box.x + box.width / 2) * 1200 == pytest.approx(x, abs=15)
    assert (box.y + box.height / 2) * 900 == pytest.approx(y, abs=15)


def test_things_that_are_no_sun(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    sheet.oval("ball", 600, 700, 80, 80, YELLOW, YELLOW)
    sheet.oval("balloon", 300, 200, 80, 80, RED, RED)
    sheet.strip(20, 60, YELLOW, "stripe")
    assert find_sun(sheet.rgb) is None


def test_yellow_hair_belongs_to_its_figure(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    sheet.oval("hair", 600, 200, 90, 70, ORANGE, YELLOW)
    assert find_sun(sheet.rgb) is not None
    assert find_sun(sheet.rgb, [Box(x=0.35, y=0.1, width=0.3, height=0.8)]) is None
