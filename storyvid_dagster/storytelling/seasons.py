"""Trees that have lost their leaves stay so until the words tell of new ones."""

from collections.abc import Iterable

from storyvid_dagster.core.story import words
from storyvid_dagster.core.things import BARE, Thing, can_be_bare, kind_of, pattern_in
from storyvid_dagster.storytelling.template import word_set

_IN_LEAF = word_set("spring green blossom blossoms bloom blooms bloomed blooming buds sprouted")


def bare_trees(before: frozenset[str], things: Iterable[Thing], told: str) -> frozenset[str]:
    """Give the kinds of trees that are bare in a scene.

    Args:
        before: Those in the scene before.
        things: What the scene shows.
        told: The words of the scene.

    >>> alder = Thing(number=201, name="bare alder", spot="behind")
    >>> bare_trees(frozenset(), (alder,), "There stood an alder as bare as a broom.")
    frozenset({'alder'})
    >>> bare_trees(frozenset({"alder"}), (), "Spring is here!")
    frozenset()
    """
    named = (kind_of(thing.name) for thing in things if pattern_in(thing.name) == BARE)
    lasting = before if _IN_LEAF.isdisjoint(words(told.lower())) else frozenset[str]()
    return lasting | {kind.name for kind in named if kind}


def with_bare(things: tuple[Thing, ...], bare: frozenset[str]) -> tuple[Thing, ...]:
    """Let trees that are bare have no leaves, and no others.

    >>> alder = Thing(number=201, name="alder", spot="behind")
    >>> [thing.name for thing in with_bare((alder,), frozenset({"alder"}))]
    ['bare alder']
    """
    return tuple(_as_it_is(thing, bare) for thing in things)


def _as_it_is(thing: Thing, bare: frozenset[str]) -> Thing:
    kind = kind_of(thing.name)
    if kind is None or not can_be_bare(thing.name):
        return thing
    plain = " ".join(word for word in thing.name.split() if word != BARE)
    return thing.model_copy(update={"name": f"{BARE} {plain}" if kind.name in bare else plain})
