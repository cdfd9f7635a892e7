"""Watches the upload folder: a drawing dropped there becomes one partition and one run."""

import time

import dagster as dg

from storyvid_dagster.defs.dead_runs import RETRY_ASKED, end_dead_runs, take_over_retries
from storyvid_dagster.defs.jobs import make_anthology, make_story
from storyvid_dagster.defs.partitions import ANTHOLOGY_TAG, PARTITION_TAG, RUN_ID, RUN_KEY_TAG, runs
from storyvid_dagster.intake.anthologies import begun, orders
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.intake.uploads import Upload


def upload_sensor(*, interval_s: int, per_tick: int) -> dg.SensorDefinition:
    """Make the sensor; it starts at most `per_tick` runs a tick and leaves the rest to the next."""

    @dg.sensor(
        job=make_story,
        minimum_interval_seconds=interval_s,
        default_status=dg.DefaultSensorStatus.RUNNING,
    )
    def new_drawings(
        context: dg.SensorEvaluationContext, inbox: dg.ResourceParam[Inbox]
    ) -> dg.SensorResult | dg.SkipReason:
        """Start one run for each drawing dropped into the upload folder."""
        with inbox.lock():
            taken = set(context.instance.get_dynamic_partitions(RUN_ID))
            scan = inbox.scan(now_s=time.time(), limit=per_tick, taken=taken)
            for line in scan.rejected:
                context.log.warning("rejected %s", line)
            for line in scan.notes:
                context.log.warning("left %s", line)
            uploads = not_started(inbox, context.instance, per_tick)
        if not uploads:
            return dg.SkipReason(
                f"no new drawings in {inbox.root}: {scan.waiting} waiting, {len(scan.rejected)} rejected"
            )
        return dg.SensorResult(
            dynamic_partitions_requests=[runs.build_add_request([upload.run_id for upload in uploads])],
            run_requests=[run_request(upload) for upload in uploads],
        )

    return new_drawings


@dg.sensor(
    job=make_anthology,
    minimum_interval_seconds=5,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def asked_anthologies(
    context: dg.SensorEvaluationContext, inbox: dg.ResourceParam[Inbox]
) -> dg.SensorResult | dg.SkipReason:
    """Start the anthologies that were asked for on the page."""
    requests: list[dg.RunRequest] = []
    for order in orders(inbox.store):
        if context.instance.get_run_records(dg.RunsFilter(tags={RUN_KEY_TAG: order.run_key}), limit=1):
            begun(order, inbox.store)
            continue
        config = {"name": order.name, "title": order.title, "run_ids": list(order.run_ids)}
        requests.append(
            dg.RunRequest(
                run_key=order.run_key,
                run_config={"ops": {"anthology": {"config": config}}},
                tags={ANTHOLOGY_TAG: order.name, "storyvid/source": "page"},
            )
        )
    return dg.SensorResult(run_requests=requests) if requests else dg.SkipReason("no anthology is asked for")


@dg.sensor(
    job=make_story,
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Ends the runs whose process is gone, so that they are started again.",
)
def dead_runs(context: dg.SensorEvaluationContext) -> dg.SkipReason | dg.SensorResult:
    """Write down as ended what no process works on any more, and start what Dagster does not start again."""
    ended = [run.tags.get(PARTITION_TAG, run.job_name) for run in end_dead_runs(context.instance)]
    lost = [run for run in take_over_retries(context.instance) if run.job_name == make_story.name]
    if lost:
        return dg.SensorResult(run_requests=[_once_more(run) for run in lost])
    return dg.SkipReason(
        f"their process has gone: {', '.join(ended)}" if ended else "every run has its process"
    )


def _once_more(run: dg.DagsterRun) -> dg.RunRequest:
    """Ask for a run of the same assets of the same story."""
    ours = {name: value for name, value in run.tags.items() if name.startswith("storyvid/")}
    ours.pop(RETRY_ASKED, None)
    return dg.RunRequest(
        run_key=f"once more: {run.run_id}",
        partition_key=run.tags.get(PARTITION_TAG),
        tags=ours,
        asset_selection=sorted(run.asset_selection) if run.asset_selection else None,
    )


def not_started(inbox: Inbox, instance: dg.DagsterInstance, limit: int) -> list[Upload]:
    """Give the oldest claimed uploads that have no run, and tick off those that have one.

    The instance decides, not memory: a tick that was killed after it asked for a run, or before,
    is told apart here. Dagster drops a second request of the same run_key, so asking again is safe.
    """
    waiting: list[Upload] = []
    for upload in inbox.pending():
        if instance.get_run_records(dg.RunsFilter(tags={RUN_KEY_TAG: upload.run_key}), limit=1):
            inbox.started(upload.run_id)
        else:
            waiting.append(upload)
        if len(waiting) == limit:
            break
    return waiting


def run_request(upload: Upload) -> dg.RunRequest:
    """Ask for the run of an upload, of no more than it wants. A later drop of the drawing has another key."""
    wanted = None if upload.wanted is None else [dg.AssetKey(asset) for asset in upload.wanted]
    return dg.RunRequest(
        run_key=upload.run_key,
        partition_key=upload.run_id,
        tags={"storyvid/source": "upload"},
        asset_selection=wanted,
    )
