"""Who dances, and who bobs along, comes down on the beats of the music that is played."""

from itertools import pairwise

import numpy as np
import pytest

from storyvid_dagster.audio.effects import Effect
from storyvid_dagster.audio.music import compose, pulse_of
from storyvid_dagster.audio.soundscape import sounds_of
from storyvid_dagster.core.acting import Act, Action, Move, moves
from storyvid_dagster.core.pulse import Pulse
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.render.rig.bend import Joints
from storyvid_dagster.render.stage.acting import pose_at
from storyvid_dagster.render.stage.pose import ActionSpace, Pose
from storyvid_dagster.render.stage.reactions import reactions_to

FPS = 30
FILM_S, SPEECH_S, SCENE_S = 93.7, 31.4, 9.0
WORDS = tuple(WordTime(text=f"w{k}", start_s=0.45 * k, end_s=0.45 * k + 0.3) for k in range(18))
ROOM = ActionSpace(
    height=500, width=300, up=150, walk=300, off=-900, facing=0, neighbour=120, phase=0.3,
    joints=Joints(bends=True), others={1: -1.5},
)  # fmt: skip


def scene(music: Pulse | None, word: int = 3) -> tuple[list[Pose], list[Pose]]:
    """The poses of a dancer and of whoever stands by, frame by frame from the first word on."""
    told = moves([Act(figure=1, action=Action.DANCE, word=word)], [1], WORDS, SCENE_S, music)
    dance = next(move for move in told if move.action is Action.DANCE)
    seen = reactions_to([dance], 2, ROOM.others)
    frames = [k / FPS for k in range(round(SCENE_S * FPS))]
    return [pose_at(t, [dance], ROOM) for t in frames], [pose_at(t, (), ROOM, seen) for t in frames]


def lowest_s(poses: list[Pose]) -> list[float]:
    """When a body comes down between two times that it is up."""
    top = np.array([ROOM.height * pose.tall - pose.dy for pose in poses])
    high = (top.max() + ROOM.height) / 2
    ups = [k for k in range(1, len(top) - 1) if top[k - 1] < top[k] >= top[k + 1] and top[k] > high]
    return [(a + int(np.argmin(top[a : b + 1]))) / FPS for a, b in pairwise(ups)]


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("word", [2, 7])
def test_a_dance_comes_down_on_the_beats_of_the_music(theme: Theme, word: int) -> None:
    music = pulse_of(theme, 5, FILM_S).seen_from(SPEECH_S)
    for poses in scene(music, word):
        came_down_s = lowest_s(poses)
        assert came_down_s
        for at_s in came_down_s:
            beat_s = music.first_s + music.beat_s * round(music.gone(at_s))
            assert abs(at_s - beat_s) <= 1 / FPS + 1e-9


def test_steps_are_heard_as_feet_come_down() -> None:
    music = Pulse(beat_s=0.53, first_s=-12.1)
    told = moves([Act(figure=1, action=Action.DANCE, word=3)], [1], WORDS, SCENE_S, music)
    dance = next(move for move in told if move.action is Action.DANCE)
    heard = [dance.start_s + s for s, what, _ in sounds_of(dance, on_card=False) if what is Effect.STEP]
    assert len(heard) in (4, 5)
    for at_s in heard:
        assert music.gone(at_s) == pytest.approx(round(music.gone(at_s)), abs=1e-6)


def test_without_music_a_dance_has_beats_of_its_own() -> None:
    dancer, _ = scene(None)
    start_s = WORDS[3].start_s
    assert lowest_s(dancer) == pytest.approx([start_s + 2.6 * k / 5 for k in range(1, 5)], abs=1 / FPS)


def test_two_who_dance_do_so_together() -> None:
    music = Pulse(beat_s=0.6, first_s=0.2)
    first, second = (
        [p for p in scene(music, word)[0][round(4.0 * FPS) : round(4.4 * FPS)]] for word in (5, 6)
    )
    assert [pose.dx for pose in first] == pytest.approx([pose.dx for pose in second])


@pytest.mark.parametrize("theme", [Theme.ADVENTURE, Theme.BRAVERY, Theme.BEDTIME])
def test_the_music_is_struck_on_those_beats(theme: Theme) -> None:
    rate = 16_000
    sound = np.abs(compose(theme, 5, FILM_S, rate)).sum(1)
    step = rate // 100
    level = sound[: len(sound) // step * step].reshape(-1, step).mean(1)
    struck = np.maximum(0, np.diff(level, prepend=0))
    pulse = pulse_of(theme, 5, FILM_S)
    beats = [round(at_s * 100) for at_s in pulse.within(FILM_S - 5)]
    on_beat = np.mean([struck[at - 1 : at + 2].max() for at in beats])
    between = np.mean([struck[at - 1 : at + 2].max() for at in (round(b + 31 * pulse.beat_s) for b in beats)])
    assert on_beat > 2 * between


def test_nothing_jumps_as_a_dance_begins_between_two_beats() -> None:
    for first_s in (0.0, 0.15, 0.3, 0.45):
        dancer, watcher = scene(Pulse(beat_s=0.5, first_s=first_s))
        for poses in (dancer, watcher):
            for before, after in pairwise(poses):
                assert abs(after.dy - before.dy) < 0.03 * ROOM.height
                assert abs(after.tall - before.tall) < 0.08
                assert abs(after.dx - before.dx) < 0.03 * ROOM.height
                assert abs(after.bend.flap - before.bend.flap) < 0.2


@pytest.mark.parametrize("length_s", [1.0, 1.6, 2.3])
def test_a_clap_is_heard_as_the_hands_come_together(length_s: float) -> None:
    """Between two claps somebody is broader than at either of them."""
    claps = Move(figure=1, action=Action.CLAP, start_s=0.0, length_s=length_s)
    heard = [s for s, what, _ in sounds_of(claps, on_card=False) if what is Effect.STEP]
    assert len(heard) >= 3
    for first_s, next_s in pairwise(heard):
        moments_s = first_s, (first_s + next_s) / 2, next_s
        at, between, then = (pose_at(t_s, [claps], ROOM).wide for t_s in moments_s)
        assert between > max(at, then) + 0.01
