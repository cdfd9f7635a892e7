"""Pages without bare paper: who stands before sky and meadow is told by colours that the border has not."""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.cutout.painted import painted_figures

SKY, MEADOW, RED, ORANGE = (70, 130, 220), (70, 158, 52), (214, 44, 46), (240, 128, 28)


def _page(new_sheet: Callable[..., Any]) -> Any:
    """Sky and meadow in crayon, with gaps."""
    sheet = new_sheet(width=760, height=570)
    sheet.strip(0, 300, SKY, "sky")
    sheet.strip(296, 570, MEADOW)
    return sheet


def _iou(one: NDArray[np.uint8], other: NDArray[np.bool_]) -> float:
    return float(((one > 0) & other).sum() / ((one > 0) | other).sum())


def test_two_figures_before_sky_and_meadow_are_found_without_the_horizon(
    new_sheet: Callable[..., Any],
) -> None:
    sheet = _page(new_sheet)

    def draw() -> None:
        sheet.cat("cat", 190, 420, 260, ORANGE, ORANGE)
        sheet.oval("ball", 560, 300, 90, 85, RED, RED)

    draw()
    for drawn in sheet.truth["cat"], sheet.truth["ball"]:  # the paint leaves out who stands before it
        sheet.rgb[drawn] = sheet.paper
    draw()
    found = painted_figures(sheet.rgb)
    assert len(found) == 2
    for name in ("cat", "ball"):
        assert max(_iou(figure.mask, sheet.truth[name]) for figure in found) > 0.85, name


def test_a_painted_page_with_nobody_has_no_figure(new_sheet: Callable[..., Any]) -> None:
    assert painted_figures(_page(new_sheet).rgb) == []


def test_what_is_soft_as_in_a_photo_is_no_figure(new_sheet: Callable[..., Any]) -> None:
    sheet = _page(new_sheet)
    thing = np.zeros(sheet.rgb.shape[:2], np.float32)
    cv2.circle(thing, (380, 280), 100, (1.0,), -1)
    thing = cv2.GaussianBlur(thing, (0, 0), 25)[..., None]
    photo = np.rint(sheet.rgb * (1 - thing) + thing * np.array(RED)).astype(np.uint8)
    assert painted_figures(photo) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_a_border_of_all_colours_tells_of_no_background(seed: int) -> None:
    rng = np.random.default_rng(seed)
    photo = cv2.resize(rng.integers(0, 256, (12, 16, 3), np.uint8), (640, 480))
    assert painted_figures(np.asarray(photo, np.uint8)) == []
