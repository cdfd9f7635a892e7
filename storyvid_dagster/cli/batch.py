"""`storyvid make FOLDER`: a story of every drawing in it, one after the other."""

import json
import logging
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console

from storyvid_dagster.cli.cache import prune_after_story
from storyvid_dagster.cli.make import claim, make_story, summary
from storyvid_dagster.cli.progress import BatchDisplay
from storyvid_dagster.definitions import build
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.resources import inbox_resource
from storyvid_dagster.errors import RequestError, StoryvidError
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.intake.pictures import ACCEPTED_SUFFIXES
from storyvid_dagster.settings import Settings


def make_films(
    settings: Settings, places: Iterable[Path], options: Mapping[str, Any], *, as_json: bool
) -> None:
    """Make a film of every drawing among `places`, files and folders, and print where they are.

    A file of options beside a drawing counts, and so does the folder's `story.yaml`; `options` go before
    both. A drawing that cannot become a story does not keep the others from becoming one.

    Raises:
        RequestError: There is no drawing, or a folder is the upload folder.
        StoryvidError: Some were not made; each is named with its reason.
    """
    console = Console(stderr=as_json)
    inbox = inbox_resource(settings).open()
    drawings = [drawing for place in places for drawing in drawings_in(place, inbox)]
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    made: list[dict[str, Any]] = []
    failed: dict[str, str] = {}
    with open_instance(settings.dagster_home) as instance, BatchDisplay(console, len(drawings)) as display:
        definitions = build(settings)
        for drawing in drawings:
            started_s = time.monotonic()
            try:
                asked = inbox.options(drawing).model_dump(mode="json")
                upload = claim(instance, inbox, drawing, {**asked, **options})
                display.begin(drawing.name, upload.run_id)
                finished = make_story(definitions, instance, inbox, upload, started_s)
            except StoryvidError as error:
                failed[str(drawing)] = str(error)
                display.end(drawing.name, problem=str(error))
                continue
            made.append(summary(finished, inbox.store))
            film = finished.video
            display.end(drawing.name, made=f"{film.run_id}  “{film.title}”, {film.duration_s:.0f} s")
            prune_after_story(settings, console)
    _report(console, made, failed, display.elapsed_s)
    if as_json:
        sys.stdout.write(json.dumps({"stories": made, "failed": failed}) + "\n")
    if failed:
        raise StoryvidError(f"{len(failed)} of {len(drawings)} drawings did not become a story, see above")


def drawings_in(place: Path, inbox: Inbox) -> list[Path]:
    """Give the drawings of a folder and the folders in it, sorted; a file counts as one.

    Raises:
        RequestError: There is no such place, no drawing in it, or it is the upload folder.
    """
    if not place.exists():
        raise RequestError(f"there is no drawing {place}")
    if not place.is_dir():
        return [place]
    if place.resolve() == inbox.root.resolve():
        raise RequestError(f"{place} is the upload folder: `storyvid up` makes stories of what lies there")
    found = [
        path
        for path in sorted(place.rglob("*"))
        if path.suffix.lower() in ACCEPTED_SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(place).parts)
    ]
    if not found:
        raise RequestError(
            f"there is no drawing in {place}: pictures end in {', '.join(sorted(ACCEPTED_SUFFIXES))}"
        )
    return found


def _report(
    console: Console, made: list[dict[str, Any]], failed: Mapping[str, str], elapsed_s: float
) -> None:
    films_s = sum(story["duration_s"] for story in made)
    cost_usd = sum(story["cost_usd"] for story in made)
    paid = f", ${cost_usd:.2f} paid" if cost_usd else ""
    console.print(
        f"{len(made)} films of {films_s:.0f} s in all, made in {elapsed_s:.0f} s{paid}", highlight=False
    )
    if made:
        console.print(f"films      {Path(made[0]['video']).parent}", highlight=False, soft_wrap=True)
    for drawing, problem in failed.items():
        console.print(f"not made   {drawing}: {problem}", highlight=False, markup=False, soft_wrap=True)
