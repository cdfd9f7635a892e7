"""What drives."""

import math

from sketch import Sketch

from figures.parts import CLOTHES, Way, wheels, window


def car(s: Sketch) -> None:
    colour = s.rng.choice(CLOTHES)
    h, left, right = s.between(0.18, 0.28), s.between(0.15, 0.3), s.between(0.65, 0.82)
    if s.chance(0.5):
        s.shape(
            (0, 0.5),
            (left, 0.5),
            (left + 0.12, 0.5 - h),
            (right - 0.12, 0.5 - h),
            (right, 0.5),
            (1, 0.52),
            (1, 0.75),
            (0, 0.75),
            colour=colour,
        )
    else:
        s.box(0, 0.5, 1, 0.75, colour)
        s.arc(0.48, 0.5, 0.28, h, math.pi, 2 * math.pi, colour)
    for x in (0.4, 0.58):
        s.box(x - 0.07, 0.52 - h * 0.8, x + 0.07, 0.5, "sky")
    wheels(s, (s.between(0.18, 0.26), s.between(0.74, 0.82)), 0.76, s.between(0.08, 0.13))
    if s.chance(0.4):
        s.oval(0.97, 0.6, 0.03, colour="yellow")


def bus(s: Sketch) -> None:
    s.box(0, 0.3, 1, 0.75, s.rng.choice(("red", "yellow", "yellow", *CLOTHES)))
    for i in range(n := s.rng.randint(3, 6)):
        x = 0.06 + 0.9 * i / n
        s.box(x, 0.37, x + 0.6 / n, 0.52, "sky")
    wheels(s, (0.2, 0.8), 0.77, s.between(0.07, 0.11))


def truck(s: Sketch) -> None:
    cab = s.between(0.22, 0.32)
    s.box(0, s.between(0.2, 0.4), 1 - cab - 0.02, 0.74, s.rng.choice(CLOTHES))
    s.shape((1 - cab, 0.74), (1 - cab, 0.4), (0.93, 0.4), (1, 0.56), (1, 0.74), colour=s.rng.choice(CLOTHES))
    s.box(1 - cab + 0.04, 0.44, 0.92, 0.56, "sky")
    wheels(s, s.rng.choice(((0.15, 0.35, 0.85), (0.2, 0.82))), 0.77, s.between(0.07, 0.1))


def train(s: Sketch) -> None:
    s.box(0.1, 0.5, 0.6, 0.75, s.rng.choice(CLOTHES))
    s.box(0.6, 0.25, 0.9, 0.75, s.rng.choice(CLOTHES))
    window(s, 0.75, 0.4, 0.08)
    s.box(0.18, 0.3, 0.28, 0.5, "black")
    for i in range(s.rng.randint(0, 4)):
        s.oval(0.24 + 0.09 * i, 0.2 - 0.07 * i, 0.05 + 0.015 * i, colour="gray")
    wheels(s, (0.2, 0.4, 0.6, 0.8), 0.78, 0.08)
    if s.chance(0.4):
        s.box(0.95, 0.45, 1.35, 0.75, s.rng.choice(CLOTHES))
        wheels(s, (1.05, 1.25), 0.78, 0.07)


def car_curved(s: Sketch) -> None:
    h, r = s.between(0.2, 0.34), s.between(0.08, 0.13)
    s.curve((0, 0.74), (0.01, 0.56), (0.2, 0.5), (0.34, 0.5 - h), (0.64, 0.5 - h), (0.8, 0.5), (0.97, 0.54), (1, 0.74),
            colour=s.rng.choice(CLOTHES))  # fmt: skip
    s.line((0, 0.74), (1, 0.74))
    s.line((0.49, 0.52 - h), (0.49, 0.74))
    for x in (0.38, 0.6):
        s.box(x - 0.08, 0.56 - h, x + 0.08, 0.5, "sky")
    wheels(s, (0.22, 0.78), 0.76, r)


def lorry(s: Sketch) -> None:
    """A cab and what it carries: a box, a tank, a heap, a ladder; two to five wheels."""
    cab, low, colour = s.between(0.2, 0.32), s.between(0.68, 0.74), s.rng.choice(CLOTHES)
    x, roof = 1 - cab, s.between(0.28, 0.46)
    slope = s.between(0.0, 0.6) * cab
    s.shape(
        (x, low), (x, roof), (1 - slope, roof), (1, (roof + low) / 2), (1, low), colour=s.rng.choice(CLOTHES)
    )
    s.shape((x + 0.04, roof + 0.05), (1 - slope, roof + 0.05), (0.97 - slope * 0.3, (roof + low) / 2), (x + 0.04, (roof + low) / 2),
            colour="sky")  # fmt: skip
    load, end = s.rng.choice(("box", "box", "tank", "heap", "ladder", "flat")), x - s.between(0.01, 0.05)
    if load == "box":
        s.box(0, s.between(0.12, 0.36), end, low, colour)
    elif load == "tank":
        s.oval(end / 2, 0.5, end / 2, 0.18, colour=colour)
        s.line((0, low), (x, low))
    elif load == "heap":
        s.shape((0, 0.45), (end, 0.45), (end - 0.06, low), (0.08, low), colour=colour)
        s.curve((0.03, 0.45), (0.15, s.between(0.25, 0.36)), (0.35, 0.32), (end - 0.03, 0.45), colour="brown")
    elif load == "ladder":
        s.box(0, 0.5, end, low, "red")
        for y in (0.34, 0.43):
            s.line((0.0, y), (end, y), colour="gray")
        for i in range(6):
            s.line((0.05 + end * i / 6.5, 0.34), (0.05 + end * i / 6.5, 0.43), colour="gray")
    else:
        s.box(0, low - 0.12, end, low, colour)
        s.box(0.05, low - 0.36, 0.3, low - 0.12, "brown")
    if s.chance(0.5):
        s.line((0, low), (1, low))
    r = s.between(0.06, 0.1)
    xs = s.rng.choice(((0.16, 0.36, 0.85), (0.2, 0.82), (0.12, 0.3, 0.48, 0.86), (0.18, 0.4, 0.75, 0.92)))
    wheels(s, xs, low + 0.03, r)


def bus_round(s: Sketch) -> None:
    """One or two floors of windows, a door, round corners."""
    top, floors = s.between(0.2, 0.36), s.rng.choice((1, 1, 2))
    top -= 0.2 if floors == 2 else 0
    s.curve((0, 0.74), (0, top + 0.06), (0.04, top), (0.5, top), (0.94, top), (1, top + 0.08), (1, 0.74), (0.5, 0.75),
            closed=True, colour=s.rng.choice(("red", "yellow", *CLOTHES)))  # fmt: skip
    n = s.rng.randint(3, 6)
    for floor in range(floors):
        for i in range(n):
            x, y = 0.05 + 0.78 * i / n, top + 0.06 + 0.22 * floor
            s.box(x, y, x + 0.56 / n, y + 0.13, "sky")
    if s.chance(0.6):
        s.box(0.84, top + 0.08, 0.95, 0.74, "sky")
    wheels(s, s.rng.choice(((0.2, 0.78), (0.18, 0.32, 0.8))), 0.76, s.between(0.07, 0.11))


def train_wagons(s: Sketch) -> None:
    """An engine and what it pulls, wheels all along, perhaps rails."""
    n, x = s.rng.choice((1, 2, 2, 3)), 0.0
    for _ in range(n):
        s.box(x, s.between(0.42, 0.5), x + 0.36, 0.72, s.rng.choice(CLOTHES))
        for i in range(s.rng.choice((0, 1, 2))):
            s.box(x + 0.05 + 0.15 * i, 0.52, x + 0.15 + 0.15 * i, 0.62, "sky")
        wheels(s, (x + 0.09, x + 0.27), 0.76, 0.065)
        s.line((x + 0.36, 0.68), (x + 0.42, 0.68))
        x += 0.42
    if s.chance(0.6):
        cab, colour = s.between(0.2, 0.34), s.rng.choice(CLOTHES)
        s.box(x, cab, x + 0.26, 0.72, colour)
        s.box(x + 0.06, cab + 0.07, x + 0.2, cab + 0.2, "sky")
        s.box(x + 0.26, 0.46, x + 0.62, 0.72, colour)
        s.shape((x + 0.46, 0.46), (x + 0.43, 0.28), (x + 0.59, 0.28), (x + 0.56, 0.46), colour="black")
        for i in range(s.rng.randint(0, 3)):
            s.oval(x + 0.5 - 0.1 * i, 0.18 - 0.08 * i, 0.07, 0.05, colour="gray")
        if s.chance(0.5):
            s.shape((x + 0.62, 0.6), (x + 0.74, 0.76), (x + 0.62, 0.76))
        wheels(s, (x + 0.13, x + 0.34, x + 0.52), 0.77, s.between(0.06, 0.1))
    else:
        s.curve(
            (x, 0.72),
            (x, 0.42),
            (x + 0.3, 0.42),
            (x + 0.52, 0.62),
            (x + 0.52, 0.72),
            closed=True,
            colour="red",
        )
        s.box(x + 0.28, 0.48, x + 0.36, 0.58, "sky")
        wheels(s, (x + 0.1, x + 0.36), 0.76, 0.065)
    if s.chance(0.3):
        s.line((-0.05, 0.85), (x + 0.7, 0.85))


VEHICLES: dict[str, tuple[Way, ...]] = {
    "car": (car, car_curved),
    "bus": (bus, bus_round),
    "truck": (truck, lorry, lorry),
    "train": (train, train_wagons),
}
