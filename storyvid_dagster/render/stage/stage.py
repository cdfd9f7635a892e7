"""What a camera is pointed at: a still picture, or a stage whose parts move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.acting import Move
from storyvid_dagster.core.scenery import Puppet, Scenery
from storyvid_dagster.render.camera import Camera, View
from storyvid_dagster.render.pictures import read_rgb, read_rgba
from storyvid_dagster.render.planes import Frame, Plane, Planes, fit, padded, premultiplied, split
from storyvid_dagster.render.stage.depth import stirring
from storyvid_dagster.render.stage.poses import Pose, Room, pose_at
from storyvid_dagster.render.stage.puppets import Sprite, placed, put, shrunk, sprite
from storyvid_dagster.render.stage.rooms import rooms_for

_FAR_PACE = 0.6
"""What is far moves so much of what the ground does when the camera moves."""
_LEAST_ZOOM = 1.04
"""Below it, whole pixels do not meet every origin; see `camera`."""
_KERNEL_PX = 4
"""So far a pixel of a still reaches in a frame."""
_GAP_PX = 24
_SHADOW_SHRINKS = 0.3
"""Part by which a shadow is smaller when its figure is as high above it as it is tall."""
_SHADOW_FADES_FROM = 0.15
"""Height above the ground, in heights of the figure, from which on a shadow is fainter."""


@dataclass(frozen=True)
class Still:
    """A picture all of a piece."""

    planes: Planes

    def film(self, camera: Camera, view: View, frame: int, out: Frame) -> None:
        """Write what the view shows into `out`; it is the same at every frame."""
        del frame
        camera.film(self.planes, view, out)


def still(paint: Callable[[], Plane]) -> Callable[[tuple[int, int]], Still]:
    """Give what makes a painted picture (H, W, 3) RGB ready for a film of some size."""
    return lambda size: Still(split(fit(paint(), size)))


@dataclass(frozen=True)
class _Near:
    """The ground: its colours, how they cover, and in which rows they do."""

    colors: Planes
    cover: Plane
    """Alpha, with margins."""
    half_cover: Plane
    """The same at half size."""
    bands: tuple[tuple[int, int], ...]
    """Stretches of rows, from and to, that hide some of what is behind."""
    whole_row: int
    """From here on it hides everything behind it."""


@dataclass(frozen=True)
class _Player:
    """A figure with its shadow and its part in the play."""

    figure: Sprite
    shadow: Sprite | None
    foot: tuple[float, float]
    moves: tuple[Move, ...]
    room: Room


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

        Raises:
            RenderError: A part cannot be read.
        """
        self._fps, self._speech_start_frame = fps, speech_start_frame
        self._painted_in = scenery.painted_in
        self._far = split(fit(read_rgb(scenery.backdrop_png, f"the backdrop of {what}"), size))
        self._near = _near(scenery.near_png, size, what)
        scale = size[0] / scenery.width_px
        puppets = [_scaled(puppet, scale) for puppet in scenery.puppets]

        def sheet(png: bytes, puppet: Puppet) -> Sprite:
            rgba = shrunk(read_rgba(png, f"figure {puppet.figure} of {what}"), scale)
            return sprite(rgba, puppet.left, puppet.top)

        sprites = {puppet.figure: sheet(puppet.png, puppet) for puppet in puppets}
        rooms = rooms_for(puppets, sprites, size, leaves_upwards=leaves_upwards)
        self._players = tuple(
            _Player(
                sprites[puppet.figure],
                sheet(puppet.shadow_png, puppet) if puppet.shadow_png else None,
                puppet.foot,
                tuple(move for move in moves if move.figure == puppet.figure),
                rooms[puppet.figure],
            )
            for puppet in puppets
        )

    def film(self, camera: Camera, view: View, frame: int, out: Frame) -> None:
        """Write what the view shows at a frame into `out`."""
        self._film_ground(camera, view, out)
        onto_frame = camera.onto_frame(self._far.size, view)
        t_s = (frame - self._speech_start_frame) / self._fps
        poses = [
            stirring(t_s, player.room.phase, view)
            if self._painted_in
            else pose_at(t_s, player.moves, player.room)
            for player in self._players
        ]
        for player, pose in zip(self._players, poses, strict=True):
            if player.shadow is not None:
                thrown, strength = _thrown(pose, player.room)
                put(player.shadow, placed(player.shadow, player.foot, thrown, onto_frame), out, strength)
        for player, pose in zip(self._players, poses, strict=True):
            put(player.figure, placed(player.figure, player.foot, pose, onto_frame), out)

    def _film_ground(self, camera: Camera, view: View, out: Frame) -> None:
        near = self._near
        if near is None:
            camera.film(self._far, view, out)
            return
        far_view = View(_LEAST_ZOOM + (view.zoom - _LEAST_ZOOM) * _FAR_PACE, view.x, view.y)
        height = len(out.y)
        onto = camera.onto_frame(self._far.size, view)

        def row_in_frame(row: float) -> int:
            return min(height, max(0, int(onto[1, 1] * row + onto[1, 2]) // 2 * 2))

        whole = row_in_frame(near.whole_row + _KERNEL_PX)
        # What is far may be a little soft, as air makes it; that is half the work.
        camera.film(self._far, far_view, out, (0, whole), cv2.INTER_LINEAR)
        camera.film(near.colors, view, out, (whole, height))
        for first, last in near.bands:
            band = (row_in_frame(first - _KERNEL_PX), min(whole, row_in_frame(last + _KERNEL_PX)))
            if band[0] < band[1]:
                self._lay_near(near, camera, view, out, band)

    def _lay_near(self, near: _Near, camera: Camera, view: View, out: Frame, rows: tuple[int, int]) -> None:
        """Lay those rows of the ground over what is far."""
        (colors, cover), size = camera.spare, near.colors.size
        camera.film(near.colors, view, colors, rows)
        camera.film_plane(near.cover, size, view, cover.y, rows, cv2.INTER_LINEAR)
        camera.film_half_plane(near.half_cover, size, view, cover.u, rows)
        for below, color, part, step in (
            (out.y, colors.y, cover.y, 1),
            (out.u, colors.u, cover.u, 2),
            (out.v, colors.v, cover.u, 2),
        ):
            some = slice(rows[0] // step, rows[1] // step)
            cv2.multiply(below[some], cv2.bitwise_not(part[some]), dst=below[some], scale=1 / 255)
            cv2.add(below[some], color[some], dst=below[some])


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
    return _Near(
        Planes(padded(y), padded(u), padded(v), (rgba.shape[1], rgba.shape[0])),
        padded(a),
        padded(a_half),
        _stretches(a.max(1) > 0),
        int(leaks[-1]) + 1 if len(leaks) else 0,
    )


def _stretches(covers: NDArray[np.bool_]) -> tuple[tuple[int, int], ...]:
    """Find the stretches of rows that are true, those with a small gap between them as one."""
    found: list[tuple[int, int]] = []
    for row in np.flatnonzero(covers).tolist():
        if found and row - found[-1][1] < _GAP_PX:
            found[-1] = (found[-1][0], row + 1)
        else:
            found.append((row, row + 1))
    return tuple(found)


def _thrown(pose: Pose, room: Room) -> tuple[Pose, float]:
    """Give a shadow's pose and strength: on the ground, smaller and fainter the higher its figure is."""
    up = max(0.0, -pose.dy / room.height)
    smaller = 1 - _SHADOW_SHRINKS * min(1.0, up)
    strength = 1.0 if up < _SHADOW_FADES_FROM else max(0.0, 1 - (up - _SHADOW_FADES_FROM))
    return Pose(dx=pose.dx, wide=abs(pose.wide) * smaller, tall=smaller), strength
