"""What a parent says of the figures of a drawing: which kind each is, and its name."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, cast

from pydantic import Field

from storyvid_dagster.core.files import Document
from storyvid_dagster.core.kinds import Kind

MOST_FIGURES = 20
"""More figures than any page is cut into."""
_NUMBER = re.compile(r"(?:figure\s*)?#?(?P<number>\d{1,3})\s*[:.=]\s*", re.IGNORECASE)
_NOTHING = "nothing"
"""What a wrong cut-out is."""
_KIND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_OTHER_SPELLINGS = {"adult": "grown-up", "grownup": "grown-up", "plane": "aircraft", "airplane": "aircraft"}


class ToldFigure(Document):
    """What is said of one figure; whatever is not said stays as it is recognised."""

    number: Annotated[int, Field(ge=1, le=MOST_FIGURES)]
    kind: Kind | None = None
    name: str | None = None
    dropped: bool = Field(
        default=False, exclude_if=lambda dropped: not dropped, description="A wrong cut-out, to be left out"
    )


def read_figures(told: object) -> list[dict[str, object]]:
    """Read what was typed, `cat Mimi, dog, 4: sun`, or a list with one entry a figure, in order from 1.

    Raises:
        ValueError: An entry says nothing of a figure; the text says which.

    >>> read_figures("cat Mimi, 3: sun")
    [{'number': 1, 'kind': 'cat', 'name': 'Mimi'}, {'number': 3, 'kind': 'sun'}]
    >>> read_figures([{"kind": "cat", "name": "Mimi"}, "Rex"])
    [{'number': 1, 'kind': 'cat', 'name': 'Mimi'}, {'number': 2, 'name': 'Rex'}]
    """
    entries = re.split(r"[,;\n]", told) if isinstance(told, str) else told
    if not isinstance(entries, list | tuple):
        raise ValueError(f"{str(told)[:40]!r} is no list of figures such as 'cat Mimi, dog'")
    return list(_numbered(cast("Sequence[object]", entries)))


def _numbered(entries: Sequence[object]) -> Iterator[dict[str, object]]:
    number, seen = 0, set[object]()
    for entry in entries:
        number += 1
        read = _from_text(entry) if isinstance(entry, str) else _from_fields(entry)
        said = {key: value for key, value in read.items() if value not in (None, "") and value is not False}
        if str(said.get("number", number)).isdecimal():
            number = int(str(said.get("number", number)))
        if set(said) <= {"number"}:
            continue
        if number in seen:
            raise ValueError(f"figure {number} is told of twice")
        seen.add(number)
        yield {"number": number, **{key: value for key, value in said.items() if key != "number"}}


def _from_fields(entry: object) -> dict[str, object]:
    if isinstance(entry, ToldFigure):
        return entry.model_dump()
    if not isinstance(entry, dict):
        raise ValueError(f"{str(entry)[:40]!r} is no figure such as {{kind: cat, name: Mimi}}")
    told = cast("Mapping[object, object]", entry)
    fields = {str(key).strip().lower(): value for key, value in told.items()}
    if len(fields) == 1 and (number := next(iter(fields))).isdecimal():
        return _from_text(f"{number}: {fields[number]}")
    if unknown := set(fields) - {"number", "kind", "name", "dropped"}:
        raise ValueError(f"a figure has number, kind, name and dropped, not {min(unknown)[:40]!r}")
    kind = fields.get("kind")
    return {**fields, "kind": _kind(kind)} if isinstance(kind, str) and kind.strip() else fields


def _from_text(text: str) -> dict[str, object]:
    """Read `cat`, `cat Mimi`, `Mimi`, `3: cat Mimi` or `4: nothing`; a dash leaves a figure as it is."""
    text = " ".join(text.split())
    match = _NUMBER.match(text)
    read: dict[str, object] = {"number": int(match["number"])} if match else {}
    rest = text[match.end() :] if match else text
    if rest in ("", "-", "–"):
        return read
    if rest.lower() == _NOTHING:
        return read | {"dropped": True}
    first = _KIND.match(rest)
    word = first[0].lower() if first else ""
    if first and _spelled(word) in set(Kind):
        return read | {"kind": _spelled(word), "name": rest[first.end() :].strip() or None}
    if rest[0].isupper() or not rest[0].isascii():
        return read | {"name": rest}
    return read | {"kind": _kind(word or rest)}


def _kind(word: str) -> str:
    spelled = _spelled(word.strip().lower())
    if spelled in set(Kind):
        return spelled
    near = difflib.get_close_matches(spelled, list(Kind), n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(Kind)}"
    raise ValueError(f"there is no kind {word[:40]!r} of figure: {hint}")


def _spelled(word: str) -> str:
    return _OTHER_SPELLINGS.get(word, word.replace(" ", "-") if word == "grown up" else word)
