"""All ways to draw each kind of figure by program."""

from random import Random

from figures import FIRST_WAYS
from more_beings import BEINGS
from more_things import THINGS
from sketch import Sketch

WAYS = {kind: (*ways, *BEINGS.get(kind, ()), *THINGS.get(kind, ())) for kind, ways in FIRST_WAYS.items()}
"""Kind -> the ways it is drawn; `other` is what must not be named."""


def draw(kind: str, rng: Random) -> Sketch:
    """Draw one figure of a kind."""
    sketch = Sketch(rng)
    rng.choice(WAYS[kind])(sketch)
    return sketch


def draw_two(rng: Random) -> Sketch:
    """Draw two figures that touch and were cut out as one."""
    first, second = (draw(rng.choice([kind for kind in WAYS if kind != "other"]), rng) for _ in range(2))
    shift = rng.uniform(0.55, 0.95), rng.uniform(-0.35, 0.35)
    for part in second.parts:
        part.points[:] = part.points * rng.uniform(0.99, 1.01) + shift
    first.parts.extend(second.parts)
    return first
