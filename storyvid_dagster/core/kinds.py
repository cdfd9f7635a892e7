"""What a figure may be: kinds from a fixed vocabulary, and the role each plays in a picture."""

from enum import StrEnum


class Role(StrEnum):
    """What part a figure can take in a story."""

    PERSON = "person"
    ANIMAL = "animal"
    CREATURE = "creature"
    """A made-up being: a monster, a robot."""
    BUILDING = "building"
    LAND_VEHICLE = "land_vehicle"
    WATER_VEHICLE = "water_vehicle"
    AIR_VEHICLE = "air_vehicle"
    PLANT = "plant"
    SKY = "sky"
    WEATHER = "weather"
    FOOD = "food"
    TOY = "toy"
    FURNITURE = "furniture"
    THING = "thing"
    UNKNOWN = "unknown"


ALIVE = frozenset({Role.PERSON, Role.ANIMAL, Role.CREATURE})
"""Roles of who can be the hero of any story."""
STANDS_STILL = frozenset({Role.BUILDING, Role.PLANT, Role.SKY, Role.WEATHER, Role.FURNITURE})
"""Roles of what does not walk: no friend to go on a journey with."""


class Kind(StrEnum):
    """What a figure is. The general ones are said where the specific one is not sure."""

    PERSON = "person"
    CHILD = "child"
    GROWN_UP = "grown-up"
    BABY = "baby"
    ANIMAL = "animal"
    BEAR = "bear"
    BIRD = "bird"
    BUG = "bug"
    BUTTERFLY = "butterfly"
    CAT = "cat"
    COW = "cow"
    DINOSAUR = "dinosaur"
    DOG = "dog"
    ELEPHANT = "elephant"
    FISH = "fish"
    FROG = "frog"
    GIRAFFE = "giraffe"
    HORSE = "horse"
    LION = "lion"
    MONKEY = "monkey"
    MOUSE = "mouse"
    PIG = "pig"
    RABBIT = "rabbit"
    SHEEP = "sheep"
    SNAIL = "snail"
    SNAKE = "snake"
    TURTLE = "turtle"
    ALIEN = "alien"
    DRAGON = "dragon"
    GHOST = "ghost"
    MONSTER = "monster"
    ROBOT = "robot"
    SNOWMAN = "snowman"
    UNICORN = "unicorn"
    BUILDING = "building"
    CASTLE = "castle"
    HOUSE = "house"
    VEHICLE = "vehicle"
    BICYCLE = "bicycle"
    BUS = "bus"
    CAR = "car"
    TRACTOR = "tractor"
    TRAIN = "train"
    TRUCK = "truck"
    BOAT = "boat"
    AIRCRAFT = "aircraft"
    ROCKET = "rocket"
    FLOWER = "flower"
    TREE = "tree"
    BALLOON = "balloon"
    CLOUD = "cloud"
    KITE = "kite"
    MOON = "moon"
    RAINBOW = "rainbow"
    STAR = "star"
    SUN = "sun"
    RAIN = "rain"
    SNOW = "snow"
    FOOD = "food"
    BALL = "ball"
    TOY = "toy"
    FURNITURE = "furniture"
    HEART = "heart"
    UMBRELLA = "umbrella"
    UNKNOWN = "unknown"


_KINDS_OF: dict[Role, str] = {
    Role.PERSON: "person child grown-up baby",
    Role.ANIMAL: "animal bear bird bug butterfly cat cow dinosaur dog elephant fish frog giraffe horse lion"
    " monkey mouse pig rabbit sheep snail snake turtle",
    Role.CREATURE: "alien dragon ghost monster robot snowman unicorn",
    Role.BUILDING: "building castle house",
    Role.LAND_VEHICLE: "vehicle bicycle bus car tractor train truck",
    Role.WATER_VEHICLE: "boat",
    Role.AIR_VEHICLE: "aircraft rocket",
    Role.PLANT: "flower tree",
    Role.SKY: "balloon cloud kite moon rainbow star sun",
    Role.WEATHER: "rain snow",
    Role.FOOD: "food",
    Role.TOY: "ball toy",
    Role.FURNITURE: "furniture",
    Role.THING: "heart umbrella",
    Role.UNKNOWN: "unknown",
}
_ROLE_OF = {Kind(kind): role for role, kinds in _KINDS_OF.items() for kind in kinds.split()}
_NOUNS: dict[Kind, str | None] = {
    Kind.AIRCRAFT: "plane", Kind.RAIN: "rain cloud", Kind.SNOW: "snowflake",
    **dict.fromkeys((Kind.UNKNOWN, Kind.PERSON, Kind.VEHICLE, Kind.FOOD, Kind.TOY, Kind.FURNITURE)),
}  # fmt: skip
GENERAL = {
    Role.PERSON: Kind.PERSON,
    Role.ANIMAL: Kind.ANIMAL,
    Role.BUILDING: Kind.BUILDING,
    Role.LAND_VEHICLE: Kind.VEHICLE,
}
"""The general kind of a role, true of every kind in it."""


def role_of(kind: Kind) -> Role:
    """Tell the role of a kind.

    >>> role_of(Kind.CAT), role_of(Kind.SUN)
    (<Role.ANIMAL: 'animal'>, <Role.SKY: 'sky'>)
    """
    return _ROLE_OF[kind]


def noun_of(kind: Kind) -> str | None:
    """Give the word a story may call a kind by; `None` where no word says more than `friend` does.

    >>> noun_of(Kind.CAT), noun_of(Kind.AIRCRAFT), noun_of(Kind.PERSON)
    ('cat', 'plane', None)
    """
    return _NOUNS.get(kind, str(kind))
