"""Draw the three sample drawings of this folder, the same bytes every time.

    python data/samples/make_samples.py [folder]

Every line is made by `hand`, put on paper by `sheet` and photographed or scanned by `camera`. Lengths
are millimetres on the paper; `scale` 1 gives the files as they lie here.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from camera import Light, Shot, photograph, scan
from hand import Hand, Points, places
from numpy.typing import NDArray
from PIL import ExifTags, Image
from sheet import Colour, Floats, Sheet

ORANGE, BROWN, BLACK, PINK = (240, 128, 28), (122, 66, 34), (42, 38, 42), (238, 120, 150)
YELLOW, GREEN, GRASS, RED = (250, 205, 32), (64, 150, 62), (70, 158, 52), (214, 44, 46)
BLUE, SKY, PURPLE, TURQUOISE = (38, 84, 190), (96, 168, 226), (122, 62, 168), (40, 160, 160)
BLUE_FILL, LIME, MAGENTA = (92, 142, 224), (140, 206, 92), (232, 64, 132)


def cat_page(px_per_mm: float, seed: int) -> Floats:
    """An orange cat on the grass under a corner sun, in wax crayon."""
    rng = np.random.default_rng(seed)
    hand = Hand(rng, wobble_mm=1.6)
    sheet = Sheet.blank((297, 210), px_per_mm, rng, (247, 245, 240))

    def crayon(strokes: list[Points], colour: Colour, width: float = 3.0, pressure: float = 0.8) -> None:
        sheet.wax(strokes, colour, width_mm=width, pressure=pressure)

    body = hand.curve(
        places("124,103 146,91 178,87 206,94 217,112 206,131 178,137 146,134 126,122"), closed=True
    )
    head = hand.oval(104, 80, 38, 35)
    ears = [hand.edges([(72, 62), (70, 30), (92, 49)]), hand.edges([(114, 47), (136, 28), (138, 60)])]
    tail = hand.curve(places("215,104 232,100 243,86 238,70 224,70 222,82 232,84"))
    eyes = [hand.oval(89, 75, 7.5, 9.0), hand.oval(119, 74, 7.0, 9.5)]

    crayon(hand.scribble(body, angle_deg=-62, spacing_mm=2.7, overshoot_mm=2.0), ORANGE, 3.4, 0.66)
    fur = hand.scribble(head, angle_deg=-28, spacing_mm=2.7, overshoot_mm=1.8)
    sheet.wax(fur, ORANGE, width_mm=3.4, pressure=0.62, spare=[hand.again(eye, 0.8) for eye in eyes])
    for ear in ears:
        crayon(hand.scribble(ear, angle_deg=70, spacing_mm=2.6, overshoot_mm=0.8), ORANGE, 3.2, 0.6)
    crayon([tail, hand.again(tail)], ORANGE, 3.8, 0.8)
    for x, lean in ((140, -3), (158, 1), (188, -2), (204, 3)):
        middle = hand.edges([(x, 130), (x + lean, 162)])
        crayon([middle, hand.again(middle), hand.again(middle)], ORANGE, 3.6, 0.72)
        sides = [hand.edges([(x + side, 133), (x + side + lean, 161)]) for side in (-3.2, 3.2)]
        crayon([*sides, hand.oval(x + lean - 3, 164, 6, 3.4)], BROWN, 2.2, 0.75)
    crayon([body, hand.again(body)], BROWN, 2.4, 0.8)
    crayon([hand.curve([(x, 92), (x + 3, 101), (x + 1, 111)]) for x in (165, 180, 195)], BROWN, 3.2, 0.7)
    crayon([*ears, head, hand.again(head, 1.4)], BROWN, 2.4, 0.82)
    crayon([hand.curve([(x, 47), (x + 1, 55), (x, 60)]) for x in (98, 105, 112)], BROWN, 3.0, 0.7)

    for x, y, eye in ((89, 75, eyes[0]), (119, 74, eyes[1])):
        iris = hand.oval(x + 1, y + 1.5, 4.0, 5.2)
        crayon(hand.scribble(iris, angle_deg=60, spacing_mm=1.3, overshoot_mm=0.4), GREEN, 2.0, 0.9)
        crayon([hand.oval(x + 1, y + 2, 1.2, 1.8, turns=1.6)], BLACK, 2.2, 1.1)
        crayon([eye], BLACK, 1.8, 0.85)
    nose = hand.edges([(100, 88), (109, 88), (104, 94)], closed=True)
    crayon([nose, *hand.scribble(nose, angle_deg=0, spacing_mm=1.5, overshoot_mm=0.3)], PINK, 2.0, 1.0)
    mouth = [[(104, 94), (104, 99)], [(86, 96), (92, 104), (100, 104), (104, 98)]]
    mouth += [[(104, 98), (109, 104), (118, 103), (122, 94)]]
    crayon([hand.curve(line) for line in mouth], BLACK, 1.8, 0.88)
    for y0, y1 in ((88, 80), (92, 92), (96, 104)):
        crayon(
            [hand.edges([(82, y0), (52, y1)]), hand.edges([(126, y0 - 1), (157, y1 - 3)])], BLACK, 1.5, 0.78
        )
    for x in (79, 128):
        crayon(hand.scribble(hand.oval(x, 96, 5, 4), angle_deg=40, spacing_mm=2.2), PINK, 2.6, 0.6)

    sun = hand.oval(265, 31, 17, 16)
    crayon(hand.scribble(sun, angle_deg=38, spacing_mm=2.8, overshoot_mm=1.2), YELLOW, 3.6, 0.74)
    crayon([sun, hand.again(sun)], (246, 168, 24), 2.6, 0.8)
    for degrees in np.arange(8, 360, 36):
        way = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
        near, far = (265, 31) + way * 20, (265, 31) + way * rng.uniform(25, 29)
        crayon([hand.edges([tuple(near), tuple(far)])], YELLOW, 3.0, 0.9)

    stem = hand.curve([(38, 188), (36, 172), (38, 157)])
    crayon([stem, hand.again(stem), hand.curve([(37, 177), (44, 170), (48, 171)])], GREEN, 2.4, 0.8)
    for degrees in range(0, 360, 60):
        dx, dy = 7 * np.cos(np.radians(degrees + 15)), 7 * np.sin(np.radians(degrees + 15))
        petal = hand.oval(38 + dx, 150 + dy, 4.4, 4.0)
        crayon([petal, *hand.scribble(petal, angle_deg=30, spacing_mm=2.0)], RED, 2.2, 0.75)
    crayon(hand.scribble(hand.oval(38, 150, 4, 4), angle_deg=80, spacing_mm=1.6), YELLOW, 2.6, 1.0)

    crayon([hand.zigzag(7, 289, 192, (8, 17), 7.5)], GRASS, 2.4, 0.8)
    crayon([hand.zigzag(5, 287, 194, (6, 14), 6.0), hand.zigzag(8, 290, 195, (5, 12), 4.5)], GRASS, 2.6, 0.62)
    crayon([hand.zigzag(6, 288, 196, (4, 11), 7.0)], (40, 116, 44), 2.4, 0.66)
    return sheet.rgb


def cat(scale: float = 1.0, seed: int = 9) -> NDArray[np.uint8]:
    """The cat as a phone sees it on the kitchen table."""
    light = Light(
        colour=(1.0, 0.965, 0.90),
        lamp=(0.3, 0.15),
        falloff=0.28,
        vignette=0.15,
        shadow=((1.05, 0.45), (0.84, 0.60), (0.70, 0.86), (0.62, 1.1), (1.1, 1.1)),
        shadow_depth=0.22,
        shadow_blur=0.035,
    )
    shot = Shot(
        size=(round(3000 * scale), round(2250 * scale)),
        corners=((0.062, 0.098), (0.925, 0.052), (0.968, 0.905), (0.035, 0.945)),
        table=(150, 104, 66),
        light=light,
    )
    return photograph(cat_page(9.2 * scale, seed), shot, np.random.default_rng(seed))


def robot_page(px_per_mm: float, seed: int) -> Floats:
    """A robot with a balloon and its friend the dinosaur, in felt-tip."""
    rng = np.random.default_rng(seed)
    hand = Hand(rng, wobble_mm=1.2)
    sheet = Sheet.blank((280, 210), px_per_mm, rng, (246, 246, 245), grain_mm=0.5)

    def line(strokes: list[Points], colour: Colour = BLUE, width: float = 2.1) -> None:
        sheet.felt(strokes, colour, width_mm=width)

    def fill(outline: Points, colour: Colour, angle: float, spare: list[Points] | None = None) -> None:
        strokes = hand.scribble(outline, angle_deg=angle, spacing_mm=3.3, overshoot_mm=0.9, bow_mm=0.8)
        sheet.felt(strokes, colour, width_mm=3.7, spare=spare or [], rests=False)

    head = hand.edges([(62, 44), (118, 41), (121, 87), (60, 89)], closed=True)
    body = hand.edges([(58, 98), (124, 96), (129, 152), (54, 154)], closed=True)
    panel = hand.oval(91, 124, 20, 17)
    eyes = [hand.oval(78, 61, 8.5, 9.5), hand.oval(103, 60, 8, 9)]
    limbs = [
        hand.edges([(57, 104), (38, 121), (44, 130), (57, 118)], closed=True),
        hand.edges([(126, 107), (147, 88), (141, 80), (124, 95)], closed=True),
        hand.edges([(66, 154), (82, 154), (82, 179), (66, 179)], closed=True),
        hand.edges([(98, 153), (115, 153), (116, 179), (99, 179)], closed=True),
    ]
    feet = [
        hand.curve(
            [(x, 191), (x + 3, 182), (x + 14, 179), (x + 26, 183), (x + 28, 191), (x + 14, 192)], closed=True
        )
        for x in (57, 93)
    ]
    fill(head, SKY, 8, eyes)
    buttons = [hand.oval(x, 147, 2.6, 2.6) for x in (68, 91, 114)]
    fill(body, BLUE_FILL, 82, [panel, *buttons])
    for limb, angle in zip(limbs, (60, -50, 15, 10), strict=True):
        fill(limb, RED, angle)
    for foot in feet:
        fill(foot, BLUE_FILL, 5)
    line([head, body, *limbs, *feet])
    line(
        [hand.edges([(84, 89), (84, 97)]), hand.edges([(97, 88), (98, 96)]), hand.edges([(90, 42), (87, 25)])]
    )
    line([hand.oval(57, 65, 3.5, 6), hand.oval(124, 63, 3.5, 6)])
    line([hand.curve(places("39,124 29,127 26,137 34,144 43,140"))], width=2.6)
    line([hand.curve(places("146,83 140,74 147,66 157,69 158,79"))], width=2.6)
    lamp = hand.oval(86, 19, 5.5, 5.5)
    fill(lamp, RED, 40)
    line([lamp], RED)
    for eye, x, y in ((eyes[0], 80, 63), (eyes[1], 101, 62)):
        line([eye, hand.oval(x, y, 1.0, 1.6, turns=1.5)], BLACK, 2.2)
    line([hand.curve(places("73,74 81,81 92,83 103,80 109,73"))], RED, 2.4)
    line([panel], BLACK, 1.8)
    heart = hand.curve(places("91,134 80,122 82,115 88,115 91,119 95,114 101,116 101,123"), closed=True)
    fill(heart, RED, 50)
    line([heart], RED)
    for button, colour in zip(buttons, (YELLOW, RED, YELLOW), strict=True):
        line([button, hand.again(button, 0.4)], colour, 2.0)

    balloon = hand.oval(173, 30, 18, 21)
    fill(balloon, MAGENTA, -35, [hand.oval(167, 22, 3, 5)])
    line([balloon, hand.edges([(172, 51), (168, 56), (177, 56), (173, 51)])], MAGENTA)
    line([hand.curve(places("147,76 158,73 160,65 170,64 173,56"))], BLACK, 1.3)

    dino = hand.curve(
        places(
            "167,115 170,104 184,98 198,102 205,115 213,127 230,134 246,149 263,164 "
            "245,167 228,171 206,172 192,165 187,148 190,133 183,125 171,123"
        ),
        closed=True,
    )
    legs = [
        hand.edges([(195, 168), (208, 171), (209, 190), (192, 190)], closed=True),
        hand.edges([(217, 170), (230, 168), (233, 189), (216, 190)], closed=True),
    ]
    spikes = [
        hand.edges([(x, y), (x + 9, y - 7), (x + 8, y + 6)])
        for x, y in ((196, 101), (204, 113), (213, 126), (229, 133), (243, 146))
    ]
    eye = hand.oval(184, 109, 4.8, 5.4)
    fill(dino, LIME, -55, [eye])
    for leg in legs:
        fill(leg, LIME, 20)
    for spike in spikes:
        fill(spike, (250, 150, 40), 30)
    line(spikes, (226, 96, 30), 1.8)
    line([dino, hand.again(dino, 0.8), *legs], GREEN)
    line([hand.curve([(189, 143), (180, 145), (176, 151)]), hand.curve([(181, 146), (180, 153)])], GREEN, 2.4)
    line([eye, hand.oval(183, 110, 0.8, 1.2, turns=1.5)], BLACK, 1.7)
    line([hand.curve([(169, 117), (177, 120), (187, 118), (191, 113)])], BLACK, 1.7)
    return sheet.rgb


def robot(scale: float = 1.0, seed: int = 10) -> NDArray[np.uint8]:
    """The robot as a flatbed scanner sees it."""
    return scan(robot_page(7.15 * scale, seed), np.random.default_rng(seed))


def rocket_page(px_per_mm: float, seed: int) -> Floats:
    """A purple rocket on its way past two stars, in coloured pencil."""
    rng = np.random.default_rng(seed)
    hand = Hand(rng, wobble_mm=1.1)
    sheet = Sheet.blank((210, 297), px_per_mm, rng, (249, 243, 224), grain_mm=0.17)
    lean = np.radians(9)
    turn = 1.18 * np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]])

    def tilted(strokes: list[Points]) -> list[Points]:
        return [(path - (105, 150)) @ turn + (105, 146) for path in strokes]

    def pencil(
        strokes: list[Points],
        colour: Colour,
        width: float = 1.1,
        pressure: float = 0.85,
        spare: list[Points] | None = None,
    ) -> None:
        sheet.wax(tilted(strokes), colour, width_mm=width, pressure=pressure, spare=tilted(spare or []))

    def fill(outline: Points, colour: Colour, angle: float, spare: list[Points] | None = None) -> None:
        for turn_deg, pressure in ((0.0, 0.66), (rng.uniform(8, 25), 0.36)):
            strokes = hand.scribble(outline, angle_deg=angle + turn_deg, spacing_mm=1.05, overshoot_mm=1.0)
            pencil(strokes, colour, 1.4, pressure, spare)

    hull = hand.curve(places("89,82 121,82 130,118 131,160 124,197 86,198 78,160 80,118"), closed=True)
    nose = hand.curve(places("86,84 93,66 105,48 116,66 124,84"))
    fins = [
        hand.edges([(79, 152), (55, 188), (53, 210), (85, 194)]),
        hand.edges([(131, 152), (155, 186), (159, 209), (126, 194)]),
    ]
    porthole, small = hand.oval(105, 114, 16, 16), hand.oval(105, 146, 7.5, 7.5)
    flame = hand.edges(places("87,199 80,224 91,216 97,244 105,222 113,248 118,216 131,226 124,198"))
    core = hand.edges(places("95,200 95,218 103,208 108,226 113,208 118,200"))

    rainbow = hand.edges([(70, 158), (140, 160), (140, 189), (70, 188)], closed=True)
    fill(hull, PURPLE, -48, [porthole, small, rainbow])
    for y, colour in zip((161, 167, 173, 179, 185), (RED, ORANGE, YELLOW, GREEN, BLUE), strict=True):
        left, right = 80 + 0.1 * (y - 160), 130 - 0.15 * (y - 160)
        rows = [hand.curve([(left, y + up), (105, y + up + 2), (right, y + up)]) for up in (-1.5, 0.2, 1.6)]
        pencil(rows, colour, 1.9, 0.85)
    fill(nose, RED, 35)
    for fin in fins:
        fill(fin, TURQUOISE, -70 if fin is fins[0] else 62)
    fill(flame, ORANGE, 82, [core])
    fill(core, YELLOW, 88)
    pencil([flame], (226, 70, 30), 1.3, 0.9)
    dark = (84, 38, 124)
    pencil([hull, hand.again(hull), *fins, hand.again(fins[0])], dark, 1.3, 0.9)
    pencil([nose, hand.again(nose)], (168, 28, 34), 1.3, 0.9)

    fill(small, SKY, 30)
    pencil([small, hand.again(small)], dark, 1.2, 0.9)
    face = hand.oval(105, 116, 9.5, 10)
    fill(porthole, SKY, 12, [face])
    fill(face, (246, 200, 160), 60)
    hair = [
        hand.edges([(96 + 2.2 * i, 109 + rng.normal(0, 1)), (95 + 2.5 * i, 103 + rng.normal(0, 1))])
        for i in range(9)
    ]
    pencil(hair, (120, 70, 34), 1.8, 1.0)
    pencil([face], (150, 84, 50), 1.1, 0.9)
    pencil([hand.oval(x, 115, 0.7, 1.1, turns=2) for x in (101.5, 108.5)], BLACK, 1.3, 1.3)
    pencil([hand.curve([(100.5, 119), (105, 123), (109.5, 119)])], (190, 40, 40), 1.2, 1.2)
    pencil([porthole, hand.again(porthole), hand.again(porthole)], (226, 160, 20), 2.4, 1.0)

    for x, y, radius, spin in ((40, 92, 20, 4), (156, 60, 16, 20)):
        corner = np.radians(spin - 90 + 144 * np.arange(6))
        points = [(x + radius * np.cos(a) * rng.uniform(0.9, 1.1), y + radius * np.sin(a)) for a in corner]
        ring = np.radians(spin - 90 + 36 * np.arange(10))
        reach = radius * np.where(np.arange(10) % 2, 0.42, 0.95)
        inside = np.c_[x + reach * np.cos(ring), y + reach * np.sin(ring)]
        fill(inside, YELLOW, 25)
        pencil([hand.edges(points)], (222, 150, 20), 1.3, 0.9)
    return sheet.rgb


def rocket(scale: float = 1.0, seed: int = 7) -> NDArray[np.uint8]:
    """The rocket as a phone sees it in the evening, under a lamp."""
    light = Light(
        colour=(1.02, 0.88, 0.66),
        lamp=(0.65, 0.25),
        falloff=0.22,
        vignette=0.30,
        shadow=((-0.1, 0.72), (0.12, 0.78), (0.30, 0.92), (0.36, 1.1), (-0.1, 1.1)),
        shadow_depth=0.18,
        shadow_blur=0.05,
    )
    shot = Shot(
        size=(round(2200 * scale), round(2900 * scale)),
        corners=((0.066, 0.052), (0.948, 0.036), (0.930, 0.962), (0.040, 0.950)),
        table=(92, 74, 62),
        light=light,
    )
    return photograph(rocket_page(9.3 * scale, seed), shot, np.random.default_rng(seed))


SAMPLES: dict[str, Callable[..., NDArray[np.uint8]]] = {
    "01-crayon-cat.jpg": cat,
    "02-marker-robot.png": robot,
    "03-pencil-rocket.jpg": rocket,
}


def main(folder: Path) -> None:
    """Write all of them."""
    for name, make in SAMPLES.items():
        pixels = make(1.0)
        if name.endswith(".png"):
            # Steps of 3 levels: nobody sees them, and the file is half the size.
            Image.fromarray(pixels // 3 * 3).save(folder / name, optimize=True)
            continue
        exif = Image.Exif()
        exif[ExifTags.Base.Orientation] = 6  # as phones do: the sensor lies on its side
        picture = Image.fromarray(pixels)
        picture.transpose(Image.Transpose.ROTATE_90).save(folder / name, quality=88, exif=exif)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
