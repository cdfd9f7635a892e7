"""What is hardly pressed is found along its way; folds and ruling are not."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.ink import find_ink
from storyvid_dagster.cutout.lines import with_faint_lines

_CHILD = ("400,220 520,340", "520,340 640,220", "520,340 520,560", "520,560 440,700", "520,560 600,700")


def _page(*, strokes: float, faint: float) -> Any:
    """Draw a figure of lines so much darker than paper (0 to 255), its last one fainter, on grainy paper."""
    page = np.full((825, 1100), 250, np.float32)
    for index, line in enumerate(_CHILD):
        start, end = (tuple(int(value) for value in place.split(",")) for place in line.split())
        mark = cv2.line(np.zeros(page.shape, np.uint8), start, end, 255, 5, cv2.LINE_AA) / np.float32(255)
        page -= mark * (faint if index == len(_CHILD) - 1 else strokes)
    return page


def _grainy(page: NDArray[np.floating]) -> NDArray[np.uint8]:
    page = page + np.random.default_rng(3).normal(0, 3, page.shape)
    return np.repeat(page.clip(0, 255).astype(np.uint8)[..., None], 3, axis=2)


def _on_faint_leg(mask: NDArray[np.uint8]) -> float:
    return float(np.mean([mask[y - 3 : y + 4, x - 3 : x + 4].any() for x, y in _points()]))


def _points() -> list[tuple[int, int]]:
    return [(round(520 + 80 * t), round(560 + 140 * t)) for t in np.linspace(0.15, 0.95, 30)]


def test_a_line_too_faint_for_single_pixels_is_carried_on() -> None:
    page = _grainy(_page(strokes=30, faint=12))
    ink = find_ink(page)
    assert _on_faint_leg(ink.drawn) < 0.7
    found = with_faint_lines(ink, page).drawn
    assert _on_faint_leg(found) > 0.95
    assert found.sum() < 2.5 * ink.drawn.sum()


def test_a_fold_at_a_bold_stroke_is_no_line() -> None:
    page = _grainy(_page(strokes=170, faint=5))
    assert _on_faint_leg(with_faint_lines(find_ink(page), page).drawn) < 0.1


def test_blank_paper_stays_blank() -> None:
    page = _grainy(np.full((825, 1100), 250, np.float32))
    assert not with_faint_lines(find_ink(page), page).drawn.any()
