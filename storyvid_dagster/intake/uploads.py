"""Uploads: drawings taken into the store, each under the run_id of its story."""

import hashlib
import json
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cached_property

from pydantic import Field

from storyvid_dagster.core import names
from storyvid_dagster.core.files import Document, MediaFile
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.errors import MediaError
from storyvid_dagster.intake.pictures import sniff_extension
from storyvid_dagster.media.documents import STAGES, load_document, write_document
from storyvid_dagster.ports import Store


@dataclass(frozen=True)
class Sending:
    """What is known of a drawing that was sent, beside its bytes, name and options."""

    sender: str | None = None
    """Names this sending: the same sent again is no second drop."""
    user: str | None = None
    """In whose library it is, where users have their own: the same drop of another one is another story."""
    wanted: tuple[str, ...] | None = None
    """The assets to make of it, if it is new here; `None`: the whole story, once more."""
    webhook_url: str | None = None
    """Who else is told how the story ended."""


DROPPED = Sending()
"""Of a drawing that lies in the upload folder nothing more is known."""


class Upload(Document):
    """A claimed drawing."""

    run_id: str
    digest: str = Field(description="sha256 of bytes, options, name and user: the same drop, the same story")
    source_name: str
    original: MediaFile
    request: StoryRequest
    attempt: int = Field(default=1, ge=1, description="Goes up when the same drawing is dropped again")
    identity: str = Field(description="The file it came from: a repeated look is no second drop")
    wanted: tuple[str, ...] | None = Field(
        default=None, description="The assets that were asked for so far; null: the whole story"
    )
    webhook_url: str | None = Field(default=None, description="Who else is told how the story ended")
    user: str | None = Field(default=None, description="In whose library it is, where users have their own")

    @property
    def run_key(self) -> str:
        """Tells Dagster runs of one drop from runs of another."""
        return f"upload:{self.run_id}:{self.attempt}"

    @property
    def sending(self) -> Sending:
        """Give what stays with the story whatever becomes of its options."""
        return Sending(user=self.user, wanted=self.wanted, webhook_url=self.webhook_url)


@dataclass(frozen=True)
class Drop:
    """A drawing with its name and what was asked of it."""

    data: bytes
    name: str
    request: StoryRequest
    sending: Sending = DROPPED

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of bytes, options, name and user: the same drop is the same story."""
        options = json.dumps(self.request.model_dump(mode="json"), sort_keys=True)
        parts = (hashlib.sha256(self.data).digest(), options.encode(), self.name.encode())
        user = self.sending.user
        whose = () if user is None else (user.encode(),)
        return hashlib.sha256(b"\0".join((*parts, *whose))).hexdigest()

    def run_id(self, store: Store, taken: Container[str]) -> tuple[str, Upload | None]:
        """Give the run_id of its story: that of an earlier time with its upload, or the shortest free one.

        Args:
            store: Where uploads are kept.
            taken: Run ids that exist already, uploads or not.
        """
        for length in range(8, 64):
            run_id = self.digest[:length]
            try:
                known = find_upload(run_id, store)
            except MediaError:
                continue  # of another version: it stays as it is
            if known is not None and known.digest == self.digest:
                return run_id, known
            if known is None and run_id not in taken:
                return run_id, None
        raise AssertionError("two uploads have the same sha256")


def find_upload(run_id: str, store: Store) -> Upload | None:
    """Give the upload of a story; `None` when it has none.

    Raises:
        MediaError: It has one that this version cannot read.
    """
    key = names.document(run_id, "upload")
    return load_document(Upload, key, store) if store.exists(key) else None


def write_upload(run_id: str, drop: Drop, store: Store, *, attempt: int, identity: str) -> Upload:
    """Copy a drawing into the store, then publish its claim.

    Args:
        run_id: Of its story.
        drop: The drawing.
        store: Where uploads are kept.
        attempt: How many times it was dropped, counted from 1.
        identity: The file it came from.
    """
    original = store.put(names.original(run_id, sniff_extension(drop.data)), drop.data)
    upload = Upload(
        run_id=run_id,
        digest=drop.digest,
        source_name=drop.name,
        original=original,
        request=drop.request,
        attempt=attempt,
        identity=identity,
        user=drop.sending.user,
        wanted=drop.sending.wanted,
        webhook_url=drop.sending.webhook_url,
    )
    write_document(upload, names.document(run_id, "upload"), store)
    return upload


def want_too(run_id: str, assets: Iterable[str], store: Store) -> None:
    """Keep that more assets of a story are asked for; the caller holds the inbox's lock.

    Raises:
        MediaError: Its claim cannot be read by this version.
    """
    upload = find_upload(run_id, store)
    if upload is None or upload.wanted is None:
        return  # all of it is asked for already
    wanted = tuple(dict.fromkeys((*upload.wanted, *assets)))
    whole = None if set(wanted) >= STAGES.keys() else wanted
    write_document(upload.model_copy(update={"wanted": whole}), names.document(run_id, "upload"), store)
