"""What a plot's author says of the acts of its words, where nobody could read it from them.

A mark stands right behind the word the act begins on, and is taken out of the text before anybody sees it:

word<hero:sit>                   the hero sits
gave<hero:give({thing})->pal>    it gives the helper what the plot is about
laughed<hero:clap, pal:hop>      two do something at once
lay<>                            nobody does anything here, whatever the word is

Who does something is `hero`, `pal`, `friend` the first of the friends, `friends` all of them, or `all`; whom
or what it is turned to may be any of these, or a thing that is in the scene.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storyvid_dagster.core.acting import Action

ROLES = ("hero", "pal", "friend", "friends", "all")
_MARK = re.compile(r"<((?:->|[^<>])*)>")
_ACT = re.compile(
    r"(?P<who>\w+):(?P<action>[a-z ]+)(?:\((?P<what>[^()]+)\))?(?:->(?P<to>[\w{}' -]+))?", re.IGNORECASE
)


@dataclass(frozen=True)
class MarkedAct:
    """One act as its author writes it."""

    who: str
    """One of `ROLES`."""
    action: Action
    what: str | None = None
    """The thing it is done with."""
    to: str | None = None
    """One of `ROLES`, or a thing."""


def read_marks(text: str) -> tuple[str, Mapping[int, tuple[MarkedAct, ...]]]:
    """Take the marks out of a text.

    Args:
        text: What an author wrote.

    Returns:
        The words alone, and the acts marked on each word, counted from 0; none where nobody does anything.

    Raises:
        ValueError: A mark is not written as above.

    >>> text, acts = read_marks("Pip gave<hero:give(egg)->pal> it away, and lay<> low.")
    >>> text, acts[1][0].to, acts[5]
    ('Pip gave it away, and lay low.', 'pal', ())
    """
    plain, end = "", 0
    acts: dict[int, tuple[MarkedAct, ...]] = {}
    for mark in _MARK.finditer(text):
        plain += text[end : mark.start()]
        end = mark.end()
        acts[len(plain.split()) - 1] = tuple(_acts(mark[1]))
    return plain + text[end:], acts


def without_marks(text: str) -> str:
    """Give the words alone."""
    return _MARK.sub("", text)


def _acts(mark: str) -> Iterable[MarkedAct]:
    for part in filter(None, map(str.strip, mark.split(","))):
        found = _ACT.fullmatch(part)
        if not found or found["who"] not in ROLES or found["action"] not in tuple(Action):
            raise ValueError(
                f"<{part}> is no mark: write <who:action(thing)->whom>, where who is one of"
                f" {', '.join(ROLES)} and action one of {', '.join(Action)}"
            )
        yield MarkedAct(found["who"], Action(found["action"]), found["what"], found["to"])
