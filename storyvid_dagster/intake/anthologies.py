"""Anthologies that were asked for and not begun: a note each, until Dagster has a run of it."""

import hashlib
import re
import time
import unicodedata
from collections.abc import Iterator, Sequence

from pydantic import Field

from storyvid_dagster.core import names
from storyvid_dagster.core.files import Document
from storyvid_dagster.errors import MediaError
from storyvid_dagster.media.documents import load_document, write_document
from storyvid_dagster.ports import Store

_FOLDER = names.inbox("anthologies")


class AnthologyOrder(Document):
    """Which stories are to be one film and one book."""

    name: str
    title: str
    run_ids: tuple[str, ...] = Field(min_length=1)
    asked_ns: int

    @property
    def run_key(self) -> str:
        """Tells runs of one order from runs of another."""
        return f"anthology:{self.name}:{self.asked_ns}"


def ask_for_anthology(
    title: str, run_ids: Sequence[str], store: Store, *, user: str | None = None
) -> AnthologyOrder:
    """Note that an anthology is wanted; one of the same title, of the same user, is made anew."""
    name = name_of(title) + (_mark(user) if user else "")
    order = AnthologyOrder(name=name, title=title, run_ids=tuple(run_ids), asked_ns=time.time_ns())
    write_document(order, _key(order.name), store)
    return order


def orders(store: Store) -> Iterator[AnthologyOrder]:
    """Give the anthologies that are asked for."""
    for key in list(store.keys(_FOLDER)):
        try:
            yield load_document(AnthologyOrder, key, store)
        except MediaError:
            continue  # it went just now, or is of another version


def begun(order: AnthologyOrder, store: Store) -> None:
    """Note that a run of it exists."""
    store.delete(_key(order.name))


def name_of(title: str) -> str:
    """Make a name for files of a title.

    >>> name_of("Class 3b: Über uns!"), name_of("../.."), name_of("\N{RABBIT FACE}")
    ('class-3b-uber-uns', 'stories', 'stories')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-") or "stories"


def belongs_to(name: str, user: str) -> bool:
    """Tell whether an anthology was asked for by a user: its name ends in a mark of theirs."""
    return name.endswith(_mark(user))


def plain_name_of(name: str, user: str | None) -> str:
    """Give the name of an anthology without the mark of its user."""
    return name.removesuffix(_mark(user)) if user else name


def _mark(user: str) -> str:
    # 64 bits, so that nobody finds a name of their own with the mark of somebody else.
    return f"-{hashlib.sha256(user.encode()).hexdigest()[:16]}"


def _key(name: str) -> str:
    return f"{_FOLDER}/{names.check_anthology(name)}.json"
