"""The pages for parents and teachers. All of them work without JavaScript."""

import re
from http import HTTPStatus
from secrets import randbelow, token_urlsafe
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from storyvid_dagster.core.acting import Action
from storyvid_dagster.core.edits import SceneChange
from storyvid_dagster.core.kinds import Kind
from storyvid_dagster.core.options import parse_request
from storyvid_dagster.core.request import Aspect, Captions, SoundMode, StoryRequest, Style, Theme, VoiceType
from storyvid_dagster.core.story import Setting, TimeOfDay
from storyvid_dagster.defs.story_states import State
from storyvid_dagster.errors import RequestError
from storyvid_dagster.intake.inbox import Limits
from storyvid_dagster.web.anthologies import anthologies_of, anthology_of, forget_anthology
from storyvid_dagster.web.editing import Editing
from storyvid_dagster.web.forms import ScriptForm, checked, one_line, plain_name, told_figures
from storyvid_dagster.web.front import Front, NoSuchStory
from storyvid_dagster.web.looks import Looks
from storyvid_dagster.web.rendering import query, rendered, see, texts
from storyvid_dagster.web.users import Managed, Own
from storyvid_dagster.web.views import StoryView, line_of, view_of

_A_PAGE = 24
"""Stories that a page of the library shows."""
_DRAWING, _FORM = "drawing", "form"
_OF_FIGURE = re.compile(r"number$|(?:kind|other|name|drop)-")
_CHOICES = {
    "theme": tuple(Theme),
    "style": tuple(Style),
    "voice_type": tuple(VoiceType),
    "aspect": tuple(Aspect),
    "sound": tuple(SoundMode),
    "captions": tuple(Captions),
    "scenes": tuple(range(3, 9)),
}
_PRICED = frozenset({*_CHOICES, "child_age"})


def routes(*, limits: Limits, dagster_url: str, has_login: bool = False) -> APIRouter:
    """Make the routes of the pages.

    Args:
        limits: What is still a drawing.
        dagster_url: Where they link for Dagster's own UI.
        has_login: Whether one can log out.
    """

    def show(front: Front, template: str, **values: Any) -> str:
        url = dagster_url if front.manages else ""
        return rendered(template, dagster_url=url, has_login=has_login, manages=front.manages, **values)

    looks = Looks(limits)
    pages = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @pages.get("/")
    def library(front: Own, page: int = 1, find: str = "", state: str = "") -> str:
        number, standing = max(1, page), State(state) if state in tuple(State) else None
        find = (one_line(find) or "")[:200]
        found, total = front.stories(offset=_A_PAGE * (number - 1), limit=_A_PAGE, find=find, state=standing)
        return show(
            front,
            "library.html",
            stories=[line_of(story, front.inbox.store) for story in found],
            total=total,
            anthologies=anthologies_of(front),
            find=find,
            standing=standing,
            standings=tuple(State),
            asked=query({"find": find, "state": standing}),
            page=number,
            n_pages=max(1, -(-total // _A_PAGE)),
            choices=_CHOICES,
            form=token_urlsafe(),
            priced=_PRICED,
            usd=sum(line.usd for line in front.price(StoryRequest())),
            most_mb=round(front.inbox.limits.max_bytes / 1e6),
        )

    @pages.get("/price")
    def price(front: Own, request: Request) -> str:
        chosen = {name: value for name, value in request.query_params.items() if value and name in _PRICED}
        usd = sum(line.usd for line in front.price(parse_request(chosen)))
        return show(front, "price.html", usd=usd)

    @pages.get("/machine")
    def machine(front: Managed) -> str:
        return show(front, "machine.html", machine=front.machine(), night=front.orchestrator.last_night())

    @pages.post("/stories")
    async def make(front: Own, request: Request) -> Response:
        async with request.form() as form:
            drawings = [part for part in form.getlist(_DRAWING) if isinstance(part, UploadFile) and part.size]
            if not drawings:
                raise RequestError(texts()["make"]["no_drawing"])
            options: dict[str, Any] = {
                name: v
                for name, v in form.items()
                if name not in {_DRAWING, _FORM} and not _OF_FIGURE.match(name)
            }
            sent_from = str(form.get(_FORM, ""))
            if len(drawings) == 1 and (told := told_figures(form)):
                options["figures"] = told
            uploads = [
                await run_in_threadpool(
                    front.take, part.file, part.filename or "", options, form=sent_from or None
                )
                for part in drawings
            ]
        return see(f"/stories/{uploads[0].run_id}" if len(uploads) == 1 else "/")

    @pages.post("/anthologies")
    async def make_anthology(front: Own, request: Request) -> Response:
        async with request.form() as form:
            title = one_line(str(form.get("anthology", ""))) or texts()["library"]["our_stories"]
            run_ids = list(map(str, form.getlist("run_id")))
        await run_in_threadpool(front.ask_for_anthology, title[:80], run_ids)
        return see("/#several")

    @pages.get("/anthologies/{name}/delete")
    def confirm_anthology(front: Own, name: str) -> str:
        one = anthology_of(front, name)
        return show(
            front,
            "delete.html",
            title=one.title,
            what="anthology",
            place=f"/anthologies/{one.name}",
            back="/",
        )

    @pages.post("/anthologies/{name}/delete")
    def forget_one(front: Own, name: str) -> Response:
        forget_anthology(front, name)
        return see("/#several")

    @pages.post("/looks")
    async def look(front: Own, request: Request) -> Response:
        async with request.form() as form:
            drawings = [part for part in form.getlist(_DRAWING) if isinstance(part, UploadFile) and part.size]
            if len(drawings) != 1:
                return HTMLResponse("")
            said = {name: form.get(name) or None for name in ("title", "personal_context")}
            part, asked = drawings[0], parse_request(said)
            seen = await run_in_threadpool(
                looks.look, part.file, plain_name(part.filename or ""), asked, front.user_name
            )
        return HTMLResponse(rendered("seen.html", token=seen.token, figures=seen.figures, kinds=tuple(Kind)))

    @pages.get("/looks/{token}/{number}.png")
    def look_at(front: Own, token: str, number: int) -> Response:
        png = looks.picture(token, number, front.user_name)
        if png is None:
            raise NoSuchStory("that drawing was looked at too long ago")
        return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=600"})

    @pages.get("/stories/{run_id}")
    def story(front: Own, run_id: str, request: Request) -> str:
        view = view_of(front, run_id)
        return show(
            front,
            "story.html",
            story=view,
            kinds=tuple(Kind),
            choices=_CHOICES,
            places=tuple(Setting),
            lights=tuple(TimeOfDay),
            actions=tuple(action for action in Action if action not in (Action.ENTER, Action.LEAVE)),
            other_seed=randbelow(2**32),
            doing=_doing(view),
            origin=str(request.base_url).rstrip("/"),
        )

    @pages.get("/stories/{run_id}/progress")
    def progress(front: Own, run_id: str) -> Response:
        view = view_of(front, run_id)
        # A page that watched a story to its end is loaded anew, with the player in it.
        headers = {} if view.is_at_work else {"HX-Refresh": "true"}
        return HTMLResponse(rendered("progress.html", story=view, doing=_doing(view)), headers=headers)

    @pages.post("/stories/{run_id}/figures")
    async def say_figures(front: Own, run_id: str, request: Request) -> Response:
        async with request.form() as form:
            told = told_figures(form)
        await run_in_threadpool(front.ask_again, run_id, {"figures": told})
        return see(f"/stories/{run_id}")

    @pages.post("/stories/{run_id}/options")
    async def say_options(front: Own, run_id: str, request: Request) -> Response:
        async with request.form() as form:
            options = dict(form.items())
        await run_in_threadpool(front.ask_again, run_id, options)
        return see(f"/stories/{run_id}")

    @pages.post("/stories/{run_id}/scenes/{number}")
    async def change_scene(front: Own, run_id: str, number: int, request: Request) -> Response:
        async with request.form() as form:
            told = {name: str(value) for name, value in form.items() if name in SceneChange.model_fields}
            wants_another = "another" in form
        changed = checked(SceneChange, {name: one_line(value) for name, value in told.items()})
        await run_in_threadpool(Editing(front).scene, run_id, number, changed, another_picture=wants_another)
        return see(f"/stories/{run_id}#scene-{number}")

    @pages.post("/stories/{run_id}/scenes/{number}/accept")
    def accept_scene(front: Own, run_id: str, number: int) -> Response:
        Editing(front).accept(run_id, number)
        return see(f"/stories/{run_id}#scene-{number}")

    @pages.post("/stories/{run_id}/scenes/{number}/undo")
    def undo_scene(front: Own, run_id: str, number: int) -> Response:
        Editing(front).undo(run_id, number)
        return see(f"/stories/{run_id}#scene-{number}")

    @pages.post("/stories/{run_id}/script")
    async def change_script(front: Own, run_id: str, request: Request) -> Response:
        async with request.form() as form:
            script = checked(ScriptForm, {name: one_line(str(value)) for name, value in form.items()})
            is_ordered = any(name.startswith("place-") for name in form)
            goes_on = "approve" in form
        places, words = script.read()
        order = places if is_ordered else None
        await run_in_threadpool(Editing(front).script, run_id, title=script.title, order=order, texts=words)
        if goes_on:
            await run_in_threadpool(front.approve, run_id)
        return see(f"/stories/{run_id}")

    @pages.post("/stories/{run_id}/redo")
    def redo(front: Own, run_id: str) -> Response:
        front.redo(run_id, ())
        return see(f"/stories/{run_id}")

    @pages.post("/stories/{run_id}/approve")
    def approve(front: Own, run_id: str) -> Response:
        front.approve(run_id)
        return see(f"/stories/{run_id}")

    @pages.post("/stories/{run_id}/cancel")
    def cancel(front: Own, run_id: str) -> Response:
        front.cancel(run_id)
        return see(f"/stories/{run_id}")

    @pages.post("/stories/{run_id}/share")
    async def share(front: Own, run_id: str, request: Request) -> Response:
        async with request.form() as form:
            days = str(form.get("days"))
        await run_in_threadpool(front.share, run_id, int(days) if days in {"1", "7", "30"} else 7)
        return see(f"/stories/{run_id}#share")

    @pages.post("/stories/{run_id}/share/revoke")
    def unshare(front: Own, run_id: str) -> Response:
        front.unshare(run_id)
        return see(f"/stories/{run_id}#share")

    @pages.get("/stories/{run_id}/delete")
    def confirm(front: Own, run_id: str) -> str:
        view = view_of(front, run_id)
        kept_in = front.orchestrator.anthologies_with(run_id)
        place = f"/stories/{run_id}"
        return show(
            front,
            "delete.html",
            title=view.title,
            what="story",
            poster=view.poster,
            kept_in=kept_in,
            place=place,
            back=place,
        )

    @pages.post("/stories/{run_id}/delete")
    def forget(front: Own, run_id: str) -> Response:
        front.forget(run_id)
        return see("/")

    return pages


def show_problem(status: HTTPStatus, detail: str) -> Response:
    """Show what went wrong, and how to go on."""
    page = rendered("problem.html", detail=detail, dagster_url="", has_login=False, manages=False)
    return HTMLResponse(page, status)


def _doing(view: StoryView) -> str:
    """Say in a sentence what is being done for a story just now."""
    said = texts()["doing"]
    if view.state is State.ASKED:
        return said["asked"]
    stage = next((stage.asset for stage in view.stages if not stage.is_made), "story_video")
    n_scenes = len(view.scenes)
    n_painted = sum(scene.picture is not None for scene in view.scenes)
    if stage == "scene_images" and n_painted < n_scenes:
        return said["painting"].format(number=n_painted + 1, n=n_scenes)
    return said[stage if view.state is State.MAKING else "waiting"]
