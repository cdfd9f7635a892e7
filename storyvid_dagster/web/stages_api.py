"""One route a stage: each makes its asset of a story, and gives the document it leaves."""

import asyncio
import re
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Header, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.results import AudioResult, ImageResult, VideoResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.errors import ProviderError, RequestError
from storyvid_dagster.web.answers import FAULTS, read_options
from storyvid_dagster.web.front import Front
from storyvid_dagster.web.users import Own

_LONGEST_WAIT_S = 300
_LOOKS_EVERY_S = 0.5
_OF_A_DRAWING = ("drawing", "drawing_analysis")
_WAIT = re.compile(r"(?:^|[,;\s])wait=(\d{1,6})\b")


class StageOrder(BaseModel):
    """Which story a stage is made of."""

    model_config = ConfigDict(extra="forbid")

    run_id: str = Field(description="Of a story whose earlier stages are made")


class StageBegun(BaseModel):
    """A stage that is being made."""

    run_id: str
    asset: str = Field(description="The Dagster asset that is materialized")
    status: str = Field(description="Where to ask how far it is")
    document: str = Field(description="Where its document will be")


Prefer = Annotated[
    str | None, Header(description="`wait=N`: answer with the document if it is made within N seconds")
]


def stage_routes(prefix: str) -> APIRouter:
    """Make the routes below `prefix`."""
    api = APIRouter(prefix=prefix, responses=FAULTS)
    begun: dict[int | str, dict[str, Any]] = {202: {"model": StageBegun, "description": "It is being made"}}

    async def make(
        front: Front, run_id: str, asset: str, prefer: str | None, response: Response, *more: str
    ) -> Any:
        key, status = names.document(run_id, asset), f"{prefix}/stories/{run_id}"
        await run_in_threadpool(front.story, run_id)
        before = await run_in_threadpool(front.inbox.store.version, key)
        run_before = await run_in_threadpool(front.make_stage, run_id, (*more, asset))
        for _ in range(int(_wait_s(prefer) / _LOOKS_EVERY_S)):
            await asyncio.sleep(_LOOKS_EVERY_S)
            if await run_in_threadpool(front.inbox.store.version, key) != before:
                return await run_in_threadpool(front.document, run_id, asset)
            story = await run_in_threadpool(front.story, run_id)
            if story.failed and story.last_run != run_before:
                raise ProviderError(await run_in_threadpool(front.orchestrator.why_failed, story))
        response.status_code = HTTPStatus.ACCEPTED
        response.headers["Location"] = status
        return StageBegun(run_id=run_id, asset=asset, status=status, document=f"{status}/documents/{asset}")

    @api.post("/vision/analyze", responses=begun, response_model=DrawingAnalysis | StageBegun)
    async def analyze(
        front: Own,
        response: Response,
        drawing: Annotated[UploadFile | None, File(description="A new drawing")] = None,
        options: Annotated[str, Form(description="Options of the story as a JSON object")] = "{}",
        run_id: Annotated[str | None, Form(description="Instead of a drawing: a story that has one")] = None,
        prefer: Prefer = None,
    ) -> Any:
        """Cut out the figures of a drawing, and say what they are."""
        if drawing is not None:
            taken = await run_in_threadpool(
                front.take, drawing.file, drawing.filename or "", read_options(options), wanted=_OF_A_DRAWING
            )
            return await make(front, taken.run_id, "drawing_analysis", prefer, response, "drawing")
        if run_id is None:
            raise RequestError("send a drawing, or the run_id of a story that has one")
        return await make(front, run_id, "drawing_analysis", prefer, response)

    @api.post("/story/generate", responses=begun, response_model=StoryScript | StageBegun)
    async def generate_story(front: Own, order: StageOrder, response: Response, prefer: Prefer = None) -> Any:
        """Write the story of an analysed drawing."""
        return await make(front, order.run_id, "story_script", prefer, response)

    @api.post("/images/generate", responses=begun, response_model=ImageResult | StageBegun)
    async def generate_images(
        front: Own, order: StageOrder, response: Response, prefer: Prefer = None
    ) -> Any:
        """Paint a picture for each scene of a story."""
        return await make(front, order.run_id, "scene_images", prefer, response)

    @api.post("/voice/generate", responses=begun, response_model=AudioResult | StageBegun)
    async def generate_audio(front: Own, order: StageOrder, response: Response, prefer: Prefer = None) -> Any:
        """Read each scene of a story aloud."""
        return await make(front, order.run_id, "narration", prefer, response)

    @api.post("/video/assemble", responses=begun, response_model=VideoResult | StageBegun)
    async def assemble_video(front: Own, order: StageOrder, response: Response, prefer: Prefer = None) -> Any:
        """Put the film of a story together."""
        return await make(front, order.run_id, "story_video", prefer, response)

    @api.get("/stories/{run_id}/documents/{asset}")
    def document(front: Own, run_id: str, asset: str) -> dict[str, Any]:
        """Give the document that a stage left of a story."""
        return front.document(run_id, asset).model_dump(mode="json")

    return api


def _wait_s(prefer: str | None) -> int:
    """Read how long a sender would wait (RFC 7240).

    >>> _wait_s("respond-async, wait=20"), _wait_s("wait=90000"), _wait_s(None)
    (20, 300, 0)
    """
    found = _WAIT.search(prefer or "")
    return min(int(found[1]), _LONGEST_WAIT_S) if found else 0
