"""The wall of drawings: everyone is on it, nobody over another."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid_dagster.errors import RenderError
from storyvid_dagster.render.collage import Pinned, cells, paint_collage
from storyvid_dagster.render.text_layout import TextBox
from storyvid_dagster_tests.render.conftest import flat_png

GREEN = (20, 200, 40)


def share_of(picture: np.ndarray, color: tuple[int, int, int]) -> float:
    return float((np.abs(picture.astype(int) - color).max(axis=2) < 30).mean())


@given(count=st.integers(1, 60), width=st.integers(50, 2000), height=st.integers(50, 2000))
def test_cells_lie_in_the_grid_and_not_over_each_other(count: int, width: int, height: int) -> None:
    grid = TextBox(10, 20, width, height)
    found = cells(count, grid)
    assert len(found) == count
    for cell in found:
        assert cell.x >= 10 - 1e-6
        assert cell.y >= 20 - 1e-6
        assert cell.x + cell.width <= 10 + width + 1e-6
        assert cell.y + cell.height <= 20 + height + 1e-6
    for one, other in combinations(found, 2):
        apart_x = abs(one.x - other.x) >= one.width - 1e-6
        assert apart_x or abs(one.y - other.y) >= one.height - 1e-6


@pytest.mark.parametrize("size", [(256, 144), (144, 256), (144, 144)])
@pytest.mark.parametrize("count", [1, 2, 7, 25])
def test_every_drawing_is_seen(tmp_path: Path, size: tuple[int, int], count: int) -> None:
    page = tmp_path / "page.png"
    page.write_bytes(flat_png(GREEN, (80, 60)))
    wall = paint_collage("Our class", [Pinned(f"run-{n}", page, "Mia") for n in range(count)], size)
    assert wall.shape == (size[1], size[0], 3)
    assert share_of(wall, GREEN) > 0.06


def test_title_and_names_are_written_where_there_are_any(tmp_path: Path) -> None:
    page = tmp_path / "page.png"
    page.write_bytes(flat_png(GREEN, (80, 60)))
    size = (256, 144)
    plain = paint_collage(" ", [Pinned("a", page, None)], size)
    titled = paint_collage("Our class", [Pinned("a", page, None)], size)
    named = paint_collage(" ", [Pinned("a", page, "Mia")], size)
    rows = [np.flatnonzero((plain != other).any(axis=(1, 2))) for other in (titled, named)]
    assert 5 < rows[0].min() < rows[0].max() < 45
    assert 100 < rows[1].min() < rows[1].max() < 139


def test_a_drawing_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    page = tmp_path / "page.png"
    for break_it in (lambda: None, lambda: page.write_bytes(b"no picture")):
        break_it()
        with pytest.raises(RenderError, match="the drawing of 5f6c63ab cannot be read"):
            paint_collage("", [Pinned("5f6c63ab", page, None)], (96, 54))
