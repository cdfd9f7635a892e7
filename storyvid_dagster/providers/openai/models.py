"""Which models have ended, and what to set in their place."""

import datetime
from functools import cache
from importlib.resources import files
from typing import cast

import yaml
from pydantic import BaseModel, TypeAdapter

from storyvid_dagster.errors import SetupError

SETTING_OF = {
    "text": "STORYVID_OPENAI_TEXT_MODEL",
    "image": "STORYVID_OPENAI_IMAGE_MODEL",
    "moderation": "STORYVID_OPENAI_MODERATION_MODEL",
}


class Ending(BaseModel):
    """When a model ended or will end, and its successor."""

    ended: datetime.date
    successor: str


@cache
def endings() -> dict[str, Ending]:
    """Read the announced ends."""
    text = (files("storyvid_dagster.providers.openai") / "models.yaml").read_text("utf-8")
    return TypeAdapter(dict[str, Ending]).validate_python(cast(object, yaml.safe_load(text)))


def ending_of(model: str) -> Ending | None:
    """Find the end of a model, also by the name of a dated snapshot such as `gpt-4o-2024-08-06`."""
    named = [name for name in endings() if model == name or model.startswith(f"{name}-2")]
    return endings()[max(named, key=len)] if named else None


def successor_of(model: str) -> str | None:
    """Give what the vendor names in place of a model that ends."""
    ending = ending_of(model)
    return ending.successor if ending else None


def require_alive(model: str, kind: str, today: datetime.date) -> None:
    """Refuse a model that has ended.

    Raises:
        SetupError: Names the setting and the successor.
    """
    ending = ending_of(model)
    if ending is not None and ending.ended <= today:
        raise SetupError(
            f"the model {model} ended on {ending.ended}: set {SETTING_OF[kind]} to {ending.successor}"
        )
