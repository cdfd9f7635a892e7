"""A face that blinks and speaks: small patches over a figure's eyes and mouth, before it is bent.

What is drawn there is filled in from what is about it, and lids or lips are drawn in the colour of the very
marks they take the place of, as thick as those are.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.core.talking import Mouth
from storyvid_dagster.render.rig.faces import Face, Mark, find_face
from storyvid_dagster.render.rig.skeleton import Mask
from storyvid_dagster.render.stage.looks import AS_DRAWN, Lids, Look
from storyvid_dagster.render.stage.puppets import Sheet, Sprite

_SHAPES = {Mouth.SMALL: (0.25, 0.11), Mouth.WIDE: (0.33, 0.25), Mouth.ROUND: (0.19, 0.23)}
"""Half the width and half the height of an open mouth, in parts of the drawn one."""
_MOST_MOUTH = 1.15
"""An open mouth is made for one so wide at most, in parts of what the eyes are apart."""
_MARKED = 0.28
"""What differs from what is about it by this part of what the mark does most belongs to the mark."""
_DARK = 0.35
"""So much darker than lips a mouth is inside."""
_SUBPIXELS = 4
_KEPT = 4
"""As many faces are kept as they were last shown: eyes that are shut, mouths that are open."""


_LIKE, _EVEN = 40.0, 9.0
"""Colours nearer are alike; most of what is even is nearer."""
_PLAIN = 0.55
_PAPER = 190.0
"""Luma of bare paper, at least."""
_ABOUT_EYE, _ABOUT_MOUTH = (0.5, 0.5), (0.15, 0.3)
"""Room aside and above, in parts of the width."""

Color = NDArray[np.floating]
"""y, u, v."""


@dataclass(frozen=True)
class _Patch:
    """A part of a sheet that is seen instead of what is there."""

    left: int
    """In pixels of the picture, as `top`; even from its figure's edge."""
    top: int
    luma: Sheet
    chroma: Sheet

    def put(self, sheet: Sprite) -> None:
        """Lay it over a sheet in place."""
        x, y = self.left - sheet.left, self.top - sheet.top
        height, width = self.luma.shape[:2]
        sheet.luma[y : y + height, x : x + width, :3] = self.luma[..., :3]
        x, y, height, width = x // 2, y // 2, height // 2, width // 2
        sheet.chroma[y : y + height, x : x + width, :3] = self.chroma[..., :3]


class Expressive:
    """A figure whose face is known."""

    def __init__(self, figure: Sprite, face: Face) -> None:
        """Take the figure as it was drawn, and where its face is."""
        self._figure, self._face = figure, face
        self._patches = lru_cache(self._painted)
        self.showing = lru_cache(_KEPT)(self._showing)

    def _showing(self, look: Look) -> Sprite:
        """Give the figure with a look."""
        return self.on(self._figure, look)

    def on(self, sheet: Sprite, look: Look) -> Sprite:
        """Give a sheet that has the figure's face, such as its body without the arms, with a look."""
        if look == AS_DRAWN:
            return sheet
        shown = replace(sheet, luma=sheet.luma.copy(), chroma=sheet.chroma.copy())
        for patch in (*self._patches(look.lids), *self._patches(look.mouth)):
            patch.put(shown)
        return shown

    def _painted(self, what: Lids | Mouth) -> tuple[_Patch, ...]:
        if what in (Lids.OPEN, Mouth.AS_DRAWN):
            return ()
        if isinstance(what, Lids):
            return tuple(_lid(self._figure, self._face, eye, what) for eye in self._face.eyes)
        return (_mouth(self._figure, self._face, what),)


def expressive(figure: Sprite, plan: BodyPlan | None) -> Expressive | None:
    """Find the face of a figure; `None` where none is sure, or where there is no room to draw in it."""
    face = find_face(figure, plan)
    if face is None:
        return None
    skin = _skin(figure, face)
    spots = [_Spot(figure, eye, _ABOUT_EYE, skin) for eye in face.eyes]
    spots.append(_Spot(figure, face.mouth, _ABOUT_MOUTH, skin))
    one_skin = all(float(np.abs(spot.ground - spots[0].ground).sum()) < 2 * _LIKE for spot in spots)
    return Expressive(figure, face) if one_skin and all(spot.is_plain for spot in spots) else None


class _Spot:
    """A place on a sheet about a mark, to be painted over."""

    def __init__(self, figure: Sprite, mark: Mark, room: tuple[float, float], skin: Color) -> None:
        """Cut a mark out, with so much room about it in parts of its width, from a face of some color."""
        self._skin = skin
        aside, above = (max(3.0, part * mark.wide) for part in room)
        self._x, self._y = (max(0, int(edge)) // 2 * 2 for edge in (mark.left - aside, mark.top - above))
        right, bottom = (
            min(size, int(edge) + 2) // 2 * 2
            for edge, size in ((mark.right + aside, figure.width), (mark.bottom + above, figure.height))
        )
        self.luma = figure.luma[self._y : bottom, self._x : right].copy()
        half = slice(self._y // 2, bottom // 2), slice(self._x // 2, right // 2)
        self.chroma = figure.chroma[half].copy()
        self._corner = figure.left + self._x, figure.top + self._y
        self.mark = Mark(mark.left - self._x, mark.top - self._y, mark.right - self._x, mark.bottom - self._y)
        self.size = self.luma.shape[1], self.luma.shape[0]

    @cached_property
    def _colors(self) -> NDArray[np.float32]:
        """(H, W, 3): y, u, v of every pixel."""
        u, v = (cv2.resize(self.chroma[..., channel], self.size) for channel in (0, 1))
        return np.dstack([self.luma[..., 0], u, v]).astype(np.float32)

    @cached_property
    def ground(self) -> Color:
        """The colour about the mark: that of what is beside it, or of all the face."""
        edge = np.ones(self._colors.shape[:2], bool)
        edge[2:-2, 2:-2] = False
        about = self._colors[edge]
        beside = np.median(about, 0)
        return max((beside, self._skin), key=lambda color: int((_apart(about, color) < _LIKE).sum()))

    @cached_property
    def is_plain(self) -> bool:
        """Whether most of what is about the mark is of one colour, not that of its strokes."""
        edge = np.ones(self._differs.shape, bool)
        edge[2:-2, 2:-2] = False
        stands_out = np.abs(self.ink - self.ground).sum() > 2 * _LIKE
        return bool(stands_out and (self._differs[edge] < _LIKE).mean() > _PLAIN)

    @cached_property
    def _differs(self) -> NDArray[np.float32]:
        """How far each pixel is from what is about the mark."""
        return _apart(self._colors, self.ground)

    @cached_property
    def _on_paper(self) -> bool:
        """Whether what is about the mark is even, or paper that wax lies on in grains."""
        return bool(np.percentile(self._differs, 40) < _EVEN or self.ground[0] > _PAPER)

    @cached_property
    def marked(self) -> Mask:
        """What belongs to the mark."""
        x0, y0 = max(0, round(self.mark.left) - 1), max(0, round(self.mark.top) - 1)
        within = np.zeros_like(self._differs)
        within[y0 : round(self.mark.bottom) + 1, x0 : round(self.mark.right) + 1] = 1
        there = self._differs * within
        return (there > _MARKED * float(np.percentile(there[within > 0], 98))).astype(np.uint8)

    @cached_property
    def ink(self) -> Color:
        """The colour of the mark's strokes, y, u, v: of those that differ most."""
        there = self._differs[self.marked > 0]
        strong = (self.marked > 0) & (self._differs >= np.percentile(there, 60))
        return np.median(self._colors[strong], 0)

    @property
    def thick(self) -> float:
        """How thick the mark's strokes are, in pixels."""
        deep = cv2.distanceTransform(np.pad(self.marked, 1), cv2.DIST_L2, 3)
        return max(1.6, 2 * float(np.percentile(deep[deep > 0], 75))) if (deep > 0).any() else 1.6

    def erase(self) -> None:
        """Fill the mark in from what is about it: with even paper, or as that goes on."""
        if self._on_paper:
            reach = 0.03 * self.mark.wide + 2
            left, top = round(max(0, self.mark.left - reach)), round(max(0, self.mark.top - reach))
            right, bottom = round(self.mark.right + reach), round(self.mark.bottom + reach)

            def all_of_it(mask: Mask, times: int) -> None:
                mask[times * top : times * bottom, times * left : times * right] = 255

            self.paint(all_of_it, self.ground)
            return
        mask = cv2.dilate(self.marked, np.ones((5, 5), np.uint8))
        half = cv2.dilate(
            np.asarray(
                cv2.resize(mask, (self.size[0] // 2, self.size[1] // 2), interpolation=cv2.INTER_AREA)
            ),
            np.ones((3, 3), np.uint8),
        )
        luma, *colors = (round(float(value)) for value in self.ground)
        for plane, gap, reach, about in (
            (self.luma, mask, 3, [luma]),
            (self.chroma, half, 2, [*colors, luma]),
        ):
            inside = plane[..., 3] == 255
            for channel, value in enumerate(about):
                # What is beyond the figure is nothing, which is green: there its skin goes on instead.
                skin = np.where(inside, plane[..., channel], np.uint8(value))
                filled = cv2.inpaint(skin, gap, reach, cv2.INPAINT_TELEA)
                plane[..., channel] = np.where(inside & (gap > 0), filled, plane[..., channel])

    def paint(self, draw: Callable[[Mask, int], None], color: Color) -> None:
        """Lay a colour where `draw` puts 255 on a mask so many times as large."""
        width, height = self.size
        large = np.zeros((height * _SUBPIXELS, width * _SUBPIXELS), np.uint8)
        draw(large, _SUBPIXELS)
        for plane, shown, step in ((self.luma, (0,), 1), (self.chroma, (0, 1, 2), 2)):
            size = width // step, height // step
            much = np.asarray(cv2.resize(large, size, interpolation=cv2.INTER_AREA), np.float32) / 255
            colors = (color[0],) if step == 1 else (color[1], color[2], color[0])
            for channel, value in zip(shown, colors, strict=True):
                old = plane[..., channel].astype(np.float32)
                plane[..., channel] = np.rint(old + much * (value - old))

    def done(self) -> _Patch:
        """Give what is seen now."""
        return _Patch(*self._corner, self.luma, self.chroma)


def _skin(figure: Sprite, face: Face) -> Color:
    """Give the colour most of a face has."""
    left, right = face.eyes
    rows = slice(round(left.top) // 2, round(face.mouth.bottom) // 2)
    columns = slice(round(left.left) // 2, round(right.right) // 2)
    u, v, y = np.median(figure.chroma[rows, columns, :3].reshape(-1, 3), 0)
    return np.array([y, u, v])


def _apart(colors: NDArray[np.float32], color: Color) -> NDArray[np.float32]:
    return np.asarray(np.abs(colors - color.astype(np.float32)).sum(-1), np.float32)


def _lid(figure: Sprite, face: Face, eye: Mark, lids: Lids) -> _Patch:
    """Draw an eye half or quite shut: a short stroke, over skin where the lid is."""
    spot = _Spot(figure, eye, _ABOUT_EYE, _skin(figure, face))
    ink, before = spot.ink, (spot.luma.copy(), spot.chroma.copy())
    mark, thick = spot.mark, min(spot.thick, 0.24 * eye.wide + 0.8)
    spot.erase()
    wide = 0.5 * max(eye.wide, 0.8 * eye.high) + (1 if eye.wide > 8 else 2)
    middle = mark.y + (0.1 * mark.high if lids is Lids.SHUT else -0.02 * mark.high)
    if lids is Lids.HALF:
        row = round(middle) // 2 * 2
        spot.luma[row:], spot.chroma[row // 2 :] = before[0][row:], before[1][row // 2 :]
    sag = (0.3 if lids is Lids.SHUT else 0.0) * wide

    def stroke(mask: Mask, times: int) -> None:
        across = np.linspace(-1, 1, 13)
        x, y = mark.x + wide * across, middle + sag * (1 - across * across) - 0.5 * sag
        points = np.rint(np.stack([x, y], 1) * times).astype(np.int32)
        cv2.polylines(mask, [points], False, (255,), max(1, round(thick * times)), cv2.LINE_AA)

    spot.paint(stroke, ink)
    return spot.done()


def _mouth(figure: Sprite, face: Face, shape: Mouth) -> _Patch:
    """Draw a mouth open, where it was drawn."""
    left, right = face.eyes
    drawn = face.mouth
    spot = _Spot(figure, drawn, _ABOUT_MOUTH, _skin(figure, face))
    ink, thick = spot.ink, spot.thick
    mark = spot.mark
    spot.erase()
    wide = min(drawn.wide, _MOST_MOUTH * (right.x - left.x))
    thick = min(thick, 0.09 * wide + 0.8)
    across, down = (part * wide for part in _SHAPES[shape])
    inside = np.array([16, 128, 128]) + np.array([1 - _DARK, 0.8, 0.8]) * (ink - np.array([16, 128, 128]))

    def lips(grown: float) -> Callable[[Mask, int], None]:
        def oval(mask: Mask, times: int) -> None:
            turn = np.linspace(0, 2 * np.pi, 40)
            high = np.where(np.sin(turn) < 0, 0.72, 1.15) if shape is Mouth.WIDE else 1.0
            x = mark.x + (across + grown) * np.cos(turn)
            y = mark.y + (down * high + grown) * np.sin(turn)
            cv2.fillPoly(mask, [np.rint(np.stack([x, y], 1) * times).astype(np.int32)], (255,), cv2.LINE_AA)

        return oval

    spot.paint(lips(thick / 2), ink)
    spot.paint(lips(-thick / 2), inside)
    return spot.done()
