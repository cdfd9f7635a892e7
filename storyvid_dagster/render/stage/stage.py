"""What a camera is pointed at: a still picture, or a stage whose parts move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from storyvid_dagster.core.acting import Move
from storyvid_dagster.core.scenery import Scenery
from storyvid_dagster.render.camera import Camera, View
from storyvid_dagster.render.pictures import read_rgb, read_rgba
from storyvid_dagster.render.planes import Frame, Plane, Planes, fit, padded, premultiplied, split
from storyvid_dagster.render.stage.poses import Pose, Room, pose_at
from storyvid_dagster.render.stage.puppets import Sprite, placed, put, sprite
from storyvid_dagster.render.stage.rooms import rooms_for

_FAR_PACE = 0.6
"""What is far moves so much of what the ground does when the camera moves."""
_LEAST_ZOOM = 1.04
"""Below it, whole pixels do not meet every origin; see `camera`."""
_SHADOW_SHRINKS = 0.45
"""Part by which a shadow is smaller when its figure is as high above it as it is tall."""


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
    """The ground: colours, how they cover, and the rows in which they do."""

    colors: Planes
    cover: Planes
    """Its `y` is alpha, its `u` and `v` alpha at half size."""
    first_row: int
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
    ) -> None:
        """Read the parts of a picture of `size` (width, height).

        Args:
            scenery: The parts.
            moves: What the figures do, timed from the first word.
            size: Of picture and film.
            fps: Frames a second.
            speech_start_frame: The first word's, counted within the shot.
            what: Names the picture in errors.

        Raises:
            RenderError: A part cannot be read, or has another size.
        """
        self._fps, self._speech_start_frame = fps, speech_start_frame
        self._far = split(fit(read_rgb(scenery.backdrop_png, f"the backdrop of {what}"), size))
        self._near = _near(scenery.near_png, what)
        sprites = {
            puppet.figure: sprite(
                read_rgba(puppet.png, f"figure {puppet.figure} of {what}"), puppet.left, puppet.top
            )
            for puppet in scenery.puppets
        }
        rooms = rooms_for(scenery.puppets, sprites, size)
        self._players = tuple(
            _Player(
                sprites[puppet.figure],
                sprite(read_rgba(puppet.shadow_png, f"a shadow of {what}"), puppet.left, puppet.top)
                if puppet.shadow_png
                else None,
                puppet.foot,
                tuple(move for move in moves if move.figure == puppet.figure),
                rooms[puppet.figure],
            )
            for puppet in scenery.puppets
        )

    def film(self, camera: Camera, view: View, frame: int, out: Frame) -> None:
        """Write what the view shows at a frame into `out`."""
        self._film_ground(camera, view, out)
        onto_frame = camera.onto_frame(self._far.size, view)
        t_s = (frame - self._speech_start_frame) / self._fps
        poses = [pose_at(t_s, player.moves, player.room) for player in self._players]
        for player, pose in zip(self._players, poses, strict=True):
            if player.shadow is not None:
                thrown = _thrown(pose, player.room)
                put(player.shadow, placed(player.shadow, player.foot, thrown, onto_frame), out)
        for player, pose in zip(self._players, poses, strict=True):
            put(player.figure, placed(player.figure, player.foot, pose, onto_frame), out)

    def _film_ground(self, camera: Camera, view: View, out: Frame) -> None:
        near = self._near
        if near is None:
            camera.film(self._far, view, out)
            return
        far_view = View(_LEAST_ZOOM + (view.zoom - _LEAST_ZOOM) * _FAR_PACE, view.x, view.y)
        height = len(out.y)
        across = camera.onto_frame(self._far.size, view)
        first, whole = (
            _even(across[1, 1] * row + across[1, 2], height) for row in (near.first_row, near.whole_row)
        )
        whole = max(first, min(height, whole + 4))  # the kernel reaches up
        camera.film(self._far, far_view, out, (0, whole))
        camera.film(near.colors, view, out, (whole, height))
        if first < whole:
            colors, cover = camera.spare
            camera.film(near.colors, view, colors, (first, whole))
            camera.film(near.cover, view, cover, (first, whole))
            for below, color, part, step in (
                (out.y, colors.y, cover.y, 1),
                (out.u, colors.u, cover.u, 2),
                (out.v, colors.v, cover.v, 2),
            ):
                rows = slice(first // step, whole // step)
                kept = cv2.bitwise_not(part[rows])
                cv2.multiply(below[rows], kept, dst=below[rows], scale=1 / 255)
                cv2.add(below[rows], color[rows], dst=below[rows])


def _near(png: bytes | None, what: str) -> _Near | None:
    if png is None:
        return None
    rgba = read_rgba(png, f"the ground of {what}")
    y, a, u, v, a_half = premultiplied(rgba)
    size = (rgba.shape[1], rgba.shape[0])
    covers = np.flatnonzero((a > 0).any(1))
    leaks = np.flatnonzero((a < 255).any(1))
    half = padded(a_half)
    return _Near(
        Planes(padded(y), padded(u), padded(v), size),
        Planes(padded(a), half, half, size),
        int(covers[0]) if len(covers) else size[1],
        int(leaks[-1]) + 1 if len(leaks) else 0,
    )


def _thrown(pose: Pose, room: Room) -> Pose:
    """Give the pose of a shadow: it stays on the ground, and is smaller the higher its figure is."""
    up = min(1.0, max(0.0, -pose.dy / room.height))
    smaller = 1 - _SHADOW_SHRINKS * up
    return Pose(dx=pose.dx, wide=abs(pose.wide) * smaller, tall=smaller)


def _even(row: float, height: int) -> int:
    return min(height, max(0, int(row) // 2 * 2))
