from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.story import (
    BANDS,
    MAX_SCENES,
    MIN_SCENES,
    Scene,
    Setting,
    StoryScript,
    TimeOfDay,
    band_for,
    faults,
    odd_characters,
    scenes_for,
    sentences,
    unfit_words,
    words,
)

SENTENCES = (
    "Pip found a red kite in the tall grass.",
    "The wind came by and gave it a gentle pull.",
    "Up went the kite, past the oak and the owl.",
    "Bramble the mole held the string with both paws.",
    "Then the two of them laughed until the sun set.",
)
"""Ten words each: right for a child of five."""


def script(*texts: str, age: int = 5, title: str = "Pip and the Kite") -> StoryScript:
    return StoryScript(
        run_id="kite-1",
        title=title,
        theme=Theme.NATURE,
        child_age=age,
        seed=1,
        scenes=tuple(
            Scene(
                number=number,
                text=text,
                setting=Setting.MEADOW,
                time_of_day=TimeOfDay.DAY,
                figures=(),
                picture_prompt="A friend with a kite.",
            )
            for number, text in enumerate(texts or SENTENCES, start=1)
        ),
        made_by=MadeBy(provider="test", model="test"),
    )


def test_every_age_has_a_band_that_holds_its_number_of_scenes() -> None:
    for age in range(2, 10):
        band = band_for(age)
        assert band.ages[0] <= age <= band.ages[1]
        assert band.scenes[0] <= scenes_for(age) <= band.scenes[1]
        assert MIN_SCENES <= scenes_for(age) <= MAX_SCENES


def test_older_children_get_more_and_longer_sentences() -> None:
    for younger, older in pairwise(BANDS):
        assert younger.words[1] <= older.words[1]
        assert younger.longest_sentence < older.longest_sentence
        assert younger.longest_story < older.longest_story


def test_a_fit_story_has_no_faults() -> None:
    assert faults(script()) == ()


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        pytest.param(script(*SENTENCES[:2]), "2 scenes; 3 to 8 are wanted", id="too few scenes"),
        pytest.param(script(*SENTENCES[:4], SENTENCES[0]), "same words", id="a scene told twice"),
        pytest.param(script(*SENTENCES[:4], " … "), "scene 5 is empty", id="an empty scene"),
        pytest.param(script(*SENTENCES[:4], "And then they"), "stops in mid-sentence", id="cut off"),
        pytest.param(script(*SENTENCES[:4], "Pip had a gun."), "gun", id="a word not for children"),
        pytest.param(script(*SENTENCES[:4], "Pip was <b>so</b> glad."), "'<>/'", id="markup"),
        pytest.param(script(*SENTENCES[:4], "Pip smiled \N{GRINNING FACE}."), "characters", id="emoji"),
        pytest.param(script(*SENTENCES[:4], "See www.pip.org for more."), "web address", id="a web address"),
        pytest.param(
            script(*("Pip sat.", "Pip ate.", "Pip ran.", "Pip hid.", "Hop!")), "1.8 words", id="curt"
        ),
        pytest.param(script(*SENTENCES[:4], "so " * 40 + "far."), "a sentence has 41 words", id="breathless"),
        pytest.param(script(*(f"{text} " * 10 for text in SENTENCES)), "the story has", id="endless"),
        pytest.param(script(title="<Pip>"), "the title", id="markup in the title"),
    ],
)
def test_each_fault_is_said(spoiled: StoryScript, said: str) -> None:
    assert any(said in fault for fault in faults(spoiled)), faults(spoiled)


def test_the_number_of_scenes_ordered_is_the_only_right_one() -> None:
    three = script(*SENTENCES[:3])
    assert faults(three, scenes=3) == ()
    assert faults(three, scenes=4) == ("3 scenes; 4 are wanted",)


def test_scenes_out_of_order_are_a_fault() -> None:
    story = script()
    shuffled = story.model_copy(update={"scenes": story.scenes[::-1]})
    assert "not numbered" in faults(shuffled)[0]


def test_sentences_are_too_long_for_a_smaller_child() -> None:
    assert any("suit ages 2-3" in fault for fault in faults(script(*SENTENCES[:4], age=3)))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Pip ran. Pip hid.", 2),
        ('"Who is it?" asked Pip.', 1),
        ('"Who is it?" Pip asked.', 2),
        ("Pip ran... and ran.", 1),
        ("“Hush!” said the sea. “Hush!”", 2),
        ("One end only", 1),
        ("", 0),
    ],
)
def test_sentences_are_found(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_unfit_words_are_found_whatever_their_case_and_only_as_whole_words() -> None:
    assert unfit_words("The GUN was a toy. Begun, Essex, skills, diet.") == ("gun",)


@given(st.text(alphabet="abcxyzéß ÄÖ'-.,!?", max_size=80))
def test_letters_and_punctuation_are_never_odd(text: str) -> None:
    assert odd_characters(text) == ""


@given(text=st.text(min_size=1, max_size=300), age=st.integers(2, 9))
def test_any_text_can_be_judged(text: str, age: int) -> None:
    told = " ".join(sentences(text))
    assert words(told) == words(text)
    assert all(isinstance(fault, str) and fault for fault in faults(script(text, age=age)))
