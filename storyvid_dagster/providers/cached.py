"""A painter whose pictures are kept: the same order is painted once."""

import hashlib
import json
from dataclasses import astuple, dataclass
from typing import Protocol

from pydantic import ValidationError

from storyvid_dagster.core import names
from storyvid_dagster.core.files import Document, MadeBy
from storyvid_dagster.core.kinds import Role
from storyvid_dagster.core.scenery import Puppet, Scenery
from storyvid_dagster.errors import MediaError
from storyvid_dagster.ports import Painter, Picture, PictureOrder, Store


class _PuppetEntry(Document):
    figure: int
    left: int
    top: int
    foot: tuple[float, float]
    has_shadow: bool
    holder: int | None = None


class _PictureEntry(Document):
    sha256: dict[str, str]
    """Of each file, by the end of its name."""
    focus: tuple[float, float]
    made_by: MadeBy
    puppets: tuple[_PuppetEntry, ...] | None
    painted_in: bool = False


class KeyedPainter(Painter, Protocol):
    """A painter whose pictures can be kept."""

    @property
    def fingerprint(self) -> str:
        """Engine and recipe: part of every key."""
        ...


@dataclass(frozen=True)
class CachedPainter:
    """Any painter, asked once for the same picture. A damaged entry is painted again."""

    inner: KeyedPainter
    store: Store

    async def paint(self, order: PictureOrder) -> Picture:
        """Paint one scene, or give the picture painted for the same order before."""
        digest = picture_digest(self.inner.fingerprint, order)
        kept = self._kept(digest, order.size[0])
        if kept is not None:
            return kept
        picture = await self.inner.paint(order)
        files = _files(picture)
        entry = _PictureEntry(
            sha256={end: hashlib.sha256(data).hexdigest() for end, data in files.items()},
            focus=picture.focus,
            made_by=picture.made_by,
            puppets=None if picture.scenery is None else tuple(map(_entry, picture.scenery.puppets)),
            painted_in=picture.scenery is not None and picture.scenery.painted_in,
        )
        for end, data in files.items():
            self.store.put(names.cached("pictures", digest, end), data)
        self.store.put(names.cached("pictures", digest, "json"), entry.model_dump_json().encode())
        return picture

    def _kept(self, digest: str, width_px: int) -> Picture | None:
        try:
            note = self.store.get(names.cached("pictures", digest, "json"))
            entry = _PictureEntry.model_validate_json(note)
            files = {end: self.store.get(names.cached("pictures", digest, end)) for end in entry.sha256}
        except (MediaError, ValidationError):
            return None
        if any(hashlib.sha256(files[end]).hexdigest() != sha256 for end, sha256 in entry.sha256.items()):
            return None
        scenery = (
            None if entry.puppets is None else _scenery(files, entry.puppets, entry.painted_in, width_px)
        )
        return Picture(files["png"], entry.focus, entry.made_by, scenery)


def _files(picture: Picture) -> dict[str, bytes]:
    """Every file of a picture, by the end of its name."""
    files = {"png": picture.png}
    if picture.scenery:
        files["backdrop.jpg"] = picture.scenery.backdrop
        if picture.scenery.near:
            files["near.webp"] = picture.scenery.near
        for puppet in picture.scenery.puppets:
            files[f"figure_{puppet.figure}.png"] = puppet.png
            if puppet.shadow_png:
                files[f"shadow_{puppet.figure}.png"] = puppet.shadow_png
    return files


def _entry(puppet: Puppet) -> _PuppetEntry:
    return _PuppetEntry(
        figure=puppet.figure,
        left=puppet.left,
        top=puppet.top,
        foot=puppet.foot,
        has_shadow=puppet.shadow_png is not None,
        holder=puppet.holder,
    )


def _scenery(
    files: dict[str, bytes], puppets: tuple[_PuppetEntry, ...], painted_in: bool, width_px: int
) -> Scenery:
    return Scenery(
        files["backdrop.jpg"],
        files.get("near.webp"),
        tuple(
            Puppet(
                p.figure,
                files[f"figure_{p.figure}.png"],
                files[f"shadow_{p.figure}.png"] if p.has_shadow else None,
                p.left,
                p.top,
                p.foot,
                p.holder,
            )
            for p in puppets
        ),
        width_px,
        painted_in,
    )


def picture_digest(fingerprint: str, order: PictureOrder) -> str:
    """Give the sha256 of everything that goes into a picture."""
    parts = {
        "painter": fingerprint,
        "scene": order.scene.model_dump(
            mode="json",
            exclude={"acts", "first_text"} if order.scene.things else {"acts", "first_text", "things"},
        ),
        "n_scenes": order.n_scenes,
        "style": order.style,
        "size": order.size,
        "seed": order.seed,
        "page": hashlib.sha256(order.page_png).hexdigest(),
        "figures": [hashlib.sha256(png).hexdigest() for png in order.figures_png],
        "palette": order.palette,
        **({"spots": order.spots} if any(order.spots) else {}),
        **({"has_house": True} if Role.BUILDING in order.roles else {}),
        **({"seats": [astuple(seat) for seat in order.seats]} if order.seats else {}),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
