"""What is in the air of a scene, set into its frames before and behind the figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.scenery import WeatherSheets
from storyvid_dagster.core.story import Weather
from storyvid_dagster.images import read_rgba
from storyvid_dagster.render.camera import FAR_PACE, Camera, View, at_pace
from storyvid_dagster.render.particles.motion import (
    DRIFTS,
    Flight,
    Floats,
    ParticleMotion,
    ParticlePositions,
    chances,
    positions_at,
)
from storyvid_dagster.render.particles.sprites import UprightSprite, lay_sprite, upright_sprite
from storyvid_dagster.render.planes import Frame
from storyvid_dagster.render.stage.pose import Pose
from storyvid_dagster.render.stage.puppets import Affine, Sprite, placed, put, shrunk, sprite

AIR_VERSION = 1
"""Raise it when the same sheets would move otherwise."""
_PACES = (FAR_PACE, 1.0, 1.4)
"""So much of what the ground does each depth does when the camera moves: far, about the figures, near."""
_GRID_FPS = 15
"""What is made of squares moves in steps of time too."""
_FLECKS = frozenset({Weather.RAIN, Weather.SNOW, Weather.BUBBLES})
"""None of them turns or fades."""


@dataclass(frozen=True)
class _Swarm:
    """The particles of one depth."""

    drift: ParticleMotion | Flight
    chance: Floats
    sheets: tuple[Sprite, ...]
    """They take turns; their edges are counted from their middle."""
    flecks: tuple[UprightSprite, ...]
    """The same as flecks; empty: they turn."""
    margin_px: float
    pace: float


class ParticleLayers:
    """The particles of a scene, ready for a film of some size. Where they are depends on the moment alone."""

    def __init__(
        self, sheets: WeatherSheets, size: tuple[int, int], *, fps: int, seed: Sequence[int], what: str
    ) -> None:
        """Read the sheets.

        Args:
            sheets: One particle each.
            size: (width, height) of the film, which may be smaller than the picture they are drawn for.
            fps: Frames a second.
            seed: Another one is another sky.
            what: Names the picture in errors.

        Raises:
            RenderError: A sheet cannot be read.
        """
        self._size, self._fps = size, fps
        scale = size[0] / sheets.width_px
        self._grid_px = sheets.grid_px * scale if sheets.grid_px > 1 else 0.0

        def swarm(depth: int, drift: ParticleMotion | Flight, pngs: Sequence[bytes]) -> _Swarm:
            read = [shrunk(read_rgba(png, f"the {sheets.weather} of {what}"), scale) for png in pngs]
            sprites = tuple(sprite(rgba, -(rgba.shape[1] // 2), -(rgba.shape[0] // 2)) for rgba in read)
            return _Swarm(
                drift,
                chances(drift, size, (*seed, depth)),
                sprites,
                tuple(map(upright_sprite, sprites)) if sheets.weather in _FLECKS else (),
                max(hypot(*rgba.shape[:2]) / 2 for rgba in read),
                _PACES[depth],
            )

        depths = zip(DRIFTS[sheets.weather], (sheets.far, sheets.mid, sheets.near), strict=False)
        self._swarms = {
            depth: swarm(depth, drift, pngs) for depth, (drift, pngs) in enumerate(depths) if pngs
        }

    def has_depth(self, depth: int) -> bool:
        """Tell whether anything is in the air at a depth: 0 far, 1 about the figures, 2 near."""
        return depth in self._swarms

    def film(self, camera: Camera, view: View, frame: int, out: Frame, depths: Sequence[int]) -> None:
        """Set the particles of these depths, 0 far, 1 about the figures, 2 near, into a frame of `view`."""
        t_s = frame * _GRID_FPS // self._fps / _GRID_FPS if self._grid_px else frame / self._fps
        for depth in filter(self.has_depth, depths):
            self._film(self._swarms[depth], camera, view, t_s, out)

    def _film(self, swarm: _Swarm, camera: Camera, view: View, t_s: float, out: Frame) -> None:
        at = positions_at(t_s, swarm.drift, swarm.chance, self._size, swarm.margin_px)
        onto = camera.onto_frame(self._size, at_pace(view, swarm.pace))
        if self._grid_px:
            at = _on_grid(at, self._grid_px)
        seen = (at.strength > 0) & self._shows(at, onto, swarm.margin_px)
        for n in np.flatnonzero(seen).tolist():
            if swarm.flecks:
                what = swarm.flecks[n % len(swarm.flecks)]
                lay_sprite(what, onto[0, 0] * at.x[n] + onto[0, 2], onto[1, 1] * at.y[n] + onto[1, 2], out)
            else:
                sheet = swarm.sheets[n % len(swarm.sheets)]
                pose = Pose(at.x[n], at.y[n], at.turn_degrees[n], at.wide[n])
                put(sheet, placed(sheet, (0, 0), pose, onto), out, at.strength[n])

    def _shows(self, at: ParticlePositions, onto: Affine, margin_px: float) -> NDArray[np.bool_]:
        (width, height), (zoom, reach) = self._size, (onto[0, 0], onto[0, 0] * margin_px + 2)
        across, down = zoom * at.x + onto[0, 2], zoom * at.y + onto[1, 2]
        return (across > -reach) & (across < width + reach) & (down > -reach) & (down < height + reach)


MakeParticleLayers = Callable[[tuple[int, int]], ParticleLayers]
"""Makes what is in the air ready for a film of some size."""


def _on_grid(at: ParticlePositions, side_px: float) -> ParticlePositions:
    """Let particles made of squares stay on the squares of the picture, and turn by right angles only."""
    x, y, quarters = (np.rint(part) for part in (at.x / side_px, at.y / side_px, at.turn_degrees / 90))
    return ParticlePositions(x * side_px, y * side_px, 90 * quarters, np.sign(at.wide), at.strength)
