"""Co-stars and props: what of that which words name can be shown, how large, and where it goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pydantic import Field

from storyvid_dagster.core.files import Document

FIRST_CO_STAR, FIRST_PROP = 101, 201
"""Numbers from here on are not figures of the drawing; props do not act."""
MOST_OF_A_KIND = 12
"""The highest number told that is shown: a dozen."""


class Spot(StrEnum):
    """Where a thing is."""

    BESIDE = "beside"
    """On the ground beside the hero, facing it: a co-star."""
    GROUND = "ground"
    """On the ground, before the figures or beside them."""
    BEHIND = "behind"
    """On the ground behind the figures."""
    HAND = "hand"
    """In the hero's hand."""
    OVERHEAD = "overhead"
    """Held by the hero over its head."""
    HEAD = "head"
    """On the hero's head."""
    NECK = "neck"
    """Round the hero's neck."""
    ABOARD = "aboard"
    """The hero sits in it, or on it."""
    AIR = "air"
    """Above the ground."""
    LIGHT = "light"
    """Where the scene has its sun or moon."""
    WATER = "water"
    """On open water, where the scene has any; elsewhere on the ground."""


class Thing(Document):
    """A co-star or prop of one scene."""

    number: int = Field(ge=FIRST_CO_STAR, description="Its number among the puppets of the scene")
    name: str = Field(description="What the words call it, such as `striped egg`")
    spot: Spot
    count: int = Field(
        default=1,
        ge=1,
        le=MOST_OF_A_KIND,
        # One thing stays the same document, and the same order to a painter, as before there were groups.
        exclude_if=lambda count: count == 1,
        description="How many of it there are; one of a co-star",
    )


@dataclass(frozen=True)
class Kind:
    """What is known of all things of a name."""

    name: str
    size: float
    """Its height, in heights of the hero."""
    spot: Spot
    """Where it is when nobody holds it."""


def word_set(text: str) -> frozenset[str]:
    """Read a list of words written with spaces between them."""
    return frozenset(text.split())


_CO_STARS = """
0.3: ant, flea, gnat, firefly, glowworm, pill bug, ladybug, beetle, spider, earthworm, worm, inchworm
0.3: barnacle, limpet
0.36: snail, cricket, grasshopper, caterpillar, woolly caterpillar, mussel, oyster, hermit crab, gecko
0.36: newt, mudskipper
0.4: crab, spider crab, wren, goldcrest, chick, duckling, fish, sea anemone, mouse, shrew, vole, dormouse
0.4: lizard
0.44: robin, redstart, nightingale, goldfinch, nuthatch, wagtail, linnet, blackcap, snow bunting
0.44: treecreeper, skylark, sparrow, waxwing, swallow, swift, starling, blackbird, quail, bird, nightjar
0.44: woodpecker, frog, toad
0.5: tern, jackdaw, crow, pigeon, parrot, puffin, duck, hen, gull, oystercatcher, hamster, mole, hedgehog
0.5: squirrel, chipmunk, guinea pig, gopher, tortoise, turtle, sea turtle, lobster, octopus, pufferfish
0.5: seahorse, lamb, kitten
0.58: rabbit, hare, porcupine, ferret, marten, otter, opossum, raccoon, badger, cub, fox, cat, tabby cat
0.58: dog, puppy, poodle, piglet, pig, beaver, groundhog, meerkat, wombat, koala, armadillo, pangolin, owl
0.58: barn owl, penguin, goose, wild goose, cormorant, night heron, pelican, peahen, goat, fawn, sloth
0.58: anteater, monkey, whale
0.7: sheepdog, sled dog, wolf, sheep, seal, swan, heron, stork, flamingo, queen
0.8: bear, pony, horse, donkey, mule, zebra, cow, ox, yak, alpaca, llama, camel, kangaroo, walrus, lion
0.8: ostrich, hippo
0.9: elephant, moose
"""
_FLYING = """
0.34: bee, dragonfly
0.42: moth, butterfly, bat
"""
_HELD = """
0.13: key, button, seed, marble, thimble, walnut shell, pebble, plum, cherry, egg cup
0.17: strawberry, apple, apricot, peach, pear, egg, cookie, bun, cinnamon bun, almond bun, roll
0.17: cheese roll, pretzel, doughnut, sandwich, toast, pine cone, slice of lemon, lemon, waffle, matchbox
0.17: sprout, cheese, starfish, sea urchin, seashell, ball
0.22: cup, mug, jar, jam pot, honey jar, mustard pot, sock, slipper, mitten, spoon, wooden spoon, fork
0.22: comb, bell, feather, daisy, flower, white flower, coconut, banana, jelly, jam tart, tart
0.22: blackberry tart, pie, honey cake, pancake, candle, night-light, flashlight, note, letter, last leaf
0.22: jar of dew, string, shoelace, ribbon, paper star, doily, lid, clog, wooden shoe, shoe, bunny ear
0.22: rubber duck, little star, alarm clock
0.28: teapot, kettle, jug, cocoa pot, gravy boat, sugar bowl, watering can, bucket, pail, saucepan
0.28: colander, bowl, flowerpot, vase, bottle, lemonade bottle, tin, cake pan, soup pot, cookie jar
0.28: jar of pink lemonade, pot of honey, pot of soup, soup, cabbage, pineapple, lantern, paper lantern
0.28: lamp, parcel, sack, bag, basket, hatbox, box, newspaper, map, shopping-list, music-paper, wallpaper
0.28: book, fan, yarn, wool, daisy chain, boot, old boot, ski boot, riding boot, wheel, gear wheel, tray
0.28: baking sheet, breadboard, chessboard, birthday cake, cake, pile of pancakes, tower of pancakes
0.28: tower of waffles, teddy, rope, jump rope, shell, pants, apron, milk can, coal scuttle, cushion
0.28: pillow, dustpan, trowel, shoehorn, drum, chain
0.34: blanket, quilt, tablecloth, bedspread, towel, scarf, flag, kite, trumpet, flugelhorn, horn
0.34: saxophone, ukulele, ladle, paintbrush, toasting fork, spade, suitcase, carpetbag, trombone, hose
0.34: washing line
0.46: net, rake, broom, duster, back scratcher, tuba
"""
_RAISED = """
1.0: umbrella
"""
_WORN = """
0.2: cap, nightcap, wool hat, tea cozy, hat, straw hat, rain hat, paper hat, crown
0.26: top hat
"""
_WRAPPED = frozenset({"scarf"})
"""Round a neck."""
_STANDING = """
0.1: bath mat, rug
0.3: trunk, hamper, log, mossy rock, rock, sandcastle, pile of leaves, sandy bank
0.4: barrel, washtub, bathtub, woodpile, stack of flowerpots, hazel bush, bush, lilac bush, rose bush
0.4: lavender, mint, clover, thyme, thistle, jetty, sink, gnome, cradle
0.5: party table
0.5: bench, armchair, chair, clock, cuckoo clock, gate, piano, hollyhock, foxglove, sunflower, snowman
"""
_TALL = """
0.8: bus stop, throne, letter box, bedsheet, curtain, poster, stone lion, statue, fountain, merry-go-round
0.8: ice cream stand, tent, wooden horse, painted pig, spotted cow, wooden camel, golden lion
1.0: castle, palace, fort, lighthouse, church tower, little house, ship, weathercock, signpost, shop sign
1.0: crane
1.1: lamp post, flagpole, mast, hazel, aspen, rowan, alder
1.2: tree, maple, oak, beech, linden, elm, willow, birch, pine, crooked pine, cherry tree, apple tree
1.2: pear tree, chestnut tree
"""
_RIDDEN = """
0.3: seesaw, boat, paper boat, rowing boat, rowboat, canoe, walnut boat, sled
0.45: bicycle, scooter, wheelbarrow
0.5: tall bicycle, train, bus
"""
_SWIMMING = word_set("""
    barnacle limpet mussel oyster crab fish duckling seahorse octopus pufferfish lobster turtle duck gull tern
    puffin cormorant pelican goose swan seal otter beaver penguin walrus hippo whale starfish ship boat
    canoe rowboat
""")
"""Words that name what swims or floats, alone or in a longer name."""
_SHINING = """
0: firefly, glowworm, candle, night-light, lantern, paper lantern, lamp, flashlight, lamp post, little star
0: birthday cake
"""
_ONLY_SWIMMING = frozenset({"fish", "whale", "pufferfish", "seahorse", "octopus"})
_ALOFT = """
0.24: small cloud, gray cloud
"""

ALIASES: dict[str, str] = {
    "ladybird": "ladybug",
    "seagull": "gull",
    "teacup": "cup",
    "rubber boot": "boot",
    "bike": "bicycle",
    "bunny": "rabbit",
    "soup ladle": "ladle",
    "teaspoon": "spoon",
    "cuddly whale": "whale",
    "knitted owl": "owl",
    "woolly lamb": "lamb",
    "tin bucket": "pail",
    "glass jar": "jar",
    "tiny house": "little house",
    "brass horn": "horn",
    "glass lamp": "lamp",
    "old-map": "map",
    "small gray cloud": "gray cloud",
    "big gray rock": "rock",
    "round white pebble": "pebble",
    "cake tin": "tin",
    "cookie tin": "tin",
    "milk jug": "jug",
    "paper sheet": "newspaper",
    "dormice": "dormouse",
    "mice": "mouse",
    "geese": "goose",
    "loaf": "bun",
}

_ALSO_CALLED = {"canoe": "boat", "rowboat": "boat"}

COLORS = word_set(
    """
    red orange yellow green blue purple pink brown black white gray golden gold silver copper
    raspberry-red sky-blue ginger rusty snow-white cream
    """
)
PATTERNS: dict[str, str] = {
    "striped": "striped",
    "stripy": "striped",
    "polka-dot": "dotted",
    "spotted": "dotted",
    "speckled": "dotted",
    "dotted": "dotted",
    "flowery": "dotted",
    "checked": "checked",
    "patchwork": "checked",
}
"""What words call a pattern, and which of those that are drawn it is."""
BARE = "bare"
_BARE = word_set("bare leafless")
_TREES = word_set("hazel aspen rowan alder tree maple oak beech linden elm willow birch chestnut")

OFF_STAGE = frozenset(
    {
        "lantern fair",
        "harvest fair",
        "night of a hundred candles",
        "town picnic",
        "kite hill",
        "swimming hole",
    }
)
"""What a plot may be about without its being a thing: an event, or a place to go to."""


@cache
def kinds() -> dict[str, Kind]:
    """Give everything that can be shown, by its name."""
    tables = (
        (_CO_STARS, Spot.BESIDE),
        (_FLYING, Spot.BESIDE),
        (_HELD, Spot.GROUND),
        (_RAISED, Spot.OVERHEAD),
        (_WORN, Spot.GROUND),
        (_STANDING, Spot.GROUND),
        (_TALL, Spot.BEHIND),
        (_RIDDEN, Spot.BEHIND),
        (_ALOFT, Spot.AIR),
    )
    return {
        name: Kind(name, float(size), spot)
        for table, spot in tables
        for row in table.strip().splitlines()
        for size, _, listed in (row.partition(": "),)
        for name in listed.split(", ")
    }


@cache
def _names_in(table: str) -> frozenset[str]:
    return frozenset(
        name for row in table.strip().splitlines() for name in row.partition(": ")[2].split(", ")
    )


def can_be_held(name: str) -> bool:
    """Tell whether a hand can hold what has that name."""
    return (kind := kind_of(name)) is not None and kind.name in _names_in(_HELD) | _names_in(_WORN)


def worn_at(name: str) -> Spot | None:
    """Give where it is worn, on a head or round a neck; `None`: nobody wears it.

    >>> worn_at("paper hat"), worn_at("spotted scarf"), worn_at("drum")
    (<Spot.HEAD: 'head'>, <Spot.NECK: 'neck'>, None)
    """
    kind = kind_of(name)
    if kind is None:
        return None
    return Spot.HEAD if kind.name in _names_in(_WORN) else Spot.NECK if kind.name in _WRAPPED else None


def can_be_ridden(name: str) -> bool:
    """Tell whether one can sit in it or on it."""
    return (kind := kind_of(name)) is not None and kind.name in _names_in(_RIDDEN)


def can_fly(name: str) -> bool:
    """Tell whether it may be in the air."""
    return (kind := kind_of(name)) is not None and kind.name in _names_in(_FLYING) | _names_in(_ALOFT)


def can_swim(name: str) -> bool:
    """Tell whether it may be in open water.

    >>> can_swim("sea turtle"), can_swim("hermit crab"), can_swim("hedgehog")
    (True, True, False)
    """
    return (kind := kind_of(name)) is not None and not _SWIMMING.isdisjoint(kind.name.split())


def shines(name: str) -> bool:
    """Tell whether it gives light in the dark.

    >>> shines("old lantern"), shines("tiny firefly"), shines("drum")
    (True, True, False)
    """
    return (kind := kind_of(name)) is not None and kind.name in _names_in(_SHINING)


def must_swim(name: str) -> bool:
    """Tell whether it cannot be out of water.

    >>> must_swim("tiny fish"), must_swim("seal"), must_swim("cuddly whale")
    (True, False, True)
    """
    return (kind := kind_of(name)) is not None and kind.name in _ONLY_SWIMMING


def can_be_bare(name: str) -> bool:
    """Tell whether it is a tree that has leaves or has none."""
    return (kind := kind_of(name)) is not None and not _TREES.isdisjoint(kind.name.split())


def is_bare(word: str) -> bool:
    """Tell a word for a tree without leaves."""
    return word in _BARE


@cache
def kind_of(name: str) -> Kind | None:
    """Find what a name means: what is known of it, without the words that only describe it.

    >>> kind_of("small green lizard").name, kind_of("pair of pants").name, kind_of("town picnic")
    ('lizard', 'pants', None)
    """
    if name in OFF_STAGE:
        return None
    known, parts = kinds(), name.lower().split()
    for start in range(len(parts)):
        rest = " ".join(parts[start:])
        for form in singulars(rest):
            if found := known.get(ALIASES.get(form, form)):
                return found
    return None


def is_called(name: str, noun: str) -> bool:
    """Tell whether what has one name may be told of again by another, shorter one.

    >>> is_called("canoe", "boat"), is_called("top hat", "hat"), is_called("hat", "top hat")
    (True, True, False)
    """
    return name != noun and noun in (name.split()[-1], _ALSO_CALLED.get(name))


def singulars(name: str) -> Iterator[str]:
    """Give what a name may be the plural of, and itself."""
    yield name
    if name.endswith("ies"):
        yield f"{name[:-3]}y"
    if name.endswith("es"):
        yield name[:-2]
    if name.endswith("s"):
        yield name[:-1]


def color_in(name: str) -> str | None:
    """Give the colour a name tells of.

    >>> color_in("red bicycle"), color_in("bicycle")
    ('red', None)
    """
    return next((word for word in name.lower().split() if word in COLORS), None)


def pattern_in(name: str) -> str:
    """Give the pattern a name tells of, or nothing; of a tree without leaves, `BARE`.

    >>> pattern_in("spotted scarf"), pattern_in("bare old alder"), pattern_in("bare bench")
    ('dotted', 'bare', '')
    """
    if not _BARE.isdisjoint(name.lower().split()) and can_be_bare(name):
        return BARE
    return next((PATTERNS[word] for word in name.lower().split() if word in PATTERNS), "")
