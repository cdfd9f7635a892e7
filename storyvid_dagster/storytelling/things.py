"""From the words of a scene, and what is to be seen of it, to its co-star and props."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from storyvid_dagster.core.named import Named, named_in
from storyvid_dagster.core.things import (
    COLORS,
    FIRST_CO_STAR,
    FIRST_PROP,
    PATTERNS,
    Kind,
    Spot,
    Thing,
    can_be_held,
    can_be_ridden,
    is_called,
    kind_of,
    worn_at,
)
from storyvid_dagster.storytelling.template import word_set

_MOST_PROPS = 5
_SMALL = 0.5
"""In heights of the hero."""
_IN_PAIRS = word_set("sock slipper mitten shoe boot clog ear")
_SPEECH = re.compile(r'["“][^"”]*["”]')
_HELD = word_set(
    """
    hold holds held holding carry carries carried carrying bring brings brought bringing take takes
    took give gives gave giving with show shows showed showing lift lifts lifted pick picks picked
    fold folds folded folding offer offering put putting find finds found finding combing hugging
    reaching throwing digging drumming washing dipped fetched waved knitting shining puffing letting
    leading tucking pulled
    """
)
_HUNG = word_set("hang hangs hung hanging")
"""What a house or a tree does with a thing instead."""
_WORN = word_set("wear wears wore wearing head")
_HANDED_ON = word_set(
    """
    give gives gave giving offer offering show shows showed showing throwing washing fold folds folded
    folding digging hugging tucking put putting
    """
)
"""What is done with a hat by somebody who does not wear it."""
_RIDDEN = r"\b(?:in|into|on|onto|aboard|inside|riding|rowing|off)\b(?:[^\w.,;:!?]+\w+){0,4}[^\w.,;:!?]+"
"""Within one clause: in `deep in the snow. The bus came` nobody rides."""


def things_in(
    text: str,
    seen: str,
    *,
    pal: str,
    kind: str,
    thing: str,
    varied: frozenset[str] = frozenset(),
    drawn: frozenset[str] = frozenset(),
    has_hands: bool = True,
) -> tuple[Thing, ...]:
    """Find the co-star and the props of a scene.

    Args:
        text: The words of the scene.
        seen: What is to be seen of it, without the hero.
        pal: The name of the plot's helper.
        kind: Who the helper is, such as `small fox`.
        thing: What the plot is about.
        varied: Nouns whose looks `thing` says.
        drawn: Words for the figures of the drawing in it: `Rex the dog` brings no other dog.
        has_hands: Whether the hero can hold things; what is hung on a tree is there, too.
    """
    told = _SPEECH.sub(" . ", text)
    here = re.search(rf"\b{re.escape(pal)}\b", told) or any(
        re.search(rf"\b{kind}\b", t) for t in (told, seen)
    )
    helper = kind_of(kind)
    cast = (Thing(number=FIRST_CO_STAR, name=kind, spot=Spot.BESIDE),) if here and helper is not None else ()
    in_words = named_in(text)
    counts = {n.kind.name: n.count for n in in_words}
    found = {
        n.kind.name: n
        for n in (*reversed(in_words), *(_counted(n, counts) for n in reversed(named_in(seen))))
    }
    props = [
        n
        for name, n in reversed(found.items())
        if name not in drawn and not (n.count == 1 and any(is_called(other, name) for other in found))
    ]
    if helper is not None:
        # The co-star is one of those of its kind.
        many = [n for n in props if n.kind == helper and (n.count or 0) > 1]
        props = [n for n in props if n.kind != helper]
        props += [replace(n, count=(n.count or 1) - len(cast)) for n in many]
    props.sort(key=lambda n: n.name not in seen)
    held = _HELD if has_hands else _HUNG
    return (*cast, *_placed(props[:_MOST_PROPS], f"{seen}. {told}".lower(), thing, varied, held))


def _counted(seen: Named, told: Mapping[str, int | None]) -> Named:
    """Let a number of the words go before that of the picture."""
    count = told.get(seen.kind.name, 1)
    return replace(seen, count=count) if (count or 1) > 1 or seen.count == 1 else seen


def _few(kind: Kind) -> int:
    """Give how many `some` are: two of what comes in pairs, three of what is small, else one is enough."""
    if kind.name.split()[-1] in _IN_PAIRS:
        return 2
    return 3 if kind.size <= _SMALL and kind.spot in (Spot.BESIDE, Spot.GROUND) else 1


def _placed(
    props: Iterable[Named], words: str, thing: str, varied: frozenset[str], held: frozenset[str]
) -> Iterable[Thing]:
    """Put one prop into the hero's hand, one onto its head, and the hero into one, where the words say so."""
    said, taken = frozenset(re.findall(r"[\w-]+", words)), set[Spot]()

    def is_handled(named: Named, verbs: frozenset[str]) -> bool:
        """Tell whether a sentence that names it tells of hands."""
        noun = named.name.split()[-1].lower()
        return any(noun in each and verbs & each for each in sentences)

    sentences = [frozenset(re.findall(r"[\w-]+", one)) for one in re.split(r"[.!?]", words)]
    for number, named in enumerate(props, start=FIRST_PROP):
        noun = named.kind.name
        spot = Spot.GROUND if named.kind.spot is Spot.BESIDE else named.kind.spot
        count = named.count or _few(named.kind)
        if count > 1 and spot is Spot.OVERHEAD:
            spot = Spot.GROUND
        wanted = spot
        if count == 1 and can_be_ridden(noun) and re.search(_RIDDEN + re.escape(noun), words):
            wanted = Spot.ABOARD
        elif count == 1 and (worn := worn_at(noun)) and (said & _WORN or said & held - _HANDED_ON):
            wanted = worn
        elif count == 1 and can_be_held(noun) and is_handled(named, held):
            wanted = Spot.HAND
        spot = spot if wanted in taken else wanted
        taken |= {spot} & {Spot.ABOARD, Spot.HEAD, Spot.NECK, Spot.HAND}
        yield Thing(number=number, name=_looking(named, thing, varied), spot=spot, count=count)


def _looking(named: Named, thing: str, varied: frozenset[str]) -> str:
    """Give a prop the looks the plot gives it, where the words of the scene leave them out."""
    name, own = named.name, kind_of(thing)
    if own == named.kind:
        return thing if len(thing) > len(name) else name
    has_looks = any(word in COLORS or word in PATTERNS for word in name.lower().split())
    return f"{thing} {name}" if named.kind.name in varied and own is None and not has_looks else name
