"""Co-stars and props as they are drawn."""

import numpy as np
import pytest

from storyvid_dagster.core.request import Style, Theme
from storyvid_dagster.core.things import COLORS, OFF_STAGE, PATTERNS, kinds
from storyvid_dagster.illustration.compose import MATERIALS
from storyvid_dagster.illustration.things.paint import sticker
from storyvid_dagster.illustration.things.registry import DRAWINGS, drawing_of
from storyvid_dagster.storytelling.plots import Plot, load_plots

PLOTS = [plot for theme in Theme for plot in load_plots(theme)]
LOOKS = COLORS | set(PATTERNS) | {"crooked", "tall", "round"}
"""What a plot varies of a thing it names in its text."""


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.id)
def test_whoever_and_whatever_a_plot_names_can_be_drawn(plot: Plot) -> None:
    named = {*plot.kind, *plot.thing} - OFF_STAGE - LOOKS
    assert not {name for name in named if drawing_of(name) is None}


def test_everything_that_is_known_is_drawn_and_the_other_way_round() -> None:
    assert set(kinds()) == set(DRAWINGS)


@pytest.mark.parametrize("style", Style)
def test_a_thing_is_a_sticker_with_a_white_rim_in_every_style(style: Style) -> None:
    drawn = sticker(DRAWINGS["teapot"], 160, MATERIALS[style], scale=1.0)
    assert drawn.shape[0] == 160
    inside = drawn[..., 3] > 250
    assert 0.2 < inside.mean() < 0.9
    rows = np.flatnonzero(inside.any(1))
    rim = drawn[rows[0] + 1][inside[rows[0] + 1]]
    assert rim[:, :3].min() > 215


def test_words_give_a_thing_its_colour_and_pattern() -> None:
    assert (red := drawing_of("red bicycle")) is not None
    assert red[1] == "#e8504a"
    assert (egg := drawing_of("polka-dot egg")) is not None
    assert egg[2] == "dotted"
