"""The anthologies as a page shows them and the API answers with them."""

from pathlib import PurePosixPath

from pydantic import BaseModel, Field

from storyvid_dagster.core import names
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.defs.story_states import State
from storyvid_dagster.intake.anthologies import orders, plain_name_of
from storyvid_dagster.media.server import PREFIX
from storyvid_dagster.ports import Store
from storyvid_dagster.web.front import Front, NoSuchStory


class AnthologyView(BaseModel):
    """One film and one book of several stories."""

    name: str
    title: str = Field(description="The name as a person reads it")
    state: State
    problem: str = Field(default="", description="Why it was not made")
    film: str | None
    book: str | None


def anthologies_of(front: Front) -> tuple[AnthologyView, ...]:
    """Give all there are and all that are asked for, by name."""
    store = front.inbox.store
    asked = {order.name for order in orders(store)}
    runs = front.orchestrator.anthology_runs()
    films = {PurePosixPath(key).stem for key in store.keys("anthologies") if key.endswith(".mp4")}
    known = sorted(asked | films | runs.keys())
    return tuple(
        _view(name, runs.get(name), front, is_asked=name in asked)
        for name in known
        if front.user is None or front.user.sees_anthology(name)
    )


def forget_anthology(front: Front, name: str) -> list[str]:
    """Delete an anthology, and give one line for each thing removed; its stories stay.

    Raises:
        NoSuchStory: There is none of that name.
        RequestError: A run of it is at work and does not end.
    """
    return front.orchestrator.forget_anthology(anthology_of(front, name).name)


def anthology_of(front: Front, name: str) -> AnthologyView:
    """Give one anthology.

    Raises:
        NoSuchStory: There is none of that name.
    """
    found = next((one for one in anthologies_of(front) if one.name == name), None)
    if found is None:
        raise NoSuchStory(f"there is no anthology {name[:40]}")
    return found


def _view(name: str, run: LastRun | None, front: Front, *, is_asked: bool) -> AnthologyView:
    store = front.inbox.store
    if run is not None and (run.works or run.waits):
        state = State.MAKING
    elif is_asked:
        state = State.ASKED
    else:
        state = State.FAILED if run is not None and run.failed else State.FINISHED
    return AnthologyView(
        name=name,
        title=plain_name_of(name, front.user_name),
        state=state,
        problem=front.orchestrator.why_run_failed(run) if run and state is State.FAILED else "",
        film=_link(names.anthology(name, "mp4"), store),
        book=_link(names.anthology(name, "pdf"), store),
    )


def _link(key: str, store: Store) -> str | None:
    size_bytes = store.size_bytes(key)
    return None if size_bytes is None else f"{PREFIX}/{key}?v={size_bytes}"
