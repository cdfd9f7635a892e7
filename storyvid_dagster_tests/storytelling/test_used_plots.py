"""A class of drawings in one data folder: everyone gets a story of their own."""

import asyncio
from collections import Counter

import pytest

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.request import StoryRequest, Theme
from storyvid_dagster.core.story import StoryScript, words
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.storytelling.plots import Plot, Wants, load_plots
from storyvid_dagster.storytelling.used_plots import UsedPlots
from storyvid_dagster.storytelling.writer import EmbeddedWriter
from storyvid_dagster_tests.storytelling.telling import drawing


def of_anybody(*themes: Theme) -> dict[str, Plot]:
    """Give the plots that want no certain hero, family or occasion."""
    plots = (plot for theme in themes for plot in load_plots(theme))
    return {plot.id: plot for plot in plots if plot.wants == Wants()}


PLOTS = of_anybody(*Theme)


def tell(store: MediaStore, page: DrawingAnalysis, number: int, **asked: object) -> StoryScript:
    page = page.model_copy(update={"run_id": f"run-{number}", "request": StoryRequest.model_validate(asked)})
    return asyncio.run(EmbeddedWriter(UsedPlots(store)).write(page, seed=1000 + number))


def used(store: MediaStore) -> Counter[str]:
    """Count the plots alone, without openings and names."""
    counts = UsedPlots(store).to_others("nobody")
    return Counter({choice: n for choice, n in counts.items() if choice in PLOTS})


def test_as_many_stories_as_there_are_plots_tell_each_of_them_once(
    store: MediaStore, analysis: DrawingAnalysis
) -> None:
    for number in range(len(PLOTS)):
        tell(store, analysis, number)
    assert set(used(store).values()) == {1}
    assert len(used(store)) == len(PLOTS)


@pytest.mark.parametrize("theme", [Theme.BEDTIME, Theme.COUNTING])
def test_within_a_theme_every_plot_comes_round_before_one_comes_again(
    theme: Theme, store: MediaStore, analysis: DrawingAnalysis
) -> None:
    for number in range(2 * len(of_anybody(theme))):
        assert tell(store, analysis, number, theme=theme).theme is theme
    assert used(store) == Counter(dict.fromkeys(of_anybody(theme), 2))


def test_a_story_told_again_stays_the_same_and_a_forgotten_one_frees_its_plot(
    store: MediaStore, analysis: DrawingAnalysis
) -> None:
    first = tell(store, analysis, 0)
    for number in range(1, 10):
        tell(store, analysis, number)
    assert tell(store, analysis, 0).scenes == first.scenes
    assert used(store).total() == 10
    for key in [key for key in store.keys("used_plots") if names.owner(key) == "run-0"]:
        store.delete(key)
    assert used(store).total() == 9


def test_a_seed_that_was_asked_for_decides_alone(store: MediaStore, analysis: DrawingAnalysis) -> None:
    first, second = (tell(store, analysis, 0, seed=7) for _ in range(2))
    elsewhere = tell(store, analysis.model_copy(), 0, seed=7)
    assert first.scenes == second.scenes == elsewhere.scenes


@pytest.mark.parametrize("child", [None, "Mia"])
@pytest.mark.parametrize("age", [3, 5, 7, 9])
def test_a_class_of_twenty_hears_no_opening_and_no_name_twice(
    age: int, child: str | None, store: MediaStore
) -> None:
    class_ = range(20)
    firsts = {
        tuple(words(tell(store, drawing(figures=3), n, child_age=age, child_name=child).scenes[0].text)[:3])
        for n in class_
    }
    assert len(firsts) == len(class_)
    counts = UsedPlots(store).to_others("nobody")
    assert max(counts.values()) == 1
    assert sum(choice.startswith("opening-") for choice in counts) == len(class_)
