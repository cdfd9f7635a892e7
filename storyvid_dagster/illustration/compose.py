"""From an order to a picture: stage, layers, material, stickers."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

import cv2
import numpy as np

from storyvid_dagster.core.kinds import Role
from storyvid_dagster.core.request import Style
from storyvid_dagster.core.story import Setting
from storyvid_dagster.core.things import (
    FIRST_PROP,
    Spot,
    Thing,
    can_swim,
    kind_of,
)
from storyvid_dagster.errors import ProviderRefused
from storyvid_dagster.illustration import stickers
from storyvid_dagster.illustration.light import Light, light_for
from storyvid_dagster.illustration.pixels import Gray, Image, blurred, gray3, resized
from storyvid_dagster.illustration.placed_things import Item, Placed
from storyvid_dagster.illustration.placement import set_stage
from storyvid_dagster.illustration.places.castle import castle
from storyvid_dagster.illustration.places.city import city
from storyvid_dagster.illustration.places.forest import forest
from storyvid_dagster.illustration.places.garden import garden
from storyvid_dagster.illustration.places.home import home
from storyvid_dagster.illustration.places.meadow import meadow
from storyvid_dagster.illustration.places.night import night
from storyvid_dagster.illustration.places.playground import playground
from storyvid_dagster.illustration.places.sea import sea
from storyvid_dagster.illustration.places.snow import snow
from storyvid_dagster.illustration.places.space import space
from storyvid_dagster.illustration.places.underwater import underwater
from storyvid_dagster.illustration.relief import draw
from storyvid_dagster.illustration.riders import parties, spread
from storyvid_dagster.illustration.roles import as_co_star, flies, floats, glows, shape_of, swims
from storyvid_dagster.illustration.scene_layout import Footing, SceneLayout, Standing
from storyvid_dagster.illustration.shapes import Layer, Rng
from storyvid_dagster.illustration.styles.comic import COMIC
from storyvid_dagster.illustration.styles.crayon import CRAYON
from storyvid_dagster.illustration.styles.papercut import PAPERCUT
from storyvid_dagster.illustration.styles.pixel import PIXEL
from storyvid_dagster.illustration.styles.storybook import STORYBOOK
from storyvid_dagster.illustration.styles.style import Material
from storyvid_dagster.illustration.styles.watercolor import WATERCOLOR
from storyvid_dagster.illustration.thing_places import place
from storyvid_dagster.illustration.things.paint import aspect_of, sticker
from storyvid_dagster.illustration.things.registry import drawing_of
from storyvid_dagster.illustration.water import add_water
from storyvid_dagster.illustration.weather import add_particles, add_signs
from storyvid_dagster.ports import PictureOrder

_COVERED = 128
_SPECK = 0.05
"""What is smaller, in parts of the height, and has nothing round it, is no part of what is far."""
_DISC = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))

Place = Callable[[SceneLayout, Rng, Light], list[Layer]]

PLACES: dict[Setting, Place] = {
    Setting.MEADOW: meadow,
    Setting.FOREST: forest,
    Setting.SEA: sea,
    Setting.CITY: city,
    Setting.NIGHT: night,
    Setting.SPACE: space,
    Setting.HOME: home,
    Setting.UNDERWATER: underwater,
    Setting.SNOW: snow,
    Setting.CASTLE: castle,
    Setting.PLAYGROUND: playground,
    Setting.GARDEN: garden,
}
MATERIALS: dict[Style, Material] = {
    Style.STORYBOOK: STORYBOOK,
    Style.WATERCOLOR: WATERCOLOR,
    Style.CRAYON: CRAYON,
    Style.COMIC: COMIC,
    Style.PAPERCUT: PAPERCUT,
    Style.PIXEL: PIXEL,
}


_RAFT = re.compile(r"\b(?:rafts?|on deck|set(?:s|ting)? sail|sail(?:s|ed|ing) (?:away|off|on|out))\b")
"""What words tell of who is on a raft, where they name no boat that can be seen."""
_OWN_IN_AIR, _OWN_ON_GROUND = (0.25, 0.5), (0.6, 1.3)
"""Least and most height of what the child drew and stays where it is, in heights of the hero."""


@dataclass(frozen=True)
class Composition:
    """All that is decided before painting."""

    stage: SceneLayout
    layers: tuple[Layer, ...]
    clear: tuple[Layer, ...]
    """The layers without what is in the air: in a film, that moves."""
    material: Material
    figures: tuple[Image, ...]
    """Of the drawing; the hero first."""
    cast: tuple["int | Thing", ...]
    """Whoever stands on the stage: places in `figures`, and co-stars."""
    numbers: tuple[int, ...]
    """What the cast is called in the story."""
    captains: Mapping[int, int]
    """Whom those of the cast move with who do not move by themselves: riders and mounts."""
    props: tuple[Thing, ...]
    placed: tuple[Placed, ...]
    """The props and the scenery in their places."""
    scenery: Mapping[int, tuple[Image, Spot]]
    """Figures that stay where they are, by their numbers, and where that is."""
    light: Light
    indoors: bool
    grid: int
    """Pixels of the finished picture to one that is painted."""
    scale: float
    seed: tuple[int, int]


def plan(order: PictureOrder) -> Composition:
    """Decide who stands where in what.

    Raises:
        ProviderRefused: The scene asks for a figure the drawing does not have, or one cannot be read.
    """
    numbers = sorted(order.scene.figures or range(1, len(order.figures_png) + 1))
    if not numbers or numbers[0] < 1 or numbers[-1] > len(order.figures_png):
        raise ProviderRefused(
            f"scene {order.scene.number} asks for figures {numbers}, but the drawing has "
            f"{len(order.figures_png)}: write the story again"
        )
    figures = tuple(stickers.read(order.figures_png[n - 1], f"figure {n}") for n in numbers)
    material = MATERIALS[order.style]
    grid = grid_of(order.style, order.size)
    size = (-(-order.size[0] // grid), -(-order.size[1] // grid))
    co_stars = [t for t in order.scene.things if t.number < FIRST_PROP and drawing_of(t.name)]
    spots = dict(enumerate(order.spots, start=1))
    spots |= _on_the_surface(order)
    scenery = {
        n: (figures[at], spot)
        for at, n in enumerate(numbers)
        if at and (spot := spots.get(n)) not in (None, Spot.WATER)
    }
    walkers = [at for at, n in enumerate(numbers) if at and n not in scenery]
    cast: tuple[int | Thing, ...] = (0, *co_stars, *walkers)
    called = tuple(who.number if isinstance(who, Thing) else numbers[who] for who in cast)
    shapes = [shape_of(who, figures) for who in cast]
    drawn = {numbers[who]: figures[who] for who in cast if isinstance(who, int)}
    companies = parties(called, shapes, drawn, order.seats)
    lead_spots = [spots.get(called[member.who]) for member in companies[0].members]
    sits_in = {
        thing.number for thing in order.scene.things if thing.spot is Spot.ABOARD and can_swim(thing.name)
    }
    lead = next((spot for spot in lead_spots if spot), Spot.WATER if sits_in else None)
    captains = [party.captain for party in companies]
    flying = [n for n, who in enumerate(captains) if flies(cast[who])]
    swimming = [n for n, who in enumerate(captains) if swims(cast[who], spots.get(called[who]))]
    stage = set_stage(
        size,
        order.scene.setting,
        order.scene.number,
        order.seed,
        [(round(party.width), round(party.height)) for party in companies],
        lead,
        flying=flying,
        swimming=swimming,
        riding=companies[0].is_riding,
        on_raft=_RAFT.search(f"{order.scene.picture_prompt} {order.scene.text}") is not None,
    )
    stage = replace(
        stage,
        standings=tuple(one for s in stage.standings for one in spread(s, companies[s.figure])),
        with_lead=frozenset(member.who for member in companies[0].members),
    )
    stage = replace(
        stage,
        standings=tuple(as_co_star(s, cast[s.figure], stage) for s in stage.standings),
        has_own_light=Spot.LIGHT in (lead, *(spot for _, spot in scenery.values())),
        has_own_house=any(
            role is Role.BUILDING and n in numbers for n, role in enumerate(order.roles, start=1)
        ),
    )
    props = tuple(t for t in order.scene.things if t.number >= FIRST_PROP and drawing_of(t.name))
    hero = stickers.fitted(figures[0], stage.lead)
    grip = stickers.grip(hero, stickers.corner(hero, stage.lead, size))
    items = [*(_own_item(scenery[n], n, figures[0]) for n in scenery), *map(_item, props)]
    placed = place(stage, items, grip)
    if stage.footing is Footing.RAFT:
        on_deck = (prop.box for prop in placed if prop.grounded)
        stage = replace(stage, carried=tuple((box.left, box.right) for box in on_deck))
    elif stage.footing is Footing.WATER:
        swimmers = {n for n, spot in spots.items() if spot is Spot.WATER}
        swimmers |= sits_in | {thing.number for thing in order.scene.things if can_swim(thing.name)}
        stage = replace(stage, floats=floats(stage, called, placed, swimmers, is_afloat=lead is Spot.WATER))
    seed = (order.seed, order.scene.number)
    light = light_for(order.scene.setting, order.scene.time_of_day, order.palette)
    rng = np.random.default_rng([order.seed, order.scene.number, 73])
    layers = PLACES[order.scene.setting](stage, rng, light)
    add_water(layers, stage, order.scene.setting, np.random.default_rng([*seed, 78]), light)
    if light.lamps and layers:
        layers[-1].add(glows(stage, cast, placed, order.scene.things))
    shown = clear = tuple(layers)
    if order.scene.weather:
        chance = np.random.default_rng([order.seed, order.scene.number, 76])
        add_signs(order.scene.weather, layers, stage, chance, light)
        shown = tuple(replace(layer, patches=[*layer.patches]) for layer in clear)
        add_particles(order.scene.weather, shown, stage, chance, light)
    return Composition(
        stage,
        shown,
        clear,
        material,
        figures,
        cast,
        called,
        {
            called[member.who]: called[party.captain]
            for party in companies
            for member in party.members
            if member.who != party.captain
        },
        props,
        placed,
        scenery,
        light,
        order.scene.setting is Setting.HOME,
        grid,
        min(size) / 1080,
        seed,
    )


def _on_the_surface(order: PictureOrder) -> dict[int, Spot]:
    """Give the ships of those who are under water: they are seen far above."""
    under = order.scene.setting is Setting.UNDERWATER
    ships = (n for n, role in enumerate(order.roles, start=1) if under and role is Role.WATER_VEHICLE)
    return dict.fromkeys(ships, Spot.AIR)


def grid_of(style: Style, size: tuple[int, int]) -> int:
    """Give how many pixels of a picture of `size` make one square of what is painted."""
    rows = MATERIALS[style].rows
    return 1 if rows is None else max(2, round(min(size) / rows))


@dataclass(frozen=True)
class Painting:
    """A finished picture, and the parts it is put together from; all blue, green, red, of its size."""

    picture: Image
    """(H, W, 3)."""
    backdrop: Image
    """(H, W, 3): all that is far, whole."""
    near: Image | None
    """(H, W, 4) premultiplied: the ground with what grows there; a room has none, its floor is its wall's."""
    cutouts: tuple[tuple[int, stickers.Cutout], ...]
    """Figures, co-stars and props with their numbers, those behind first."""
    holders: dict[int, int]
    """The figure that a prop, a rider or a mount moves with, by its number; 0: none."""
    focus: tuple[float, float]
    """The hero's face, in parts of the size."""


def compose(composition: Composition, size: tuple[int, int]) -> Painting:
    """Paint the picture whole and in parts.

    Laid over each other, the parts give the picture but for what is in the air.
    """
    c = composition
    whole, _ = _painted(c, c.layers)
    clear = whole.copy() if c.clear is c.layers else _painted(c, c.clear)[0]
    if c.indoors:
        backdrop, near = clear, None
    else:
        (far, covered), reach = _painted(c, c.clear[:-1]), _reach(c)
        backdrop = _filled(far, covered, clear)
        near = np.dstack([cv2.multiply(clear, gray3(reach), scale=1 / 255), reach]).astype(np.uint8)
    finisher = _finisher(c)
    cutouts: list[tuple[int, stickers.Cutout]] = []
    focus = (0.5, 0.5)
    feet = {number: _foot_of(c, number) for number in (*c.captains, *c.captains.values())}
    for standing in c.stage.standings:
        who, number = c.cast[standing.figure], c.numbers[standing.figure]
        figure = _painted_thing(c, who, round(standing.height)) if isinstance(who, Thing) else c.figures[who]
        fitted = stickers.fitted(figure, standing)
        at = stickers.corner(fitted, standing, (c.stage.width, c.stage.height))
        grounded = c.stage.has_ground and standing.on_ground and standing.foot_y >= c.stage.ground_y
        cutout = finisher(fitted, at, grounded)
        cutouts.append((number, replace(cutout, foot=feet.get(number, cutout.foot))))
        if standing.figure == 0:
            x, y = stickers.head(fitted, at)
            focus = (x * c.grid / size[0], y * c.grid / size[1])
    props = c.placed
    # The child's own sun, cloud or flake hangs behind whoever walks by under it.
    far = {number for number, (_, spot) in c.scenery.items() if spot in (Spot.AIR, Spot.LIGHT)}
    far |= {prop.number for prop in props if prop.behind}
    behind = [(prop.number, _prop(c, prop, finisher)) for prop in props if prop.number in far]
    before = [(prop.number, _prop(c, prop, finisher)) for prop in props if prop.number not in far]
    cutouts = [*behind, *cutouts, *before]
    for _, cutout in cutouts:
        stickers.put(whole, cutout)
    cutouts = [(number, cutout.enlarged(c.grid)) for number, cutout in cutouts]
    lead = c.captains.get(c.numbers[0], c.numbers[0])
    holders = {**c.captains, **{prop.number: lead if prop.carried else 0 for prop in props}}
    picture, backdrop = _enlarged(whole, c.grid, size), _enlarged(backdrop, c.grid, size)
    near = None if near is None else _enlarged(near, c.grid, size)
    return Painting(picture, backdrop, near, tuple(cutouts), holders, focus)


def _foot_of(c: Composition, number: int) -> tuple[float, float]:
    """Give what a party of riders stands on and turns about: the feet of its mount."""
    captain = c.captains.get(number, number)
    party = {captain, *(n for n, holder in c.captains.items() if holder == captain)}
    lowest = max((s for s in c.stage.standings if c.numbers[s.figure] in party), key=lambda s: s.foot_y)
    return lowest.x, lowest.foot_y


Finisher = Callable[[Image, tuple[int, int], bool], stickers.Cutout]


def _finisher(c: Composition) -> Finisher:
    """Give what finishes a sticker in the style and light of the picture."""
    finish = replace(c.material.finish, tint=_paper_tint(c.light, indoors=c.indoors))

    def finished(sticker: Image, at: tuple[int, int], grounded: bool) -> stickers.Cutout:
        return stickers.finished(
            sticker,
            at,
            finish,
            scale=c.scale,
            grounded=grounded,
            light_from_left=c.stage.light_x < c.stage.width / 2,
        )

    return finished


def _painted_thing(c: Composition, thing: Thing, height_px: int) -> Image:
    drawn = drawing_of(thing.name)
    assert drawn is not None, "things nobody can draw were left out"
    drawing, color, pattern = drawn
    return sticker(drawing, max(12, height_px), c.material, scale=c.scale, color=color, pattern=pattern)


def _item(thing: Thing) -> Item:
    kind, drawn = kind_of(thing.name), drawing_of(thing.name)
    assert kind is not None, "things nobody knows were left out"
    assert drawn is not None, "things nobody can draw were left out"
    return Item(thing.number, aspect_of(drawn[0]), kind.size, thing.spot, thing.count)


def _own_item(own: tuple[Image, Spot], number: int, hero: Image) -> Item:
    """Let what the child drew be as large beside the hero as on the page, within reason."""
    image, spot = own
    height, width = image.shape[:2]
    least, most = _OWN_ON_GROUND if spot is Spot.BEHIND else _OWN_IN_AIR
    size = min(most, max(least, height / hero.shape[0]))
    return Item(number, width / height, min(size, most * height / width), spot)


def _prop(c: Composition, prop: Placed, finisher: Finisher) -> stickers.Cutout:
    first = prop.each[0]
    # The lines round two of a group do not touch.
    line = ceil(c.material.finish.outline_px * c.scale) if prop.is_group else 0
    if prop.number in c.scenery:
        standing = Standing(0, prop.x, prop.foot_y, prop.width, prop.height, False, 0.0)
        painted = stickers.fitted(c.scenery[prop.number][0], standing)
    else:
        thing = next(t for t in c.props if t.number == prop.number)
        painted = _painted_thing(
            c, thing, round(first.height - 2 * line * max(1.0, first.height / first.width))
        )
    return stickers.together(
        [
            finisher(
                painted,
                (round(one.x - painted.shape[1] / 2), round(one.foot_y - line - painted.shape[0])),
                prop.grounded and c.stage.has_ground,
            )
            for one in prop.each
        ]
    )


def _painted(c: Composition, layers: Sequence[Layer]) -> tuple[Image, Gray]:
    """Paint layers; give the picture, and how far they cover each of its pixels, 0 to 255."""
    rng = np.random.default_rng([*c.seed, 74])
    drawn = draw(layers, (c.stage.width, c.stage.height), c.material.hand, rng, c.scale)
    return c.material.render(drawn, rng), drawn.color[..., 3]


def _filled(far: Image, covered: Gray, clear: Image) -> Image:
    """Let ground be behind the ground that moves with the camera, where nothing far goes down so far."""
    side = max(3, round(_SPECK * far.shape[0]))
    whole = cv2.morphologyEx(covered, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    return np.where(np.asarray(whole)[..., None] < _COVERED, clear, far)


def _reach(c: Composition) -> Gray:
    """How far the nearest layer covers what is behind it, 0 to 255, with the soft shadow around it."""
    rng = np.random.default_rng([*c.seed, 75])
    size = (c.stage.width, c.stage.height)
    covered = np.ascontiguousarray(draw(c.clear[-1:], size, c.material.hand, rng, c.scale).color[..., 3])
    if c.grid > 1:
        return covered
    return np.maximum(covered, blurred(np.asarray(cv2.dilate(covered, _DISC), np.uint8), 6 * c.scale))


def _enlarged(image: Image, grid: int, size: tuple[int, int]) -> Image:
    if grid == 1:
        return image
    whole = resized(image, (image.shape[1] * grid, image.shape[0] * grid), sharp=True)
    return np.ascontiguousarray(whole[: size[1], : size[0]])


def _paper_tint(light: Light, *, indoors: bool) -> tuple[float, float, float]:
    """Blue, green, red: paper takes a little of the light, never so much that colours change."""
    if indoors and light.lamps:
        return 0.90, 0.96, 1.0
    r, g, b = (1 - 0.22 * (1 - min(1.0, t)) for t in light.tint)
    return b, g, r
