"""What a camera is pointed at: a still picture, or a stage whose parts move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import floor

import cv2
import numpy as np

from storyvid_dagster.core.acting import Move
from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.core.scenery import Puppet, Scenery
from storyvid_dagster.core.talking import Said
from storyvid_dagster.core.things import FIRST_CO_STAR
from storyvid_dagster.images import read_rgb, read_rgba
from storyvid_dagster.render.camera import FAR_PACE, Area, Camera, View, at_pace
from storyvid_dagster.render.particles.layers import MakeParticleLayers, ParticleLayers
from storyvid_dagster.render.planes import Frame, Plane, Planes, Rgba, fit, split
from storyvid_dagster.render.rig.bend import Joints
from storyvid_dagster.render.rig.bending import Jointed, jointed
from storyvid_dagster.render.rig.expressions import expressive
from storyvid_dagster.render.rig.rigs import rig_of
from storyvid_dagster.render.stage.acting import WITH_ARMS, pose_at
from storyvid_dagster.render.stage.action_space import spaces_for
from storyvid_dagster.render.stage.depth import stirring
from storyvid_dagster.render.stage.looks import Look
from storyvid_dagster.render.stage.player import Player, carried, grip_of, shadow_pose
from storyvid_dagster.render.stage.pose import ActionSpace, Pose
from storyvid_dagster.render.stage.puppets import (
    Affine,
    Laid,
    Sprite,
    lay,
    lay_soft,
    placed,
    put_laid,
    shrunk,
    sprite,
)
from storyvid_dagster.render.stage.reactions import reactions_to
from storyvid_dagster.render.stage.still_layers import StillLayer, paint_on, seen, still_layer, still_sheet

_REACH_PX = 6
"""So far a pixel of a still reaches in a frame, with what is lost to even edges."""
_STIRS = {BodyPlan.PLANT, BodyPlan.LIGHT, BodyPlan.CLOUD, BodyPlan.HANGING}
_IDLE_FPS = 15
"""Who only breathes or looks on is drawn so many times a second: under a resting camera
a frame comes twice."""
_SAME_MOMENT = 1e-6
"""Moments are frames divided by frames a second."""


@dataclass(frozen=True)
class StillPicture:
    """A picture all of a piece."""

    planes: Planes
    air: ParticleLayers | None = None

    def film(self, camera: Camera, view: View, frame: int, out: Frame) -> None:
        """Write what the view shows into `out`; without weather it is the same at every frame."""
        camera.aim(self, view)

        def picture() -> Plane:
            camera.film(self.planes, view, out)
            return out.buffer.copy() if camera.rests else out.buffer

        _refill(out, camera.kept("picture", picture))
        if self.air:
            self.air.film(camera, view, frame, out, (0, 1, 2))


def still_picture(
    paint: Callable[[], Plane], air: MakeParticleLayers | None = None
) -> Callable[[tuple[int, int]], StillPicture]:
    """Give what makes a painted picture (H, W, 3) RGB ready for a film of some size."""
    return lambda size: StillPicture(split(fit(paint(), size)), air and air(size))


@dataclass(frozen=True)
class _Near:
    """The ground, and where it is laid over what is far."""

    layer: StillLayer
    whole_row: int
    """From here on it hides everything behind it, however a frame is drawn."""


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
        said: Sequence[Said] = (),
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
            said: Who says which words, timed from the first one.

        Raises:
            RenderError: A part cannot be read.
        """
        self._fps, self._speech_start_frame, self._air = fps, speech_start_frame, air
        self._painted_in = scenery.painted_in
        far = fit(read_rgb(scenery.backdrop, f"the backdrop of {what}"), size)
        near = _fitted(read_rgba(scenery.near, f"the ground of {what}"), size) if scenery.near else None
        scale = size[0] / scenery.width_px
        puppets = [_scaled(puppet, scale) for puppet in scenery.puppets]
        movers = {puppet.figure for puppet in puppets if puppet.holder is None}

        def sheet(png: bytes, puppet: Puppet) -> Rgba:
            return shrunk(read_rgba(png, f"figure {puppet.figure} of {what}"), scale)

        def set_shadow(puppet: Puppet) -> None:
            if puppet.shadow_png:  # it never moves: it is a part of the ground
                shadow = sheet(puppet.shadow_png, puppet)
                paint_on(far if near is None else near, shadow, puppet.left, puppet.top)

        def set_down(puppet: Puppet) -> StillLayer:
            set_shadow(puppet)
            return still_sheet(sheet(puppet.png, puppet), puppet.left, puppet.top, size)

        def cut_out(png: bytes, puppet: Puppet) -> Sprite:
            return sprite(sheet(png, puppet), puppet.left, puppet.top)

        acting = {p.figure for p in puppets if _mover(p) in movers}
        stirring_on = acting | {p.figure for p in puppets if _stirs_where_it_stands(p)}
        drawn = {p.figure for p in puppets if _is_drawn_standing(p)}
        sprites = {p.figure: cut_out(p.png, p) for p in puppets if p.figure in stirring_on | drawn}
        rooms = spaces_for(puppets, sprites, size, leaves_upwards=leaves_upwards)
        feet = {puppet.figure: puppet.foot for puppet in puppets}
        plans = {puppet.figure: puppet.plan for puppet in puppets}
        # What was behind a figure painted into its picture is guessed: it does not bend.
        rigged = () if self._painted_in else [p for p in puppets if p.figure in stirring_on and not p.holder]
        rigs = {p.figure: rig_of(sprites[p.figure], p.plan) for p in rigged}

        shadows = {p.figure: cut_out(p.shadow_png, p) for p in puppets if p.figure in acting and p.shadow_png}

        def arms_of(mover: int) -> Jointed | None:
            if not any(move.figure == mover and move.action in WITH_ARMS for move in moves):
                return None
            found = jointed(sprites[mover], shadows.get(mover))
            return found and found.holding([sprites[p.figure] for p in puppets if p.holder == mover])

        arms_by = {mover: arms for mover in movers if (arms := arms_of(mover))}

        def player(puppet: Puppet) -> Player:
            figure, mover = sprites[puppet.figure], _mover(puppet)
            if puppet.figure not in acting:
                set_shadow(puppet)
                return Player(
                    figure,
                    None,
                    puppet.foot,
                    (),
                    (),
                    _still_room(figure, puppet),
                    None,
                    rigs.get(puppet.figure),
                )
            shadow = shadows.get(puppet.figure)
            own = tuple(move for move in moves if move.figure == mover)
            seen = reactions_to(moves, mover, rooms[mover].others)
            rig, arms = rigs.get(mover), arms_by.get(mover)
            room = replace(rooms[mover], joints=rig.joints if rig else Joints(plans[mover]))
            if arms:  # of what is held, too: its holder waves another way without them
                room = replace(room, arms=arms.rooms)
            if mover != puppet.figure:
                grip = grip_of(figure, sprites[mover])
                return Player(figure, shadow, feet[mover], own, seen, room, None, rig, grip)
            return Player(figure, shadow, puppet.foot, own, seen, room, arms, rig)

        def with_face(puppet: Puppet) -> Player:
            one = player(puppet)
            if one.is_held or self._painted_in:
                return one
            face = expressive(one.figure, puppet.plan)
            words = tuple(each.word for each in said if each.figure == puppet.figure)
            return replace(one, expressive=face, said=words)

        self._cast = tuple(with_face(p) if p.figure in stirring_on else set_down(p) for p in puppets)
        self._far = split(far)
        self._near = None if near is None else _near(near, size)

    def film(self, camera: Camera, view: View, frame: int, out: Frame) -> None:
        """Write what the view shows at a frame into `out`."""
        camera.aim(self, view)
        t_s = (frame - self._speech_start_frame) / self._fps
        players = [player for player in self._cast if isinstance(player, Player)]
        held_s = floor(t_s * _IDLE_FPS + _SAME_MOMENT) / _IDLE_FPS
        acting = [player.acts(t_s) for player in players]
        moments_s = [t_s if acts else held_s for acts in acting]

        def whole() -> Plane:
            self._film(camera, view, frame, out, players, moments_s)
            return out.buffer.copy() if camera.rests else out.buffer

        if self._air or any(acting):
            self._film(camera, view, frame, out, players, moments_s)
        else:
            _refill(out, camera.kept("whole", whole, at=held_s))

    def _film(
        self,
        camera: Camera,
        view: View,
        frame: int,
        out: Frame,
        players: Sequence[Player],
        moments_s: Sequence[float],
    ) -> None:
        self._film_ground(camera, view, frame, out)
        if self._air:
            self._air.film(camera, view, frame, out, (1,))
        onto_frame = camera.onto_frame(self._far.size, view)

        def laid_at(player: Player, at_s: float) -> tuple[list[Laid], list[Laid]]:
            pose, look = self._pose(player, at_s, view), player.look(at_s)
            return self._lay(player, pose, look, onto_frame, out)

        laid = [
            camera.kept(("player", number), partial(laid_at, player, at_s), at=at_s)
            for number, (player, at_s) in enumerate(zip(players, moments_s, strict=True))
        ]
        for _, shadow in laid:
            put_laid(shadow, out)
        figures = iter(laid)
        for part in self._cast:
            if isinstance(part, StillLayer):
                part.lay(camera, view, out, cv2.INTER_LINEAR)
            else:
                put_laid(next(figures)[0], out)
        if self._air:
            self._air.film(camera, view, frame, out, (2,))

    def _lay(
        self, player: Player, pose: Pose, look: Look, onto_frame: Affine, out: Frame
    ) -> tuple[list[Laid], list[Laid]]:
        """Give a figure, and its shadow, as they lie on a frame like `out`."""
        figure, shadow = player.shaped(pose, look)
        bent, laid_shadow = player.bent(pose), list[Laid]()
        if shadow is not None:
            thrown, strength = shadow_pose(pose, player.room)
            onto = placed(shadow, player.foot, thrown, onto_frame)
            laid_shadow = lay_soft(shadow, onto, out, strength, bent if player.bends_shadow else None)
        onto = placed(figure, player.foot, pose, onto_frame)
        if player.is_held:
            return lay(figure, onto @ carried(player.grip, bent), out), laid_shadow
        return lay(figure, onto, out, bent=bent), laid_shadow

    def _pose(self, player: Player, t_s: float, view: View) -> Pose:
        if self._painted_in:
            return stirring(t_s, player.room.phase, view)
        return pose_at(t_s, player.moves, player.room, player.reactions)

    def _film_ground(self, camera: Camera, view: View, frame: int, out: Frame) -> None:
        if self._air and self._air.has_depth(0):
            self._film_far(camera, view, out)
            self._air.film(camera, view, frame, out, (0,))
            self._film_near(camera, view, out)
            return

        def ground() -> Plane:
            self._film_far(camera, view, out)
            self._film_near(camera, view, out)
            return out.buffer.copy() if camera.rests else out.buffer

        _refill(out, camera.kept("ground", ground))

    def _film_far(self, camera: Camera, view: View, out: Frame) -> None:
        near = self._near
        if near is None:
            camera.film(self._far, view, out)
            return
        rows = Area(0, self._whole(near, camera, view).top, 0, camera.size[0])
        # What is far may be a little soft, as air makes it; that is half the work.
        camera.film(self._far, at_pace(view, FAR_PACE), out, rows, cv2.INTER_LINEAR)

    def _film_near(self, camera: Camera, view: View, out: Frame) -> None:
        if near := self._near:
            camera.film(near.layer.colors, view, out, self._whole(near, camera, view))
            near.layer.lay(camera, view, out)

    def _whole(self, near: _Near, camera: Camera, view: View) -> Area:
        """Give where in the frame the ground hides all that is behind it."""
        width, height = camera.size
        onto = camera.onto_frame(self._far.size, view)
        return seen(Area(near.whole_row, height, 0, width), onto, camera.size)


def _refill(out: Frame, kept: Plane) -> None:
    """Put what was kept of a frame into it, unless it was drawn there just now."""
    if kept is not out.buffer:
        out.buffer[:] = kept


def _mover(puppet: Puppet) -> int:
    """Give the figure that a puppet moves with."""
    return puppet.figure if puppet.holder is None else puppet.holder


def _stirs_where_it_stands(puppet: Puppet) -> bool:
    """Tell whether a figure of the child's does not act, but can be seen to live: a tree, the sun."""
    return _is_drawn_standing(puppet) and puppet.plan in _STIRS


def _is_drawn_standing(puppet: Puppet) -> bool:
    """Tell whether a figure of the child's stays where it is."""
    return puppet.holder == 0 and puppet.figure < FIRST_CO_STAR


def _still_room(figure: Sprite, puppet: Puppet) -> ActionSpace:
    """Give the room of what stays where it is."""
    return ActionSpace(
        height=float(figure.height),
        width=float(figure.width),
        up=0.0,
        walk=0.0,
        off=0.0,
        facing=0,
        neighbour=0.0,
        phase=puppet.figure * 0.618 % 1,
        joints=Joints(puppet.plan, bends=True),
    )


def _scaled(puppet: Puppet, scale: float) -> Puppet:
    left, top = round(puppet.left * scale), round(puppet.top * scale)
    return replace(puppet, left=left, top=top, foot=(puppet.foot[0] * scale, puppet.foot[1] * scale))


def _fitted(rgba: Rgba, size: tuple[int, int]) -> Rgba:
    if rgba.shape[1] == size[0]:
        return rgba
    return np.asarray(cv2.resize(rgba, size, interpolation=cv2.INTER_AREA), np.uint8)


def _near(rgba: Rgba, size: tuple[int, int]) -> _Near:
    leaks = np.flatnonzero(rgba[..., 3].min(1) < 255)
    whole_row = min(len(rgba), int(leaks[-1]) + 1 + _REACH_PX) if len(leaks) else 0
    return _Near(still_layer(rgba, size, n_rows=whole_row), whole_row)
