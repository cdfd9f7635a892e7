"""From the words of a scene to what its figures do."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import pairwise

from pydantic import TypeAdapter

from storyvid_dagster.core.acting import EVERYONE, Act, Action
from storyvid_dagster.storytelling.going_to_bed import lies_down
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
    stopped stops not never without nobody cannot would could should might must will shall can may
    had has have having wanted wants want hoped needs need
""")
"""Before a verb these say that it is not done, or not now: `had left`, `could not hop`."""
_BEGUN = word_set("began begins begin started starts start had")
"""Before `to` and a verb these say that it is done: `began to dance`, `had to laugh`."""
_INTRANSITIVE = word_set("""
    lay lies flew fly flies swam dived landed lands slept rests rested floated swung leaned leans hid hides
    left rolled rolls set sets sat sits
""")
"""With an object after it, such a verb is about something else: `lay the moon`, `left a note`."""
_OBJECTS = word_set("it them him her us me you both")
_GOES = word_set("went goes go")
_SOUNDED = _GOES | {"said", "says"}
"""Said of a sound, too: `bim, went the drum`."""
_SOUNDS = word_set("left peep")
"""Alone in its clause such a word is only heard: `left, right, left`."""
_WAYS = word_set("""
    to into onto over under through along past across around round up down out in back home off away by
    from toward towards ahead aboard indoors outside inside behind between among forward after there uphill
    downhill together side for
""")
"""Who goes, goes one of these ways; else a face goes red, a voice goes on, and a bell goes bim."""
_PATHS = word_set("down up along around round over past through across off")
"""`down the street they went`, but not `in the middle they went bim`."""
_NO_GERUND_AFTER = word_set("of for from before after like by without with than about")
"""`made for flying`, `tired from running`: that is not done now."""
_TO_WHOM = word_set("to him her them everyone everybody each us you")
"""With one of these a thing is given; `gave a cheer` and `gave up` are something else."""
_SKY = word_set("sky moon star stars sun cloud clouds ceiling roof tower rainbow kite balloon")
"""Looked at, these make one look up."""
_NOT_ALL_BEFORE = word_set("by alone day night morning along the this that their his her")
"""`all by itself`, `all day`: nobody is meant."""
_SAID_OF_NEW_SUBJECT = word_set("""
    are were is was be been had have came comes went goes took takes got did said says made put gave found
    stood stands began has sat
""")
_WATER = word_set("""
    water waters sea ocean pond lake river stream brook pool puddle puddles wave waves bath bay harbor tide
    boat ship raft
""")
_HANDLES = frozenset({Action.GIVE, Action.EAT, Action.BEND, Action.HUG})
"""Done with a thing in one's hands; other actions turn to one."""
_REACH = 2
"""Words between a verb and the small word that goes with it."""
_AGAIN_AFTER = 4
"""The same action is not begun again within so many words."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_QUOTES = '"“”'
_CLAUSE_ENDS = ".,;:!?…—"
_WAY_WITHIN = 4
"""Who goes somewhere is told which way within so many words."""
_NOUN_WITHIN = 3
"""After an article its noun comes within so many words."""
_SUBJECT_WITHIN = 5
"""A clause names its subject within so many words."""


def acts_in(
    text: str,
    figures: Mapping[str, int],
    things: Mapping[str, int] | None = None,
    marked: Collection[int] = (),
) -> tuple[Act, ...]:
    """Find what the figures do while `text` is read.

    A verb is acted by the subject of its clause. One without a subject of its own has that of the clause
    before. What others do, what is not done, and what is said between quotation marks is not acted. The
    first figure that a clause names after its verb is whom it is done to; the first thing, what it is done
    with.

    Args:
        text: The words of a scene.
        figures: The number of each figure, by its name.
        things: The number of each prop of the scene, by its noun.
        marked: Words whose acts are known already.

    Returns:
        Acts in the order of the words, which are counted as they stand between spaces.

    >>> [(a.figure, a.action.value, a.word) for a in acts_in("Pip hopped. The snail slept.", {"Pip": 1})]
    [(1, 'hop', 1)]
    """
    clauses = _Clauses(text.split(), figures, things or {})
    has_water = not _WATER.isdisjoint(clauses.words)
    acts: list[Act] = []
    for at, action in clauses.verbs():
        doer = _NOBODY if at in marked else clauses.doer(at, action)
        if action is Action.SWIM and not has_water:
            continue
        if doer == _NOBODY:
            continue
        to, what = clauses.objects(at, action, doer)
        act = Act(figure=doer, action=action, word=at, to=to, what=what)
        if not _is_again(acts, act):
            acts.append(act)
    return tuple(acts)


class _Clauses:
    """The words of a scene, and who does what in each of its clauses."""

    def __init__(self, tokens: Sequence[str], figures: Mapping[str, int], things: Mapping[str, int]) -> None:
        self.tokens = tokens
        self.words = [_plain(token) for token in tokens]
        self.quoted = list(_quoted(tokens))
        self._things = things
        self._names = {part: number for name, number in figures.items() for part in name.lower().split()}

    def verbs(self) -> list[tuple[int, Action]]:
        """Give every word outside quotation marks that may name an action."""
        found = ((at, self._acted_at(at)) for at in range(len(self.words)) if not self.quoted[at])
        return [(at, action) for at, action in found if action is not None]

    def objects(self, at: int, action: Action, doer: int) -> tuple[int | None, int | None]:
        """Give whom or what an act is turned to, and the thing it is done with."""
        clause = range(at + 1, self._clause_end(at))
        whom = (self._names[self.words[i]] for i in clause if self._is_figure(i))
        to = next((number for number in whom if number not in (doer, EVERYONE)), None)
        thing = next((self._things[self.words[i]] for i in clause if self.words[i] in self._things), None)
        return (to, thing) if action in _HANDLES else (to or thing, None)

    def _acted_at(self, at: int) -> Action | None:
        """Give what the verb at a word does, if it is one; some verbs do so with certain words only."""
        word, action = self.words[at], self._named_by(at)
        after = self.words[at + 1 : self._clause_end(at)]
        if lies_down(word, after):
            return Action.SLEEP
        match action:
            case Action.WALK if word in _GOES and not self._goes_somewhere(at):
                return None
            case Action.GIVE if word != "held" and word != "holds" and not self._gives(after):
                return None
            case Action.PUSH if "off" in after[:2]:
                return None
            case Action.POINT if "out" in after[:1] and word.startswith("point"):
                return None
            case Action.PEEK if not _SKY.isdisjoint(after):
                return Action.LOOK_UP
            case _:
                return action

    def _named_by(self, at: int) -> Action | None:
        """Give the action whose verb a word is, in the list of verbs."""
        single, pairs = _verbs()
        for near in range(at + 1, min(at + 1 + _REACH, len(self.words))):
            if self._ends_clause(near - 1):
                break
            if action := pairs.get((self.words[at], self.words[near])):
                return action
        return single.get(self.words[at])

    def _goes_somewhere(self, at: int) -> bool:
        for word in self.words[at + 1 : at + 1 + _WAY_WITHIN]:
            if word in _WAYS:
                return True
            if not self._leads_to_way(word):
                break
        before = self.words[self._clause_start(at) : at + 1]
        led = any(way in _WAYS and after not in _DETERMINERS for way, after in pairwise(before))
        return led or before[0] in _PATHS or self._next(at) == "and"

    def _leads_to_way(self, word: str) -> bool:
        return _may_stand_before_verb(word) or word in self._names or word in ("straight", "right", "all")

    def _gives(self, after: Sequence[str]) -> bool:
        has_receiver = any(word in _TO_WHOM or word in self._names for word in after)
        return has_receiver and not (after[:1] == ["it"] and after[1:2] and after[1] in _DETERMINERS)

    def _clause_end(self, at: int) -> int:
        """Give the word after the last of a clause; `and` begins another."""
        end = at + 1
        while end < len(self.words) and not self._ends_clause(end - 1) and not self.quoted[end]:
            if self.words[end] in _BEGINS_CLAUSE or self.words[end] in _RELATIVE:
                break
            end += 1
        return end

    def doer(self, at: int, action: Action) -> int:
        """Give who does the verb at a word, or that no figure does it."""
        start = self._clause_start(at)
        before = self.words[start:at]
        if action is Action.TALK and not self._is_beside_speech(at):
            return _NOBODY
        if before[-1:] and before[-1] in _DETERMINERS:
            return _NOBODY  # a noun: `forty steps`, `with a laugh`
        if self._stands_before_subject(at, before):
            return self._turned_subject(at)
        if self.words[at] in _INTRANSITIVE and self._has_object(at):
            return _NOBODY
        if self.words[at].endswith("ing") and self._just_before(at) in _NO_GERUND_AFTER:
            return _NOBODY
        if self.words[at] in _SOUNDS and not before and self._ends_clause(at):
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

    def _just_before(self, at: int) -> str:
        """Give the word before, if nothing stands between."""
        return self.words[at - 1] if at and not self._ends_clause(at - 1) else ""

    def _has_object(self, at: int) -> bool:
        after = at + 1 if self._next(at) == "out" else at
        following = self._next(after)
        is_owner = following in self._names and self._is_possessive(after + 1)
        return following in _DETERMINERS or following in _OBJECTS or is_owner

    def _is_figure(self, at: int) -> bool:
        return self.words[at] in self._names and not self._is_possessive(at)

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
            is_figure = self._is_figure(index)
            if not is_figure and word not in _ONE and not self._means_all(index):
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
            if self._is_figure(index):
                return self._named(index)
            if self._means_all(index):
                return EVERYONE
            if word in _ONE:
                return None
            if word in _OTHERS:
                return _NOBODY
        first = next((at for at in range(begin, end) if not _may_stand_before_verb(self.words[at])), None)
        if first is not None and self._is_turned_verb(first):
            return _NOBODY  # `said the llama`
        if first is None or (follows_and and not self._has_verb(first + 1, end)):
            return None
        is_name = all(token[:1].isupper() for token in self.tokens[first : first + 2])
        return _NOBODY if self.words[first] in _DETERMINERS or is_name else None

    def _means_all(self, at: int) -> bool:
        """Tell whether a word is a subject that means all: not in `feet and all`, `the sheep all`."""
        word = self.words[at]
        if word not in ("all", "both", "together"):
            return word in _ALL
        before = self.words[at - 1] if at > self._clause_start(at) else "then"
        leads = before in _ALL or _may_stand_before_verb(before)
        return leads and not self._ends_clause(at) and self._next(at) not in _NOT_ALL_BEFORE

    def _has_verb(self, begin: int, end: int) -> bool:
        """Tell a clause from a thing more: `and the village came out`, not `and the cup`."""
        return any(word.endswith("ed") or word in _SAID_OF_NEW_SUBJECT for word in self.words[begin:end])

    def _is_turned_verb(self, at: int) -> bool:
        behind = self._next(at)
        is_verb = self.words[at] in _SOUNDED or self._named_by(at) is Action.TALK
        return is_verb and behind != "" and (behind in _DETERMINERS or self.tokens[at + 1][:1].isupper())

    def _is_possessive(self, at: int) -> bool:
        return self.tokens[at].rstrip(_CLAUSE_ENDS).endswith(("'s", "’s"))

    def _named(self, at: int) -> int:
        """Give the figure of a name, or everyone where two are named: `Pip and Bo`."""
        number = self._names[self.words[at]]
        follows = at > 1 and self.words[at - 1] == "and" and not self._ends_clause(at - 2)
        other = self._names.get(self.words[at - 2], number) if follows else number
        return number if other == number else EVERYONE

    def _stands_before_subject(self, at: int, before: Sequence[str]) -> bool:
        """Tell whether a verb stands before its subject: `said Pip`, `up climbed Pip`, `in it lay a key`."""
        following, start = self._next(at), at - len(before)
        if not before and start and not self._ends_clause(start - 1) and not self.quoted[start - 1]:
            return False  # `came back and kissed Pip`
        if not following or any(word in self._names or word in _ALL or word in _ONE for word in before):
            return False
        if before and before[0] not in _PREPOSITIONS and before[0] not in _ADVERBS:
            return False
        is_name = following in self._names or self.tokens[at + 1][:1].isupper()
        has_noun = following in _DETERMINERS
        after_sound = self.words[at] in _SOUNDED or (at > 0 and self.quoted[at - 1])
        return is_name or (has_noun and (bool(before) or after_sound))

    def _turned_subject(self, at: int) -> int:
        """Give who stands behind its verb: `said Pip`, `there sat a small fox called Pip`."""
        reach = at + 2 if self.words[at + 1] not in _DETERMINERS else at + 2 + _NOUN_WITHIN
        subject = range(at + 1, min(reach, self._clause_end(at)))
        return next((self._names[self.words[i]] for i in subject if self._is_figure(i)), _NOBODY)

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


def _is_again(acts: Sequence[Act], act: Act) -> bool:
    """Tell whether the same was begun a few words before; `bent down and picked up the key` tells more."""
    return any(
        act.word - before.word < _AGAIN_AFTER
        and (before.figure, before.action) == (act.figure, act.action)
        and (act.to, act.what) in ((None, None), (before.to, before.what))
        for before in acts
    )


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
