import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid_dagster.core.captions import (
    MAX_CUE_MS,
    MAX_LINE_CHARS,
    MIN_CUE_MS,
    MIN_GAP_MS,
    Cue,
    break_lines,
    make_cues,
    read_vtt,
    shift,
    to_srt,
    to_vtt,
)
from storyvid_dagster.core.results import WordTime

STORY = (
    "Once upon a time, in a small blue house by the sea, there lived a purple friend called Rex. "
    "Every morning he looked out of the window and said, “Hello, sun!” One day the sun did not answer."
)


def spoken(text: str, word_s: float = 0.3, pause_s: float = 0.4) -> list[WordTime]:
    words: list[WordTime] = []
    at = 0.0
    for word in text.split():
        words.append(WordTime(text=word, start_s=at, end_s=at + word_s))
        at += word_s + (pause_s if word[-1] in ".!?”" else 0.0)
    return words


@st.composite
def clips(draw: st.DrawFn) -> list[tuple[float, list[WordTime]]]:
    made: list[tuple[float, list[WordTime]]] = []
    at = draw(st.floats(0, 5))
    for _ in range(draw(st.integers(1, 3))):
        words: list[WordTime] = []
        end = 0.0
        for _ in range(draw(st.integers(1, 30))):
            start = end + draw(st.floats(0, 0.6))
            end = start + draw(st.floats(0.02, 1.2))
            text = draw(st.text("abcdefgh,.!?'<&-", min_size=1, max_size=16))
            words.append(WordTime(text=text, start_s=start, end_s=end))
        made.append((at, words))
        at += end + draw(st.floats(0, 3))
    return made


@given(clips())
@settings(max_examples=40, deadline=None)
def test_every_word_is_shown_once_and_in_order(said: list[tuple[float, list[WordTime]]]) -> None:
    shown = " ".join(line for cue in make_cues(said) for line in cue.lines)
    assert shown == " ".join(word.text for _, words in said for word in words)


@given(clips())
@settings(max_examples=40, deadline=None)
def test_cues_can_be_read(said: list[tuple[float, list[WordTime]]]) -> None:
    cues = make_cues(said)
    for cue in cues:
        assert MIN_CUE_MS <= cue.end_ms - cue.start_ms <= MAX_CUE_MS
        assert len(cue.lines) <= 2
        assert max(map(len, cue.lines)) <= MAX_LINE_CHARS
    for cue, following in pairwise(cues):
        assert following.start_ms - cue.end_ms >= MIN_GAP_MS


def test_cues_follow_the_phrases() -> None:
    cues = make_cues([(0.0, spoken(STORY))])
    assert [" ".join(cue.lines) for cue in cues][-1] == "One day the sun did not answer."
    assert all(re.search(r"[.,!?”]$", cue.lines[-1]) for cue in cues)


def test_a_cue_appears_with_its_first_word() -> None:
    words = spoken(STORY)
    starts = {round((10.0 + word.start_s) * 1000) for word in words}
    cues = make_cues([(10.0, words)])
    assert cues[0].start_ms == 10_000
    assert {cue.start_ms for cue in cues} <= starts


def test_lines_do_not_end_on_an_article() -> None:
    text = "He went out and looked for the little yellow boat again"
    first, _ = break_lines(text.split())
    assert first.split()[-1] not in {"the", "a", "and", "for"}


def test_a_word_longer_than_a_line_is_kept_whole() -> None:
    word = "a" * 60
    assert make_cues([(0.0, spoken(word))])[0].lines == (word,)


def test_no_words_give_no_cues() -> None:
    assert make_cues([(0.0, []), (2.0, [])]) == ()
    assert to_vtt(()) == "WEBVTT\n"


def test_srt_has_numbers_times_and_blank_lines() -> None:
    cues = (Cue(1_000, 2_500, ("Hello", "there.")), Cue(3_661_007, 3_662_007, ("Bye.",)))
    assert to_srt(cues) == (
        "1\n00:00:01,000 --> 00:00:02,500\nHello\nthere.\n\n2\n01:01:01,007 --> 01:01:02,007\nBye.\n"
    )


def test_vtt_escapes_what_would_be_markup() -> None:
    text = to_vtt((Cue(0, 1000, ("a <b> & c --> d",)),))
    assert text.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n")
    assert text.endswith("a &lt;b&gt; &amp; c --&gt; d\n")


def test_srt_breaks_up_what_would_be_markup() -> None:
    text = to_srt((Cue(0, 1000, ("<i>it</i> {\\an8} I <3 you -->",)),))
    body = text.splitlines()[2]
    assert not re.search(r"<[a-z/]|\{\\|-->", body)
    assert body.replace("\u2060", "") == "<i>it</i> {\\an8} I <3 you -->"


@given(clips())
@settings(max_examples=40, deadline=None)
def test_every_time_stamp_within_a_vtt_cue_grows_and_lies_within_it(
    said: list[tuple[float, list[WordTime]]],
) -> None:
    for block in to_vtt(make_cues(said)).split("\n\n")[1:]:
        clock = r"(\d\d):(\d\d):(\d\d)\.(\d\d\d)"
        times = [
            int(h) * 3_600_000 + int(m) * 60_000 + int(s) * 1000 + int(ms)
            for h, m, s, ms in re.findall(clock, block)
        ]
        start, end, *inside = times
        assert all(a < b for a, b in pairwise([start, *inside, end]))


def test_a_vtt_tells_when_each_word_is_said() -> None:
    words = [
        WordTime(text=t, start_s=0.5 * k, end_s=0.5 * k + 0.4) for k, t in enumerate(("Up", "went", "Pip."))
    ]
    assert "Up <00:00:01.500>went <00:00:02.000>Pip." in to_vtt(make_cues([(1.0, words)]))


@given(clips())
@settings(max_examples=40, deadline=None)
def test_webvtt_can_be_read_back(said: list[tuple[float, list[WordTime]]]) -> None:
    cues = make_cues(said)
    read = read_vtt(to_vtt(cues))
    assert [(cue.start_ms, cue.end_ms, cue.lines) for cue in read] == [
        (cue.start_ms, cue.end_ms, cue.lines) for cue in cues
    ]
    assert to_vtt(read) == to_vtt(cues)


@given(clips(), st.integers(0, 10_000_000), st.integers(0, 20_000))
@settings(max_examples=40, deadline=None)
def test_shifted_captions_keep_their_lengths_and_end_with_their_film(
    said: list[tuple[float, list[WordTime]]], by_ms: int, film_ms: int
) -> None:
    cues = make_cues(said)
    moved = shift(cues, by_ms, until_ms=by_ms + film_ms)
    assert len(moved) == sum(cue.start_ms < film_ms for cue in cues)
    for cue, there in zip(cues, moved, strict=False):
        assert (there.start_ms - by_ms, there.lines) == (cue.start_ms, cue.lines)
        assert there.end_ms == min(cue.end_ms + by_ms, by_ms + film_ms)
        assert [start_ms - by_ms for start_ms in there.word_starts_ms] == list(cue.word_starts_ms)
