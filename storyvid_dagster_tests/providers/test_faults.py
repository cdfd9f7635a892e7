"""Every way an answer can go wrong, at every stage: it ends well, or in one clear error, and in time."""

import asyncio
import base64
import gzip
import io
import json
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, get_args

import cv2
import numpy as np
import pytest
from PIL import Image

from storyvid_dagster.billing.retry import VendorRetry
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.request import VoiceType
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.errors import StoryvidError
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.ports import PageOrder, PictureOrder, SpeechOrder
from storyvid_dagster.providers.catalog import ProviderSet
from storyvid_dagster_tests.vendors import media
from storyvid_dagster_tests.vendors.http import Reply
from storyvid_dagster_tests.vendors.provider_set import elevenlabs_options, openai_options, providers
from storyvid_dagster_tests.vendors.server import Stage, Trouble, Vendors

pytestmark = pytest.mark.slow

Change = Callable[[Reply], Reply]

TIMEOUT_S, PATIENCE_S = 2.0, 0.15
LONGEST_S = 15.0
"""Two timeouts, the pauses between, and a slow machine."""
STAGES = [stage for stage in get_args(Stage) if stage != "account"]
PAID_STAGES = [stage for stage in STAGES if stage != "moderation"]


def status(code: int, name: str = "", said: str = "no", **headers: str) -> Change:
    body = {
        "error": {"code": name, "type": name, "message": said, "param": None},
        "detail": {"code": name, "status": name, "message": said},
    }
    return lambda _: Reply.of(body, code, **headers)


def body_of(change: Callable[[Any], Any]) -> Change:
    return lambda reply: replace(reply, body=json.dumps(change(json.loads(reply.body))).encode())


def raw(data: bytes, kind: str = "application/json") -> Change:
    return lambda reply: replace(reply, body=data, kind=kind)


def picture_of(size: tuple[int, int], color: tuple[int, int, int] | None = None) -> Change:
    image = Image.new("RGB", size, color) if color else Image.open(io.BytesIO(media.picture("x", size)))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return body_of(lambda b: b | {"data": [{"b64_json": base64.b64encode(stream.getvalue()).decode()}]})


def content(text: str | None, **message: Any) -> Change:
    reason = message.pop("finish_reason", "stop")
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": text, **message},
        "finish_reason": reason,
    }
    return body_of(lambda b: b | {"choices": [choice]})


def sound(data: bytes) -> Change:
    return body_of(lambda b: b | {"audio_base64": base64.b64encode(data).decode()})


ANYWHERE: dict[str, Change] = {
    "400": status(400, "invalid_request_error"),
    "401": status(401, "invalid_api_key", "Incorrect API key provided: sk-secret-12345"),
    "402": status(402, "payment_required"),
    "403": status(403, "unsupported_country_region_territory"),
    "404": status(404, "not_found"),
    "408": status(408),
    "409": status(409),
    "413": status(413),
    "418": status(418),
    "422": lambda _: Reply.of(
        {"detail": [{"loc": ["body"], "msg": "field required", "type": "missing"}]}, 422
    ),
    "429 rate": status(429, "rate_limit_exceeded"),
    "429 retry soon": status(429, "rate_limit_exceeded", **{"retry-after-ms": "20"}),
    "429 retry in an hour": status(429, "rate_limit_exceeded", **{"retry-after": "3600"}),
    "429 at a date": status(429, "rate_limit_exceeded", **{"retry-after": "Fri, 31 Dec 2199 23:59:59 GMT"}),
    "429 no credit": status(429, "insufficient_quota"),
    "401 no credit": status(401, "quota_exceeded"),
    "429 too many at once": status(429, "too_many_concurrent_requests"),
    "429 busy": status(429, "system_busy"),
    "500": status(500),
    "502 page": lambda _: Reply(502, b"<html>Bad Gateway</html>", {}, "text/html"),
    "503": status(503, "", "overloaded", **{"retry-after": "0"}),
    "504": status(504),
    "529": status(529),
    "moderation": status(400, "moderation_blocked", "blocked by our safety system"),
    "policy": status(400, "content_policy_violation"),
    "redirect to nowhere": lambda _: Reply(302, b"", {"location": "http://127.0.0.1:9/"}),
    "empty": raw(b""),
    "page with 200": raw(b"<!doctype html><html>log in</html>", "text/html"),
    "not JSON": raw(b"{'single': quotes}"),
    "JSON of another shape": raw(b'{"surprise": [1, 2, 3]}'),
    "JSON list": raw(b"[]"),
    "JSON null": raw(b"null"),
    "garbage": raw(bytes(range(256)) * 4, "application/octet-stream"),
    "says gzip and is not": lambda reply: replace(reply, headers={"content-encoding": "gzip"}),
    "broken gzip": lambda reply: replace(
        reply, headers={"content-encoding": "gzip"}, body=gzip.compress(reply.body)[:-40]
    ),
    "cut off": lambda reply: replace(reply, cut_at=len(reply.body) // 2),
    "cut off at once": lambda reply: replace(reply, cut_at=0),
    "reset": lambda reply: replace(reply, reset=True),
    "hangs": lambda reply: replace(reply, hang=True),
    "no HTTP": lambda reply: replace(reply, raw=b"SSH-2.0-OpenSSH_9.2\r\n"),
    "no status": lambda reply: replace(reply, raw=b"HTTP/1.1 \r\n\r\n"),
    "wrong length": lambda reply: replace(reply, headers={"content-length": str(len(reply.body) + 99)}),
}
TEXT: dict[str, Change] = {
    "refusal": content(None, refusal="I cannot help with that."),
    "cut short": content('{"title": "The', finish_reason="length"),
    "content filter": content(None, finish_reason="content_filter"),
    "no choices": body_of(lambda b: b | {"choices": []}),
    "empty content": content("  "),
    "prose": content("Once upon a time there was no JSON."),
    "other fields": content('{"answer": 42}'),
    "far too long": content(json.dumps({"title": "x" * 9999})),
}
PICTURE: dict[str, Change] = {
    "no data": body_of(lambda b: b | {"data": []}),
    "no picture in it": body_of(lambda b: b | {"data": [{}]}),
    "not base64": body_of(lambda b: b | {"data": [{"b64_json": "%%%"}]}),
    "not a picture": body_of(lambda b: b | {"data": [{"b64_json": base64.b64encode(b"GIF89a?").decode()}]}),
    "blank": picture_of((1536, 864), (250, 250, 250)),
    "another shape": picture_of((500, 900)),
    "tiny": picture_of((32, 18)),
    "address gone": body_of(lambda b: b | {"data": [{"url": "http://127.0.0.1:9/x.png"}]}),
    "address of a file": body_of(lambda b: b | {"data": [{"url": "file:///etc/passwd"}]}),
}
VOICE: dict[str, Change] = {
    "no sound": body_of(lambda b: {**b, "audio_base64": ""}),
    "not base64": body_of(lambda b: {**b, "audio_base64": "%%%"}),
    "silence": sound(bytes(88_200)),
    "broken mp3": sound(b"ID3" + bytes(5000)),
    "broken wav": sound(b"RIFF" + bytes(5000)),
    "voice not found": status(404, "voice_not_found"),
    "model not found": status(400, "model_not_found"),
}
MODERATION: dict[str, Change] = {
    "no results": body_of(lambda b: b | {"results": []}),
    "results of another kind": body_of(lambda b: b | {"results": ["fine"]}),
}
CASES: list[tuple[str, Change, tuple[str, ...]]] = [
    *((name, change, tuple(STAGES)) for name, change in ANYWHERE.items()),
    *((f"text: {name}", change, ("reading", "story")) for name, change in TEXT.items()),
    *((f"picture: {name}", change, ("sheet", "picture")) for name, change in PICTURE.items()),
    *((f"voice: {name}", change, ("voice",)) for name, change in VOICE.items()),
    *((f"moderation: {name}", change, ("moderation",)) for name, change in MODERATION.items()),
]
PASSING = {
    "408", "409", "429 rate", "429 retry soon", "429 too many at once", "429 busy", "500", "502 page", "503",
    "504", "529", "cut off", "cut off at once", "reset", "hangs", "no HTTP", "wrong length", "empty",
    "page with 200", "garbage", "picture: blank", "picture: no data", "voice: silence", "voice: no sound",
    "text: cut short", "text: prose", "text: no choices", "broken gzip",
}  # fmt: skip
"""What is over when it happened once."""


@dataclass(frozen=True)
class Scene:
    """What is needed to work on one stage."""

    workers: ProviderSet
    drawing: DrawingAnalysis
    story: StoryScript
    doodle: bytes

    def do(self, stage: str) -> object:
        """Do the work of one stage once."""
        request = self.drawing.request
        if stage == "moderation":
            return asyncio.run(self.workers.moderator(request).check_texts(["A kite."]))
        if stage == "reading":
            bgr = cv2.imdecode(np.frombuffer(self.doodle, np.uint8), cv2.IMREAD_COLOR)
            order = PageOrder(bgr.astype(np.uint8), self.drawing.figures, request)
            return asyncio.run(self.workers.readers(request)[0].read(order))
        if stage == "story":
            return asyncio.run(self.workers.writers(request)[0].write(self.drawing, 1))
        if stage == "voice":
            order = SpeechOrder("One kite, two kites.", VoiceType.WISE, seed=1)
            return asyncio.run(self.workers.narrators(request)[0].narrate(order))
        order = PictureOrder(
            self.story.scenes[0], 3, request.style, (426, 240), 5, self.doodle, (self.doodle,)
        )
        return asyncio.run(self.workers.painters(request)[0].paint(order))


@contextmanager
def set_up(folder: Path, analysis: DrawingAnalysis, story: StoryScript, doodle: bytes):
    with Vendors().serving() as vendors:
        workers = providers(
            vendors, MediaStore(folder, "pip"),
            openai=openai_options(vendors, text_timeout_s=TIMEOUT_S, image_timeout_s=TIMEOUT_S),
            elevenlabs=elevenlabs_options(vendors, timeout_s=TIMEOUT_S),
            retry=VendorRetry(retry_for_s=PATIENCE_S, first_pause_s=0.02, longest_pause_s=0.05),
        )  # fmt: skip
        yield vendors, Scene(workers, analysis, story, doodle)


def try_stage(
    stage: str, change: Change, times: int, *, folder: Path, analysis: DrawingAnalysis, story: StoryScript,
    doodle: bytes,
) -> tuple[str, object, float, dict[str, int], dict[str, int]]:  # fmt: skip
    """Give the stage, its result or error, the seconds it took, its calls, and those of doing it again."""
    with set_up(folder / stage, analysis, story, doodle) as (vendors, scene):
        vendors.troubles.append(Trouble(stage, change, times))  # type: ignore[arg-type]
        started_s = time.monotonic()
        try:
            result: object = scene.do(stage)
        except StoryvidError as error:
            result = error
        seconds = time.monotonic() - started_s
        first = vendors.counts()
        vendors.calls.clear()
        if not isinstance(result, StoryvidError):
            scene.do(stage)
        return stage, result, seconds, first, vendors.counts()


@pytest.mark.parametrize(("name", "change", "stages"), CASES, ids=[case[0] for case in CASES])
def test_what_always_goes_wrong_ends_in_one_clear_error_in_time(
    name: str, change: Change, stages: tuple[str, ...], tmp_path: Path, analysis: DrawingAnalysis,
    story: StoryScript, doodle: bytes,
) -> None:  # fmt: skip
    go = partial(
        try_stage, change=change, times=99, folder=tmp_path, analysis=analysis, story=story, doodle=doodle
    )
    with ThreadPoolExecutor(len(stages)) as pool:
        for stage, result, seconds, first, _ in pool.map(go, stages):
            assert isinstance(result, StoryvidError), f"{stage}: {result}"
            said = str(result)
            assert len(said) < 700, said
            assert "\n" not in said
            assert "Traceback" not in said
            assert "sk-" not in "".join(traceback.format_exception(result)), "Dagster records its causes"
            assert any(vendor in said for vendor in ("OpenAI", "ElevenLabs")), said
            assert seconds < LONGEST_S, f"{stage}: {seconds:.1f} s"
            assert first[stage] <= 12, f"{stage}: {first}"


@pytest.mark.parametrize("name", sorted(PASSING))
def test_what_goes_wrong_once_ends_well_and_what_was_paid_is_kept(
    name: str, tmp_path: Path, analysis: DrawingAnalysis, story: StoryScript, doodle: bytes
) -> None:
    change, stages = next((change, stages) for case, change, stages in CASES if case == name)
    go = partial(
        try_stage, change=change, times=1, folder=tmp_path, analysis=analysis, story=story, doodle=doodle
    )
    with ThreadPoolExecutor(len(stages)) as pool:
        for stage, result, _, first, again in pool.map(go, stages):
            assert not isinstance(result, StoryvidError), f"{stage}: {result}"
            assert first[stage] == 2, f"{stage}: {first}"
            assert again == {}, f"{stage}: asked again for {again}"


def test_there_are_enough_kinds() -> None:
    assert len(CASES) >= 45
    assert {case[0] for case in CASES} >= PASSING
