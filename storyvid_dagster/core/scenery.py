"""A picture taken apart, so that a film can move its parts."""

from dataclasses import dataclass

from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.core.story import Weather

PixelBox = tuple[int, int, int, int]
"""Left, top, right and bottom."""


@dataclass(frozen=True)
class Extent:
    """Where something is on its sheet, in pixels of the sheet."""

    whole: PixelBox
    """What shows of it."""
    face: PixelBox
    """Where its face is, if it has one."""
    is_seen: bool = False
    """Whether its eyes and mouth were found there."""


@dataclass(frozen=True)
class Puppet:
    """A figure that can be moved about on the stage, as it is before it moves."""

    figure: int
    """Its number in the drawing, 1 being the hero, or that of a co-star or prop."""
    png: bytes
    """RGBA PNG, as large as it is in the picture."""
    shadow_png: bytes | None
    """RGBA PNG of the same size of what it throws on the ground; `None` for one that floats."""
    left: int
    """Its left edge, in pixels of the picture."""
    top: int
    """Its top edge, in pixels of the picture."""
    foot: tuple[float, float]
    """What it stands on, turns and stretches about (x, y), in pixels of the picture."""
    holder: int | None = None
    """The figure it moves with; 0: it stands still; `None`: it moves by itself."""
    plan: BodyPlan | None = None
    """How its kind is built, which decides what of it bends; `None`: not known."""
    extent: Extent | None = None
    """Where on its sheet it is; `None`: not measured."""


@dataclass(frozen=True)
class Scenery:
    """A picture taken apart, so that a film can move its parts."""

    backdrop: bytes
    """Opaque, of the picture's size: what is far, whole; kept as a JPEG."""
    near: bytes | None
    """With alpha, of the picture's size: the ground the figures stand on; kept as a WebP."""
    puppets: tuple[Puppet, ...]
    """Those behind first."""
    width_px: int
    """Of the picture; the places of the puppets are counted in its pixels."""
    painted_in: bool = False
    """Whether the puppets were lifted off a finished picture. What is behind them is guessed: they only stir,
    they do not act, and their numbers are not those of the drawing."""


@dataclass(frozen=True)
class WeatherSheets:
    """What falls, drifts or floats in a scene, drawn in the style of its picture for a film to move."""

    weather: Weather
    far: tuple[bytes, ...]
    """RGBA PNGs to choose from, each with one particle about its middle: the smallest, farthest away."""
    mid: tuple[bytes, ...]
    """Those about the figures."""
    near: tuple[bytes, ...]
    """The largest, before the figures; may be empty."""
    width_px: int
    """Of the picture they are drawn for."""
    grid_px: int
    """Side of the squares the picture is made of; 1: it has no grid of its own."""
