"""How a kind of figure is built, as far as that decides how it moves."""

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum

from storyvid_dagster.core.kinds import Kind
from storyvid_dagster.core.things import kind_of


class BodyPlan(StrEnum):
    """What moves on a figure."""

    UPRIGHT = "upright"
    """Stands on two legs."""
    ANIMAL = "animal"
    """On four legs, or on two; its outline tells."""
    BIRD = "bird"
    BUTTERFLY = "butterfly"
    FISH = "fish"
    SNAKE = "snake"
    BUG = "bug"
    """Crawls, on many legs or on none."""
    PLANT = "plant"
    VEHICLE = "vehicle"
    BUILDING = "building"
    LIGHT = "light"
    """Has rays, or beats: the sun, a star, a heart."""
    BALL = "ball"
    HANGING = "hanging"
    """Hangs in the air on a string, or pulls at one."""
    CLOUD = "cloud"
    STIFF = "stiff"
    """Does not bend: furniture, food."""


_KINDS_OF = {
    BodyPlan.UPRIGHT: "person child grown-up baby alien ghost monster robot snowman",
    BodyPlan.ANIMAL: "animal bear cat cow dinosaur dog elephant frog giraffe horse lion monkey mouse pig"
    " rabbit sheep dragon unicorn",
    BodyPlan.BIRD: "bird",
    BodyPlan.BUTTERFLY: "butterfly",
    BodyPlan.FISH: "fish",
    BodyPlan.SNAKE: "snake",
    BodyPlan.BUG: "bug snail turtle",
    BodyPlan.PLANT: "flower tree",
    BodyPlan.VEHICLE: "vehicle bicycle bus car tractor train truck boat aircraft rocket",
    BodyPlan.BUILDING: "building castle house",
    BodyPlan.LIGHT: "sun star heart snow",
    BodyPlan.BALL: "ball",
    BodyPlan.HANGING: "balloon kite",
    BodyPlan.CLOUD: "cloud rain",
    BodyPlan.STIFF: "food furniture moon rainbow toy umbrella",
}
_PLAN_OF = {Kind(kind): plan for plan, kinds in _KINDS_OF.items() for kind in kinds.split()}
_LIKELY = 0.75
"""Chance of all kinds of a plan together, from which on a figure is moved so."""

_CO_STARS = {
    BodyPlan.BUTTERFLY: "bee, dragonfly, moth, butterfly, bat",
    BodyPlan.SNAKE: "earthworm, worm, inchworm, caterpillar, woolly caterpillar",
    BodyPlan.FISH: "fish, whale, pufferfish, seahorse",
    BodyPlan.BIRD: "wren, goldcrest, chick, duckling, robin, redstart, nightingale, goldfinch, nuthatch, "
    "wagtail, linnet, blackcap, snow bunting, treecreeper, skylark, sparrow, waxwing, swallow, "
    "swift, starling, blackbird, quail, bird, nightjar, woodpecker, tern, jackdaw, crow, pigeon, "
    "parrot, puffin, duck, hen, gull, oystercatcher, owl, barn owl, penguin, goose, wild goose, "
    "cormorant, night heron, pelican, peahen, swan, heron, stork, flamingo, ostrich",
    BodyPlan.BUG: "ant, flea, gnat, firefly, glowworm, pill bug, ladybug, beetle, spider, snail, cricket, "
    "grasshopper, mussel, oyster, hermit crab, crab, spider crab, lobster, octopus, tortoise, "
    "turtle, sea turtle, barnacle, limpet, sea anemone",
    BodyPlan.UPRIGHT: "queen",
}
_PLAN_OF_NAME = {name: plan for plan, names in _CO_STARS.items() for name in names.split(", ")}


def likely_plan(chances: Mapping[Kind, float]) -> BodyPlan | None:
    """Give the plan that the kinds a figure may be have together; `None` in doubt.

    >>> likely_plan({Kind.CAT: 0.5, Kind.DOG: 0.4}), likely_plan({Kind.CAT: 0.5, Kind.SUN: 0.5})
    (<BodyPlan.ANIMAL: 'animal'>, None)
    """
    together = defaultdict[BodyPlan | None, float](float)
    for kind, chance in chances.items():
        together[_PLAN_OF.get(kind)] += chance
    likeliest = max(together, key=together.__getitem__, default=None)
    return likeliest if together[likeliest] >= _LIKELY else None


def plan_of_co_star(name: str) -> BodyPlan:
    """Give the plan of a co-star by its name.

    >>> plan_of_co_star("little wren"), plan_of_co_star("fox")
    (<BodyPlan.BIRD: 'bird'>, <BodyPlan.ANIMAL: 'animal'>)
    """
    known = kind_of(name)
    return _PLAN_OF_NAME.get(known.name if known else name, BodyPlan.ANIMAL)
