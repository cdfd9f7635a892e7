"""The embedded painter, judged by what a child would see in the decoded picture."""

import asyncio
from functools import lru_cache
from io import BytesIO
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from storyvid_dagster.core.captions import caption_place
from storyvid_dagster.core.request import Style
from storyvid_dagster.core.story import Scene, Setting, TimeOfDay, Weather
from storyvid_dagster.errors import ProviderRefused
from storyvid_dagster.illustration.painter import EmbeddedPainter
from storyvid_dagster.illustration.placement import set_stage
from storyvid_dagster.ports import Picture, PictureOrder

WIDE, TALL, SQUARE = (192, 108), (108, 192), (144, 144)
NOT_BLANK_STD = 18
MANY_COLORS = 100
SEEN_BY_THE_EYE = 12
"""Mean difference of two pictures, of 255, that nobody could miss."""
HERO_RED = (214, 40, 60)
NEAR_IN_RGB = 70
NIGHT_TO_DAY = 0.85
OUTDOORS = (
    Setting.SEA,
    Setting.CITY,
    Setting.FOREST,
    Setting.UNDERWATER,
    Setting.SNOW,
    Setting.CASTLE,
    Setting.PLAYGROUND,
    Setting.GARDEN,
)


@lru_cache
def sticker(width: int, height: int, color: tuple[int, int, int]) -> bytes:
    """A filled shape with a white rim, as the cutter leaves it."""
    image = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    pen = ImageDraw.Draw(image)
    rim = round(0.04 * max(width, height))
    pen.rounded_rectangle((0, 0, width - 1, height - 1), 2 * rim, fill=(255, 255, 255, 255))
    pen.rounded_rectangle((rim, rim, width - rim, height - rim), rim, fill=(*color, 255))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


HERO = sticker(240, 400, HERO_RED)
FRIEND = sticker(300, 220, (40, 90, 220))


def order(
    style: Style = Style.STORYBOOK,
    setting: Setting = Setting.MEADOW,
    *,
    time: TimeOfDay = TimeOfDay.DAY,
    weather: Weather | None = None,
    number: int = 1,
    size: tuple[int, int] = WIDE,
    seed: int = 7,
    figures: tuple[bytes, ...] = (HERO, FRIEND),
    within: tuple[int, ...] = (),
    palette: tuple[str, ...] = (),
) -> PictureOrder:
    scene = Scene(
        number=number,
        text="Here we are.",
        setting=setting,
        time_of_day=time,
        weather=weather,
        figures=within,
        picture_prompt="",
    )
    return PictureOrder(scene, 6, style, size, seed, b"", figures, palette)


@lru_cache(maxsize=256)
def paint(wanted: PictureOrder) -> Picture:
    return asyncio.run(EmbeddedPainter().paint(wanted))


def pixels(picture: Picture) -> NDArray[np.int16]:
    image = Image.open(BytesIO(picture.png))
    assert image.mode == "RGB"
    return np.asarray(image, np.int16)


def difference(a: Picture, b: Picture) -> float:
    return float(np.abs(pixels(a) - pixels(b)).mean())


def hero_pixels(image: NDArray[np.int16]) -> NDArray[np.bool_]:
    return np.abs(image - np.array(HERO_RED)).max(-1) < NEAR_IN_RGB


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("setting", Setting)
@pytest.mark.slow
def test_every_style_paints_every_setting(style: Style, setting: Setting) -> None:
    # Aspect and hour go round, so that every style and every setting meets them all.
    turn = list(Style).index(style) + list(Setting).index(setting)
    size, time = (WIDE, TALL, SQUARE)[turn % 3], list(TimeOfDay)[turn % 4]
    picture = paint(order(style, setting, size=size, time=time))
    image = pixels(picture)
    assert image.shape == (size[1], size[0], 3)
    assert image.std() > NOT_BLANK_STD
    assert len(np.unique(image.reshape(-1, 3), axis=0)) > MANY_COLORS
    assert all(0.05 < part < 0.95 for part in picture.focus)


@pytest.mark.parametrize("size", [(426, 240), (241, 137), (64, 36)])
@pytest.mark.slow
def test_odd_and_small_sizes_are_exact(size: tuple[int, int]) -> None:
    for style in (Style.STORYBOOK, Style.PIXEL):
        assert pixels(paint(order(style, size=size))).shape == (size[1], size[0], 3)


@pytest.mark.parametrize("style", Style)
def test_the_same_order_gives_the_same_bytes(style: Style) -> None:
    assert paint(order(style)).png == paint.__wrapped__(order(style)).png


@pytest.mark.parametrize("style", Style)
def test_scenes_of_one_story_look_different(style: Style) -> None:
    scenes = [paint(order(style, number=number)) for number in range(1, 4)]
    for i, scene in enumerate(scenes):
        assert all(difference(scene, other) > SEEN_BY_THE_EYE for other in scenes[:i])


def test_another_seed_is_another_picture() -> None:
    assert difference(paint(order(seed=1)), paint(order(seed=2))) > SEEN_BY_THE_EYE


def test_styles_look_different() -> None:
    pictures = [paint(order(style)) for style in Style]
    for i, picture in enumerate(pictures):
        assert all(difference(picture, other) > SEEN_BY_THE_EYE / 2 for other in pictures[:i])


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("time", [TimeOfDay.DAY, TimeOfDay.NIGHT])
def test_the_hero_keeps_its_colors_where_the_camera_looks(style: Style, time: TimeOfDay) -> None:
    picture = paint(order(style, time=time))
    image = pixels(picture)
    x, y = (int(part * length) for part, length in zip(picture.focus, WIDE, strict=True))
    assert hero_pixels(image)[y - 4 : y + 5, x - 4 : x + 5].mean() > 0.8


def hero_box(
    size: tuple[int, int], shape: tuple[int, int], setting: Setting = Setting.MEADOW, number: int = 1
) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the hero in parts of the frame: where red and green heroes differ."""
    red, green = (
        pixels(
            paint(order(size=size, figures=(sticker(*shape, color), FRIEND), setting=setting, number=number))
        )
        for color in (HERO_RED, (30, 160, 60))
    )
    differs = np.abs(red - green).max(-1) > NEAR_IN_RGB
    columns, rows = np.flatnonzero(differs.any(0)), np.flatnonzero(differs.any(1))
    return columns[0] / size[0], rows[0] / size[1], (columns[-1] + 1) / size[0], (rows[-1] + 1) / size[1]


@pytest.mark.parametrize("size", [WIDE, TALL, SQUARE])
def test_the_hero_is_whole_large_and_off_the_edge(size: tuple[int, int]) -> None:
    left, top, right, bottom = hero_box(size, (240, 400))
    assert 0.06 < left < right < 0.94
    assert 0.08 < top < bottom < 0.92
    assert bottom - top > (0.36 if size == WIDE else 0.2)


shapes = st.tuples(st.integers(20, 900), st.integers(20, 900))


@settings(deadline=None)
@given(
    size=st.sampled_from([(1920, 1080), (1080, 1920), (1080, 1080), (426, 240)]),
    setting=st.sampled_from(Setting),
    number=st.integers(1, 8),
    seed=st.integers(0, 2**32 - 1),
    figures=st.lists(shapes, min_size=1, max_size=6),
)
def test_nobody_is_cut_off_floats_or_hides_a_face(
    size: tuple[int, int], setting: Setting, number: int, seed: int, figures: list[tuple[int, int]]
) -> None:
    width, height = size
    stage = set_stage(size, setting, number, seed, figures)
    assert sorted(s.figure for s in stage.standings) == list(range(len(figures)))
    for s in stage.standings:
        assert s.left > 0.06 * width
        assert s.right < 0.94 * width
        assert 0.03 * height < s.top < s.foot_y < 0.92 * height
        assert s.foot_y > stage.ground_y
        assert s.width <= 0.63 * width
    for i, behind in enumerate(stage.standings):
        for before in stage.standings[i + 1 :]:
            if before.right > behind.left + 1 and before.left < behind.right - 1:
                assert before.top > behind.foot_y + 0.03 * height, "nobody covers or stands on anybody"
    assert max(s.foot_y for s in stage.standings) < caption_place(size).top_y


@settings(deadline=None)
@given(seed=st.integers(0, 2**32 - 1), drawn=st.lists(st.integers(200, 700), min_size=2, max_size=4))
def test_no_two_figures_are_of_one_height(seed: int, drawn: list[int]) -> None:
    stage = set_stage((1920, 1080), Setting.MEADOW, 1, seed, [(300, height) for height in drawn])
    heights = sorted(s.height for s in stage.standings)
    assert all(b > 1.03 * a for a, b in pairwise(heights))


@pytest.mark.parametrize("shape", [(1400, 160), (120, 1300), (800, 560)])
@pytest.mark.parametrize("size", [WIDE, TALL])
@pytest.mark.slow
def test_very_wide_and_very_tall_heroes_fit(shape: tuple[int, int], size: tuple[int, int]) -> None:
    left, top, right, bottom = hero_box(size, shape)
    assert 0.06 < left < right < 0.94
    assert 0.08 < top < bottom < 0.92
    assert right - left < 0.64


@pytest.mark.parametrize(
    ("style", "setting"),
    [*((style, Setting.MEADOW) for style in Style), *((Style.STORYBOOK, setting) for setting in OUTDOORS)],
)
@pytest.mark.slow
def test_night_is_darker_than_day(style: Style, setting: Setting) -> None:
    day, night = (
        pixels(paint(order(style, setting, time=t))).mean() for t in (TimeOfDay.DAY, TimeOfDay.NIGHT)
    )
    assert night < NIGHT_TO_DAY * day


@pytest.mark.parametrize("weather", Weather)
@pytest.mark.parametrize("style", [Style.WATERCOLOR, Style.COMIC, Style.PAPERCUT])
@pytest.mark.slow
def test_weather_is_seen_and_leaves_the_figures_alone(style: Style, weather: Weather) -> None:
    size, time = (WIDE, TALL, SQUARE)[list(Weather).index(weather) % 3], TimeOfDay.EVENING
    fair, told = (paint(order(style, size=size, time=time, weather=w)) for w in (None, weather))
    changed = np.abs(pixels(fair) - pixels(told)).max(-1) > NEAR_IN_RGB / 3
    assert changed.mean() > 0.004
    assert fair.scenery
    assert told.scenery
    assert [p.png for p in fair.scenery.puppets] == [p.png for p in told.scenery.puppets]
    x, y = (int(part * length) for part, length in zip(told.focus, size, strict=True))
    assert not changed[y - 3 : y + 4, x - 3 : x + 4].any()


@pytest.mark.parametrize(
    ("setting", "weather"),
    [
        (Setting.HOME, Weather.BALLOONS),
        (Setting.SEA, Weather.RAIN),
        (Setting.SNOW, Weather.SNOW),
        (Setting.UNDERWATER, Weather.BUBBLES),
        (Setting.SPACE, Weather.STARS),
    ],
)
def test_weather_comes_to_any_place(setting: Setting, weather: Weather) -> None:
    assert difference(paint(order(setting=setting)), paint(order(setting=setting, weather=weather))) > 0.2


@pytest.mark.parametrize("weather", [Weather.BUBBLES, Weather.BALLOONS])
def test_what_is_in_the_air_is_in_the_picture_and_not_in_its_parts(weather: Weather) -> None:
    fair, told = paint(order()), paint(order(weather=weather))
    assert difference(fair, told) > 0.2
    assert fair.scenery == told.scenery


@pytest.mark.parametrize("setting", [Setting.MEADOW, Setting.HOME])
def test_clouds_and_puddles_are_in_the_parts(setting: Setting) -> None:
    fair, rainy = (paint(order(setting=setting, weather=w)).scenery for w in (None, Weather.RAIN))
    assert fair
    assert rainy
    assert fair.backdrop != rainy.backdrop
    assert (fair.near != rainy.near) == (setting is Setting.MEADOW)


def test_the_setting_night_is_dark_at_any_time() -> None:
    night = pixels(paint(order(setting=Setting.NIGHT, time=TimeOfDay.DAY))).mean()
    assert night < NIGHT_TO_DAY * pixels(paint(order())).mean()


def test_only_the_figures_of_the_scene_are_in_it() -> None:
    def blue(picture: Picture) -> int:
        return int((np.abs(pixels(picture) - np.array([40, 90, 220])).max(-1) < 40).sum())

    home = {"setting": Setting.HOME, "palette": ("red", "yellow", "pink", "orange", "brown")}
    both = paint(order(**home))
    alone = paint(order(within=(1,), **home))
    assert blue(both) > 800
    assert blue(alone) < 0.1 * blue(both)


def test_small_things_take_the_colors_of_the_drawing() -> None:
    plain = order(Style.COMIC, Setting.HOME, palette=("green", "teal"))
    purple = order(Style.COMIC, Setting.HOME, palette=("purple", "pink"))

    def purples(picture: Picture) -> int:
        r, g, b = np.moveaxis(pixels(picture), -1, 0)
        return int(((b > g + 40) & (r > g + 20)).sum())

    assert purples(paint(purple)) > 3 * purples(paint(plain))


@pytest.mark.parametrize("setting", OUTDOORS)
@pytest.mark.parametrize("style", Style)
@pytest.mark.slow
def test_the_parts_laid_over_each_other_give_the_picture(style: Style, setting: Setting) -> None:
    picture = paint(order(style, setting))
    assert picture.scenery
    whole = Image.open(BytesIO(picture.png)).convert("RGBA")
    put_together = Image.open(BytesIO(picture.scenery.backdrop)).convert("RGBA")
    far = np.asarray(put_together, np.int16)[..., :3]
    assert far.std() > NOT_BLANK_STD
    assert picture.scenery.near
    near = Image.open(BytesIO(picture.scenery.near))
    assert 0.1 < np.mean(np.asarray(near)[..., 3] > 0) < 0.9
    put_together.alpha_composite(near)
    for puppet in picture.scenery.puppets:
        for png in (puppet.shadow_png, puppet.png):
            if png:
                sheet = Image.new("RGBA", whole.size)
                sheet.paste(Image.open(BytesIO(png)), (puppet.left, puppet.top))
                put_together.alpha_composite(sheet)
    difference = np.abs(np.asarray(put_together, np.int16) - np.asarray(whole, np.int16))
    assert difference.mean() < 3.5
    feet = {p.figure: p.foot for p in picture.scenery.puppets}
    assert sorted(feet) == [1, 2]
    assert all(0 < x < whole.width and 0.5 * whole.height < y < whole.height for x, y in feet.values())


def test_a_crowd_finds_room() -> None:
    crowd = (HERO, *(sticker(200 + 10 * i, 260, (40, 90, 220)) for i in range(7)))
    for size in (WIDE, TALL, SQUARE):
        image = pixels(paint(order(figures=crowd, size=size)))
        assert hero_pixels(image).sum() > 0.01 * size[0] * size[1]


def test_a_figure_the_drawing_does_not_have_is_refused() -> None:
    with pytest.raises(ProviderRefused, match=r"scene 1 asks for figures \[1, 5\].*drawing has 2"):
        paint(order(within=(1, 5)))


@pytest.mark.parametrize("broken", [b"", b"no picture", sticker(40, 40, (0, 0, 0))[:60]])
def test_a_broken_figure_is_refused_by_name(broken: bytes) -> None:
    with pytest.raises(ProviderRefused, match="figure 1"):
        paint(order(figures=(broken,)))


def test_an_empty_figure_is_refused_by_name() -> None:
    out = BytesIO()
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(out, "PNG")
    with pytest.raises(ProviderRefused, match="figure 2 is empty"):
        paint(order(figures=(HERO, out.getvalue())))


def test_it_says_whose_work_it_is() -> None:
    picture = paint(order())
    assert EmbeddedPainter().fingerprint == f"embedded/{picture.made_by.model}"
    assert picture.made_by.provider == "embedded"
    assert picture.made_by.cost_usd == 0
