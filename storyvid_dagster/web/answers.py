"""What the routes of the API have in common."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from storyvid_dagster.errors import RequestError
from storyvid_dagster.web.views import Problem

FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "What was asked cannot be done as written"},
    403: {"description": "Asked by a page of another address"},
    404: {"model": Problem, "description": "There is no such story"},
    413: {"description": "Larger than an upload may be"},
    422: {"model": Problem, "description": "Not of the form that is described here"},
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
