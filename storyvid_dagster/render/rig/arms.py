"""What an arm can do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ArmSpace:
    """How far an arm can be moved, in degrees."""

    up: float
    down: float
    slope: float
    """How far it points upwards at rest; negative: downwards."""

    def allows(self, degrees: float) -> bool:
        """Tell whether the arm can be moved so far, from lowest to highest."""
        return self.up + self.down >= degrees

    def raised(self, swing: float, about: float, degrees: float) -> float:
        """Give how far an arm is raised, below 0 lowered, that swings about a slope as well as it can.

        >>> ArmSpace(up=40, down=40, slope=10).raised(1, about=30, degrees=15)
        35.0
        >>> ArmSpace(up=20, down=20, slope=10).raised(1, about=30, degrees=15)
        20.0

        Args:
            swing: -1 to 1, from the lowest to the highest place it swings to.
            about: The slope in the middle, in degrees.
            degrees: From there to both sides.
        """
        wide = min(degrees, (self.up + self.down) / 2)
        middle = min(max(about - self.slope, wide - self.down), self.up - wide)
        return float(middle + wide * swing)


NO_ROOM = ArmSpace(0, 0, 0)
