"""Keeps each stage's document as JSON. Media bytes never pass through here."""

from typing import Any

import dagster as dg
from pydantic import BaseModel, ValidationError
from upath import UPath

from storyvid_dagster.core import names
from storyvid_dagster.defs.failures import permanent_failures
from storyvid_dagster.errors import MediaError


class DocumentIOManager(dg.ConfigurableIOManager):
    """One pydantic document per asset and run, as `documents/{run_id}_{asset}.json` below a folder or URL."""

    base: str

    def handle_output(self, context: dg.OutputContext, obj: BaseModel) -> None:
        """Write a document whole."""
        path = self._path(context)
        path.parent.mkdir(parents=True, exist_ok=True)
        data = obj.model_dump_json(indent=2).encode()
        if path.protocol in {"", "file"}:
            part = path.with_name(f".part-{path.name}")
            part.write_bytes(data)
            part.replace(path)
        else:
            path.write_bytes(data)  # object stores publish a write whole

    def load_input(self, context: dg.InputContext) -> Any:
        """Read a document as the type the asset asks for.

        Raises:
            dagster.Failure: It is missing, or was written by other code.
        """
        path = self._path(context)
        with permanent_failures():
            try:
                return context.dagster_type.typing_type.model_validate_json(path.read_bytes())
            except FileNotFoundError as error:
                raise MediaError(f"{path.name} is missing: materialize its asset first") from error
            except ValidationError as error:
                raise MediaError(f"{path.name} is of other code: materialize its asset again") from error

    def _path(self, context: dg.InputContext | dg.OutputContext) -> UPath:
        return UPath(self.base) / names.document(context.partition_key, context.asset_key.path[-1])
