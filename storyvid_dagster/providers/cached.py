"""Ports around ports: the same order is carried out once."""

import hashlib
import json
from dataclasses import dataclass

from pydantic import ValidationError

from storyvid_dagster.core import names
from storyvid_dagster.core.files import Document, MadeBy
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.providers.ports import Painter, Picture, PictureOrder


class _PictureEntry(Document):
    png_sha256: str
    focus: tuple[float, float]
    made_by: MadeBy


@dataclass(frozen=True)
class CachedPainter:
    """Any painter, asked once for the same picture. A damaged entry is painted again."""

    inner: Painter
    store: MediaStore

    @property
    def fingerprint(self) -> str:
        """The inner painter's."""
        return self.inner.fingerprint

    async def paint(self, order: PictureOrder) -> Picture:
        """Paint one scene, or give the picture painted for the same order before."""
        digest = picture_digest(self.fingerprint, order)
        kept = self._kept(digest)
        if kept is not None:
            return kept
        picture = await self.inner.paint(order)
        entry = _PictureEntry(
            png_sha256=hashlib.sha256(picture.png).hexdigest(), focus=picture.focus, made_by=picture.made_by
        )
        self.store.put(names.cached("pictures", digest, "png"), picture.png)
        self.store.put(names.cached("pictures", digest, "json"), entry.model_dump_json().encode())
        return picture

    def _kept(self, digest: str) -> Picture | None:
        picture, entry = (names.cached("pictures", digest, kind) for kind in ("png", "json"))
        if not (self.store.exists(picture) and self.store.exists(entry)):
            return None
        try:
            kept = _PictureEntry.model_validate_json(self.store.get(entry))
        except ValidationError:
            return None
        png = self.store.get(picture)
        if hashlib.sha256(png).hexdigest() != kept.png_sha256:
            return None
        return Picture(png, kept.focus, kept.made_by)


def picture_digest(fingerprint: str, order: PictureOrder) -> str:
    """Give the sha256 of everything that goes into a picture."""
    parts = {
        "painter": fingerprint,
        "scene": order.scene.model_dump(mode="json"),
        "n_scenes": order.n_scenes,
        "style": order.style,
        "size": order.size,
        "seed": order.seed,
        "page": hashlib.sha256(order.page_png).hexdigest(),
        "figures": [hashlib.sha256(png).hexdigest() for png in order.figures_png],
        "palette": order.palette,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
