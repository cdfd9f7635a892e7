"""Where a sheet ends: at the rail of a board, at the gap before a neighbour, and at no line drawn on it."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.cutout.paper import find_sheet, flatten

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


def _folds(rng: np.random.Generator) -> NDArray[np.float64]:
    """Light and dark of a blanket, out of focus."""
    coarse = rng.uniform(0, 1, (24, 16, 1))
    return cv2.resize(coarse, (1200, 900), interpolation=cv2.INTER_CUBIC)[..., None].clip(0, 1)


@pytest.mark.parametrize("rise_px", [-14, 14])
def test_a_sheet_that_bends_before_a_blanket_comes_without_it(rise_px: int) -> None:
    photo = _photo()
    cv2.line(photo, (600, 600), (590, 830), PENCIL, 8)  # a leg that reaches the edge
    columns = np.arange(1200)
    edge = 810 + rise_px * (1 - ((columns - 600) / 600) ** 2)
    blanket = np.array((96, 70, 44)) + _folds(np.random.default_rng(4)) * np.array((134, 136, 122))
    below = np.arange(900)[:, None] > edge
    photo[below] = blanket[below].round().astype(np.uint8)
    sheet = flatten(photo)
    bare = sheet[round(0.9 * len(sheet)) :].min(axis=2) > 200
    assert len(sheet) > 760
    assert bare[:, : sheet.shape[1] // 3].all()
    assert bare[:, -sheet.shape[1] // 3 :].all()


def test_a_meadow_that_was_drawn_is_no_floor() -> None:
    photo = _photo()
    rng = np.random.default_rng(2)
    for x in range(0, 1200, 7):
        green = tuple(int(value) for value in np.array((80, 150, 60)) + rng.integers(-25, 25))
        cv2.line(photo, (x, 899), (x + 6, 800 + int(rng.integers(-12, 12))), green, 6)
    assert find_sheet(photo) is None


@pytest.mark.parametrize("side", range(4))
@pytest.mark.parametrize("crayon", [(112, 112, 116), (124, 78, 40)], ids=["grey", "brown"])
def test_a_road_that_was_drawn_with_a_ruler_is_no_gap_between_sheets(
    side: int, crayon: tuple[int, int, int]
) -> None:
    photo = _photo().astype(np.float32)
    road = cv2.line(np.zeros(photo.shape[:2], np.uint8), (0, 730), (1200, 738), 255, 46, cv2.LINE_AA)
    wax = cv2.GaussianBlur(np.random.default_rng(5).normal(0, 1, photo.shape[:2]), (0, 0), 1.2)
    weight = road / 255 * (0.85 + 0.25 * wax / wax.std()).clip(0, 1)
    photo += (np.array(crayon) - photo) * weight[..., None]
    cv2.line(photo, (300, 500), (300, 750), (40, 60, 160), 14)  # who crosses it
    cv2.circle(photo, (900, 750), 50, (40, 60, 160), -1)
    photo *= np.linspace(1, 0.8, 1200)[:, None]
    assert find_sheet(np.ascontiguousarray(np.rot90(photo.astype(np.uint8), side))) is None
