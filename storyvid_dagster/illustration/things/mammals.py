"""Furry co-stars: they sit facing us, with paws, muzzle, ears and tail of their kind."""

from storyvid_dagster.illustration.shapes import Patch, poly
from storyvid_dagster.illustration.things.beasts import Fur, beast
from storyvid_dagster.illustration.things.pieces import (
    PINK,
    WHITE,
    Drawing,
    Look,
    both,
    cheeks,
    ellipse,
    eyes,
    flat,
    lighter,
    piece,
    smile,
)

_CAT = ("whiskers",)
_BROWN, _GRAY, _TAN = "#a9744c", "#9c9aa3", "#d3a873"


def bat(look: Look) -> list[Patch]:
    """Draw a bat with its wings open."""
    fur, skin = look.main("#6d6079"), look("#564a63")
    wings = both(
        lambda d: poly(
            (d * 0.1, -0.62),
            (d * 0.34, -0.86),
            (d * 0.72, -0.74),
            (d * 0.66, -0.4),
            (d * 0.54, -0.52),
            (d * 0.42, -0.32),
            (d * 0.3, -0.46),
            (d * 0.12, -0.24),
        )
    )
    return [
        piece(skin, *wings, lift=4),
        piece(fur, *both(lambda d: poly((d * 0.04, -0.86), (d * 0.2, -1.04), (d * 0.22, -0.74))), lift=5),
        piece(fur, ellipse(0, -0.34, 0.19, 0.28), lift=6),
        flat(lighter(fur, 0.35), ellipse(0, -0.3, 0.11, 0.18)),
        piece(fur, *both(lambda d: ellipse(d * 0.09, -0.05, 0.06, 0.05)), lift=4),
        piece(fur, ellipse(0, -0.72, 0.22, 0.2), lift=8),
        *eyes(look, 0, -0.74, 0.09, 0.045),
        cheeks(look, 0, -0.66, 0.14, 0.035),
        smile(look, 0, -0.66, 0.07),
        flat(look(WHITE), *both(lambda d: poly((d * 0.05, -0.625), (d * 0.025, -0.62), (d * 0.038, -0.58)))),
    ]


KINDS: dict[str, Fur] = {
    "badger": Fur("#7d7b86", extra=("badger",)),
    "hedgehog": Fur("#a98567", "#f2dcbb", extra=("spines",)),
    "porcupine": Fur("#8b7a70", "#e4d5c0", extra=("spines", "teeth")),
    "squirrel": Fur("#c8703a", "#fbe8cf", "pointed", "bushy", extra=("teeth",)),
    "chipmunk": Fur("#c58a4e", "#fbe8cf", "round", "bushy", extra=("stripes", "teeth")),
    "mouse": Fur("#b3aab0", "#efe6e6", "big", "thin", nose=PINK, extra=_CAT),
    "dormouse": Fur("#d1a06a", "#f8e8cd", "big", "bushy", nose=PINK, extra=_CAT),
    "shrew": Fur("#8e7b72", "#d9cabf", "round", "thin", nose=PINK, extra=("whiskers", "snout")),
    "vole": Fur("#96714f", "#e3cdaf", "round", "thin", nose=PINK, extra=_CAT),
    "gopher": Fur("#a8804f", "#ecd6b0", "round", "thin", extra=("teeth",)),
    "hamster": Fur("#e3b069", "#fff3df", "round", "", extra=("teeth",)),
    "guinea pig": Fur("#c98a52", "#fff3df", "aside", "", extra=("forelock",)),
    "rabbit": Fur("#c3b3a4", "#f6ece0", "long", "puff", nose=PINK, extra=("teeth", "whiskers")),
    "hare": Fur("#b58b5e", "#f2e0c5", "long", "puff", nose=PINK, extra=("teeth", "whiskers")),
    "mole": Fur("#5d5763", "#857d8b", "", "thin", nose=PINK, extra=("snout", "bignose")),
    "goat": Fur("#ece4d6", "#ffffff", "aside", "", extra=("horns", "goatee")),
    "sheep": Fur("#f2ead9", "#fff8ea", "aside", "", extra=("wool",)),
    "lamb": Fur("#f6efe2", "#fff8ea", "aside", "", extra=("wool",)),
    "raccoon": Fur("#96939b", "#d8d4d0", "pointed", "ringed", extra=("mask",)),
    "opossum": Fur("#b9b4b4", "#ece7e2", "round", "thin", nose=PINK, extra=("snout",)),
    "ferret": Fur("#c9a987", "#f5e8d3", "round", "thin", extra=("mask",)),
    "marten": Fur("#86583a", "#f3d490", "round", "fox", extra=_CAT),
    "otter": Fur("#8a6045", "#dcbf9d", "round", "thin", extra=("whiskers", "bignose")),
    "beaver": Fur("#8b5e3c", "#c49a6c", "round", "flat", extra=("teeth", "bignose")),
    "groundhog": Fur("#94745a", "#dcc4a2", "round", "", extra=("teeth",)),
    "meerkat": Fur("#cfae7f", "#f3e4c6", "round", "thin", extra=("mask", "neck")),
    "wombat": Fur("#8c7866", "#c8b49c", "round", "", extra=("bignose",)),
    "koala": Fur("#9a9fa8", "#e8e8ea", "big", "", extra=("bignose",)),
    "kangaroo": Fur("#c28e5c", "#f3dcba", "long", "thin", extra=("pouch",)),
    "sloth": Fur("#a4917a", "#dcccb2", "", "", extra=("mask",)),
    "anteater": Fur("#8d8078", "#cfc3b4", "round", "bushy", extra=("snout",)),
    "armadillo": Fur("#b7a58f", "#eadcc4", "long", "thin", nose=PINK, extra=("bands", "snout")),
    "pangolin": Fur("#a58157", "#ead8b8", "round", "thin", extra=("bands", "snout")),
    "bear": Fur("#92623d", "#dcb78b", "round", "", extra=("bignose",)),
    "teddy": Fur("#c98f55", "#eccb9b", "round", "", extra=("bignose",)),
    "cub": Fur("#7d7b86", extra=("badger",)),
    "fox": Fur("#e07a36", "#fff1de", "pointed", "fox", "#fff6ea"),
    "wolf": Fur("#8f959f", "#e4e5e8", "pointed", "fox", "#f4f4f4"),
    "cat": Fur("#b4a79c", "#f2e9de", "pointed", "cat", nose=PINK, extra=_CAT),
    "tabby cat": Fur("#c89a63", "#f7e6cb", "pointed", "cat", nose=PINK, extra=("whiskers", "stripes")),
    "kitten": Fur("#c9b4a0", "#f7eee2", "pointed", "cat", nose=PINK, extra=_CAT),
    "dog": Fur("#c99a68", "#f6e6cc", "floppy", "cat", extra=("bignose",)),
    "puppy": Fur("#d7a56c", "#fbeed8", "floppy", "cat", extra=("bignose",)),
    "poodle": Fur("#e7dccd", "#fff6ea", "floppy", "puff", extra=("curls", "bignose")),
    "sheepdog": Fur("#b9bcc4", "#f6f4ef", "floppy", "", extra=("wool", "bignose")),
    "sled dog": Fur("#8d96a5", "#f6f6f6", "pointed", "fox", "#ffffff", extra=("bignose",)),
    "piglet": Fur("#f2aeb0", "#fbd5d3", "pointed", "", PINK, extra=("pads", "snout")),
    "pig": Fur("#f2aeb0", "#fbd5d3", "pointed", "", PINK, extra=("pads", "snout")),
    "pony": Fur("#b27a4a", "#e6c49b", "pointed", "tuft", extra=("forelock", "snout", "pads", "neck")),
    "horse": Fur("#a56d43", "#e6c49b", "pointed", "tuft", extra=("forelock", "snout", "pads", "neck")),
    "donkey": Fur("#9a9792", "#e6e0d5", "long", "tuft", "#f2ece2", extra=("forelock", "snout", "pads")),
    "mule": Fur("#8c6d54", "#d9c2a6", "long", "tuft", "#ecdcc4", extra=("forelock", "snout", "pads")),
    "zebra": Fur("#fbf7ee", "#ffffff", "pointed", "tuft", "#5a5560", extra=("stripes", "forelock", "neck")),
    "cow": Fur("#fbf4e8", "#ffffff", "aside", "tuft", PINK, extra=("horns", "snout", "pads", "forelock")),
    "ox": Fur("#a97850", "#d9b88f", "aside", "tuft", "#ecd5b5", extra=("horns", "snout", "pads")),
    "yak": Fur("#6e5142", "#937564", "aside", "tuft", "#d9c2a6", extra=("horns", "wool", "snout", "pads")),
    "moose": Fur("#8a6248", "#b8916c", "aside", "", "#d3b08a", extra=("antlers", "snout", "pads")),
    "fawn": Fur("#c98f55", "#f6e3c5", "aside", "puff", extra=()),
    "alpaca": Fur("#e9d3b2", "#f8ecd8", "pointed", "", extra=("wool", "neck")),
    "llama": Fur("#f1e6d4", "#fff8ea", "long", "", extra=("wool", "neck")),
    "camel": Fur("#d8ab6b", "#efd3a2", "round", "tuft", extra=("hump", "snout", "pads", "neck")),
    "elephant": Fur("#a3a9b8", "#bfc4d0", "huge", "tuft", extra=("trunk",)),
    "hippo": Fur("#9d93ab", "#c7bfd0", "round", "", "#b9aec4", extra=("snout", "pads", "teeth")),
    "walrus": Fur("#9b7b6c", "#bfa192", "", "", "#d3b8a6", extra=("tusks", "whiskers", "bignose")),
    "seal": Fur("#8f9aa9", "#ccd4dc", "", "", "#d8dee4", extra=("whiskers", "bignose")),
    "lion": Fur("#e5b058", "#f8e0b0", "round", "tuft", extra=("mane", "bignose")),
    "monkey": Fur("#93603f", "#ecc79d", "big", "cat", "#ecc79d"),
}
MAMMALS: dict[str, Drawing] = {
    **{name: beast(kind) for name, kind in KINDS.items()},
    "bat": bat,
}
