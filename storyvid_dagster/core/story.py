"""The story itself, and what makes one fit for a child of that age."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from storyvid_dagster.core.acting import Act
from storyvid_dagster.core.files import INCIDENTAL, Document, MadeBy
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.things import Thing
from storyvid_dagster.core.unfit_words import UNFIT_WORDS

MIN_SCENES, MAX_SCENES = 3, 8
"""What a request may ask for, whatever the age."""

MEAN_TOLERANCE = 1.0
"""Words by which the mean sentence of a story may miss its band: one long name does not spoil a story."""

_PUNCTUATION = " .,!?;:'\"’‘“”…–—-()‐‑·\u200c\u200d"
_WEB_ADDRESS = re.compile(r"https?:|www\.|\w\.(?:com|org|net|io)\b", re.IGNORECASE)
_SIGNS_OF_FIGURES = re.compile(
    r"(?<=\d)[/×](?=\d)|[$£€¥#+](?=\d)|(?<=\d)[€¢%]|(?<=\d)\s?(?:°[CF]?|%)|(?<=\w)\s?&\s?(?=\w)|(?<=\d)\s[+=×]\s(?=\d)"
)
"""Signs that a person reads aloud: amounts, fractions, degrees and sums."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MAYBE_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+")


class Setting(StrEnum):
    """Where a scene takes place."""

    MEADOW = "meadow"
    FOREST = "forest"
    SEA = "sea"
    CITY = "city"
    NIGHT = "night"
    SPACE = "space"
    HOME = "home"
    UNDERWATER = "underwater"
    SNOW = "snow"
    CASTLE = "castle"
    PLAYGROUND = "playground"
    GARDEN = "garden"


class TimeOfDay(StrEnum):
    """The light a scene stands in."""

    MORNING = "morning"
    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"


class Weather(StrEnum):
    """What falls, drifts or floats in a scene."""

    RAIN = "rain"
    SNOW = "snow"
    LEAVES = "leaves"
    BUBBLES = "bubbles"
    BALLOONS = "balloons"
    STARS = "stars"


_ONLY_WEATHER: dict[Setting, frozenset[Weather]] = {
    Setting.HOME: frozenset({Weather.BALLOONS}),
    Setting.UNDERWATER: frozenset({Weather.BUBBLES}),
    Setting.SPACE: frozenset({Weather.STARS, Weather.BALLOONS}),
}
"""Those not named know any weather."""
_DARK = (TimeOfDay.EVENING, TimeOfDay.NIGHT)


def can_be(weather: Weather, setting: Setting, time_of_day: TimeOfDay) -> bool:
    """Tell whether there is such weather in a place at an hour.

    >>> can_be(Weather.RAIN, Setting.HOME, TimeOfDay.DAY), can_be(Weather.RAIN, Setting.SEA, TimeOfDay.DAY)
    (False, True)
    """
    dark_enough = weather is not Weather.STARS or time_of_day in _DARK
    return dark_enough and weather in _ONLY_WEATHER.get(setting, frozenset(Weather))


class Scene(Document):
    """One picture and the words read over it."""

    number: int = Field(ge=1)
    text: str = Field(min_length=1, max_length=1800)
    setting: Setting
    time_of_day: TimeOfDay
    weather: Weather | None = None
    figures: tuple[int, ...] = Field(description="Numbers of the figures that are in it; empty: all")
    picture_prompt: str = Field(description="What a painter is told; never the child's name")
    acts: tuple[Act, ...] = Field(default=(), description="What the figures do while the words are read")
    things: tuple[Thing, ...] = Field(default=(), description="Its co-star and props")
    picture_seed: int | None = Field(
        default=None,
        ge=0,
        # Without an edit a scene stays the document, and the order to a painter, that it was before.
        exclude_if=lambda seed: seed is None,
        description="In place of the story's seed, where a person wants another picture",
    )
    first_text: str | None = Field(
        default=None,
        exclude_if=lambda text: text is None,
        description="The words before a person changed them: to those its neighbours' voices stay fitted",
    )


class StoryScript(Document):
    """A title and its scenes."""

    run_id: str
    title: str = Field(min_length=1, max_length=80)
    theme: Theme
    child_age: int = Field(ge=2, le=9)
    seed: int
    scenes: tuple[Scene, ...] = Field(min_length=1)
    checked_by: Annotated[str, INCIDENTAL] = Field(
        default="", description="What looked whether the words are fit for children"
    )
    made_by: MadeBy


@dataclass(frozen=True)
class AgeBand:
    """What suits children of neighbouring ages."""

    ages: tuple[int, int]
    scenes: tuple[int, int]
    """Fewest and most scenes."""
    words: tuple[int, int]
    """Words a sentence, as the mean over a story."""
    longest_sentence: int
    """Words no single sentence may exceed: about two and a half times what suits the age."""
    longest_story: int
    """Words a whole story may have: what such a child sits still for."""

    @property
    def name(self) -> str:
        """The ages as people write them, such as `4-5`."""
        return "{}-{}".format(*self.ages)


BANDS = (
    AgeBand(ages=(2, 3), scenes=(3, 4), words=(5, 7), longest_sentence=18, longest_story=200),
    AgeBand(ages=(4, 5), scenes=(5, 6), words=(8, 12), longest_sentence=28, longest_story=400),
    AgeBand(ages=(6, 7), scenes=(6, 7), words=(12, 15), longest_sentence=36, longest_story=550),
    AgeBand(ages=(8, 9), scenes=(7, 8), words=(15, 20), longest_sentence=48, longest_story=800),
)


def band_for(age: int) -> AgeBand:
    """Find the band of an age; younger and older children get the first and the last.

    >>> band_for(5).name
    '4-5'
    """
    return next((band for band in BANDS if age <= band.ages[1]), BANDS[-1])


def scenes_for(age: int) -> int:
    """How many scenes a story has when the request does not say.

    >>> [scenes_for(age) for age in range(2, 10)]
    [3, 4, 5, 6, 6, 7, 7, 8]
    """
    band = band_for(age)
    return band.scenes[0] if age <= band.ages[0] else band.scenes[1]


def words(text: str) -> tuple[str, ...]:
    """Take the words of a text, without punctuation.

    >>> words("Pip's kite went up-up-up!")
    ("Pip's", 'kite', 'went', 'up-up-up')
    """
    return tuple(_WORD.findall(text))


def sentences(text: str) -> tuple[str, ...]:
    """Split a text into sentences. What follows speech in lower case belongs to its sentence.

    >>> sentences('"Plop!" said the pond. Pip laughed.')
    ('"Plop!" said the pond.', 'Pip laughed.')
    """
    found: list[str] = []
    start = 0
    for end in _MAYBE_SENTENCE_END.finditer(text):
        rest = text[end.end() :].lstrip("\"'“‘(")
        if rest and rest[0] == rest[0].upper():
            found.append(text[start : end.end()].strip())
            start = end.end()
    return (*found, text[start:].strip()) if text[start:].strip() else tuple(found)


def unfit_words(text: str) -> tuple[str, ...]:
    """List the words in a text that a child should not hear, each once, in order.

    >>> unfit_words("The stupid knight had a sword.")
    ('stupid', 'sword')
    """
    return tuple(dict.fromkeys(word for word in words(text.lower()) if word in UNFIT_WORDS))


def odd_characters(text: str) -> str:
    """List the characters that are neither letters, figures nor the punctuation of a story, each once.

    >>> odd_characters("Pip <b>waves</b> \N{WAVING HAND SIGN}")
    '<>/\N{WAVING HAND SIGN}'
    """
    return "".join(dict.fromkeys(c for c in _SIGNS_OF_FIGURES.sub(" ", text) if _is_odd(c)))


def without_odd(text: str, instead: str = "") -> str:
    """Put something else in place of each odd character.

    >>> without_odd("$5.50 & 3/4 <b>")
    '$5.50 & 3/4 b'
    """
    kept = [match.span() for match in _SIGNS_OF_FIGURES.finditer(text)]
    return "".join(
        instead if _is_odd(c) and not any(start <= place < stop for start, stop in kept) else c
        for place, c in enumerate(text)
    )


def _is_odd(character: str) -> bool:
    return character not in _PUNCTUATION and unicodedata.category(character)[0] not in "LMN"


def faults(script: StoryScript, scenes: int | None = None) -> tuple[str, ...]:
    """List everything that makes a script unfit for a child of its age, or unlike what was ordered.

    Args:
        script: The story.
        scenes: The number of scenes that were ordered: the request's own, or `scenes_for` its age. `None`
            where that is not known: any number a request may ask for will do.

    Returns:
        One plain sentence a fault; empty for a script that fits.
    """
    band = band_for(script.child_age)
    return (
        *grave_faults(script),
        *_count_faults(script, scenes),
        *_length_faults(script, band),
        *(f"scene {scene.number} stops in mid-sentence" for scene in script.scenes if _is_cut(scene.text)),
    )


def grave_faults(script: StoryScript) -> tuple[str, ...]:
    """List what no child may be told and no film can be made of: those of the `faults` that stop a story."""
    texts = (("the title", script.title), *((f"scene {s.number}", s.text) for s in script.scenes))
    numbers = [scene.number for scene in script.scenes]
    misnumbered = numbers != list(range(1, len(numbers) + 1))
    return (
        *(fault for where, text in texts for fault in _text_faults(where, text)),
        *(["the scenes are not numbered 1, 2, 3, ..."] if misnumbered else ()),
    )


def _count_faults(script: StoryScript, ordered: int | None) -> Iterator[str]:
    fewest, most = (ordered, ordered) if ordered else (MIN_SCENES, MAX_SCENES)
    if not fewest <= len(script.scenes) <= most:
        wanted = f"{fewest}" if fewest == most else f"{fewest} to {most}"
        yield f"{len(script.scenes)} scenes; {wanted} are wanted"
    told = Counter(" ".join(words(scene.text.lower())) for scene in script.scenes)
    if told.most_common(1)[0][1] > 1:
        yield "two scenes have the same words"


def _length_faults(script: StoryScript, band: AgeBand) -> Iterator[str]:
    lengths = [len(words(s)) for scene in script.scenes for s in sentences(scene.text) if words(s)]
    if not lengths:
        yield "there are no words"
        return
    mean, (least, most) = sum(lengths) / len(lengths), band.words
    if not least - MEAN_TOLERANCE <= mean <= most + MEAN_TOLERANCE:
        yield f"a sentence has {mean:.1f} words on average; {least} to {most} suit ages {band.name}"
    if max(lengths) > band.longest_sentence:
        yield f"a sentence has {max(lengths)} words; {band.longest_sentence} is the most at ages {band.name}"
    if sum(lengths) > band.longest_story:
        yield f"the story has {sum(lengths)} words; {band.longest_story} is the most at ages {band.name}"


def _is_cut(text: str) -> bool:
    return bool(words(text)) and not re.search(r"[.!?…][\"'”’)]*$", text)


def _text_faults(where: str, text: str) -> Iterator[str]:
    if not words(text):
        yield f"{where} is empty"
    if unfit := unfit_words(text):
        yield f"{where} has words a child should not hear: {', '.join(unfit)}"
    if odd := odd_characters(text):
        yield f"{where} has characters that are not of a story: {odd!r}"
    if _WEB_ADDRESS.search(text):
        yield f"{where} has a web address in it"
