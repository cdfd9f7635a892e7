"""The providers of each role by name, and the choice of them for a story."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from storyvid_dagster.billing.books import open_books
from storyvid_dagster.billing.limiter import AdaptiveLimiter, MachineSlots
from storyvid_dagster.billing.paid_calls import Budget, PaidCalls
from storyvid_dagster.billing.retry import VendorRetry
from storyvid_dagster.core.request import Likeness, StoryRequest
from storyvid_dagster.errors import SetupError
from storyvid_dagster.illustration.painter import EmbeddedPainter
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.ports import Decode, DrawingReader, Moderator, Narrator, Painter, StoryWriter
from storyvid_dagster.providers.cached import CachedPainter
from storyvid_dagster.providers.elevenlabs.options import ElevenLabsOptions
from storyvid_dagster.providers.embedded.moderator import EmbeddedModerator
from storyvid_dagster.providers.embedded.reader import EmbeddedReader
from storyvid_dagster.providers.nameless import NamelessWriter
from storyvid_dagster.providers.openai.options import OpenAIOptions
from storyvid_dagster.speech.narrator import EmbeddedNarrator, EngineName
from storyvid_dagster.storytelling.used_plots import UsedPlots
from storyvid_dagster.storytelling.writer import EmbeddedWriter

if TYPE_CHECKING:
    from storyvid_dagster.providers.openai.provider_set import OpenAIProviderSet

SpeechEngine = EngineName | Literal["auto"]
Role = Literal["reader", "writer", "painter", "narrator", "moderator"]
VENDOR_OF: dict[Role, str] = {
    "reader": "openai",
    "writer": "openai",
    "painter": "openai",
    "narrator": "elevenlabs",
    "moderator": "openai",
}
"""Who `auto` means when there is a key; the embedded engine otherwise."""
KEY_OF = {"openai": "OPENAI_API_KEY", "elevenlabs": "ELEVENLABS_API_KEY"}


@dataclass(frozen=True)
class ProviderOptions:
    """Which provider is chosen for each role, with keys, limits and budget."""

    chosen: dict[Role, str] = field(default_factory=dict[Role, str])
    """`auto` where nothing is said."""
    openai: OpenAIOptions | None = None
    """`None`: no key."""
    elevenlabs: ElevenLabsOptions | None = None
    openai_at_once: int = 8
    elevenlabs_at_once: int = 4
    likeness: Likeness = Likeness.FAITHFUL
    falls_back: bool = False
    voice_says_name: bool = True
    budget: Budget = field(default_factory=Budget)
    retry: VendorRetry = field(default_factory=VendorRetry)
    speech_engine: SpeechEngine = "auto"
    ledger_url: str = field(default="", repr=False)
    """Of the books that machines share; empty: those of the store's own folder."""


@dataclass(frozen=True)
class ProviderSet:
    """Gives a story the providers that its request, or else the settings, choose.

    Of each role there is one, and after it the embedded engine where falling back is allowed.
    """

    options: ProviderOptions
    store: MediaStore
    decode: Decode

    def readers(self, request: StoryRequest) -> tuple[DrawingReader, ...]:
        """Give who reads the drawing."""
        made: dict[str, Callable[[], DrawingReader]] = {
            "openai": lambda: self._openai.reader(self._paid_calls(request)),
            "embedded": EmbeddedReader,
        }
        return tuple(made[name]() for name in self.names("reader", request))

    def writers(self, request: StoryRequest) -> tuple[StoryWriter, ...]:
        """Give who writes the story."""
        made: dict[str, Callable[[], StoryWriter]] = {
            "openai": lambda: self._openai.writer(self._paid_calls(request)),
            "embedded": lambda: EmbeddedWriter(UsedPlots(self.store)),
        }
        writers = tuple(made[name]() for name in self.names("writer", request))
        is_told = self.options.voice_says_name or self.names("narrator", request)[0] == "embedded"
        return writers if is_told else tuple(map(NamelessWriter, writers))

    def painters(self, request: StoryRequest) -> tuple[Painter, ...]:
        """Give who paints the scenes."""
        likeness = request.likeness or self.options.likeness
        made: dict[str, Callable[[], Painter]] = {
            "openai": lambda: self._openai.painter(self._paid_calls(request), likeness),
            "embedded": lambda: CachedPainter(EmbeddedPainter(), self.store),
        }
        return tuple(made[name]() for name in self.names("painter", request))

    def narrators(self, request: StoryRequest) -> tuple[Narrator, ...]:
        """Give who reads the story aloud."""
        made: dict[str, Callable[[], Narrator]] = {
            "elevenlabs": lambda: self._elevenlabs_narrator(self._paid_calls(request)),
            "embedded": lambda: EmbeddedNarrator(self.store, self.options.speech_engine),
        }
        return tuple(made[name]() for name in self.names("narrator", request))

    def moderator(self, request: StoryRequest) -> Moderator:
        """Give who judges what is fit for children. Nothing stands in for a moderator that fails."""
        name = self.names("moderator", request)[0]
        return (
            EmbeddedModerator() if name == "embedded" else self._openai.moderator(self._paid_calls(request))
        )

    def names(self, role: Role, request: StoryRequest) -> tuple[str, ...]:
        """Name who does a role, in the order they are tried.

        Raises:
            SetupError: A vendor is named and its key is missing.
        """
        asked: str | None = None if role == "moderator" else getattr(request, role)
        chosen = asked or self.options.chosen.get(role, "auto")
        vendor = VENDOR_OF[role]
        has_key = (self.options.openai if vendor == "openai" else self.options.elevenlabs) is not None
        if chosen == "auto":
            chosen = vendor if has_key else "embedded"
        if chosen == "embedded":
            return ("embedded",)
        if not has_key:
            raise SetupError(
                f"the {role} is to be {chosen}, and there is no key: set {KEY_OF[vendor]}, or choose embedded"
            )
        falls_back = self.options.falls_back if request.fallback is None else request.fallback == "embedded"
        return (chosen, "embedded") if falls_back and role != "moderator" else (chosen,)

    def _paid_calls(self, request: StoryRequest) -> PaidCalls:
        budget = self.options.budget
        if request.budget_usd is not None:
            budget = Budget(request.budget_usd, budget.day_usd)
        books = open_books(self.options.ledger_url, self.store)
        return PaidCalls(self.store, budget, self.options.retry, books=books)

    # A vendor's modules are imported when it is to work: its SDK takes a second, and 50 MB.

    @cached_property
    def _openai(self) -> "OpenAIProviderSet":
        from storyvid_dagster.providers.openai.provider_set import OpenAIProviderSet

        assert self.options.openai is not None, "names() has seen to it"
        return OpenAIProviderSet(self.options.openai, self._limiter("OpenAI", self.options.openai_at_once))

    @cached_property
    def _elevenlabs_limiter(self) -> AdaptiveLimiter:
        return self._limiter("ElevenLabs", self.options.elevenlabs_at_once)

    def _limiter(self, vendor: str, at_once: int) -> AdaptiveLimiter:
        return AdaptiveLimiter(at_once, MachineSlots(self.store.path(f"locks/{vendor}"), at_once))

    def _elevenlabs_narrator(self, paid_calls: PaidCalls) -> Narrator:
        from storyvid_dagster.providers.elevenlabs.client import ElevenLabsClient
        from storyvid_dagster.providers.elevenlabs.narrator import ElevenLabsNarrator

        assert self.options.elevenlabs is not None, "names() has seen to it"
        client = ElevenLabsClient(self.options.elevenlabs, self._elevenlabs_limiter)
        return ElevenLabsNarrator(client, paid_calls, self.decode)
