"""Options of a story as people write them into files beside a drawing, in YAML or JSON.

What YAML guesses of a value (`16:9` a number, `no` a truth, `2026-02-30` an error) is not guessed here:
a value is the text that was typed, and `core/request.py` decides what it means. A file is a list of
options, one value each, so there is nothing to expand or to recurse into; only `figures` may be a list of
figures, each with a few values of its own.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import cast

import yaml

from storyvid_dagster.core.options import by_name
from storyvid_dagster.errors import RequestError

MOST_BYTES = 20_000
"""Largest file that is read; options are a few lines."""
_NAME = re.compile(r"(?P<subject>.+)\.(?P<kind>json|ya?ml)(?:\.txt)?", re.IGNORECASE | re.DOTALL)
_UNICODE_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LIST = "figures"
"""The option that may be a list."""
_YAML_NOTHING = {"", "~", "null", "Null", "NULL"}

Pair = tuple[str, object]


def subject_of(name: str) -> str | None:
    """Tell from its name what a file of options is about; `None` for any other file.

    >>> subject_of("cat.YAML"), subject_of("cat.png.json"), subject_of("cat.yml.txt"), subject_of("cat.png")
    ('cat', 'cat.png', 'cat', None)
    """
    match = _NAME.fullmatch(name)
    return match["subject"] if match else None


def read_options(data: bytes, name: str) -> dict[str, object]:
    r"""Read a file of options by the names of `StoryRequest`; a value is text, or `None` where none stands.

    Args:
        data: The file, byte for byte.
        name: Its name, which says whether it is JSON or YAML.

    Raises:
        RequestError: It is not a list of options, each with one value; the text says where and why.

    >>> read_options(b"aspect: 16:9\nmusic: no\nage: 7", "cat.yaml")
    {'aspect': '16:9', 'music': 'no', 'child_age': '7'}
    """
    match = _NAME.fullmatch(name)
    is_json = match is not None and match["kind"].lower() == "json"
    try:
        text = _decode(data)
        return by_name(_json_pairs(text) if is_json else _yaml_pairs(text))
    except RequestError as error:
        raise RequestError(f"{name}: {error}") from error


def _decode(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise RequestError(f"it has {len(data)} bytes; a file of options has at most {MOST_BYTES}")
    codec = next((codec for mark, codec in _UNICODE_MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RequestError(
            f"line {line} is not saved as UTF-8: open it in a text editor and save it again with the"
            " encoding UTF-8"
        ) from error


def _json_pairs(text: str) -> Iterator[Pair]:
    if not text.strip():
        return
    try:
        # Objects become tuples of pairs, to be told from lists and to keep what is given twice.
        content: object = json.loads(
            text, object_pairs_hook=tuple, parse_int=str, parse_float=str, parse_constant=str
        )
    except (ValueError, RecursionError) as error:
        raise RequestError(f"it is not valid JSON: {error}") from error
    if not isinstance(content, tuple):
        raise RequestError('it must hold options such as {"theme": "bedtime"}')
    for key, value in cast("tuple[Pair, ...]", content):
        if isinstance(value, list) and _may_be_list(key):
            yield key, [_json_entry(key, entry) for entry in cast("list[object]", value)]
            continue
        if isinstance(value, list | tuple):
            raise RequestError(f"{key} must have one value")
        yield key, json.dumps(value) if isinstance(value, bool) else value


def _may_be_list(key: object) -> bool:
    return str(key).strip().lower() == _LIST


def _json_entry(key: str, entry: object) -> object:
    """Read `{"kind": "cat"}` or `"cat"` in a list of figures."""
    if not isinstance(entry, tuple):
        return entry
    fields = dict(cast("tuple[Pair, ...]", entry))
    if any(isinstance(value, list | tuple) for value in fields.values()):
        raise RequestError(f"{key}: each figure has single values such as {{'kind': 'cat', 'name': 'Mimi'}}")
    return fields


def _yaml_pairs(text: str) -> Iterator[Pair]:
    is_open, key = False, None
    events = _yaml_events(text)
    for event in events:
        match event:
            case yaml.MappingStartEvent(anchor=None, tag=None) if not is_open:
                is_open = True
            case yaml.ScalarEvent(anchor=None, tag=None, value=value) if is_open and key is None:
                key = value
            case yaml.ScalarEvent(anchor=None, tag=None, value=value, style=style) if key is not None:
                yield key, None if style is None and value in _YAML_NOTHING else value
                key = None
            case yaml.SequenceStartEvent(anchor=None, tag=None) if _may_be_list(key):
                yield cast("str", key), list(_yaml_entries(events))
                key = None
            case yaml.ScalarEvent(anchor=None, tag=None, value="", style=None):
                pass  # `---` with nothing after it
            case yaml.NodeEvent():
                raise RequestError(
                    f"line {event.start_mark.line + 1} is not an option such as 'theme: bedtime', one a"
                    " line: text that begins with a sign goes into quotes"
                )
            case yaml.DocumentStartEvent() if event.start_mark.line and is_open:
                raise RequestError(f"line {event.start_mark.line + 1} begins a second list of options")
            case _:
                pass


def _yaml_entries(events: Iterator[yaml.Event]) -> Iterator[object]:
    """Read the entries of a list up to its end: `{kind: cat, name: Mimi}` or `cat Mimi`."""
    fields: dict[str, object] | None = None
    key = None
    for event in events:
        match event:
            case yaml.SequenceEndEvent():
                return
            case yaml.MappingStartEvent(anchor=None, tag=None) if fields is None:
                fields = {}
            case yaml.MappingEndEvent():
                yield fields
                fields = None
            case yaml.ScalarEvent(anchor=None, tag=None, value=value) if fields is None:
                yield value
            case yaml.ScalarEvent(anchor=None, tag=None, value=value) if fields is not None and key is None:
                key = value
            case yaml.ScalarEvent(anchor=None, tag=None, value=value) if (
                fields is not None and key is not None
            ):
                fields[key], key = value, None
            case _:
                raise RequestError(
                    f"line {event.start_mark.line + 1} is not a figure such as '- {{kind: cat, name: Mimi}}'"
                )


def _yaml_events(text: str) -> Iterator[yaml.Event]:
    try:
        # Of a tab, which people use for a space, PyYAML would say that no token starts with it.
        yield from yaml.parse(text.replace("\t", " "), Loader=yaml.SafeLoader)  # pyright: ignore[reportUnknownMemberType]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RequestError(
            f"line {line} is not valid YAML ({error.problem}): text with signs in it goes into quotes"
        ) from error
    # A code beyond Unicode in quotes and a version number without end are errors of Python itself.
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise RequestError(f"it is not valid YAML: {' '.join(str(error).split())[:200]}") from error
