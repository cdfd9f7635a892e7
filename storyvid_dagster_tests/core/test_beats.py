from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from storyvid_dagster.core.beats import cuts_in, sentences_in, turn_of
from storyvid_dagster.core.results import WordTime


def said(text: str, word_s: float = 0.3, pause_s: float = 0.0) -> tuple[WordTime, ...]:
    """Words said one after the other, with a pause between them."""
    step_s = word_s + pause_s
    return tuple(
        WordTime(text=word, start_s=k * step_s, end_s=k * step_s + word_s)
        for k, word in enumerate(text.split())
    )


def test_a_sentence_of_speech_goes_on_until_it_is_told_who_speaks() -> None:
    words = said('"Plop!" said the pond. Pip laughed.')
    assert [(s.first, s.after) for s in sentences_in(words)] == [(0, 4), (4, 6)]


def test_the_best_cuts_are_where_sentences_end_then_where_phrases_do() -> None:
    words = said("Pip sat, and sat. Then Pip ran.", pause_s=0.2)
    assert [(round(cut.at_s, 2), cut.cost) for cut in cuts_in(words, (), 9)] == [(0.9, 0.7), (1.9, 0.0)]


def test_an_act_gives_a_cut_before_its_word() -> None:
    words = said("Then all at once Pip jumped high")
    assert [cut.at_s for cut in cuts_in(words, [5], 9)] == [words[5].start_s]


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b,", "C.", "D"]), st.floats(0.05, 0.9), st.floats(0, 0.4)),
        max_size=50,
    )
)
def test_no_cut_is_inside_a_word_and_no_stretch_is_too_long(told: list[tuple[str, float, float]]) -> None:
    words: list[WordTime] = []
    now_s = 0.0
    for text, word_s, pause_s in told:
        words.append(WordTime(text=text, start_s=now_s, end_s=now_s + word_s))
        now_s += word_s + pause_s
    cuts_s = [cut.at_s for cut in cuts_in(words, (), 4.0)]
    assert cuts_s == sorted(cuts_s)
    assert not any(word.start_s < at_s < word.end_s - 1e-9 for word in words for at_s in cuts_s)
    for start_s, end_s in pairwise([0.0, *cuts_s, now_s]):
        assert end_s - start_s < 4.0 + 0.9 + 0.4


def test_a_story_turns_in_its_middle() -> None:
    calm = ["Pip", "sat.", "Pip", "ran."]
    turning = ["Pip", "sat.", '"But', 'why?"', "said", "Pip."]
    assert turn_of([turning, calm, calm, turning, calm]) == (4, 2)
    assert turn_of([turning, calm, calm, calm, turning]) is None, "neither as it begins nor as it ends"
