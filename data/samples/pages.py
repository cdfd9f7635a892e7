"""What is drawn, and how it fills the sheet."""

import cv2
import numpy as np
from drawings import ACTORS, BLUE, BRIGHT, GREEN, YELLOW, Drawing, Mask
from hand import Points
from photo import PAPER_MM, WHITE, Setting, sheet_of


def tight_crop(rng: np.random.Generator) -> Setting:
    """One figure from edge to edge; the picture cuts a bit off it, or nearly."""
    setting = sheet_of(rng, ("crayon", "felt")[int(rng.integers(2))])
    side = rng.uniform(190, 206)
    setting.drawing.figure(str(rng.choice(ACTORS)), (rng.uniform(30, 66), rng.uniform(2, 6), side))
    return setting


def rain_around(rng: np.random.Generator) -> Setting:
    """A child or an animal in the rain."""
    setting = sheet_of(rng)
    drawing = setting.drawing
    side = rng.uniform(110, 130)
    body = drawing.figure(str(rng.choice(ACTORS[:3])), (rng.uniform(70, 100), rng.uniform(50, 68), side))
    px = drawing.sheet.px_per_mm
    keep_off = cv2.dilate(body, np.ones((round(7 * px),) * 2, np.uint8))
    drops: list[Points] = []
    for _ in range(int(rng.integers(90, 150))):
        x, y, long = rng.uniform(6, 290), rng.uniform(5, 195), rng.uniform(5, 9)
        drop = drawing.hand.edges([(x, y), (x - 0.25 * long, y + long)])
        at = np.clip((drop * px).astype(int), 0, (body.shape[1] - 1, body.shape[0] - 1))
        if not keep_off[at[:, 1], at[:, 0]].any():
            drops.append(drop)
    drawing.lines(drops, BLUE, drawing.rest, 1.6)
    return setting


def frame_round_page(rng: np.random.Generator) -> Setting:
    """A frame drawn along the edges of the sheet."""
    setting = sheet_of(rng, ("crayon", "felt")[int(rng.integers(2))])
    colour = setting.drawing.any_colour()
    for inset in ((9.0,), (8.0, 14.0))[int(rng.integers(2))]:
        inset += rng.uniform(0, 4)
        right, bottom = PAPER_MM[0] - inset, PAPER_MM[1] - inset
        corners = [(inset, inset), (right, inset), (right, bottom), (inset, bottom)]
        path = setting.drawing.hand.edges(corners, closed=True)
        setting.drawing.lines([path], colour, setting.drawing.rest)
    setting.drawing.figure(
        str(rng.choice(ACTORS)), (rng.uniform(75, 110), rng.uniform(40, 58), rng.uniform(95, 112))
    )
    return setting


def signature(rng: np.random.Generator) -> Setting:
    """A name and some words beside the figure."""
    setting = sheet_of(rng, ("crayon", "felt", "pencil")[int(rng.integers(3))])
    drawing = setting.drawing
    drawing.figure(
        str(rng.choice(ACTORS)), (rng.uniform(90, 125), rng.uniform(34, 50), rng.uniform(100, 125))
    )
    names = ("ANNA", "LEO", "NOEL", "EMIL", "TIM")
    word, colour = names[int(rng.integers(len(names)))], drawing.any_colour()
    drawing.word(word, rng.uniform(16, 26), rng.uniform(172, 178), rng.uniform(12, 17), colour)
    if rng.random() < 0.6:
        drawing.word(
            "MEIN" if rng.random() < 0.5 else "LILI", 20, rng.uniform(16, 22), 12, drawing.any_colour()
        )
    return setting


def full_page_scene(rng: np.random.Generator) -> Setting:
    """Sky, sun, house, tree and hill, and those who live there."""
    setting = sheet_of(rng)
    drawing = setting.drawing
    sky = drawing.hand.edges([(4, 3), (293, 3), (293, 16), (4, 18)], closed=True)
    drawing.fill(sky, BLUE, drawing.rest, angle_deg=4)
    hill = drawing.hand.curve(
        [(3, 178), (80, 170), (160, 178), (230, 168), (294, 176), (294, 206), (3, 206)], closed=True
    )
    drawing.figure("sun", (8, 22, 46), YELLOW, is_actor=False)
    drawing.figure("house", (200, 72, 90), (214, 44, 46), is_actor=False)
    if rng.random() < 0.6:
        drawing.figure("tree", (8, 84, 84), (64, 130, 56), is_actor=False)
    names = rng.permutation(("child", "cat", "robot"))
    drawing.figure(str(names[0]), (84 + rng.uniform(-4, 4), 100, 68))
    if rng.random() < 0.6:
        drawing.figure(str(names[1]), (152, 116 + rng.uniform(-6, 2), 46))
    drawing.fill(hill, GREEN, drawing.rest, angle_deg=80)
    return setting


def dense_crayon(rng: np.random.Generator) -> Setting:
    """No paper left: sky and meadow are painted up to the figure."""
    setting = sheet_of(rng)
    setting.is_painted = True
    drawing = setting.drawing
    horizon = rng.uniform(110, 140)
    for y0, y1, colour in ((-4, horizon, BLUE), (horizon - 2, 214, GREEN)):
        area = drawing.hand.edges([(-4, y0), (301, y0), (301, y1), (-4, y1)], closed=True)
        for angle in (12, -50):
            drawing.fill(area, colour, drawing.rest, angle_deg=angle)
    name = str(rng.choice(("cat", "monster", "blob", "fish")))
    colours = ((240, 128, 28), (214, 44, 46), (250, 205, 32), (232, 64, 132))
    side = rng.uniform(100, 125)
    place = (rng.uniform(80, 110), rng.uniform(45, 70), side)
    mask = drawing.figure(name, place, colours[int(rng.integers(4))])
    drawing.actors.clear()
    _repaint(drawing, mask)  # white showed through nowhere: the figure lies on bare paper's colour
    drawing.figure(name, place, colours[int(rng.integers(4))])
    return setting


def touching(rng: np.random.Generator) -> Setting:
    """Three faces that touch one another."""
    setting = sheet_of(rng, ("crayon", "felt")[int(rng.integers(2))])
    side = rng.uniform(72, 82)
    x, y = rng.uniform(30, 42), rng.uniform(55, 75)
    for colour in rng.permutation(len(BRIGHT))[:3]:
        setting.drawing.figure(
            "blob", (x, y + rng.uniform(-7, 7), side), BRIGHT[int(colour)], filled=rng.random() < 0.6
        )
        x += 0.94 * side - 1.5
    return setting


def child_on_van(rng: np.random.Generator) -> Setting:
    """Somebody stands on a van."""
    setting = sheet_of(rng, ("crayon", "felt")[int(rng.integers(2))])
    colours = [BRIGHT[int(i)] for i in rng.permutation(len(BRIGHT))[:2]]
    x = rng.uniform(60, 90)
    setting.drawing.figure("van", (x, 74, 125), colours[0])
    name = ("child", "robot")[int(rng.integers(2))]
    setting.drawing.figure(name, (x + rng.uniform(2, 14), 26, 74), colours[1])
    return setting


def _repaint(drawing: Drawing, mask: Mask) -> None:
    soft = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 2)[..., None]
    drawing.sheet.rgb += soft * (np.float32(WHITE) / 255 - drawing.sheet.rgb)
    drawing.rest[mask > 0] = 0
