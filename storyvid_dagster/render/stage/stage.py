"""What a camera is pointed at: a still picture, or a stage whose parts move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.acting import Move
from storyvid_dagster.core.scenery import Puppet, Scenery
from storyvid_dagster.images import read_rgb, read_rgba
from storyvid_dagster.render.camera import FAR_PACE, Area, Camera, View, at_pace
from storyvid_dagster.render.particles.layers import MakeParticleLayers, ParticleLayers
from storyvid_dagster.render.planes import Frame, Plane, Planes, fit, padded, premultiplied, split
from storyvid_dagster.render.rig.bending import Jointed, jointed
from storyvid_dagster.render.stage.action_space import spaces_for
from storyvid_dagster.render.stage.coverage import covered_boxes
from storyvid_dagster.render.stage.depth import stirring
from storyvid_dagster.render.stage.poses import WITH_ARMS, ActionSpace, Pose, pose_at
from storyvid_dagster.render.stage.puppets import Sprite, placed, put, shrunk, sprite

_REACH_PX = 6
"""So far a pixel of a still reaches in a frame, with what is lost to even edges."""
_SHADOW_SHRINKS = 0.3
"""Part by which a shadow is smaller when its figure is as high above it as it is tall."""
_SHADOW_FADES_FROM = 0.15
"""Height above the ground, in heights of the figure, from which on a shadow is fainter."""


@dataclass(frozen=True)
class StillPicture:
    """A picture all of a piece."""

    planes: Planes
    air: ParticleLayers | None = None

    def film(self, camera: Camera, view: View, frame: int, out: Frame) -> None:
        """Write what the view shows into `out`; without weather it is the same at every frame."""
        camera.film(self.planes, view, out)
        if self.air:
            self.air.film(camera, view, frame, out, (0, 1, 2))


def still_picture(
    paint: Callable[[], Plane], air: MakeParticleLayers | None = None
) -> Callable[[tuple[int, int]], StillPicture]:
    """Give what makes a painted picture (H, W, 3) RGB ready for a film of some size."""
    return lambda size: StillPicture(split(fit(paint(), size)), air and air(size))


@dataclass(frozen=True)
class _Near:
    """The ground: its colours, how they cover, and in which rows they do."""

    colors: Planes
    cover: Plane
    """Alpha, with margins."""
    half_cover: Plane
    """The same at half size."""
    whole_row: int
    """From here on it hides everything behind it, however a frame is drawn."""
    covered_boxes: tuple[Area, ...]
    """Where above that it hides some of what is behind."""


@dataclass(frozen=True)
class _Player:
    """A figure with its shadow and its part in the play."""

    figure: Sprite
    shadow: Sprite | None
    foot: tuple[float, float]
    moves: tuple[Move, ...]
    room: ActionSpace | None
    """`None`: it stands still."""
    jointed: Jointed | None

    def shaped(self, pose: Pose) -> tuple[Sprite, Sprite | None]:
        """Give figure and shadow as the arms are in a pose."""
        jointed = self.jointed
        if jointed is None or not any(pose.arms_degrees):
            return self.figure, self.shadow
        shadow = jointed.shadow.raised(pose.arms_degrees) if jointed.shadow else self.shadow
        return jointed.figure.raised(pose.arms_degrees), shadow


class Stage:
    """A picture taken apart, with figures that act."""

    def __init__(
        self,
        scenery: Scenery,
        moves: Sequence[Move],
        size: tuple[int, int],
        *,
        fps: int,
        speech_start_frame: int,
        what: str,
        leaves_upwards: bool = False,
        air: ParticleLayers | None = None,
    ) -> None:
        """Read the parts of a picture.

        Args:
            scenery: The parts.
            moves: What the figures do, timed from the first word.
            size: (width, height) of the film, which may be smaller than the picture.
            fps: Frames a second.
            speech_start_frame: The first word's, counted within the shot.
            what: Names the picture in errors.
            leaves_upwards: Whether figures sail off to the top rather than walk off to a side.
            air: What is in the air.

        Raises:
            RenderError: A part cannot be read.
        """
        self._fps, self._speech_start_frame, self._air = fps, speech_start_frame, air
        self._painted_in = scenery.painted_in
        self._far = split(fit(read_rgb(scenery.backdrop, f"the backdrop of {what}"), size))
        self._near = _near(scenery.near, size, what)
        scale = size[0] / scenery.width_px
        puppets = [_scaled(puppet, scale) for puppet in scenery.puppets]

        def sheet(png: bytes, puppet: Puppet) -> Sprite:
            rgba = shrunk(read_rgba(png, f"figure {puppet.figure} of {what}"), scale)
            return sprite(rgba, puppet.left, puppet.top)

        sprites = {puppet.figure: sheet(puppet.png, puppet) for puppet in puppets}
        rooms = spaces_for(puppets, sprites, size, leaves_upwards=leaves_upwards)

        feet = {puppet.figure: puppet.foot for puppet in puppets}

        def player(puppet: Puppet) -> _Player:
            figure = sprites[puppet.figure]
            shadow = sheet(puppet.shadow_png, puppet) if puppet.shadow_png else None
            mover = puppet.figure if puppet.holder is None else puppet.holder
            room = rooms.get(mover)
            if room is None:
                return _Player(figure, shadow, puppet.foot, (), None, None)
            own = tuple(move for move in moves if move.figure == mover)
            if mover != puppet.figure:
                return _Player(figure, shadow, feet[mover], own, room, None)
            arms = jointed(figure, shadow) if any(move.action in WITH_ARMS for move in own) else None
            if arms:
                room = replace(room, arms=arms.rooms)
            return _Player(figure, shadow, puppet.foot, own, room, arms)

        self._players = tuple(player(puppet) for puppet in puppets)

    def film(self, camera: Camera, view: View, frame: int, out: Frame) -> None:
        """Write what the view shows at a frame into `out`."""
        self._film_ground(camera, view, frame, out)
        if self._air:
            self._air.film(camera, view, frame, out, (1,))
        onto_frame = camera.onto_frame(self._far.size, view)
        t_s = (frame - self._speech_start_frame) / self._fps
        poses = [self._pose(player, t_s, view) for player in self._players]
        shapes = [player.shaped(pose) for player, pose in zip(self._players, poses, strict=True)]
        for player, pose, (_, shadow) in zip(self._players, poses, shapes, strict=True):
            if shadow is not None:
                thrown, strength = (Pose(), 1.0) if player.room is None else _thrown(pose, player.room)
                put(shadow, placed(shadow, player.foot, thrown, onto_frame), out, strength)
        for player, pose, (figure, _) in zip(self._players, poses, shapes, strict=True):
            put(figure, placed(figure, player.foot, pose, onto_frame), out)
        if self._air:
            self._air.film(camera, view, frame, out, (2,))

    def _pose(self, player: _Player, t_s: float, view: View) -> Pose:
        if player.room is None:
            return Pose()
        if self._painted_in:
            return stirring(t_s, player.room.phase, view)
        return pose_at(t_s, player.moves, player.room)

    def _film_ground(self, camera: Camera, view: View, frame: int, out: Frame) -> None:
        near = self._near
        if near is None:
            camera.film(self._far, view, out)
            if self._air:
                self._air.film(camera, view, frame, out, (0,))
            return
        far_view = at_pace(view, FAR_PACE)
        onto = camera.onto_frame(self._far.size, view)
        width, height = camera.size
        whole = _onto(Area(near.whole_row, height, 0, width), onto, camera.size)
        # What is far may be a little soft, as air makes it; that is half the work.
        camera.film(self._far, far_view, out, Area(0, whole.top, 0, width), cv2.INTER_LINEAR)
        if self._air:
            self._air.film(camera, view, frame, out, (0,))
        camera.film(near.colors, view, out, Area(whole.top, height, 0, width))
        for box in near.covered_boxes:
            self._lay_near(near, camera, view, out, _onto(box, onto, camera.size))

    def _lay_near(self, near: _Near, camera: Camera, view: View, out: Frame, area: Area) -> None:
        """Lay that area of the ground over what is far."""
        (colors, cover), size = camera.spare, near.colors.size
        camera.film(near.colors, view, colors, area)
        camera.film_plane(near.cover, size, view, cover.y, area, cv2.INTER_LINEAR)
        camera.film_half_plane(near.half_cover, size, view, cover.u, area)
        for below, color, part, step in (
            (out.y, colors.y, cover.y, 1),
            (out.u, colors.u, cover.u, 2),
            (out.v, colors.v, cover.u, 2),
        ):
            some = slice(area.top // step, area.bottom // step), slice(area.left // step, area.right // step)
            cv2.multiply(below[some], cv2.bitwise_not(part[some]), dst=below[some], scale=1 / 255)
            cv2.add(below[some], color[some], dst=below[some])


def _onto(box: Area, onto: NDArray[np.float64], size: tuple[int, int]) -> Area:
    """Give where in a frame a box of the picture is seen, its edges even: boxes that meet still do."""

    def at(value: float, axis: int) -> int:
        return min(size[axis], max(0, int(onto[axis, axis] * value + onto[axis, 2]) // 2 * 2))

    return Area(at(box.top, 1), at(box.bottom, 1), at(box.left, 0), at(box.right, 0))


def _scaled(puppet: Puppet, scale: float) -> Puppet:
    left, top = round(puppet.left * scale), round(puppet.top * scale)
    return replace(puppet, left=left, top=top, foot=(puppet.foot[0] * scale, puppet.foot[1] * scale))


def _near(png: bytes | None, size: tuple[int, int], what: str) -> _Near | None:
    if png is None:
        return None
    rgba = read_rgba(png, f"the ground of {what}")
    if rgba.shape[1] != size[0]:
        rgba = np.asarray(cv2.resize(rgba, size, interpolation=cv2.INTER_AREA), np.uint8)
    y, a, u, v, a_half = premultiplied(rgba)
    leaks = np.flatnonzero(a.min(1) < 255)
    whole_row = min(len(a), int(leaks[-1]) + 1 + _REACH_PX) if len(leaks) else 0
    reached = cv2.dilate(a[:whole_row], np.ones((2 * _REACH_PX + 1,) * 2, np.uint8)) if whole_row else a[:0]
    return _Near(
        Planes(padded(y), padded(u), padded(v), (rgba.shape[1], rgba.shape[0])),
        padded(a),
        padded(a_half),
        whole_row,
        covered_boxes(np.asarray(reached) > 0),
    )


def _thrown(pose: Pose, room: ActionSpace) -> tuple[Pose, float]:
    """Give a shadow's pose and strength: on the ground, smaller and fainter the higher its figure is."""
    up = max(0.0, -pose.dy / room.height)
    smaller = 1 - _SHADOW_SHRINKS * min(1.0, up)
    strength = 1.0 if up < _SHADOW_FADES_FROM else max(0.0, 1 - (up - _SHADOW_FADES_FROM))
    return Pose(dx=pose.dx, wide=abs(pose.wide) * smaller, tall=smaller), strength
