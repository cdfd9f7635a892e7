"""Blank sheets are told from drawings, however they were photographed."""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.cutout.blank_page import is_blank, is_plainly_drawn_on
from storyvid_dagster.cutout.raster import fit

WIDTH, HEIGHT = 512, 384
PAPERS = [
    (252, 250, 246),
    (245, 240, 225),
    (235, 235, 240),
    (250, 220, 160),
    (190, 220, 245),
    (245, 190, 200),
]
N_SHEETS = 32


def sheet(rng: np.random.Generator) -> NDArray[np.float64]:
    """Paper of some colour: plain, ruled or squared, smooth or with grain."""
    page = np.full((HEIGHT, WIDTH, 3), PAPERS[rng.integers(len(PAPERS))], float)
    grain = cv2.GaussianBlur(rng.normal(0, 1, (HEIGHT, WIDTH)), (0, 0), rng.uniform(0.6, 3))
    page += rng.choice([0, 0.5, 1, 2, 3]) * (grain / grain.std())[..., None]
    step, kind = int(rng.integers(14, 30)), rng.choice(["plain", "ruled", "squared"], p=[0.6, 0.25, 0.15])
    if kind != "plain":
        page[step::step] -= (50, 30, 15)
    if kind == "squared":
        page[:, step::step] -= (50, 30, 15)
    return page


def photographed(page: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Under a lamp, dark or bright, with a vignette, a shadow's edge, a fold, noise and JPEG."""
    y, x = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j]

    def across(offset: float) -> NDArray[np.float64]:
        angle = rng.uniform(0, 2 * np.pi)
        return np.cos(angle) * x + np.sin(angle) * y - offset

    light = 1 - rng.uniform(0, 0.35) * (0.5 + across(0) / 2.84)
    light *= 1 - rng.choice([0, 0.1, 0.3]) * (x * x + y * y) / 2
    edge = across(rng.uniform(-0.4, 0.4)) / rng.uniform(0.02, 0.15)
    light *= 1 - rng.choice([0, 0, 0.15, 0.35]) / (1 + np.exp(-edge))
    fold = across(rng.uniform(-0.3, 0.3))
    light *= 1 - rng.choice([0, 0, 0.05]) * np.tanh(fold / 0.01) * np.exp(-np.abs(fold) / 0.15)
    cast = np.array([1, rng.uniform(0.9, 1), rng.uniform(0.7, 1)]) * rng.uniform(0.35, 1.05)
    seen = page * light[..., None] * cast + rng.normal(0, rng.uniform(0.5, 5), page.shape)
    jpeg = cv2.imencode(
        ".jpg", seen.clip(0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(50, 96))]
    )[1]
    return np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8)


def with_pencil(page: NDArray[np.float64], rng: np.random.Generator, depth: float) -> NDArray[np.float64]:
    """A thin creature whose lines are darker than the paper by `depth`, in parts of it."""
    ink = np.zeros((HEIGHT, WIDTH), np.float32)
    size = rng.uniform(0.2, 0.42) * HEIGHT
    x, y = WIDTH * rng.uniform(0.4, 0.6), HEIGHT * rng.uniform(0.4, 0.6)
    for dx, dy, rx, ry in ((0, 0.3, 0.7, 0.6), (0, -0.5, 0.4, 0.4), (-0.15, -0.55, 0.05, 0.05)):
        middle, axes = (int(x + dx * size), int(y + dy * size)), (int(rx * size), int(ry * size))
        cv2.ellipse(ink, middle, axes, rng.uniform(-15, 15), 0, 360, 1, 2, cv2.LINE_AA)
    tooth = 0.85 + 0.2 * rng.standard_normal((HEIGHT, WIDTH, 1))
    return page * (1 - depth * ink[..., None] * tooth.clip(0, 1.2))


def glance(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(photo, (256, 192), interpolation=cv2.INTER_AREA), np.uint8)


@pytest.mark.slow
def test_blank_sheets_are_blank_and_faint_pencil_is_a_drawing() -> None:
    refused = lost = 0
    for seed in range(N_SHEETS):
        rng = np.random.default_rng(seed)
        page = sheet(rng)
        blank = photographed(page, np.random.default_rng(seed))
        refused += is_blank(blank)
        assert not is_plainly_drawn_on(glance(blank)), seed
        drawn = with_pencil(page, rng, depth=float(rng.uniform(0.35, 0.6)))
        lost += is_blank(photographed(drawn, np.random.default_rng(seed)))
    assert refused >= 0.97 * N_SHEETS
    assert lost == 0


@pytest.mark.parametrize("color", [(0, 0, 0), (9, 9, 12), (255, 255, 255), (240, 90, 80), (30, 60, 140)])
def test_one_colour_all_over_is_blank(color: tuple[int, int, int]) -> None:
    noise = np.random.default_rng(1).normal(0, 2, (HEIGHT, WIDTH, 3))
    assert is_blank((np.array(color) + noise).clip(0, 255).astype(np.uint8))


def test_chalk_on_black_and_paint_up_to_the_edges_are_drawings(new_sheet: Callable[..., Any]) -> None:
    board = new_sheet(512, 384, paper=(22, 22, 26))
    board.cat("cat", 256, 300, 200, (235, 235, 230), px=4)
    assert not is_blank(board.photo(grain=4))
    painting = new_sheet(512, 384, paper=(70, 140, 220))
    painting.oval("sun", 250, 190, 90, 90, (250, 200, 30), (250, 210, 40))
    assert not is_blank(painting.rgb)


def test_a_snail_in_the_corner_is_a_drawing(new_sheet: Callable[..., Any]) -> None:
    page = new_sheet(1024, 724)
    page.cat("snail", 890, 660, 50, (40, 40, 44), px=2)
    assert page.truth["snail"].mean() < 0.003
    assert not is_blank(page.photo())


def test_a_bold_drawing_is_told_at_a_glance(new_sheet: Callable[..., Any]) -> None:
    page = new_sheet(512, 384)
    page.cat("cat", 256, 300, 200, (92, 44, 160), px=5)
    assert is_plainly_drawn_on(glance(page.photo()))


@pytest.mark.slow
def test_a_blank_sheet_on_a_table_is_no_drawing_at_a_glance(new_sheet: Callable[..., Any]) -> None:
    for seed in range(12):
        rng = np.random.default_rng(seed)
        sheet_alone = new_sheet(1024, 768, paper=PAPERS[seed % len(PAPERS)])
        whole = sheet_alone.photo_on_table(table=tuple(rng.integers(10, 200, 3).tolist()), shadow=1.0)
        top, bottom, left, right = (rng.uniform(0, 0.16, 4) * np.repeat(whole.shape[:2], 2)).astype(int)
        seen = whole[top : len(whole) - bottom, left : whole.shape[1] - right]
        assert not is_plainly_drawn_on(fit(seen, 256)), seed
