"""Every plot by itself, told of the drawings it wants at every age."""

import itertools
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from storyvid_dagster.core.acting import EVERYONE, Action
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.kinds import Kind, role_of
from storyvid_dagster.core.named import named_in
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.seen import mismatches
from storyvid_dagster.core.story import Setting, StoryScript
from storyvid_dagster.storytelling import plots, scenes
from storyvid_dagster.storytelling.marks import MarkedAct, read_marks, without_marks
from storyvid_dagster.storytelling.plots import Plot
from storyvid_dagster_tests.storytelling.telling import acted, assert_reads_well, drawing, told, write

PLOTS = {plot.id: plot for theme in Theme for plot in plots.load_plots(theme)}
SHARED = {plot.id: plot for name in plots.SHARED for plot in plots.load_plots_of(name)}
MARKED = {
    plot.id: plot for plot in PLOTS.values() if any("<" in line for t in plot.tellings.values() for line in t)
}
AGES = (2, 3, 4, 5, 6, 7, 8, 9)
LIVELY = {Action.HOP, Action.WALK, Action.DANCE, Action.FLY, Action.CLAP, Action.EAT, Action.PUSH}


def suiting(plot: Plot, hero: Kind, theme: Theme | None, age: int) -> DrawingAnalysis:
    """Draw what a plot wants."""
    kinds = (hero, *(Kind.GROWN_UP, Kind.CHILD, Kind.BABY, Kind.DOG)[: plot.wants.family and 4])
    told_of = plot.wants.occasion or plot.wants.weather
    said = said_of(told_of) if told_of else None
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
    if plot.wants.leaves:
        figures = (figures[0].model_copy(update={"colors": ("brown", "green")}), *figures[1:])
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
            sys.stdout.write(f"{plot.id}, age {age}\n{acted(story)}\n")
            assert_acts_can_be(story)


def assert_acts_can_be(story: StoryScript) -> None:
    """Assert that acts are done by and to those who are there, and that nobody hops asleep."""
    assert not [fault for fault in mismatches(story) if "acts" in fault], acted(story)
    for scene in story.scenes:
        said = scene.text.split()
        for act, later in itertools.pairwise(scene.acts):
            assert 0 <= act.word <= later.word < len(said)
            assert act.to not in (act.figure, EVERYONE), acted(story)
            one_clause = not re.search(r"[.,;:!?]", " ".join(said[act.word : later.word]))
            by_one = act.figure == later.figure and one_clause
            assert not (by_one and act.action is Action.SLEEP and later.action in LIVELY), acted(story)


@pytest.mark.parametrize("plot", MARKED.values(), ids=MARKED)
def test_a_mark_names_whom_and_what_its_scene_has(plot: Plot, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Mapping[int, tuple[MarkedAct, ...]]] = []

    def noted(text: str) -> tuple[str, Mapping[int, tuple[MarkedAct, ...]]]:
        plain, marks = read_marks(text)
        seen.append(marks)
        return plain, marks

    def only(theme: Theme) -> tuple[Plot, ...]:
        return (plot,)

    monkeypatch.setattr(plots, "load_plots", only)
    monkeypatch.setattr(scenes, "read_marks", noted)
    theme = plot.themes[0] if plot.themes else None
    for age, seed in itertools.product((3, 5, 7, 9), range(4)):
        story = write(suiting(plot, heroes(plot)[0], theme, age), seed)
        for scene, marks in zip(story.scenes, seen[-len(story.scenes) :], strict=True):
            for word, marked in ((word, one) for word, all_marked in marks.items() for one in all_marked):
                done = [act for act in scene.acts if act.word == word and act.action is marked.action]
                assert done, f"{marked} is done by nobody in scene {scene.number}: {scene.text}"
                where = f"{marked} names what is not in scene {scene.number}: {scene.things}"
                assert bool(marked.what) == any(act.what for act in done), where
                assert marked.to in (None, "all") or any(act.to for act in done), where


def test_a_mark_that_cannot_be_read_names_its_plot() -> None:
    plot = next(iter(PLOTS.values()))
    lines = ("{hero} gave<hero:gives> it away.", *plot.tellings["2-3"][1:])
    told_so = {**plot.model_dump(), "tellings": {**plot.tellings, "2-3": lines}}
    with pytest.raises(ValueError, match=f"plot {plot.id}: <hero:gives> is no mark"):
        Plot.model_validate(told_so)


def test_every_shared_plot_is_read_and_names_its_themes() -> None:
    assert set(SHARED) <= set(PLOTS)
    assert all(plot.themes for plot in SHARED.values())
    assert not any(plot.themes for plot in PLOTS.values() if plot.id not in SHARED)


def test_every_file_of_the_grammar_is_read() -> None:
    others = {"actions", "frames", "hints", "names", "said"}
    found = {path.stem for path in (Path(plots.__file__).parent / "grammar").glob("*.yaml")}
    assert found == {*Theme, *plots.SHARED, *others}


def test_no_chest_stands_in_the_woods_where_a_tree_is_meant() -> None:
    in_woods = (
        (plot.id, named.kind.name)
        for plot in PLOTS.values()
        for lines in plot.tellings.values()
        for line, place in zip(lines, plot.scenes, strict=True)
        if place.setting is Setting.FOREST and "trunk" not in plot.thing
        for named in named_in(without_marks(line))
    )
    assert [plot for plot, name in in_woods if name == "trunk"] == []


def test_every_occasion_a_plot_wants_has_words_that_tell_of_it() -> None:
    wants = [plot.wants for plot in SHARED.values()]
    wanted = {told_of for want in wants for told_of in (want.occasion, want.weather) if told_of}
    assert wanted <= set(plots.load_occasions())


@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_no_word_stands_before_a_slot_that_may_begin_with_it(plot: Plot) -> None:
    choices = {"thing": plot.thing, "kind": plot.kind, **plot.also}
    lines = (*plot.titles, *(line for telling in plot.tellings.values() for line in telling))
    for word, slot in (found for line in lines for found in re.findall(r"\b(\w+) \{(?:a )?(\w+)\}", line)):
        assert not any(choice.split()[0] == word.lower() for choice in choices.get(slot, ()))
