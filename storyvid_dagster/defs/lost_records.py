"""Knows stories again from their documents, where Dagster's records of them were lost or deleted."""

from dataclasses import dataclass

import dagster as dg

from storyvid_dagster.core import names
from storyvid_dagster.defs.lineage import reported_again
from storyvid_dagster.defs.partitions import RUN_ID
from storyvid_dagster.errors import MediaError
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.documents import STAGES, load_document
from storyvid_dagster.media.faults import faults_of
from storyvid_dagster.stages.approval import waits_for_approval


@dataclass(frozen=True)
class KnownAgain:
    """The run_ids of stories that Dagster had no record of."""

    made: tuple[str, ...] = ()
    """All that was asked for is there, or a person has to say how it goes on."""
    goes_on: tuple[str, ...] = ()
    """The rest is made as soon as the sensor looks."""


def know_again(instance: dg.DagsterInstance, inbox: Inbox) -> KnownAgain:
    """Give Dagster back the stories that have an upload but no partition, and let unfinished ones go on.

    What was made is reported as made, so nothing whole is made again. Every step may be repeated: the
    partition, by which a story counts as known, comes last.
    """
    made: list[str] = []
    goes_on: list[str] = []
    with inbox.lock():
        taken_on = {*instance.get_dynamic_partitions(RUN_ID), *inbox.memory.pending_run_ids()}
        for run_id in sorted(_uploaded(inbox) - taken_on):
            unmade = _report(instance, inbox, run_id)
            if unmade and not inbox.memory.is_stopped(run_id) and not waits_for_approval(run_id, inbox.store):
                inbox.memory.mark_pending(run_id)
                goes_on.append(run_id)
            else:
                made.append(run_id)
            instance.add_dynamic_partitions(RUN_ID, [run_id])
    return KnownAgain(tuple(made), tuple(goes_on))


def _uploaded(inbox: Inbox) -> set[str]:
    uploads = (key for key in inbox.store.keys("documents") if key.endswith("_upload.json"))
    return set(filter(None, map(names.owner, uploads)))


def _report(instance: dg.DagsterInstance, inbox: Inbox, run_id: str) -> bool:
    """Report what is whole of a story; tell whether anything that was asked for is not."""
    faulty = {fault.asset for fault in faults_of(run_id, inbox.store)}
    for asset in STAGES:  # in order: without provenance, Dagster tells by the time what is stale
        if asset in faulty:
            continue
        try:
            document = load_document(STAGES[asset], names.document(run_id, asset), inbox.store)
        except MediaError:  # of other code
            faulty.add(asset)
        else:
            instance.report_runless_asset_event(reported_again(document, asset, run_id))
    try:
        upload = inbox.find(run_id)
    except MediaError:
        return False  # a look tells of claims that this version cannot read
    wanted = STAGES.keys() if upload is None or upload.wanted is None else {*upload.wanted}
    return bool(faulty & wanted)
