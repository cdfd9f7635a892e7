"""Effects are soft, sound when figures act, and can be left out: measured."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.audio.codec import RATE_HZ, decode
from storyvid_dagster.audio.effects import Ambience, Effect, ambience_sound, effect_sound, is_sudden
from storyvid_dagster.audio.loudness import level_to_target
from storyvid_dagster.audio.mix import Placed, lay, mix
from storyvid_dagster.audio.soundscape import Cued, Soundscape, ambience_of, lay_sounds, sounds_of
from storyvid_dagster.core.acting import EVERYONE, LENGTH_S, Act, Action, Move, landing_s
from storyvid_dagster.core.drawing import Box
from storyvid_dagster.core.request import SoundMode
from storyvid_dagster.core.results import VideoResult, WordTime
from storyvid_dagster.core.scenery import Puppet, Scenery
from storyvid_dagster.core.story import Setting, TimeOfDay, Weather
from storyvid_dagster.core.timeline import Pacing, Timeline, lay_out
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.images import write_png
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.render.film import render_film
from storyvid_dagster.render.shots import heard_in
from storyvid_dagster.render.storyboard import Storyboard

MakeBoard = Callable[..., Storyboard]
Samples = NDArray[np.float32]

HIGH_HZ = 6000
SOFT_PEAK = 10 ** (-17 / 20)


def spectrum(sound: Samples) -> tuple[float, float]:
    """Middle of the spectrum in Hz, and the share of energy that is high."""
    power = np.abs(np.fft.rfft(sound.astype(np.float64))) ** 2
    pitches_hz = np.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    return float((power * pitches_hz).sum() / power.sum()), float(
        power[pitches_hz > HIGH_HZ].sum() / power.sum()
    )


def steepest_rise(sound: Samples) -> float:
    """How much louder it gets within 10 ms at most."""
    window = RATE_HZ // 100
    rms = np.sqrt(np.square(sound[: len(sound) // window * window]).reshape(-1, window).mean(axis=1))
    return float(np.diff(rms, prepend=0).max())


def track(sounds: Soundscape, n_samples: int) -> Samples:
    return lay(list(sounds.placed()), n_samples)


def sounds_in(board: Storyboard, timeline: Timeline) -> Soundscape:
    return lay_sounds(heard_in(board, timeline), timeline, board.sound)


def times(board: Storyboard, pacing: Pacing | None = None) -> Timeline:
    return lay_out([clip.duration_s for clip in board.spoken], fps=board.fps, pacing=pacing)


def acted(board: Storyboard, *acts: Act, n_figures: int = 1, **changes: Any) -> Storyboard:
    """The same storyboard with small squares that act in its first scene."""
    width, height = board.size
    square = write_png(np.full((10, 10, 4), 200, np.uint8))
    puppets = tuple(
        Puppet(n + 1, square, None, left=10 + 22 * n, top=30, foot=(15 + 22 * n, 40))
        for n in range(n_figures)
    )
    backdrop = write_png(np.full((height, width, 3), 120, np.uint8))
    shown = replace(board.stills[0], scenery=Scenery(backdrop, None, puppets, width), acts=acts, **changes)
    return replace(board, stills=(shown, *board.stills[1:]))


@pytest.mark.parametrize("effect", Effect)
def test_effects_are_short_and_soft(effect: Effect) -> None:
    sound = effect_sound(effect)
    middle_hz, high = spectrum(sound)
    assert sound.dtype == np.float32
    assert 0.1 < len(sound) / RATE_HZ <= 2
    assert 0.02 < np.abs(sound).max() < SOFT_PEAK
    assert middle_hz < 2500
    assert high < 0.01
    assert sound[0] == sound[-1] == 0
    assert np.abs(np.diff(sound)).max() < 0.05  # never a click
    assert np.abs(sound[:48]).max() < 0.2 * np.abs(sound).max()
    assert np.array_equal(sound, effect_sound.__wrapped__(effect))


@pytest.mark.parametrize("place", Ambience)
@pytest.mark.slow
def test_places_are_softer_still_and_have_no_seam(place: Ambience) -> None:
    sound = ambience_sound(place)
    middle_hz, high = spectrum(sound)
    assert np.abs(sound).max() < SOFT_PEAK / 3
    assert middle_hz < 2500
    assert high < 0.001
    assert abs(sound[0] - sound[-1]) <= np.abs(np.diff(sound)).max()
    assert np.array_equal(sound, ambience_sound.__wrapped__(place))


def test_what_is_called_sudden_is() -> None:
    rises = {effect: steepest_rise(effect_sound(effect)) for effect in Effect}
    sudden = [rise for effect, rise in rises.items() if is_sudden(effect)]
    assert len(sudden) == 4
    assert max(rise for effect, rise in rises.items() if not is_sudden(effect)) < min(sudden)


@pytest.mark.parametrize("action", Action)
def test_every_action_sounds_within_itself(action: Action) -> None:
    move = Move(figure=1, action=action, start_s=1, length_s=LENGTH_S[action])
    heard = list(sounds_of(move, on_card=False))
    assert all(0 <= at_s <= move.length_s and level_db <= 0 for at_s, _, level_db in heard)
    silent = (Action.WAVE, Action.HUG, Action.TALK, Action.GIVE, Action.POINT)
    assert bool(heard) == (action not in silent)


def test_effects_lie_on_the_sample_of_their_word(make_board: MakeBoard) -> None:
    board = acted(make_board(), Act(figure=1, action=Action.LOOK_UP, word=1))
    timeline = times(board)
    [cue] = sounds_in(board, timeline).effects
    word = board.spoken[0].words[1]
    start = round((timeline.shots[1].speech_start_frame / board.fps + word.start_s) * RATE_HZ)
    assert (cue.start_sample, cue.effect) == (start, Effect.TWINKLE)

    laid = track(Soundscape((Cued(start, Effect.POP, 0.0),)), start + RATE_HZ)
    pop = effect_sound(Effect.POP)
    assert not laid[:start].any()
    assert np.array_equal(laid[start : start + len(pop)], pop)
    assert not laid[start + len(pop) :].any()


def test_the_same_thing_by_three_sounds_once(make_board: MakeBoard) -> None:
    act = Act(figure=EVERYONE, action=Action.HOP, word=0)
    alone, together = (acted(make_board(), act, n_figures=n) for n in (1, 3))
    heard = sounds_in(together, times(together))
    assert heard == sounds_in(alone, times(alone))
    assert [cue.effect for cue in heard.effects].count(Effect.HOP) >= 2


def test_a_still_picture_has_no_effects(make_board: MakeBoard) -> None:
    board = make_board()
    busy = replace(board.stills[0], acts=(Act(figure=1, action=Action.HOP, word=0),))
    assert sounds_in(replace(board, stills=(busy, *board.stills[1:])), times(board)) == Soundscape()


def test_figures_painted_into_their_picture_are_not_heard(make_board: MakeBoard) -> None:
    board = acted(make_board(), Act(figure=EVERYONE, action=Action.HOP, word=0))
    [first, *others] = board.stills
    assert first.scenery
    painted = replace(first, scenery=replace(first.scenery, painted_in=True))
    assert sounds_in(board, times(board)).effects
    assert not sounds_in(replace(board, stills=(painted, *others)), times(board)).effects


def test_figures_are_heard_as_they_leave_the_page_and_come_back(make_board: MakeBoard) -> None:
    figure = write_png(np.full((10, 10, 4), 200, np.uint8))
    board = make_board(figures_png=(figure,) * 3, outlines=(Box(x=0.1, y=0.1, width=0.2, height=0.2),) * 3)
    timeline = times(board)
    cues = sounds_in(board, timeline).effects
    end_s = timeline.shots[-1].start_frame / board.fps
    pops_s = [round(cue.start_sample / RATE_HZ, 3) for cue in cues if cue.effect is Effect.POP]
    lands_s = end_s + 0.3 + landing_s(1.5)
    assert pops_s == pytest.approx([1.6, 1.78, 1.96, lands_s, lands_s + 0.18, lands_s + 0.36], abs=2e-3)
    assert [cue.effect for cue in cues].count(Effect.TWINKLE) == 1


@pytest.mark.parametrize(
    ("setting", "time_of_day", "place"),
    [
        (Setting.MEADOW, TimeOfDay.DAY, Ambience.BIRDS),
        (Setting.FOREST, TimeOfDay.NIGHT, Ambience.CRICKETS),
        (Setting.NIGHT, TimeOfDay.EVENING, Ambience.CRICKETS),
        (Setting.SEA, TimeOfDay.MORNING, Ambience.WAVES),
        (Setting.CITY, TimeOfDay.DAY, Ambience.CITY),
        (Setting.SPACE, TimeOfDay.NIGHT, Ambience.SPACE),
        (Setting.GARDEN, TimeOfDay.DAY, Ambience.BIRDS),
        (Setting.PLAYGROUND, TimeOfDay.EVENING, Ambience.BIRDS),
        (Setting.CASTLE, TimeOfDay.NIGHT, Ambience.CRICKETS),
        (Setting.SNOW, TimeOfDay.DAY, None),
        (Setting.UNDERWATER, TimeOfDay.DAY, None),
        (Setting.HOME, TimeOfDay.NIGHT, None),
        (None, TimeOfDay.DAY, None),
    ],
)
def test_places_sound_like_themselves(
    setting: Setting | None, time_of_day: TimeOfDay, place: Ambience | None
) -> None:
    assert ambience_of(setting, time_of_day, None) is place


@pytest.mark.parametrize(
    ("weather", "place"),
    [
        (Weather.RAIN, Ambience.RAIN),
        (Weather.LEAVES, Ambience.WIND),
        (Weather.SNOW, Ambience.HUSH),
        (Weather.BUBBLES, Ambience.BUBBLES),
        (Weather.BALLOONS, Ambience.BIRDS),
        (Weather.STARS, Ambience.BIRDS),
    ],
)
def test_weather_is_heard_instead_of_the_birds(weather: Weather, place: Ambience) -> None:
    assert ambience_of(Setting.FOREST, TimeOfDay.DAY, weather) is place


def test_scenes_in_one_place_share_it_and_it_comes_and_goes_softly(make_board: MakeBoard) -> None:
    board = make_board()
    settings = (Setting.MEADOW, Setting.FOREST, Setting.SEA)
    stills = [replace(s, setting=where) for s, where in zip(board.stills, settings, strict=True)]
    board = replace(board, stills=tuple(stills))
    timeline = times(board)
    beds = sounds_in(board, timeline).beds
    assert [bed.place for bed in beds] == [Ambience.BIRDS, Ambience.WAVES]
    frames = [(bed.start_sample * 25 / RATE_HZ, bed.end_sample * 25 / RATE_HZ) for bed in beds]
    title, first, second, third, _ = timeline.shots
    assert frames == [(first.start_frame, second.end_frame), (third.start_frame, third.end_frame)]
    laid = track(Soundscape(beds=beds[:1]), timeline.n_frames * RATE_HZ // 25)
    start, end = beds[0].start_sample, beds[0].end_sample
    assert title.end_frame > first.start_frame
    assert not laid[:start].any()
    assert not laid[end:].any()
    assert np.abs(laid[start : start + 480]).max() < 1e-4
    assert np.abs(laid[end - 480 : end]).max() < 1e-4


def test_a_long_scene_goes_round_its_place(make_board: MakeBoard) -> None:
    board = make_board()
    long = replace(board.spoken[0], duration_s=30.0)
    still = replace(board.stills[0], setting=Setting.CITY)
    board = replace(board, stills=(still,), spoken=(long,))
    sounds = sounds_in(board, times(board))
    [bed] = sounds.beds
    laid = track(sounds, bed.end_sample)[bed.start_sample :]
    loop = ambience_sound(Ambience.CITY)
    assert np.array_equal(laid[len(loop) : 2 * len(loop)], loop)


def test_nothing_sudden_in_gentle_and_nothing_at_all_in_voice(make_board: MakeBoard) -> None:
    acts = [Act(figure=1, action=a, word=n) for n, a in enumerate((Action.ENTER, Action.HOP, Action.SLEEP))]
    words = tuple(
        WordTime(text=text, start_s=2.0 * n, end_s=2.0 * n + 1)
        for n, text in enumerate(("In", "it", "comes"))
    )
    board = acted(make_board(), *acts, setting=Setting.FOREST)
    spoken = replace(board.spoken[0], duration_s=8.0, words=words)
    board = replace(board, spoken=(spoken, *board.spoken[1:]))
    timeline = times(board)
    n_samples = timeline.n_frames * RATE_HZ // board.fps
    full, gentle, voice = (sounds_in(replace(board, sound=mode), timeline) for mode in SoundMode)
    assert {cue.effect for cue in full.effects} == {
        Effect.WHOOSH, Effect.POP, Effect.HOP, Effect.STEP, Effect.TWINKLE,
    }  # fmt: skip
    assert {cue.effect for cue in gentle.effects} == {Effect.WHOOSH, Effect.TWINKLE}
    assert gentle.beds == full.beds != ()
    assert voice == Soundscape()
    assert steepest_rise(track(gentle, n_samples)) < 0.4 * steepest_rise(track(full, n_samples))


def film_sound(
    board: Storyboard, store: MediaStore, ffmpeg: Ffmpeg, pacing: Pacing
) -> tuple[VideoResult, Samples]:
    """A film, and the left channel of what is heard in it."""
    film = render_film(board, store=store, ffmpeg=ffmpeg, pacing=pacing)
    return film, decode(store.path(film.video.key), ffmpeg, rate_hz=RATE_HZ, channels=2).samples[:, 0]


def n_sounds(store: MediaStore) -> int:
    return sum(key.endswith(".m4a") for key in store.keys("cache/sound"))


def level_db(sound: Samples, low_hz: float, high_hz: float) -> float:
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    pitches_hz = np.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    return float(10 * np.log10(power[(pitches_hz >= low_hz) & (pitches_hz < high_hz)].sum() + 1e-12))


@pytest.mark.slow
def test_a_hop_is_heard_in_the_film_and_voice_has_nothing_but_speech(
    tmp_path: Path, make_board: MakeBoard, ffmpeg: Ffmpeg, quick: Pacing
) -> None:
    board = acted(make_board(), Act(figure=1, action=Action.HOP, word=1), setting=Setting.MEADOW)
    store = MediaStore(tmp_path)
    timeline = times(board, quick)
    films = {mode: film_sound(replace(board, sound=mode), store, ffmpeg, quick) for mode in SoundMode}
    assert n_sounds(store) == 3
    for film, _ in films.values():
        assert film.loudness_lufs == pytest.approx(-16, abs=1)
        assert film.true_peak_dbtp <= -1

    at = round(
        (timeline.shots[1].speech_start_frame / board.fps + board.spoken[0].words[1].start_s) * RATE_HZ
    )
    silent = replace(board, music=None)
    quiet, hopping = (
        film_sound(replace(silent, sound=mode), store, ffmpeg, quick)[1][at : at + RATE_HZ // 5]
        for mode in (SoundMode.VOICE, SoundMode.FULL)
    )
    assert level_db(hopping, 200, 450) > level_db(quiet, 200, 450) + 10
    assert level_db(hopping, 200, 450) < level_db(hopping, 600, 800) - 10  # well below the voice

    starts = [round(s.speech_start_frame * RATE_HZ / board.fps) for s in timeline.shots if s.kind == "scene"]
    clips = [
        Placed(start, decode(clip.path, ffmpeg, rate_hz=RATE_HZ, channels=1).samples)
        for start, clip in zip(starts, board.spoken, strict=True)
    ]
    n_samples = timeline.n_frames * RATE_HZ // board.fps
    speech = level_to_target(mix(clips, None, n_samples, ffmpeg), ffmpeg)[:, 0]
    heard = films[SoundMode.VOICE][1][:n_samples]
    assert np.square(heard - speech[: len(heard)]).mean() < 1e-3 * np.square(speech).mean()
    assert np.abs(heard[: starts[0] - 4800]).max() < 1e-3


@pytest.mark.slow
def test_rain_is_heard_in_its_scene_well_below_the_voice(
    tmp_path: Path, make_board: MakeBoard, ffmpeg: Ffmpeg, quick: Pacing
) -> None:
    board = replace(make_board(), music=None)
    rainy = replace(board, stills=tuple(replace(s, weather=Weather.RAIN) for s in board.stills))
    store = MediaStore(tmp_path)
    second = times(board, quick).shots[2]
    span = slice(*(round(frame * RATE_HZ / board.fps) for frame in (second.start_frame, second.end_frame)))
    dry, gentle, full = (
        film_sound(each, store, ffmpeg, quick)[1][span]
        for each in (board, replace(rainy, sound=SoundMode.GENTLE), rainy)
    )
    patter, voice = (1500, 3000), (650, 950)
    assert level_db(full, *patter) > level_db(dry, *patter) + 10
    assert level_db(gentle, *patter) == pytest.approx(level_db(full, *patter), abs=1)
    assert level_db(full, *patter) < level_db(full, *voice) - 15


@pytest.mark.slow
def test_another_place_is_another_sound(
    tmp_path: Path, make_board: MakeBoard, ffmpeg: Ffmpeg, quick: Pacing
) -> None:
    store = MediaStore(tmp_path)
    board = make_board()
    for setting in (Setting.SEA, Setting.SPACE, Setting.SEA):
        stills = tuple(replace(still, setting=setting) for still in board.stills)
        film = render_film(replace(board, stills=stills), store=store, ffmpeg=ffmpeg, pacing=quick)
    assert film.segments_made == 0
    assert n_sounds(store) == 2
