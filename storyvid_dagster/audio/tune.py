"""What the music box plays: a little tune in the mood of a theme, as notes. Pure.

A tune has an introduction of the accompaniment alone and then phrases of four bars in the old
order of nursery songs, A A' B A': A asks, A' answers, B goes elsewhere. Notes on strong beats
belong to the chord; those between walk from one to the next. All of them are in the scale.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Literal

from storyvid_dagster.core.request import Theme

Part = Literal["melody", "chords", "bass", "pad"]


@dataclass(frozen=True)
class Note:
    """One note. Beats count from the start of the tune."""

    part: Part
    start_beats: float
    length_beats: float
    pitch: int
    """MIDI number: 60 is the middle C, 69 is 440 Hz."""
    strength: float


@dataclass(frozen=True)
class Tune:
    """Notes, and the frame they stand in."""

    notes: tuple[Note, ...]
    beats_per_bar: int
    n_bars: int
    """Bars before the last chord, which stands at the start of the bar after them."""
    tonic: int
    """MIDI number of the note it ends on."""
    scale: tuple[int, ...]
    """Semitones above the tonic, of one octave."""


_MAJOR = (0, 2, 4, 5, 7, 9, 11)
_LYDIAN = (0, 2, 4, 6, 7, 9, 11)
_MIXOLYDIAN = (0, 2, 4, 5, 7, 9, 10)

# Chords are counted from 0 in steps of the scale: 0 is the tonic's, 4 the dominant's.
_Chords = tuple[int, int, int, int]
_ASKS: tuple[_Chords, ...] = ((0, 3, 0, 4), (0, 5, 3, 4), (0, 0, 3, 4))
_ANSWERS: tuple[_Chords, ...] = ((0, 3, 4, 0), (0, 5, 4, 0), (0, 0, 4, 0))
_GOES_AWAY: tuple[_Chords, ...] = ((3, 0, 3, 4), (5, 3, 1, 4), (3, 4, 5, 4))

# Degrees a child can sing: a third below the tonic to a second above its octave.
_LOWEST, _HIGHEST = -2, 8

_Rhythm = tuple[float, ...]
_Shape = Callable[[float], float]
_SHAPES: dict[str, _Shape] = {
    "arch": lambda t: 1 + 4 * math.sin(math.pi * t),
    "climb": lambda t: 7 * t,
    "sink": lambda t: 6 - 5 * t,
    "wave": lambda t: 3 + 2.5 * math.sin(2 * math.pi * t),
    "leap": lambda t: 2 + 5 * abs(math.sin(2.5 * math.pi * t)),
}


@dataclass(frozen=True)
class Mood:
    """How the tunes of a theme go."""

    bpm: tuple[int, int]
    """Slowest and fastest, in beats a minute."""
    beats_per_bar: int
    scale: tuple[int, ...]
    tonics: tuple[int, ...]
    rhythms: tuple[_Rhythm, ...]
    """Lengths in beats that fill a bar."""
    shapes: tuple[str, ...]
    """Of the phrases that ask and answer."""
    accompaniment: tuple[tuple[float, int, float], ...]
    """(beat, tone of the chord, strength) of each note of a bar; tone 3 is the root an octave up."""


_LULL = ((1.0, 1, 0.5), (2.0, 2, 0.5))
_BOUNCE = ((1.0, 1, 0.6), (1.0, 2, 0.6), (2.0, 0, 0.5), (3.0, 1, 0.6), (3.0, 2, 0.6))
_RIPPLE = ((0.5, 1, 0.4), (1.0, 2, 0.5), (1.5, 3, 0.4), (2.0, 2, 0.5), (2.5, 1, 0.4), (3.0, 2, 0.4))
_MARCH = ((0.0, 2, 0.5), (1.0, 1, 0.5), (2.0, 2, 0.5), (2.5, 2, 0.35), (3.0, 1, 0.5))
_AIR = ((1.5, 2, 0.35), (3.0, 3, 0.35))

_MOODS: dict[Theme, Mood] = {
    Theme.BEDTIME: Mood(
        (66, 76), 3, _MAJOR, (77, 79, 75), ((2, 1), (3,), (1, 1, 1), (1.5, 0.5, 1)), ("sink", "arch"), _LULL
    ),
    Theme.KINDNESS: Mood(
        (80, 90), 4, _MAJOR, (72, 74, 77), ((2, 1, 1), (1, 1, 2), (1.5, 0.5, 2)), ("arch", "wave"), _RIPPLE
    ),
    Theme.FRIENDSHIP: Mood(
        (104, 116), 3, _MAJOR, (72, 74, 76), ((1, 1, 1), (1.5, 0.5, 1), (2, 1)), ("wave", "arch"), _LULL
    ),
    Theme.ADVENTURE: Mood(
        (112, 126), 4, _MIXOLYDIAN, (72, 74, 69),
        ((1, 0.5, 0.5, 1, 1), (0.5, 0.5, 1, 0.5, 0.5, 1), (1.5, 0.5, 1, 1)), ("leap", "climb"), _BOUNCE,
    ),
    Theme.BRAVERY: Mood(
        (96, 108), 4, _MAJOR, (70, 72, 74),
        ((1.5, 0.5, 2), (1.5, 0.5, 1, 1), (1, 1, 2)), ("climb", "leap"), _MARCH,
    ),
    Theme.COUNTING: Mood(
        (98, 108), 4, _MAJOR, (72, 74), ((1, 1, 1, 1), (1, 1, 1, 0.5, 0.5)), ("climb",), _BOUNCE
    ),
    Theme.NATURE: Mood(
        (72, 84), 4, _LYDIAN, (74, 76, 79), ((3, 1), (2, 2), (1.5, 0.5, 2), (4,)), ("wave", "sink"), _AIR
    ),
}  # fmt: skip


def mood_of(theme: Theme) -> Mood:
    """Give the mood a theme is played in."""
    return _MOODS[theme]


def bars_that_fill(mood: Mood, seed: int, seconds: float) -> int:
    """Choose how many bars a tune has: one of introduction and whole phrases if the tempo can bend to it."""
    slow, fast = (bpm * seconds / 60 / mood.beats_per_bar for bpm in mood.bpm)
    wanted = slow + (fast - slow) * Random(seed).random()
    within = range(max(1, math.ceil(0.95 * slow)), math.floor(1.05 * fast) + 1)
    return min(within, key=lambda n: ((n - 1) % 4, abs(n - wanted)), default=max(1, round(wanted)))


def write_tune(theme: Theme, seed: int, n_bars: int) -> Tune:
    """Write a tune of `n_bars` bars (>= 1) and a last chord. The same seed gives the same tune.

    The phrases stand at the end; bars that do not fill a phrase lengthen the introduction. A tune
    too short for a phrase has the end of one.
    """
    mood, chance = _MOODS[theme], Random(f"{theme}-{seed}")
    per_bar = mood.beats_per_bar
    tonic = chance.choice(mood.tonics)
    asks, answers, away = chance.choice(_ASKS), chance.choice(_ANSWERS), chance.choice(_GOES_AWAY)
    shape, other = chance.choice(mood.shapes), chance.choice(sorted(_SHAPES))
    motif = tuple(chance.choice(mood.rhythms) for _ in range(2))
    contrast = tuple(chance.choice(mood.rhythms) for _ in range(2))
    phrases = {
        "a": _phrase(chance, mood, asks, shape, motif, last=chance.choice((1, 4))),
        "b": _phrase(chance, mood, away, other, contrast, last=chance.choice((1, 4))),
    }
    alike = next(bar for bar in range(4) if asks[bar] != answers[bar]) * per_bar
    begun = tuple(note for note in phrases["a"] if note[0] < alike)
    phrases["A"] = _phrase(chance, mood, answers, shape, motif, last=0, begun=begun)
    chords_of = {"a": asks, "A": answers, "b": away}

    n_phrases = max(1, (n_bars - 1) // 4)
    order = [letter for _ in range(n_phrases) for letter in "aAbA"][:n_phrases]
    order[-1] = "A"
    n_intro = n_bars - 4 * n_phrases
    sung = [chord for letter in order for chord in chords_of[letter]]
    chords = [*([0] * n_intro), *sung][-n_bars:]
    melody = [
        (per_bar * (4 * place + n_intro) + start, length, degree)
        for place, letter in enumerate(order)
        for start, length, degree in phrases[letter]
    ]

    def pitch(degree: int) -> int:
        octave, step = divmod(degree, 7)
        return tonic + 12 * octave + mood.scale[step]

    notes = [
        Note("melody", start, length, pitch(degree), 1.0 if start % per_bar == 0 else 0.85)
        for start, length, degree in melody
        if start >= 0
    ]
    notes += [note for bar, chord in enumerate(chords) for note in _accompany(mood, bar, chord, pitch)]
    notes += _last_chord(n_bars * per_bar, per_bar, pitch)
    return Tune(tuple(notes), per_bar, n_bars, tonic, mood.scale)


_Melody = tuple[tuple[float, float, int], ...]
"""(start, length, degree): start in beats from the phrase's own start; degree 0 is the tonic."""


def _phrase(
    chance: Random,
    mood: Mood,
    chords: _Chords,
    shape: str,
    rhythms: Sequence[_Rhythm],
    *,
    last: int,
    begun: _Melody = (),
) -> _Melody:
    """Write four bars that go on from `begun`, if given.

    Bars 1 and 3 share a rhythm; bar 4 is one long note, degree `last` in the nearest octave.
    """
    per_bar = mood.beats_per_bar
    onsets: list[tuple[float, float]] = []
    for bar, rhythm in enumerate((rhythms[0], rhythms[1], rhythms[0])):
        starts = accumulate(rhythm, initial=float(bar * per_bar))
        onsets += zip(starts, rhythm, strict=False)
    end = 3.0 * per_bar
    line, given = _SHAPES[shape], {start: degree for start, _, degree in begun}
    degrees: list[int | None] = []
    before = line(0)
    for start, _ in onsets:
        degree = given.get(start)
        if degree is None and _is_strong(start, per_bar):
            wanted = line(start / end) + chance.uniform(-1.2, 1.2)
            degree = _nearest(chords[int(start // per_bar)], min(max(wanted, before - 3), before + 3))
        degrees.append(degree)
        before = before if degree is None else degree
    within_reach = [degree for degree in (last, last + 7) if degree <= _HIGHEST]
    final = min(within_reach, key=lambda degree: abs(degree - before))
    walked = _walked([*degrees, final], chance)
    notes = ((start, length, degree) for (start, length), degree in zip(onsets, walked, strict=False))
    return (*notes, (end, float(per_bar), final))


def _is_strong(beat: float, per_bar: int) -> bool:
    within = beat % per_bar
    return within == 0 or (per_bar == 4 and within == 2)


def _nearest(chord: int, wanted: float) -> int:
    tones = [tone + octave for tone in (chord, chord + 2, chord + 4) for octave in (-14, -7, 0, 7)]
    return min((tone for tone in tones if _LOWEST <= tone <= _HIGHEST), key=lambda tone: abs(tone - wanted))


def _walked(degrees: Sequence[int | None], chance: Random) -> list[int]:
    """Fill the gaps between given degrees: pass through what lies between, or turn around a neighbour."""
    filled: list[int] = []
    for place, degree in enumerate(degrees):
        if degree is not None:
            filled.append(degree)
            continue
        gap = next(n for n, later in enumerate(degrees[place:]) if later is not None)
        goal = next(later for later in degrees[place:] if later is not None)
        step = round((goal - filled[-1]) / (gap + 1))
        filled.append(filled[-1] + (step or chance.choice((-1, 1))))
    return filled


def _accompany(mood: Mood, bar: int, chord: int, pitch: Callable[[int], int]) -> Iterator[Note]:
    start, root = float(bar * mood.beats_per_bar), chord - 7 if chord < 4 else chord - 14
    tones = (root, root + 2, root + 4, root + 7)
    yield Note("bass", start, mood.beats_per_bar, pitch(root) - 12, 0.9)
    for beat, tone, strength in mood.accompaniment:
        yield Note("chords", start + beat, 1.0, pitch(tones[tone]), strength)
    for tone in tones[:3]:
        yield Note("pad", start, mood.beats_per_bar, pitch(tone), 0.5)


def _last_chord(start: float, per_bar: int, pitch: Callable[[int], int]) -> Iterator[Note]:
    yield Note("bass", start, per_bar, pitch(-14), 0.9)
    for place, degree in enumerate((-7, -3, 0)):
        yield Note("melody" if degree == 0 else "chords", start + place / 6, per_bar, pitch(degree), 0.9)
