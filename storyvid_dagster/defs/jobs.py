"""The one job: everything of a story."""

import dagster as dg

make_story = dg.define_asset_job(
    "make_story",
    selection=dg.AssetSelection.groups("storyvid"),
    description="A drawing becomes a film: every asset of one run_id.",
)
