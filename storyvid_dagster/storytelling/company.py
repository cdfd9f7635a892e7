"""Who comes along with the hero, and what they are called."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from storyvid_dagster.core.drawing import DrawingAnalysis, Figure
from storyvid_dagster.core.kinds import STANDS_STILL, Kind, Role, noun_of
from storyvid_dagster.core.story import odd_characters, unfit_words, words
from storyvid_dagster.storytelling.english import with_article
from storyvid_dagster.storytelling.riding import mount_of, ride_said, riders_with
from storyvid_dagster.storytelling.template import how_many, join_names, word_set

_NAMED_FRIENDS = 2
_NAMED_FAMILY = 4
_ELDERS = word_set(
    "mum mom mommy mummy mama dad daddy papa grandma granny nana nanny grandpa grandad granddad"
)
_YOUNG = word_set("brother sister cousin baby")
_FAMILY = word_set("family parents siblings") | _ELDERS | _YOUNG
_TALL, _LITTLE = 1.25, 0.75
"""Height over the median height of all who are called by it."""


@dataclass(frozen=True)
class Company:
    """The other figures on the page that can come along."""

    said: str
    """`green Bo and blue Tam`; empty when there is nobody else."""
    seen: str
    """`, together with a green friend and a blue friend,`, for a painter."""
    named: dict[str, int]
    """The numbers of those who have names."""
    walkers: tuple[int, ...]
    """The numbers of all of them."""
    family: int
    """How many people are of the hero's family; 0 where the hero is no person."""
    mount: int | None = None
    """The number of what the hero rides: no friend, and always with it."""
    ride: str = ""
    """`in a red bus`; empty when the hero goes on foot, or no word is known for what it rides."""
    riding: frozenset[int] = frozenset()
    """The numbers of those who ride the hero, or what the hero rides."""


def company_of(drawing: DrawingAnalysis, spare_names: Callable[[], str]) -> Company:
    """Name everybody who can come along.

    Args:
        drawing: What is drawn, and what its parent says: `mum and my brother` names people by their height.
        spare_names: Gives a name nobody has, for the next who has none.
    """
    hero = drawing.figures[0]
    mount = mount_of(drawing)
    number = mount and mount.number
    ride = ride_said(mount, speakable_name(mount.name)) if mount else ""
    others = tuple(f for f in drawing.figures[1:] if not stands_still(f) and f.number != number)
    if not others:
        return Company("", "", {}, (), 0, number, ride)
    request = drawing.request
    told = words(f"{request.personal_context or ''} {request.title or ''} {drawing.reading.subject}".lower())
    family = sum(_is_person(figure, told) for figure in others) if _is_person(hero, told) else 0
    if family:
        others = tuple(sorted(others, key=lambda figure: (not _is_person(figure, told), -figure.box.height)))
    kin = _kin(others, told) if family else {}
    elders = {number: word.capitalize() for number, word in kin.items() if word in _ELDERS}
    names = [elders.get(f.number) or speakable_name(f.name) or spare_names() for f in others]
    said = [
        name
        if f.number in elders
        else f"{kin[f.number]} {name}"
        if f.number in kin
        else _said(f, name, drawing.figures if family else ())
        for f, name in zip(others, names, strict=True)
    ]
    looks = [with_article(_look(figure)) for figure in others]
    shown = _NAMED_FAMILY if family else _NAMED_FRIENDS
    if len(others) > shown:
        said[shown:] = [how_many(len(others) - shown, "more friend")]
        looks[shown:] = [how_many(len(others) - shown, "other friend")]
    return Company(
        join_names(tuple(said)),
        f", together with {join_names(tuple(looks))},",
        {name: figure.number for name, figure in zip(names[:shown], others, strict=False)},
        tuple(figure.number for figure in others),
        family,
        number,
        ride,
        riders_with(drawing),
    )


def stands_still(figure: Figure) -> bool:
    """Tell what cannot come along: the sun, a house, a tree."""
    return figure.likely_role in STANDS_STILL


def speakable_name(name: str | None) -> str | None:
    """Give a name as it can stand in a sentence; `None` when there is nothing to say."""
    parts = (part.strip(".-'") for part in (name or "").replace("’", "'").split())
    text = re.sub(r"([.'-])[.'-]+", r"\1", " ".join(part for part in parts if part))
    if not text or unfit_words(text) or odd_characters(text):
        return None
    return text[0].upper() + text[1:]


def _is_person(figure: Figure, told: Sequence[str]) -> bool:
    """Tell who is a person: who is known for one, or is nothing else where a family is told of."""
    if figure.role is Role.UNKNOWN:
        return not _FAMILY.isdisjoint(told)
    return figure.role is Role.PERSON


def _kin(others: Sequence[Figure], told: Sequence[str]) -> dict[int, str]:
    """Tell who is mum and who is the brother, as the parent says: mothers and fathers are the tallest."""
    people = sorted(
        (f for f in others if f.role in (Role.PERSON, Role.UNKNOWN) and not f.name),
        key=lambda figure: -figure.box.height,
    )
    elders = [word for word in dict.fromkeys(told) if word in _ELDERS]
    young = [word for word in dict.fromkeys(told) if word in _YOUNG]
    young.sort(key=lambda word: word == "baby")
    named = [*elders, *young][: len(people)]
    n_elders = sum(word in _ELDERS for word in named)
    takers = [*people[:n_elders], *people[len(people) - (len(named) - n_elders) :]]
    return {figure.number: word for figure, word in zip(takers, named, strict=True)}


def _said(figure: Figure, name: str, family: Sequence[Figure]) -> str:
    """Say who somebody is: by the kind, in a family by the height, else by the color."""
    noun = noun_of(figure.kind)
    if noun and not (family and figure.role is Role.PERSON):
        return f"{name} the {noun}"
    if family and figure.kind is Kind.BABY:
        return f"baby {name}"
    if family:
        ratio = figure.box.height / median(f.box.height for f in family)
        if ratio >= _TALL or ratio <= _LITTLE:
            return f"{'tall' if ratio >= _TALL else 'little'} {name}"
    return f"{next(iter(figure.colors), '')} {name}".strip()


def _look(figure: Figure) -> str:
    return f"{next(iter(figure.colors), '')} {noun_of(figure.kind) or 'friend'}".strip()
