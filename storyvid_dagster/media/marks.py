"""Marks on files that may lie where nothing can be written."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Marks:
    """A folder with an empty file for each thing that is marked."""

    folder: Path

    def has(self, marked: str) -> bool:
        """Tell whether something is marked."""
        return self._path(marked).exists()

    def mark(self, marked: str) -> bool:
        """Mark something; tell whether it was not marked before."""
        if self.has(marked):
            return False
        self.folder.mkdir(parents=True, exist_ok=True)
        self._path(marked).touch()
        return True

    def keep_only(self, marked: Iterable[str]) -> None:
        """Take the marks off everything else."""
        if self.folder.is_dir():
            kept = {self._path(each) for each in marked}
            for path in self.folder.iterdir():
                if path not in kept:
                    path.unlink(missing_ok=True)

    def _path(self, marked: str) -> Path:
        return self.folder / hashlib.sha256(marked.encode("utf-8", "surrogateescape")).hexdigest()[:32]
