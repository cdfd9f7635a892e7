"""A plot is chosen that has to do with what is drawn."""

import pytest

from storyvid_dagster.core.kinds import Kind, role_of
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.story import Setting
from storyvid_dagster.storytelling.matching import suits
from storyvid_dagster.storytelling.plots import Plot, load_plots
from storyvid_dagster_tests.storytelling.telling import SEEDS, drawing, write

PLOTS: tuple[Plot, ...] = tuple(plot for theme in Theme for plot in load_plots(theme))
WITHOUT_A_PLACE = {Kind.UNKNOWN, Kind.SUN, Kind.HEART, Kind.PERSON, Kind.GROWN_UP, Kind.MONSTER}
"""Kinds that are at home everywhere, or of which no plot tells."""


def best(*kinds: Kind) -> tuple[float, Plot]:
    return max(((suits(plot, kinds), plot) for plot in PLOTS), key=lambda found: found[0])


@pytest.mark.parametrize("kind", sorted(set(Kind) - WITHOUT_A_PLACE))
def test_every_kind_has_a_plot_that_suits_it(kind: Kind) -> None:
    score, plot = best(kind)
    assert score >= 0.25, (kind, plot.id, score)


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        (Kind.BOAT, Setting.SEA),
        (Kind.SNOWMAN, Setting.SNOW),
        (Kind.CASTLE, Setting.CASTLE),
        (Kind.ROCKET, Setting.SPACE),
        (Kind.BUS, Setting.CITY),
    ],
)
def test_a_story_goes_where_its_hero_is_at_home(kind: Kind, place: Setting) -> None:
    page = drawing(f"a {kind}")
    (figure,) = page.figures
    known = page.model_copy(
        update={"figures": (figure.model_copy(update={"kind": kind, "role": role_of(kind)}),)}
    )

    def share(stories: list[bool]) -> float:
        return sum(stories) / len(stories)

    def goes_there(seed: int, *, is_known: bool) -> bool:
        story = write(known if is_known else page, seed)
        return any(scene.setting is place for scene in story.scenes)

    assert share([goes_there(seed, is_known=True) for seed in SEEDS]) == 1.0
    assert share([goes_there(seed, is_known=False) for seed in SEEDS]) < 0.8


def test_the_hero_decides_before_its_companions() -> None:
    _, plot = best(Kind.BOAT, Kind.SNOWMAN)
    assert suits(plot, [Kind.BOAT]) == best(Kind.BOAT)[0]
    assert best(Kind.UNKNOWN, Kind.SNOWMAN)[0] > 0


def test_where_nothing_is_known_all_plots_suit_alike() -> None:
    assert {suits(plot, kinds) for plot in PLOTS for kinds in ([], [Kind.UNKNOWN, Kind.SUN])} == {0.0}
