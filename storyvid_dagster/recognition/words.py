"""Kinds that a child's own words speak of."""

from storyvid_dagster.core.kinds import Kind
from storyvid_dagster.core.story import words

_WORDS: dict[Kind, str] = {
    Kind.PERSON: "me myself mum mummy mom mommy mama dad daddy papa granny grandma grandpa grandad nana"
    " brother sister friend friends family baby boy girl man woman people prince princess king queen fairy"
    " mermaid clown pirate teacher",
    Kind.CAT: "kitty kitten kittens",
    Kind.DOG: "doggy puppy puppies",
    Kind.RABBIT: "bunny bunnies",
    Kind.HORSE: "pony ponies",
    Kind.PIG: "piggy piglet",
    Kind.BUG: "bee ant spider ladybird ladybug beetle caterpillar",
    Kind.BIRD: "owl parrot duck chicken penguin birdie",
    Kind.FISH: "shark whale dolphin",
    Kind.DINOSAUR: "dino t-rex trex stegosaurus brontosaurus",
    Kind.TURTLE: "tortoise",
    Kind.ANIMAL: "bear lion tiger giraffe cow sheep monkey mouse hamster zebra fox",
    Kind.MONSTER: "alien ghost",
    Kind.HOUSE: "home hut",
    Kind.AIRCRAFT: "plane airplane aeroplane helicopter",
    Kind.BOAT: "ship sailboat",
    Kind.ROCKET: "spaceship rocketship",
    Kind.CAR: "van taxi",
    Kind.TRUCK: "lorry",
    Kind.TREE: "forest wood woods",
    Kind.FLOWER: "rose tulip daisy garden",
    Kind.FOOD: "cake apple pizza",
}
_KIND_OF = {form: kind for kind in Kind for form in (str(kind), f"{kind}s")} | {
    word: kind for kind, listed in _WORDS.items() for word in listed.split()
}


def kinds_in(text: str) -> frozenset[Kind]:
    """Give the kinds that a title or a line about the child's life speaks of.

    >>> sorted(kinds_in("My puppy and the big house"))
    [<Kind.DOG: 'dog'>, <Kind.HOUSE: 'house'>]
    """
    return frozenset(_KIND_OF[word] for word in words(text.lower()) if word in _KIND_OF) - {Kind.UNKNOWN}
