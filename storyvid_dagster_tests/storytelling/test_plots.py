"""Every plot by itself, told of the drawings it wants at every age."""

import re
from pathlib import Path

import pytest

from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.kinds import Kind, role_of
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.seen import mismatches
from storyvid_dagster.storytelling import plots
from storyvid_dagster.storytelling.plots import Plot
from storyvid_dagster_tests.storytelling.telling import assert_reads_well, drawing, told, write

PLOTS = {plot.id: plot for theme in Theme for plot in plots.load_plots(theme)}
SHARED = {plot.id: plot for name in plots.SHARED for plot in plots.load_plots_of(name)}
AGES = (2, 3, 4, 5, 6, 7, 8, 9)


def suiting(plot: Plot, hero: Kind, theme: Theme | None, age: int) -> DrawingAnalysis:
    """Draw what a plot wants."""
    kinds = (hero, *(Kind.GROWN_UP, Kind.CHILD, Kind.BABY, Kind.DOG)[: plot.wants.family and 4])
    said = said_of(plot.wants.occasion) if plot.wants.occasion else None
    page = drawing(
        f"a {hero}",
        figures=len(kinds),
        sun=False,
        personal_context=said,
        theme=theme,
        child_age=age,
        child_name="Mia",
    )
    figures = tuple(
        figure.model_copy(update={"kind": kind, "role": role_of(kind), "confidence": 0.99})
        for figure, kind in zip(page.figures, kinds, strict=True)
    )
    return page.model_copy(update={"figures": figures})


def said_of(occasion: str) -> str:
    """Write a line that tells of an occasion."""
    phrase = plots.load_occasions()[occasion][0]
    return " ".join(word.removesuffix("-") for word in phrase.split() if not word.startswith("!"))


def heroes(plot: Plot) -> list[Kind]:
    if plot.wants.family:
        return [Kind.CHILD]
    return [k for k in Kind if k in plot.wants.hero or role_of(k) in plot.wants.hero] or [Kind.CAT]


@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_a_plot_is_told_well_at_every_age_and_shows_what_it_tells(
    plot: Plot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only(theme: Theme) -> tuple[Plot, ...]:
        return (plot,)

    monkeypatch.setattr(plots, "load_plots", only)
    theme = plot.themes[0] if plot.themes else None
    for age in AGES:
        for seed, hero in enumerate(heroes(plot)[:4]):
            page = suiting(plot, hero, theme, age)
            story = write(page, seed)
            assert_reads_well(story, page.request)
            if plot.id in SHARED:
                assert mismatches(story) == (), told(story)


def test_every_shared_plot_is_read_and_names_its_themes() -> None:
    assert set(SHARED) <= set(PLOTS)
    assert all(plot.themes for plot in SHARED.values())
    assert not any(plot.themes for plot in PLOTS.values() if plot.id not in SHARED)


def test_every_file_of_the_grammar_is_read() -> None:
    others = {"actions", "frames", "hints", "names", "said"}
    found = {path.stem for path in (Path(plots.__file__).parent / "grammar").glob("*.yaml")}
    assert found == {*Theme, *plots.SHARED, *others}


def test_every_occasion_a_plot_wants_has_words_that_tell_of_it() -> None:
    wanted = {plot.wants.occasion for plot in SHARED.values() if plot.wants.occasion}
    assert wanted <= set(plots.load_occasions())


@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_no_word_stands_before_a_slot_that_may_begin_with_it(plot: Plot) -> None:
    choices = {"thing": plot.thing, "kind": plot.kind, **plot.also}
    lines = (*plot.titles, *(line for telling in plot.tellings.values() for line in telling))
    for word, slot in (found for line in lines for found in re.findall(r"\b(\w+) \{(?:a )?(\w+)\}", line)):
        assert not any(choice.split()[0] == word.lower() for choice in choices.get(slot, ()))
