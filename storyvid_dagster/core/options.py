"""The options of a story as whoever asks a person for them needs them: command line, launchpad, guide.

They are the fields of `StoryRequest`; nothing about an option is written anywhere else.
"""

import difflib
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import AliasChoices, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.errors import RequestError


@dataclass(frozen=True)
class Option:
    """One thing that may be asked of a story."""

    name: str
    """The field of `StoryRequest`."""
    aliases: tuple[str, ...]
    """Shorter names that are understood too."""
    kind: type[str] | type[int] | type[float] | type[bool]
    """What is typed; a day is text."""
    choices: tuple[str, ...]
    """The only values there are; empty: any."""
    least: float | None
    most: float | None
    help: str

    @property
    def flags(self) -> tuple[str, ...]:
        """Name it on the command line, shortest first.

        >>> next(option for option in OPTIONS if option.name == "voice_type").flags
        ('--voice', '--voice-type')
        """
        names = sorted((self.name, *self.aliases), key=len)
        return tuple(f"--{name.replace('_', '-')}" for name in names)

    def value_type(self) -> Any:
        """Give a type that completes and checks the choices: an enum of just these, or `kind`."""
        return Enum(self.name, {choice: choice for choice in self.choices}) if self.choices else self.kind


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give the options that are not `None`, those of a `value_type` as the text that was chosen."""
    return {
        name: value.value if isinstance(value, Enum) else value
        for name, value in values.items()
        if value is not None
    }


def _option(name: str, field: FieldInfo) -> Option:
    value = _without_none(field.annotation)
    alias = field.validation_alias
    aliases = alias.choices if isinstance(alias, AliasChoices) else ()
    if isinstance(value, type) and issubclass(value, StrEnum):
        choices = tuple(value)
    else:
        choices = get_args(value) if get_origin(value) is Literal else ()
    return Option(
        name=name,
        aliases=tuple(str(other) for other in aliases if other != name),
        kind=next((kind for kind in (bool, int, float) if value is kind), str),
        choices=tuple(map(str, choices)),
        least=next((rule.ge for rule in field.metadata if hasattr(rule, "ge")), None),
        most=next((rule.le for rule in field.metadata if hasattr(rule, "le")), None),
        help=field.description or "",
    )


def _without_none(annotation: Any) -> Any:
    """Give what an optional value is when it is given, without its constraints."""
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(part for part in get_args(annotation) if part is not types.NoneType)
    return annotation.__origin__ if hasattr(annotation, "__metadata__") else annotation


OPTIONS = tuple(_option(name, field) for name, field in StoryRequest.model_fields.items())
_BY_ANY_NAME = {name: option for option in OPTIONS for name in (option.name, *option.aliases)}


def by_name(asked: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Give options under the names of `StoryRequest`, however they were spelled; unknown ones as they are.

    Raises:
        RequestError: An option is given twice.

    >>> by_name([("Drawn-on", "2026-05-03"), ("age", 4)])
    {'drawn_on': '2026-05-03', 'child_age': 4}
    """
    found: dict[str, object] = {}
    for key, value in asked:
        option = _BY_ANY_NAME.get(key.strip().lower().replace("-", "_").replace(" ", "_"))
        name = option.name if option else key
        if name in found:
            raise RequestError(f"{name} is given twice: keep one of the two")
        found[name] = value
    return found


def parse_request(asked: Mapping[str, object]) -> StoryRequest:
    """Check options given by a person, under any of their names; `None` counts as not given.

    Raises:
        RequestError: Says which option is wrong, and what it may be.
    """
    told = {name: value for name, value in by_name(asked.items()).items() if value is not None}
    try:
        return StoryRequest.model_validate(told)
    except ValidationError as error:
        wrong = "; ".join(map(_in_words, error.errors()))
        raise RequestError(f"these story options are not right: {wrong}") from error


def _in_words(problem: ErrorDetails) -> str:
    name = str(problem["loc"][0])
    option = _BY_ANY_NAME.get(name)
    if option is None:
        near = difflib.get_close_matches(name.lower(), _BY_ANY_NAME, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(_names())}"
        return f"there is no option {name[:40]!r}: {hint}"
    if option.choices:
        return f"{name} is {str(problem['input'])[:40]!r} and may be {', '.join(option.choices)}"
    return f"{name}: {problem['msg'].removeprefix('Value error, ')}"


def _names() -> Iterator[str]:
    return (min((option.name, *option.aliases), key=len) for option in OPTIONS)
