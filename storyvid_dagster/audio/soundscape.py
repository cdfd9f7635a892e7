"""What is heard beside speech and music: effects on the moves of figures, and places under their scenes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from storyvid_dagster.audio.codec import RATE_HZ
from storyvid_dagster.audio.effects import Ambience, Effect, ambience_sound, effect_sound, is_sudden
from storyvid_dagster.audio.mix import Placed
from storyvid_dagster.core.acting import Action, Move, claps_s, dance_pulse, landing_s, n_hops, n_steps
from storyvid_dagster.core.request import SoundMode
from storyvid_dagster.core.story import Setting, TimeOfDay, Weather
from storyvid_dagster.core.timeline import Timeline

_AT_ONCE_S = 0.15
"""The same effect sooner than this, or than half of it has sounded, is one with that before it."""
_PLACE_FADE_S = 1.0
_STROKES = (0.1, 0.43, 0.76)
"""When in a swim water is heard, in parts of it."""
_STEP_DB, _OFF_BEAT_DB = -3.0, -2.0
"""Steps come many in a row; every other foot is put down more softly."""
_BRIGHT_DB = -2.5
"""Ears are keen on what is high."""

_BY_DAY: dict[Setting, Ambience] = {
    Setting.MEADOW: Ambience.BIRDS,
    Setting.FOREST: Ambience.BIRDS,
    Setting.SEA: Ambience.WAVES,
    Setting.CITY: Ambience.CITY,
    Setting.NIGHT: Ambience.CRICKETS,
    Setting.SPACE: Ambience.SPACE,
    Setting.CASTLE: Ambience.BIRDS,
    Setting.PLAYGROUND: Ambience.BIRDS,
    Setting.GARDEN: Ambience.BIRDS,
}
"""Those not named are quiet."""
_BY_NIGHT: dict[Setting, Ambience] = {
    **_BY_DAY,
    Setting.MEADOW: Ambience.CRICKETS,
    Setting.FOREST: Ambience.CRICKETS,
    Setting.CITY: Ambience.CRICKETS,
    Setting.CASTLE: Ambience.CRICKETS,
    Setting.PLAYGROUND: Ambience.CRICKETS,
    Setting.GARDEN: Ambience.CRICKETS,
}
_BY_WEATHER: dict[Weather, Ambience] = {
    Weather.RAIN: Ambience.RAIN,
    Weather.LEAVES: Ambience.WIND,
    Weather.SNOW: Ambience.HUSH,
    Weather.BUBBLES: Ambience.BUBBLES,
}
"""In a weather it is heard instead of the place: birds and crickets wait until it is over."""


@dataclass(frozen=True)
class Heard:
    """What there is to be heard in a shot."""

    moves: tuple[Move, ...] = ()
    """What its figures do, timed from its speech."""
    place: Ambience | None = None


@dataclass(frozen=True)
class Cued:
    """An effect on the film's time line."""

    start_sample: int
    effect: Effect
    level_db: float
    """Against what it is worth beside speech."""


@dataclass(frozen=True)
class AmbienceBed:
    """A place that is heard for a while."""

    start_sample: int
    end_sample: int
    place: Ambience


@dataclass(frozen=True)
class Soundscape:
    """All that is heard beside speech and music."""

    effects: tuple[Cued, ...] = ()
    beds: tuple[AmbienceBed, ...] = ()

    def placed(self) -> Iterator[Placed]:
        """Give every sound as loud as it is beside speech of the film's loudness, one after the other."""
        for cued in self.effects:
            gain = np.float32(10 ** (cued.level_db / 20))
            yield Placed(cued.start_sample, gain * effect_sound(cued.effect))
        for bed in self.beds:
            yield from _rounds(bed)


def lay_sounds(heard: Sequence[Heard], timeline: Timeline, mode: SoundMode) -> Soundscape:
    """Give the effects and places of a film, each at its time.

    Args:
        heard: One for each shot of the timeline.
        timeline: The shots.
        mode: `gentle` leaves out sudden effects, `voice` everything.
    """
    if mode is SoundMode.VOICE:
        return Soundscape()
    return Soundscape(_effects(heard, timeline, mode), _beds(heard, timeline))


def ambience_of(setting: Setting | None, time_of_day: TimeOfDay, weather: Weather | None) -> Ambience | None:
    """Give what a scene's surroundings sound like; `None`: nothing is heard of them."""
    if weather and weather in _BY_WEATHER:
        return _BY_WEATHER[weather]
    if setting is None:
        return None
    return (_BY_NIGHT if time_of_day is TimeOfDay.NIGHT else _BY_DAY).get(setting)


def sounds_of(move: Move, *, on_card: bool, closing: bool = False) -> Iterator[tuple[float, Effect, float]]:
    """Give what a move sounds like: (seconds from its start, effect, level in dB).

    Args:
        move: What a figure does.
        on_card: Whether it does so on the title or the end card, which it leaves upwards.
        closing: Whether it is the end card.
    """
    length_s = move.length_s
    match move.action:
        case Action.ENTER:
            yield 0.0, Effect.WHOOSH, 0.0
            yield landing_s(length_s), Effect.POP, 0.0
        case Action.LEAVE if on_card:
            yield 0.0, Effect.POP, 0.0
            yield 0.05, Effect.WHOOSH, 0.0
        case Action.WALK | Action.LEAVE:
            n = n_steps(length_s)
            yield from (
                (length_s * k / n, Effect.STEP, _STEP_DB + _OFF_BEAT_DB * (k % 2)) for k in range(1, n)
            )
        case Action.HOP:
            n = n_hops(length_s)
            yield from ((length_s * k / n, Effect.HOP, 0.0) for k in range(n))
            yield length_s, Effect.STEP, _STEP_DB
        case Action.DANCE:
            beats_s = dance_pulse(length_s, move.pulse).within(length_s)
            yield from ((at_s, Effect.STEP, _STEP_DB) for at_s in beats_s)
        case Action.FLY:
            yield 0.0, Effect.WHOOSH, 0.0
            yield max(0.5, length_s - 1.0), Effect.WHOOSH, _OFF_BEAT_DB
        case Action.SWIM:
            yield from ((length_s * part, Effect.SPLASH, 0.0) for part in _STROKES)
        case Action.PUSH:
            n = n_steps(length_s) // 2
            yield from ((length_s * k / n, Effect.STEP, _STEP_DB) for k in range(1, n))
        case Action.CLAP:
            yield from ((at_s, Effect.STEP, 0.0) for at_s in claps_s(length_s))
        case Action.SIT | Action.FALL:
            yield min(0.5, 0.5 * length_s), Effect.STEP, 0.0
        case Action.HIDE | Action.PEEK | Action.BEND | Action.EAT:
            yield 0.0, Effect.RUSTLE, _BRIGHT_DB
        case Action.SLEEP | Action.LOOK_UP:
            yield 0.0, Effect.TWINKLE, _BRIGHT_DB
        case Action.WAVE if closing:
            yield 0.0, Effect.TWINKLE, _BRIGHT_DB
        case Action.WAVE | Action.HUG | Action.TALK | Action.GIVE | Action.POINT:
            pass


def _effects(heard: Sequence[Heard], timeline: Timeline, mode: SoundMode) -> tuple[Cued, ...]:
    found: list[Cued] = []
    for shot, of_shot in zip(timeline.shots, heard, strict=True):
        began_s = shot.speech_start_frame / timeline.fps
        first, after = (_sample(frame, timeline) for frame in (shot.start_frame, shot.end_frame))
        for move in of_shot.moves:
            sounds = sounds_of(move, on_card=shot.kind != "scene", closing=shot.kind == "end")
            cued = (Cued(round((began_s + move.start_s + s) * RATE_HZ), what, db) for s, what, db in sounds)
            found += (cue for cue in cued if first <= cue.start_sample < after)
    if mode is SoundMode.GENTLE:
        found = [cue for cue in found if not is_sudden(cue.effect)]
    return _each_once(found)


def _each_once(found: list[Cued]) -> tuple[Cued, ...]:
    """Put effects in order; what several do at once is heard once."""
    kept: list[Cued] = []
    last: dict[Effect, int] = {}
    for cue in sorted(found, key=lambda cue: (cue.start_sample, cue.effect, -cue.level_db)):
        apart = max(round(_AT_ONCE_S * RATE_HZ), len(effect_sound(cue.effect)) // 2)
        if cue.effect not in last or cue.start_sample - last[cue.effect] >= apart:
            kept.append(cue)
            last[cue.effect] = cue.start_sample
    return tuple(kept)


def _beds(heard: Sequence[Heard], timeline: Timeline) -> tuple[AmbienceBed, ...]:
    """Lay a place under its scenes; neighbours in the same place share one bed."""
    beds: list[AmbienceBed] = []
    before: Ambience | None = None
    for shot, of_shot in zip(timeline.shots, heard, strict=True):
        place = of_shot.place
        if place is not None:
            going_on = place is before
            start = beds.pop().start_sample if going_on else _sample(shot.start_frame, timeline)
            beds.append(AmbienceBed(start, _sample(shot.end_frame, timeline), place))
        before = place
    return tuple(beds)


def _rounds(bed: AmbienceBed) -> Iterator[Placed]:
    """Go round a place's loop as often as it takes, coming softly and going softly."""
    loop, length = ambience_sound(bed.place), bed.end_sample - bed.start_sample
    fade = min(_PLACE_FADE_S * RATE_HZ, length / 2)
    for begun in range(0, length, len(loop)):
        at = np.arange(begun, min(begun + len(loop), length))
        part = np.clip(np.minimum(at, length - 1 - at) / fade, 0, 1)
        gain = (part * part * (3 - 2 * part)).astype(np.float32)
        yield Placed(bed.start_sample + begun, loop[: len(at)] * gain)


def _sample(frame: int, timeline: Timeline) -> int:
    return round(frame * RATE_HZ / timeline.fps)
