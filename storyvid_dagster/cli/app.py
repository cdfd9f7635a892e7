"""Every subcommand and its options. What they do is in the modules beside this one.

Those, and the settings, are imported when they are called: Dagster takes a second, and `--help` should not.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console

from storyvid_dagster.cli.story_options import takes_story_options
from storyvid_dagster.errors import SetupError, StoryvidError

if TYPE_CHECKING:
    from storyvid_dagster.settings import Settings

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="A child's drawing goes in; a narrated story film comes out.",
)


def main() -> None:
    """Run the command; an error of ours is one line on stderr and exit code 1, never a traceback."""
    try:
        _require_posix()
        app()
    except KeyboardInterrupt:
        Console(stderr=True).print(
            "stopped; what was made so far is kept, and the same command goes on from there"
        )
        sys.exit(130)
    except StoryvidError as error:
        _end_with(error)
    except OSError as error:
        from storyvid_dagster.media import disk

        if not disk.is_of_disk(error):
            raise
        place = Path(error.filename)
        _end_with(disk.in_words(error, place.name, place.parent))


def _end_with(error: StoryvidError) -> NoReturn:
    """Say what went wrong, and end."""
    Console(stderr=True).print(f"[red]storyvid:[/] {_escaped(error)}", highlight=False, soft_wrap=True)
    sys.exit(1)


def _require_posix() -> None:
    """Refuse native Windows, which has neither process groups nor folders that can be flushed to disk.

    Raises:
        SetupError: This is it.
    """
    if os.name == "nt":
        raise SetupError("Windows is supported in WSL only: https://learn.microsoft.com/windows/wsl/install")


def _escaped(error: StoryvidError) -> str:
    return str(error).replace("[", "\\[")


DrawingPath = Annotated[Path, typer.Argument(help="The drawing: png jpg webp heic avif tif bmp gif svg pdf")]


@app.command()
@takes_story_options
def make(
    drawings: Annotated[
        list[Path],
        typer.Argument(help="A drawing, several, or a folder of them: png jpg webp heic ... svg pdf"),
    ],
    options: Mapping[str, Any],
    height: Annotated[int | None, typer.Option(min=240, max=2160, help="Short side of the film, px")] = None,
    fps: Annotated[int | None, typer.Option(min=12, max=60, help="Frames per second")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object as the last line")] = False,
) -> None:
    """Make a film of a drawing, start to end, and say where it is; of a folder, one of each drawing in it."""
    chosen = _settings(height=height, fps=fps)
    if len(drawings) == 1 and not drawings[0].is_dir():
        from storyvid_dagster.cli.make import make_film

        make_film(chosen, drawings[0], options, as_json=as_json)
    else:
        from storyvid_dagster.cli.batch import make_films

        make_films(chosen, drawings, options, as_json=as_json)


@app.command()
def extras(
    run_id: Annotated[str, typer.Argument(help="A finished story")],
    only: Annotated[list[str] | None, typer.Option(help="An asset, such as teaser")] = None,
) -> None:
    """Make books, teaser, poster, contact sheet and manifest of a story, and say where they are."""
    chosen = _settings()
    from storyvid_dagster.cli.extras import make_extras

    make_extras(chosen, run_id, only or [])


@app.command("approve")
def approve_script(
    run_id: Annotated[str, typer.Argument(help="A story whose script waits for a yes")],
) -> None:
    """Say yes to the script of a story made with --approve, and make its film."""
    chosen = _settings()
    from storyvid_dagster.cli import approve

    approve.approve_script(chosen, run_id)


@app.command()
def preview(
    run_id: Annotated[str, typer.Argument(help="A story with pictures and narration")],
    scene: Annotated[int | None, typer.Option(min=1, help="Only this scene")] = None,
) -> None:
    """Draw a quick look at a story's film, small and without sound."""
    chosen = _settings()
    from storyvid_dagster.cli.preview import show_preview

    show_preview(chosen, run_id, scene)


@app.command()
def anthology(
    name: Annotated[str, typer.Argument(help="Of its files: a-z, 0-9 and -")],
    run_ids: Annotated[
        list[str] | None, typer.Argument(help="Finished stories, in order; without one, all of them")
    ] = None,
    title: Annotated[str, typer.Option(help="Stands on the film and on the book")] = "Our stories",
) -> None:
    """Make one film and one book of many finished stories, and say where they are."""
    chosen = _settings()
    from storyvid_dagster.cli.anthology import make_anthology

    make_anthology(chosen, name, title, run_ids or [])


@app.command()
@takes_story_options
def estimate(drawing: DrawingPath, options: Mapping[str, Any]) -> None:
    """Say what a film of a drawing would cost with OpenAI and ElevenLabs. Needs no key."""
    chosen = _settings()
    from storyvid_dagster.cli.money import show_estimate

    show_estimate(chosen, drawing, options)


@app.command()
def cost(
    run_id: Annotated[str | None, typer.Argument(help="One story; without it, every day's sums")] = None,
) -> None:
    """Say what was spent, call by call or day by day."""
    chosen = _settings()
    from storyvid_dagster.cli.money import show_cost

    show_cost(chosen, run_id)


@app.command()
def cache(
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove what was not used for longest, down to the bound")
    ] = False,
    to_gb: Annotated[
        float | None, typer.Option(min=0, help="With --prune: down to so many gigabytes")
    ] = None,
) -> None:
    """Say how large the cache is, kind by kind, or prune it; what is removed is made again when needed."""
    if to_gb is not None and not prune:
        raise typer.BadParameter("--to-gb goes with --prune")
    chosen = _settings()
    from storyvid_dagster.cli.cache import prune_now, show

    if prune:
        prune_now(chosen, to_gb)
    else:
        show(chosen)


@app.command()
def up(
    host: Annotated[str, typer.Option(help="Address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port of the Dagster UI")] = 3000,
    replace: Annotated[
        bool, typer.Option("--replace", help="End the one that is up, and take its place")
    ] = False,
) -> None:
    """Start the Dagster UI and daemon: watch the upload folder, heal at night, until Ctrl-C."""
    chosen = _settings()
    from storyvid_dagster.cli.up import serve

    serve(chosen, host, port, replace=replace)


@app.command()
def password() -> None:
    """Set the password of pages, API and UI; before there is one, only this machine may be let in."""
    chosen = _settings()
    from storyvid_dagster.web.access import set_password

    set_password(chosen.data_dir, typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    Console().print("Whoever opens the page is asked for it from its next start on.", highlight=False)


@app.command()
def token() -> None:
    """Print a new token for programs, in place of the one before: `Authorization: Bearer TOKEN`."""
    chosen = _settings()
    from storyvid_dagster.web.access import new_token

    typer.echo(new_token(chosen.data_dir))


@app.command()
def down() -> None:
    """End what `storyvid up` started for this data folder, wherever it was started."""
    chosen = _settings()
    from storyvid_dagster.cli.up import stop

    for line in stop(chosen) or ["nothing was running"]:
        Console().print(line, highlight=False, markup=False)


@app.command()
def worker(
    at_once: Annotated[int, typer.Option(min=1, help="Stories at a time")] = 2,
) -> None:
    """Take stories from the broker and make them, on this machine; needs what docs/scale.md tells."""
    chosen = _settings()
    from storyvid_dagster.cli.worker import work

    work(chosen, at_once=at_once)


@app.command()
def status(
    run_id: Annotated[str | None, typer.Argument(help="One story; without it, all of them")] = None,
    files: Annotated[bool, typer.Option("--files", help="And every file of it")] = False,
    every: Annotated[bool, typer.Option("--all", help="Not only the newest hundred")] = False,
) -> None:
    """Say which stories there are and how far they are; of one, what is missing and what to do."""
    chosen = _settings()
    from storyvid_dagster.cli.status import NEWEST, show

    show(chosen, run_id, files=files, most=None if every else NEWEST)


@app.command()
def doctor(
    run_id: Annotated[str | None, typer.Argument(help="A story; without: the store of all")] = None,
) -> None:
    """Say why a story is not finished, what happens next and what you can do; or test the store."""
    chosen = _settings()
    from storyvid_dagster.cli.check_store import check_store
    from storyvid_dagster.cli.doctor import explain

    if run_id is not None:
        explain(chosen, run_id)
    elif not check_store(chosen):
        raise typer.Exit(1)


@app.command()
def stats(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object")] = False,
) -> None:
    """Count films, failures by cause, cost, seconds by stage, and what came from the cache."""
    chosen = _settings()
    from storyvid_dagster.cli.stats import show

    show(chosen, as_json=as_json)


@app.command("dagster-home")
def dagster_home() -> None:
    """Print the folder of the Dagster instance, made ready: for DAGSTER_HOME before `dagster dev`."""
    chosen = _settings()
    from storyvid_dagster.defs.instance import open_instance

    with open_instance(chosen.dagster_home):
        typer.echo(chosen.dagster_home)


@app.command()
def verify(
    run_id: Annotated[str | None, typer.Argument(help="One story; without it, all of them")] = None,
    mend: Annotated[
        bool, typer.Option("--mend", help="Make what is damaged again, and nothing else")
    ] = False,
) -> None:
    """Read every byte of the stories, and say which files are missing, cut short or overwritten."""
    chosen = _settings()
    from storyvid_dagster.cli import verify as verifying

    if not verifying.verify(chosen, run_id, mend=mend):
        raise typer.Exit(1)


@app.command()
def migrate() -> None:
    """Bring a data folder of an older version to this one, which every other command does, too."""
    from storyvid_dagster import settings
    from storyvid_dagster.media import migration
    from storyvid_dagster.media.store import MediaStore

    moved = migration.migrate(MediaStore(settings.load().data_dir))
    for key in moved:
        typer.echo(f"moved to {key}")
    typer.echo(f"{len(moved)} files moved: the data folder has the names of this version")


@app.command("check-setup")
def check_setup() -> None:
    """Say what works on this machine, and how to mend what does not."""
    chosen = _settings()
    from storyvid_dagster.cli.check_setup import show

    if not show(chosen):
        raise typer.Exit(1)


@app.command()
def forget(
    run_id: Annotated[str | None, typer.Argument(help="The story to delete")] = None,
    older_than: Annotated[
        str | None, typer.Option(help="Instead: all older than so many days, as 30d")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask")] = False,
) -> None:
    """Delete every file, document, cache entry and record of a story, or of all old ones."""
    if (run_id is None) == (older_than is None):
        raise typer.BadParameter("give a RUN_ID, or --older-than 30d")
    chosen = _settings()
    from storyvid_dagster.cli.forget import forget_old_stories, forget_story

    if run_id is not None:
        forget_story(chosen, run_id)
    elif older_than is not None:
        forget_old_stories(chosen, older_than, is_sure=yes)


def _settings(**overrides: object) -> "Settings":
    from storyvid_dagster import settings
    from storyvid_dagster.defs import instance_config
    from storyvid_dagster.media.migration import migrate
    from storyvid_dagster.media.store import MediaStore

    chosen = settings.load(**overrides)
    chosen.export()
    instance_config.choose(chosen.dagster_home, shared=chosen.is_shared)
    migrate(MediaStore(chosen.data_dir))
    return chosen
