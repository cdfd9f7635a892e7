"""Still pictures of a whole story: a contact sheet to look over, a poster for the wall."""

import textwrap
from collections.abc import Sequence
from math import ceil, sqrt

import numpy as np
from PIL import Image

from storyvid_dagster.core.request import Style
from storyvid_dagster.glyphs import CLEAR_FONT, drawable
from storyvid_dagster.images import read_rgb, write_jpeg, write_png
from storyvid_dagster.render.cards import INKS
from storyvid_dagster.render.text_layout import TextBox, draw_text, put_line, set_text

_FONTS = (CLEAR_FONT,)
_PAPER, _TEXT = (250, 248, 242), (52, 44, 40)
_TILE_PX = 520
_GAP_PX = 28
_LETTER_PX = 19
_LINES = 4
"""Of a scene's words so many are shown, which is enough to know it by."""


def lay_sheet(title: str, pictures: Sequence[bytes], texts: Sequence[str]) -> bytes:
    """Lay pictures with the beginning of their words in rows; gives a JPEG."""
    shape = read_rgb(pictures[0]).shape
    tile = (_TILE_PX, round(_TILE_PX * shape[0] / shape[1]))
    columns = ceil(sqrt(len(pictures) * tile[1] / tile[0] * 1.4))
    rows = ceil(len(pictures) / columns)
    words_px = round(_LETTER_PX * 1.35 * _LINES)
    head_px = 84
    step = (tile[0] + _GAP_PX, tile[1] + words_px + _GAP_PX)
    sheet = Image.new("RGB", (columns * step[0] + _GAP_PX, head_px + rows * step[1] + _GAP_PX), _PAPER)
    put_line(sheet, drawable(title, _FONTS), (_GAP_PX, head_px / 2 + 13), 40, fill=_TEXT, fonts=_FONTS)
    for number, (png, text) in enumerate(zip(pictures, texts, strict=True)):
        x = _GAP_PX + number % columns * step[0]
        y = head_px + number // columns * step[1]
        picture = Image.fromarray(read_rgb(png, f"the picture of scene {number + 1}"))
        sheet.paste(picture.resize(tile, Image.Resampling.LANCZOS), (x, y))
        words = f"{number + 1}. {drawable(text, _FONTS)}"
        wrapped = textwrap.wrap(words, width=round(_TILE_PX / _LETTER_PX * 1.75))
        shown = wrapped[:_LINES]
        if len(wrapped) > _LINES:
            shown[-1] = f"{shown[-1].rstrip(' ,.')} …"
        for row, line in enumerate(shown):
            baseline = y + tile[1] + 6 + (row + 0.8) * 1.35 * _LETTER_PX
            put_line(sheet, line, (x, baseline), _LETTER_PX, fill=_TEXT, fonts=_FONTS)
    return write_jpeg(np.asarray(sheet))


def set_poster(png: bytes, title: str, child_name: str | None, style: Style) -> bytes:
    """Set a title into the sky of a picture, and whose story it is; gives a PNG of the picture's size."""
    canvas = read_rgb(png, "the picture").astype(np.float32)
    height, width = canvas.shape[:2]
    short = min(width, height)
    margin = 0.05 * width
    by = drawable(f"a story by {child_name}") if child_name else ""
    box = TextBox(margin, 0.03 * height, width - 2 * margin, 0.24 * height)
    head = set_text(drawable(title), box, largest_px=0.13 * short, max_lines=2)
    draw_text(canvas, head, TextBox(box.x, box.y, box.width, head.height_px), INKS[style])
    if by:
        below = TextBox(margin, box.y + head.height_px, width - 2 * margin, 0.08 * short)
        line = set_text(by, below, largest_px=min(0.05 * short, 0.6 * head.size_px), max_lines=1)
        draw_text(canvas, line, TextBox(below.x, below.y, below.width, line.height_px), INKS[style])
    return write_png(np.clip(np.rint(canvas), 0, 255).astype(np.uint8))
