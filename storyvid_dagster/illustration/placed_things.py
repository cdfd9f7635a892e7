"""Props and where they are: what the search for places begins and ends with."""

from dataclasses import dataclass, replace

from storyvid_dagster.core.things import Spot
from storyvid_dagster.illustration.scene_layout import Standing

FACE = 0.42
"""Upper part of a figure that nothing covers."""
GAP = 0.14
"""Free paper between neighbours of a group, in heights of one."""


@dataclass(frozen=True)
class Item:
    """A prop that needs a place."""

    number: int
    aspect: float
    """Width over height."""
    size: float
    """Height in heights of the hero, of one."""
    spot: Spot
    count: int = 1
    """How many of it there are."""
    rows: tuple[int, ...] = (1,)
    """How many of it are in each row, the rear one first; then the size and aspect are the group's."""


@dataclass(frozen=True)
class Grip:
    """Where the hero can hold and wear something, in pixels of the frame."""

    left: tuple[float, float]
    right: tuple[float, float]
    """Where its outline ends at the height of its hands."""
    crown: tuple[float, float]
    """Top of its head."""
    head_width: float
    neck: tuple[float, float] | None = None
    """Where it is narrow under its head; `None`: nobody can tell a head from a body."""
    neck_width: float = 0.0


@dataclass(frozen=True)
class Placed:
    """A prop in its place; pixels of the frame."""

    number: int
    x: float
    foot_y: float
    width: float
    height: float
    behind: bool = False
    """Whether the figures stand before it."""
    carried: bool = False
    """Whether it goes where the hero goes."""
    grounded: bool = False
    """Whether it throws a shadow on the ground."""
    rows: tuple[int, ...] = (1,)
    """How many of it are in each row, the rear one first."""

    @property
    def box(self) -> "Box":
        """What it covers."""
        return Box(self.x - self.width / 2, self.foot_y - self.height, self.x + self.width / 2, self.foot_y)

    @property
    def is_group(self) -> bool:
        """Whether it is more than one."""
        return self.rows != (1,)

    @property
    def each(self) -> "tuple[Placed, ...]":
        """Every one of a group in its place; those of the rear rows first."""
        height = self.height / height_of_rows(len(self.rows))
        wide = self.width - height * GAP * (max(self.rows) - 1)
        width, step = wide / max(self.rows), (1 + GAP) * height
        return tuple(
            replace(
                self,
                x=self.x + (n - (in_row - 1) / 2) * (width + GAP * height),
                foot_y=self.foot_y - (len(self.rows) - 1 - row) * step,
                width=width,
                height=height,
                rows=(1,),
            )
            for row, in_row in enumerate(self.rows)
            for n in range(in_row)
        )


@dataclass(frozen=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Its area."""
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)

    def shared(self, other: "Box") -> float:
        """The area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, wide) * max(0.0, high)


def body_of(figure: Standing) -> Box:
    """Give what a figure covers."""
    return Box(figure.left, figure.top, figure.right, figure.foot_y)


def face_of(figure: Standing) -> Box:
    """Give the part of a figure where its face is."""
    return Box(figure.left, figure.top, figure.right, figure.top + FACE * figure.height)


def height_of_rows(rows: int) -> float:
    """Height of so many rows, in heights of one thing."""
    return rows + GAP * (rows - 1)
