"""How one shot gives way to the next: in each style as its paper, wax or paint would.

A transition is a map of moments: each pixel changes from the old picture to the new one when its own
moment has come, within a soft edge. Whatever the style, that is one table look-up and one blend.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.request import Style
from storyvid_dagster.render.planes import Frame, Plane

TRANSITION_VERSION = 1
"""Raise it when the same transition would look otherwise."""

Moments = NDArray[np.floating]
"""(H, W): when each pixel changes, on any scale."""
_STEPS = np.arange(256, dtype=np.float32) / 255


@dataclass(frozen=True)
class _Kind:
    moments: Callable[[Moments, Moments, np.random.Generator], Moments]
    """Takes x, to the right, and y, downwards, both 0 to 1."""
    soft: float
    """Width of the edge, as a part of the time."""
    shade: float = 0.0
    """How dark the new sheet's shadow falls on the old one, before the edge."""


@dataclass(frozen=True)
class Transition:
    """The transition of a film."""

    style: Style
    size: tuple[int, int]
    """(width, height)."""

    @property
    def name(self) -> str:
        """Names all that decides how it looks."""
        return f"{self.style} {TRANSITION_VERSION}"

    def mix(self, frame: Frame, following: Frame, part: float) -> None:
        """Let `following` take the place of `frame`, in place, as far as `part` says, 0 to 1."""
        kind = _KINDS[self.style]
        moments, half = self._maps
        eased = part * part * (3 - 2 * part)
        edge = eased * (1 + kind.soft) - kind.soft
        come = _table((edge + kind.soft - _STEPS) / kind.soft)
        if kind.shade:
            before = np.clip(1 - (_STEPS - edge - kind.soft) / _SHADOW, 0, 1) * (edge < _STEPS)
            dark = _table(1 - kind.shade * min(1.0, 8 * eased) * before**2)
            cv2.multiply(frame.y, cv2.LUT(moments, dark), dst=frame.y, scale=1 / 255)
        for old, new, when in (
            (frame.y, following.y, moments),
            (frame.u, following.u, half),
            (frame.v, following.v, half),
        ):
            share = cv2.LUT(when, come)
            cv2.multiply(old, cv2.bitwise_not(share), dst=old, scale=1 / 255)
            cv2.add(old, cv2.multiply(new, share, scale=1 / 255), dst=old)

    @cached_property
    def _maps(self) -> tuple[Plane, Plane]:
        """The moments at full and at half size, as bytes."""
        width, height = self.size
        rng = np.random.default_rng(len(self.style))
        x, y = np.meshgrid(
            np.linspace(0, 1, width, dtype=np.float32), np.linspace(0, 1, height, dtype=np.float32)
        )
        moments = _KINDS[self.style].moments(x, y, rng)
        low, high = float(moments.min()), float(moments.max())
        whole = np.rint((moments - low) * (255 / (high - low))).astype(np.uint8)
        half = cv2.resize(whole, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
        return whole, np.asarray(half, np.uint8)


_SHADOW = 0.1
"""Width of a shadow, as a part of the time."""


def _table(values: NDArray[np.floating]) -> Plane:
    return np.rint(np.clip(values, 0, 1) * 255).astype(np.uint8)


def _cloud(like: Moments, cells: tuple[int, int], rng: np.random.Generator) -> Moments:
    """Smooth noise, 0 to 1, of so many cells (across, down)."""
    grid = rng.random((cells[1], cells[0]), dtype=np.float32)
    size = (like.shape[1], like.shape[0])
    return np.asarray(cv2.resize(grid, size, interpolation=cv2.INTER_CUBIC), np.float32)


def _page(x: Moments, y: Moments, rng: np.random.Generator) -> Moments:
    """A page is turned from the right, its lower corner first."""
    del rng
    return 1 - x + 0.16 * (1 - y) + 0.05 * np.sin(np.pi * y)


def _wash(x: Moments, y: Moments, rng: np.random.Generator) -> Moments:
    """Wet paint runs across."""
    return 0.5 * x + 0.15 * y + 0.45 * _cloud(x, (9, 6), rng) + 0.12 * _cloud(x, (40, 24), rng)


def _strokes(x: Moments, y: Moments, rng: np.random.Generator) -> Moments:
    """Slanted strokes of wax fill the page from corner to corner."""
    along = x + 0.6 * y
    stroke = np.abs((24 * (x - 0.45 * y)) % 1 - 0.5)
    return along + 0.22 * stroke + 0.12 * _cloud(x, (90, 50), rng)


def _iris(x: Moments, y: Moments, rng: np.random.Generator) -> Moments:
    """A round window opens in the middle."""
    del rng
    height, width = x.shape
    return np.hypot((x - 0.5) * width, (y - 0.5) * height)


def _torn(x: Moments, y: Moments, rng: np.random.Generator) -> Moments:
    """A sheet with a torn edge is pushed over from the right."""
    edge = 0.5 * _cloud(x, (2, 8), rng) + 0.22 * _cloud(x, (2, 40), rng)
    return 1 - x + 0.16 * edge + 0.04 * y


def _blocks(x: Moments, y: Moments, rng: np.random.Generator) -> Moments:
    """Square by square, from the top."""
    height, width = x.shape
    side = max(4, min(height, width) // 18)
    grid = rng.random((-(-height // side), -(-width // side)), dtype=np.float32)
    squares = np.kron(grid, np.ones((side, side), np.float32))[:height, :width]
    return 0.7 * squares + 0.5 * y


_KINDS: Mapping[Style, _Kind] = {
    Style.STORYBOOK: _Kind(_page, 0.02, shade=0.5),
    Style.WATERCOLOR: _Kind(_wash, 0.3),
    Style.CRAYON: _Kind(_strokes, 0.07),
    Style.COMIC: _Kind(_iris, 0.012, shade=0.7),
    Style.PAPERCUT: _Kind(_torn, 0.012, shade=0.55),
    Style.PIXEL: _Kind(_blocks, 0.01),
}
