"""The ports. A stage knows these and nothing of what stands behind them.

The methods that do the work are `async`. Engines that use the processor run their work in a thread
(`asyncio.to_thread`), so that scenes and ports overlap.

All methods raise `ProviderUnavailable` (worth another try) or `ProviderRefused` (never again).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.drawing import DrawingAnalysis, Figure, Reading
from storyvid_dagster.core.files import MadeBy, MediaFile
from storyvid_dagster.core.kinds import Role
from storyvid_dagster.core.relations import Seat
from storyvid_dagster.core.request import StoryRequest, Style, VoiceType
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.core.scenery import Scenery
from storyvid_dagster.core.story import Scene, StoryScript
from storyvid_dagster.core.things import Spot


@dataclass(frozen=True)
class PageOrder:
    """A cleaned page to read."""

    page: NDArray[np.uint8]
    """(H, W, 3) uint8 RGB."""
    figures: tuple[Figure, ...]
    request: StoryRequest


class DrawingReader(Protocol):
    """Says what is in a drawing."""

    async def read(self, order: PageOrder) -> tuple[Reading, MadeBy]:
        """Read one page."""
        ...


class StoryWriter(Protocol):
    """Writes the story of a drawing."""

    async def write(self, drawing: DrawingAnalysis, seed: int, unfit: Sequence[str] = ()) -> StoryScript:
        """Write a script that fits `drawing.request`; another one when `unfit` names faults of the last."""
        ...


@dataclass(frozen=True)
class PictureOrder:
    """One scene to paint."""

    scene: Scene
    n_scenes: int
    style: Style
    size: tuple[int, int]
    """(width, height) in pixels."""
    seed: int
    page_png: bytes
    figures_png: tuple[bytes, ...]
    """RGBA PNGs of every figure of the drawing, figure 1 first."""
    palette: tuple[str, ...] = ()
    """Named colours of the drawing, most first."""
    card: str = ""
    """How the hero looks, in words."""
    spots: tuple[Spot | None, ...] = ()
    """Where each figure belongs; `None`, and with no entry: it walks."""
    seats: tuple[Seat, ...] = ()
    """Who of the figures rides which, and where."""
    roles: tuple[Role, ...] = ()
    """What each figure likely is."""


@dataclass(frozen=True)
class Picture:
    """A painted scene."""

    png: bytes
    """RGB PNG of exactly the ordered size."""
    focus: tuple[float, float]
    """Where to look (x, y), in parts of width and height."""
    made_by: MadeBy
    scenery: Scenery | None = None
    """Its parts; `None` for a picture that is all of a piece."""


class Painter(Protocol):
    """Paints a scene."""

    async def paint(self, order: PictureOrder) -> Picture:
        """Paint one scene."""
        ...


class Store(Protocol):
    """Where the bytes of stories are kept, under keys such as `images/5f6c63ab_scene_1.png`.

    `media.store.MediaStore` keeps them in a folder, `media.bucket_store.BucketStore` in a bucket of an
    S3-compatible store, of which programs such as ffmpeg get local copies.
    """

    @property
    def run_id(self) -> str | None:
        """The story it works for; `None`: for no certain one."""
        ...

    def place(self, key: str) -> str:
        """Say where a file lies, for people."""
        ...

    def exists(self, key: str) -> bool:
        """Tell whether the key holds a file."""
        ...

    def size_bytes(self, key: str) -> int | None:
        """Measure a file; `None` where there is none."""
        ...

    def sizes(self, keys: Sequence[str]) -> Mapping[str, int | None]:
        """Measure files, all at once; `None` where there is none."""
        ...

    def get(self, key: str) -> bytes:
        """Read a file. Raises `MediaError` when there is none."""
        ...

    def put(self, key: str, data: bytes) -> MediaFile:
        """Write a file whole, replacing what was there."""
        ...

    def create(self, key: str, data: bytes) -> bool:
        """Write a file whole unless there is one; tell whether it was written: of several, one wins."""
        ...

    def writing(self, key: str) -> AbstractContextManager[Path]:
        """Give a local path to write to; what lies there at the end of the block becomes the key."""
        ...

    def path(self, key: str) -> Path:
        """Give a local path of a key, for programs that read it. The file need not exist."""
        ...

    def describe(self, key: str) -> MediaFile:
        """Hash and measure a file. Raises `MediaError` when there is none."""
        ...

    def open_checked(self, file: MediaFile) -> bytes:
        """Read a file that a document names. Raises `MediaError` when its bytes are not those."""
        ...

    def path_checked(self, file: MediaFile) -> Path:
        """Give the local path of a file that a document names, its bytes checked."""
        ...

    def delete(self, key: str) -> None:
        """Remove a file; a missing one is no error."""
        ...

    def keys(self, folder: str) -> Iterator[str]:
        """List the keys below a folder, sorted."""
        ...

    def of_run(self, run_id: str) -> Iterator[str]:
        """List the keys of everything that belongs to a story alone."""
        ...

    def require_room(self, needed_bytes: float, what: str) -> None:
        """Raise `NoRoom` when there is less room than needed to make `what`."""
        ...


Decode = Callable[[bytes], tuple[NDArray[np.float32], int]]
"""Reads sound of any kind: (N,) mono samples from -1 to 1, and how many a second."""


@dataclass(frozen=True)
class SpeechOrder:
    """One scene to read aloud."""

    text: str
    voice_type: VoiceType
    seed: int
    """Chooses among the voices of a type; the same for all scenes of a story."""
    pace: float = 1.0
    """Speed of reading: below 1 is slower, as for small children and at bedtime."""
    scene: int = 1
    """Its number, for people."""
    before: str = ""
    """What is read before it."""
    after: str = ""
    """What is read after it."""
    say_names: Mapping[str, str] = field(default_factory=dict[str, str])
    """How names are to be said, by how they are written."""


@dataclass(frozen=True)
class Speech:
    """A spoken text."""

    samples: NDArray[np.float32]
    """(N,) mono, -1 to 1."""
    sample_rate: int
    words: tuple[WordTime, ...]
    """Every word of the text, in order, as written."""
    made_by: MadeBy


class Moderator(Protocol):
    """Says what is not fit for children."""

    @property
    def name(self) -> str:
        """What a person calls it: every document says who looked."""
        ...

    async def check_texts(self, texts: Sequence[str]) -> tuple[str | None, ...]:
        """Give for each text why it is not fit; `None` where nothing is wrong."""
        ...

    async def check_picture(self, png: bytes, what: str) -> str | None:
        """Give why a picture is not fit, or `None`; `what` names it for people."""
        ...


class Narrator(Protocol):
    """Reads a text aloud."""

    async def narrate(self, order: SpeechOrder) -> Speech:
        """Speak one text."""
        ...


class Providers(Protocol):
    """Gives a story those who work on it: of each role one, and after it who may stand in."""

    def readers(self, request: StoryRequest) -> tuple[DrawingReader, ...]:
        """Give who reads the drawing."""
        ...

    def writers(self, request: StoryRequest) -> tuple[StoryWriter, ...]:
        """Give who writes the story."""
        ...

    def painters(self, request: StoryRequest) -> tuple[Painter, ...]:
        """Give who paints the scenes."""
        ...

    def narrators(self, request: StoryRequest) -> tuple[Narrator, ...]:
        """Give who reads the story aloud."""
        ...

    def moderator(self, request: StoryRequest) -> Moderator:
        """Give who judges what is fit for children."""
        ...
