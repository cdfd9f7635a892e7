"""What a parent is told of a cut-out that is in doubt."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import Drawing, DrawingAnalysis
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.images import encode_png
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.providers.fakes import FakeModerator, FakeReader
from storyvid_dagster.stages.analyze_drawing import analyze_drawing

WIDTH, HEIGHT = 1600, 1200


def sheet() -> NDArray[np.uint8]:
    return np.full((HEIGHT, WIDTH, 3), 250, np.uint8)


def with_ball(radius_px: int) -> NDArray[np.uint8]:
    page = sheet()
    cv2.circle(page, (WIDTH // 2, HEIGHT // 2), radius_px, (40, 90, 220), -1, cv2.LINE_AA)
    return page


def analyzed(store: MediaStore, page: NDArray[np.uint8], *, as_page: bool = False) -> DrawingAnalysis:
    png = encode_png(page)
    drawing = Drawing(
        run_id="pip",
        source_name="pip.png",
        original=store.put("uploads/pip.png", png),
        upright=store.put(names.drawing("pip"), png),
        width_px=WIDTH,
        height_px=HEIGHT,
        request=StoryRequest(as_page=as_page),
    )
    return analyze_drawing(drawing, reader=FakeReader(), moderator=FakeModerator(), store=store)


def test_a_page_without_a_figure_says_that_it_is_filmed_whole(store: MediaStore) -> None:
    analysis = analyzed(store, sheet())
    assert analysis.cut == "page"
    [note] = analysis.made_by.notes
    assert "the whole page is in the film" in note
    assert "on white paper" in note


def test_a_page_that_is_meant_as_it_is_says_nothing(store: MediaStore) -> None:
    assert analyzed(store, sheet(), as_page=True).made_by.notes == ()


@pytest.mark.parametrize(("radius_px", "is_small"), [(45, True), (80, False)])
@pytest.mark.slow
def test_a_hero_too_small_to_be_sharp_asks_for_a_photo_from_closer(
    store: MediaStore, radius_px: int, is_small: bool
) -> None:
    analysis = analyzed(store, with_ball(radius_px))
    assert analysis.cut == "figures"
    area = analysis.figures[0].area
    assert (area < 0.005) == is_small
    notes = analysis.made_by.notes
    assert len(notes) == is_small
    assert all(f"{area:.1%} of the page" in note and "from closer" in note for note in notes)
