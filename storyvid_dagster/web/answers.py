"""What the routes of the API have in common."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from storyvid_dagster.errors import RequestError
from storyvid_dagster.web.views import Problem

PROBLEM = "application/problem+json"
_TEXT: dict[str, Any] = {"text/plain": {"schema": {"type": "string"}}}
FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "What was asked cannot be done as written"},
    403: {"description": "Asked by a page of another address", "content": _TEXT},
    404: {"model": Problem, "description": "There is no such story"},
    408: {"description": "Sent too slowly", "content": _TEXT},
    413: {"description": "Larger than an upload may be", "content": _TEXT},
    422: {"model": Problem, "description": "Not of the form that is described here"},
    503: {
        "model": Problem,
        "description": "Not now: too much is asked at once, or a disk is full",
        "content": _TEXT,
    },
}


def read_options(text: str) -> dict[str, Any]:
    """Read the options of a story from a JSON object.

    Raises:
        RequestError: It is none.
    """
    try:
        return TypeAdapter(dict[str, Any]).validate_json(text)
    except ValidationError as error:
        raise RequestError('options are a JSON object, such as {"theme": "bedtime"}') from error
