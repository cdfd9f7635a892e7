from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid_dagster.core.acting import EVERYONE, LENGTH_S, Act, Action, moves
from storyvid_dagster.core.results import WordTime

WORDS = tuple(WordTime(text=f"w{k}", start_s=0.4 * k, end_s=0.4 * k + 0.3) for k in range(40))
acts = st.builds(Act, figure=st.integers(0, 4), action=st.sampled_from(Action), word=st.integers(0, 60))


def test_an_act_begins_with_its_word_and_ends_when_it_is_done() -> None:
    (move,) = moves([Act(figure=2, action=Action.HOP, word=10)], [1, 2], WORDS, 20)
    assert (move.figure, move.start_s, move.length_s) == (2, 4.0, LENGTH_S[Action.HOP])


def test_everyone_is_each_of_the_cast() -> None:
    found = moves([Act(figure=EVERYONE, action=Action.DANCE, word=0)], [1, 3], WORDS, 20)
    assert [(move.figure, move.action) for move in found] == [(1, Action.DANCE), (3, Action.DANCE)]


def test_nobody_comes_late_or_leaves_early() -> None:
    for word, action in ((10, Action.ENTER), (10, Action.LEAVE)):
        (move,) = moves([Act(figure=1, action=action, word=word)], [1], WORDS, 16)
        assert move.action is Action.WALK
    (last,) = moves([Act(figure=1, action=Action.LEAVE, word=36)], [1], WORDS, 16)
    assert last.action is Action.LEAVE


def test_nobody_stands_idle_through_a_long_scene() -> None:
    """A sentence of eight words each: something is done in each of them, never by all at once."""
    spoken = tuple(w.model_copy(update={"text": "end."}) if k % 8 == 7 else w for k, w in enumerate(WORDS))
    found = moves([], [1, 2], spoken, 16)
    for figure in (1, 2):
        own = [move for move in found if move.figure == figure]
        assert len(own) >= 2
        assert all(any(abs(move.start_s - spoken[k].start_s) < 1e-9 for k in (8, 16, 24, 32)) for move in own)
    assert {m.action for m in found if m.figure == 1} != {m.action for m in found if m.figure == 2}


def test_nobody_hops_of_its_own_accord_where_somebody_sleeps() -> None:
    spoken = tuple(
        word.model_copy(update={"text": "asleep." if k % 8 == 7 else "x"}) for k, word in enumerate(WORDS)
    )
    done = {move.action for move in moves([], [1, 2, 3], spoken, 16)}
    assert done
    assert done <= {Action.LOOK_UP, Action.PEEK}


@given(st.lists(acts, max_size=12), st.floats(1, 18))
def test_no_figure_does_two_things_at_once_or_acts_beyond_its_scene(given: list[Act], until_s: float) -> None:
    found = moves(given, [1, 2, 3], WORDS, until_s)
    for figure in (1, 2, 3):
        own = [move for move in found if move.figure == figure]
        for move, following in pairwise(own):
            assert move.start_s + move.length_s <= following.start_s + 1e-9
        # Who sleeps as the scene ends does not get up for it.
        awake = [move for move in own if move.action is not Action.SLEEP]
        assert all(move.start_s + move.length_s <= until_s + 1e-9 for move in awake)


def test_who_falls_asleep_sleeps_until_it_does_something_else() -> None:
    told = [Act(figure=1, action=Action.SLEEP, word=0), Act(figure=1, action=Action.HOP, word=6)]
    asleep, hop = moves(told, [1], WORDS, 60)[:2]
    assert (asleep.action, hop.action) == (Action.SLEEP, Action.HOP)
    assert asleep.start_s + asleep.length_s == pytest.approx(hop.start_s)
    (alone,) = moves(told[:1], [1], WORDS, 60)
    assert alone.start_s + alone.length_s > 60


def test_of_several_who_enter_on_a_word_one_comes_after_the_other_the_nearest_first() -> None:
    for told in (
        [Act(figure=f, action=Action.ENTER, word=0) for f in (1, 2, 3)],
        [Act(figure=EVERYONE, action=Action.ENTER, word=0)],
    ):
        starts_s = {
            m.figure: m.start_s for m in moves(told, [3, 1, 2], WORDS, 16) if m.action is Action.ENTER
        }
        assert list(starts_s) == [3, 1, 2]
        assert 0.4 < starts_s[1] - starts_s[2] < 0.7
        assert 0.4 < starts_s[3] - starts_s[1] < 0.7
    crowd = moves([Act(figure=EVERYONE, action=Action.ENTER, word=0)], range(1, 9), WORDS, 16)
    assert max(move.start_s for move in crowd if move.action is Action.ENTER) < 1.0


def test_who_has_something_to_do_does_not_wait_to_enter() -> None:
    told = [Act(figure=EVERYONE, action=Action.ENTER, word=0), Act(figure=3, action=Action.WAVE, word=3)]
    enters, waves = (
        move for move in moves(told, [3, 1, 2], WORDS, 16) if move.figure == 3 and move.start_s < 2
    )
    assert (enters.action, waves.action) == (Action.ENTER, Action.WAVE)
    assert enters.length_s >= 1.1
    assert waves.start_s == pytest.approx(WORDS[3].start_s)


def test_two_who_come_in_late_set_out_one_after_the_other() -> None:
    late = [Act(figure=f, action=Action.ENTER, word=12) for f in (1, 2)]
    walks = {m.figure: m.start_s for m in moves(late, [1, 2], WORDS, 16) if m.action is Action.WALK}
    assert walks[1] - walks[2] > 0.4


def test_who_lies_down_and_listens_does_not_get_up_for_it_within_the_sentence() -> None:
    ends = tuple(w.model_copy(update={"text": "dark."}) if k == 9 else w for k, w in enumerate(WORDS))
    lies, listens, looks = (
        Act(figure=1, action=action, word=word)
        for action, word in ((Action.SLEEP, 2), (Action.PEEK, 5), (Action.LOOK_UP, 12))
    )
    found = moves([lies, listens, looks], [1], ends, 16)[:2]
    assert [move.action for move in found] == [Action.SLEEP, Action.LOOK_UP]
    assert found[0].length_s == pytest.approx(ends[12].start_s - ends[2].start_s)
    hops = Act(figure=1, action=Action.HOP, word=5)
    assert moves([lies, hops], [1], ends, 16)[1].start_s == pytest.approx(ends[5].start_s)
