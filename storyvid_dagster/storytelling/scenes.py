"""Moments of a story become scenes: where and when each is, who is in it, and who does what."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from storyvid_dagster.core.acting import EVERYONE, Act, Action
from storyvid_dagster.core.story import Scene, TimeOfDay, words
from storyvid_dagster.core.things import FIRST_CO_STAR, Spot, Thing, kind_of
from storyvid_dagster.storytelling import plots
from storyvid_dagster.storytelling.acting import acts_in
from storyvid_dagster.storytelling.company import Company, stands_still
from storyvid_dagster.storytelling.english import plural
from storyvid_dagster.storytelling.lasting_weather import Told, weathers
from storyvid_dagster.storytelling.marks import ROLES, MarkedAct, read_marks, without_marks
from storyvid_dagster.storytelling.scenery import is_seen
from storyvid_dagster.storytelling.seasons import bare_trees, with_bare
from storyvid_dagster.storytelling.telling import Telling
from storyvid_dagster.storytelling.template import expand
from storyvid_dagster.storytelling.things import things_in

ALONE_FROM, TOGETHER_FROM = 2, 6
"""Moments: friends stay behind before the trouble, and are back for the joy."""
_ENTRANCE = (Act(figure=EVERYONE, action=Action.ENTER, word=0),)
_LIGHT = {
    TimeOfDay.MORNING: "in soft morning light",
    TimeOfDay.DAY: "in bright daylight",
    TimeOfDay.EVENING: "in golden evening light",
    TimeOfDay.NIGHT: "in gentle moonlight",
}
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


def scenes(telling: Telling, moments: list[str], plain: list[str], n_scenes: int) -> Iterable[Scene]:
    """Hold neighbouring moments together; a scene is set where most of its words are.

    Args:
        telling: Who is in the story and which plot it has.
        moments: All words of each moment, with the marks of their acts.
        plain: Those of the plot alone. Props are read from them: what friends do meanwhile is off stage.
        n_scenes: How many scenes the moments become: one of `plots.GROUPINGS`.
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
    bare = frozenset[str]()
    for number, (group, stage, weather) in enumerate(zip(groups, stages, weathers(told), strict=True), 1):
        together = bool(telling.company.said) and (
            not telling.leaves_friends or any(not ALONE_FROM <= m < TOGETHER_FROM for m in group)
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
        bare = bare_trees(bare, things, story)
        things = with_bare(things, bare)
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
                    (*(_ENTRANCE if number == 1 else ()), *_acts(text, marks, cast)),
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
