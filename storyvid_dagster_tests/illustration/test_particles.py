"""Sheets of what is in the air: one particle each, whole, in the style of the picture."""

import io
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from storyvid_dagster.core.request import Style
from storyvid_dagster.core.scenery import WeatherSheets
from storyvid_dagster.core.story import Setting, TimeOfDay, Weather
from storyvid_dagster.illustration.particles import draw_weather
from storyvid_dagster.render.particles.motion import DRIFTS

WIDE = (1280, 720)


@cache
def drawn(
    weather: Weather,
    style: Style = Style.STORYBOOK,
    time: TimeOfDay = TimeOfDay.DAY,
    palette: tuple[str, ...] = (),
    size: tuple[int, int] = WIDE,
) -> WeatherSheets:
    return draw_weather(weather, style, Setting.MEADOW, time, palette, size)


def pixels(png: bytes) -> NDArray[np.uint8]:
    image = Image.open(io.BytesIO(png))
    assert image.mode == "RGBA"
    return np.asarray(image)


def depths(sheets: WeatherSheets) -> list[tuple[bytes, ...]]:
    return [depth for depth in (sheets.far, sheets.mid, sheets.near) if depth]


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("weather", Weather)
def test_every_particle_is_seen_and_lies_whole_about_the_middle(weather: Weather, style: Style) -> None:
    sheets = drawn(weather, style)
    assert len(depths(sheets)) == len(DRIFTS[weather])
    for depth in depths(sheets):
        assert len(set(depth)) == len(depth) >= 2, "no two are alike"
        for png in depth:
            alpha = pixels(png)[..., 3]
            assert alpha.max() > 60
            assert not np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]]).any()
            rows, columns = np.nonzero(alpha > 8)
            middle = (columns.min() + columns.max() + 1) / 2, (rows.min() + rows.max() + 1) / 2
            assert middle == pytest.approx((alpha.shape[1] / 2, alpha.shape[0] / 2), abs=0.25 * len(alpha))


@pytest.mark.parametrize("weather", Weather)
def test_what_is_nearer_is_larger(weather: Weather) -> None:
    areas = [
        np.mean([float((pixels(png)[..., 3] > 8).sum()) for png in depth]) for depth in depths(drawn(weather))
    ]
    assert areas == sorted(areas)


@pytest.mark.parametrize("weather", [Weather.LEAVES, Weather.BALLOONS])
def test_every_style_draws_its_own(weather: Weather) -> None:
    assert len({drawn(weather, style).mid for style in Style}) == len(Style)


def test_pixel_art_is_made_of_squares() -> None:
    sheets = drawn(Weather.BALLOONS, Style.PIXEL)
    assert sheets.grid_px > 1
    sheet = pixels(sheets.mid[0])
    small = sheet[:: sheets.grid_px, :: sheets.grid_px]
    assert np.array_equal(np.kron(small[..., 0], np.ones((sheets.grid_px,) * 2)), sheet[..., 0])
    assert drawn(Weather.BALLOONS).grid_px == 1


def test_light_and_palette_are_those_of_the_scene() -> None:
    def mean(sheets: WeatherSheets) -> NDArray[np.float64]:
        shown = [pixels(png).reshape(-1, 4) for png in sheets.mid]
        return np.concatenate([sheet[sheet[:, 3] > 250, :3] for sheet in shown]).mean(0)

    day, night = (mean(drawn(Weather.LEAVES, time=time)) for time in (TimeOfDay.DAY, TimeOfDay.NIGHT))
    assert night.sum() < 0.85 * day.sum()
    names = ("green", "teal", "blue"), ("red", "orange", "pink")
    cold, warm = (mean(drawn(Weather.BALLOONS, palette=palette)) for palette in names)
    assert warm[0] > cold[0] + 30


@pytest.mark.parametrize("style", Style)
def test_a_small_film_has_weather_too(style: Style) -> None:
    for weather in Weather:
        assert drawn(weather, style, size=(96, 54)).mid or weather is Weather.STARS
