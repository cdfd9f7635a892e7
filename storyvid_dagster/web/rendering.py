"""From templates and texts to pages."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

import yaml
from fastapi.responses import RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape


def see(where: str) -> Response:
    """Lead a browser on after a form was sent."""
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


def query(asked: Mapping[str, object]) -> str:
    """Write the query of an address, without what is empty.

    >>> query({"find": "Mia & cat", "state": None, "page": 2})
    'find=Mia+%26+cat&page=2'
    """
    return urlencode({name: value for name, value in asked.items() if value})


def rendered(template: str, **values: Any) -> str:
    """Fill in a template; whatever was typed is escaped."""
    return _templates().get_template(template).render(t=texts(), **values)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("storyvid_dagster.web"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["minutes"] = _minutes
    environment.filters["megabytes"] = _megabytes
    environment.filters["dollars"] = _dollars
    environment.filters["moment"] = _moment
    return environment


@cache
def texts() -> dict[str, Any]:
    """Read every text of the pages; another language is another file like this one."""
    return yaml.safe_load((files("storyvid_dagster.web") / "texts" / "en.yaml").read_text(encoding="utf-8"))


def _minutes(seconds: float) -> str:
    """Write a length in minutes and seconds.

    >>> _minutes(69.4)
    '1:09'
    """
    minutes, rest_s = divmod(round(seconds), 60)
    return f"{minutes}:{rest_s:02d}"


def _moment(since_1970_s: float) -> str:
    """Write a moment in UTC.

    >>> _moment(1_796_007_600)
    '2026-11-30 03:00'
    """
    return datetime.fromtimestamp(since_1970_s, UTC).strftime("%Y-%m-%d %H:%M")


def _megabytes(size_bytes: int) -> str:
    """Write a size.

    >>> _megabytes(6_049_000), _megabytes(1_200)
    ('6.0 MB', '0.1 MB')
    """
    return f"{max(size_bytes / 1e6, 0.1):.1f} MB"


def _dollars(usd: float) -> str:
    """Write a price.

    >>> _dollars(0.4), _dollars(0)
    ('$0.40', '$0.00')
    """
    return f"${usd:.2f}"
