"""What is in the sky: sun, moon, stars, clouds, rainbows, rain and snow."""

import math

from sketch import Sketch

from figures.parts import Point, Way, burst, face


def sun(s: Sketch) -> None:
    r, n = s.between(0.2, 0.32), s.rng.randint(7, 16)
    warm = s.rng.choice(("yellow", "yellow", "orange"))
    s.oval(0.5, 0.5, r, colour=warm)
    way = s.rng.choice(("lines", "lines", "spikes", "gap"))
    for i in range(n):
        a, far = 2 * math.pi * i / n, r + s.between(0.1, 0.22)
        c, q = math.cos(a), math.sin(a)
        near = r * (1.12 if way == "gap" else 1.0)
        if way == "spikes":
            c0, q0, c1, q1 = math.cos(a - 0.2), math.sin(a - 0.2), math.cos(a + 0.2), math.sin(a + 0.2)
            s.shape(
                (0.5 + r * c0, 0.5 + r * q0),
                (0.5 + far * c, 0.5 + far * q),
                (0.5 + r * c1, 0.5 + r * q1),
                colour=warm,
            )
        else:
            s.line((0.5 + near * c, 0.5 + near * q), (0.5 + far * c, 0.5 + far * q), colour=warm)
    if s.chance(0.5):
        face(s, 0.5, 0.5, r, nose=0.1)


def sun_corner(s: Sketch) -> None:
    """A quarter in a corner of the page."""
    r, n = s.between(0.4, 0.6), s.rng.randint(4, 8)
    s.shape(
        (0, 0),
        *[(r * math.cos(a), r * math.sin(a)) for a in (math.pi / 2 * i / 8 for i in range(9))],
        colour="yellow",
    )
    for i in range(n):
        a = math.pi / 2 * (i + 0.5) / n
        s.line(
            (r * 1.05 * math.cos(a), r * 1.05 * math.sin(a)),
            (math.cos(a) * (r + s.between(0.2, 0.4)), math.sin(a) * (r + 0.3)),
            colour="yellow",
        )


def moon(s: Sketch) -> None:
    thick = s.between(0.35, 0.75)
    outer = [
        (0.5 + 0.4 * math.cos(a), 0.5 + 0.45 * math.sin(a))
        for a in (math.pi * (0.5 + i / 12) for i in range(13))
    ]
    inner = [
        (0.5 + 0.4 * thick * math.cos(a) * 0.7, 0.5 + 0.45 * math.sin(a))
        for a in (math.pi * (1.5 - i / 12) for i in range(13))
    ]
    s.shape(*outer, *inner, colour=s.rng.choice(("yellow", "yellow", "gray", "white")))
    if s.chance(0.4):
        s.dot(0.22, 0.42, 0.02)
        s.arc(0.24, 0.55, 0.06, 0.05, 0.3, 2.6)


def cloud(s: Sketch) -> None:
    n, rx, ry = s.rng.randint(6, 10), s.between(0.36, 0.45), s.between(0.14, 0.24)
    if s.chance(0.6):
        points = [
            (0.5 + rx * math.cos(2 * math.pi * i / n), 0.5 + ry * math.sin(2 * math.pi * i / n))
            for i in range(n)
        ]
        path: list[tuple[float, float]] = []
        for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
            mx, my = (x0 + x1) / 2 - 0.5, (y0 + y1) / 2 - 0.5
            path += [(x0, y0), (0.5 + mx * 1.45, 0.5 + my * 1.7)]
        s.curve(*path, closed=True, colour=s.rng.choice(("sky", "blue", "gray", "white")))
    else:
        for _ in range(s.rng.randint(3, 6)):
            s.oval(
                s.between(0.25, 0.75),
                s.between(0.42, 0.58),
                s.between(0.12, 0.2),
                s.between(0.1, 0.16),
                colour="sky",
            )


def rainbow(s: Sketch) -> None:
    colours = ["red", "orange", "yellow", "green", "blue", "purple", "pink"]
    n, first = s.rng.randint(3, 7), s.between(0.42, 0.5)
    step = s.between(0.03, 0.055)
    for i in range(n):
        r = first - step * i
        s.arc(0.5, 0.5, r, r * s.between(0.9, 1.1), math.pi, 2 * math.pi, colours[i])
    if s.chance(0.25):
        for x in (0.5 - first, 0.5 + first - 0.1):
            for q in range(3):
                s.oval(x + 0.06 * q, 0.52, 0.07, colour="sky")


def rainbow_filled(s: Sketch) -> None:
    """Bands one after the other, each filled."""
    colours = ["red", "orange", "yellow", "green", "blue", "purple"]
    n, r = s.rng.randint(4, 6), 0.5
    for i in range(n):
        s.shape(
            *[
                (0.5 + r * math.cos(a), 0.5 + r * math.sin(a))
                for a in (math.pi * (1 + k / 12) for k in range(13))
            ],
            colour=colours[i],
        )
        r -= 0.055
    s.shape(
        *[
            (0.5 + r * math.cos(a), 0.5 + r * math.sin(a))
            for a in (math.pi * (1 + k / 12) for k in range(13))
        ],
        colour="white",
    )


def star(s: Sketch) -> None:
    n, deep = s.rng.choice((5, 5, 5, 5, 6, 4)), s.between(0.36, 0.5)
    if n == 5 and s.chance(0.35):
        p = [
            (0.5 + 0.45 * math.cos(a), 0.5 + 0.45 * math.sin(a))
            for a in (-math.pi / 2 + 4 * math.pi * i / 5 for i in range(6))
        ]
        s.shape(*p[:5], colour="yellow")
    else:
        s.shape(
            *[
                (
                    0.5 + (0.45 if i % 2 == 0 else 0.45 * deep) * math.cos(math.pi * i / n - math.pi / 2),
                    0.5 + (0.45 if i % 2 == 0 else 0.45 * deep) * math.sin(math.pi * i / n - math.pi / 2),
                )
                for i in range(2 * n)
            ],
            colour=s.rng.choice(("yellow", "yellow", "orange", "blue")),
        )
    if s.chance(0.15):
        face(s, 0.5, 0.5, 0.2, nose=0)


def rain(s: Sketch) -> None:
    cloud(s)
    for _ in range(s.rng.randint(5, 14)):
        x, y = s.between(0.15, 0.85), s.between(0.7, 1.1)
        s.line((x, y), (x - s.between(-0.02, 0.06), y + s.between(0.06, 0.12)), colour="blue")


def snowflake(s: Sketch) -> None:
    n = s.rng.choice((3, 3, 4))
    for i in range(n):
        a = math.pi * i / n
        c, q = math.cos(a), math.sin(a)
        s.line((0.5 - 0.45 * c, 0.5 - 0.45 * q), (0.5 + 0.45 * c, 0.5 + 0.45 * q), colour="sky")
        if s.chance(0.9):
            for side in (-1, 1):
                for turn in (-0.6, 0.6):
                    x, y = 0.5 + side * 0.3 * c, 0.5 + side * 0.3 * q
                    s.line(
                        (x, y),
                        (x + side * 0.13 * math.cos(a + turn), y + side * 0.13 * math.sin(a + turn)),
                        colour="sky",
                    )


def sun_any(s: Sketch) -> None:
    """Rays as triangles, waves, loops, of two lengths, or one zigzag all round; a spiral or a face inside."""
    r, n, warm = (
        s.between(0.18, 0.32),
        s.rng.randint(6, 16),
        s.rng.choice(("yellow", "yellow", "orange", "red")),
    )
    way = s.rng.choice(("zigzag", "triangles", "triangles", "waves", "two lengths", "loops", "apart"))
    far = r + s.between(0.06, 0.26)
    if way == "zigzag":
        s.shape(*burst(0.5, 0.5, r * s.between(1.02, 1.15), far, n, s), colour=warm)
    half = s.between(0.5, 0.95) * math.pi / n
    for i in range(0 if way == "zigzag" else n):
        a = 2 * math.pi * i / n
        c, q = math.cos(a), math.sin(a)
        near = r * (1.18 if way == "apart" else 1.03)
        if way in ("triangles", "apart", "loops"):
            (c0, q0), (c1, q1) = ((math.cos(a + d), math.sin(a + d)) for d in (-half, half))
            points = (
                (0.5 + near * c0, 0.5 + near * q0),
                (0.5 + far * c, 0.5 + far * q),
                (0.5 + near * c1, 0.5 + near * q1),
            )
            if way == "loops":
                s.curve(*points, colour=warm)
            else:
                s.shape(*points, colour=s.rng.choice((warm, warm, "orange")))
        elif way == "waves":
            out = [r * 1.05 + (far - r) * t / 4 for t in range(5)]
            s.curve(
                *[
                    (0.5 + d * c - 0.03 * (-1) ** t * q, 0.5 + d * q + 0.03 * (-1) ** t * c)
                    for t, d in enumerate(out)
                ],
                colour=warm,
            )
        else:
            d = far if i % 2 else r + (far - r) * 0.5
            s.line((0.5 + near * c, 0.5 + near * q), (0.5 + d * c, 0.5 + d * q), colour=warm)
    s.oval(0.5, 0.5, r, colour=warm)
    inside = s.rng.choice(("none", "none", "face", "face", "spiral", "glasses"))
    if inside == "face":
        face(s, 0.5, 0.5, r, nose=0.1)
    elif inside == "spiral":
        s.curve(
            *[
                (0.5 + r * t / 20 * math.cos(0.8 * t), 0.5 + r * t / 20 * math.sin(0.8 * t))
                for t in range(20)
            ],
            colour=warm,
        )
    elif inside == "glasses":
        for x in (-0.45, 0.45):
            s.oval(0.5 + x * r, 0.46, r * 0.3, r * 0.22, colour="black", solid=True)
        s.line((0.5 - 0.2 * r, 0.45), (0.5 + 0.2 * r, 0.45))
        s.arc(0.5, 0.54, r * 0.4, r * 0.3, 0.3, 2.84, "red")


def sun_half(s: Sketch) -> None:
    """Half of one at the edge of the page or behind a hill, or a quarter with rays as triangles."""
    r, n, whole = s.between(0.26, 0.4), s.rng.randint(5, 9), s.rng.choice((math.pi, math.pi, math.pi / 2))
    start, warm = s.rng.choice((0.0, math.pi)), s.rng.choice(("yellow", "orange"))
    at = [start + whole * i / 12 for i in range(13)]
    s.shape((0.5, 0.5), *[(0.5 + r * math.cos(a), 0.5 + r * math.sin(a)) for a in at], colour=warm)
    spikes, far = s.chance(0.5), r + s.between(0.1, 0.25)
    for i in range(n):
        a, half = start + whole * (i + 0.5) / n, 0.4 * whole / n
        tip = (0.5 + far * math.cos(a), 0.5 + far * math.sin(a))
        left, right = (
            (0.5 + r * 1.03 * math.cos(a + d), 0.5 + r * 1.03 * math.sin(a + d)) for d in (-half, half)
        )
        if spikes:
            s.shape(left, tip, right, colour=warm)
        else:
            s.line(((left[0] + right[0]) / 2, (left[1] + right[1]) / 2), tip, colour=warm)


def moon_sickle(s: Sketch) -> None:
    """Two bows that meet in sharp ends, more or less than half of a ring."""
    reach = s.between(2.3, 4.0)
    thin = 0.45 * (1 - math.cos(reach / 2)) * s.between(0.2, 0.65)
    outer = [
        (0.5 + 0.45 * math.cos(a), 0.5 + 0.45 * math.sin(a))
        for a in (math.pi - reach / 2 + reach * i / 12 for i in range(13))
    ]
    (x0, y0), (x1, y1) = outer[-1], outer[0]
    inner = [(x0 + (x1 - x0) * t - math.sin(math.pi * t) * (0.45 * (1 - math.cos(reach / 2)) - thin), y0 + (y1 - y0) * t)
             for t in (i / 10 for i in range(1, 10))]  # fmt: skip
    s.shape(*outer, *inner, colour=s.rng.choice(("yellow", "yellow", "gray", "blue", "orange")))
    if s.chance(0.35):
        s.dot(0.12 + thin * 0.4, 0.45, 0.02)


def cloud_flat(s: Sketch) -> None:
    """Bows above a flat or wavy base; perhaps a face."""
    n, x, colour = s.rng.randint(3, 5), 0.0, s.rng.choice(("sky", "blue", "gray", "white"))
    points: list[Point] = [(0.0, 0.6)]
    for i in range(n):
        wide, high = s.between(0.2, 0.34), s.between(0.12, 0.3)
        high *= 1.2 if 0 < i < n - 1 else 0.8
        points += [
            (x + wide * (0.5 - 0.58 * math.cos(a)), 0.55 - high * math.sin(a))
            for a in (0.3, 0.9, 1.57, 2.24, 2.84)
        ]
        x += wide
    points.append((x, 0.6))
    s.curve(*points, closed=True, colour=colour)
    if s.chance(0.15):
        face(s, x / 2, 0.45, 0.15, nose=0)


def rainbow_wide(s: Sketch) -> None:
    """Bands that touch, wide and drawn thick, with clouds at their ends or none."""
    colours = ["red", "orange", "yellow", "green", "blue", "purple"][: s.rng.randint(4, 6)]
    step, flat = s.between(0.04, 0.07), s.between(0.8, 1.3)
    for i, colour in enumerate(colours):
        outer, inner = 0.5 - step * i, 0.5 - step * (i + 1)
        bows = [
            [
                (0.5 + r * math.cos(a), 0.6 + flat * r * math.sin(a))
                for a in (math.pi * (1 + k / 12) for k in range(13))
            ]
            for r in (outer, inner)
        ]
        s.shape(*bows[0], *reversed(bows[1]), colour=colour)
    for x in (0.06, 0.94) if s.chance(0.35) else ():
        for q in range(3):
            s.oval(x + 0.08 * (q - 1), 0.62, 0.08, 0.06, colour="sky")


def rain_drops(s: Sketch) -> None:
    cloud_flat(s)
    for i in range(s.rng.randint(4, 12)):
        x, y = 0.1 + 0.8 * ((i * 0.37) % 1), 0.7 + 0.35 * ((i * 0.61) % 1)
        if s.chance(0.5):
            s.line((x, y), (x, y + 0.08), colour="blue")
        else:
            s.shape((x, y), (x + 0.025, y + 0.06), (x, y + 0.085), (x - 0.025, y + 0.06), colour="blue")


SKY: dict[str, tuple[Way, ...]] = {
    "sun": (sun, sun, sun_corner, sun_any, sun_any, sun_any, sun_half),
    "moon": (moon, moon_sickle, moon_sickle),
    "cloud": (cloud, cloud_flat),
    "rainbow": (rainbow, rainbow_filled, rainbow_wide),
    "star": (star,),
    "rain": (rain, rain_drops),
    "snow": (snowflake,),
}
