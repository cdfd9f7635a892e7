"""From the words of a scene to what its figures do."""

import re
from collections.abc import Mapping
from functools import cache

from pydantic import TypeAdapter

from storyvid_dagster.core.acting import EVERYONE, Act, Action
from storyvid_dagster.storytelling.plots import read_grammar

_ALL = frozenset({"they", "we", "both", "together", "everyone", "everybody", "all", "friends"})
_ONE = frozenset({"he", "she", "it", "i"})
_SOMEBODY_ELSE = -1
_PAIR_REACH = 2
"""Words between a verb and the small word that goes with it."""
_APART = 4
"""The same action is not begun again within so many words."""
_PLAIN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_QUOTES = '"“”'


def acts_in(text: str, figures: Mapping[str, int]) -> tuple[Act, ...]:
    """Find what the figures do while `text` is read.

    Whoever was named last does what is told next; what others do, and what is only spoken of between
    quotation marks, is not acted.

    Args:
        text: The words of a scene.
        figures: The number of each figure, by its name.

    Returns:
        Acts in the order of the words, which are counted as they stand between spaces.

    >>> [(a.figure, a.action.value, a.word) for a in acts_in("Pip hopped. The snail slept.", {"Pip": 1})]
    [(1, 'hop', 1)]
    """
    tokens = text.split()
    plain = [(match[0].lower().removesuffix("'s") if (match := _PLAIN.search(t)) else "") for t in tokens]
    names = {part: number for name, number in figures.items() for part in name.lower().split()}
    acts: list[Act] = []
    doer, quoted = 1, False
    for at in range(len(plain)):
        opens = tokens[at][:1] in _QUOTES
        quoted = quoted or opens
        if not quoted:
            doer = _doer(plain, tokens, at, names, doer)
            action = _action(plain, at)
            doer = _told_after(plain, tokens, at, names, doer) if action else doer
            if action and doer != _SOMEBODY_ELSE and not _is_again(acts, action, doer, at):
                acts.append(Act(figure=doer, action=action, word=at))
        if quoted and any(mark in tokens[at][1 if opens else 0 :] for mark in _QUOTES):
            quoted = False
    return tuple(acts)


def _doer(plain: list[str], tokens: list[str], at: int, names: Mapping[str, int], before: int) -> int:
    word = plain[at]
    if word in names and not tokens[at].rstrip(".,!?").endswith(("'s", "’s")):
        follows_and = at > 1 and plain[at - 1] == "and" and before != _SOMEBODY_ELSE
        return EVERYONE if follows_and and names[word] != before else names[word]
    if word in _ALL:
        return EVERYONE
    if word in _ONE:
        return before if before != EVERYONE else 1
    starts = at == 0 or tokens[at - 1][-1:] in ".!?,"
    if starts and word in ("the", "a", "an") and word not in names:
        return _SOMEBODY_ELSE
    if tokens[at][:1].isupper() and at and tokens[at - 1][-1:] not in '.!?"”' and word not in ("i", *names):
        return _SOMEBODY_ELSE
    return before


def _told_after(plain: list[str], tokens: list[str], at: int, names: Mapping[str, int], before: int) -> int:
    """Whoever does what the verb says, where the name stands behind it: `said Pip`, `went the train`."""
    if at + 1 == len(plain) or tokens[at][-1:] in ".,!?":
        return before
    word, token = plain[at + 1], tokens[at + 1]
    if word in names:
        return names[word]
    spoken = _verbs()[0].get(plain[at]) in (Action.TALK, Action.WALK)
    return _SOMEBODY_ELSE if token[:1].isupper() or (spoken and word in ("the", "a", "an")) else before


def _action(plain: list[str], at: int) -> Action | None:
    single, pairs = _verbs()
    for following in plain[at + 1 : at + 1 + _PAIR_REACH]:
        if action := pairs.get((plain[at], following)):
            return action
    return single.get(plain[at])


def _is_again(acts: list[Act], action: Action, doer: int, at: int) -> bool:
    return any(a.action is action and a.figure == doer and at - a.word < _APART for a in acts)


@cache
def _verbs() -> tuple[dict[str, Action], dict[tuple[str, str], Action]]:
    verbs = TypeAdapter(dict[str, str]).validate_python(read_grammar("actions"))
    single: dict[str, Action] = {}
    pairs: dict[tuple[str, str], Action] = {}
    for name, forms in verbs.items():
        for form in forms.split(", "):
            first, space, second = form.partition(" ")
            if space:
                pairs[first, second] = Action(name)
            else:
                single[first] = Action(name)
    return single, pairs
