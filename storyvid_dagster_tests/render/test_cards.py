from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from storyvid_dagster.core.request import Aspect, Style
from storyvid_dagster.errors import RenderError
from storyvid_dagster.glyphs import drawable
from storyvid_dagster.images import read_rgb, write_png
from storyvid_dagster.render.cards import Card, paint_end, paint_title
from storyvid_dagster.render.text_layout import TextBox, set_text

HEIGHT_PX = 144
LONG_TITLE = "The Extraordinarily Long Adventure of Maximiliane and Her Seven Purple Elephants"
GREEN, RED = (20, 200, 40), (230, 20, 30)


def page_png(size: tuple[int, int] = (90, 60)) -> bytes:
    return write_png(np.full((size[1], size[0], 3), GREEN, np.uint8))


def hero_png() -> bytes:
    stream = BytesIO()
    Image.new("RGBA", (40, 60), (*RED, 255)).save(stream, "PNG")
    return stream.getvalue()


def card(
    title: str = "Rex", style: Style = Style.STORYBOOK, name: str | None = "Mia", page: bytes | None = None
) -> Card:
    return Card(title, name, None, None, page or page_png(), hero_png(), style, seed=1)


def share_of(picture: np.ndarray, color: tuple[int, int, int]) -> float:
    return float((np.abs(picture.astype(int) - color).max(axis=2) < 30).mean())


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("style", Style)
def test_both_cards_show_the_page_at_any_shape(style: Style, aspect: Aspect) -> None:
    size = aspect.size(HEIGHT_PX)
    for paint in (paint_title, paint_end):
        picture = paint(card(style=style), size)
        assert picture.shape == (size[1], size[0], 3)
        assert share_of(picture, GREEN) > 0.08


def test_only_the_end_card_shows_the_hero() -> None:
    size = Aspect.WIDE.size(HEIGHT_PX)
    assert share_of(paint_end(card(), size), RED) > 0.01
    assert share_of(paint_title(card(), size), RED) == 0


@pytest.mark.parametrize(
    ("name", "age", "day", "signature"),
    [
        ("Mia", 4, date(2026, 5, 3), "drawn by Mia, age 4, 3 May 2026"),
        ("Mia", None, None, "drawn by Mia"),
        (None, 4, date(2026, 5, 3), "drawn on 3 May 2026"),
        (None, 4, None, ""),
    ],
)
def test_the_end_card_says_who_drew_it_and_when(
    name: str | None, age: int | None, day: date | None, signature: str
) -> None:
    told = replace(card(name=name), child_age=age, drawn_on=day)
    assert told.signature == signature


@pytest.mark.parametrize("name", ["Mia", None])
@pytest.mark.parametrize("paint", [paint_title, paint_end])
def test_what_the_drawing_is_called_is_written_on_both_cards(
    name: str | None, paint: Callable[[Card, tuple[int, int]], np.ndarray]
) -> None:
    size = Aspect.WIDE.size(HEIGHT_PX)
    called = replace(card(name=name), drawing_title="Rain with Opa")
    assert "“Rain with Opa”" in called.byline
    assert "“Rain with Opa”" in called.signature
    assert not called.signature.endswith(", ")
    assert called.digest != card(name=name).digest
    assert (
        np.abs(paint(called, size).astype(int) - paint(card(name=name), size)).max(axis=2) > 40
    ).sum() > 100


def test_the_day_is_written_on_the_end_card() -> None:
    size = Aspect.WIDE.size(HEIGHT_PX)
    plain, dated = card(), replace(card(), drawn_on=date(2026, 5, 3))
    assert plain.digest != dated.digest
    assert (paint_end(plain, size) != paint_end(dated, size)).any()
    assert (paint_title(plain, size) == paint_title(dated, size)).all()


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("title", ["Hi", LONG_TITLE, "W" * 80])
def test_words_keep_clear_of_the_rim(title: str, aspect: Aspect) -> None:
    """What a title adds to the picture lies where the closest camera still sees it."""
    size = aspect.size(HEIGHT_PX)
    with_words, without = (paint_title(card(words, name=None), size).astype(int) for words in (title, ""))
    rows, columns = np.nonzero(np.abs(with_words - without).max(axis=2) > 24)
    assert len(rows) > 0
    rim = 0.04 * np.array(size)
    assert columns.min() >= rim[0]
    assert columns.max() <= size[0] - rim[0]
    assert rows.min() >= rim[1]
    assert rows.max() <= size[1] - rim[1]


@pytest.mark.parametrize("paint", [paint_title, paint_end])
@pytest.mark.parametrize("name", ["美咲", "محمد", "प्रिया", "สมชาย", "민준", "Γιώργος", "נועם"])
@pytest.mark.slow
def test_a_name_of_any_script_is_written_on_both_cards(
    name: str, paint: Callable[[Card, tuple[int, int]], np.ndarray]
) -> None:
    size = Aspect.WIDE.size(HEIGHT_PX * 2)
    named, cut = (paint(card(name=text), size).astype(int) for text in (name, f"{name[0]}"))
    unnamed = paint(card(name=None), size).astype(int)
    assert (np.abs(named - unnamed).max(axis=2) > 40).sum() > 300
    assert (named != cut).any()


@pytest.mark.parametrize(
    ("title", "lines"),
    [("美咲と猫のだいぼうけん", 3), ("قطة سارة الجميلة", 3), ("น้ำฝนกับแมว", 1)],
)
def test_a_title_of_another_script_is_broken_where_it_may_be(title: str, lines: int) -> None:
    setting = set_text(drawable(title), TextBox(0, 0, 300, 300), largest_px=70)
    assert len(setting.lines) == lines
    assert "".join(setting.lines).replace(" ", "") == title.replace(" ", "")
    assert not any("-" in line for line in setting.lines)


@pytest.mark.parametrize("style", Style)
def test_letters_stand_out_from_their_rim(style: Style) -> None:
    """Light and dark parts of the words differ by 3 to 1, as WCAG 2 wants of large text (1.4.3)."""
    size = Aspect.WIDE.size(HEIGHT_PX * 2)
    with_words, without = (paint_title(card(words, style, None), size) for words in ("Moon", ""))
    changed = np.abs(with_words.astype(int) - without).max(axis=2) > 40
    light = _luminance(with_words)[changed]
    assert (np.quantile(light, 0.95) + 0.05) / (np.quantile(light, 0.05) + 0.05) >= 3


def _luminance(rgb: np.ndarray) -> np.ndarray:
    linear = (rgb / 255.0) ** 2.2
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def test_the_same_card_is_the_same_picture() -> None:
    size = Aspect.SQUARE.size(HEIGHT_PX)
    assert (paint_title(card(), size) == paint_title(card(), size)).all()
    assert card().digest == card().digest != card("Other").digest


@pytest.mark.parametrize("size", [(200, 20), (20, 200), (3000, 2000), (1, 1)])
def test_any_page_fits(size: tuple[int, int]) -> None:
    picture = paint_title(card(page=page_png(size)), Aspect.WIDE.size(HEIGHT_PX))
    edge = np.concatenate([picture[:3].reshape(-1, 3), picture[-3:].reshape(-1, 3)])
    assert (np.abs(edge.astype(int) - GREEN).max(axis=1) > 30).all()


@given(st.text(max_size=80))
@settings(max_examples=30, deadline=None)
@pytest.mark.slow
def test_any_text_can_be_set(text: str) -> None:
    box = TextBox(0, 0, 200, 90)
    setting = set_text(drawable(text), box, largest_px=60)
    assert setting.height_px <= box.height * 1.001
    assert "".join(setting.lines).replace("-", "").replace(" ", "") == drawable(text).replace(
        "-", ""
    ).replace(" ", "")


def test_letters_come_from_the_font_that_has_them() -> None:
    assert drawable("Þórður и Кот 🦊 “x”") == "Þórður и Кот “x”"


def test_a_broken_page_is_told() -> None:
    with pytest.raises(RenderError, match="the page cannot be read"):
        paint_title(card(page=b"not a picture"), (64, 36))


def test_pictures_keep_their_pixels() -> None:
    rgb = cv2.resize(np.random.default_rng(0).integers(0, 255, (4, 4, 3), np.uint8), (16, 16))
    assert (read_rgb(write_png(rgb)) == rgb).all()
