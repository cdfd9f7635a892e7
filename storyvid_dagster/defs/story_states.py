"""How every story stands: what a list of stories tells of each."""

import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from storyvid_dagster.core import names
from storyvid_dagster.defs.records import LastRun, stories_of
from storyvid_dagster.defs.run_locks import Life, RunLocks
from storyvid_dagster.defs.stores import books_of
from storyvid_dagster.errors import MediaError
from storyvid_dagster.media.documents import STAGES
from storyvid_dagster.media.faults import Fault, faults_of
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.stages.approval import waits_for_approval
from storyvid_dagster.stages.edits import is_edited_since


class State(StrEnum):
    """How a story stands."""

    FINISHED = "finished"
    MAKING = "being made"
    STOPPED = "stopped"
    """Its process ended before the story did, and nothing has taken it up again yet."""
    WAITING = "waiting"
    ASKED = "asked for"
    """Something was asked of it that nobody has begun yet."""
    TO_APPROVE = "to be approved"
    """Its script is written, and somebody has to say yes to it."""
    FAILED = "failed"
    UNFINISHED = "unfinished"
    STALE = "stale"
    """Whole, but what it was made from was changed since."""
    DAMAGED = "damaged"


_BUSY = frozenset({State.MAKING, State.WAITING})


@dataclass(frozen=True)
class Story:
    """What a list of stories tells of one."""

    run_id: str
    title: str
    """Of the film; before there is one, the name of the drawing's file."""
    child_age: int | None
    """As told; `None`: nobody said it."""
    state: State
    faults: tuple[Fault, ...]
    last_run: LastRun | None
    film_s: float | None
    """Length of the film."""
    usd: float
    changed_s: float
    """When the film, or else the newest document, was made, in seconds since the epoch; 0: never."""
    in_order: bool
    """Whether no document is newer than the film."""
    stale: tuple[str, ...] = ()
    """The stages that are to be made again."""
    is_left: bool = False
    """Whether the nightly schedule leaves it alone: it was stopped, or all that was asked of it is made."""
    older: tuple[str, ...] = ()
    """The stages that an older version of the code made, where that was looked up."""

    @property
    def failed(self) -> bool:
        """Whether the newest run of it failed, which a finished story may outlive."""
        return self.last_run is not None and self.last_run.failed

    @property
    def state_in_words(self) -> str:
        """The state, and of a finished story whether a later try failed or older code made it."""
        if self.state is not State.FINISHED:
            return self.state
        return (
            "finished, last try failed"
            if self.failed
            else "finished by older code"
            if self.older
            else self.state
        )

    @property
    def unmade(self) -> list[str]:
        """The assets that left nothing yet."""
        return [fault.asset for fault in self.faults if fault.is_unmade]


def known_stories(home: Path, store: MediaStore) -> dict[str, LastRun | None]:
    """Give every story that Dagster knows or that left a document, with its newest run where there is one."""
    owners = map(names.owner, store.keys("documents"))
    return dict.fromkeys(filter(None, owners)) | stories_of(home)


def read_stories(
    home: Path, store: MediaStore, runs: Mapping[str, LastRun | None], *, asked: Container[str] = ()
) -> list[Story]:
    """Read what there is to tell of stories from their files.

    Args:
        home: The folder of the Dagster instance.
        store: Has the files.
        runs: Every run_id to tell of, with its newest run.
        asked: Those of which something is asked that has not begun.
    """
    spent_usd = books_of(store).charged(runs)
    locks = RunLocks.of_home(home)
    stories = [_read(run_id, run, store, spent_usd.get(run_id, 0.0), locks) for run_id, run in runs.items()]
    return [
        replace(story, state=State.ASKED) if story.run_id in asked and story.state not in _BUSY else story
        for story in stories
    ]


def _read(
    run_id: str,
    run: LastRun | None,
    store: MediaStore,
    usd: float,
    locks: RunLocks,
) -> Story:
    upload, script, film = (
        _content(run_id, what, store) for what in ("upload", "story_script", "story_video")
    )
    asked = (_content(run_id, "drawing", store) or upload).get("request", {})
    faults = tuple(faults_of(run_id, store))
    stopped = run is not None and run.works and locks.life(run.dagster_run_id) is Life.DEAD
    documents = {what: names.document(run_id, what) for what in ("upload", *STAGES, "edits")}
    made_s = store.written_s([*documents.values()])
    times_s = [made_s.get(documents[what], 0.0) for what in ("upload", *STAGES)]
    state = State.STOPPED if stopped else state_of(run, faults, claimed=bool(upload))
    if state is State.UNFINISHED and asked.get("approve") and waits_for_approval(run_id, store):
        state = State.TO_APPROVE
    if state is State.FINISHED and documents["edits"] in made_s and _is_edited(run_id, store):
        state = State.STALE
    return Story(
        run_id=run_id,
        title=film.get("title") or script.get("title") or upload.get("source_name") or "",
        child_age=asked.get("child_age"),
        state=state,
        faults=faults,
        last_run=run,
        film_s=film.get("duration_s"),
        usd=usd,
        changed_s=times_s[-1] or max(times_s),
        in_order=times_s[-1] >= max(times_s[1:]),
        is_left=_is_left(run_id, upload, faults, store),
    )


def _is_left(run_id: str, upload: Mapping[str, Any], faults: Sequence[Fault], store: MediaStore) -> bool:
    wanted = upload.get("wanted")
    is_made = wanted is not None and not {fault.asset for fault in faults} & {*wanted}
    return is_made or store.exists(names.inbox(f"stopped/{run_id}"))


def _is_edited(run_id: str, store: MediaStore) -> bool:
    """Tell whether a person changed a story and nobody made the change yet."""
    try:
        return is_edited_since(run_id, store)
    except MediaError:
        return False  # this version cannot read it


def _content(run_id: str, what: str, store: MediaStore) -> dict[str, Any]:
    """Read a document as plain JSON, so that a list can tell of stories that other code made, too."""
    try:
        content: object = json.loads(store.get(names.document(run_id, what)))
    except (MediaError, ValueError):
        return {}
    return cast("dict[str, Any]", content) if isinstance(content, dict) else {}


def state_of(run: LastRun | None, faults: Sequence[Fault], *, claimed: bool) -> State:
    """Say how a story stands.

    Args:
        run: Its newest run.
        faults: What is missing or damaged of it.
        claimed: Whether its drawing was taken from the upload folder.
    """
    if run is not None and run.works:
        return State.MAKING
    if run is not None and run.waits:
        return State.WAITING
    if not faults:
        return State.FINISHED
    if run is not None and run.failed:
        return State.FAILED
    if not all(fault.is_unmade for fault in faults):
        return State.DAMAGED
    return State.WAITING if claimed and run is None else State.UNFINISHED
