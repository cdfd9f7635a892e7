"""From an order to a picture: stage, layers, material, stickers."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np

from storyvid_dagster.core.request import Style
from storyvid_dagster.core.story import Setting
from storyvid_dagster.errors import ProviderRefused
from storyvid_dagster.providers.embedded.painter import stickers
from storyvid_dagster.providers.embedded.painter.light import Light, light_for
from storyvid_dagster.providers.embedded.painter.materials.comic import COMIC
from storyvid_dagster.providers.embedded.painter.materials.crayon import CRAYON
from storyvid_dagster.providers.embedded.painter.materials.material import Material
from storyvid_dagster.providers.embedded.painter.materials.papercut import PAPERCUT
from storyvid_dagster.providers.embedded.painter.materials.pixel import PIXEL
from storyvid_dagster.providers.embedded.painter.materials.storybook import STORYBOOK
from storyvid_dagster.providers.embedded.painter.materials.watercolor import WATERCOLOR
from storyvid_dagster.providers.embedded.painter.pixels import Image, resized
from storyvid_dagster.providers.embedded.painter.places.city import city
from storyvid_dagster.providers.embedded.painter.places.forest import forest
from storyvid_dagster.providers.embedded.painter.places.home import home
from storyvid_dagster.providers.embedded.painter.places.meadow import meadow
from storyvid_dagster.providers.embedded.painter.places.night import night
from storyvid_dagster.providers.embedded.painter.places.sea import sea
from storyvid_dagster.providers.embedded.painter.places.space import space
from storyvid_dagster.providers.embedded.painter.relief import draw
from storyvid_dagster.providers.embedded.painter.shapes import Layer, Rng
from storyvid_dagster.providers.embedded.painter.staging import Footing, Stage, set_stage
from storyvid_dagster.providers.ports import PictureOrder

Place = Callable[[Stage, Rng, Light], list[Layer]]

PLACES: dict[Setting, Place] = {
    Setting.MEADOW: meadow,
    Setting.FOREST: forest,
    Setting.SEA: sea,
    Setting.CITY: city,
    Setting.NIGHT: night,
    Setting.SPACE: space,
    Setting.HOME: home,
}
MATERIALS: dict[Style, Material] = {
    Style.STORYBOOK: STORYBOOK,
    Style.WATERCOLOR: WATERCOLOR,
    Style.CRAYON: CRAYON,
    Style.COMIC: COMIC,
    Style.PAPERCUT: PAPERCUT,
    Style.PIXEL: PIXEL,
}


@dataclass(frozen=True)
class Composition:
    """All that is decided before painting."""

    stage: Stage
    layers: tuple[Layer, ...]
    material: Material
    figures: tuple[Image, ...]
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
    grid = 1 if material.rows is None else max(2, round(min(order.size) / material.rows))
    size = (-(-order.size[0] // grid), -(-order.size[1] // grid))
    shapes = [(f.shape[1], f.shape[0]) for f in figures]
    stage = set_stage(size, order.scene.setting, order.scene.number, order.seed, shapes)
    light = light_for(order.scene.setting, order.scene.time_of_day, order.palette)
    rng = np.random.default_rng([order.seed, order.scene.number, 73])
    layers = PLACES[order.scene.setting](stage, rng, light)
    seed = (order.seed, order.scene.number)
    return Composition(
        stage,
        tuple(layers),
        material,
        figures,
        light,
        order.scene.setting is Setting.HOME,
        grid,
        min(size) / 1080,
        seed,
    )


def background_layers(composition: Composition) -> list[tuple[str, float, Image]]:
    """Paint each layer alone: (name, depth, (H, W, 4) premultiplied), the farthest first.

    They are of the painted size, which for a style with a grid is smaller than the picture.
    """
    c = composition
    painted: list[tuple[str, float, Image]] = []
    for index, layer in enumerate(c.layers):
        rng = np.random.default_rng([*c.seed, 74, index])
        relief = draw([layer], (c.stage.width, c.stage.height), c.material.hand, rng, c.scale)
        covered = relief.color[..., 3:].astype(np.float32) / 255
        # A material wants whole colours; premultiplied ones would darken the rim.
        whole = np.minimum(relief.color / np.maximum(covered, 1 / 255), 255).astype(np.uint8)
        color = c.material.render(replace(relief, color=whole), rng)
        image = np.dstack([color * covered, covered * 255]).astype(np.uint8)
        painted.append((layer.name, layer.depth, image))
    return painted


def compose(composition: Composition, size: tuple[int, int]) -> tuple[Image, tuple[float, float]]:
    """Paint the whole picture: (H, W, 3) blue, green, red, and the hero's face in parts of its size."""
    c = composition
    rng = np.random.default_rng([*c.seed, 74])
    relief = draw(c.layers, (c.stage.width, c.stage.height), c.material.hand, rng, c.scale)
    picture = c.material.render(relief, rng)
    focus = (0.5, 0.5)
    finish = replace(c.material.finish, tint=_paper_tint(c.light, indoors=c.indoors))
    for standing in c.stage.standings:
        sticker = stickers.fitted(c.figures[standing.figure], standing)
        at = stickers.corner(sticker, standing, (c.stage.width, c.stage.height))
        stickers.put(
            picture,
            sticker,
            at,
            finish,
            scale=c.scale,
            grounded=c.stage.footing is not Footing.AFLOAT,
            light_from_left=c.stage.light_x < c.stage.width / 2,
        )
        if standing.figure == 0:
            x, y = stickers.head(sticker, at)
            focus = (x * c.grid / size[0], y * c.grid / size[1])
    if c.grid > 1:
        whole = resized(picture, (picture.shape[1] * c.grid, picture.shape[0] * c.grid), sharp=True)
        picture = np.ascontiguousarray(whole[: size[1], : size[0]])
    return picture, focus


def encoded(picture: Image) -> bytes:
    """The picture as an RGB PNG, packed fast rather than small."""
    how = [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_SUB]
    _, data = cv2.imencode(".png", picture, how)
    return data.tobytes()


def _paper_tint(light: Light, *, indoors: bool) -> tuple[float, float, float]:
    """Blue, green, red: paper takes a little of the light, never so much that colours change."""
    if indoors and light.lamps:
        return 0.90, 0.96, 1.0
    r, g, b = (1 - 0.22 * (1 - min(1.0, t)) for t in light.tint)
    return b, g, r
