"""Many stories in one: an op, since which stories are in it is said anew each time."""

from datetime import date

import dagster as dg
from pydantic import Field

from storyvid_dagster.defs import metadata
from storyvid_dagster.defs.failures import POLITE_RETRIES, permanent_failures
from storyvid_dagster.defs.resources import FilmResource
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.stages.anthology import make_anthology


class AnthologyConfig(dg.Config):
    """What a person says in the launchpad."""

    name: str = Field(description="Of the files in data/anthologies/: a-z, 0-9 and -")
    title: str = Field(default="Our stories", description="Stands on the film and on the book")
    run_ids: list[str] = Field(default=[], description="Finished stories, in order; none: all of them")


@dg.op(retry_policy=POLITE_RETRIES)
def anthology(
    context: dg.OpExecutionContext,
    config: AnthologyConfig,
    media: dg.ResourceParam[MediaStore],
    ffmpeg: dg.ResourceParam[Ffmpeg],
    film: FilmResource,
) -> None:
    """One film and one book of many finished stories: `anthologies/{name}.mp4` and `.pdf`."""
    with permanent_failures():
        made = make_anthology(
            config.name, config.title, config.run_ids, date.today(), store=media, ffmpeg=ffmpeg
        )
    shown = metadata.of_anthology(made, film.media_url)
    context.log_event(dg.AssetMaterialization(["anthology", made.name], metadata=shown))
