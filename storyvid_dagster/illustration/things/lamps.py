"""What gives light."""

from storyvid_dagster.illustration.shapes import Patch, box, poly, ribbon, star
from storyvid_dagster.illustration.things.pieces import (
    GOLD,
    INK,
    Drawing,
    Look,
    arc,
    darker,
    ellipse,
    flat,
    line,
    piece,
    rounded,
    turned,
)


def lamp(kind: str, color: str = "#e8504a") -> Drawing:
    """Draw a light: `candle`, `lantern`, `paper`, `lamp`, `night` or `torch`."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        glow = look("#ffe58a")
        if kind == "candle":
            return [
                piece(
                    look(GOLD),
                    ellipse(0, -0.06, 0.34, 0.08),
                    arc(0.36, -0.12, 0.1, 0.1, 0.0, 1.0, 0.05),
                    lift=4,
                ),
                piece(main, rounded(-0.12, -0.64, 0.12, -0.06, 0.04), lift=6),
                piece(glow, ribbon([(0, -0.66), (0, -0.8), (0.02, -0.98)], [0.08, 0.17, 0.02]), lift=7),
            ]
        if kind == "paper":
            return [
                piece(look(INK), line([(0, -0.9), (0, -1.0)], 0.03), lift=3),
                piece(main, ellipse(0, -0.48, 0.42, 0.4), lift=7),
                flat(glow, ellipse(0, -0.44, 0.24, 0.24)),
                flat(
                    darker(main, 0.15),
                    *(
                        ribbon([(-w, y), (0, y + 0.04), (w, y)], [0.02] * 3)
                        for w, y in ((0.34, -0.68), (0.41, -0.5), (0.36, -0.28))
                    ),
                ),
                piece(
                    darker(main, 0.3),
                    rounded(-0.14, -0.92, 0.14, -0.84, 0.02),
                    rounded(-0.14, -0.12, 0.14, -0.04, 0.02),
                    lift=6,
                ),
            ]
        if kind == "lamp":
            return [
                piece(look(GOLD), ellipse(0, -0.05, 0.26, 0.07), line([(0, -0.08), (0, -0.5)], 0.07), lift=4),
                piece(main, poly((-0.24, -0.98), (0.24, -0.98), (0.44, -0.46), (-0.44, -0.46)), lift=7),
                flat(glow, ellipse(0, -0.54, 0.26, 0.06)),
            ]
        if kind == "torch":
            return [
                piece(glow, poly((0.2, -0.5), (0.9, -0.8), (0.9, 0.0), (0.2, -0.3)), lift=2, ink=0.2),
                piece(
                    main,
                    rounded(-0.6, -0.5, 0.0, -0.3, 0.05),
                    poly((0.0, -0.5), (0.2, -0.6), (0.2, -0.2), (0.0, -0.3)),
                    lift=6,
                ),
            ]
        if kind == "night":
            return [
                piece(look("#8e62c9"), turned((0.2, -0.2), (0.3, 0.0)), lift=5),
                piece(glow, ellipse(0, -0.54, 0.36, 0.38), lift=7),
                flat(look("#f5b93c"), star(0, -0.54, 0.2, 5)),
            ]
        return [
            piece(main, arc(0, -0.82, 0.18, 0.17, 0.5, 1.0, 0.045), lift=3),
            piece(glow, box(-0.24, -0.68, 0.24, -0.12), lift=4),
            piece(look("#f5923e"), ellipse(0, -0.34, 0.08, 0.14), lift=5, ink=0.3),
            piece(
                main,
                *(line([(x, -0.7), (x, -0.1)], 0.05) for x in (-0.24, 0.24)),
                poly((-0.34, -0.68), (0.34, -0.68), (0.14, -0.86), (-0.14, -0.86)),
                rounded(-0.32, -0.14, 0.32, 0.0, 0.03),
                lift=6,
            ),
        ]

    return drawn


LAMPS: dict[str, Drawing] = {
    "candle": lamp("candle", "#fbf3df"),
    "lantern": lamp("lantern", "#4d5260"),
    "paper lantern": lamp("paper"),
    "lamp": lamp("lamp", "#f5923e"),
    "night-light": lamp("night"),
    "flashlight": lamp("torch", "#4c8fe0"),
}
