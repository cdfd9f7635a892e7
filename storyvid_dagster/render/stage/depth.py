"""How a figure painted into its picture stirs: so little that nobody sees what was guessed behind it."""

from dataclasses import replace
from math import pi, sin

from storyvid_dagster.render.camera import View
from storyvid_dagster.render.stage.pose import Pose

_LEANS = 0.4
"""How far a head lags behind, in heights of the figure for each picture's width the camera goes aside."""
_GROWS = 0.12
"""Part of a zoom by which a figure grows more than what is behind it."""
_FARTHEST_ZOOM, _CLOSEST_ZOOM, _MOST_ASIDE = 1.04, 1.16, 0.035
"""Views that go beyond show no more depth: too much of what was guessed would come out from behind."""
_SWAYS, _SWAY_S = 0.005, 4.3
_BREATHES, _BREATH_S = 0.005, 3.1


def stirring(t_s: float, phase: float, view: View) -> Pose:
    """Give the pose of a figure painted into its picture, `t_s` seconds into its scene.

    It breathes, sways, and stands nearer than what is behind it: when the camera goes aside its head lags
    behind, when it comes closer the figure grows a little more. All of it grows from nothing at the feet, so
    that what it stands on and the shadow there, which are painted, stay where they are.

    Args:
        t_s: Seconds.
        phase: 0 to 1; keeps figures from moving in step.
        view: What the camera sees.

    >>> stirring(0.0, 0.0, View(1.04, 0.5, 0.5)) == Pose()
    True
    """
    aside = (view.x - 0.5) * (1 - 1 / view.zoom)
    aside = min(_MOST_ASIDE, max(-_MOST_ASIDE, aside))
    closer = min(view.zoom, _CLOSEST_ZOOM) - _FARTHEST_ZOOM
    near = Pose(tall=1 + _GROWS * closer, lean=-_LEANS * aside)
    return replace(
        near,
        tall=near.tall + _BREATHES * sin(2 * pi * (t_s / _BREATH_S + phase)),
        lean=near.lean + _SWAYS * sin(2 * pi * (t_s / _SWAY_S + 1.7 * phase)),
    )
