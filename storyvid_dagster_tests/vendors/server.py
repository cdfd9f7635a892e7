"""OpenAI and ElevenLabs as far as they are asked: strict about requests, counting, faulty on demand."""

import asyncio
import base64
import io
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from PIL import Image

from storyvid_dagster_tests.vendors import media
from storyvid_dagster_tests.vendors.http import HttpServer, Reply, Request

Stage = Literal["moderation", "reading", "story", "sheet", "picture", "voice", "account"]

OPENAI_KEY, ELEVENLABS_KEY = "sk-test-0123456789abcdef", "xi-test-0123456789abcdef"
TEXT_MODELS, IMAGE_MODELS = {"gpt-6-luna", "gpt-6.1-terra"}, {"gpt-image-2.6-flare", "gpt-image-2"}
VOICE_MODELS = {"eleven_v4", "eleven_v3", "eleven_multilingual_v2"}


@dataclass(frozen=True)
class Call:
    """One request that was answered or was to be."""

    stage: Stage
    at_s: float
    text: str
    """The prompt, question or text; enough to tell calls apart."""
    body: Any = field(default=None, repr=False)


Change = Callable[[Reply], Reply]


@dataclass
class Trouble:
    """Goes wrong at a stage, so many times; `only` picks calls whose text has these words."""

    stage: Stage
    change: Change
    times: int = 1
    only: str = ""


@dataclass
class Vendors:
    """The state of both vendors."""

    delays_s: dict[Stage, float] = field(default_factory=dict)
    formats: set[str] = field(default_factory=lambda: {"pcm_44100", "pcm_24000", "pcm_16000"})
    at_once: int = 100
    """More speech requests than this at a time are turned away."""
    flags_words: set[str] = field(default_factory=set)
    flags_colors: set[tuple[int, int, int]] = field(default_factory=set)
    calls: list[Call] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    shutdown_dates: dict[str, str] = field(default_factory=dict)
    most_at_once: Counter[str] = field(default_factory=Counter)
    _now: Counter[str] = field(default_factory=Counter)
    url: str = ""

    def counts(self) -> dict[str, int]:
        return dict(Counter(call.stage for call in self.calls))

    @contextmanager
    def serving(self) -> Iterator["Vendors"]:
        with HttpServer(self.handle) as url:
            self.url = url
            yield self

    def environment(self) -> dict[str, str]:
        """Give what points the command at this server."""
        return {
            "OPENAI_API_KEY": OPENAI_KEY,
            "OPENAI_BASE_URL": f"{self.url}/openai/v1",
            "ELEVENLABS_API_KEY": ELEVENLABS_KEY,
            "ELEVENLABS_BASE_URL": f"{self.url}/elevenlabs",
        }

    async def handle(self, request: Request) -> Reply:
        routes = {
            ("POST", "/openai/v1/chat/completions"): self._chat,
            ("POST", "/openai/v1/images/edits"): self._edit,
            ("POST", "/openai/v1/moderations"): self._moderate,
            ("GET", "/openai/v1/models"): self._models,
            ("GET", "/elevenlabs/v1/models"): self._voice_models,
            ("GET", "/elevenlabs/v1/user/subscription"): self._subscription,
        }
        route = routes.get((request.method, request.path))
        if request.path.startswith("/elevenlabs/v1/text-to-speech/"):
            route = self._speak
        if request.path == "/picture.png":
            return Reply(200, media.picture(request.query["prompt"], (1536, 864)), kind="image/png")
        if route is None:
            self.complaints.append(f"no such place: {request.method} {request.path}")
            return _error(404, "not_found", "no such place")
        if not self._has_key(request):
            return _error(401, "invalid_api_key", f"Incorrect API key provided: {OPENAI_KEY[:8]}")
        try:
            call, reply = route(request)
        except (AssertionError, KeyError, ValueError, OSError) as error:
            self.complaints.append(f"{request.path}: {error!r}")
            return _error(400, "invalid_request_error", str(error))
        return await self._deliver(call, reply)

    async def _deliver(self, call: Call, reply: Reply) -> Reply:
        self.calls.append(call)
        self._now[call.stage] += 1
        self.most_at_once[call.stage] = max(self.most_at_once[call.stage], self._now[call.stage])
        try:
            for trouble in self.troubles:
                if trouble.stage == call.stage and trouble.times > 0 and trouble.only in call.text:
                    trouble.times -= 1
                    return trouble.change(reply)
            if call.stage == "voice" and self._now["voice"] > self.at_once:
                return _voice_error(429, "too_many_concurrent_requests", "too many at once")
            await asyncio.sleep(self.delays_s.get(call.stage, 0))
            return reply
        finally:
            self._now[call.stage] -= 1

    def _has_key(self, request: Request) -> bool:
        if request.path.startswith("/openai"):
            return request.headers.get("authorization") == f"Bearer {OPENAI_KEY}"
        return request.headers.get("xi-api-key") == ELEVENLABS_KEY

    def _chat(self, request: Request) -> tuple[Call, Reply]:
        body = request.json()
        known = {
            "model", "messages", "response_format", "max_completion_tokens", "reasoning_effort", "store",
            "safety_identifier",
        }  # fmt: skip
        assert set(body) <= known, set(body) - known
        assert body["store"] is False
        assert 0 < len(body["safety_identifier"]) <= 64
        assert body["reasoning_effort"] in {"minimal", "low", "medium", "high"}
        wanted = body["response_format"]
        assert wanted["type"] == "json_schema"
        assert wanted["json_schema"]["strict"] is True
        schema = wanted["json_schema"]["schema"]
        _check_strict(schema)
        said = body["messages"]
        assert [message["role"] for message in said][:2] == ["system", "user"]
        stage: Stage = "reading" if "card" in schema["properties"] else "story"
        if body["model"] not in TEXT_MODELS:
            return Call(stage, time.monotonic(), "", body), _error(
                404, "model_not_found", f"The model {body['model']} does not exist"
            )
        if stage == "reading":
            parts = {part["type"]: part for part in said[1]["content"]}
            url = parts["image_url"]["image_url"]["url"]
            assert url.startswith("data:image/jpeg;base64,")
            with Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))) as page:
                assert not page.getexif(), "the page has EXIF data"
                assert max(page.size) <= 1024
            text, content = parts["text"]["text"], media.READING
        else:
            text = said[1]["content"]
            content = media.story(text)
        usage = {
            "prompt_tokens": 1500, "completion_tokens": 700, "total_tokens": 2200,
            "prompt_tokens_details": {"cached_tokens": 0},
        }  # fmt: skip
        message = {"role": "assistant", "content": json.dumps(content), "refusal": None}
        reply = {
            "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": body["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}],
            "usage": usage,
        }  # fmt: skip
        return Call(stage, time.monotonic(), text, body), Reply.of(reply)

    def _edit(self, request: Request) -> tuple[Call, Reply]:
        parts = request.form()
        fields = {part.name: part.body.decode() for part in parts if part.file_name is None}
        files = [part for part in parts if part.file_name is not None]
        assert set(fields) <= {"prompt", "model", "size", "quality", "n", "output_format"}, set(fields)
        assert 1 <= len(files) <= 16
        assert all(part.name in {"image", "image[]"} for part in files)
        for part in files:
            assert part.kind == "image/png"
            with Image.open(io.BytesIO(part.body)) as image:
                assert image.format == "PNG"
                assert not image.info.get("exif")
        prompt = fields["prompt"]
        assert 0 < len(prompt) <= 32_000
        stage: Stage = "sheet" if "character sheet of them" in prompt else "picture"
        call = Call(stage, time.monotonic(), prompt, [part.file_name for part in files])
        if fields["model"] not in IMAGE_MODELS:
            return call, _error(404, "model_not_found", f"The model {fields['model']} does not exist")
        width, height = (int(side) for side in fields["size"].split("x"))
        assert width % 16 == height % 16 == 0
        assert 1 / 3 <= width / height <= 3
        assert fields["quality"] in {"low", "medium", "high", "xhigh", "max", "auto"}
        png = media.picture(prompt, (width, height))
        reply = {
            "created": 1,
            "data": [{"b64_json": base64.b64encode(png).decode()}],
            "usage": {
                "input_tokens": 1300, "input_tokens_details": {"text_tokens": 300, "image_tokens": 1000},
                "output_tokens": 560, "total_tokens": 1860,
            },
        }  # fmt: skip
        return call, Reply.of(reply)

    def _moderate(self, request: Request) -> tuple[Call, Reply]:
        body = request.json()
        assert set(body) == {"model", "input"}
        inputs = body["input"]
        if isinstance(inputs[0], str):
            flags = [next((word for word in self.flags_words if word in text), None) for text in inputs]
            text = " / ".join(inputs)
        else:
            assert [part["type"] for part in inputs] == ["image_url"]
            url = inputs[0]["image_url"]["url"]
            assert url.startswith("data:image/png;base64,")
            with Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))) as image:
                corner = image.convert("RGB").getpixel((5, 5))
            flags, text = ["sexual" if corner in self.flags_colors else None], "a picture"
        results = [
            {
                "flagged": flag is not None, "categories": {"sexual": flag is not None, "hate": False},
                "category_scores": {"sexual": 0.9 if flag else 0.001, "hate": 0.0},
                "category_applied_input_types": {"sexual": ["text"], "hate": ["text"]},
            }
            for flag in flags
        ]  # fmt: skip
        reply = {"id": "modr-1", "model": body["model"], "results": results}
        return Call("moderation", time.monotonic(), text, body), Reply.of(reply)

    def _models(self, request: Request) -> tuple[Call, Reply]:
        names = sorted(TEXT_MODELS | IMAGE_MODELS | {"omni-moderation-latest"})
        data = [
            {
                "id": name, "object": "model", "created": 1, "owned_by": "system",
                "shutdown_date": self.shutdown_dates.get(name),
            }
            for name in names
        ]  # fmt: skip
        return Call("account", time.monotonic(), "models"), Reply.of({"object": "list", "data": data})

    def _speak(self, request: Request) -> tuple[Call, Reply]:
        body = request.json()
        known = {"text", "model_id", "voice_settings", "seed", "previous_text", "next_text"}
        assert set(body) <= known, set(body) - known
        assert request.path.endswith("/with-timestamps")
        settings = body["voice_settings"]
        assert 0.7 <= settings["speed"] <= 1.2
        assert all(0 <= settings[name] <= 1 for name in ("stability", "similarity_boost", "style"))
        assert 0 <= body["seed"] < 2**32
        text, model = body["text"], body["model_id"]
        call = Call("voice", time.monotonic(), text, {**body, "voice": request.path.split("/")[4]})
        if model not in VOICE_MODELS:
            return call, _voice_error(400, "model_not_found", f"no model {model}")
        if model != "eleven_multilingual_v2" and {"previous_text", "next_text"} & set(body):
            return call, _voice_error(400, "unsupported_model", "previous_text is not supported")
        output_format = request.query["output_format"]
        if output_format not in self.formats:
            return call, _voice_error(403, "output_format_not_allowed", "not in your plan")
        pcm, alignment = media.speech(text, int(output_format.rpartition("_")[2]))
        reply = {
            "audio_base64": base64.b64encode(pcm).decode(), "alignment": alignment,
            "normalized_alignment": alignment,
        }  # fmt: skip
        headers = {"character-cost": str(len(text)), "request-id": "req-1"}
        return call, Reply.of(reply, **headers)

    def _voice_models(self, request: Request) -> tuple[Call, Reply]:
        models = [
            {"model_id": name, "name": name, "can_do_text_to_speech": True} for name in sorted(VOICE_MODELS)
        ]
        return Call("account", time.monotonic(), "voice models"), Reply.of(models)

    def _subscription(self, request: Request) -> tuple[Call, Reply]:
        plan = {
            "tier": "creator", "character_count": 100, "character_limit": 10_000, "status": "active",
            "can_extend_character_limit": False, "allowed_to_extend_character_limit": False,
            "voice_slots_used": 0, "voice_limit": 10, "can_extend_voice_limit": False,
            "can_use_instant_voice_cloning": False, "can_use_professional_voice_cloning": False,
            "professional_voice_slots_used": 0, "professional_voice_limit": 0, "max_voice_add_edits": 0,
            "voice_add_edit_counter": 0, "max_credit_limit_extension": 0,
        }  # fmt: skip
        return Call("account", time.monotonic(), "plan"), Reply.of(plan)


def _error(status: int, code: str, message: str) -> Reply:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
    return Reply.of({"error": error}, status)


def _voice_error(status: int, code: str, message: str) -> Reply:
    return Reply.of({"detail": {"type": "error", "code": code, "status": code, "message": message}}, status)


def _check_strict(node: Any) -> None:
    """Check a schema as strict answers need it."""
    if isinstance(node, list):
        for each in node:
            _check_strict(each)
    if not isinstance(node, dict):
        return
    assert not {"oneOf", "allOf", "not", "patternProperties"} & set(node), node
    if node.get("type") == "object":
        assert node["additionalProperties"] is False
        assert sorted(node["required"]) == sorted(node["properties"])
    for value in node.values():
        _check_strict(value)


def main() -> None:
    """Serve until Ctrl-C, printing the variables that point the command here."""
    with Vendors().serving() as vendors:
        for name, value in vendors.environment().items():
            sys.stdout.write(f"export {name}={value}\n")
        sys.stdout.flush()
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()
