"""What Dagster loads, with fakes in place of every provider; films are real, and short."""

import dagster as dg

from storyvid_dagster import settings
from storyvid_dagster.defs import assets, resources
from storyvid_dagster.defs.jobs import make_story
from storyvid_dagster.providers.fakes import (
    FakeModerator,
    FakeNarrator,
    FakePainter,
    FakeProviders,
    FakeReader,
    FakeWriter,
)


def over_fakes(chosen: settings.Settings) -> dg.Definitions:
    providers = FakeProviders(FakeReader(), FakeWriter(), FakePainter(), FakeNarrator(), FakeModerator())
    made_with = {**resources.from_settings(chosen), "providers": providers}
    executor = dg.in_process_executor
    return dg.Definitions(assets=assets.ALL, jobs=[make_story], resources=made_with, executor=executor)
