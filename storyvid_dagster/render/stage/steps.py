"""Walking: where the body is, and where each foot, which stays where it is put down."""

from math import pi, sin

_MOST_TIMES = 2
"""Whoever has short legs takes so many steps for one."""
_FLIP_REST = 0.3
"""Seconds at both ends in which whoever has to turn round stays on the spot."""


def soft(part: float) -> float:
    """Ease from 0 to 1."""
    part = min(1.0, max(0.0, part))
    return part * part * (3 - 2 * part)


def gone(part: float, n_steps: int, length_s: float, *, turns: bool) -> float:
    """Tell how much of its way a figure has gone, 0 to 1: evenly but for the first and the last step.

    >>> gone(0.0, 8, 2.8, turns=False), gone(0.5, 8, 2.8, turns=False), gone(1.0, 8, 2.8, turns=True)
    (0.0, 0.5, 1.0)
    """
    still = min(0.3, _FLIP_REST / length_s) if turns else 0.0
    q = min(1.0, max(0.0, (part - still) / (1 - 2 * still)))
    ramp = 1 / max(2, n_steps)
    if q < ramp:
        way = q * q / (2 * ramp)
    elif q > 1 - ramp:
        way = 1 - ramp - (1 - q) ** 2 / (2 * ramp)
    else:
        way = q - ramp / 2
    return way / (1 - ramp)


def steps_taken(way_px: float, n_steps: int, reach_px: float) -> int | None:
    """Give how many steps a way takes with legs that reach so far; `None`: more than can be seen.

    >>> steps_taken(400, 8, 40), steps_taken(400, 8, 20), steps_taken(400, 8, 5)
    (8, 16, None)
    """
    for times in range(1, _MOST_TIMES + 1):
        if abs(way_px) <= 2 * reach_px * (times * n_steps - 1):
            return times * n_steps
    return None


def foot_at(which: int, part: float, n_steps: int, length_s: float, *, turns: bool) -> tuple[float, float]:
    """Tell where a foot is: how much of the way it has gone, and how high it is lifted, 0 to 1.

    Args:
        which: 0 for the foot that steps first, 1 for the other.
        part: How much of the walk is over, 0 to 1.
        n_steps: Of both feet together.
        length_s: How long the walk takes.
        turns: Whether the figure turns round before it goes.
    """

    def body(at: float) -> float:
        return gone(at, n_steps, length_s, turns=turns)

    def put_down(step: int) -> float:
        """Where a foot comes down: in the middle of what the body goes until it is lifted."""
        if step < 0:
            return 0.0
        if step >= n_steps - 2:
            return 1.0
        return (body((step + 1) / n_steps) + body((step + 2) / n_steps)) / 2

    step = min(n_steps - 1, int(part * n_steps))
    if step % 2 != which:
        return put_down(step - 1), 0.0
    swing = part * n_steps - step
    before, after = put_down(step - 2), put_down(step)
    return before + (after - before) * soft(swing), sin(pi * min(1.0, swing)) if after > before else 0.0
