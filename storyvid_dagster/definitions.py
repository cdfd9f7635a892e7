"""What Dagster loads: every asset, check, sensor and schedule, and what they are made with."""

import functools
import logging

import dagster as dg

from storyvid_dagster import settings
from storyvid_dagster.core.webhooks import allowed_origins
from storyvid_dagster.defs import assets, checks, extras, resources
from storyvid_dagster.defs.alerts import budget_sensor
from storyvid_dagster.defs.forgetting import forget_schedule
from storyvid_dagster.defs.jobs import make_anthology, make_extras, make_story
from storyvid_dagster.defs.pruning import prune_schedule
from storyvid_dagster.defs.schedules import HealPolicy, heal_schedule, heal_stories
from storyvid_dagster.defs.sensors import asked_anthologies, dead_runs, upload_sensor
from storyvid_dagster.defs.webhooks import webhook_sensor


@dg.definitions
def defs() -> dg.Definitions:
    """Load with the settings of the environment."""
    throwaway = settings.in_throwaway_instance()
    if throwaway:
        _warn_of_throwaway()
    return build(settings.load(), by_itself=not throwaway)


@functools.cache  # Dagster loads definitions more than once in a process
def _warn_of_throwaway() -> None:
    logging.getLogger("dagster").warning(
        "DAGSTER_HOME is not set: this instance is deleted when it ends, `make ui` never sees what is made in"
        " it, and neither sensor nor schedule is loaded, so that it takes no drawing from the upload folder."
        " For the project's own instance: export DAGSTER_HOME=$(storyvid dagster-home)"
    )


def build(chosen: settings.Settings, *, by_itself: bool = True) -> dg.Definitions:
    """Put everything together for given settings; `by_itself`: with sensors and schedule."""
    executors = {"in_process": dg.in_process_executor, "multiprocess": dg.multiprocess_executor}
    return dg.Definitions(
        assets=[*assets.ALL, *extras.ALL],
        asset_checks=checks.ALL,
        jobs=[make_story, make_extras, make_anthology, heal_stories],
        sensors=_sensors(chosen) if by_itself else [],
        schedules=_schedules(chosen) if by_itself else [],
        resources=resources.from_settings(chosen),
        executor=executors[chosen.executor],
    )


def _sensors(chosen: settings.Settings) -> list[dg.SensorDefinition]:
    uploads = upload_sensor(interval_s=chosen.sensor_interval_s, per_tick=chosen.uploads_per_tick)
    sensors = [uploads, asked_anthologies, dead_runs]
    origins = allowed_origins(chosen.webhook_hosts)
    if chosen.webhook_secret and (chosen.webhook_url or origins):
        sensors.append(webhook_sensor(chosen.webhook_url, chosen.webhook_secret, origins))
    if chosen.webhook_secret and chosen.webhook_url and chosen.budget_usd_day not in ("none", 0):
        sensors.append(budget_sensor(chosen.webhook_url, chosen.webhook_secret, chosen.budget_usd_day))
    return sensors


def _schedules(chosen: settings.Settings) -> list[dg.ScheduleDefinition]:
    policy = HealPolicy(
        run_ids_a_night=chosen.heal_run_ids_per_tick,
        attempts=chosen.heal_attempts,
        stale=chosen.heal_stale,
    )
    night = {"cron": chosen.heal_cron, "timezone": chosen.heal_timezone}
    schedules = [
        heal_schedule(**night, policy=policy),
        prune_schedule(**night, bytes_left=chosen.cache_bytes),
    ]
    if chosen.forget_after_days is not None:
        schedules.append(forget_schedule(**night, days=chosen.forget_after_days))
    return schedules
