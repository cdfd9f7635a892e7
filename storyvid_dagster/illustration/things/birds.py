"""Feathered co-stars, seen from the side and looking to the right; owls and penguins face us."""

from dataclasses import dataclass

from storyvid_dagster.illustration.shapes import Patch, poly, ribbon
from storyvid_dagster.illustration.things.pieces import (
    PINK,
    WHITE,
    Drawing,
    Look,
    both,
    darker,
    ellipse,
    eye,
    eyes,
    flat,
    lighter,
    line,
    piece,
)


@dataclass(frozen=True)
class Plumage:
    """What tells one kind from another."""

    back: str
    breast: str = "#f7ead2"
    beak: str = "#f0a13c"
    beak_length: float = 0.13
    legs: float = 0.1
    neck: float = 0.0
    """Length of the neck, in heights of the bird."""
    cap: str = ""
    """Colour of the top of the head."""
    bib: str = ""
    """Colour of the throat."""
    crest: bool = False
    comb: bool = False
    tail: str = "short"
    """`short`, `long`, `forked`, `fan` or `up`."""
    beak_form: str = "thin"
    """`thin`, `bill`, `hook` or `pouch`."""


def bird(kind: Plumage) -> Drawing:
    """Draw one of a kind, standing."""

    def drawn(look: Look) -> list[Patch]:
        back, breast, beak = look.main(kind.back), look(kind.breast), look(kind.beak)
        low = -kind.legs
        rx, ry = 0.3, 0.22
        cy = low - ry + 0.01
        hx = 0.2 if not kind.neck else 0.3
        hy = cy - 0.24 - kind.neck
        r = 0.16 if not kind.neck else 0.12
        legs = tuple(
            part
            for d in (-0.05, 0.07)
            for part in (
                line([(d, low), (d, -0.01)], 0.028),
                line([(d - 0.03, -0.012), (d + 0.08, -0.012)], 0.024),
            )
        )
        neck = ribbon([(0.18, cy + 0.02), (0.26, cy - 0.12 - 0.4 * kind.neck), (hx, hy)], [0.26, 0.13, 0.14])
        wing = ribbon([(0.14, cy - 0.02), (-0.08, cy + 0.02), (-0.36, cy + 0.08)], [0.16, 0.24, 0.03])
        return [
            piece(beak, *legs, lift=3, ink=0.4),
            *_tail(kind, look, cy),
            piece(back, ellipse(0, cy, rx, ry, -0.16), lift=7),
            piece(back, neck, lift=6),
            flat(breast, ellipse(0.1, cy + 0.05, 0.19, 0.15, -0.3)),
            piece(darker(back, 0.16), wing, lift=5),
            *_top(kind, look, hx, hy, r),
            *_beak(kind, look, hx, hy, r),
            piece(back, ellipse(hx, hy, r, 0.95 * r), lift=8),
            *_head(kind, look, hx, hy, r),
            flat(look(PINK), ellipse(hx - 0.02, hy + 0.5 * r, 0.3 * r, 0.2 * r)),
            *eye(look, hx + 0.35 * r, hy - 0.15 * r, 0.2 * r),
        ]

    return drawn


def _tail(kind: Plumage, look: Look, cy: float) -> list[Patch]:
    color = darker(look.main(kind.back), 0.22)
    if kind.tail == "long":
        feathers = (ribbon([(-0.2, cy), (-0.62, cy + 0.12)], [0.12, 0.07]),)
    elif kind.tail == "forked":
        feathers = tuple(ribbon([(-0.2, cy), (-0.58, cy + e)], [0.1, 0.02]) for e in (-0.02, 0.12))
    elif kind.tail == "fan":
        feathers = tuple(
            ellipse(-0.36, cy - 0.12 + e, 0.18, 0.06, 0.5 - 2 * e) for e in (-0.16, -0.06, 0.04, 0.14)
        )
    elif kind.tail == "up":
        feathers = (ribbon([(-0.2, cy), (-0.36, cy - 0.24)], [0.12, 0.09]),)
    else:
        feathers = (ribbon([(-0.2, cy + 0.02), (-0.46, cy + 0.04)], [0.12, 0.09]),)
    return [piece(color, *feathers, lift=4)]


def _top(kind: Plumage, look: Look, hx: float, hy: float, r: float) -> list[Patch]:
    """What stands up on the head."""
    if kind.comb:
        lobes = tuple(ellipse(hx + d * r, hy - 1.0 * r, 0.3 * r, 0.42 * r) for d in (-0.4, 0.0, 0.4))
        wattle = ellipse(hx + 0.85 * r, hy + 0.75 * r, 0.2 * r, 0.38 * r)
        return [piece(look("#e2483f"), *lobes, wattle, lift=4)]
    if kind.crest:
        tufts = tuple(
            ribbon([(hx - 0.1 * r, hy - 0.8 * r), (hx - x * r, hy - y * r)], [0.35 * r, 0.04])
            for x, y in ((0.9, 1.6), (1.3, 1.1))
        )
        return [piece(look(kind.cap or kind.back), *tufts, lift=4)]
    return []


def _beak(kind: Plumage, look: Look, hx: float, hy: float, r: float) -> list[Patch]:
    beak, n = look(kind.beak), kind.beak_length
    x = hx + 0.8 * r
    if kind.beak_form == "bill":
        return [
            piece(beak, ellipse(x + 0.45 * n, hy + 0.25 * r, 0.75 * n, 0.32 * r), lift=6),
            flat(darker(beak), line([(x, hy + 0.3 * r), (x + 1.1 * n, hy + 0.32 * r)], 0.014)),
        ]
    if kind.beak_form == "hook":
        hook = ribbon(
            [(x - 0.02, hy + 0.05 * r), (x + n, hy + 0.2 * r), (x + n, hy + 0.85 * r)],
            [0.8 * r, 0.6 * r, 0.05 * r],
        )
        return [piece(beak, hook, lift=6)]
    if kind.beak_form == "pouch":
        pouch = poly(
            (x - 0.04, hy + 0.05), (x + n, hy + 0.06), (x + 0.55 * n, hy + 0.24), (x - 0.02, hy + 0.14)
        )
        return [
            piece(lighter(beak, 0.25), pouch, lift=4),
            piece(beak, ribbon([(x - 0.04, hy + 0.02), (x + n, hy + 0.06)], [0.07, 0.02]), lift=6),
        ]
    upper = poly((x - 0.02, hy - 0.4 * r), (x + n, hy + 0.12 * r), (x - 0.02, hy + 0.15 * r))
    lower = poly((x - 0.02, hy + 0.1 * r), (x + 0.8 * n, hy + 0.14 * r), (x - 0.02, hy + 0.42 * r))
    return [piece(darker(beak, 0.15), lower, lift=3), piece(beak, upper, lift=5)]


def _head(kind: Plumage, look: Look, hx: float, hy: float, r: float) -> list[Patch]:
    found: list[Patch] = []
    if kind.cap:
        found.append(flat(look(kind.cap), ellipse(hx - 0.05 * r, hy - 0.5 * r, 0.8 * r, 0.42 * r)))
    if kind.bib:
        found.append(flat(look(kind.bib), ellipse(hx + 0.1 * r, hy + 0.62 * r, 0.75 * r, 0.4 * r)))
    return found


def owl(fur: str, face: str = "#ecd3a8", ears: bool = True) -> Drawing:
    """Draw an owl of some colour."""

    def drawn(look: Look) -> list[Patch]:
        back, pale = look.main(fur), look(face)
        tufts = both(lambda d: poly((d * 0.33, -1.0), (d * 0.08, -0.86), (d * 0.33, -0.66)))
        return [
            *([piece(back, *tufts, lift=6)] if ears else []),
            piece(back, ellipse(0, -0.46, 0.35, 0.46), lift=7),
            flat(pale, ellipse(0, -0.27, 0.21, 0.24)),
            flat(
                darker(pale, 0.25),
                *(
                    ellipse(x, y, 0.025, 0.016)
                    for y, xs in ((-0.38, (-0.1, 0, 0.1)), (-0.3, (-0.06, 0.06)), (-0.22, (-0.1, 0, 0.1)))
                    for x in xs
                ),
            ),
            piece(darker(back, 0.2), *both(lambda d: ellipse(d * 0.31, -0.38, 0.1, 0.28, -d * 0.18)), lift=5),
            piece(
                look("#f0a13c"),
                *(ellipse(d, -0.03, 0.035, 0.035) for d in (-0.15, -0.09, 0.09, 0.15)),
                lift=3,
            ),
            flat(pale, *both(lambda d: ellipse(d * 0.14, -0.66, 0.17))),
            piece(look("#fffdf2"), *both(lambda d: ellipse(d * 0.14, -0.66, 0.12)), lift=3, ink=0.5),
            *eyes(look, 0, -0.65, 0.135, 0.062),
            piece(look("#f0a13c"), poly((-0.05, -0.6), (0.05, -0.6), (0, -0.48)), lift=5),
        ]

    return drawn


def penguin(look: Look) -> list[Patch]:
    """Draw a penguin."""
    dark = look("#3d4660")
    return [
        piece(look("#f5a33c"), *both(lambda d: ellipse(d * 0.14, -0.03, 0.12, 0.04)), lift=3),
        piece(dark, *both(lambda d: ellipse(d * 0.31, -0.38, 0.075, 0.24, -d * 0.3)), lift=5),
        piece(dark, ellipse(0, -0.48, 0.3, 0.47), lift=7),
        flat(look(WHITE), ellipse(0, -0.34, 0.215, 0.31)),
        flat(look(WHITE), *both(lambda d: ellipse(d * 0.1, -0.7, 0.115, 0.12))),
        *eyes(look, 0, -0.72, 0.1, 0.045),
        flat(look(PINK), *both(lambda d: ellipse(d * 0.17, -0.62, 0.04, 0.028))),
        piece(look("#f5a33c"), poly((-0.07, -0.65), (0.07, -0.65), (0, -0.55)), lift=5),
    ]


def _song(back: str, breast: str = "#f7ead2", **more: object) -> Plumage:
    return Plumage(back, breast, "#5c5550", 0.1, **more)  # pyright: ignore[reportArgumentType]


_TALL = {"legs": 0.42, "neck": 0.26, "beak_length": 0.24}

KINDS: dict[str, Plumage] = {
    "duck": Plumage("#c9a06a", beak_form="bill", beak_length=0.15, tail="up", cap="#3f8a5c"),
    "duckling": Plumage("#f6cf4e", "#fbe391", beak_form="bill", beak_length=0.12, tail="up"),
    "goose": Plumage("#f3efe6", "#ffffff", neck=0.22, legs=0.14, beak_form="bill", tail="up"),
    "wild goose": Plumage("#9a8b7a", "#d9cdbb", neck=0.22, legs=0.14, beak_form="bill", tail="up"),
    "swan": Plumage("#ffffff", "#ffffff", neck=0.3, legs=0.06, beak_form="bill", tail="up"),
    "puffin": Plumage("#3b3f4d", "#ffffff", "#f2793a", 0.15, beak_form="hook", bib="#ffffff"),
    "heron": Plumage("#90a3b8", "#eef1f4", crest=True, cap="#3d4660", **_TALL),  # pyright: ignore[reportArgumentType]
    "night heron": Plumage(
        "#7b8798", "#eef1f4", legs=0.26, neck=0.12, beak_length=0.2, cap="#3d4660", crest=True
    ),
    "stork": Plumage("#fbf8f0", "#ffffff", "#e8503a", 0.26, 0.42, 0.24),
    "flamingo": Plumage("#f58aa4", "#f9b0c0", "#4d4650", 0.12, 0.44, 0.3, beak_form="hook"),
    "ostrich": Plumage("#5d5560", "#8a8088", "#e8b58a", 0.11, 0.4, 0.34, tail="fan", cap="#e9c7a5"),
    "pelican": Plumage("#f3ebe0", "#ffffff", "#f5a33c", 0.34, 0.12, 0.14, beak_form="pouch"),
    "cormorant": Plumage("#40454f", "#5a606b", "#e0b060", 0.16, 0.1, 0.16, beak_form="hook"),
    "gull": Plumage("#c9d2dc", "#ffffff", "#f2b23c", 0.13, 0.14, cap="#ffffff", tail="long"),
    "tern": Plumage("#dfe4ea", "#ffffff", "#e8503a", 0.15, 0.09, tail="forked", cap="#33363f"),
    "oystercatcher": Plumage("#3b3f4a", "#ffffff", "#ef5a33", 0.24, 0.22),
    "woodpecker": Plumage("#3c3d46", "#f4ead8", "#5c5550", 0.17, cap="#e2483f", tail="long"),
    "hen": Plumage("#c8774a", "#e6a978", "#f0b03c", 0.09, 0.16, comb=True, tail="up"),
    "chick": Plumage("#f9d655", "#fce89a", "#f0913c", 0.08, 0.1, tail="short"),
    "peahen": Plumage("#8f7f66", "#cfc1a5", "#8d8479", 0.09, 0.24, 0.14, crest=True, tail="long"),
    "quail": Plumage("#a1815f", "#dcc5a0", "#5c5550", 0.08, 0.12, crest=True),
    "pigeon": Plumage("#8f9bb0", "#c3c9d6", "#6d6a70", 0.09, 0.12, bib="#6aa58f", tail="long"),
    "parrot": Plumage(
        "#3fae5c", "#f6cf4e", "#3f3d45", 0.09, 0.08, beak_form="hook", tail="long", cap="#e2483f"
    ),
    "crow": Plumage("#3a3a46", "#50505e", "#2f2f38", 0.15, 0.14),
    "jackdaw": Plumage("#41434f", "#6a6d7a", "#2f2f38", 0.11, 0.13, cap="#2f3038"),
    "blackbird": Plumage("#383841", "#4c4c57", "#f4a833", 0.12, 0.13, tail="long"),
    "starling": Plumage("#46415c", "#6a6488", "#f0c25a", 0.13),
    "swallow": _song("#34518c", "#fbeee0", tail="forked", bib="#d9643c"),
    "swift": _song("#4d4a4c", "#6e6a6b", tail="forked"),
    "robin": _song("#9a7a58", "#e9703c", bib="#e9703c"),
    "redstart": _song("#7d8490", "#e98a4a", tail="long", bib="#3a3a42"),
    "wren": _song("#a2754c", "#e3c59c", tail="up"),
    "nightingale": _song("#ab7c51", "#eddcc2", tail="long"),
    "nightjar": _song("#8d7a66", "#c5b196", tail="long"),
    "goldfinch": _song("#cda56b", "#f6e7cd", cap="#e2483f", bib="#f6e7cd"),
    "goldcrest": _song("#97a566", "#ecebd3", cap="#f6c637"),
    "nuthatch": _song("#6f8cab", "#f1c28c"),
    "wagtail": _song("#8b93a0", "#ffffff", tail="long", cap="#33363f"),
    "linnet": _song("#a37a55", "#ecb5a4", cap="#d8534e"),
    "blackcap": _song("#8d9398", "#d9dcdc", cap="#2f3038"),
    "snow bunting": _song("#f4efe6", "#ffffff", cap="#d9a86a"),
    "treecreeper": _song("#9a7c5c", "#fbf6ec", tail="long"),
    "skylark": _song("#b18d5f", "#f2e4c8", crest=True),
    "sparrow": _song("#a6764c", "#e9dac4", cap="#7c7a80"),
    "waxwing": _song("#c39b7b", "#e4cdb6", crest=True, bib="#3a3a42"),
    "bird": _song("#4c8fe0", "#fbe9c8"),
}
BIRDS: dict[str, Drawing] = {
    **{name: bird(kind) for name, kind in KINDS.items()},
    "owl": owl("#9a6c4a"),
    "barn owl": owl("#d9b27c", "#fdf6e8", ears=False),
    "penguin": penguin,
}
