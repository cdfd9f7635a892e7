"""What a call costs, by the dated table in `prices.yaml`."""

import datetime
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml
from pydantic import BaseModel, ConfigDict

_STANDARD_AREA_PX = 1024 * 1024

Units = Mapping[str, float]
"""What was used: `text_in`, `cached_in`, `image_in`, `text_out`, `image_out` in tokens, or `characters`."""


class Prices(BaseModel):
    """The table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: datetime.date
    tokens: dict[str, dict[str, float]]
    picture_tokens: dict[str, float]
    older_picture_tokens: dict[str, float]
    older_picture_models: tuple[str, ...]
    characters: dict[str, float]

    def knows(self, model: str) -> bool:
        """Tell whether the table has the model, or the one it is a dated snapshot of."""
        return self._named(model, self.tokens) is not None or self._named(model, self.characters) is not None

    def cost_usd(self, model: str, units: Units) -> float:
        """Give the price of what was used. A model the table does not know costs as its dearest relative.

        >>> prices().cost_usd("eleven_v4", {"characters": 1500})
        0.12
        """
        if "characters" in units:
            rate = self._rate(model, self.characters)
            return round(units["characters"] / 1000 * rate, 6)
        rates = self._token_rates(model, is_picture="image_out" in units)
        return round(sum(amount / 1e6 * rates.get(kind, 0) for kind, amount in units.items()), 6)

    def tokens_of_picture(self, model: str, quality: str, size: tuple[int, int]) -> float:
        """Estimate the output tokens of a picture of `size` (width, height)."""
        older = model in self.older_picture_models
        table = self.older_picture_tokens if older else self.picture_tokens
        return table.get(quality, table["auto"]) * size[0] * size[1] / _STANDARD_AREA_PX

    def _token_rates(self, model: str, *, is_picture: bool) -> Mapping[str, float]:
        known = self._named(model, self.tokens)
        if known is not None:
            return self.tokens[known]
        relatives = [rates for rates in self.tokens.values() if ("image_out" in rates) == is_picture]
        return max(relatives, key=lambda rates: sum(rates.values()))

    def _rate(self, model: str, table: Mapping[str, float]) -> float:
        known = self._named(model, table)
        return max(table.values()) if known is None else table[known]

    @staticmethod
    def _named(model: str, table: Mapping[str, Any]) -> str | None:
        """Find a model, also by the name of a dated snapshot such as `gpt-image-2-2026-04-21`."""
        fits = [name for name in table if model == name or model.startswith(f"{name}-2")]
        return max(fits, key=len, default=None)


@cache
def prices() -> Prices:
    """Read the table."""
    text = (files("storyvid_dagster.billing") / "prices.yaml").read_text("utf-8")
    return Prices.model_validate(cast(object, yaml.safe_load(text)))
