"""One command line option for each option of a story."""

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from storyvid_dagster.core.options import OPTIONS, Option, given


def takes_story_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give `command` a flag for every option of a story, in place of its keyword parameter `options`.

    `options` then maps the names of `StoryRequest` to what was given.
    """

    @functools.wraps(command)
    def with_flags(**arguments: Any) -> None:
        asked = {option.name: arguments.pop(option.name) for option in OPTIONS}
        command(**arguments, options=given(asked))

    signature = inspect.signature(command)
    own = [parameter for name, parameter in signature.parameters.items() if name != "options"]
    flags = signature.replace(parameters=[*own, *map(_parameter, OPTIONS)])
    setattr(with_flags, "__signature__", flags)  # noqa: B010  # functions have no such attribute by type
    return with_flags


def _parameter(option: Option) -> inspect.Parameter:
    flag = typer.Option(
        *option.flags, help=option.help, case_sensitive=False, min=option.least, max=option.most
    )
    return inspect.Parameter(
        option.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[option.value_type() | None, flag],
    )
