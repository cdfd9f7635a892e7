"""The pages for parents and teachers. All of them work without JavaScript."""

import re
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from secrets import randbelow
from typing import Any, TypeVar

import yaml
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from storyvid_dagster.core.acting import Action
from storyvid_dagster.core.edits import SceneChange, Title
from storyvid_dagster.core.kinds import Kind
from storyvid_dagster.core.options import parse_request
from storyvid_dagster.core.request import Aspect, Captions, SoundMode, Style, Theme, VoiceType
from storyvid_dagster.core.story import Setting, TimeOfDay
from storyvid_dagster.defs.story_states import State
from storyvid_dagster.errors import RequestError
from storyvid_dagster.web.front import Front, NoSuchStory, plain_name
from storyvid_dagster.web.looks import Looks
from storyvid_dagster.web.views import StoryView, line_of, view_of

M = TypeVar("M", bound=BaseModel)
_A_PAGE = 24
"""Stories that a page of the library shows."""
_DRAWING = "drawing"
_OF_FIGURE = re.compile(r"number$|(?:kind|other|name|drop)-")
_CHOICES = {
    "theme": tuple(Theme),
    "style": tuple(Style),
    "voice_type": tuple(VoiceType),
    "aspect": tuple(Aspect),
    "sound": tuple(SoundMode),
    "captions": tuple(Captions),
}


def routes(front: Front, *, dagster_url: str) -> APIRouter:
    """Make the routes of the pages; `dagster_url` is where they link for Dagster's own UI."""
    looks = Looks(front.inbox.limits)
    pages = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @pages.get("/")
    def library(page: int = 1) -> str:
        number = max(1, page)
        found, total = front.orchestrator.stories(offset=_A_PAGE * (number - 1), limit=_A_PAGE)
        return _rendered(
            "library.html",
            stories=[line_of(story, front.inbox.store) for story in found],
            total=total,
            page=number,
            n_pages=max(1, -(-total // _A_PAGE)),
            choices=_CHOICES,
            most_mb=round(front.inbox.limits.max_bytes / 1e6),
            dagster_url=dagster_url,
        )

    @pages.post("/stories")
    async def make(request: Request) -> Response:
        async with request.form() as form:
            drawings = [part for part in form.getlist(_DRAWING) if isinstance(part, UploadFile) and part.size]
            if not drawings:
                raise RequestError(_texts()["make"]["no_drawing"])
            options = {name: v for name, v in form.items() if name != _DRAWING and not _OF_FIGURE.match(name)}
            if len(drawings) == 1 and (told := _told_figures(form)):
                options["figures"] = told
            uploads = [
                await run_in_threadpool(front.take, part.file, part.filename or "", options)
                for part in drawings
            ]
        return _see(f"/stories/{uploads[0].run_id}" if len(uploads) == 1 else "/")

    @pages.post("/looks")
    async def look(request: Request) -> Response:
        async with request.form() as form:
            drawings = [part for part in form.getlist(_DRAWING) if isinstance(part, UploadFile) and part.size]
            if len(drawings) != 1:
                return HTMLResponse("")
            said = {name: form.get(name) or None for name in ("title", "personal_context")}
            part, asked = drawings[0], parse_request(said)
            seen = await run_in_threadpool(looks.look, part.file, plain_name(part.filename or ""), asked)
        return HTMLResponse(_rendered("seen.html", token=seen.token, figures=seen.figures, kinds=tuple(Kind)))

    @pages.get("/looks/{token}/{number}.png")
    def look_at(token: str, number: int) -> Response:
        png = looks.picture(token, number)
        if png is None:
            raise NoSuchStory("that drawing was looked at too long ago")
        return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=600"})

    @pages.get("/stories/{run_id}")
    def story(run_id: str) -> str:
        view = view_of(front, run_id)
        return _rendered(
            "story.html",
            story=view,
            kinds=tuple(Kind),
            choices=_CHOICES,
            places=tuple(Setting),
            lights=tuple(TimeOfDay),
            actions=tuple(action for action in Action if action not in (Action.ENTER, Action.LEAVE)),
            other_seed=randbelow(2**32),
            doing=_doing(view),
            dagster_url=dagster_url,
        )

    @pages.get("/stories/{run_id}/progress")
    def progress(run_id: str) -> Response:
        view = view_of(front, run_id)
        # A page that watched a story to its end is loaded anew, with the player in it.
        headers = {} if view.is_at_work else {"HX-Refresh": "true"}
        return HTMLResponse(_rendered("progress.html", story=view, doing=_doing(view)), headers=headers)

    @pages.post("/stories/{run_id}/figures")
    async def say_figures(run_id: str, request: Request) -> Response:
        async with request.form() as form:
            told = _told_figures(form)
        await run_in_threadpool(front.ask_again, run_id, {"figures": told})
        return _see(f"/stories/{run_id}")

    @pages.post("/stories/{run_id}/options")
    async def say_options(run_id: str, request: Request) -> Response:
        async with request.form() as form:
            options = dict(form.items())
        await run_in_threadpool(front.ask_again, run_id, options)
        return _see(f"/stories/{run_id}")

    @pages.post("/stories/{run_id}/scenes/{number}")
    async def change_scene(run_id: str, number: int, request: Request) -> Response:
        async with request.form() as form:
            told = {name: str(value) for name, value in form.items() if name in SceneChange.model_fields}
            wants_another = "another" in form
        changed = _checked(SceneChange, {name: _line(value) for name, value in told.items()})
        await run_in_threadpool(front.edit_scene, run_id, number, changed, another_picture=wants_another)
        return _see(f"/stories/{run_id}#scene-{number}")

    @pages.post("/stories/{run_id}/scenes/{number}/accept")
    def accept_scene(run_id: str, number: int) -> Response:
        front.accept_scene(run_id, number)
        return _see(f"/stories/{run_id}#scene-{number}")

    @pages.post("/stories/{run_id}/scenes/{number}/undo")
    def undo_scene(run_id: str, number: int) -> Response:
        front.undo_scene(run_id, number)
        return _see(f"/stories/{run_id}#scene-{number}")

    @pages.post("/stories/{run_id}/script")
    async def change_script(run_id: str, request: Request) -> Response:
        async with request.form() as form:
            script = _checked(_Script, {name: _line(str(value)) for name, value in form.items()})
            is_ordered = any(name.startswith("place-") for name in form)
            goes_on = "approve" in form
        places, texts = script.read()
        order = places if is_ordered else None
        await run_in_threadpool(front.edit_script, run_id, title=script.title, order=order, texts=texts)
        if goes_on:
            await run_in_threadpool(front.approve, run_id)
        return _see(f"/stories/{run_id}")

    @pages.post("/stories/{run_id}/redo")
    def redo(run_id: str) -> Response:
        front.redo(run_id, ())
        return _see(f"/stories/{run_id}")

    @pages.post("/stories/{run_id}/approve")
    def approve(run_id: str) -> Response:
        front.approve(run_id)
        return _see(f"/stories/{run_id}")

    @pages.post("/stories/{run_id}/cancel")
    def cancel(run_id: str) -> Response:
        front.cancel(run_id)
        return _see(f"/stories/{run_id}")

    @pages.get("/stories/{run_id}/delete")
    def confirm(run_id: str) -> str:
        view = view_of(front, run_id)
        kept_in = front.orchestrator.anthologies_with(run_id)
        return _rendered("delete.html", story=view, kept_in=kept_in, dagster_url=dagster_url)

    @pages.post("/stories/{run_id}/delete")
    def forget(run_id: str) -> Response:
        front.forget(run_id)
        return _see("/")

    return pages


def _told_figures(form: FormData) -> list[dict[str, Any]]:
    """Read what is said of the figures: `kind-2`, or `other-2` in its place, `name-2` and `drop-2`."""
    return [
        {
            "number": number,
            "kind": form.get(f"other-{number}") or form.get(f"kind-{number}"),
            "name": form.get(f"name-{number}"),
            "dropped": bool(form.get(f"drop-{number}")),
        }
        for number in map(str, form.getlist("number"))
    ]


class _Script(BaseModel):
    """The form of a whole story: `text-2` has the words of scene 2, `place-2` where it goes, if it stays."""

    model_config = ConfigDict(extra="allow")

    title: Title | None = None

    def read(self) -> tuple[tuple[int, ...], dict[int, str]]:
        """Give the scenes in their order, and their words."""
        fields = dict(self.model_extra or {})
        texts = {int(n): _checked(SceneChange, {"text": text}).text or "" for n, text in _of("text", fields)}
        places = sorted((int(at), int(n)) for n, at in _of("place", fields))
        return tuple(n for _, n in places), texts


def _of(field: str, fields: dict[str, Any]) -> list[tuple[str, str]]:
    """Give the fields of that name by the number that is part of theirs."""
    found = ((name.partition("-"), value) for name, value in fields.items())
    return [
        (number, value)
        for (name, _, number), value in found
        if name == field and _is_number(number) and (field == "text" or _is_number(value))
    ]


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= 3


def _line(typed: str) -> str | None:
    """Give what was typed as one line; `None`: nothing."""
    return " ".join(typed.split()) or None


def _checked(kind: type[M], told: Mapping[str, Any]) -> M:
    try:
        return kind.model_validate({name: value for name, value in told.items() if value is not None})
    except ValidationError as error:
        wrong = "; ".join(f"{problem['loc'][0]}: {problem['msg']}" for problem in error.errors())
        raise RequestError(f"that cannot be told: {wrong}") from error


def show_problem(status: HTTPStatus, detail: str) -> Response:
    """Show what went wrong, and how to go on."""
    return HTMLResponse(_rendered("problem.html", detail=detail, dagster_url=""), status)


def _see(where: str) -> Response:
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


def _rendered(template: str, **values: Any) -> str:
    return _templates().get_template(template).render(t=_texts(), **values)


def _doing(view: StoryView) -> str:
    """Say in a sentence what is being done for a story just now."""
    texts = _texts()["doing"]
    if view.state is State.ASKED:
        return texts["asked"]
    stage = next((stage.asset for stage in view.stages if not stage.is_made), "story_video")
    n_scenes = len(view.scenes)
    n_painted = sum(scene.picture is not None for scene in view.scenes)
    if stage == "scene_images" and n_painted < n_scenes:
        return texts["painting"].format(number=n_painted + 1, n=n_scenes)
    return texts[stage if view.state is State.MAKING else "waiting"]


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("storyvid_dagster.web"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["minutes"] = _minutes
    environment.filters["megabytes"] = _megabytes
    return environment


@cache
def _texts() -> dict[str, Any]:
    """Read every text of the pages; another language is another file like this one."""
    return yaml.safe_load((files("storyvid_dagster.web") / "texts" / "en.yaml").read_text(encoding="utf-8"))


def _minutes(seconds: float) -> str:
    """Write a length in minutes and seconds.

    >>> _minutes(69.4)
    '1:09'
    """
    minutes, rest_s = divmod(round(seconds), 60)
    return f"{minutes}:{rest_s:02d}"


def _megabytes(size_bytes: int) -> str:
    """Write a size.

    >>> _megabytes(6_049_000), _megabytes(1_200)
    ('6.0 MB', '0.1 MB')
    """
    return f"{max(size_bytes / 1e6, 0.1):.1f} MB"
