"""How something is composed in a view: the room round it, and the windows that hold it."""

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.render.window import Rect, Window, Windows

PUSH = 0.95
"""A camera that comes closer to something still shows so much of the side at the end."""
SIDES, _HEADROOM, _FLOOR = 0.07, 0.08, 0.03
"""Free room round what is framed, in parts of the window."""
TIGHT_SIDES = 0.03
"""The same to the sides of who is so broad, or has so near a neighbour, that there is no cut to it else."""
_MIDDLE = 0.28
"""The middle of what is framed is no nearer to a side of the window: beside it others would be looked for."""
_UPPER_HALF = 0.46
"""The middle of what is framed is so far down in the window, where there is room: just above the middle."""
_LOWEST = 0.4
"""What is framed begins no lower in the window: somebody at the lower edge looks lost."""
_HIGHEST = 0.36
"""Nor is its middle any higher: below somebody at the upper edge there is nothing but ground."""
_ACROSS, _DOWN = np.array([0.5, 0.25, 0.75, 0.0, 1.0]), np.array([0.0, 0.5, 1.0])
"""How much of the free room is to the left of what is framed, or above it, in the order of trying. Down, the
middle is tried first."""


def pushed(window: Window) -> Window:
    """Come a little closer."""
    shrunk = window.side * (1 - PUSH)
    return Window(window.left + shrunk / 2, window.top + 0.4 * shrunk, window.side - shrunk)


def between(value: float, most: float) -> float:
    """Keep a value from 0 to `most`."""
    return min(max(0.0, value), most)


def least_side(core: Rect, room: float = SIDES) -> float:
    """Give the side of the smallest window with a box and the room round it."""
    return max(core.width / (1 - 2 * room), core.height / (1 - _HEADROOM - _FLOOR))


def around(core: Rect, sides: NDArray[np.float64], room: float = SIDES) -> Windows:
    """Give windows of some sizes that hold a box, the best composed one of each first."""
    left = np.maximum(core.right + room * sides - sides, core.middle_x - (1 - _MIDDLE) * sides)
    right = np.minimum(core.left - room * sides, core.middle_x - _MIDDLE * sides)
    high = np.minimum(core.top - _HEADROOM * sides, core.middle_y - _HIGHEST * sides)
    low = np.maximum(core.bottom + _FLOOR * sides - sides, core.top - _LOWEST * sides)
    across = left + (right - left) * _ACROSS[:, None, None]
    middle = np.clip(core.middle_y - _UPPER_HALF * sides, low, high)
    down = np.vstack([middle, high + (low - high) * _DOWN[:, None]])
    found = np.stack(np.broadcast_arrays(across, down, sides), axis=-1)
    found[..., :2] = np.clip(found[..., :2], 0, (1 - sides)[:, None])
    return found.transpose(2, 0, 1, 3).reshape(-1, 3)
