"""The title and the end card: the child's own page on a table, and words in big round letters."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from storyvid_dagster.core.request import Style
from storyvid_dagster.render.backdrops import Canvas, Layer, lay, paint_backdrop, soften
from storyvid_dagster.render.lettering import Box, Ink, draw_text, drawable, set_text
from storyvid_dagster.render.pictures import Rgba, read_rgb, read_rgba
from storyvid_dagster.render.planes import Plane

CARD_VERSION = 1
"""Raise it when the same card would be painted otherwise."""

_INKS: Mapping[Style, Ink] = {
    Style.STORYBOOK: Ink((255, 252, 240), (255, 232, 190), (112, 52, 26)),
    Style.WATERCOLOR: Ink((72, 104, 186), (52, 72, 148), (255, 255, 255)),
    Style.CRAYON: Ink((255, 253, 244), (255, 236, 206), (150, 48, 44)),
    Style.COMIC: Ink((255, 255, 255), (255, 250, 226), (28, 24, 40)),
    Style.PAPERCUT: Ink((255, 255, 252), (255, 246, 232), (24, 84, 88)),
    Style.PIXEL: Ink((255, 250, 220), (255, 222, 150), (30, 24, 78)),
}
_SAFE = 0.075
"""Rim left free on every side: the camera may come closer by a twelfth."""


@dataclass(frozen=True)
class Card:
    """What the title and the end card are painted from."""

    title: str
    child_name: str | None
    page_png: bytes
    hero_png: bytes | None
    style: Style
    seed: int

    @property
    def digest(self) -> str:
        """Name everything the cards show."""
        pictures = [hashlib.sha256(png or b"").hexdigest() for png in (self.page_png, self.hero_png)]
        shown = [CARD_VERSION, self.title, self.child_name, pictures, self.style, self.seed]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def paint_title(card: Card, size: tuple[int, int]) -> Plane:
    """Paint the title card: the page, the title, and whose story it is. RGB of `size` (width, height)."""
    page_box, text_box = _halves(size)
    canvas = paint_backdrop(card.style, size, card.seed)
    canvas = _lay_page(canvas, card, page_box, tilt=-3.5)
    by = f"a story by {card.child_name}" if card.child_name else ""
    return _finish(_write(canvas, card.style, text_box, drawable(card.title), drawable(by)))


def paint_end(card: Card, size: tuple[int, int]) -> Plane:
    """Paint the end card: "The End", the page with its hero, and who drew it. RGB of `size`."""
    page_box, text_box = _halves(size)
    canvas = paint_backdrop(card.style, size, card.seed + 1)
    canvas = _lay_page(canvas, card, page_box, tilt=3.0)
    if card.hero_png is not None:
        canvas = _lay_hero(canvas, read_rgba(card.hero_png), page_box)
    by = f"drawn by {card.child_name}" if card.child_name else ""
    return _finish(_write(canvas, card.style, text_box, "The End", drawable(by)))


def _halves(size: tuple[int, int]) -> tuple[Box, Box]:
    """Share a card between page and words: side by side when wide, else one above the other."""
    width, height = size
    if width > height * 1.2:
        margin = _SAFE * height
        middle = 0.50 * width
        page = Box(margin * 1.4, margin, middle - margin * 1.6, height - 2 * margin)
        return page, Box(middle + margin * 0.5, margin, width - middle - margin * 1.7, height - 2 * margin)
    margin = _SAFE * width
    split = (0.60 if height > width * 1.2 else 0.58) * height
    page = Box(margin, margin * 1.2, width - 2 * margin, split - margin * 1.4)
    return page, Box(margin, split + margin * 0.2, width - 2 * margin, height - split - margin * 1.4)


def _write(canvas: Canvas, style: Style, box: Box, headline: str, by: str) -> Canvas:
    """Set headline and byline as one block in the middle of a box."""
    ink, share = _INKS[style], 0.24 if by else 0.0
    largest = 0.17 * min(canvas.shape[:2])
    head = set_text(headline, Box(box.x, box.y, box.width, box.height * (1 - share)), largest_px=largest)
    foot = set_text(
        by, Box(box.x, 0, box.width, box.height * share * 0.8), largest_px=largest * 0.42, max_lines=2
    )
    gap = head.size_px * 0.25 if by else 0
    used = head.height_px + gap + foot.height_px * bool(by)
    top = box.y + (box.height - used) / 2
    canvas = draw_text(canvas, head, Box(box.x, top, box.width, head.height_px), ink)
    if by:
        below = Box(box.x, top + head.height_px + gap, box.width, foot.height_px)
        canvas = draw_text(canvas, foot, below, ink)
    return canvas


def _lay_page(canvas: Canvas, card: Card, box: Box, *, tilt: float) -> Canvas:
    """Lay the page on the table as a sheet with a white margin, held by two strips of tape."""
    page = read_rgb(card.page_png)
    margin = 0.045 * max(page.shape[:2])
    sheet_size = (page.shape[1] + 2 * margin, page.shape[0] + 2 * margin)
    turn = np.deg2rad(tilt)
    turned = (
        sheet_size[0] * np.cos(turn) + sheet_size[1] * abs(np.sin(turn)),
        sheet_size[1] * np.cos(turn) + sheet_size[0] * abs(np.sin(turn)),
    )
    scale = min(box.width / turned[0], box.height / turned[1])
    page = _shrink(page, scale)
    rim = max(2, round(margin * scale))
    sheet = np.full((page.shape[0] + 2 * rim, page.shape[1] + 2 * rim, 3), (254, 253, 248), np.float32)
    sheet[rim:-rim, rim:-rim] = page
    height, width = sheet.shape[:2]
    middle = (box.x + box.width / 2, box.y + box.height / 2)
    place = _placement(middle, (width, height), tilt)
    picture = _warp(sheet, place, canvas, cv2.BORDER_REPLICATE)
    mask = _warp(np.ones((height, width), np.float32), place, canvas)
    canvas = lay(_shadowed(canvas, mask), picture, mask)
    strip = (0.16 * min(width, height), 0.055 * min(width, height))
    for side in (-1, 1):
        corner = cv2.transform(np.array([[[width / 2 + side * width * 0.36, 0.0]]]), place)[0, 0]
        canvas = _tape(canvas, (float(corner[0]), float(corner[1])), strip, tilt + side * 7)
    return canvas


def _tape(canvas: Canvas, middle: tuple[float, float], strip: tuple[float, float], tilt: float) -> Canvas:
    """Stick a strip of see-through paper tape on the canvas."""
    width, height = (max(2, round(side)) for side in strip)
    stripes = 0.5 + 0.5 * np.sin(np.arange(width) / width * 2 * np.pi * 9)
    tape = (
        np.array((246, 214, 120), np.float32)
        + np.array((6, 20, 60), np.float32) * (stripes > 0.5)[:, np.newaxis]
    )
    place = _placement(middle, (width, height), tilt)
    mask = _warp(np.ones((height, width), np.float32), place, canvas)
    picture = _warp(
        np.repeat(tape[np.newaxis].astype(np.float32), height, 0), place, canvas, cv2.BORDER_REPLICATE
    )
    canvas = lay(canvas, (40, 26, 20), soften(mask, strip[1] * 0.12) * np.float32(0.22))
    return lay(canvas, picture, mask * np.float32(0.86))


def _lay_hero(canvas: Canvas, hero: Rgba, page: Box) -> Canvas:
    """Stand the hero's sticker at the page's lower corner, where the words begin."""
    height, width = hero.shape[:2]
    scale = min(0.52 * page.height / height, 0.42 * page.width / width)
    tall, wide = height * scale, width * scale
    middle = (page.x + page.width - wide * 0.5, page.y + page.height - tall * 0.5)
    sticker = _shrink(hero, scale).astype(np.float32)
    sticker[..., :3] *= sticker[..., 3:] / 255
    laid = _warp(sticker, _placement(middle, (sticker.shape[1], sticker.shape[0]), -4), canvas)
    mask = laid[..., 3] / 255
    return _shadowed(canvas, mask) * (1 - mask[..., np.newaxis]) + laid[..., :3]


def _shadowed(canvas: Canvas, mask: Layer) -> Canvas:
    """Darken what lies under a sheet: a close, sharp shadow and a wide, soft one."""
    unit = min(canvas.shape[:2])
    near, far = soften(mask, unit / 220), soften(mask, unit / 40)
    near, far = (
        np.roll(near, round(unit / 250), 0),
        np.roll(far, (round(unit / 50), round(unit / 120)), (0, 1)),
    )
    return lay(canvas, (30, 18, 14), 1 - (1 - 0.28 * near) * (1 - 0.42 * far))


def _shrink(picture: Plane, scale: float) -> Plane:
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    kernel = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(picture, size, interpolation=kernel).astype(np.uint8, copy=False)


def _placement(middle: tuple[float, float], size: tuple[int, int], tilt: float) -> Canvas:
    """Give the 2x3 matrix that puts a picture's middle at `middle`, turned by `tilt` degrees."""
    own = ((size[0] - 1) / 2, (size[1] - 1) / 2)
    matrix = cv2.getRotationMatrix2D(own, tilt, 1.0)
    matrix[:, 2] += np.subtract(middle, own)
    return matrix.astype(np.float32)


def _warp(picture: Canvas, place: Canvas, canvas: Canvas, border: int = cv2.BORDER_CONSTANT) -> Canvas:
    size = (canvas.shape[1], canvas.shape[0])
    return cv2.warpAffine(picture, place, size, flags=cv2.INTER_LINEAR, borderMode=border).astype(np.float32)


def _finish(canvas: Canvas) -> Plane:
    return np.clip(np.rint(canvas), 0, 255).astype(np.uint8)
