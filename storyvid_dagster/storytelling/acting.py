"""From the words of a scene to what its figures do."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from pydantic import TypeAdapter

from storyvid_dagster.core.acting import EVERYONE, Act, Action
from storyvid_dagster.storytelling.plots import read_grammar
from storyvid_dagster.storytelling.template import word_set

_NOBODY = -1
"""Somebody or something that is no figure of the drawing."""
_HERO = 1
_ALL = word_set("they we both together everyone everybody all friends")
_ONE = word_set("he she")
_OTHERS = word_set("it you i nobody everything something somebody this there what")
_BEGINS_CLAUSE = word_set("and but so while when until till as because for or where if than after before")
_RELATIVE = word_set("who which that")
_DETERMINERS = word_set("""
    the a an his her their its my your our this these those every each some any no another
    one two three four five six seven eight nine ten eleven twelve twenty forty hundred
""")
_PREPOSITIONS = word_set("""
    in on at to from into onto under over behind beside between with without of off by near along
    across through around past up down out inside above below beyond toward towards against among
""")
_ADVERBS = word_set("""
    then soon again just still once now at last too also only even almost always quietly up down out in
    back away on off first twice together here there ever so more yet later afterwards suddenly
""")
_NOT_DONE = word_set("""
    not never without nobody cannot would could should might must will shall can may
    had has have having wanted wants want hoped needs need
""")
"""Before a verb these say that it is not done, or not now: `had left`, `could not hop`."""
_BEGUN = word_set("began begins begin started starts start had")
"""Before `to` and a verb these say that it is done: `began to dance`, `had to laugh`."""
_INTRANSITIVE = word_set("lay lies flew fly flies swam dived landed lands slept rests rested floated swung")
"""With an object after it, such a verb is about something else: `lay the moon`, `flew a kite`."""
_SOUNDED = word_set("went goes said says")
"""Said of a sound, too: `bim, went the drum`."""
_WATER = word_set("""
    water waters sea ocean pond lake river stream brook pool puddle puddles wave waves bath bay harbor tide
    boat ship raft
""")
_REACH = 2
"""Words between a verb and the small word that goes with it."""
_AGAIN_AFTER = 4
"""The same action is not begun again within so many words."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_QUOTES = '"“”'
_CLAUSE_ENDS = ".,;:!?…—"
_SUBJECT_WITHIN = 5
"""A clause names its subject within so many words."""


def acts_in(text: str, figures: Mapping[str, int]) -> tuple[Act, ...]:
    """Find what the figures do while `text` is read.

    A verb is acted by the subject of its clause. One without a subject of its own has that of the clause
    before. What others do, what is not done, and what is said between quotation marks is not acted.

    Args:
        text: The words of a scene.
        figures: The number of each figure, by its name.

    Returns:
        Acts in the order of the words, which are counted as they stand between spaces.

    >>> [(a.figure, a.action.value, a.word) for a in acts_in("Pip hopped. The snail slept.", {"Pip": 1})]
    [(1, 'hop', 1)]
    """
    clauses = _Clauses(text.split(), figures)
    has_water = not _WATER.isdisjoint(clauses.words)
    acts: list[Act] = []
    for at, action in clauses.verbs():
        doer = clauses.doer(at, action)
        if action is Action.SWIM and not has_water:
            continue
        if doer != _NOBODY and not _is_again(acts, action, doer, at):
            acts.append(Act(figure=doer, action=action, word=at))
    return tuple(acts)


class _Clauses:
    """The words of a scene, and who does what in each of its clauses."""

    def __init__(self, tokens: Sequence[str], figures: Mapping[str, int]) -> None:
        self.tokens = tokens
        self.words = [_plain(token) for token in tokens]
        self.quoted = list(_quoted(tokens))
        self._names = {part: number for name, number in figures.items() for part in name.lower().split()}

    def verbs(self) -> list[tuple[int, Action]]:
        """Give every word outside quotation marks that may name an action."""
        found = ((at, _action(self.words, at)) for at in range(len(self.words)) if not self.quoted[at])
        return [(at, action) for at, action in found if action is not None]

    def doer(self, at: int, action: Action) -> int:
        """Give who does the verb at a word, or that no figure does it."""
        start = self._clause_start(at)
        before = self.words[start:at]
        if action is Action.TALK and not self._is_beside_speech(at):
            return _NOBODY
        if self._stands_before_subject(at, before):
            return self._names.get(self.words[at + 1], _NOBODY)
        if before[-1:] and before[-1] in _DETERMINERS:
            return _NOBODY  # a noun: `forty steps`, `with a laugh`
        if self.words[at] in _INTRANSITIVE and self._next(at) in _DETERMINERS:
            return _NOBODY
        is_begun = before[-1:] == ["to"] and not _BEGUN.isdisjoint(before[-3:-1])
        if not is_begun and (before[-1:] == ["to"] or not _NOT_DONE.isdisjoint(before[-3:])):
            return _NOBODY
        own = self._subject_in(start, at)
        if own is not None:
            return own
        if not all(map(_may_stand_before_verb, before)):
            return _NOBODY
        if start and self.words[start - 1] in _RELATIVE and not self._ends_clause(start - 1):
            return self._names.get(self.words[start - 2], _NOBODY) if start > 1 else _NOBODY
        return self._subject_before(start)

    def _next(self, at: int) -> str:
        """Give the next word of the same clause."""
        return self.words[at + 1] if at + 1 < len(self.words) and not self._ends_clause(at) else ""

    def _ends_clause(self, at: int) -> bool:
        return self.tokens[at].rstrip(_QUOTES)[-1:] in _CLAUSE_ENDS

    def _clause_start(self, at: int) -> int:
        start = at
        while start and not self._ends_clause(start - 1) and not self.quoted[start - 1]:
            if self.words[start - 1] in _BEGINS_CLAUSE or self.words[start - 1] in _RELATIVE:
                break
            start -= 1
        return start

    def _subject_in(self, start: int, at: int) -> int | None:
        """Give the subject that a clause names before its verb; `None` when it names none."""
        for index in range(at - 1, start - 1, -1):
            word, between = self.words[index], self.words[index + 1 : at]
            if word in _OTHERS:
                return _NOBODY
            is_figure = word in self._names and not self._is_possessive(index)
            if not is_figure and word not in _ALL and word not in _ONE:
                continue
            # `Momo looked left`: what follows the subject first is its verb.
            if not self.words[at].endswith("ing") and not all(map(_may_stand_before_verb, between)):
                return _NOBODY
            if word in _ALL:
                return EVERYONE
            if is_figure:
                return self._named(index)
            before = self._subject_before(start)
            return _HERO if before == EVERYONE else before
        return None

    def _subject_before(self, start: int) -> int:
        """Give the subject of the clauses before a word, from the nearest that has one."""
        end = start
        while end > 0:
            begin = self._clause_start(end - 1)
            if not self.quoted[end - 1]:
                found = self._subject_of_clause(begin, end)
                if found is not None:
                    return found
            end = begin
        return _HERO

    def _subject_of_clause(self, begin: int, end: int) -> int | None:
        follows_and = (
            begin > 0 and self.words[begin - 1] in ("and", "or") and not self._ends_clause(begin - 1)
        )
        for index in range(begin, min(end, begin + _SUBJECT_WITHIN)):
            word = self.words[index]
            if word in self._names and not self._is_possessive(index):
                return self._named(index)
            if word in _ALL:
                return EVERYONE
            if word in _ONE:
                return None
            if word in _OTHERS:
                return _NOBODY
        first = next((at for at in range(begin, end) if not _may_stand_before_verb(self.words[at])), None)
        if first is not None and self._is_turned_verb(first):
            return _NOBODY  # `said the llama`
        if follows_and or first is None:
            return None
        is_name = all(token[:1].isupper() for token in self.tokens[first : first + 2])
        return _NOBODY if self.words[first] in _DETERMINERS or is_name else None

    def _is_turned_verb(self, at: int) -> bool:
        behind = self._next(at)
        is_verb = self.words[at] in _SOUNDED or _action(self.words, at) is Action.TALK
        return is_verb and behind != "" and (behind in _DETERMINERS or self.tokens[at + 1][:1].isupper())

    def _is_possessive(self, at: int) -> bool:
        return self.tokens[at].rstrip(_CLAUSE_ENDS).endswith(("'s", "’s"))

    def _named(self, at: int) -> int:
        """Give the figure of a name, or everyone where two are named: `Pip and Bo`."""
        number = self._names[self.words[at]]
        other = (
            self._names.get(self.words[at - 2], number) if at > 1 and self.words[at - 1] == "and" else number
        )
        return number if other == number else EVERYONE

    def _stands_before_subject(self, at: int, before: Sequence[str]) -> bool:
        """Tell whether a verb stands before its subject: `said Pip`, `up climbed Pip`, `in it lay a key`."""
        following = self._next(at)
        if not following or any(word in self._names or word in _ALL or word in _ONE for word in before):
            return False
        if before and before[0] not in _PREPOSITIONS and before[0] not in _ADVERBS:
            return False
        is_name = following in self._names or self.tokens[at + 1][:1].isupper()
        has_noun = following in _DETERMINERS
        after_sound = self.words[at] in _SOUNDED or (at > 0 and self.quoted[at - 1])
        return is_name or (has_noun and (bool(before) or after_sound))

    def _is_beside_speech(self, at: int) -> bool:
        return any(self.quoted[max(0, at - 3) : at + 4])


def _may_stand_before_verb(word: str) -> bool:
    """Tell whether a word may stand between a subject and its verb."""
    return word in _ADVERBS or word in _BEGUN or word in ("to", "all", "both") or word.endswith("ly")


def _plain(token: str) -> str:
    match = _WORD.search(token)
    return match[0].lower().removesuffix("'s").removesuffix("’s") if match else ""


def _quoted(tokens: Sequence[str]) -> list[bool]:
    """Tell of each word whether it is spoken between quotation marks."""
    spoken, is_open = list[bool](), False
    for token in tokens:
        opens = token[:1] in _QUOTES
        is_open = is_open or opens
        spoken.append(is_open)
        if is_open and any(mark in token[1 if opens else 0 :] for mark in _QUOTES):
            is_open = False
    return spoken


def _action(plain: Sequence[str], at: int) -> Action | None:
    single, pairs = _verbs()
    for following in plain[at + 1 : at + 1 + _REACH]:
        if action := pairs.get((plain[at], following)):
            return action
    return single.get(plain[at])


def _is_again(acts: Sequence[Act], action: Action, doer: int, at: int) -> bool:
    return any(a.action is action and a.figure == doer and at - a.word < _AGAIN_AFTER for a in acts)


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
