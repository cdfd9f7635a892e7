"""The stage of a scene: horizon, light, and the places its figures have taken."""

from dataclasses import dataclass
from enum import Enum

from storyvid_dagster.core.captions import caption_place
from storyvid_dagster.illustration.shapes import Rng

IN_FRONT = 0.012
"""Room between the lowest thing and a caption, in parts of the height."""


class Footing(Enum):
    """What the figures are on."""

    GROUND = "ground"
    RAFT = "raft"
    AFLOAT = "afloat"
    WATER = "water"
    """Open water; with a raft it would be RAFT."""


@dataclass(frozen=True)
class Standing:
    """Where one figure goes; pixels of the frame."""

    figure: int
    """Index among the figures of the scene; 0 leads."""
    x: float
    """Middle of the feet."""
    foot_y: float
    width: float
    height: float
    mirrored: bool
    tilt_degrees: float
    on_ground: bool = True
    """Whether it stands; who flies, swims or rides does not."""
    swims: bool = False
    """Whether it cannot be out of water."""

    @property
    def top(self) -> float:
        """Top edge."""
        return self.foot_y - self.height

    @property
    def left(self) -> float:
        """Left edge."""
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class SceneLayout:
    """The empty stage, with the places taken by figures."""

    width: int
    height: int
    horizon_y: float
    ground_y: float
    """Highest the near ground may begin: above all feet."""
    foot_y: float
    standings: tuple[Standing, ...]
    """Those behind first."""
    footing: Footing
    light_x: float
    light_y: float
    """Where sun or moon hangs."""
    has_own_light: bool = False
    """Whether the child drew the sun or the moon that hangs there."""
    has_own_house: bool = False
    """Whether the child drew the house or the castle that stands there."""
    carried: tuple[tuple[float, float], ...] = ()
    """Left and right of things that stand among the company."""
    floats: tuple[tuple[float, float, float], ...] = ()
    """Left, right and feet of those on open water who neither swim nor fly."""
    brook: tuple[float, float] | None = None
    """Upper and lower edge of water that runs through a dry place, where somebody has to swim."""
    with_lead: frozenset[int] = frozenset({0})
    """The leading figure with whoever rides with it."""

    @property
    def has_ground(self) -> bool:
        """Whether shadows fall on what the figures are on."""
        return self.footing in (Footing.GROUND, Footing.RAFT)

    @property
    def unit(self) -> float:
        """What sizes of things are parts of: the height, or less where the frame is narrow."""
        return min(self.width, self.height) ** 0.65 * self.height**0.35

    @property
    def front_y(self) -> float:
        """Lowest that anything stands: below it is the place of captions."""
        return caption_place((self.width, self.height)).top_y - IN_FRONT * self.height

    @property
    def feet(self) -> tuple[float, ...]:
        """Where feet are on the ground, and where they would be of a hero that is not."""
        return (self.foot_y, *(s.foot_y for s in self.standings if s.on_ground))

    @property
    def lead(self) -> Standing:
        """The figure the scene is about."""
        return next(s for s in self.standings if s.figure == 0)

    @property
    def left(self) -> float:
        """Left edge of the company."""
        return min(*(s.left for s in self.standings), *(left for left, _ in self.carried), self.width)

    @property
    def right(self) -> float:
        """Right edge of the company."""
        return max(*(s.right for s in self.standings), *(right for _, right in self.carried), 0)

    def x(self, part: float) -> float:
        """A place across the frame, 0 to 1."""
        return part * self.width

    def y(self, part: float) -> float:
        """A place down the frame, 0 to 1."""
        return part * self.height

    def free_x(self, rng: Rng, half_width: float, low: float = 0.03, high: float = 0.97) -> float:
        """A place across the frame for something tall, as little behind the figures as can be."""

        def hidden(x: float) -> float:
            return sum(
                max(0.0, min(x + half_width, s.right) - max(x - half_width, s.left)) for s in self.standings
            )

        tries = [float(v) * self.width for v in rng.uniform(low, high, 10)]
        return min(tries, key=lambda x: (hidden(x), 0))
