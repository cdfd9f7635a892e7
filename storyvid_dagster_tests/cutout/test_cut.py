"""What a family would notice of a cut-out: nothing lost, nothing foreign, white paper, clean stickers."""

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from storyvid_dagster.cutout.cut import CutOut, cut_out
from storyvid_dagster_tests.cutout.measures import (
    BLACK,
    BLUE,
    BROWN,
    GREEN,
    LILAC,
    MIN_IOU,
    MIN_KEPT,
    MOST_UNWHITE,
    PURPLE,
    RED,
    RIM_PX,
    WHITE,
    NewSheet,
    iou,
    on_page,
    unwhite,
    with_rim,
)


def family(new_sheet: NewSheet) -> Any:
    sheet = new_sheet()
    sheet.sun(180, 150, 70)
    sheet.cat("cat", 760, 700, 380, PURPLE, LILAC)
    sheet.person("kid", 360, 720, 420, RED, (240, 120, 120))
    sheet.strip(770, 900, GREEN)
    return sheet


@pytest.fixture(scope="module")
def photographed(new_sheet: NewSheet) -> tuple[Any, CutOut]:
    sheet = family(new_sheet)
    return sheet, cut_out(sheet.photo())


def test_every_figure_of_a_photographed_page_is_found_whole(photographed: tuple[Any, CutOut]) -> None:
    sheet, cut = photographed
    assert cut.cut == "figures"
    assert len(cut.figures) == 3
    for name in ("kid", "cat", "sun"):
        truth = sheet.truth[name]
        best = max(
            (on_page(cut, figure) for figure in cut.figures), key=lambda laid: iou(laid, with_rim(truth))
        )
        assert iou(best, with_rim(truth)) > MIN_IOU, name
        assert (best & truth).sum() / truth.sum() > MIN_KEPT, name


def test_paper_comes_out_white_and_crayon_keeps_its_colour(photographed: tuple[Any, CutOut]) -> None:
    sheet, page = photographed[0], photographed[1].page
    assert unwhite(page, sheet.truth) < MOST_UNWHITE
    sun = np.median(page[130:170, 160:200].reshape(-1, 3), axis=0)
    assert sun[0] > 200
    assert sun[1] > 160
    assert sun[2] < 110


def test_hero_is_someone_and_neither_sun_nor_house(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    sheet.sun(700, 180, 110)
    sheet.shape("house", [(90, 380), (400, 380), (400, 760), (90, 760)], RED, (230, 150, 140))
    sheet.person("kid", 680, 790, 330, PURPLE)
    cut = cut_out(sheet.photo())
    assert iou(on_page(cut, cut.figures[0]), with_rim(sheet.truth["kid"])) > MIN_IOU
    areas = [figure.area for figure in cut.figures[1:]]
    assert areas == sorted(areas, reverse=True)


def test_rain_around_a_child_is_not_of_it(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    sheet.person("kid", 600, 760, 520, RED)
    near = with_rim(sheet.truth["kid"])
    for x, y in ((x + 12 * (row % 2), 40 + 80 * row) for row in range(10) for x in range(50, 1180, 45)):
        if not near[y : y + 36, x - 8 : x + 2].any():
            sheet.line("rain", [(x, y), (x - 7, y + 34)], BLUE, 6)
    cut = cut_out(sheet.photo())
    assert len(cut.figures) == 1
    assert iou(on_page(cut, cut.figures[0]), with_rim(sheet.truth["kid"])) > MIN_IOU
    rain = sheet.truth["rain"] & ~with_rim(sheet.truth["kid"])
    assert (cut.page[rain].min(axis=1) < WHITE).mean() > 0.9


def test_an_outline_in_dashes_is_one_figure(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    for turn in range(0, 360, 12):
        way = np.radians(np.arange(turn, turn + 9, 2))
        dash = np.stack([600 + 230 * np.cos(way), 450 + 230 * np.sin(way)], axis=1)
        sheet.line("ball", list(map(tuple, dash)), (150, 150, 155), 4)
    truth = cv2.circle(np.zeros((900, 1200), np.uint8), (600, 450), 232, 1, -1) > 0
    cut = cut_out(sheet.photo())
    assert len(cut.figures) == 1
    assert iou(on_page(cut, cut.figures[0]), with_rim(truth)) > MIN_IOU


def test_a_fish_keeps_its_tail(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    sheet.oval("fish", 520, 450, 240, 150, BLUE, LILAC)
    sheet.shape("fish", [(750, 450), (890, 330), (890, 570)], BLUE, LILAC)
    cut = cut_out(sheet.photo())
    assert len(cut.figures) == 1


def test_faces_that_touch_are_parted(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    for index, color in enumerate((RED, BLUE, GREEN)):
        x = 260 + 330 * index
        sheet.oval(f"face {index}", x, 450, 166, 170, color, color if index == 1 else None)
        for side in (-1, 1):
            sheet.oval(f"face {index}", x + 50 * side, 400, 9, 11, BLACK, BLACK)
    cut = cut_out(sheet.photo())
    assert len(cut.figures) == 3
    laid = [on_page(cut, figure) for figure in cut.figures]
    for index in range(3):
        truth = with_rim(sheet.truth[f"face {index}"])
        assert max(iou(one, truth) for one in laid) > MIN_IOU


def test_somebody_on_a_van_is_somebody_and_a_van(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    sheet.person("kid", 560, 470, 420, BLUE, LILAC)
    sheet.shape("van", [(330, 474), (760, 474), (900, 600), (900, 760), (330, 760)], RED, (230, 110, 110))
    cut = cut_out(sheet.photo())
    assert len(cut.figures) == 2
    laid = [on_page(cut, figure) for figure in cut.figures]
    for name in ("kid", "van"):
        assert max(iou(one, with_rim(sheet.truth[name])) for one in laid) > MIN_IOU, name


def test_children_holding_hands_are_parted(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    for index, color in enumerate((RED, BLUE, GREEN, PURPLE)):
        sheet.person(f"kid {index}", 220 + index * 240, 720, 380 + 40 * (index % 2), color)
    for index in range(3):
        sheet.line("hands", [(325 + index * 240, 490), (355 + index * 240, 490)], BLACK)
    cut = cut_out(sheet.photo())
    assert len(cut.figures) == 4
    middles = sorted(figure.box.x + figure.box.width / 2 for figure in cut.figures)
    assert middles == pytest.approx([(220 + index * 240) / 1200 for index in range(4)], abs=0.03)


NARROW_IN_THE_MIDDLE = {
    "pointed fish": [
        [(200, 450), (460, 280), (700, 450), (460, 620)],
        [(690, 450), (900, 270), (900, 630)],
    ],
    "bow": [[(300, 260), (600, 450), (300, 640)], [(590, 450), (890, 260), (890, 640)]],
    "sweet": [
        [(200, 330), (330, 450), (200, 570)],
        [(320, 450), (450, 320), (700, 320), (830, 450), (700, 580), (450, 580)],
        [(820, 450), (950, 330), (950, 570)],
    ],
}


@pytest.mark.parametrize("drawn", NARROW_IN_THE_MIDDLE)
def test_what_tapers_to_its_middle_stays_whole(new_sheet: NewSheet, drawn: str) -> None:
    sheet = new_sheet()
    for corners in NARROW_IN_THE_MIDDLE[drawn]:
        sheet.shape("part", corners, RED)
    assert len(cut_out(sheet.photo()).figures) == 1


def test_a_round_fish_keeps_its_tail(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    sheet.oval("fish", 480, 450, 220, 170, BLUE)
    sheet.shape("fish", [(690, 450), (880, 280), (880, 620)], BLUE)
    assert len(cut_out(sheet.photo()).figures) == 1


def test_body_with_a_gap_in_its_outline_is_filled(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    sheet.oval("face", 600, 450, 280, 230, RED, open_degrees=24)
    sheet.oval("face", 520, 400, 20, 24, BLACK, BLACK)
    sheet.oval("face", 680, 400, 20, 24, BLACK, BLACK)
    cut = cut_out(sheet.photo())
    assert len(cut.figures) == 1
    assert iou(on_page(cut, cut.figures[0]), with_rim(sheet.truth["face"])) > MIN_IOU


def test_painted_page_keeps_its_colours(new_sheet: NewSheet) -> None:
    sheet = new_sheet(paper=(70, 130, 210))
    sheet.strip(600, 900, GREEN)
    sheet.cat("cat", 600, 720, 480, (230, 120, 30), (240, 150, 40))
    cut = cut_out(cv2.GaussianBlur(sheet.rgb, (0, 0), 2))
    sky = np.median(cut.page[:200, 900:].reshape(-1, 3), axis=0)
    assert sky == pytest.approx([70, 130, 210], abs=25)
    assert iou(on_page(cut, cut.figures[0]), with_rim(sheet.truth["cat"])) > MIN_IOU


def test_panorama_has_all_its_people(new_sheet: NewSheet) -> None:
    sheet = new_sheet(width=3000, height=360)
    for index, color in enumerate((RED, BLUE, GREEN, PURPLE, BROWN)):
        sheet.person(f"kid {index}", 300 + index * 590, 335, 290, color)
    cut = cut_out(sheet.rgb)
    assert len(cut.figures) == 5
    assert cut.page.shape[1] == 2400  # and no wider, whatever the camera


@pytest.mark.parametrize("dot_px", [0, 8])
@pytest.mark.slow
def test_page_without_a_figure_becomes_a_card(new_sheet: NewSheet, dot_px: int) -> None:
    sheet = new_sheet()
    if dot_px:
        cv2.circle(sheet.rgb, (600, 450), dot_px, BLACK, -1)
    cut = cut_out(sheet.photo())
    assert cut.cut == "page"
    (card,) = cut.figures
    assert card.area == 1
    assert card.rgba[0, 0, 3] == 0
    assert (card.rgba[len(card.rgba) // 2, 3:6] == 255).all()
    assert card.rgba.shape[1] / card.rgba.shape[0] == pytest.approx(4 / 3, rel=0.03)


def test_a_sticker_laid_on_its_outline_covers_its_drawing(new_sheet: NewSheet) -> None:
    sheet = new_sheet(wobble=0)
    sheet.oval("ball", 600, 450, 200, 140, BLUE, BLUE)
    cut = cut_out(sheet.rgb)
    (ball,) = cut.figures
    height, width = cut.page.shape[:2]
    left, top = round(ball.outline.x * width), round(ball.outline.y * height)
    wide, high = round(ball.outline.width * width), round(ball.outline.height * height)
    laid = cv2.resize(ball.rgba, (wide, high), interpolation=cv2.INTER_AREA)
    under = cut.page[top : top + high, left : left + wide]
    inside = laid[..., 3] == 255
    assert np.abs(laid[inside][:, :3].astype(int) - under[inside]).mean() < 4
    outside = cut.page.copy()
    outside[top : top + high, left : left + wide][laid[..., 3] > 0] = 255
    assert outside.min() > WHITE


def test_sticker_has_an_even_white_rim_and_a_soft_edge(new_sheet: NewSheet) -> None:
    sheet = new_sheet(wobble=0)
    sheet.oval("ball", 600, 450, 200, 200, BLUE, BLUE)
    (ball,) = cut_out(sheet.rgb).figures
    alpha, dark = ball.rgba[..., 3], ball.rgba[..., :3].min(axis=2) < 128
    middle = len(alpha) // 2
    for row, ink in ((alpha[middle], dark[middle]), (alpha[:, middle], dark[:, middle])):
        left, right = int(ink.argmax()), int(ink[::-1].argmax())
        assert left == pytest.approx(RIM_PX, abs=3)
        assert right == pytest.approx(RIM_PX, abs=3)
        assert (np.diff(row[:left].astype(int)) >= 0).all()
    assert ((alpha > 0) & (alpha < 255)).sum() > 500
    outside = (alpha > 200) & (cv2.dilate(dark.astype(np.uint8), np.ones((15, 15), np.uint8)) == 0)
    assert (ball.rgba[outside][:, :3] > WHITE).all()


def test_tiny_picture_gives_a_figure_large_enough_for_the_screen(new_sheet: NewSheet) -> None:
    sheet = new_sheet()
    sheet.cat("cat", 600, 700, 700, PURPLE, LILAC, 30)
    cut = cut_out(cv2.resize(sheet.rgb, (40, 40), interpolation=cv2.INTER_AREA))
    assert len(cut.figures) == 1
    assert max(cut.figures[0].rgba.shape) > 500


def test_same_photo_gives_the_same_bytes(photographed: tuple[Any, CutOut]) -> None:
    sheet, first = photographed
    second = cut_out(sheet.photo())
    assert first.page.tobytes() == second.page.tobytes()
    assert [f.rgba.tobytes() for f in first.figures] == [f.rgba.tobytes() for f in second.figures]


@settings(max_examples=5, deadline=None)
@given(
    size=st.tuples(st.integers(1, 90), st.integers(1, 90)),
    grid=st.integers(1, 6),
    seed=st.integers(0, 2**16),
    lightest=st.sampled_from([1, 90, 256]),
)
@pytest.mark.slow
def test_any_picture_gives_whole_stickers(size: tuple[int, int], grid: int, seed: int, lightest: int) -> None:
    coarse = np.random.default_rng(seed).integers(0, lightest, (grid, grid, 3), dtype=np.uint8)
    cut = cut_out(cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC).reshape(size[1], size[0], 3))
    assert 1 <= len(cut.figures) <= 6
    assert max(cut.page.shape) <= 2400
    for figure in cut.figures:
        assert figure.rgba[..., 3].max() == 255
        assert 0 <= figure.box.x <= figure.box.x + figure.box.width <= 1 + 1e-9
        assert 0 <= figure.box.y <= figure.box.y + figure.box.height <= 1 + 1e-9
        assert 0 < figure.area <= 1


@pytest.mark.parametrize("area", [0.001, 0.002, 0.004])
@pytest.mark.slow
def test_a_tiny_figure_anywhere_on_the_page_is_the_hero(new_sheet: NewSheet, area: float) -> None:
    sheet = new_sheet(3000, 2121)
    size = (area * 3000 * 2121 / 0.47) ** 0.5  # a cat `size` px long covers 0.47 of its square
    x, feet = {0.001: (300, 350), 0.002: (2700, 1990), 0.004: (300, 1900)}[area]
    sheet.cat("snail", x, feet, size, BLACK, LILAC if area > 0.002 else None, px=7)
    cut = cut_out(sheet.photo())
    hero = cut.figures[0]
    truth = sheet.truth["snail"]
    rows, columns = np.flatnonzero(truth.any(1)), np.flatnonzero(truth.any(0))
    assert cut.cut == "figures"
    assert truth.mean() == pytest.approx(hero.area, rel=0.35)
    place = (hero.box.x, hero.box.y, hero.box.x + hero.box.width, hero.box.y + hero.box.height)
    near = (columns[0] / 3000, rows[0] / 2121, (columns[-1] + 1) / 3000, (rows[-1] + 1) / 2121)
    assert place == pytest.approx(near, abs=0.004)
    assert max(hero.rgba.shape) > 240


def test_a_page_that_is_meant_as_it_is_stays_whole(new_sheet: NewSheet) -> None:
    cut = cut_out(family(new_sheet).photo(), as_page=True)
    assert (cut.cut, len(cut.figures), cut.figures[0].area) == ("page", 1, 1.0)


def scenery(seed: int, soft_px: tuple[float, float]) -> NDArray[np.float64]:
    """What a photo of real things has: no paper, colours that run into each other, shapes out of focus."""
    rng = np.random.default_rng(seed)
    height, width = 450, 600
    picture = np.linspace(*rng.uniform(30, 200, (2, 3)), height)[:, None].repeat(width, 1)
    for _ in range(25):
        thing = np.zeros((height, width))
        middle = (int(rng.uniform(0, width)), int(rng.uniform(0, height)))
        axes = (int(rng.uniform(25, 150)), int(rng.uniform(25, 120)))
        cv2.ellipse(thing, middle, axes, rng.uniform(0, 180), 0, 360, 1, -1)
        thing = cv2.GaussianBlur(thing, (0, 0), rng.uniform(*soft_px))[..., None]
        picture = picture * (1 - thing) + rng.uniform(20, 220, 3) * thing
    return picture


def with_noise(picture: NDArray[np.float64]) -> NDArray[np.uint8]:
    noise = np.random.default_rng(1).normal(0, 6, picture.shape)
    return (picture + noise).clip(0, 255).astype(np.uint8)


@pytest.mark.slow
def test_a_photo_of_real_things_is_filmed_whole() -> None:
    for seed in range(3):
        assert cut_out(with_noise(scenery(seed, (1, 8)))).cut == "page", seed


@pytest.mark.parametrize("seed", [8, 9])
@pytest.mark.slow
def test_on_a_painted_page_a_figure_that_is_beyond_doubt_is_cut_out(seed: int) -> None:
    creature = np.zeros((450, 600))
    cv2.ellipse(creature, (300, 260), (80, 60), 0, 0, 360, 1, -1)
    cv2.circle(creature, (360, 190), 45, 1, -1)
    for x in (245, 325):
        cv2.rectangle(creature, (x, 270), (x + 30, 360), 1, -1)
    soft = cv2.GaussianBlur(creature, (0, 0), 0.8)[..., None]
    cut = cut_out(with_noise(scenery(seed, (15, 60)) * (1 - soft) + soft * np.array((250, 90, 30))))
    assert (cut.cut, len(cut.figures)) == ("biggest", 1)
    assert cut.figures[0].area == pytest.approx(creature.mean(), rel=0.1)


@pytest.mark.slow
def test_what_fills_a_picture_without_paper_is_no_figure(new_sheet: NewSheet) -> None:
    sheet = new_sheet(paper=(225, 205, 180))
    sheet.oval("face", 560, 520, 640, 430, BROWN, BROWN)
    cut = cut_out(sheet.photo())
    assert cut.cut == "page"
