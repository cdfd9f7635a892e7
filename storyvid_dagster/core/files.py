"""The base of all documents with the version of their content, and what they say of the bytes they name."""

import hashlib
import json
from typing import Annotated, Any, cast

from pydantic import BaseModel, ConfigDict, Field

INCIDENTAL = "incidental"
"""Marks a field that tells of the making, not of what was made: `Annotated[float, INCIDENTAL]`."""


class Document(BaseModel):
    """A frozen value that is kept as JSON. Unknown fields are an error, so that a typo cannot hide."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @property
    def data_version(self) -> str:
        """Name the content: the same in every making that leaves the same, another for any other."""
        return hashlib.sha256(json.dumps(self.content(), sort_keys=True, default=str).encode()).hexdigest()

    def content(self) -> dict[str, Any]:
        """Give all that whatever is made from this document may depend on, as plain values.

        Files are in it by their hashes. Fields marked `INCIDENTAL` are left out, and those at their
        defaults, so that a field added later leaves the versions of older documents as they are.
        """
        return {
            name: _plain(value)
            for name, field in type(self).model_fields.items()
            if INCIDENTAL not in field.metadata and (value := getattr(self, name)) != field.default
        }


def _plain(value: object) -> object:
    if isinstance(value, Document):
        return value.content()
    return [_plain(each) for each in cast("tuple[object, ...]", value)] if isinstance(value, tuple) else value


class MediaFile(Document):
    """One stored file."""

    key: str = Field(description="Path relative to the data folder, forward slashes")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size_bytes: int = Field(ge=0)


class MadeBy(Document):
    """Who made something, what it took, and anything a person should be told about it."""

    provider: str = Field(description="Engine or vendor, such as `embedded` or `openai`")
    model: str = Field(description="Model, voice or recipe, as the provider names it")
    seconds: Annotated[float, INCIDENTAL] = Field(default=0.0, ge=0, description="Wall time spent")
    cost_usd: Annotated[float, INCIDENTAL] = Field(
        default=0.0, ge=0, description="What was paid for it this time"
    )
    notes: Annotated[tuple[str, ...], INCIDENTAL] = Field(
        default=(), description="Fallbacks and other things said aloud"
    )

    def with_notes(self, notes: tuple[str, ...]) -> "MadeBy":
        """Give the same with more to tell."""
        return self.model_copy(update={"notes": (*self.notes, *notes)}) if notes else self
