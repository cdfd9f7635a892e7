"""What the hero rides comes along everywhere, and is told of once."""

import pytest

from storyvid_dagster.core.acting import Action
from storyvid_dagster.core.drawing import DrawingAnalysis, Relation
from storyvid_dagster.core.kinds import Kind
from storyvid_dagster.core.seen import mismatches
from storyvid_dagster_tests.storytelling.telling import SEEDS, assert_reads_well, told, write
from storyvid_dagster_tests.storytelling.test_company import of_kinds


def riding(page: DrawingAnalysis, *rides: tuple[int, int]) -> DrawingAnalysis:
    relations = tuple(Relation(kind="rides", figure=rider, other=mount) for rider, mount in rides)
    return page.model_copy(update={"relations": relations})


@pytest.mark.parametrize("age", [3, 5, 7, 9])
def test_what_the_hero_rides_stays_with_it_where_friends_stay_behind(age: int) -> None:
    for seed in SEEDS:
        page = riding(of_kinds(Kind.CHILD, Kind.HORSE, Kind.DOG, child_age=age), (1, 2))
        story = write(page, seed)
        assert_reads_well(story, page.request)
        assert mismatches(story) == ()
        assert all({1, 2} <= set(scene.figures or (1, 2)) for scene in story.scenes)
        assert "on a green horse" in story.scenes[0].text
        assert told(story).count("green horse") == 1
        assert "on a green horse" in story.scenes[0].picture_prompt
        assert all("with a green horse" in scene.picture_prompt for scene in story.scenes[1:])
        for scene in story.scenes:
            walks = [(act.figure, act.word) for act in scene.acts if act.action is Action.WALK]
            assert all((2, word) in walks for figure, word in walks if figure == 1)


@pytest.mark.parametrize(
    ("mount", "name", "said"),
    [
        (Kind.HORSE, "Thunder", "on Thunder the horse"),
        (Kind.BUS, None, "in a green bus"),
        (Kind.VEHICLE, None, "on something green with wheels"),
        (Kind.VEHICLE, "Rattle", "on Rattle"),
    ],
)
def test_a_ride_is_told_in_the_words_that_are_known(mount: Kind, name: str | None, said: str) -> None:
    page = riding(of_kinds(Kind.CHILD, mount, name=name), (1, 2))
    for seed in SEEDS[:8]:
        story = write(page, seed)
        assert said in story.scenes[0].text
        assert mismatches(story) == ()
        assert all(scene.figures == () for scene in story.scenes)


@pytest.mark.parametrize("age", [3, 5, 7, 9])
def test_who_rides_the_hero_or_along_with_it_never_stays_behind(age: int) -> None:
    for seed in SEEDS:
        bus = riding(of_kinds(Kind.BUS, Kind.CAT, Kind.DOG, child_age=age), (2, 1), (3, 1))
        along = riding(of_kinds(Kind.CHILD, Kind.HORSE, Kind.CAT, child_age=age), (1, 2), (3, 2))
        for page in (bus, along):
            story = write(page, seed)
            assert_reads_well(story, page.request)
            assert all(scene.figures == () for scene in story.scenes)
        assert "the cat" in write(bus, seed).scenes[0].text
