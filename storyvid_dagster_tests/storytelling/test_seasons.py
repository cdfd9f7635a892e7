"""A tree that words call bare is shown without leaves until they tell of spring."""

import re

import pytest

from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.kinds import Kind, Role
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.things import BARE, pattern_in
from storyvid_dagster.illustration.things.registry import drawing_of
from storyvid_dagster.storytelling.things import things_in
from storyvid_dagster_tests.storytelling.telling import drawing, told, write

TREES = ("alder", "old oak", "birch", "cherry tree", "tree", "willow")


def shown(text: str) -> list[str]:
    return [thing.name for thing in things_in(text, "", pal="Pip", kind="mouse", thing="drum")]


@pytest.mark.parametrize(
    "text",
    [
        "There stood an alder as bare as a broom.",
        "They came to a bare alder.",
        "At the end of the woods stood an alder without one leaf on it.",
        "They came to an alder, quite leafless and very old.",
    ],
)
def test_a_bare_tree_is_drawn_bare(text: str) -> None:
    (name,) = shown(text)
    drawn = drawing_of(name)
    assert drawn
    assert drawn[2] == BARE


@pytest.mark.parametrize(
    "text",
    [
        "They came to an alder. It had bare feet in the pond.",
        "They came to a beech with a bare bench under it.",
    ],
)
def test_a_tree_beside_something_bare_is_in_leaf(text: str) -> None:
    assert BARE not in [pattern_in(name) for name in shown(text)]


def with_tree(page: DrawingAnalysis) -> DrawingAnalysis:
    hero, other = page.figures
    tree = other.model_copy(update={"kind": Kind.TREE, "role": Role.PLANT})
    return page.model_copy(update={"figures": (hero, tree)})


def test_the_last_tree_is_bare_until_spring_is_told_of() -> None:
    pages = [drawing(figures=2, child_age=age, sun=False, theme=Theme.NATURE) for age in (4, 6, 8)]
    stories = [write(with_tree(page), seed) for page in pages for seed in range(60)]
    stories = [story for story in stories if re.search("bare as a broom|without one leaf", told(story))]
    assert stories
    for story in stories:
        bare = [[t.name for t in scene.things if pattern_in(t.name) == BARE] for scene in story.scenes]
        spring = next(n for n, scene in enumerate(story.scenes) if "spring" in scene.text.lower())
        assert bare[0]
        assert not any(bare[spring:])
