"""Figures of a finished picture are found where they can be told from it, and only there."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.cutout.layers import Layers, split_layers
from storyvid_dagster.cutout.picture_figures import find_figures
from storyvid_dagster.cutout.raster import Mask, Rgb

SIZE = (768, 432)
ORANGE, GREEN, PURPLE = (236, 130, 40), (60, 150, 60), (130, 60, 190)
FOOT_Y = 362
GOOD_CUT = 0.93
EYE = 12.0
"""Mean difference of pixels, of 255, that the eye overlooks in a narrow rim."""


def animal(middle_x: int, shape: tuple[int, ...] = (SIZE[1], SIZE[0])) -> Mask:
    """A body with a head, two ears and two legs that end at FOOT_Y."""
    mask = np.zeros(shape[:2], np.uint8)
    cv2.ellipse(mask, (middle_x, 280), (95, 55), 0, 0, 360, (1,), -1)
    cv2.circle(mask, (middle_x + 75, 225), 48, (1,), -1)
    for ear in (-30, 30):
        x = middle_x + 75 + ear
        cv2.fillConvexPoly(mask, np.array([[x - 18, 200], [x + 18, 200], [x, 150]], np.int32), (1,))
    for leg in (-50, 50):
        cv2.rectangle(mask, (middle_x + leg - 16, 300), (middle_x + leg + 16, FOOT_Y - 1), (1,), -1)
    return mask


def meadow() -> Rgb:
    """A sky that grows lighter, hills and a meadow, with the grain of paper."""
    width, height = SIZE
    picture = np.empty((height, width, 3), np.float64)
    picture[:] = np.linspace((120, 170, 235), (200, 225, 245), height)[:, None]
    cv2.ellipse(picture, (180, 330), (330, 120), 0, 0, 360, (150, 190, 160), -1)
    picture[270:] = (110, 180, 90)
    grain = np.random.default_rng(3).normal(0, 5, (height, width, 1))
    return (picture + grain).clip(0, 255).astype(np.uint8)


def with_animals(*animals: tuple[int, tuple[int, int, int]]) -> tuple[Rgb, list[Mask]]:
    picture, masks = meadow(), [animal(middle_x) for middle_x, _ in animals]
    for mask, (middle_x, color) in zip(masks, animals, strict=True):
        soft = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.8)[..., None]
        shade = 1.06 - 0.25 * (np.indices(mask.shape)[0][..., None] - 150) / 210
        picture = (picture * (1 - soft) + soft * np.array(color) * shade).clip(0, 255).astype(np.uint8)
        cv2.circle(picture, (middle_x + 90, 220), 6, (20, 20, 20), -1)
    return picture, masks


def drawn(color: tuple[int, int, int]) -> NDArray[np.uint8]:
    """The animal as the child drew it, cut out with a white rim."""
    mask = animal(200, (432, 400))
    rim = cv2.dilate(mask, np.ones((15, 15), np.uint8)) * np.uint8(255)
    return np.dstack([np.where(mask[..., None] > 0, np.uint8(color), np.uint8(255)), rim])


def overlap(found: Mask, true: Mask) -> float:
    small = cv2.resize(true, found.shape[::-1], interpolation=cv2.INTER_AREA)
    return float((found & small).sum() / (found | small).sum())


def laid_together(apart: Layers) -> Rgb:
    picture = apart.backdrop.astype(np.float64)
    for sheet in apart.sheets:
        height, width = sheet.rgba.shape[:2]
        there = picture[sheet.top : sheet.top + height, sheet.left : sheet.left + width]
        alpha = sheet.rgba[..., 3:] / 255
        there[:] = there * (1 - alpha) + sheet.rgba[..., :3] * alpha
    return np.rint(picture).astype(np.uint8)


def test_figures_are_found_where_they_stand() -> None:
    picture, (left, right) = with_animals((200, ORANGE), (540, PURPLE))
    found = sorted(
        find_figures(picture, [drawn(ORANGE), drawn(PURPLE)]), key=lambda mask: mask.any(0).argmax()
    )
    assert len(found) == 2
    assert min(overlap(found[0], left), overlap(found[1], right)) > GOOD_CUT


@pytest.mark.slow
def test_the_same_picture_is_cut_alike_whatever_was_cut_before() -> None:
    picture, _ = with_animals((380, ORANGE))
    [first] = find_figures(picture, [drawn(ORANGE)])
    find_figures(with_animals((250, PURPLE))[0], [drawn(PURPLE)])
    [again] = find_figures(picture, [drawn(ORANGE)])
    assert np.array_equal(first, again)


def stripes() -> Rgb:
    columns = np.arange(SIZE[0]) // 24 % 2 * 160 + 40
    return np.repeat(np.tile(columns, (SIZE[1], 1))[..., None], 3, 2).astype(np.uint8)


def dots() -> Rgb:
    picture = meadow()
    for x in range(30, SIZE[0], 60):
        for y in range(30, SIZE[1], 60):
            cv2.circle(picture, (x, y), 20, ORANGE, -1)
    return picture


def crowd() -> Rgb:
    return with_animals(*((x, ORANGE) for x in range(60, SIZE[0], 70)))[0]


def hidden() -> Rgb:
    return with_animals((380, (112, 176, 92)))[0]


def at_the_border() -> Rgb:
    return with_animals((40, ORANGE))[0]


@pytest.mark.parametrize(
    "paint",
    [meadow, stripes, dots, crowd, hidden, at_the_border, lambda: np.full((432, 768, 3), 200, np.uint8)],
)
@pytest.mark.slow
def test_where_there_is_doubt_nothing_is_taken(paint: object) -> None:
    assert callable(paint)
    assert find_figures(paint(), [drawn(ORANGE)]) == ()


def test_only_what_has_the_colors_of_the_drawing_is_a_figure() -> None:
    picture, _ = with_animals((380, ORANGE))
    assert len(find_figures(picture, [drawn(ORANGE)])) == 1
    assert find_figures(picture, [drawn(GREEN), drawn(PURPLE)]) == ()


@pytest.mark.parametrize("size", [(20, 12), (64, 36), (36, 64)])
def test_tiny_pictures_are_looked_at_too(size: tuple[int, int]) -> None:
    picture = cv2.resize(with_animals((380, ORANGE))[0], size, interpolation=cv2.INTER_AREA)
    assert len(find_figures(np.asarray(picture, np.uint8), [drawn(ORANGE)])) <= 1


def test_sheets_over_the_backdrop_are_the_picture_and_nothing_of_a_figure_stays_behind() -> None:
    picture, [true] = with_animals((380, ORANGE))
    apart = split_layers(picture, find_figures(picture, [drawn(ORANGE)]))
    assert np.abs(laid_together(apart).astype(int) - picture).max() <= 1
    assert (apart.backdrop != picture)[true > 0].any()
    orange = np.abs(apart.backdrop.astype(int) - ORANGE).sum(2) < 120
    assert not orange.any()
    [sheet] = apart.sheets
    assert sheet.foot[1] == pytest.approx(FOOT_Y, abs=6)


def test_figures_side_by_side_take_nothing_of_each_other() -> None:
    picture, masks = with_animals((250, ORANGE), (478, PURPLE))
    apart = split_layers(picture, masks)
    assert np.abs(laid_together(apart).astype(int) - picture).max() <= 1
    for sheet, stranger in zip(apart.sheets, (PURPLE, ORANGE), strict=True):
        shown = sheet.rgba[sheet.rgba[..., 3] > 200][:, :3]
        assert (np.abs(shown.astype(int) - stranger).sum(1) < 60).mean() < 0.002


def test_behind_the_rim_of_a_figure_its_surroundings_go_on() -> None:
    picture, [true] = with_animals((380, ORANGE))
    apart = split_layers(picture, find_figures(picture, [drawn(ORANGE)]))
    rim = (true > 0) & (cv2.erode(true, np.ones((9, 9), np.uint8)) == 0)
    guessed, really = apart.backdrop[rim].astype(float), meadow()[rim].astype(float)
    assert np.abs(guessed - really).mean() < 2 * EYE
    assert guessed.std() > 0.5 * really.std(), "it keeps the grain"
