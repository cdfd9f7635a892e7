"""Rows in columns whose last one is never broken: a path stays whole in a pipe and in a narrow window."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text


def print_rows(console: Console, rows: Sequence[Sequence[str]]) -> None:
    """Print rows of markup, all but the last column as wide as what stands in it."""
    cells = [[Text.from_markup(cell) for cell in row] for row in rows]
    widths = [max(cell.cell_len for cell in column) for column in zip(*cells, strict=True)]
    for row in cells:
        for cell, width in zip(row[:-1], widths, strict=False):
            cell.pad_right(width - cell.cell_len + 2)
        console.print(Text().join(row), highlight=False, soft_wrap=True)
