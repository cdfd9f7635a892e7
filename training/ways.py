"""All ways to draw each kind of figure by program."""

from random import Random

from figures.animals_four_legged import ANIMALS_FOUR_LEGGED
from figures.animals_from_before import ANIMALS_FROM_BEFORE
from figures.animals_large import ANIMALS_LARGE
from figures.animals_one_outline import ANIMALS_ONE_OUTLINE
from figures.birds_and_fish import BIRDS_AND_FISH
from figures.boats_and_aircraft import BOATS_AND_AIRCRAFT
from figures.buildings import BUILDINGS
from figures.crawlers import CRAWLERS
from figures.dinosaurs import DINOSAURS
from figures.food import FOOD
from figures.insects import INSECTS
from figures.monsters import MONSTERS
from figures.no_kind import NO_KIND
from figures.people import PEOPLE
from figures.people_outlined import PEOPLE_OUTLINED
from figures.plants import PLANTS
from figures.robots_and_snowmen import ROBOTS_AND_SNOWMEN
from figures.sky import SKY
from figures.toys_and_furniture import TOYS_AND_FURNITURE
from figures.vehicles import VEHICLES
from sketch import Sketch

KINDS = (
    "person", "cat", "dog", "rabbit", "pig", "elephant", "horse", "animal", "bird", "fish", "butterfly",
    "bug", "snail", "snake", "turtle", "dinosaur", "monster", "robot", "snowman", "house", "castle",
    "building", "car", "bus", "truck", "train", "boat", "aircraft", "rocket", "tree", "flower", "sun",
    "moon", "cloud", "rainbow", "star", "kite", "balloon", "rain", "snow", "food", "heart", "ball",
    "furniture", "umbrella", "other",
)  # fmt: skip
"""In the order in which the net tells how sure it is of each."""
_FAMILIES = (
    PEOPLE,
    PEOPLE_OUTLINED,
    ANIMALS_LARGE,
    ANIMALS_FROM_BEFORE,
    ANIMALS_FOUR_LEGGED,
    BIRDS_AND_FISH,
    INSECTS,
    CRAWLERS,
    DINOSAURS,
    ANIMALS_ONE_OUTLINE,
    MONSTERS,
    ROBOTS_AND_SNOWMEN,
    BUILDINGS,
    VEHICLES,
    BOATS_AND_AIRCRAFT,
    PLANTS,
    SKY,
    FOOD,
    TOYS_AND_FURNITURE,
    NO_KIND,
)
"""Earlier families give the earlier ways of a kind; what a seed draws depends on it."""
WAYS = {kind: tuple(way for family in _FAMILIES for way in family.get(kind, ())) for kind in KINDS}
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
