"""What a family says of its drawing and its child, and whatever else a parent may type."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.story import sentences
from storyvid_dagster.storytelling.personal_context import read_fact
from storyvid_dagster_tests.storytelling.telling import SEEDS, assert_reads_well, drawing, told, write


@pytest.mark.parametrize(
    ("context", "themes"),
    [("is afraid of the dark", {Theme.BRAVERY, Theme.BEDTIME}), ("has a new baby sister", {Theme.KINDNESS})],
)
def test_what_the_parent_wrote_chooses_the_theme(context: str, themes: set[Theme]) -> None:
    made = {write(drawing(personal_context=context), seed).theme for seed in SEEDS}
    assert made <= themes | {Theme.FRIENDSHIP}
    assert themes <= made


@pytest.mark.parametrize("age", [2, 4, 6, 8])
def test_the_child_and_its_life_are_woven_in(age: int) -> None:
    for seed in SEEDS:
        page = drawing(child_age=age, child_name="Mia", personal_context="starts school next week")
        text = told(write(page, seed))
        assert "starts school next week" in text
        assert "Mia" in text.split("starts school next week")[0]
        assert 2 <= text.count("Mia") <= 4
        assert "Mia" in sentences(text)[-1] or "Mia" in sentences(text)[-2]


def test_without_a_name_the_story_is_for_somebody() -> None:
    text = told(write(drawing(child_age=5, personal_context="loves trains"), 3))
    assert re.search(r"\b(someone|somebody)\b.* who loves trains", text)


@pytest.mark.parametrize(
    "context",
    [
        "saved $5.50 for No. 5", "ate 3/4 of a cake", "lives at 7:30 St. Mary Road", "won £3 & a kite",
        "swims at 20°C & likes 50% of it", "sees Dr. Owl at 7:30",
    ],
)  # fmt: skip
def test_figures_and_signs_of_a_parent_stand_in_the_story_as_they_were_typed(context: str) -> None:
    text = told(write(drawing(child_age=6, child_name="Mia", personal_context=context), 2))
    assert context in text or context[0].upper() + context[1:] in text


@pytest.mark.parametrize(
    ("context", "said"),
    [
        ("starts school next week", "starts school next week"),
        ("Mia starts school next week!", "starts school next week"),
        ("she's turning five", "is turning five"),
        ("My daughter has a new baby brother", "has a new baby brother"),
        ("afraid of the dark", "is afraid of the dark"),
        ("learning to swim", "is learning to swim"),
        ("just moved to a new house", "just moved to a new house"),
        ("can't sleep without Bunny", "can't sleep without Bunny"),
    ],
)
def test_verb_phrases_follow_who(context: str, said: str) -> None:
    fact = read_fact(context, "Mia")
    assert fact is not None
    assert (fact.form, fact.words) == ("does", said)


@pytest.mark.parametrize(
    "context",
    [
        "a new baby brother", "first day of school", "trains", "they love cats", "lost in space",
        "Will is his best friend", "swimming lessons on Monday",
    ],
)  # fmt: skip
def test_what_is_no_verb_phrase_is_only_said(context: str) -> None:
    for name in ("Mia", None):
        fact = read_fact(context, name)
        assert fact is not None
        assert fact.form == "said"
        text = told(write(drawing(child_age=6, child_name=name, personal_context=context), 2))
        assert f'"{context[0].upper()}{context[1:]}," ' in text


def test_a_context_that_is_not_for_children_is_left_out_and_that_is_said() -> None:
    story = write(drawing(child_age=5, personal_context="wants a gun"))
    assert "gun" not in told(story)
    assert "'wants a gun' is not in the story" in story.made_by.notes[0]


def test_a_context_too_long_for_a_small_child_is_left_out_and_that_is_said() -> None:
    long = "loves " + "big " * 20 + "trains"
    assert write(drawing(child_age=2, personal_context=long)).made_by.notes
    assert long in told(write(drawing(child_age=9, personal_context=long)))


@pytest.mark.parametrize("child", ["Mia", "Rex", "Anne-Marie", "Zoë", "O'Neil"])
@pytest.mark.slow
def test_the_child_is_never_named_to_a_painter(child: str) -> None:
    for theme, subject in itertools.product(Theme, ("Rex the dog", f"{child}'s cat", f"my cat {child}")):
        story = write(drawing(subject, figures=3, theme=theme, child_age=8, child_name=child))
        assert not any(child in scene.picture_prompt for scene in story.scenes)


def test_a_title_that_reads_as_one_is_kept() -> None:
    assert write(drawing(title="The Day Rex Flew to the Moon")).title == "The Day Rex Flew to the Moon"


@pytest.mark.parametrize(
    "title",
    ["my cat mimi", "A", "THE BIG ROBOT", "Rex the Dog", "i like it", "The Gun of Rex", "<The> <Big> <Cat>"],
)
def test_what_does_not_read_as_a_title_is_replaced(title: str) -> None:
    story = write(drawing("Rex the dog", title=title))
    assert story.title != title
    assert story.title[0].isupper()


printable = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=120
).filter(lambda text: text.strip() != "")
names = st.text("bcÉzMØ美प्ربן .'’-", min_size=1, max_size=40).filter(lambda text: any(map(str.isalpha, text)))


@settings(max_examples=30, deadline=None)
@given(
    title=printable | st.none(), context=printable | st.none(), name=names | st.none(), subject=printable,
    age=st.integers(2, 9), scenes=st.integers(3, 8) | st.none(), seed=st.integers(0, 2**32 - 1),
    theme=st.sampled_from([*Theme, None]), figures=st.integers(1, 6), sun=st.booleans(),
)  # fmt: skip
def test_whatever_is_typed_the_story_reads_well(
    title: str | None, context: str | None, name: str | None, subject: str, age: int, scenes: int | None,
    seed: int, theme: Theme | None, figures: int, sun: bool,
) -> None:  # fmt: skip
    page = drawing(
        subject, figures=figures, sun=sun, title=title, personal_context=context, child_name=name,
        child_age=age, scenes=scenes, theme=theme,
    )  # fmt: skip
    story = write(page, seed)
    assert_reads_well(story, page.request)
    assert 1 <= len(story.title) <= 80
