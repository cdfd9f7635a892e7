"""What a document says of the bytes it names, and the base of all documents."""

from pydantic import BaseModel, ConfigDict, Field


class Document(BaseModel):
    """A frozen value that is kept as JSON. Unknown fields are an error, so that a typo cannot hide."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class MediaFile(Document):
    """One stored file."""

    key: str = Field(description="Path relative to the data folder, forward slashes")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size_bytes: int = Field(ge=0)


class MadeBy(Document):
    """Who made something, what it took, and anything a person should be told about it."""

    provider: str = Field(description="Engine or vendor, such as `embedded` or `openai`")
    model: str = Field(description="Model, voice or recipe, as the provider names it")
    seconds: float = Field(default=0.0, ge=0, description="Wall time spent")
    cost_usd: float = Field(default=0.0, ge=0, description="What was paid for it this time")
    notes: tuple[str, ...] = Field(default=(), description="Fallbacks and other things said aloud")

    def with_notes(self, notes: tuple[str, ...]) -> "MadeBy":
        """Give the same with more to tell."""
        return self.model_copy(update={"notes": (*self.notes, *notes)}) if notes else self
