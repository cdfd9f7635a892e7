"""Every drawing by its name, and what its words make of it."""

from functools import cache

from storyvid_dagster.core.things import color_in, kind_of, pattern_in
from storyvid_dagster.illustration.things.birds import BIRDS
from storyvid_dagster.illustration.things.buildings import BUILDINGS
from storyvid_dagster.illustration.things.cakes import CAKES
from storyvid_dagster.illustration.things.cloth import CLOTH
from storyvid_dagster.illustration.things.clothes import CLOTHES
from storyvid_dagster.illustration.things.containers import CONTAINERS
from storyvid_dagster.illustration.things.food import FOOD
from storyvid_dagster.illustration.things.fruit import FRUIT
from storyvid_dagster.illustration.things.furniture import FURNITURE
from storyvid_dagster.illustration.things.insects import INSECTS
from storyvid_dagster.illustration.things.instruments import INSTRUMENTS
from storyvid_dagster.illustration.things.lamps import LAMPS
from storyvid_dagster.illustration.things.mammals import MAMMALS
from storyvid_dagster.illustration.things.outdoors import OUTDOORS
from storyvid_dagster.illustration.things.papers import PAPERS
from storyvid_dagster.illustration.things.people import PEOPLE
from storyvid_dagster.illustration.things.pieces import Drawing
from storyvid_dagster.illustration.things.plants import PLANTS
from storyvid_dagster.illustration.things.pots import POTS
from storyvid_dagster.illustration.things.reptiles import REPTILES
from storyvid_dagster.illustration.things.sea_animals import SEA_ANIMALS
from storyvid_dagster.illustration.things.seaside import SEASIDE
from storyvid_dagster.illustration.things.street import STREET
from storyvid_dagster.illustration.things.tools import TOOLS
from storyvid_dagster.illustration.things.toys import TOYS
from storyvid_dagster.illustration.things.trinkets import TRINKETS
from storyvid_dagster.illustration.things.vehicles import VEHICLES

DRAWINGS: dict[str, Drawing] = {
    **MAMMALS,
    **BIRDS,
    **PEOPLE,
    **REPTILES,
    **INSECTS,
    **SEA_ANIMALS,
    **POTS,
    **CONTAINERS,
    **CLOTHES,
    **CLOTH,
    **FRUIT,
    **CAKES,
    **FOOD,
    **PLANTS,
    **SEASIDE,
    **OUTDOORS,
    **TOOLS,
    **INSTRUMENTS,
    **PAPERS,
    **LAMPS,
    **TRINKETS,
    **TOYS,
    **VEHICLES,
    **FURNITURE,
    **BUILDINGS,
    **STREET,
}
_COLORS = {
    "red": "#e8504a",
    "orange": "#f5923e",
    "yellow": "#fbcf45",
    "green": "#63b556",
    "blue": "#4c8fe0",
    "sky-blue": "#8cc8f0",
    "purple": "#8e62c9",
    "pink": "#f283ab",
    "raspberry-red": "#d8356a",
    "brown": "#a5693f",
    "black": "#3d3a4a",
    "white": "#fbf8f0",
    "snow-white": "#ffffff",
    "cream": "#f6ecd4",
    "gray": "#a3a4ac",
    "golden": "#f4c04a",
    "gold": "#f4c04a",
    "ginger": "#e08a3c",
    "copper": "#c9713c",
    "rusty": "#b8683c",
    "silver": "#c3ccd6",
}


@cache
def drawing_of(name: str) -> tuple[Drawing, str | None, str] | None:
    """Give how a thing is drawn, the colour its words give it as `#rrggbb`, and their pattern."""
    kind = kind_of(name)
    if kind is None or kind.name not in DRAWINGS:
        return None
    color = color_in(name) if color_in(kind.name) is None else None
    return DRAWINGS[kind.name], _COLORS.get(color or ""), pattern_in(name)
