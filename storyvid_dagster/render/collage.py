"""Many children's drawings on one table: what an anthology opens on."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np

from storyvid_dagster.core.request import Style
from storyvid_dagster.errors import RenderError
from storyvid_dagster.glyphs import drawable
from storyvid_dagster.images import read_rgb
from storyvid_dagster.render.backdrops import Canvas, paint_backdrop
from storyvid_dagster.render.cards import INKS, lay_paper, place_in
from storyvid_dagster.render.planes import Plane
from storyvid_dagster.render.text_layout import TextBox, draw_text, set_text

_STYLE = Style.STORYBOOK
_SEED = 5
_SAFE = 0.075
"""Rim left free on every side: the camera may come closer by a twelfth."""
_HEAD = 0.2
"""What the title takes of the height."""
_NAME, _LARGEST_NAME = 0.18, 0.045
"""What a name takes of the height of its drawing's cell; its largest size, in parts of the short side."""
_MOST_TILT = 4.0
_PAPER_SHAPE = 4 / 3
"""Drawings are mostly of this shape: cells are chosen for it."""


@dataclass(frozen=True)
class Pinned:
    """A drawing on the wall."""

    run_id: str
    page: Path
    """The cleaned page; read when it is painted, so that one is in memory at a time."""
    child_name: str | None


def paint_collage(title: str, drawings: Sequence[Pinned], size: tuple[int, int]) -> Plane:
    """Paint all drawings with the names of who drew them. RGB of `size` (width, height).

    Args:
        title: Stands above them; empty: the drawings have all the room.
        drawings: At least one, in order from the top left.
        size: Of the picture.

    Raises:
        RenderError: A drawing cannot be read.
    """
    canvas = paint_backdrop(_STYLE, size, _SEED)
    rim = _SAFE * min(size)
    whole = TextBox(rim, rim, size[0] - 2 * rim, size[1] - 2 * rim)
    head_px = _HEAD * size[1] if title else 0
    if title:
        head = TextBox(whole.x, whole.y, whole.width, head_px * 0.85)
        words = set_text(drawable(title), head, largest_px=0.15 * min(size), max_lines=2)
        draw_text(canvas, words, head, INKS[_STYLE])
    grid = TextBox(whole.x, whole.y + head_px, whole.width, whole.height - head_px)
    tilts = np.random.default_rng(_SEED).uniform(-_MOST_TILT, _MOST_TILT, len(drawings))
    for drawing, cell, tilt in zip(drawings, cells(len(drawings), grid), tilts, strict=True):
        _pin(canvas, drawing, cell, float(tilt))
    return np.clip(np.rint(canvas), 0, 255).astype(np.uint8)


def cells(count: int, grid: TextBox) -> list[TextBox]:
    """Share a box among drawings, row by row, as large as can be; a last row that is not full is centred."""

    def height_with(columns: int) -> float:
        return min(grid.width / columns / _PAPER_SHAPE, grid.height / ceil(count / columns) * (1 - _NAME))

    columns = max(range(1, count + 1), key=height_with)
    rows = ceil(count / columns)
    width, height = grid.width / columns, grid.height / rows
    found: list[TextBox] = []
    for number in range(count):
        row, column = divmod(number, columns)
        empty = columns - min(columns, count - row * columns)
        found.append(TextBox(grid.x + (column + empty / 2) * width, grid.y + row * height, width, height))
    return found


def _pin(canvas: Canvas, drawing: Pinned, cell: TextBox, tilt: float) -> None:
    try:
        page = read_rgb(drawing.page.read_bytes(), f"the drawing of {drawing.run_id}")
    except OSError as error:
        raise RenderError(f"the drawing of {drawing.run_id} cannot be read: {error}") from error
    name = drawable(drawing.child_name or "")
    gap = 0.05 * min(cell.width, cell.height)
    name_px = _NAME * cell.height
    paper = TextBox(cell.x + gap, cell.y + gap, cell.width - 2 * gap, cell.height - name_px - 1.5 * gap)
    place = place_in(paper, (page.shape[1], page.shape[0]), tilt)
    lay_paper(canvas, page, place, shadow_px=0.4 * gap)
    if name:
        below = TextBox(cell.x + gap, cell.y + cell.height - name_px, cell.width - 2 * gap, name_px * 0.95)
        largest_px = _LARGEST_NAME * min(canvas.shape[:2])
        draw_text(canvas, set_text(name, below, largest_px=largest_px, max_lines=1), below, INKS[_STYLE])
