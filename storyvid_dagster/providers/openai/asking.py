"""Asks for an answer of a given shape as a paid call, and once more when it has another."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from storyvid_dagster.billing.paid_calls import Order, PaidCalls
from storyvid_dagster.core import prompts
from storyvid_dagster.errors import ContentRefused, ProviderRefused
from storyvid_dagster.providers.openai.client import OpenAIClient

_CHARS_A_TOKEN = 4
_TOKENS_A_PICTURE = 1200
_EXPECTED_PART = 0.4
"""Of the tokens an answer may have, a usual one takes so many, its reasoning included."""


class Shape(BaseModel):
    """Base of the shapes a model is asked to answer in: closed, every field required."""

    model_config = ConfigDict(frozen=True, extra="forbid")


AnswerShape = TypeVar("AnswerShape", bound=Shape)


@dataclass(frozen=True)
class Question(Generic[AnswerShape]):
    """What is asked, and what is wrong with an answer."""

    what: str
    shape: type[AnswerShape]
    instructions: str
    text: str
    picture_url: str | None = None
    """A `data:` address."""
    picture_sha256: str | None = None
    max_tokens: int = 4000

    def messages(self) -> list[dict[str, Any]]:
        """Spell it as a conversation."""
        content: Any = self.text
        if self.picture_url is not None:
            content = [
                {"type": "text", "text": self.text},
                {"type": "image_url", "image_url": {"url": self.picture_url, "detail": "auto"}},
            ]
        return [{"role": "system", "content": self.instructions}, {"role": "user", "content": content}]


async def ask(
    question: Question[AnswerShape],
    client: OpenAIClient,
    paid_calls: PaidCalls,
    find_faults: Callable[[AnswerShape], Sequence[str]] = lambda _: (),
    find_grave: Callable[[AnswerShape], Sequence[str]] = lambda _: (),
) -> tuple[AnswerShape, float, tuple[str, ...]]:
    """Give an answer, its price, and what is still wrong with it.

    One with faults is sent back once, the faults named; of the second only the grave ones matter.

    Raises:
        ContentRefused: The model does not want to answer.
        ProviderRefused: The second answer has grave faults.
        ProviderError: There is no answer.
    """
    messages = question.messages()
    usd = 0.0
    wrong: Sequence[str] = ()
    for is_last in (False, True):
        bought = await paid_calls.call(
            _order(question, client, messages),
            lambda said=messages: client.chat(
                question.what, said, strict_schema(question.shape), question.max_tokens
            ),
            client.limiter,
        )
        usd += bought.usd
        answer, wrong = _read(question, bought.body)
        if answer is not None:
            wrong = find_faults(answer)
            grave = find_grave(answer)
            if not wrong or (is_last and not grave):
                return answer, usd, tuple(wrong)
            wrong = grave if is_last else wrong
        messages = [
            *messages,
            {"role": "assistant", "content": bought.body.decode(errors="replace")},
            {"role": "user", "content": prompts.again(wrong)},
        ]
    raise ProviderRefused(
        f"OpenAI's {question.what} does not fit, asked twice: {'; '.join(wrong)}. Try another seed or theme"
    )


def _order(question: Question[Any], client: OpenAIClient, messages: list[dict[str, Any]]) -> Order:
    said = json.dumps([m for m in messages if isinstance(m["content"], str)]) + question.text
    pictures = 1 if question.picture_url else 0
    options = client.options
    return Order(
        what=question.what,
        vendor="openai",
        model=options.text_model,
        ingredients={
            "server": options.base_url,
            "effort": options.reasoning_effort,
            "said": said,
            "picture": question.picture_sha256,
            "schema": strict_schema(question.shape),
            "max_tokens": question.max_tokens,
        },
        units={
            "text_in": len(said) / _CHARS_A_TOKEN + pictures * _TOKENS_A_PICTURE,
            "text_out": question.max_tokens * _EXPECTED_PART,
        },
    )


def _read(question: Question[AnswerShape], body: bytes) -> tuple[AnswerShape | None, Sequence[str]]:
    """Read an answer, or say what is wrong with it."""
    try:
        content: object = json.loads(body)
    except ValueError:
        return None, ["it is not JSON"]
    if isinstance(content, dict) and set(cast("dict[str, Any]", content)) == {"refusal"}:
        why = cast("dict[str, Any]", content)["refusal"]
        raise ContentRefused(f"OpenAI does not want to give {question.what}: {why}")
    try:
        return question.shape.model_validate(content), ()
    except ValidationError as error:
        return None, [
            f"{'.'.join(map(str, problem['loc'])) or 'the answer'}: {problem['msg']}"
            for problem in error.errors()[:8]
        ]


def strict_schema(shape: type[BaseModel]) -> dict[str, Any]:
    """Give the JSON schema of a shape as strict answers need it: closed objects, every field required.

    Limits of length and range stay out: not every server knows them, and the shape checks them anyway.
    """
    return _strict(shape.model_json_schema())


def _strict(node: Any) -> Any:
    if isinstance(node, list):
        return [_strict(each) for each in cast("list[Any]", node)]
    if not isinstance(node, dict):
        return node
    fields = cast("Mapping[str, Any]", node)
    kept = {name: value for name, value in fields.items() if name not in _LIMITS}
    closed = {name: _strict(value) for name, value in kept.items()}
    if "properties" in closed:
        closed["properties"] = {name: _strict(value) for name, value in fields["properties"].items()}
        closed |= {"additionalProperties": False, "required": list(closed["properties"])}
    return closed


_LIMITS = frozenset(
    [
        "title", "default", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "minItems", "maxItems", "pattern", "format",
    ]
)  # fmt: skip
