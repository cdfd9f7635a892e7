"""All films in one file, written while it is sent: no copy lies on disk or in memory."""

from collections.abc import Iterator, Sequence
from typing import IO, cast
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from storyvid_dagster.core import names
from storyvid_dagster.defs.story_states import Story
from storyvid_dagster.ports import Store

_CHUNK_BYTES = 1 << 20
_LONGEST_TITLE = 60


class _Outgoing:
    """What a zip file is written to: it is taken away as it comes, and nobody goes back in it."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def take(self) -> bytes:
        """Give what was written since this was asked last."""
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def zip_films(stories: Sequence[Story], store: Store) -> Iterator[bytes]:
    """Give a zip file with the films of stories and their captions, piece by piece; films shrink no more."""
    out = _Outgoing()
    with ZipFile(cast("IO[bytes]", out), "w", ZIP_STORED) as archive:
        for story in stories:
            for key in (names.film(story.run_id), names.subtitles(story.run_id, "srt")):
                path = store.path(key)
                if not path.is_file():
                    continue
                info = ZipInfo.from_file(path, f"{file_title(story)}{path.suffix}")
                with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
                    while chunk := source.read(_CHUNK_BYTES):
                        target.write(chunk)
                        yield out.take()
                yield out.take()
    yield out.take()


def file_title(story: Story) -> str:
    """Name the files of a story for people: its title, without what a system may not want in a name.

    The run_id keeps two stories of one title apart.
    """
    plain = "".join(c if c.isalnum() or c in " '-" else " " for c in story.title)
    return f"{' '.join(plain.split())[:_LONGEST_TITLE].strip() or 'Story'} {story.run_id}"
