"""The even beats of music: what it is played on, and what figures dance to."""

from math import ceil

from pydantic import Field

from storyvid_dagster.core.files import Document


class Pulse(Document):
    """Beats that go on evenly."""

    beat_s: float = Field(gt=0, description="From one beat to the next")
    first_s: float = Field(default=0.0, description="A beat, on the clock of whatever this belongs to")

    def seen_from(self, start_s: float) -> "Pulse":
        """Give the same beats on a clock that starts at `start_s` of this one."""
        return Pulse(beat_s=self.beat_s, first_s=self.first_s - start_s)

    def gone(self, t_s: float) -> float:
        """Count the beats up to a moment; a whole number on a beat, below 0 before the first.

        >>> Pulse(beat_s=0.5, first_s=1.0).gone(2.25)
        2.5
        """
        return (t_s - self.first_s) / self.beat_s

    def within(self, until_s: float) -> tuple[float, ...]:
        """Give the beats after 0 and before `until_s`.

        >>> Pulse(beat_s=0.5, first_s=1.0).within(1.6)
        (0.5, 1.0, 1.5)
        """
        first, after = (ceil(self.gone(at_s)) for at_s in (0.0, until_s))
        times_s = (self.first_s + self.beat_s * k for k in range(first, after))
        return tuple(at_s for at_s in times_s if at_s > 0)
