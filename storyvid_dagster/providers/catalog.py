"""Who stands behind each port, by name: one plain dict a port."""

from collections.abc import Callable
from typing import Literal

from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.providers.embedded.narrator.narrator import EmbeddedNarrator, EngineName
from storyvid_dagster.providers.embedded.painter import EmbeddedPainter
from storyvid_dagster.providers.embedded.reader import EmbeddedReader
from storyvid_dagster.providers.embedded.told import ToldPlots
from storyvid_dagster.providers.embedded.writer import EmbeddedWriter
from storyvid_dagster.providers.ports import DrawingReader, Narrator, Painter, StoryWriter

READERS: dict[str, Callable[[], DrawingReader]] = {"embedded": EmbeddedReader}
WRITERS: dict[str, Callable[[MediaStore], StoryWriter]] = {
    "embedded": lambda store: EmbeddedWriter(ToldPlots(store))
}
PAINTERS: dict[str, Callable[[], Painter]] = {"embedded": EmbeddedPainter}
SpeechEngine = EngineName | Literal["auto"]

NARRATORS: dict[str, Callable[[MediaStore, SpeechEngine], Narrator]] = {
    "embedded": lambda store, engine: EmbeddedNarrator(store=store, engine=engine)
}
