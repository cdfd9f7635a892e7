"""The jobs: a story, what may be made of it beside the film, and many stories in one."""

import dagster as dg

from storyvid_dagster.defs.anthology_job import anthology

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


@dg.job(description="Many finished stories become one film and one book, under `data/anthologies/`.")
def make_anthology() -> None:
    """Make one anthology; the config says of which stories."""
    anthology()
