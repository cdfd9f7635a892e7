"""What place, colours and the child's words say about a figure, as weights on how likely each kind is."""

from storyvid_dagster.core.drawing import Box
from storyvid_dagster.core.kinds import Kind

_TOLD = 5.0
_HIGH = (
    "sun",
    "moon",
    "cloud",
    "rainbow",
    "star",
    "rain",
    "bird",
    "aircraft",
    "kite",
    "balloon",
    "butterfly",
)
_ON_GROUND = (
    "house", "castle", "building", "tree", "flower", "car", "bus", "truck", "train", "furniture", "horse",
    "elephant", "pig", "dinosaur", "snowman",
)  # fmt: skip
_WARM = {"yellow", "orange"}
_NO_SUN = {"green", "blue", "purple", "turquoise", "pink"}
_RAINBOW_COLORS = {"red", "orange", "yellow", "green", "turquoise", "blue", "purple", "pink"}


def likelihoods(
    box: Box, colors: tuple[str, ...], n_figures: int, told: frozenset[Kind] = frozenset()
) -> dict[str, float]:
    """Give the weight of each kind that anything speaks for or against; of all others it is 1.

    Args:
        box: Where on the page the figure lies.
        colors: Its named colours, most first.
        n_figures: How many figures the page has: a lone one stands anywhere.
        told: Kinds that the child's own words speak of.
    """
    weights: dict[str, float] = {}

    def weigh(names: tuple[str, ...], weight: float) -> None:
        for name in names:
            weights[name] = weights.get(name, 1.0) * weight

    if n_figures > 1:
        if box.y + box.height < 0.45:
            weigh(_HIGH, 1.6)
            weigh(_ON_GROUND, 0.5)
        elif box.y > 0.5:
            weigh(("sun", "moon", "cloud", "rainbow", "rain"), 0.4)
    first = colors[0] if colors else ""
    weigh(("sun",), 1.6 if first in _WARM else 0.5 if first in _NO_SUN else 1.0)
    weigh(("tree",), 1.4 if "green" in colors else 1.0)
    weigh(("pig",), 1.5 if first == "pink" else 1.0)
    weigh(("rainbow",), 1.8 if len(_RAINBOW_COLORS & set(colors)) >= 4 else 1.0)
    weigh(tuple(told), _TOLD)
    return weights
