"""The jobs: a story, and what may be made of it beside the film."""

import dagster as dg

make_story = dg.define_asset_job(
    "make_story",
    selection=dg.AssetSelection.groups("storyvid"),
    description="A drawing becomes a film: every asset of one run_id.",
)
make_extras = dg.define_asset_job(
    "make_extras",
    selection=dg.AssetSelection.groups("extras"),
    description="Of a finished story: books, teaser, poster, contact sheet and manifest.",
)
