"""Every drawing by its name, and what its words make of it."""

from functools import cache

from storyvid_dagster.core.things import color_in, kind_of, pattern_in
from storyvid_dagster.illustration.things.birds import BIRDS
from storyvid_dagster.illustration.things.clothes import CLOTHES
from storyvid_dagster.illustration.things.critters import CRITTERS
from storyvid_dagster.illustration.things.food import FOOD
from storyvid_dagster.illustration.things.garden import GARDEN
from storyvid_dagster.illustration.things.large import LARGE
from storyvid_dagster.illustration.things.mammals import MAMMALS
from storyvid_dagster.illustration.things.nursery import NURSERY
from storyvid_dagster.illustration.things.pieces import Drawing
from storyvid_dagster.illustration.things.tools import TOOLS
from storyvid_dagster.illustration.things.vessels import VESSELS

DRAWINGS: dict[str, Drawing] = {
    **MAMMALS,
    **BIRDS,
    **CRITTERS,
    **VESSELS,
    **CLOTHES,
    **FOOD,
    **GARDEN,
    **TOOLS,
    **LARGE,
    **NURSERY,
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
