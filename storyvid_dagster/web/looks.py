"""The figures of a drawing that was just chosen: looked at one by one, and kept in memory only."""

from collections import OrderedDict
from dataclasses import dataclass, field
from secrets import token_urlsafe
from threading import BoundedSemaphore, Lock
from typing import BinaryIO

from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.errors import StoryvidError
from storyvid_dagster.intake.inbox import Limits
from storyvid_dagster.stages.first_look import SeenAtOnce, first_look

_KEPT = 32
"""Drawings whose figures are remembered; a few hundred kilobytes each at most."""
_IN_LINE = 4
"""Drawings that may wait; more are told to come back."""


class TooMany(StoryvidError):
    """More is asked at once than is done at once."""


@dataclass(frozen=True)
class Look:
    """What was seen in a drawing."""

    token: str
    """Names its pictures; nobody can guess it."""
    figures: tuple[SeenAtOnce, ...]


@dataclass
class Looks:
    """Looks at one drawing at a time, and remembers the last few."""

    limits: Limits
    _one: Lock = field(default_factory=Lock)
    _line: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_IN_LINE))
    _kept: OrderedDict[str, tuple[str | None, Look]] = field(
        default_factory=OrderedDict[str, tuple[str | None, Look]]
    )

    def look(self, drawing: BinaryIO, name: str, asked: StoryRequest, user: str | None = None) -> Look:
        """Cut out the figures of a drawing.

        Raises:
            DrawingRejected: It is not a drawing.
            TooMany: Others wait already.
        """
        if not self._line.acquire(blocking=False):
            raise TooMany("many drawings are being looked at just now: the film is made all the same")
        try:
            with self._one:
                data = drawing.read(self.limits.max_bytes + 1)
                figures = first_look(
                    data, name, asked, max_bytes=self.limits.max_bytes, max_pixels=self.limits.max_pixels
                )
                look = Look(token_urlsafe(), figures)
                self._kept[look.token] = (user, look)
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
                return look
        finally:
            self._line.release()

    def picture(self, token: str, number: int, user: str | None = None) -> bytes | None:
        """Give the PNG of a figure; `None` where it is not remembered, or was shown to another user."""
        whose, look = self._kept.get(token, (None, None))
        if look is None or whose != user:
            return None
        return next((one.png for one in look.figures if one.number == number), None)
