"""The nightly pruning."""

import os

import dagster as dg

from storyvid_dagster.core import names
from storyvid_dagster.defs.pruning import prune_schedule
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.store import MediaStore


def test_the_schedule_prunes_the_cache_and_says_so(store: MediaStore) -> None:
    key = names.cached("speech", "ab" * 32, "pcm")
    store.put(key, bytes(3_000_000))
    os.utime(store.path(key), (0, 0))
    schedule = prune_schedule(bytes_left=1e6, cron="0 3 * * *", timezone="UTC")
    inbox = Inbox(store.root / "uploads", store)
    with dg.instance_for_test() as instance:
        said = schedule(dg.build_schedule_context(instance=instance, resources={"inbox": inbox}))
    assert "removed 1 entries (3 MB)" in str(said)
    assert not store.exists(key)
