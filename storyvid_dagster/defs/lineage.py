"""What was made from what: data versions as assets report them, and Dagster's answer of what is stale.

Dagster shows staleness in the UI and has no public call for it. `storyvid_dagster_tests/defs/test_lineage.py`
holds `stale_assets` to the answer of the UI, so that an upgrade that breaks it fails there.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import dagster as dg
from dagster._core.definitions.data_version import CachingStaleStatusResolver, StaleStatus
from dagster._core.loader import LoadingContext

from storyvid_dagster.core.files import Document
from storyvid_dagster.defs.code_versions import CODE_VERSIONS

D = TypeVar("D", bound=Document)
_CODE_VERSION_TAG, _DATA_VERSION_TAG = "dagster/code_version", "dagster/data_version"


def materialized(
    made: D, metadata: Mapping[str, Any], *, asset: str | None = None
) -> dg.MaterializeResult[D]:
    """Report a document, with the version of its content: what is made from it is stale when that changes.

    Args:
        made: The document.
        metadata: For people.
        asset: Which one, in a step that makes several.
    """
    version = dg.DataVersion(made.data_version)
    return dg.MaterializeResult(value=made, asset_key=asset, metadata=metadata, data_version=version)


def reported_again(document: Document, asset: str, run_id: str) -> dg.AssetMaterialization:
    """Say that a document is there, of whose making no record is left: by which code is not known."""
    return dg.AssetMaterialization(
        dg.AssetKey(asset),
        partition=run_id,
        description="Known again from its document: the record of its making was lost.",
        tags={_DATA_VERSION_TAG: document.data_version},
    )


def changed_since_made(
    instance: dg.DagsterInstance, run_id: str, documents: Mapping[str, Document]
) -> frozenset[str]:
    """Give the assets whose document says something else than it did when they were made.

    What other code made is not judged: it may have named the same content in another way.

    Args:
        instance: Knows what was made.
        run_id: Of the story.
        documents: Asset -> its document, as it is now.
    """

    def is_changed(asset: str, document: Document) -> bool:
        last = dg.AssetRecordsFilter(dg.AssetKey(asset), asset_partitions=[run_id])
        for record in instance.fetch_materializations(last, limit=1).records:
            made = record.asset_materialization
            tags = made.tags if made and made.tags else {}
            by_this_code = tags.get(_CODE_VERSION_TAG) == CODE_VERSIONS.get(asset)
            return by_this_code and tags.get(_DATA_VERSION_TAG) not in (None, document.data_version)
        return False

    return frozenset(asset for asset, document in documents.items() if is_changed(asset, document))


def stale_assets(
    instance: dg.DagsterInstance, repository: dg.RepositoryDefinition, run_id: str, assets: Iterable[str]
) -> frozenset[str]:
    """Give those of a story's assets that the UI shows as stale: of older code, or of other sources."""
    resolver = CachingStaleStatusResolver(instance, repository.asset_graph, _Asking(instance))
    return frozenset(
        name for name in assets if resolver.get_status(dg.AssetKey(name), run_id) is StaleStatus.STALE
    )


class _Asking(LoadingContext):
    """The cache of one question: nothing is remembered for the next."""

    def __init__(self, instance: dg.DagsterInstance) -> None:
        self._instance = instance
        self._loaders: dict[type, Any] = {}

    @property
    def instance(self) -> dg.DagsterInstance:
        return self._instance

    @property
    def loaders(self) -> dict[type, Any]:
        return self._loaders
