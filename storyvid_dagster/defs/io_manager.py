"""Keeps each stage's document as JSON. Media bytes never pass through here."""

from typing import Any

import dagster as dg

from storyvid_dagster.core import names
from storyvid_dagster.core.files import Document
from storyvid_dagster.defs.failures import permanent_failures
from storyvid_dagster.defs.stores import store_of
from storyvid_dagster.media.documents import load_document, write_document


class DocumentIOManager(dg.ConfigurableIOManager):
    """One document per asset and run, as `documents/{run_id}_{asset}.json` of the store."""

    base: str

    def handle_output(self, context: dg.OutputContext, obj: Document) -> None:
        """Write a document whole.

        Raises:
            dagster.Failure: The disk does not take it.
        """
        with permanent_failures():
            write_document(obj, _key(context), store_of(self.base))

    def load_input(self, context: dg.InputContext) -> Any:
        """Read a document as the type the asset asks for.

        Raises:
            dagster.Failure: It is missing, or was written by other code.
        """
        with permanent_failures():
            return load_document(context.dagster_type.typing_type, _key(context), store_of(self.base))


def _key(context: dg.InputContext | dg.OutputContext) -> str:
    return names.document(context.partition_key, context.asset_key.path[-1])
