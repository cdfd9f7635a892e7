"""What is said around the stories: openings that differ, and lines that are true of any drawing and plot."""

import itertools
import re
from collections.abc import Iterator
from random import Random

import pytest

from storyvid_dagster.core.acting import EVERYONE
from storyvid_dagster.core.named import named_in
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.story import BANDS, AgeBand, Setting, TimeOfDay, sentences, unfit_words, words
from storyvid_dagster.core.told_weather import weather_in
from storyvid_dagster.storytelling.acting import acts_in
from storyvid_dagster.storytelling.plots import Frames, load_frames, load_names, load_plots
from storyvid_dagster.storytelling.template import expand
from storyvid_dagster_tests.storytelling.telling import assert_reads_well, drawing, write

LEAST: dict[str, int] = {"drawn_by": 24, "drawn": 24}
LEAST_FACTS, LEAST_OTHERS = 4, 8
MAX_SHARED_RUNS = 1
"""Openings of a band that may share one run of four words."""
LINES = [
    (band, kind, line)
    for band in BANDS
    for kind in Frames.model_fields
    for line in getattr(load_frames()[band.name], kind)
]
VALUES: dict[str, str | int] = {
    "hero": "Pip",
    "intro": "a purple friend called Pip",
    "child": "Mia",
    "friends": "green Bo, blue Tam and one more friend",
    "n_friends": 3,
    "riders": "green Bo, blue Tam and one more friend",
    "ride": "on Thunder",
    "color": "orange",
    "fact": "starts school next week",
}


def said(line: str, **values: str | int) -> str:
    return expand(line, {**VALUES, **values}, Random(1))


def openings(band: AgeBand) -> tuple[str, ...]:
    frames = load_frames()[band.name]
    return (*frames.drawn_by, *frames.drawn)


@pytest.mark.parametrize("band", BANDS, ids=lambda band: band.name)
def test_there_are_openings_for_a_class_and_lines_for_every_place(band: AgeBand) -> None:
    for kind in Frames.model_fields:
        least = LEAST_FACTS if kind.startswith("fact") else LEAST.get(kind, LEAST_OTHERS)
        lines = getattr(load_frames()[band.name], kind)
        assert len(set(lines)) == len(lines) >= least, kind


@pytest.mark.parametrize("band", BANDS, ids=lambda band: band.name)
def test_no_two_openings_begin_alike_or_are_variations_of_each_other(band: AgeBand) -> None:
    firsts = [tuple(words(said(line).lower())[:3]) for line in openings(band)]
    assert len(set(firsts)) == len(firsts)
    runs = [_runs(line) for line in openings(band)]
    for (one, first), (other, second) in itertools.combinations(zip(openings(band), runs, strict=True), 2):
        assert len(first & second) <= MAX_SHARED_RUNS, (one, other)


def _runs(line: str) -> set[tuple[str, ...]]:
    """Give every four words in a row that are not of the slots."""
    plain = re.sub(r"\{[^}]*\}", " , ", line.lower())
    parts = (words(part) for part in re.split(r"[.,:;!?]", plain))
    return {part[at : at + 4] for part in parts for at in range(len(part) - 3)}


@pytest.mark.parametrize("band", BANDS, ids=lambda band: band.name)
def test_the_introduction_closes_an_opening(band: AgeBand) -> None:
    for line in openings(band):
        assert re.search(r"\{intro\}[.!?]$", line), line
        assert line.count("{intro}") == 1


def test_every_line_fits_its_age() -> None:
    for band, _, line in LINES:
        lengths = [len(words(sentence)) for sentence in sentences(said(line))]
        assert max(lengths) <= band.longest_sentence, line
        assert not unfit_words(said(line)), line


HOURS_AND_PLACES = re.compile(
    r"\b(?<!good )(?<!night-)(?:morning|sunrise|noon|midday|evening|night|midnight|dusk|sunset|nightfall"
    r"|moonlight|beach|forest|woods|street|playground|kitchen|stars|bottom of the sea)\b(?!-night)",
    re.IGNORECASE,
)


def test_lines_name_nothing_that_a_picture_would_have_to_show() -> None:
    for _, _, line in LINES:
        text = said(line)
        assert named_in(text) == (), line
        for setting, time in itertools.product(Setting, TimeOfDay):
            assert weather_in(text, setting, time) is None, line
        assert not HOURS_AND_PLACES.search(text), line


CANNOT = {"walk", "hop", "swim", "sleep", "hide", "fly", "dance", "hug"}


def test_openings_and_farewells_are_true_of_what_stands_still() -> None:
    for _, kind, line in LINES:
        if kind.startswith("drawn") or kind == "farewell":
            done = {act.action.value for act in acts_in(said(line, intro="Pip"), {"Pip": 1})}
            assert not done & CANNOT, line


def test_what_friends_do_is_not_done_by_the_hero() -> None:
    figures = {"Pip": 1, "Bo": 2, "Tam": 3}
    for _, kind, line in LINES:
        if kind.startswith("friends"):
            text = said(line, friends="green Bo and blue Tam", n_friends=2)
            assert not {act.figure for act in acts_in(text, figures)} & {EVERYONE, 1}, line


def test_every_line_about_friends_agrees_with_one_and_with_many() -> None:
    one, many = {"friends": "green Bo", "n_friends": 1}, {"friends": "green Bo and blue Tam", "n_friends": 2}
    plurals = r"Bo (come|hop|wave|run|sleep|want|have|are|were|jump|dance|laugh|sing|smile)\b"
    for _, kind, line in LINES:
        if kind.startswith("friends"):
            assert not re.search(plurals, said(line, **one)), line
            assert not re.search(r"Tam (\w*[^s]s|has|is|was)\b", said(line, **many)), line


@pytest.mark.parametrize("band", BANDS, ids=lambda band: band.name)
def test_who_drew_themselves_is_spoken_of_as_one(band: AgeBand) -> None:
    """Where the child is the hero, no line speaks of two."""
    for seed in range(12):
        for context in ("starts school next week", "a new baby brother", "I am big now"):
            page = drawing("me", child_name="Mia", child_age=band.ages[0], personal_context=context)
            story = write(page, seed)
            assert_reads_well(story, page.request)
            first, last = story.scenes[0].text, story.scenes[-1].text
            for line in (line for line_band, _, line in LINES if line_band is band and _names_both(line)):
                assert said(line, hero="Mia", fact=context[:1].upper() + context[1:]) not in first + last


def test_every_place_has_lines_for_who_drew_themselves() -> None:
    for band in BANDS:
        for kind in ("farewell", "farewell_softly", "fact_does", "fact_said", "fact_confided"):
            lines = getattr(load_frames()[band.name], kind)
            assert any(not _names_both(line) for line in lines), (band.name, kind)


def _names_both(line: str) -> bool:
    return "{hero}" in line and "{child}" in line


def names() -> Iterator[str]:
    pool = load_names()
    yield from (*pool.heroes, *pool.helpers, *pool.friends)


def test_names_are_many_short_and_all_different() -> None:
    pool, found = load_names(), list(names())
    assert (len(pool.heroes), len(pool.helpers), len(pool.friends)) >= (80, 60, 40)
    assert len({name.lower() for name in found}) == len(found)
    assert all(re.fullmatch(r"[A-Z][a-z]{1,8}", name) for name in found)


def test_no_name_is_a_word_the_stories_use() -> None:
    told = " ".join(
        line
        for theme in Theme
        for plot in load_plots(theme)
        for line in (
            *(line for lines in plot.tellings.values() for line in lines),
            *plot.titles,
            *plot.kind,
            *plot.thing,
            *(word for choices in plot.also.values() for word in choices),
        )
    )
    used = frozenset(
        words(re.sub(r"\{[^}]*\}", " ", f"{told} {' '.join(line for *_, line in LINES)}").lower())
    )
    assert not used & {name.lower() for name in names()}
