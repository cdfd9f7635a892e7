"""The title and the end card: the child's own page on a table, and words in big round letters."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.days import day_in_words
from storyvid_dagster.core.request import Style
from storyvid_dagster.glyphs import drawable
from storyvid_dagster.images import read_rgb, read_rgba
from storyvid_dagster.render.backdrops import Canvas, lay, paint_backdrop, soften
from storyvid_dagster.render.planes import Plane, Rgba
from storyvid_dagster.render.text_layout import Ink, TextBox, draw_text, set_text

CARD_VERSION = 2
"""Raise it when the same card would be painted otherwise."""

INKS: Mapping[Style, Ink] = {
    Style.STORYBOOK: Ink((255, 252, 240), (255, 232, 190), (112, 52, 26)),
    Style.WATERCOLOR: Ink((72, 104, 186), (52, 72, 148), (255, 255, 255)),
    Style.CRAYON: Ink((255, 253, 244), (255, 236, 206), (150, 48, 44)),
    Style.COMIC: Ink((255, 255, 255), (255, 250, 226), (28, 24, 40)),
    Style.PAPERCUT: Ink((255, 255, 252), (255, 246, 232), (24, 84, 88)),
    Style.PIXEL: Ink((255, 250, 220), (255, 222, 150), (30, 24, 78)),
}
"""Letters of each style, to be read on any ground."""
_TITLE_TILT, _END_TILT = -3.5, 3.0
_SAFE = 0.075
"""Rim left free on every side: the camera may come closer by a twelfth."""


@dataclass(frozen=True)
class Card:
    """What the title and the end card are painted from."""

    title: str
    child_name: str | None
    child_age: int | None
    drawn_on: date | None
    page_png: bytes
    hero_png: bytes | None
    style: Style
    seed: int
    drawing_title: str | None = None
    """What the drawing is called, where that is not the story's title already."""

    @property
    def digest(self) -> str:
        """Name everything the cards show."""
        pictures = [hashlib.sha256(png or b"").hexdigest() for png in (self.page_png, self.hero_png)]
        called = [self.drawing_title] if self.drawing_title else []
        told = [
            self.title,
            *called,
            self.child_name,
            self.child_age,
            self.drawn_on and self.drawn_on.isoformat(),
        ]
        shown = [CARD_VERSION, told, pictures, self.style, self.seed]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()

    @property
    def signature(self) -> str:
        """What the drawing is called, who drew it, and when, as far as it was told."""
        called = f"“{self.drawing_title}”" if self.drawing_title else ""
        if not self.child_name:
            drawn = f"drawn on {day_in_words(self.drawn_on)}" if self.drawn_on else ""
            return ", ".join(part for part in (called, drawn) if part)
        age = f", age {self.child_age}" if self.child_age is not None else ""
        day = f", {day_in_words(self.drawn_on)}" if self.drawn_on else ""
        return f"{called + ', ' if called else ''}drawn by {self.child_name}{age}{day}"

    @property
    def byline(self) -> str:
        """Of which drawing and by whom the story is, as far as it was told."""
        of = f" of “{self.drawing_title}”" if self.drawing_title else ""
        by = f" by {self.child_name}" if self.child_name else ""
        return f"a story{of}{by}" if of or by else ""


def paint_title(card: Card, size: tuple[int, int]) -> Plane:
    """Paint the title card: the page, the title, and whose story it is. RGB of `size` (width, height)."""
    _, text_box = _halves(size)
    canvas = paint_backdrop(card.style, size, card.seed)
    _lay_page(canvas, card, closing=False)
    _write(canvas, card.style, text_box, drawable(card.title), drawable(card.byline))
    return _finish(canvas)


def paint_end(card: Card, size: tuple[int, int]) -> Plane:
    """Paint the end card: "The End", the page with its hero, and who drew it. RGB of `size`."""
    page_box, text_box = _halves(size)
    canvas = paint_backdrop(card.style, size, card.seed + 1)
    _lay_page(canvas, card, closing=True)
    if card.hero_png is not None:
        _lay_hero(canvas, read_rgba(card.hero_png, "the hero"), page_box)
    _write(canvas, card.style, text_box, "The End", drawable(card.signature))
    return _finish(canvas)


def _halves(size: tuple[int, int]) -> tuple[TextBox, TextBox]:
    """Share a card between page and words: side by side when wide, else one above the other."""
    width, height = size
    if width > height * 1.2:
        margin = _SAFE * height
        middle = 0.50 * width
        page = TextBox(margin * 1.4, margin, middle - margin * 1.6, height - 2 * margin)
        return page, TextBox(
            middle + margin * 0.5, margin, width - middle - margin * 1.7, height - 2 * margin
        )
    margin = _SAFE * width
    split = (0.60 if height > width * 1.2 else 0.58) * height
    page = TextBox(margin, margin * 1.2, width - 2 * margin, split - margin * 1.4)
    return page, TextBox(margin, split + margin * 0.2, width - 2 * margin, height - split - margin * 1.4)


def _write(canvas: Canvas, style: Style, box: TextBox, headline: str, by: str) -> None:
    """Set headline and byline as one block in the middle of a box."""
    ink, share = INKS[style], 0.24 if by else 0.0
    largest = 0.17 * min(canvas.shape[:2])
    head_box = TextBox(box.x, box.y, box.width, box.height * (1 - share))
    head = set_text(headline, head_box, largest_px=largest)
    foot_box = TextBox(box.x, box.y, box.width, box.height * share * 0.8)
    foot = set_text(by, foot_box, largest_px=min(largest * 0.42, head.size_px * 0.62), max_lines=2)
    gap = head.size_px * 0.25 if by else 0
    top = box.y + (box.height - head.height_px - gap - foot.height_px) / 2
    draw_text(canvas, head, TextBox(box.x, top, box.width, head.height_px), ink)
    draw_text(canvas, foot, TextBox(box.x, top + head.height_px + gap, box.width, foot.height_px), ink)


@dataclass(frozen=True)
class PagePlace:
    """Where the child's page lies on a card."""

    middle: tuple[float, float]
    scale: float
    """Pixels of the card to one of the page."""
    tilt: float
    """Degrees, anticlockwise."""
    page_size: tuple[int, int]

    def onto_card(self) -> NDArray[np.float64]:
        """Give the map (2, 3) from pixels of the page to pixels of the card."""
        width, height = self.page_size
        turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), self.tilt, self.scale)
        turn[:, 2] += np.rint(self.middle) - np.array([(width - 1) / 2, (height - 1) / 2])
        return np.asarray(turn, np.float64)


def page_place(page_size: tuple[int, int], size: tuple[int, int], *, closing: bool) -> PagePlace:
    """Say where a page of `page_size` lies on a title or an end card of `size`, all (width, height)."""
    box, _ = _halves(size)
    return place_in(box, page_size, _END_TILT if closing else _TITLE_TILT)


def place_in(box: TextBox, page_size: tuple[int, int], tilt: float) -> PagePlace:
    """Say where a page of `page_size` (width, height) lies in a box, as large as its white margin allows."""
    margin = _page_margin(page_size)
    wide, high = page_size[0] + 2 * margin, page_size[1] + 2 * margin
    cosine, sine = np.cos(np.deg2rad(tilt)), abs(np.sin(np.deg2rad(tilt)))
    scale = min(box.width / (wide * cosine + high * sine), box.height * 0.97 / (high * cosine + wide * sine))
    middle = (box.x + box.width / 2, box.y + box.height * 0.515)
    return PagePlace(middle, scale, tilt, page_size)


def _page_margin(page_size: tuple[int, int]) -> float:
    return 0.045 * max(page_size)


def _lay_page(canvas: Canvas, card: Card, *, closing: bool) -> None:
    """Lay the page on the table."""
    page = read_rgb(card.page_png, "the page")
    place = page_place((page.shape[1], page.shape[0]), (canvas.shape[1], canvas.shape[0]), closing=closing)
    lay_paper(canvas, page, place, shadow_px=_shadow_px(canvas))


def lay_paper(canvas: Canvas, page: Plane, place: PagePlace, *, shadow_px: float) -> None:
    """Lay a page down as a sheet with a white margin, held by two strips of tape."""
    rim = max(2, round(_page_margin(place.page_size) * place.scale))
    sheet = cv2.copyMakeBorder(
        _resize(page, place.scale), rim, rim, rim, rim, cv2.BORDER_CONSTANT, value=(254, 253, 248)
    )
    _stand(canvas, _opaque(sheet), place.middle, place.tilt, shadow_px)
    height, width = sheet.shape[:2]
    tape = _tape(round(0.16 * min(width, height)), round(0.055 * min(width, height)))
    spin = cv2.getRotationMatrix2D((0, 0), place.tilt, 1.0)[:, :2]
    for side in (-1, 1):
        x, y = np.array(place.middle) + spin @ np.array([side * width * 0.36, -height / 2])
        _stand(canvas, tape, (float(x), float(y)), place.tilt + side * 7, shadow_px * 0.12)


def _tape(width: int, height: int) -> Canvas:
    """Make a strip of striped see-through paper tape, RGBA."""
    stripes = np.sin(np.arange(max(2, width)) / max(2, width) * 2 * np.pi * 9) > 0
    light, dark = (252, 234, 180), (246, 214, 120)
    row = np.where(stripes[:, np.newaxis], (*light, 222), (*dark, 222)).astype(np.float32)
    return np.repeat(row[np.newaxis], max(2, height), axis=0)


def _lay_hero(canvas: Canvas, hero: Rgba, page: TextBox) -> None:
    """Stand the hero's sticker at the page's lower corner, where the words begin."""
    height, width = hero.shape[:2]
    scale = min(0.52 * page.height / height, 0.42 * page.width / width)
    middle = (page.x + page.width - width * scale / 2, page.y + page.height - height * scale / 2)
    _stand(canvas, _resize(hero, scale).astype(np.float32), middle, -4, _shadow_px(canvas))


def _stand(
    canvas: Canvas, sprite: Canvas, middle: tuple[float, float], tilt: float, shadow_px: float
) -> None:
    """Put an RGBA picture on a canvas, turned by `tilt` degrees, with a close and a wide shadow."""
    height, width = sprite.shape[:2]
    pad = ceil(2.5 * shadow_px)
    reach = ceil(np.hypot(width, height) / 2) + pad
    turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), tilt, 1.0)
    turn[:, 2] += reach - np.array([(width - 1) / 2, (height - 1) / 2])
    sprite = sprite * np.float32(1 / 255)
    sprite[..., :3] *= sprite[..., 3:]
    turned = cv2.warpAffine(sprite, turn, (2 * reach + 1, 2 * reach + 1), flags=cv2.INTER_LINEAR)
    turned = turned.astype(np.float32, copy=False)
    mask = turned[..., 3]
    near, far = soften(mask, shadow_px / 6), soften(mask, shadow_px)
    near = np.roll(near, round(shadow_px / 6), 0)
    far = np.roll(far, (round(shadow_px * 0.8), round(shadow_px / 3)), (0, 1))
    at = round(middle[0]) - reach, round(middle[1]) - reach
    lay(canvas, (30, 18, 14), 1 - (1 - 0.28 * near) * (1 - 0.42 * far), at)
    color = turned[..., :3] * (255 / np.maximum(mask, 1e-6))[..., np.newaxis]
    lay(canvas, color, mask, at)


def _shadow_px(canvas: Canvas) -> float:
    """Give the width of the shadow a sheet throws."""
    return min(canvas.shape[:2]) / 40


def _opaque(rgb: cv2.typing.MatLike) -> Canvas:
    return np.dstack([rgb, np.full(rgb.shape[:2], 255)]).astype(np.float32)


def _resize(picture: Plane, scale: float) -> Plane:
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    kernel = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(picture, size, interpolation=kernel).astype(np.uint8, copy=False)


def _finish(canvas: Canvas) -> Plane:
    return np.clip(np.rint(canvas), 0, 255).astype(np.uint8)
