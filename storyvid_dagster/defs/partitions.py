"""The one partition every asset shares: a story."""

import dagster as dg

from storyvid_dagster.defs.records import RUN_ID

runs = dg.DynamicPartitionsDefinition(name=RUN_ID)

PARTITION_TAG = "dagster/partition"
"""Dagster's own tag on every run of a partition."""
RUN_KEY_TAG = "dagster/run_key"
"""Dagster's own tag on every run asked for under a key."""
ANTHOLOGY_TAG = "storyvid/anthology"
"""Of a run that makes an anthology: its name."""
