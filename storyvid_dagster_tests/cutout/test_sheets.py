"""Whatever sheet a drawing is on: the page comes out white, and nothing foreign is left on it."""

import cv2
import numpy as np
import pytest

from storyvid_dagster.cutout.cut import cut_out
from storyvid_dagster_tests.cutout.measures import (
    BLACK,
    BLUE,
    BROWN,
    GREEN,
    MIN_IOU,
    MOST_UNWHITE,
    PALE,
    RED,
    WHITE,
    YELLOW,
    NewSheet,
    iou,
    on_page,
    unwhite,
    with_rim,
)


def test_hard_shadow_over_faint_pencil_leaves_no_rim(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    for corners in (
        [(500, 180), (700, 180), (700, 330), (500, 330)],
        [(450, 345), (750, 345), (750, 620), (450, 620)],
        [(480, 635), (570, 635), (570, 800), (480, 800)],
        [(630, 635), (720, 635), (720, 800), (630, 800)],
    ):
        sheet.shape("robot", corners, PALE, px=5)
    cut = cut_out(sheet.photo(shadow=0.7))
    assert len(cut.figures) == 1
    assert iou(on_page(cut, cut.figures[0]), with_rim(sheet.truth["robot"])) > MIN_IOU
    assert unwhite(cut.page, sheet.truth) < MOST_UNWHITE


def test_sheet_on_a_dark_table_is_laid_flat(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    sheet.person("kid", 560, 780, 620, BLUE)
    cut = cut_out(sheet.photo_on_table())
    height, width = cut.page.shape[:2]
    assert width / height == pytest.approx(4 / 3, rel=0.06)
    border = np.concatenate([cut.page[:12].reshape(-1, 3), cut.page[-12:].reshape(-1, 3)])
    assert (border.min(axis=1) > WHITE).mean() > 0.97
    assert len(cut.figures) == 1
    assert cut.figures[0].box.height == pytest.approx(620 / 900, abs=0.06)


def test_a_table_seen_beyond_two_sides_of_the_sheet_is_no_drawing(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    sheet.person("kid", 560, 760, 560, BLUE)
    photo = sheet.photo().copy()
    across = np.arange(photo.shape[1])
    for y, above in ((30 + 12 * np.sin(across / 300), True), (870 - 10 * np.sin(across / 400), False)):
        beyond = (np.arange(photo.shape[0])[:, np.newaxis] < y) == above
        photo[beyond] = (0.35 * np.median(photo, (0, 1))).astype(np.uint8)
    cut = cut_out(photo)
    border = np.concatenate([cut.page[:60].reshape(-1, 3), cut.page[-60:].reshape(-1, 3)])
    assert (border.min(axis=1) > WHITE).mean() > 0.99
    assert len(cut.figures) == 1
    assert cut.figures[0].box.height * len(cut.page) == pytest.approx(560, rel=0.1)


@pytest.mark.parametrize("sides", ["left", "left and top", "left, top and right"])
def test_a_sheet_that_runs_out_of_the_picture_is_freed_of_its_table(new_sheet: NewSheet, sides: str) -> None:
    sheet = new_sheet()
    sheet.person("kid", 560, 780, 620, BLUE)
    photo = sheet.photo_on_table(table=(150, 104, 66))
    height, width = photo.shape[:2]
    top, right = (0 if "top" in sides else round(0.17 * height)), (1 if "right" in sides else 0.75)
    cut = cut_out(np.ascontiguousarray(photo[top : round(0.85 * height), : round(right * width)]))
    page = cut.page
    border = np.concatenate(
        [part.reshape(-1, 3) for part in (page[:9], page[-9:], page[:, :9], page[:, -9:])]
    )
    assert (border.min(axis=1) > WHITE).mean() > 0.97
    assert len(cut.figures) == 1
    assert cut.figures[0].box.height * len(page) == pytest.approx(620, rel=0.06)


def test_a_grey_road_that_a_child_drew_stays(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    sheet.person("kid", 560, 700, 560, BLUE)
    road = np.random.default_rng(1).normal(110, 22, (70, 1140, 1)).clip(0, 255).astype(np.uint8)
    sheet.rgb[810:880, 30:1170] = road
    cut = cut_out(sheet.photo())
    assert (cut.page[830:860, 100:1100].max(axis=2) < WHITE).mean() > 0.9


def test_a_frame_round_the_page_stays_on_it_and_is_nobody(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    for inset in (40, 62):
        x1, y1 = 1200 - inset, 900 - inset
        sheet.line("frame", [(inset, inset), (x1, inset), (x1, y1), (inset, y1), (inset, inset)], GREEN)
    sheet.person("kid", 600, 760, 560, BLUE)
    cut = cut_out(sheet.photo())
    assert len(cut.figures) == 1
    assert iou(on_page(cut, cut.figures[0]), with_rim(sheet.truth["kid"])) > MIN_IOU
    assert (cut.page[35:70, 200:1000].min(axis=(0, 2)) < WHITE).mean() > 0.95


def test_words_stay_on_the_page_and_are_nobody(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    for index, letter in enumerate(("0,1 0,0 1,1 1,0", "0,0 0,1 1,1", "1,0 0,0 0,0.5 1,0.5 0,0.5 0,1 1,1")):
        places = [tuple(map(float, place.split(","))) for place in letter.split()]
        sheet.line("word", [(60 + 70 * index + 45 * x, 800 + 70 * y) for x, y in places], RED)
    sheet.person("kid", 700, 760, 560, BLUE)
    cut = cut_out(sheet.photo())
    assert len(cut.figures) == 1
    assert iou(on_page(cut, cut.figures[0]), with_rim(sheet.truth["kid"])) > MIN_IOU
    assert (
        cut.page[cv2.erode(sheet.truth["word"].astype(np.uint8), np.ones((5, 5))) > 0][:, 1] < 200
    ).mean() > 0.9


def test_a_row_of_stars_is_no_word(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    for x in (200, 330, 460):
        sheet.oval("star", x, 200, 42, 42, RED, YELLOW)
    sheet.person("kid", 800, 760, 560, BLUE)
    assert len(cut_out(sheet.photo()).figures) == 4


def test_a_finger_that_holds_the_sheet_is_wiped_off(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    sheet.person("kid", 600, 780, 600, BLUE)
    photo = sheet.photo(shadow=0.9)
    finger = np.zeros(photo.shape[:2], np.uint8)
    cv2.line(finger, (-40, 420), (120, 400), 1, 80)
    depth = np.sqrt(np.minimum(1, cv2.distanceTransform(finger, cv2.DIST_L2, 5) / 40))[..., None]
    photo = np.where(finger[..., None] > 0, np.array((205, 150, 118)) * (0.65 + 0.4 * depth), photo)
    cut = cut_out(photo.clip(0, 255).astype(np.uint8))
    assert len(cut.figures) == 1
    assert unwhite(cut.page, sheet.truth) < MOST_UNWHITE


def test_brown_crayon_at_the_border_is_no_finger(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    sheet.person("kid", 600, 780, 600, BLUE)
    sheet.shape("rock", [(-20, 500), (120, 520), (150, 640), (-20, 660)], BROWN, (190, 140, 105))
    cut = cut_out(sheet.photo(shadow=0.9))
    assert (cut.page[540:620, 20:100].min(axis=2) < WHITE).mean() > 0.9


def test_holes_and_margin_of_a_block_are_wiped_off(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    for y in range(90, 900, 36):
        cv2.line(sheet.rgb, (0, y), (1200, y), (175, 195, 225), 2, cv2.LINE_AA)
    cv2.line(sheet.rgb, (110, 0), (110, 900), (230, 120, 120), 2, cv2.LINE_AA)
    for x in range(20, 1200, 40):
        cv2.circle(sheet.rgb, (x, 28), 8, (45, 44, 44), -1, cv2.LINE_AA)
    sheet.person("kid", 600, 800, 600, BLUE)
    cut = cut_out(sheet.photo(shadow=0.9))
    assert len(cut.figures) == 1
    assert unwhite(cut.page, sheet.truth) < MOST_UNWHITE


@pytest.mark.parametrize("squared", [False, True], ids=["ruled", "squared"])
@pytest.mark.slow
def test_ruling_disappears_from_the_page(new_sheet: NewSheet, squared: bool) -> None:
    sheet = new_sheet()
    for y in range(20, 900, 36):
        cv2.line(sheet.rgb, (0, y), (1200, y + 8 * (not squared)), (175, 195, 225), 2, cv2.LINE_AA)
    for x in range(20, 1200 * squared, 36):
        cv2.line(sheet.rgb, (x, 0), (x, 900), (175, 195, 225), 2)
    sheet.person("kid", 600, 800, 640, BLACK, px=11)
    cut = cut_out(sheet.photo())
    assert len(cut.figures) == 1
    assert unwhite(cut.page, sheet.truth) < MOST_UNWHITE
    assert iou(on_page(cut, cut.figures[0]), with_rim(sheet.truth["kid"])) > MIN_IOU


@pytest.mark.parametrize("squared", [False, True])
def test_thin_pencil_stays_whole_over_ruling(new_sheet: NewSheet, squared: bool) -> None:
    sheet = new_sheet(wobble=0.6)
    for y in range(30, 900, 24):
        cv2.line(sheet.rgb, (0, y), (1200, y), (172, 192, 228), 2)
    for x in range(30, 1200, 24) if squared else ():
        cv2.line(sheet.rgb, (x, 0), (x, 900), (172, 192, 228), 2)
    if not squared:
        cv2.line(sheet.rgb, (130, 0), (130, 900), (230, 120, 120), 2)
    sheet.person("kid", 600, 830, 680, (160, 160, 165), px=4)
    cut = cut_out(sheet.photo(shadow=0.9))
    (kid,) = cut.figures
    assert iou(on_page(cut, kid), with_rim(sheet.truth["kid"])) > MIN_IOU
    assert unwhite(cut.page, sheet.truth) < 0.001


def test_tablet_doodle_on_plain_white(new_sheet: NewSheet) -> None:
    sheet = new_sheet(paper=(255, 255, 255), wobble=0)
    sheet.cat("cat", 500, 650, 600, (240, 80, 150), (255, 200, 220), 14)
    cut = cut_out(sheet.rgb)
    assert len(cut.figures) == 1
    assert iou(on_page(cut, cut.figures[0]), with_rim(sheet.truth["cat"])) > MIN_IOU


def test_chalk_on_black_paper(new_sheet: NewSheet) -> None:
    sheet = new_sheet(paper=(28, 28, 32))
    sheet.person("kid", 600, 800, 640, (240, 240, 235))
    cut = cut_out(sheet.photo(shadow=0.8))
    assert len(cut.figures) == 1
    assert iou(on_page(cut, cut.figures[0]), with_rim(sheet.truth["kid"])) > MIN_IOU
    assert np.median(cut.page) < 25
    assert np.percentile(cut.page, 99) > 180
