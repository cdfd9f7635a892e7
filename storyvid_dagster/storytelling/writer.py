"""Writes a story out of the hand-made grammar: no model, no network, the same words for the same seed."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random
from zlib import crc32

from storyvid_dagster.core.acting import EVERYONE, Act, Action
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.story import (
    AgeBand,
    Scene,
    StoryScript,
    TimeOfDay,
    band_for,
    faults,
    odd_characters,
    scenes_for,
    unfit_words,
    words,
)
from storyvid_dagster.core.things import FIRST_CO_STAR, Spot, Thing, kind_of
from storyvid_dagster.storytelling import plots
from storyvid_dagster.storytelling.acting import acts_in
from storyvid_dagster.storytelling.company import Company, company_of, speakable_name, stands_still
from storyvid_dagster.storytelling.english import plural
from storyvid_dagster.storytelling.hero import Hero, hero_from
from storyvid_dagster.storytelling.lasting_weather import Told, weathers
from storyvid_dagster.storytelling.marks import ROLES, MarkedAct, read_marks, without_marks
from storyvid_dagster.storytelling.matching import choose, occasions_in, said_of, spoken_of, wanted_by
from storyvid_dagster.storytelling.personal_context import read_fact
from storyvid_dagster.storytelling.scenery import is_seen
from storyvid_dagster.storytelling.template import (
    expand,
    pick,
    shuffled,
    tidy,
    title_case,
)
from storyvid_dagster.storytelling.things import things_in
from storyvid_dagster.storytelling.used_plots import UsedPlots

_MAX_TITLE_CHARS = 80
_TITLE = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*(?:[,:]? [^\W_]+(?:['’-][^\W_]+)*)*[!?]?")
_TRIES = 6
_ALONE_FROM, _TOGETHER_FROM = 2, 6
"""Moments: friends stay behind before the trouble, and are back for the joy."""
_ENTRANCE = (Act(figure=EVERYONE, action=Action.ENTER, word=0),)
_LIGHT = {
    TimeOfDay.MORNING: "in soft morning light",
    TimeOfDay.DAY: "in bright daylight",
    TimeOfDay.EVENING: "in golden evening light",
    TimeOfDay.NIGHT: "in gentle moonlight",
}
_COLOR_TOLD = 1 / 3
"""How often a story speaks of the page's colors."""
_COMPANY, _COMPANY_WORD = FIRST_CO_STAR - 1, "Thefriends"
"""In place of a figure and its name: all friends, where the words name them together."""
_CANNOT_STANDING = frozenset(
    {
        Action.ENTER,
        Action.LEAVE,
        Action.WALK,
        Action.HOP,
        Action.SWIM,
        Action.SLEEP,
        Action.HUG,
        Action.SIT,
        Action.CLAP,
        Action.EAT,
        Action.FALL,
        Action.PUSH,
    }
)
"""What a house or a tree never does."""
_GOES = frozenset({Action.ENTER, Action.LEAVE, Action.WALK, Action.FLY, Action.SWIM})
"""What somebody who rides does together with what they ride."""
_SUNNY_THEMES = (Theme.ADVENTURE, Theme.NATURE, Theme.FRIENDSHIP)


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


@dataclass(frozen=True)
class _Telling:
    """Everything settled before the first word is put down."""

    drawing: DrawingAnalysis
    band: AgeBand
    theme: Theme
    plot: plots.Plot
    hero: Hero
    child: str | None
    company: Company
    opening: str
    values: dict[str, str | int]

    @property
    def leaves_friends(self) -> bool:
        """Whether the others stay behind, as they do in most plots, but in none for a family or a ride."""
        stay = self.plot.wants.family or self.company.riding
        return bool(self.company.said) and self.plot.friends_leave and not stay

    @property
    def choices(self) -> tuple[str, ...]:
        """What another story of the class should not have again."""
        return (
            self.plot.id,
            _opening_id(self.opening),
            *map(_name_id, (self.hero.name, *self.company.named)),
        )


def _write_fitting(drawing: DrawingAnalysis, seed: int, told: Counter[str]) -> tuple[_Telling, StoryScript]:
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
) -> tuple[_Telling, StoryScript]:
    started_s = time.perf_counter()
    rng = Random(chance)
    request = drawing.request
    telling, notes = _settle(drawing, rng, Random(f"names/{chance}"), told)
    plain = [expand(line, telling.values, rng) for line in telling.plot.tellings[telling.band.name]]
    fact, fact_notes = _fact(telling, rng)
    moments = _framed(telling, plain, fact, rng)
    title = _title(telling, rng)
    story = StoryScript(
        run_id=drawing.run_id,
        title=title,
        theme=telling.theme,
        child_age=request.child_age,
        seed=seed,
        scenes=tuple(_scenes(telling, moments, plain, request.scenes or scenes_for(request.child_age))),
        made_by=MadeBy(
            provider="embedded",
            model="grammar-4",
            seconds=time.perf_counter() - started_s,
            notes=(*notes, *fact_notes),
        ),
    )
    return telling, story


def _settle(
    drawing: DrawingAnalysis, rng: Random, naming: Random, told: Counter[str]
) -> tuple[_Telling, tuple[str, ...]]:
    """Choose theme, plot and everybody's name; how many names there are does not change the plot."""
    request, pool = drawing.request, plots.load_names()
    child = speakable_name(request.child_name)
    color = next(iter((*drawing.figures[0].colors, *drawing.reading.colors)), None)
    taken = {name.lower() for name in words(f"{child or ''} {drawing.reading.subject}")}
    hero = hero_from(
        drawing.reading.subject,
        color=color,
        nickname=_unused(pool.heroes, taken, naming, told),
        child_name=child,
    )
    pal = _unused(pool.helpers, taken, naming, told)
    others = iter(hero.others)
    company = company_of(drawing, lambda: next(others, None) or _unused(pool.friends, taken, naming, told))
    artist = child is not None and child != hero.name
    theme, plot = _plot(drawing, company, rng, told, artist=artist)
    said = said_of(request)
    frames = plots.load_frames()[band_for(request.child_age).name]
    openings = frames.drawn_by if artist else frames.drawn
    opening = min(shuffled(naming, openings), key=lambda frame: told[_opening_id(frame)])
    values: dict[str, str | int] = {
        "hero": hero.name,
        "child": child or "",
        "pal": pal,
        "kind": pick(rng, spoken_of(plot.kind, said)),
        "thing": pick(rng, spoken_of(plot.thing, said)),
        "friends": company.said,
        "friend": next(iter(company.named), ""),
        "others": len(company.walkers),
        **{name: pick(rng, spoken_of(choices, said)) for name, choices in plot.also.items()},
    }
    values |= {
        f"{name[0].upper()}{name[1:]}": title_case(v) for name, v in values.items() if isinstance(v, str)
    }
    notes = () if child or not request.child_name else (f"the name {request.child_name!r} cannot be said",)
    telling = _Telling(
        drawing, band_for(request.child_age), theme, plot, hero, child, company, opening, values
    )
    return telling, notes


def _plot(
    drawing: DrawingAnalysis, company: Company, rng: Random, told: Counter[str], *, artist: bool
) -> tuple[Theme, plots.Plot]:
    """Choose the plot that suits best, least told in other stories."""
    themes = (drawing.request.theme,) if drawing.request.theme else _themes(drawing, rng)
    known = [(theme, plot) for theme in themes for plot in plots.load_plots(theme)]
    weights = choose([plot for _, plot in known], wanted_by(drawing, company.family, artist=artist))
    # Shuffled without the others, so that a new plot for boats changes no story of a cat.
    choices = tuple(choice for choice in known if choice[1].id in weights)
    by_theme = (shuffled(rng, tuple(c for c in choices if c[0] is theme)) for theme in themes)
    return min(chain.from_iterable(by_theme), key=lambda choice: told[choice[1].id] - weights[choice[1].id])


def _opening_id(frame: str) -> str:
    return f"opening-{crc32(frame.encode()):08x}"


def _name_id(name: str) -> str:
    # Not the name itself: it may be the child's, and this becomes the name of a file.
    return f"name-{crc32(name.encode()):08x}"


def _themes(drawing: DrawingAnalysis, rng: Random) -> tuple[Theme, ...]:
    """Put the themes that suit in order: what the parent wrote decides, else the sun tips the scales."""
    request = drawing.request
    said = said_of(request)
    wanted = tuple(theme for word in words(said.lower()) for theme in plots.load_hints().get(word, ()))
    tipped = _SUNNY_THEMES if drawing.reading.has_sun else (Theme.BEDTIME,)
    # The plots of an occasion are not to be missed for a word that speaks for another theme.
    others = shuffled(rng, tuple(Theme)) if wanted and occasions_in(said) else ()
    return tuple(dict.fromkeys((*shuffled(rng, wanted or (*Theme, *tipped)), *others)))


def _unused(pool: tuple[str, ...], taken: set[str], rng: Random, told: Counter[str]) -> str:
    """Take a name nobody in the story has, few other stories have, and mark it taken."""
    free = tuple(name for name in pool if name.lower() not in taken) or pool
    name = min(shuffled(rng, free), key=lambda name: told[_name_id(name)])
    taken.add(name.lower())
    return name


def _fact(telling: _Telling, rng: Random) -> tuple[str, tuple[str, ...]]:
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


def _framed(telling: _Telling, moments: list[str], fact: str, rng: Random) -> list[str]:
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
        framed[_ALONE_FROM - 1] += " " + _say(
            pick(rng, frame.friends_out_softly if softly else frame.friends_out), telling, rng
        )
        back = frame.friends_back_softly if softly else frame.friends_back
        framed[_TOGETHER_FROM] += " " + _say(pick(rng, back), telling, rng)
    if telling.child:
        farewells = frame.farewell_softly if softly else frame.farewell
        framed[-1] += " " + _say(pick(rng, _of_one(telling, farewells)), telling, rng)
    framed[0] = " ".join((*opening, framed[0]))
    return [tidy(moment) for moment in framed]


def _riding(telling: _Telling, rng: Random, riders: str, ride: str, n_riders: int) -> str:
    frame = pick(rng, plots.load_frames()[telling.band.name].riding)
    return _say(frame, telling, rng, riders=riders, ride=ride, n_friends=n_riders)


def _of_one(telling: _Telling, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out lines that speak of two where the child is the hero: `Mia waved to Mia`."""
    if telling.child != telling.hero.name:
        return lines
    return tuple(line for line in lines if not ("{hero}" in line and "{child}" in line))


def _say(frame: str, telling: _Telling, rng: Random, **more: str | int) -> str:
    values: dict[str, str | int] = {
        "hero": telling.hero.name,
        "intro": telling.hero.intro,
        "child": telling.child or "",
        "friends": telling.company.said,
        "n_friends": len(telling.company.walkers),
        **more,
    }
    return expand(frame, values, rng)


def _title(telling: _Telling, rng: Random) -> str:
    """The parent's title when it reads as one, else the plot's."""
    given = " ".join((telling.drawing.request.title or "").split()).strip(" ,;:-")
    start = int(rng.random() * len(telling.plot.titles))
    if _reads_as_title(given) and given.lower() not in telling.hero.intro.lower():
        return given
    titles = (*telling.plot.titles[start:], *telling.plot.titles[:start])
    made = [title_case(expand(title, telling.values, rng)) for title in titles]
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


def _scenes(telling: _Telling, moments: list[str], plain: list[str], n_scenes: int) -> Iterable[Scene]:
    """Hold neighbouring moments together; a scene is set where most of its words are.

    Props are those of the plot, the `plain` moments: what friends do meanwhile is off stage. Moments come
    with the marks of their acts.
    """
    hero = telling.drawing.figures[0].number
    named = {**telling.company.named, telling.hero.name: hero}
    is_standing = stands_still(telling.drawing.figures[0])
    riders = (hero,) if telling.company.mount is None else (hero, telling.company.mount)
    pal, kind = str(telling.values["pal"]), str(telling.values["kind"])
    groups = plots.GROUPINGS[n_scenes]
    lines = telling.plot.tellings[telling.band.name]
    stages = [
        telling.plot.scenes[max(group, key=lambda moment: len(without_marks(lines[moment])))]
        for group in groups
    ]
    told = [
        Told(without_marks(" ".join(moments[m] for m in group)), stage.see, stage.setting, stage.time_of_day)
        for group, stage in zip(groups, stages, strict=True)
    ]
    for number, (group, stage, weather) in enumerate(zip(groups, stages, weathers(told), strict=True), 1):
        together = bool(telling.company.said) and (
            not telling.leaves_friends or any(not _ALONE_FROM <= m < _TOGETHER_FROM for m in group)
        )
        walkers = (*riders, *(telling.company.walkers if together else ()))
        shown = set(walkers) | {
            figure.number
            for figure in telling.drawing.figures[1:]
            if stands_still(figure) and is_seen(figure, stage.setting, stage.time_of_day)
        }
        company = telling.company
        # The ride is told of in the first scene; later ones may be anywhere, a bed or a ladder.
        ridden = company.ride if number == 1 else re.sub(r"^(?:in|on)\b", "with", company.ride)
        others = company.seen if together else ""
        who = f"{telling.hero.look}, {ridden}{others or ','}" if ridden else f"{telling.hero.look}{others}"
        seen = expand(stage.see, {**telling.values, "who": who}, Random(0))
        alone = expand(stage.see.removeprefix("{who}"), telling.values, Random(0))
        text, marks = read_marks(" ".join(moments[moment] for moment in group))
        story = without_marks(" ".join(plain[moment] for moment in group))
        things = things_in(
            story,
            alone,
            pal=pal,
            kind=kind,
            thing=str(telling.values["thing"]),
            varied=telling.plot.varied,
            drawn=frozenset(words(who.lower())),
            has_hands=not is_standing,
        )
        co_stars = {
            name: t.number for t in things if t.spot is Spot.BESIDE for name in (pal, kind.split()[-1])
        }
        cast = _Cast({**co_stars, **named}, riders, company, co_stars.get(pal), things)
        yield Scene(
            number=number,
            text=text,
            setting=stage.setting,
            time_of_day=stage.time_of_day,
            weather=weather,
            figures=() if len(shown) == len(telling.drawing.figures) else tuple(sorted(shown)),
            picture_prompt=f"{seen}, {_LIGHT[stage.time_of_day]}.",
            acts=tuple(
                act
                for act in _of_walkers(
                    (
                        *(_ENTRANCE if number == 1 else ()),
                        *_acts(text, marks, cast),
                    ),
                    (*walkers, *co_stars.values()),
                    all_walk=not is_standing
                    and len(riders) + len(telling.company.walkers) == len(telling.drawing.figures),
                )
                if not (act.figure == hero and is_standing and act.action in _CANNOT_STANDING)
            ),
            things=things,
        )


@dataclass(frozen=True)
class _Cast:
    """Who may act in a scene, and what with."""

    named: Mapping[str, int]
    """The numbers of those who are named."""
    riders: tuple[int, ...]
    """The hero, and what it rides, which goes where the hero goes."""
    company: Company
    pal: int | None
    things: tuple[Thing, ...]

    def of_role(self, role: str) -> tuple[int, ...]:
        """Give the numbers of those whom a mark means; none where they are not in the scene."""
        walkers = self.company.walkers
        match role:
            case "hero":
                return self.riders[:1]
            case "pal":
                return (self.pal,) if self.pal else ()
            case "friend":
                return tuple(self.company.named.values())[:1]
            case "friends":
                return walkers
            case _:
                return (EVERYONE,)

    def thing(self, name: str) -> int | None:
        """Find a thing by what a mark calls it."""
        kind = kind_of(name)
        return next((t.number for t in self.things if kind and kind_of(t.name) == kind), None)

    def going(self, doer: int, action: Action) -> tuple[int, ...]:
        """Give who does what the hero does: what it rides goes along."""
        return self.riders if doer == self.riders[0] and action in _GOES else (doer,)


def _acts(text: str, marks: Mapping[int, tuple[MarkedAct, ...]], cast: _Cast) -> Iterable[Act]:
    """Give what is marked, and read the rest: `Bo, Tam and one more friend hopped` is done by all three.

    Args:
        text: The words of a scene.
        marks: What is said of the acts, by word.
        cast: Who may act.
    """
    company = cast.company
    as_one = " ".join([_COMPANY_WORD] * len(company.said.split()))
    if as_one:
        text = re.sub(rf"\b{re.escape(company.said)}\b", as_one, text, flags=re.IGNORECASE)
    props = {noun: t.number for t in cast.things if t.spot is not Spot.BESIDE for noun in _nouns(t.name)}
    read = acts_in(text, {_COMPANY_WORD: _COMPANY, **cast.named}, props, marks)
    found = [
        act.model_copy(update={"figure": number, "to": _first(company, act.to)})
        for act in read
        for doer in (company.walkers if act.figure == _COMPANY else (act.figure,))
        for number in cast.going(doer, act.action)
    ]
    found += (
        Act(
            figure=number,
            action=marked.action,
            word=word,
            to=_target(marked.to, cast),
            what=cast.thing(marked.what) if marked.what else None,
        )
        for word, all_marked in marks.items()
        for marked in all_marked
        for doer in cast.of_role(marked.who)
        for number in cast.going(doer, marked.action)
    )
    return sorted(found, key=lambda act: act.word)


def _first(company: Company, number: int | None) -> int | None:
    """Let the first of the friends stand for all who are named together."""
    return next(iter(company.walkers), None) if number == _COMPANY else number


def _target(name: str | None, cast: _Cast) -> int | None:
    if not name:
        return None
    number = next(iter(cast.of_role(name)), None) if name in ROLES else cast.thing(name)
    return number or None


def _nouns(name: str) -> tuple[str, str]:
    noun = name.split(" of ")[0].split()[-1].lower()
    return noun, plural(noun)


def _of_walkers(acts: Iterable[Act], walkers: tuple[int, ...], *, all_walk: bool) -> Iterable[Act]:
    """Let what all do be done by those who can walk; a house stays where it was drawn."""
    for act in acts:
        if act.figure != EVERYONE or all_walk:
            yield act
        else:
            for number in dict.fromkeys(walkers):
                to = None if act.to == number else act.to
                yield act.model_copy(update={"figure": number, "to": to})
