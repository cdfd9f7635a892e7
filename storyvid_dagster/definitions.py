"""What Dagster loads: every asset, check, sensor and schedule, and what they are made with."""

import dagster as dg

from storyvid_dagster import settings
from storyvid_dagster.defs import assets, checks, extras, resources
from storyvid_dagster.defs.jobs import make_anthology, make_extras, make_story
from storyvid_dagster.defs.schedules import HealPolicy, heal_schedule
from storyvid_dagster.defs.sensors import upload_sensor


@dg.definitions
def defs() -> dg.Definitions:
    """Load with the settings of the environment."""
    return build(settings.load())


def build(chosen: settings.Settings) -> dg.Definitions:
    """Put everything together for given settings."""
    executors = {"in_process": dg.in_process_executor, "multiprocess": dg.multiprocess_executor}
    return dg.Definitions(
        assets=[*assets.ALL, *extras.ALL],
        asset_checks=checks.ALL,
        jobs=[make_story, make_extras, make_anthology],
        sensors=[upload_sensor(interval_s=chosen.sensor_interval_s, per_tick=chosen.uploads_per_tick)],
        schedules=[
            heal_schedule(
                cron=chosen.heal_cron,
                timezone=chosen.heal_timezone,
                policy=HealPolicy(
                    run_ids_a_night=chosen.heal_run_ids_per_tick,
                    attempts=chosen.heal_attempts,
                    stale=chosen.heal_stale,
                ),
            )
        ],
        resources=resources.from_settings(chosen),
        executor=executors[chosen.executor],
    )
