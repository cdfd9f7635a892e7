import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from storyvid_dagster.render.stage.coverage import CELL_PX, covered_boxes

Mask = NDArray[np.bool_]


def laid(covers: Mask) -> NDArray[np.int64]:
    """Count how often each pixel is laid."""
    times = np.zeros(covers.shape, np.int64)
    for box in covered_boxes(covers):
        times[box.top : box.bottom, box.left : box.right] += 1
    return times


@given(
    st.integers(1, 300),
    st.integers(1, 300),
    st.lists(st.tuples(st.integers(0, 299), st.integers(0, 299)), max_size=12),
)
def test_all_that_is_covered_is_laid_once(height: int, width: int, places: list[tuple[int, int]]) -> None:
    covers = np.zeros((height, width), np.bool_)
    for row, column in places:
        covers[row : row + 40, column : column + 25] = True
    times = laid(covers)
    assert (times[covers] == 1).all()
    assert times.max(initial=0) <= 1


def test_what_is_empty_needs_no_box() -> None:
    assert covered_boxes(np.zeros((180, 320), np.bool_)) == ()
    assert covered_boxes(np.zeros((0, 320), np.bool_)) == ()


def test_between_trees_at_both_sides_nothing_is_laid() -> None:
    covers = np.zeros((1080, 1920), np.bool_)
    covers[:, :200] = covers[:, -200:] = covers[900:] = True
    times = laid(covers)
    assert times[:896, 224:-224].max() == 0
    assert times.sum() < 1.1 * covers.sum()


def test_a_few_leaves_close_together_are_one_box() -> None:
    covers = np.zeros((400, 400), np.bool_)
    covers[:10, :10] = covers[:10, 2 * CELL_PX :][:, :10] = covers[2 * CELL_PX :, :10][:10] = True
    assert len(covered_boxes(covers)) <= 2
