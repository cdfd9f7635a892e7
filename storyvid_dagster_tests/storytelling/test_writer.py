"""The stories themselves: every theme, every age, many seeds."""

import asyncio
import itertools
import re
from functools import cache
from statistics import mean

import inflect
import pytest

from storyvid_dagster.core.counts import NUMBERS
from storyvid_dagster.core.request import StoryRequest, Theme
from storyvid_dagster.core.story import StoryScript, band_for, sentences, words
from storyvid_dagster.storytelling import plots
from storyvid_dagster.storytelling.english import number_word
from storyvid_dagster.storytelling.hero import hero_from
from storyvid_dagster.storytelling.writer import EmbeddedWriter
from storyvid_dagster_tests.storytelling.telling import SEEDS, assert_reads_well, drawing, told, write

AGES = range(2, 10)
MAX_MEAN_OVERLAP_WITHIN_A_THEME = 0.16
"""Shared five-word runs of two stories of one theme, as a part of the shorter one's, mean over all pairs."""
MAX_MEAN_OVERLAP_ACROSS_THEMES = 0.06

_ENGLISH = inflect.engine()
_NUMBERS = {number_word(n): n for n in range(1, 41)}


@cache
def stories(theme: Theme | None, age: int, child: str | None = "Mia") -> tuple[StoryScript, ...]:
    page, writer = drawing(theme=theme, child_age=age, child_name=child), EmbeddedWriter()

    async def write_all() -> list[StoryScript]:
        return [await writer.write(page, seed) for seed in SEEDS]

    return tuple(asyncio.run(write_all()))


@pytest.mark.parametrize("age", AGES)
@pytest.mark.parametrize("theme", Theme)
@pytest.mark.slow
def test_every_story_fits_its_age(theme: Theme, age: int) -> None:
    for story in stories(theme, age):
        assert_reads_well(story, StoryRequest(child_age=age))
        assert (story.theme, story.child_age) == (theme, age)


@pytest.mark.parametrize("age", AGES)
@pytest.mark.slow
def test_sentences_are_on_average_as_long_as_suits_the_age(age: int) -> None:
    lengths = [len(words(s)) for t in Theme for story in stories(t, age) for s in sentences(told(story))]
    least, most = band_for(age).words
    assert least <= mean(lengths) <= most


@pytest.mark.parametrize("scenes", range(3, 9))
def test_a_parent_may_choose_the_number_of_scenes(scenes: int) -> None:
    for age in AGES:
        page = drawing(child_age=age, scenes=scenes, figures=3, theme="adventure")
        assert_reads_well(write(page, seed=age), page.request)


@pytest.mark.parametrize("age", [3, 5, 7, 9])
def test_a_title_names_no_number_that_the_story_does_not_tell(age: int) -> None:
    for story in stories(Theme.COUNTING, age):
        named = NUMBERS.keys() & set(words(story.title.lower())) - {"one", "two"}
        assert named <= set(words(told(story).lower())), story.title


def test_fewer_scenes_tell_the_same_story() -> None:
    few, many = (write(drawing(theme="nature", child_age=6, scenes=n)) for n in (3, 8))
    assert told(few) == told(many)


def test_the_same_seed_tells_the_same_story_and_another_seed_another() -> None:
    first, again, other = (write(drawing(theme="nature"), seed) for seed in (7, 7, 8))
    assert first.model_copy(update={"made_by": again.made_by}) == again
    assert told(first) != told(other)


@pytest.mark.parametrize("theme", [*Theme, None])
@pytest.mark.slow
def test_twenty_drawings_have_twenty_different_stories(theme: Theme | None) -> None:
    for age in (3, 5, 7, 9):
        made = stories(theme, age)
        assert len({(story.title, told(story)) for story in made}) == len(made)
        runs = [_five_word_runs(story) for story in made]
        overlaps = [len(a & b) / min(len(a), len(b)) for a, b in itertools.combinations(runs, 2)]
        most = MAX_MEAN_OVERLAP_WITHIN_A_THEME if theme else MAX_MEAN_OVERLAP_ACROSS_THEMES
        assert mean(overlaps) < most


def _five_word_runs(story: StoryScript) -> set[tuple[str, ...]]:
    said = words(told(story).lower())
    return {said[start : start + 5] for start in range(len(said) - 4)}


@pytest.mark.parametrize("theme", Theme)
def test_hardly_two_of_twenty_stories_share_plot_helper_thing_and_title(theme: Theme) -> None:
    found: set[tuple[str, ...]] = set()
    for story in stories(theme, 7):
        plot = _plot_of(story)
        helper = next(kind for kind in plot.kind if re.search(rf"\b{kind}\b", told(story)))
        things = tuple(thing for thing in plot.thing if thing in told(story).lower())
        found.add((plot.id, helper, *things, story.title))
    assert len(found) >= len(SEEDS) - 1


def _plot_of(story: StoryScript) -> plots.Plot:
    """Find the plot whose plain words a story has."""

    def shared(plot: plots.Plot) -> int:
        lines = plot.tellings[band_for(story.child_age).name]
        plain = (piece for line in lines for piece in re.split(r"[{\[][^}\]]*[}\]]", line))
        return sum(len(piece) for piece in plain if len(piece) > 20 and piece.strip() in told(story))

    return max(plots.load_plots(story.theme), key=shared)


@pytest.mark.parametrize("theme", Theme)
def test_a_theme_has_at_least_eight_plots_that_differ_in_everything(theme: Theme) -> None:
    found = plots.load_plots(theme)
    assert len(found) >= 8
    assert len({plot.id for plot in found}) == len({plot.titles for plot in found}) == len(found)


def test_all_themes_are_told_when_none_is_asked_for() -> None:
    assert {write(drawing(), seed).theme for seed in range(60)} == set(Theme)


def test_articles_agree_everywhere() -> None:
    for story in (story for theme in Theme for age in (3, 5, 7, 9) for story in stories(theme, age)):
        for text in (story.title, *(t for s in story.scenes for t in (s.text, s.picture_prompt))):
            for article, noun in re.findall(r"\b([Aa]n?) ([a-z][\w'-]*)", text):
                assert _article(noun) == article.lower(), f"{article} {noun}: {text}"


@cache
def _article(noun: str) -> str:
    return _ENGLISH.a(noun).split()[0]


def test_numbers_agree_with_their_words_and_sums_add_up() -> None:
    sums = 0
    for story in (story for age in (3, 5, 7, 9) for story in stories(Theme.COUNTING, age)):
        text = told(story).lower()
        for one, two, total in re.findall(r"(?<!and )\b(\w+) and (\w+) makes? (\w+)", text):
            if {one, two, total} <= _NUMBERS.keys():
                sums += 1
                assert _NUMBERS[one] + _NUMBERS[two] == _NUMBERS[total], f"{one} + {two} = {total}: {text}"
        things = "|".join(thing for plot in plots.load_plots(Theme.COUNTING) for thing in plot.thing)
        for number, noun in re.findall(rf"\b({'|'.join(_NUMBERS)}) ((?:{things})\w*)\b", text):
            assert bool(_ENGLISH.singular_noun(noun)) == (number != "one"), f"{number} {noun}"
    assert sums > len(SEEDS)


@pytest.mark.parametrize(
    ("subject", "intro", "look"),
    [
        ("a purple friend", "a purple friend called Pip", "a purple friend"),
        ("an orange octopus", "an orange octopus called Pip", "an orange octopus"),
        ("my cat Mimi", "Mimi the cat", "a cat"),
        ("my cat mimi", "Mimi the cat", "a cat"),
        ("Rex the dog", "Rex the dog", "a dog"),
        ("a dragon called Smokey", "Smokey the dragon", "a dragon"),
        ("Princess Lily", "Princess Lily", "a red friend"),
        ("my mum", "Mum", "a red friend"),
        ("my best friend Tom", "Tom", "a best friend"),
        ("three purple cats", "a purple cat called Pip", "a purple cat"),
        ("a fish and a cat", "a fish called Pip", "a fish"),
        ("a purple and green friend", "a purple and green friend called Pip", "a purple and green friend"),
        ("a cat with a hat", "Pip, a cat with a hat", "a cat with a hat"),
        ("me and my dog", "Mia", "a red friend"),
        ("Mia's cat", "a red friend called Pip", "a red friend"),
        ("a zombie with a gun", "a red friend called Pip", "a red friend"),
        ("<b>x</b> 😀", "a red friend called Pip", "a red friend"),
    ],
)
def test_the_hero_is_introduced(subject: str, intro: str, look: str) -> None:
    hero = hero_from(subject, color="red", nickname="Pip", child_name="Mia")
    assert (hero.intro, hero.look) == (intro, look)


def test_the_hero_of_the_drawing_is_in_the_story() -> None:
    story = write(drawing("my cat Mimi", theme="bravery", child_age=7))
    assert "Mimi the cat" in story.scenes[0].text
    assert all("Mimi" in scene.text for scene in story.scenes[:2])
    assert story.scenes[0].picture_prompt.startswith("A cat")


def test_friends_are_met_stay_behind_and_come_back() -> None:
    for theme, seed in itertools.product(Theme, SEEDS[:6]):
        story = write(drawing(figures=4, theme=theme, child_age=6), seed)
        friends = re.search(r"[Gg]reen (\w+), blue (\w+) and one more friend", story.scenes[0].text)
        assert friends
        assert story.scenes[0].figures == ()
        assert story.scenes[-1].figures == ()
        assert any(scene.figures == (1,) for scene in story.scenes)
        assert friends[1] in " ".join(scene.text for scene in story.scenes[4:])
        assert "a green friend" in story.scenes[0].picture_prompt


def test_a_hero_without_friends_is_never_picked_out() -> None:
    assert all(scene.figures == () for scene in write(drawing(child_age=9)).scenes)


def test_the_sun_shines_only_where_the_story_lets_it() -> None:
    for story in (story for age in (3, 5, 7, 9) for story in stories(Theme.KINDNESS, age)):
        first = story.scenes[0].text
        assert not (re.search(r"\b(sun|sunlight)\b", first, re.IGNORECASE) and "rain" in first), first


@pytest.mark.parametrize("theme", Theme)
def test_a_place_that_is_named_is_the_setting(theme: Theme) -> None:
    places = {"forest": r"\b(woods?|forest)\b", "sea": r"\b(beach|waves)\b", "space": r"\bpast the stars\b"}
    for plot in plots.load_plots(theme):
        settings_of_plot = {stage.setting.value for stage in plot.scenes}
        for line in (line for telling in plot.tellings.values() for line in telling):
            named = [place for place, pattern in places.items() if len(re.findall(pattern, line)) > 1]
            assert set(named) <= settings_of_plot, f"{plot.id}: {line}"


def test_settings_and_light_change_along_the_story() -> None:
    for plot in (plot for theme in Theme for plot in plots.load_plots(theme)):
        assert len({(stage.setting, stage.time_of_day) for stage in plot.scenes}) >= 2


def test_who_made_it_is_said() -> None:
    made_by = write(drawing()).made_by
    assert (made_by.provider, made_by.model, made_by.cost_usd) == ("embedded", "grammar-4", 0)
    assert made_by.seconds > 0
