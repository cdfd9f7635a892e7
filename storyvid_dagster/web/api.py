"""The HTTP API below `/api/v1`: what the pages do, for programs. `docs/api.md` shows it with curl."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Header, Query, Request, Response, UploadFile
from fastapi.responses import PlainTextResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from storyvid_dagster.core.edits import SceneChange, Title
from storyvid_dagster.core.options import OPTIONS, by_name, parse_request
from storyvid_dagster.defs.story_states import State
from storyvid_dagster.errors import RequestError
from storyvid_dagster.web.answers import FAULTS, read_options
from storyvid_dagster.web.anthologies import AnthologyView, anthologies_of, forget_anthology
from storyvid_dagster.web.editing import Editing
from storyvid_dagster.web.export import zip_films
from storyvid_dagster.web.front import Front
from storyvid_dagster.web.machine import Machine
from storyvid_dagster.web.rendering import query
from storyvid_dagster.web.shares import MOST_DAYS
from storyvid_dagster.web.users import Managed, Own
from storyvid_dagster.web.views import StoryPage, StoryView, line_of, seconds_by_stage, view_of

PREFIX = "/api/v1"
_LOOKS_EVERY_S = 1.0
_MOST = 10_000
"""Most stories that are in one file."""
_READ_AT_ONCE = 500
"""Most stories that the metrics read at a time."""
_TIMED = 100
"""Newest stories whose seconds the metrics tell."""


class _Zip(StreamingResponse):
    media_type = "application/zip"


class _Events(StreamingResponse):
    media_type = "text/event-stream"


class Redo(BaseModel):
    """What to make again."""

    model_config = ConfigDict(extra="forbid")

    assets: tuple[str, ...] = Field(
        default=(), description="Assets of the story; none: what is missing or damaged, else all"
    )


class SceneOrder(SceneChange):
    """What to change in a scene; `null` takes a change back, and what is not named stays."""

    another_picture: bool = Field(default=False, description="Paint another picture of the same")


class ScriptOrder(BaseModel):
    """What to change in a story as a whole."""

    model_config = ConfigDict(extra="forbid")

    title: Title | None = None
    order: tuple[int, ...] | None = Field(
        default=None, description="The scenes by their numbers, in a story that waits for a yes"
    )


class AnthologyRequest(BaseModel):
    """Which stories are to be one film and one book."""

    model_config = ConfigDict(extra="forbid")

    title: Title = Field(description="Stands on film and book; one of the same title is made anew")
    run_ids: tuple[str, ...] = Field(description="Of finished stories, in order", max_length=200)


class ShareOrder(BaseModel):
    """How long a link is to last."""

    model_config = ConfigDict(extra="forbid")

    days: int = Field(default=7, ge=1, le=MOST_DAYS)


class Removed(BaseModel):
    """What a deletion removed, and what it could not."""

    removed: tuple[str, ...]
    still_in: tuple[str, ...] = Field(description="Anthologies that hold the story; make them again without")


class PriceLine(BaseModel):
    """One kind of paid call."""

    what: str
    model: str
    calls: int
    usd: float


class Price(BaseModel):
    """What a story would cost with the keys that are set."""

    lines: tuple[PriceLine, ...]
    usd: float


def routes() -> APIRouter:
    """Make the routes of the API."""
    api = APIRouter(prefix=PREFIX, responses=FAULTS)

    @api.post("/stories", status_code=202)
    def take(
        front: Own,
        response: Response,
        drawing: Annotated[UploadFile, File(description="png jpg webp heic avif tif bmp gif svg pdf")],
        options: Annotated[str, Form(description="Options of the story as a JSON object")] = "{}",
        webhook_url: Annotated[
            str | None, Form(description="Who is told how the story ended, beside those who always are")
        ] = None,
        idempotency_key: Annotated[
            str | None, Header(description="A second request with the same key gets the first one's story")
        ] = None,
    ) -> StoryView:
        """Take a drawing. Its story is begun within seconds; `/events` tells how far it is."""
        upload = front.take(
            drawing.file,
            drawing.filename or "drawing",
            read_options(options),
            key=idempotency_key,
            webhook_url=webhook_url or None,
        )
        response.headers["Location"] = f"{PREFIX}/stories/{upload.run_id}"
        return view_of(front, upload.run_id)

    @api.get("/stories")
    def stories(
        front: Own,
        offset: Annotated[int, Query(ge=0, le=2**31)] = 0,
        limit: Annotated[int, Query(ge=1, le=100)] = 24,
        find: Annotated[
            str, Query(max_length=200, description="Words in the child's name, folder, file name or title")
        ] = "",
        state: Annotated[State | None, Query(description="Only stories that stand so")] = None,
    ) -> StoryPage:
        """List the stories, the newest first."""
        found, total = front.stories(offset=offset, limit=limit, find=find, state=state)
        asked = {"find": find, "state": state, "offset": offset + limit, "limit": limit}
        more = offset + limit < total
        return StoryPage(
            stories=tuple(line_of(story, front.inbox.store) for story in found),
            total=total,
            offset=offset,
            next=f"{PREFIX}/stories?{query(asked)}" if more else None,
        )

    @api.get("/films.zip", response_class=_Zip)
    def films(front: Own) -> StreamingResponse:
        """Give all films with their captions in one zip file."""
        found, _ = front.stories(offset=0, limit=_MOST)
        store = front.inbox.store
        with_film = [story for story in found if story.film_s is not None]
        headers = {"Content-Disposition": 'attachment; filename="films.zip"'}
        return _Zip(zip_films(with_film, store), headers=headers)

    @api.get("/anthologies")
    def anthologies(front: Own) -> tuple[AnthologyView, ...]:
        """List the anthologies, and how those stand that are being made."""
        return anthologies_of(front)

    @api.post("/anthologies", status_code=202)
    def ask_for_anthology(front: Own, order: AnthologyRequest) -> AnthologyView:
        """Ask for one film and one book of several stories; it is begun within seconds."""
        asked = front.ask_for_anthology(order.title, order.run_ids)
        return next(one for one in anthologies_of(front) if one.name == asked.name)

    @api.delete("/anthologies/{name}", name="forget_anthology")
    def forget_one(front: Own, name: str) -> Removed:
        """Delete an anthology: its film, its book and the records of its making; its stories stay."""
        return Removed(removed=tuple(forget_anthology(front, name)), still_in=())

    @api.get("/stories/{run_id}")
    def story(front: Own, run_id: str) -> StoryView:
        """Give a story: how it stands, its scenes, and links to all that is made of it."""
        return view_of(front, run_id)

    @api.get("/stories/{run_id}/events", response_class=_Events)
    async def events(front: Own, run_id: str, request: Request) -> StreamingResponse:
        """Tell of a story each time it changes, as server-sent events, until nothing changes by itself."""
        await run_in_threadpool(front.story, run_id)
        return _Events(_changes(front, run_id, request))

    @api.patch("/stories/{run_id}", status_code=202)
    def change(front: Own, run_id: str, options: dict[str, Any]) -> StoryView:
        """Change options of a story, and make again what they touch; `null` takes an option back."""
        front.ask_again(run_id, options)
        return view_of(front, run_id)

    @api.patch("/stories/{run_id}/script", status_code=202)
    def change_script(front: Own, run_id: str, order: ScriptOrder) -> StoryView:
        """Change the title of a story; before it is approved, also the order of its scenes, or drop some."""
        Editing(front).script(run_id, title=order.title, order=order.order)
        return view_of(front, run_id)

    @api.patch("/stories/{run_id}/scenes/{number}", status_code=202)
    def change_scene(front: Own, run_id: str, number: int, order: SceneOrder) -> StoryView:
        """Change one scene of a story; just that is made again, or kept until the story is approved."""
        given = order.model_dump(exclude_unset=True, exclude={"another_picture"})
        changed = SceneChange.model_validate(given)
        Editing(front).scene(run_id, number, changed, another_picture=order.another_picture)
        return view_of(front, run_id)

    @api.post("/stories/{run_id}/scenes/{number}/accept")
    def accept_scene(front: Own, run_id: str, number: int) -> StoryView:
        """Keep what was changed in a scene; the picture it had before goes."""
        Editing(front).accept(run_id, number)
        return view_of(front, run_id)

    @api.post("/stories/{run_id}/scenes/{number}/undo", status_code=202)
    def undo_scene(front: Own, run_id: str, number: int) -> StoryView:
        """Take back what was changed in a scene; its picture and narration come from the cache."""
        Editing(front).undo(run_id, number)
        return view_of(front, run_id)

    @api.post("/stories/{run_id}/redo", status_code=202)
    def redo(front: Own, run_id: str, what: Redo | None = None) -> StoryView:
        """Make assets of a story again."""
        front.redo(run_id, what.assets if what else ())
        return view_of(front, run_id)

    @api.post("/stories/{run_id}/approve", status_code=202)
    def approve(front: Own, run_id: str) -> StoryView:
        """Say yes to the script of a story that waits for it: pictures, narration and film are made."""
        front.approve(run_id)
        return view_of(front, run_id)

    @api.post("/stories/{run_id}/cancel", status_code=202)
    def cancel(front: Own, run_id: str) -> StoryView:
        """Stop making a story; what was made so far is kept."""
        front.cancel(run_id)
        return view_of(front, run_id)

    @api.post("/stories/{run_id}/share")
    def share(front: Own, run_id: str, order: ShareOrder | None = None) -> StoryView:
        """Make a link that shows the film to whoever has it; `share` of the answer has it."""
        front.share(run_id, (order or ShareOrder()).days)
        return view_of(front, run_id)

    @api.delete("/stories/{run_id}/share")
    def unshare(front: Own, run_id: str) -> StoryView:
        """End the link of a story."""
        front.unshare(run_id)
        return view_of(front, run_id)

    @api.delete("/stories/{run_id}")
    def forget(front: Own, run_id: str) -> Removed:
        """Delete a story whole: files, cache entries of its own, Dagster's runs and records."""
        kept_in = front.orchestrator.anthologies_with(front.story(run_id).run_id)
        return Removed(removed=tuple(front.forget(run_id)), still_in=tuple(kept_in))

    @api.get("/estimate")
    def estimate(front: Own, request: Request) -> Price:
        """Say what a story would cost with the keys that are set; options as query parameters."""
        asked = parse_request(by_name(request.query_params.multi_items()))
        lines = tuple(
            PriceLine(what=line.what, model=line.model, calls=line.calls, usd=line.usd)
            for line in front.price(asked)
        )
        return Price(lines=lines, usd=sum(line.usd for line in lines))

    @api.get("/machine")
    def machine(front: Managed) -> Machine:
        """Say who makes stories here, what they may cost and what room is left."""
        return front.machine()

    estimate.__doc__ = f"{estimate.__doc__} ({', '.join(option.name for option in OPTIONS)})"
    return api


def probes() -> APIRouter:
    """Make the routes that watch over the service."""
    api = APIRouter()

    @api.get("/healthz", response_class=PlainTextResponse)
    def healthz(request: Request) -> str:
        """Answer while the page and the records of Dagster can be read."""
        request.app.state.front.orchestrator.stories(offset=0, limit=1)
        return "ok\n"

    @api.get("/metrics", response_class=PlainTextResponse)
    def metrics(front: Managed) -> str:
        """Count stories by state, what they cost and how long they took, as Prometheus reads it.

        After a start no more than a few hundred stories are read each time; the rest is told as `unread`.
        """
        found, unread = front.standing.look(front.orchestrator, most=_READ_AT_ONCE)
        lines = ["# HELP storyvid_stories Stories by state.", "# TYPE storyvid_stories gauge"]
        for state in State:
            n = sum(story.state is state for story in found)
            lines.append(f'storyvid_stories{{state="{state.value}"}} {n}')
        lines.append(f'storyvid_stories{{state="unread"}} {unread}')
        lines += [
            "# HELP storyvid_cost_usd US dollars spent on the stories that are here.",
            "# TYPE storyvid_cost_usd gauge",
            f"storyvid_cost_usd {sum(story.usd for story in found):.4f}",
            "# HELP storyvid_queue Stories that are asked for and not begun.",
            "# TYPE storyvid_queue gauge",
            f"storyvid_queue {sum(story.state in (State.WAITING, State.ASKED) for story in found)}",
            "# HELP storyvid_stage_seconds Seconds of work on a stage of the newest stories.",
            "# TYPE storyvid_stage_seconds summary",
        ]
        for stage, seconds in sorted(seconds_by_stage(found[:_TIMED], front.inbox.store).items()):
            lines.append(f'storyvid_stage_seconds_sum{{stage="{stage}"}} {sum(seconds):.3f}')
            lines.append(f'storyvid_stage_seconds_count{{stage="{stage}"}} {len(seconds)}')
        return "\n".join(lines) + "\n"

    return api


async def _changes(front: Front, run_id: str, request: Request) -> AsyncIterator[str]:
    told = ""
    while not await request.is_disconnected():
        try:
            view = await run_in_threadpool(view_of, front, run_id)
        except RequestError:
            yield "event: forgotten\ndata: {}\n\n"
            return
        now = view.model_dump_json()
        if now != told:
            yield f"event: story\ndata: {now}\n\n"
            told = now
        if not view.is_at_work:
            return
        await asyncio.sleep(_LOOKS_EVERY_S)
