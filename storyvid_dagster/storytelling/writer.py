"""Writes a story out of the hand-made grammar: no model, no network, the same words for the same seed."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from storyvid_dagster.core.counts import NUMBERS
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.story import (
    StoryScript,
    TimeOfDay,
    faults,
    odd_characters,
    scenes_for,
    unfit_words,
    words,
)
from storyvid_dagster.storytelling import plots
from storyvid_dagster.storytelling.personal_context import read_fact
from storyvid_dagster.storytelling.scenes import ALONE_FROM, TOGETHER_FROM, scenes
from storyvid_dagster.storytelling.telling import Telling, settle
from storyvid_dagster.storytelling.template import expand, pick, tidy, title_case
from storyvid_dagster.storytelling.used_plots import UsedPlots

_MAX_TITLE_CHARS = 80
_FEW = frozenset({"one", "two"})
"""Numbers that a title may name where the story counts nothing: two on a seesaw."""
_TITLE = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*(?:[,:]? [^\W_]+(?:['’-][^\W_]+)*)*[!?]?")
_TRIES = 6
_COLOR_TOLD = 1 / 3
"""How often a story speaks of the page's colors."""


@dataclass(frozen=True)
class EmbeddedWriter:
    """Tells one of the stories in `grammar/` about the hero of a drawing.

    Of the plots of a theme it takes one that suits what is drawn and what the parent says (`matching.py`);
    with `told`, plot, opening and names are those that other stories have least often, so that a class of
    drawings gets different stories. A request with a seed of its own always gets the same.
    """

    told: UsedPlots | None = None

    async def write(self, drawing: DrawingAnalysis, seed: int, unfit: Sequence[str] = ()) -> StoryScript:
        """Write a script that fits `drawing.request`; the same drawing and seed give the same words.

        `made_by.notes` says what of the request could not be read aloud and was left out.
        """
        return await asyncio.to_thread(self._write, drawing, seed + 1 if unfit else seed)

    def _write(self, drawing: DrawingAnalysis, seed: int) -> StoryScript:
        bends = self.told is not None and drawing.request.seed is None
        counts = self.told.to_others(drawing.run_id) if self.told and bends else Counter[str]()
        telling, story = _write_fitting(drawing, seed, counts)
        if self.told:
            self.told.note(drawing.run_id, telling.choices)
        return story


def _write_fitting(drawing: DrawingAnalysis, seed: int, told: Counter[str]) -> tuple[Telling, StoryScript]:
    """Write until a story fits its age: long names and much company can stretch one beyond its band."""
    tries = (
        _write(drawing, seed, told, chance) for chance in (seed, *(f"{seed}/{n}" for n in range(1, _TRIES)))
    )
    for telling, story in tries:
        if not faults(story, drawing.request.scenes):
            return telling, story
    return _write(drawing, seed, told, seed)


def _write(
    drawing: DrawingAnalysis, seed: int, told: Counter[str], chance: int | str
) -> tuple[Telling, StoryScript]:
    started_s = time.perf_counter()
    rng = Random(chance)
    request = drawing.request
    telling, notes = settle(drawing, rng, Random(f"names/{chance}"), told)
    plain = [expand(line, telling.values, rng) for line in telling.plot.tellings[telling.band.name]]
    fact, fact_notes = _fact(telling, rng)
    moments = _framed(telling, plain, fact, rng)
    title = _title(telling, frozenset(words(" ".join(plain).lower())), rng)
    story = StoryScript(
        run_id=drawing.run_id,
        title=title,
        theme=telling.theme,
        child_age=request.child_age,
        seed=seed,
        scenes=tuple(scenes(telling, moments, plain, request.scenes or scenes_for(request.child_age))),
        made_by=MadeBy(
            provider="embedded",
            model="grammar-4",
            seconds=time.perf_counter() - started_s,
            notes=(*notes, *fact_notes),
        ),
    )
    return telling, story


def _fact(telling: Telling, rng: Random) -> tuple[str, tuple[str, ...]]:
    """One sentence about the child's life, or nothing and the reason."""
    context = telling.drawing.request.personal_context
    if not context:
        return "", ()
    if fact := read_fact(context, telling.child):
        form = f"fact_{fact.form}" if telling.child else f"fact_{fact.form}_anyone"
        choices = _of_one(telling, getattr(plots.load_frames()[telling.band.name], form))
        start = int(rng.random() * len(choices))
        for frame in (*choices[start:], *choices[:start]):
            said = _say(frame, telling, rng, fact=fact.words)
            if len(words(said)) <= telling.band.longest_sentence:
                return said, ()
    return "", (f"{context!r} is not in the story: too long for one sentence, or not for reading aloud",)


def _framed(telling: Telling, moments: list[str], fact: str, rng: Random) -> list[str]:
    """Put the drawing, the friends and the child around the plot."""
    frame, reading = plots.load_frames()[telling.band.name], telling.drawing.reading
    softly = telling.theme is Theme.BEDTIME
    by_day = telling.plot.sunny and telling.plot.scenes[0].time_of_day is TimeOfDay.MORNING

    opening = [_say(telling.opening, telling, rng), fact]
    if reading.has_sun and by_day and "sun" not in words(telling.hero.look):
        opening.append(_say(pick(rng, frame.sun), telling, rng))
    elif (
        color := next((c for c in reading.colors if c not in telling.hero.intro), None)
    ) and rng.random() < _COLOR_TOLD:
        opening.append(_say(pick(rng, frame.color), telling, rng, color=color))
    framed = list(moments)
    company = telling.company
    if company.ride:
        opening.append(_riding(telling, rng, telling.hero.name, company.ride, 1))
    if company.said and company.mount is None and company.riding.issuperset(company.walkers):
        riders = company.said, f"on {telling.hero.name}", len(company.walkers)
        opening.append(_riding(telling, rng, *riders))
    elif company.said:
        opening.append(_say(pick(rng, frame.friends_in), telling, rng))
    if telling.leaves_friends:
        framed[ALONE_FROM - 1] += " " + _say(
            pick(rng, frame.friends_out_softly if softly else frame.friends_out), telling, rng
        )
        back = frame.friends_back_softly if softly else frame.friends_back
        framed[TOGETHER_FROM] += " " + _say(pick(rng, back), telling, rng)
    if telling.child:
        farewells = frame.farewell_softly if softly else frame.farewell
        framed[-1] += " " + _say(pick(rng, _of_one(telling, farewells)), telling, rng)
    framed[0] = " ".join((*opening, framed[0]))
    return [tidy(moment) for moment in framed]


def _riding(telling: Telling, rng: Random, riders: str, ride: str, n_riders: int) -> str:
    frame = pick(rng, plots.load_frames()[telling.band.name].riding)
    return _say(frame, telling, rng, riders=riders, ride=ride, n_friends=n_riders)


def _of_one(telling: Telling, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out lines that speak of two where the child is the hero: `Mia waved to Mia`."""
    if telling.child != telling.hero.name:
        return lines
    return tuple(line for line in lines if not ("{hero}" in line and "{child}" in line))


def _say(frame: str, telling: Telling, rng: Random, **more: str | int) -> str:
    values: dict[str, str | int] = {
        "hero": telling.hero.name,
        "intro": telling.hero.intro,
        "child": telling.child or "",
        "friends": telling.company.said,
        "n_friends": len(telling.company.walkers),
        **more,
    }
    return expand(frame, values, rng)


def _title(telling: Telling, told: frozenset[str], rng: Random) -> str:
    """The parent's title when it reads as one, else one of the plot's that names no number but those told."""
    given = " ".join((telling.drawing.request.title or "").split()).strip(" ,;:-")
    start = int(rng.random() * len(telling.plot.titles))
    if _reads_as_title(given) and given.lower() not in telling.hero.intro.lower():
        return given
    titles = (*telling.plot.titles[start:], *telling.plot.titles[:start])
    made = [title_case(expand(title, telling.values, rng)) for title in titles]
    made.sort(key=lambda title: not NUMBERS.keys() & frozenset(words(title.lower())) - _FEW <= told)
    return next((title for title in made if len(title) <= _MAX_TITLE_CHARS), made[0][:_MAX_TITLE_CHARS])


def _reads_as_title(text: str) -> bool:
    """Three words or more with capital letters: `The Day Rex Flew`, not `my dog in the garden`."""
    found = words(text)
    return (
        len(found) >= 3
        and _TITLE.fullmatch(text) is not None
        and len(text) <= _MAX_TITLE_CHARS
        and all(word[0].isupper() or word[0].isdigit() for word in found if len(word) > 3)
        and found[0][0].isupper()
        and sum(word[0].isupper() for word in found) >= 2
        and not text.isupper()
        and not unfit_words(text)
        and not odd_characters(text)
    )
