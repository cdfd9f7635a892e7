"""The forms of the pages, read into what they ask."""

import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.datastructures import FormData

from storyvid_dagster.core.edits import SceneChange, Title
from storyvid_dagster.errors import RequestError

M = TypeVar("M", bound=BaseModel)
_LONGEST_FILE_NAME = 120


def told_figures(form: FormData) -> list[dict[str, Any]]:
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


class ScriptForm(BaseModel):
    """The form of a whole story: `text-2` has the words of scene 2, `place-2` where it goes, if it stays."""

    model_config = ConfigDict(extra="allow")

    title: Title | None = None

    def read(self) -> tuple[tuple[int, ...], dict[int, str]]:
        """Give the scenes in their order, and their words."""
        fields = dict(self.model_extra or {})
        texts = {int(n): checked(SceneChange, {"text": text}).text or "" for n, text in _of("text", fields)}
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


def one_line(typed: str) -> str | None:
    """Give what was typed as one line; `None`: nothing."""
    return " ".join(typed.split()) or None


def plain_name(file_name: str) -> str:
    r"""Give the last part of a file's name, without what cannot be printed.

    >>> plain_name("../../etc/my cat.png"), plain_name("C:\\pictures\\dog.jpg"), plain_name("\n")
    ('my cat.png', 'dog.jpg', 'drawing')
    """
    last = PurePosixPath(file_name.replace("\\", "/")).name
    printable = "".join(c for c in unicodedata.normalize("NFC", last) if c.isprintable()).strip()
    return printable[-_LONGEST_FILE_NAME:] or "drawing"


def checked(kind: type[M], told: Mapping[str, Any]) -> M:
    """Check what was typed.

    Raises:
        RequestError: Says which field is wrong.
    """
    try:
        return kind.model_validate({name: value for name, value in told.items() if value is not None})
    except ValidationError as error:
        wrong = "; ".join(f"{problem['loc'][0]}: {problem['msg']}" for problem in error.errors())
        raise RequestError(f"that cannot be told: {wrong}") from error
