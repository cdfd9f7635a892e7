"""The ways to show a stretch of a scene that hold to the rules.

No head is cut, whoever acts is seen for all of the act, captions cover no face, nothing is enlarged until it
is soft, and nobody is cut in half.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from storyvid_dagster.core.acting import Action, Move
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.core.shot_list import Framing
from storyvid_dagster.render.camera import Path
from storyvid_dagster.render.composition import PUSH, SIDES, TIGHT_SIDES, around, between, least_side, pushed
from storyvid_dagster.render.stage.blocking import Body
from storyvid_dagster.render.stretch import Stretch
from storyvid_dagster.render.window import Rect, Window, covers, hold, view_of, window_at

MOST_ZOOM = 1.9
"""Pictures are painted as large as the film: enlarged further, their lines are soft."""
MOST_ZOOM_OF_FINISHED = 1.5
"""The same of pictures that come smaller than the film and were enlarged already."""
_WIDE_ZOOM, _WIDEST_ZOOM = 1.05, 1.005
_PUSHED_ZOOMS = (1.16, 1.12, 1.09)
_CALM = 0.07
"""Part of the width a wide view may crop on a side: painters keep figures at least 0.085 away from it."""
_BODY = 0.75
"""A close view shows so much of a figure, from the top: children draw many a mouth below the middle."""
_LITTLE = 0.5
"""Whoever is less high, in heights of the tallest, is seen whole beside it."""
_NARROW = 0.8
"""Whoever has a face narrower than so much of the whole is seen close by the face alone."""
_LEAST_ZOOM = 1.2
"""What asks for less is shown wide."""
_STILL_NEAR = 0.72
"""A view that shows more of the width is no cut from the whole place: not for a treetop, nor for room."""
_GROWN = np.array([1.0, 0.93, 1.08, 1.18, 1.3, 1.45])
"""A view that breaks a rule is tried so many times as large."""
_ON_FOCUS_ZOOM = 1.38
_TINY = 1e-9
_PAN_STEPS, _PAN_S = 12, 0.2
"""Whether somebody is in view on the way is seen so often, for so long to both sides."""
_PAN = 0.06
"""A shorter way, in parts of the width, is not followed."""
REVEALED_S = 1.0
"""A reveal rests for so long; then the rest comes into view, over the edge as it may."""
_LEAST_OPENING_S = 1.5
"""And no faster."""
LONGEST_REST_S = 7.0
"""For so long the camera may stand still before figures that live."""
_LATER_S = 0.12
"""What begins or ends so near a cut is not missed beyond it."""

_ALL_OF_IT = frozenset({Action.WALK, Action.FLY, Action.SWIM, Action.HOP, Action.DANCE})
"""Of whoever does so all is seen; of others the head is enough."""
_COMES_OR_GOES = frozenset({Action.ENTER, Action.LEAVE})
_STAYS = frozenset(
    {Action.TALK, Action.HUG, Action.SLEEP, Action.HIDE, Action.PEEK, Action.LOOK_UP, Action.WAVE}
)


@dataclass(frozen=True)
class Pace:
    """How long a take may be, in seconds."""

    shortest_s: float
    longest_s: float
    usual_s: float


LIVELY = Pace(1.5, 7.0, 4.2)
CALM = Pace(2.5, 9.0, 6.0)
"""For small children, and where nothing may startle."""


@dataclass(frozen=True)
class SceneOnStage:
    """All that the director knows of a scene. Times are seconds from its first word."""

    n_frames: int
    speech_start_frame: int
    """Counted within the shot."""
    fps: int
    transition_frames: int
    words: tuple[WordTime, ...]
    told: tuple[Move, ...] = ()
    """What the words say that figures do."""
    bodies: tuple[Body, ...] = ()
    named: tuple[tuple[int, int], ...] = ()
    """Things the words name: their number, and the word."""
    focus: tuple[float, float] = (0.5, 0.5)
    turn: int | None = None
    """The word on which the story turns, in the scene in which it does."""
    is_new_place: bool = True
    lives: bool = True
    """Whether figures move by themselves; if not, the camera must."""
    most_zoom: float = MOST_ZOOM
    lowest_face: float = 1.0
    """Where captions begin, in parts of the height."""
    pace: Pace = LIVELY
    seed: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Idea:
    """One way to show a scene for a while."""

    framing: Framing
    figures: tuple[int, ...] = ()
    pushed: int = 0
    """Of a wide view: 1 comes closer, or where it cannot goes aside; -1 goes back, 0 stands still."""


class Framings:
    """The ways to show one scene."""

    def __init__(self, scene: SceneOnStage) -> None:
        """Take the scene."""
        self.scene = scene
        self._somebody = [body for body in scene.bodies if body.has_head]
        self._about = [body for body in scene.bodies if body.has_top]
        self._of = {body.figure: body for body in scene.bodies}
        self._stretches: dict[tuple[float, float], Stretch] = {}

    def ideas(self) -> Iterator[Idea]:
        """Give all that may be tried, whatever the rules say of it."""
        yield Idea(Framing.WIDE, pushed=1)
        yield Idea(Framing.WIDE, pushed=-1)
        yield Idea(Framing.WIDE)
        alive = [body for body in self.scene.bodies if body.lives]
        people = [body.figure for body in alive]
        if not people:
            yield Idea(Framing.MEDIUM)
            yield Idea(Framing.REVEAL)
        if len(people) > 1:
            yield Idea(Framing.MEDIUM, tuple(people))
        for figure in people:
            yield Idea(Framing.MEDIUM, (figure,))
            yield Idea(Framing.CLOSE, (figure,))
        if people:
            yield Idea(Framing.REVEAL, (min(people),))
        across = sorted(alive, key=lambda body: body.whole_in(0, 0).middle_x)
        for one, other in pairwise(across):
            yield Idea(Framing.TWO_SHOT, (one.figure, other.figure))
        for figure in dict.fromkeys(
            move.figure for move in self.scene.told if move.action in {Action.WALK, Action.SWIM}
        ):
            if figure in self._of:
                yield Idea(Framing.FOLLOW, (figure,))
        for number in dict.fromkeys(number for number, _ in self.scene.named):
            if number in self._of and number not in people:
                yield Idea(Framing.THING, (number,))

    def show(self, idea: Idea, start_s: float, end_s: float) -> tuple[Window, Window] | None:
        """Give the first and the last view of a stretch of time; `None` where the rules forbid the idea."""
        match idea.framing:
            case Framing.WIDE:
                return self._wide(idea.pushed, start_s, end_s)
            case Framing.FOLLOW:
                return self._following(idea.figures[0], start_s, end_s)
            case Framing.REVEAL:
                return self._reveal(idea.figures, start_s, end_s)
            case Framing.MEDIUM if not idea.figures:
                return self._on_focus, pushed(self._on_focus)
            case _:
                window = self._near(idea.framing, idea.figures, start_s, end_s)
                if window is None or self._may_rest(idea.framing, end_s - start_s):
                    return window and (window, window)
                closer = pushed(window)
                return window, closer if self._is_fit(closer, start_s, end_s, idea.figures) else window

    def _may_rest(self, framing: Framing, length_s: float) -> bool:
        """Tell whether the camera may stand still, since something in the picture moves."""
        return self.scene.lives and framing is not Framing.THING and length_s <= LONGEST_REST_S

    # The whole place

    @cached_property
    def _whole(self) -> Window:
        """Nearly all of the picture, about its focus, or where nobody goes out of it."""
        y = self.scene.focus[1]
        views = [self._about_focus(_WIDE_ZOOM), *(window_at(_WIDE_ZOOM, x, y) for x in (0.5, 0.0, 1.0))]
        comes = {move.figure for move in self.scene.told if move.action in _COMES_OR_GOES}
        start_s, end_s = self._all_s
        heads = [b.head_in(start_s, end_s) for b in self._somebody if b.figure not in comes]
        return next(
            (w for w in views if all(hold(covers(w.row), np.array(head))[0] for head in heads)), views[0]
        )

    @cached_property
    def _all_s(self) -> tuple[float, float]:
        scene = self.scene
        first, after = -scene.speech_start_frame, scene.n_frames - scene.speech_start_frame
        return first / scene.fps, after / scene.fps

    @cached_property
    def _pushed_whole(self) -> Window:
        """The closest wide view that is fit for all of the scene, or nearly so."""
        start_s, end_s = self._all_s
        closer = [self._about_focus(zoom) for zoom in _PUSHED_ZOOMS]
        return next((window for window in closer if self._is_fit(window, start_s, end_s)), closer[-1])

    def _about_focus(self, zoom: float) -> Window:
        x, y = self.scene.focus
        most = min(1.0, _CALM / (1 - 1 / zoom))
        return window_at(zoom, min(max(x, 1 - most), most), y)

    def _wide(self, pushed: int, start_s: float, end_s: float) -> tuple[Window, Window] | None:
        whole, closer = self._whole, self._pushed_whole
        if not pushed:
            return whole, whole
        if not self._is_fit(closer, start_s, end_s):
            closer = self._aside
            if not self._shows_as_much(closer, start_s, end_s):
                whole, closer = self._about_focus(_WIDEST_ZOOM), whole
        return (whole, closer) if pushed > 0 else (closer, whole)

    @cached_property
    def _aside(self) -> Window:
        """The whole place from as far to one side as a camera can be."""
        whole = self._whole
        left, right = 0.0, 1 - whole.side
        return Window(left if whole.left - left > right - whole.left else right, whole.top, whole.side)

    def _shows_as_much(self, window: Window, start_s: float, end_s: float) -> bool:
        """Tell whether a view shows as much of every head, and of all that is done, as the whole place."""
        stretch = self._stretch(start_s, end_s)
        seen, whole = covers(window.row), covers(self._whole.row)[0]
        boxes = np.vstack([stretch.heads, stretch.done])
        boxes = np.hstack([np.maximum(boxes[:, :2], whole[:2]), np.minimum(boxes[:, 2:], whole[2:])])
        return not stretch.somebody_comes and all(hold(seen, box)[0] for box in boxes)

    # Something of it

    @cached_property
    def _on_focus(self) -> Window:
        """The middle of interest of a picture that nobody took apart."""
        side = 1 / _ON_FOCUS_ZOOM
        x, y = self.scene.focus
        return Window(between(x - side / 2, 1 - side), between(y - 0.45 * side, 1 - side), side)

    def _near(
        self,
        framing: Framing,
        figures: tuple[int, ...],
        start_s: float,
        end_s: float,
        *,
        opens: bool = False,
    ) -> Window | None:
        """Find the closest view of figures or a thing that the rules allow, also of one that soon `opens`."""
        core = self._core(framing, figures, start_s, end_s)
        usual = self._about_core(framing, core, figures, start_s, end_s, SIDES)
        if opens or (usual and usual.side <= _STILL_NEAR):
            return usual
        tight = self._about_core(framing, core, figures, start_s, end_s, TIGHT_SIDES)
        return tight if tight and tight.side <= _STILL_NEAR else usual

    def _about_core(
        self,
        framing: Framing,
        core: Rect,
        figures: tuple[int, ...],
        start_s: float,
        end_s: float,
        room: float,
    ) -> Window | None:
        """Find the closest view that holds a box, with so much free room to its sides."""
        most_zoom = self.scene.most_zoom * (1.0 if self._may_rest(framing, end_s - start_s) else PUSH)
        least = max(1 / most_zoom + _TINY, least_side(core, room))
        if least > 1 / _LEAST_ZOOM:
            return None
        sides = least * _GROWN
        windows = around(core, sides[(1 / most_zoom <= sides) & (sides <= 1 / _LEAST_ZOOM)], room)
        stretch = self._stretch(start_s, end_s)
        fit = windows[stretch.fit(windows, figures, self.scene.lowest_face) & ~stretch.spoils(windows)]
        if not len(fit):
            return None
        near = fit[:, 2] <= max(fit[0, 2], _STILL_NEAR)
        spared = fit[near & stretch.spares(fit)]
        return Window(*(spared if len(spared) else fit)[0].tolist())

    def _core(self, framing: Framing, figures: tuple[int, ...], start_s: float, end_s: float) -> Rect:
        """Give what must be in a view, whatever else is."""
        boxes: list[Rect] = []
        near = framing in (Framing.CLOSE, Framing.TWO_SHOT)
        wholes = [self._of[figure].whole_in(start_s, end_s) for figure in figures]
        little = _LITTLE * max(whole.height for whole in wholes)
        for figure, whole in zip(figures, wholes, strict=True):
            head = self._of[figure].head_in(start_s, end_s)
            if not near or whole.height < little or self._moves_about(figure, start_s, end_s):
                boxes.append(whole)
            elif framing is Framing.CLOSE and head.width < _NARROW * whole.width:
                boxes.append(head)
            else:
                boxes.append(whole._replace(bottom=max(head.bottom, whole.top + _BODY * whole.height)))
        found = boxes[0]
        for box in boxes[1:]:
            found = found.joined(box)
        return found

    def _following(self, figure: int, start_s: float, end_s: float) -> tuple[Window, Window] | None:
        """Go along with somebody who is on the way."""
        body = self._of[figure]
        at_first, at_last = body.whole_in(start_s, start_s), body.whole_in(end_s, end_s)
        way = at_last.middle_x - at_first.middle_x
        others = any(move.figure != figure for move in self._told_in(start_s, end_s))
        if abs(way) < _PAN or others:
            return None
        whole = body.whole_in(start_s, end_s)
        tall = at_first._replace(top=whole.top, bottom=whole.bottom)
        side = max(least_side(tall) * 1.25, 1 / self.scene.most_zoom)
        if side > 1 / _LEAST_ZOOM:
            return None
        first = Window(*around(tall, np.array([side]))[0].tolist())
        last = Window(between(first.left + way, 1 - side), first.top, side)
        path = Path(view_of(first.look), view_of(last.look), _PAN_STEPS + 1)
        for step in range(_PAN_STEPS + 1):
            at_s = start_s + step / _PAN_STEPS * (end_s - start_s)
            view = path.at(step)
            window = window_at(view.zoom, view.x, view.y)
            if not self._is_fit(window, at_s - _PAN_S, at_s + _PAN_S, (figure,)):
                return None
        return first, last

    def _reveal(self, figures: tuple[int, ...], start_s: float, end_s: float) -> tuple[Window, Window] | None:
        """Rest on something near for a moment, then open to the whole place."""
        if end_s - start_s < REVEALED_S + _LEAST_OPENING_S:
            return None
        if not figures:
            return self._on_focus, self._whole
        near = self._near(Framing.CLOSE, figures, start_s, start_s + REVEALED_S, opens=True)
        return near and (near, self._whole)

    # Rules

    def _is_fit(self, window: Window, start_s: float, end_s: float, about: tuple[int, ...] = ()) -> bool:
        stretch = self._stretch(start_s, end_s)
        return not stretch.somebody_comes and bool(stretch.fit(window.row, about, self.scene.lowest_face)[0])

    def _stretch(self, start_s: float, end_s: float) -> Stretch:
        if (start_s, end_s) not in self._stretches:
            told = list(self._told_in(start_s, end_s))
            done = [
                (body.whole_in if move.action in _ALL_OF_IT else body.head_in)(
                    max(start_s, move.start_s), min(end_s, move.start_s + move.length_s)
                )
                for move in told
                if (body := self._of.get(move.figure)) and move.action not in _COMES_OR_GOES
            ]
            self._stretches[start_s, end_s] = Stretch(
                np.array([body.figure for body in self._somebody], np.int64),
                np.array([body.whole_in(start_s, end_s) for body in self._somebody]).reshape(-1, 4),
                np.array([body.head_in(start_s, end_s) for body in self._somebody]).reshape(-1, 4),
                np.array(done).reshape(-1, 4),
                any(move.action in _COMES_OR_GOES for move in told),
                np.array([body.head_in(start_s, end_s) for body in self._about]).reshape(-1, 4),
                np.array([body.whole_in(start_s, end_s) for body in self._about]).reshape(-1, 4),
                np.array([body.areas_in(start_s, end_s) for body in self._somebody]).reshape(-1, 2),
                np.array([body.areas_in(start_s, end_s) for body in self._about]).reshape(-1, 2),
            )
        return self._stretches[start_s, end_s]

    def _told_in(self, start_s: float, end_s: float) -> Iterator[Move]:
        for move in self.scene.told:
            if move.start_s < end_s - _LATER_S and start_s + _LATER_S < move.start_s + move.length_s:
                yield move

    def _moves_about(self, figure: int, start_s: float, end_s: float) -> bool:
        return any(
            move.figure == figure and move.action not in _STAYS for move in self._told_in(start_s, end_s)
        )
