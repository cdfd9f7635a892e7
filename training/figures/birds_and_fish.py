"""Birds, fish and whales."""

from sketch import Sketch

from figures.parts import CLOTHES, Way


def bird_flying(s: Sketch) -> None:
    colour = s.rng.choice((*CLOTHES, "brown"))
    s.oval(0.5, 0.5, s.between(0.2, 0.3), s.between(0.12, 0.18), turn=s.between(-0.3, 0.1), colour=colour)
    s.oval(0.78, 0.36, s.between(0.1, 0.15), colour=colour)
    s.shape((0.88, 0.33), (1.02, 0.37), (0.88, 0.41), colour="orange")
    s.dot(0.8, 0.34, 0.02)
    s.curve(
        (0.4, 0.45),
        (s.between(0.2, 0.45), s.between(0.0, 0.15)),
        (0.6, 0.42),
        closed=s.chance(0.5),
        colour=colour,
    )
    s.shape((0.25, 0.5), (0.05, 0.42), (0.08, 0.58), colour=colour)
    if s.chance(0.5):
        for x in (0.45, 0.55):
            s.line((x, 0.63), (x, 0.78), (x + 0.06, 0.78), colour="orange")


def bird_standing(s: Sketch) -> None:
    colour, r = s.rng.choice((*CLOTHES, "brown", "white")), s.between(0.12, 0.2)
    s.oval(0.5, 0.55, s.between(0.18, 0.26), s.between(0.2, 0.28), colour=colour)
    s.oval(0.5 + s.between(-0.05, 0.15), 0.25, r, colour=colour)
    if s.chance(0.5):
        s.shape((0.46, 0.25), (0.54, 0.25), (0.5, 0.33), colour="orange")
        s.dot(0.44, 0.22, 0.02)
        s.dot(0.56, 0.22, 0.02)
    else:
        s.shape((0.5 + r, 0.22), (0.62 + r, 0.26), (0.5 + r, 0.3), colour="orange")
        s.dot(0.56, 0.22, 0.02)
    s.curve((0.4, 0.45), (s.between(0.2, 0.32), 0.6), (0.42, 0.68), closed=True, colour=colour)
    for x in (0.44, 0.56):
        s.line((x, 0.78), (x, 0.95), colour="orange")
        s.line((x - 0.05, 0.97), (x, 0.94), (x + 0.05, 0.97), colour="orange")


def duck(s: Sketch) -> None:
    colour = s.rng.choice(("yellow", "white", "brown", "green"))
    s.curve((0.05, 0.5), (0.2, 0.62), (0.55, 0.6), (0.62, 0.35), (0.6, 0.16), (0.75, 0.06), (0.88, 0.16),
            (0.86, 0.32), (0.84, 0.62), (0.62, 0.84), (0.3, 0.84), (0.1, 0.7), closed=True, colour=colour)  # fmt: skip
    s.shape((0.87, 0.17), (1.04, 0.2), (1.03, 0.27), (0.87, 0.27), colour="orange")
    s.dot(0.77, 0.17, 0.02)
    if s.chance(0.7):
        s.curve((0.3, 0.66), (0.5, 0.78), (0.64, 0.62), colour=colour)
    for x in (0.4, 0.55) if s.chance(0.5) else ():
        s.line((x, 0.84), (x, 0.96), (x + 0.08, 0.96), colour="orange")


def owl_or_penguin(s: Sketch) -> None:
    """Upright and round, seen from before."""
    wide, tall = s.between(0.2, 0.32), s.between(0.36, 0.46)
    s.oval(0.5, 0.5, wide, tall, colour=s.rng.choice(("brown", "black", "gray", "blue")))
    if s.chance(0.6):
        s.oval(0.5, 0.6, wide * 0.65, tall * 0.6, colour="white")
    eye = s.between(0.03, 0.1)
    for side in (-1, 1):
        s.oval(0.5 + side * wide * 0.4, 0.3, eye, colour="white")
        s.dot(0.5 + side * wide * 0.4, 0.3, eye * 0.4)
        s.curve((0.5 + side * wide * 0.8, 0.35), (0.5 + side * wide * 1.35, 0.6), (0.5 + side * wide * 0.9, 0.7),
                closed=s.chance(0.6), colour="brown")  # fmt: skip
        s.oval(0.5 + side * 0.08, 0.5 + tall, 0.06, 0.03, colour="orange")
    s.shape((0.46, 0.36), (0.54, 0.36), (0.5, 0.44), colour="orange")


def long_legged_bird(s: Sketch) -> None:
    """A flamingo, a stork, an ostrich: long legs, a curved neck."""
    colour, top = s.rng.choice(("pink", "white", "gray")), s.between(0.0, 0.12)
    s.oval(0.4, 0.5, s.between(0.18, 0.26), s.between(0.1, 0.16), colour=colour)
    s.curve((0.58, 0.46), (0.7, 0.36), (0.58, 0.22), (0.66, top + 0.06), colour=colour)
    s.oval(0.7, top + 0.05, 0.06, 0.05, colour=colour)
    s.shape((0.75, top + 0.03), (0.88, top + 0.1), (0.75, top + 0.08), colour="orange")
    for x in (0.36, 0.46):
        s.line((x, 0.62), (x + s.between(-0.02, 0.04), 0.98), (x + 0.1, 0.98), colour="orange")


def fish(s: Sketch) -> None:
    colour, rx, ry = s.rng.choice((*CLOTHES, "gray")), s.between(0.26, 0.38), s.between(0.13, 0.26)
    s.oval(0.45, 0.5, rx, ry, colour=colour)
    t, w = 0.45 + rx * 0.9, s.between(0.1, 0.22)
    s.shape((t, 0.5), (t + 0.2, 0.5 - w), (t + s.between(0.1, 0.2), 0.5), (t + 0.2, 0.5 + w), colour=colour)
    s.dot(0.45 - rx * 0.55, 0.5 - ry * 0.3, s.between(0.015, 0.04))
    if s.chance(0.6):
        s.line((0.45 - rx, 0.52), (0.45 - rx * 0.7, 0.5 + ry * 0.3))
    if s.chance(0.5):
        s.shape((0.4, 0.5 - ry * 0.95), (0.5, 0.5 - ry * 1.6), (0.58, 0.5 - ry * 0.85), colour=colour)
    way = s.rng.choice(("none", "scales", "stripes"))
    for i in range(0 if way == "none" else s.rng.randint(2, 4)):
        x = 0.38 + 0.1 * i
        if way == "stripes":
            s.line((x, 0.5 - ry * 0.8), (x, 0.5 + ry * 0.8))
        else:
            s.arc(x, 0.5 + s.between(-0.08, 0.08), 0.04, 0.06, -1.4, 1.4)
    for i in range(s.rng.choice((0, 0, 0, 2, 3))):
        s.oval(0.02, 0.3 - 0.1 * i, 0.02)


def fish_outline(s: Sketch) -> None:
    """Body and tail in one stroke."""
    h, w = s.between(0.12, 0.26), s.between(0.12, 0.22)
    s.curve((0.02, 0.5), (0.22, 0.5 - h * 0.85), (0.45, 0.5 - h), (0.72, 0.48), (0.95, 0.5 - w), (0.9, 0.5),
            (0.95, 0.5 + w), (0.72, 0.52), (0.45, 0.5 + h), (0.22, 0.5 + h * 0.85), closed=True,
            colour=s.rng.choice((*CLOTHES, "gray")))  # fmt: skip
    s.dot(0.16, 0.5 - h * 0.25, s.between(0.015, 0.03))
    for i in range(s.rng.choice((0, 2, 3))):
        s.curve((0.34 + 0.1 * i, 0.5 - h * 0.7), (0.4 + 0.1 * i, 0.5), (0.34 + 0.1 * i, 0.5 + h * 0.7))
    for side in (-1, 1) if s.chance(0.5) else ():
        s.shape((0.38, 0.5 + side * h), (0.46, 0.5 + side * (h + 0.12)), (0.54, 0.5 + side * h * 0.9))


def whale_or_shark(s: Sketch) -> None:
    h = s.between(0.18, 0.3)
    s.curve((0.02, 0.55), (0.1, 0.5 - h * 0.6), (0.4, 0.5 - h), (0.7, 0.45), (0.88, 0.36), (0.9, 0.22), (1.0, 0.3),
            (1.08, 0.26), (1.02, 0.42), (0.86, 0.56), (0.5, 0.72), (0.15, 0.7), closed=True,
            colour=s.rng.choice(("blue", "gray", "sky")))  # fmt: skip
    s.dot(0.16, 0.48, 0.018)
    if s.chance(0.5):
        s.shape((0.38, 0.5 - h), (0.5, 0.3 - h), (0.54, 0.52 - h), colour="gray")
    else:
        for side in (-1, 1):
            s.curve(
                (0.36, 0.48 - h),
                (0.36 + side * 0.04, 0.34 - h),
                (0.36 + side * 0.14, 0.38 - h),
                colour="blue",
            )
    s.curve((0.05, 0.6), (0.15, 0.63), (0.25, 0.58))


BIRDS_AND_FISH: dict[str, tuple[Way, ...]] = {
    "bird": (bird_flying, bird_standing, duck, owl_or_penguin, long_legged_bird),
    "fish": (fish, fish_outline, whale_or_shark),
}
