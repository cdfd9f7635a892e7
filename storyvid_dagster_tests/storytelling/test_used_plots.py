"""A class of drawings in one data folder: everyone gets a story of their own."""

import asyncio
from collections import Counter

import pytest

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.request import StoryRequest, Theme
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.storytelling.plots import load_plots
from storyvid_dagster.storytelling.used_plots import UsedPlots
from storyvid_dagster.storytelling.writer import EmbeddedWriter

N_PLOTS = sum(len(load_plots(theme)) for theme in Theme)


def tell(store: MediaStore, page: DrawingAnalysis, number: int, **asked: object) -> StoryScript:
    page = page.model_copy(update={"run_id": f"run-{number}", "request": StoryRequest.model_validate(asked)})
    return asyncio.run(EmbeddedWriter(UsedPlots(store)).write(page, seed=1000 + number))


def used(store: MediaStore) -> Counter[str]:
    return UsedPlots(store).to_others("nobody")


def test_as_many_stories_as_there_are_plots_tell_each_of_them_once(
    store: MediaStore, analysis: DrawingAnalysis
) -> None:
    for number in range(N_PLOTS):
        tell(store, analysis, number)
    assert set(used(store).values()) == {1}
    assert len(used(store)) == N_PLOTS


@pytest.mark.parametrize("theme", [Theme.BEDTIME, Theme.COUNTING])
def test_within_a_theme_every_plot_comes_round_before_one_comes_again(
    theme: Theme, store: MediaStore, analysis: DrawingAnalysis
) -> None:
    for number in range(2 * len(load_plots(theme))):
        assert tell(store, analysis, number, theme=theme).theme is theme
    assert used(store) == Counter({plot.id: 2 for plot in load_plots(theme)})


def test_a_story_told_again_stays_the_same_and_a_forgotten_one_frees_its_plot(
    store: MediaStore, analysis: DrawingAnalysis
) -> None:
    first = tell(store, analysis, 0)
    for number in range(1, 10):
        tell(store, analysis, number)
    assert tell(store, analysis, 0).scenes == first.scenes
    assert used(store).total() == 10
    store.delete(next(key for key in store.keys("used_plots") if names.owner(key) == "run-0"))
    assert used(store).total() == 9


def test_a_seed_that_was_asked_for_decides_alone(store: MediaStore, analysis: DrawingAnalysis) -> None:
    first, second = (tell(store, analysis, 0, seed=7) for _ in range(2))
    elsewhere = tell(store, analysis.model_copy(), 0, seed=7)
    assert first.scenes == second.scenes == elsewhere.scenes
