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
