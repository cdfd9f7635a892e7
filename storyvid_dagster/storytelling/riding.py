"""What the hero rides, and who rides along."""

from storyvid_dagster.core.drawing import DrawingAnalysis, Figure
from storyvid_dagster.core.kinds import Kind, Role, noun_of
from storyvid_dagster.storytelling.english import with_article

_SAT_IN = frozenset({Kind.CAR, Kind.BUS, Kind.TRUCK, Kind.TRAIN, Kind.BOAT, Kind.AIRCRAFT, Kind.ROCKET})


def mount_of(drawing: DrawingAnalysis) -> Figure | None:
    """Give what the hero rides; `None` where it goes on foot."""
    hero = drawing.figures[0].number
    ridden = {one.other for one in drawing.relations if one.kind == "rides" and one.figure == hero}
    return next((figure for figure in drawing.figures if figure.number in ridden), None)


def riders_with(drawing: DrawingAnalysis) -> frozenset[int]:
    """Give the numbers of who rides the hero, or what the hero rides."""
    hero, mount = drawing.figures[0], mount_of(drawing)
    under = {hero.number} if mount is None else {hero.number, mount.number}
    riders = {one.figure for one in drawing.relations if one.kind == "rides" and one.other in under}
    return frozenset(riders - {hero.number})


def ride_said(mount: Figure, name: str | None) -> str:
    """Say where who rides sits: `in a red bus`, `on Thunder the horse`; nothing where no word is known.

    Args:
        mount: What is ridden.
        name: What it is called, as it can be said.
    """
    noun, color = noun_of(mount.kind), next(iter(mount.colors), "")
    if name:
        what = f"{name} the {noun}" if noun else name
    elif noun:
        what = with_article(f"{color} {noun}".strip())
    elif mount.role is Role.LAND_VEHICLE:
        what = " ".join(f"something {color} with wheels".split())
    else:
        return ""
    return f"{'in' if mount.kind in _SAT_IN else 'on'} {what}"
