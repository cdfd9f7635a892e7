from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid_dagster.speech.alignment import spans
from storyvid_dagster.speech.sentences import say, sentences

LONGEST_BREATH_CHARS = 200

texts = st.text(st.sampled_from("aboMz019 .,!?…—-'“”\"’\n*🦊é") | st.characters(), max_size=200)

quick = settings(max_examples=40, deadline=None)


def said(text: str) -> list[str]:
    return [sentence.spoken for sentence in sentences(text)]


@quick
@given(texts)
@pytest.mark.slow
def test_every_written_word_is_kept_in_order_or_there_is_nothing_to_say(text: str) -> None:
    written = [word.written for sentence in sentences(text) for word in sentence.words]
    assert written in (text.split(), [])


@quick
@given(texts)
@pytest.mark.slow
def test_every_sentence_has_something_to_say(text: str) -> None:
    assert all(any(c.isalnum() for c in sentence.spoken) for sentence in sentences(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fox slept well. The owl did not!", ["The fox slept well.", "The owl did not!"]),
        ("Then Mr. Fox met Dr. J. Owl again.", ["Then Mister Fox met Doctor J. Owl again."]),
        ("“Is it really you?” asked the very old moon.", ["“Is it really you?” asked the very old moon."]),
        ("“Is it really you?” The moon said nothing.", ["“Is it really you?”", "The moon said nothing."]),
        ("She waited… and waited for the snow.", ["She waited… and waited for the snow."]),
        ("Wow! Look at the big red kite!", ["Wow! Look at the big red kite!"]),
        ("They all went home to bed. The end.", ["They all went home to bed. The end."]),
        ("A first little line\nA second little line", ["A first little line", "A second little line"]),
        ("*** \n\nThe night was very quiet.\n🌟 🌟", ["The night was very quiet."]),
    ],
)
def test_a_text_is_cut_where_a_reader_would_breathe(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_a_call_and_a_paragraph_are_followed_by_longer_pauses() -> None:
    plain, call, paragraph, _ = sentences(
        "The wind went away. Who was at the door?! It was the postman.\nHe had a big parcel."
    )
    assert 0.3 < plain.pause_s < call.pause_s < paragraph.pause_s < 1


@quick
@given(st.lists(st.sampled_from(["kite,", "dragon", "and", "lullaby;", "1,250"]), min_size=60, max_size=90))
def test_no_breath_is_too_long(words: list[str]) -> None:
    breaths = sentences(" ".join(words))
    assert all(len(breath.spoken) <= LONGEST_BREATH_CHARS for breath in breaths)
    assert sum(len(breath.words) for breath in breaths) == len(words)


def test_a_long_sentence_is_cut_at_a_comma() -> None:
    long = "the cat " + 7 * "and the other cat " + "sat down, " + 10 * "then the dog ran " + "away."
    assert said(long)[0].endswith("sat down,")


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("can’t!”", "can't!”"), ("wait...", "wait…"),
        ("Zzzz.", "zizz."), ("Brrrr!", "burr!"), ("Nooo!", "No!"), ("Boooom!", "Boom!"), ("Sweeeet", "Sweet"),
        ("balloon", "balloon"), ("Mia's", "Mia's"), ("—", "—"),
        ("🦊", ""), ("[[x]]", "x"), ("no.", "no."),
    ],
)  # fmt: skip
def test_words_are_spelt_as_they_are_said(written: str, spoken: str) -> None:
    assert say(written) == spoken


def test_captions_keep_what_was_written_while_the_voice_says_it_another_way() -> None:
    (sentence,) = sentences("美咲 paid $5.50 at No. 5 for Anna Lena!", {"Anna Lena": "Ahnalayna"})
    assert [(word.written, word.spoken) for word in sentence.words] == [
        ("美咲", "Misaki"), ("paid", "paid"), ("$5.50", "5 dollars and 50 cents"), ("at", "at"),
        ("No.", "Number"),
        ("5", "5"), ("for", "for"), ("Anna", "Ahnalayna!"), ("Lena!", ""),
    ]  # fmt: skip


@quick
@given(st.text(max_size=30))
def test_a_voice_is_never_given_markup(written: str) -> None:
    assert not set(say(written)) & set("[]<>{}_\\|\n")


@pytest.mark.parametrize(
    ("alone", "together", "expected"),
    [
        (["wˈʌn", "ʌv", "ðə"], "wˈʌn ʌvðə", ["wˈʌn", "ʌv", "ðə"]),
        (["ðˈɛɹ", "wɜː", "wˈʌn θˈaʊzənd", "dˈɑːɡz."], "ðɛɹwˌɜː wˈʌn θˈaʊzənd dˈɑːɡz.",
         ["ðɛɹ", "wˌɜː", "wˈʌn θˈaʊzənd", "dˈɑːɡz"]),
        (["fˈɑːks", "—", "bˈʌt"], "fˈɑːks — bˌʌt", ["fˈɑːks", "", "bˌʌt"]),
        (["", "hˈaʊs", ""], "hˈaʊs", ["", "hˈaʊs", ""]),
        (["xx", "yy"], "abcd", ["ab", "cd"]),
    ],
)  # fmt: skip
def test_phonemes_find_their_words(alone: list[str], together: str, expected: list[str]) -> None:
    assert [together[start:stop] for start, stop in spans(alone, together)] == expected


@quick
@given(st.lists(st.text("ab .,", max_size=6), max_size=12), st.text("ab .,", max_size=60))
def test_words_never_overlap_in_the_phonemes(alone: list[str], together: str) -> None:
    found = spans(alone, together)
    assert len(found) == len(alone)
    assert all(0 <= start <= stop <= len(together) for start, stop in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
