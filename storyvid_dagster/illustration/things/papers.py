"""What is written on, read or cut out of paper."""

import math

from storyvid_dagster.illustration.shapes import Patch, poly, star
from storyvid_dagster.illustration.things.pieces import (
    INK,
    WHITE,
    Drawing,
    Look,
    both,
    ellipse,
    flat,
    lighter,
    line,
    piece,
)


def paper(kind: str, color: str = "#f6f1e4") -> Drawing:
    """Draw a sheet: `print`, `map`, `list`, `music`, `flowers` or `note`."""

    def drawn(look: Look) -> list[Patch]:
        sheet = look.main(color)
        ink = look("#7d7a80")
        found = [piece(sheet, poly((-0.4, -0.92), (0.36, -0.98), (0.42, -0.04), (-0.36, 0.0)), lift=6)]
        rows = (-0.66, -0.52, -0.38, -0.24)
        if kind == "print":
            found.append(flat(look(INK), line([(-0.28, -0.8), (0.28, -0.84)], 0.07)))
            found.append(
                flat(ink, *(line([(x, y), (x + 0.24, y - 0.02)], 0.025) for y in rows for x in (-0.29, 0.03)))
            )
        elif kind == "map":
            found.append(flat(look("#8cc0d8"), ellipse(0.2, -0.7, 0.14, 0.12)))
            found.append(
                flat(look("#8cbf5a"), ellipse(-0.16, -0.6, 0.14, 0.1), ellipse(0.12, -0.3, 0.14, 0.08))
            )
            dots = ((-0.26, -0.16), (-0.16, -0.24), (-0.06, -0.34), (0.02, -0.46), (-0.04, -0.58))
            found.append(flat(look("#e8504a"), *(ellipse(x, y, 0.028) for x, y in dots)))
            found.append(
                flat(
                    look("#e8504a"),
                    line([(-0.1, -0.8), (0.02, -0.68)], 0.045),
                    line([(0.02, -0.8), (-0.1, -0.68)], 0.045),
                )
            )
        elif kind == "music":
            found.append(
                flat(
                    ink,
                    *(
                        line([(-0.3, y), (0.32, y - 0.03)], 0.014)
                        for y in (-0.78, -0.72, -0.66, -0.4, -0.34, -0.28)
                    ),
                )
            )
            notes = ((-0.18, -0.68), (0.04, -0.72), (0.22, -0.66), (-0.1, -0.32), (0.14, -0.38))
            found.append(
                flat(
                    look(INK),
                    *(ellipse(x, y, 0.05, 0.036, -0.3) for x, y in notes),
                    *(line([(x + 0.04, y), (x + 0.04, y - 0.17)], 0.02) for x, y in notes),
                )
            )
        elif kind == "flowers":
            found.append(
                flat(
                    look("#f283ab"),
                    *(
                        star(x, y, 0.09, 5, 0.6)
                        for x, y in (
                            (-0.2, -0.76),
                            (0.16, -0.7),
                            (-0.04, -0.46),
                            (-0.22, -0.22),
                            (0.22, -0.2),
                        )
                    ),
                )
            )
        else:
            found.append(
                flat(
                    ink,
                    *(
                        line([(-0.22, y), (0.18 + 0.1 * math.sin(9 * y), y - 0.02)], 0.03)
                        for y in (-0.78, *rows)
                    ),
                )
            )
        return found

    return drawn


def book(look: Look) -> list[Patch]:
    """Draw an open book."""
    return [
        piece(
            look.main("#c0485a"),
            poly((-0.66, -0.5), (0, -0.38), (0.66, -0.5), (0.66, -0.04), (0, 0.04), (-0.66, -0.04)),
            lift=5,
        ),
        piece(
            look(WHITE),
            *both(
                lambda d: poly(
                    (0, -0.46),
                    (d * 0.3, -0.58),
                    (d * 0.6, -0.56),
                    (d * 0.6, -0.12),
                    (d * 0.3, -0.14),
                    (0, -0.02),
                )
            ),
            lift=6,
        ),
        flat(
            look("#b9b6b0"),
            *(
                line([(d * 0.12, y - 0.02), (d * 0.48, y - 0.06)], 0.02)
                for d in (-1, 1)
                for y in (-0.4, -0.3, -0.2)
            ),
        ),
    ]


def paper_star(look: Look) -> list[Patch]:
    """Draw a star cut from paper, on a string."""
    main = look.main("#fbcf45")
    return [
        piece(look(WHITE), line([(0, -0.8), (0, -1.0)], 0.03), lift=3),
        piece(main, star(0, -0.42, 0.46, 5, 0.46), lift=7),
        flat(lighter(main, 0.5), star(0, -0.42, 0.24, 5, 0.46)),
    ]


def doily(look: Look) -> list[Patch]:
    """Draw a doily of lace."""
    around = [(2 * math.pi * k / 12) for k in range(12)]
    return [
        piece(look.main("#fffdf6"), star(0, -0.46, 0.47, 12, 0.86), lift=6),
        flat(
            look("#d8c7d8"), *(ellipse(0.35 * math.cos(a), -0.46 + 0.35 * math.sin(a), 0.045) for a in around)
        ),
        flat(
            look("#d8c7d8"),
            *(ellipse(0.18 * math.cos(a), -0.46 + 0.18 * math.sin(a), 0.05, 0.025, a) for a in around[::2]),
        ),
    ]


PAPERS: dict[str, Drawing] = {
    "newspaper": paper("print"),
    "map": paper("map", "#efdcae"),
    "shopping-list": paper("list"),
    "music-paper": paper("music"),
    "wallpaper": paper("flowers", "#dfeeda"),
    "note": paper("list"),
    "letter": paper("list"),
    "book": book,
    "paper star": paper_star,
    "doily": doily,
}
