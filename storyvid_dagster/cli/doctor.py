"""`storyvid doctor`: why a story is not finished, and what will happen next."""

from rich.console import Console
from rich.markup import escape

from storyvid_dagster.billing.books import open_books
from storyvid_dagster.billing.ledger import total
from storyvid_dagster.cli.columns import print_rows
from storyvid_dagster.cli.running import Running
from storyvid_dagster.cli.status import gather
from storyvid_dagster.cli.stories import no_such_story, stories
from storyvid_dagster.defs.circumstances import circumstances_of
from storyvid_dagster.defs.prospects import prospects
from storyvid_dagster.media.open_store import open_store
from storyvid_dagster.settings import Settings


def explain(settings: Settings, run_id: str) -> None:
    """Print how a story stands, why it is not finished, what happens by itself and what a person can do.

    Raises:
        RequestError: There is no such story.
    """
    known, store = stories(settings), open_store(settings)
    if run_id not in known:
        raise no_such_story(run_id, known)
    (story,) = gather(settings, store, {run_id: known[run_id]})
    about = circumstances_of(
        story,
        settings.dagster_home,
        is_up=Running(settings.dagster_home).up() is not None,
        nights=settings.heal_attempts,
        night=f"{settings.heal_cron}, {settings.heal_timezone}",
    )
    told = prospects(story, about)
    rows = [("story", f"{run_id} “{escape(story.title)}”"), ("state", story.state_in_words)]
    rows += [("why", escape(told.why)), ("next", escape(told.next))]
    if told.todo:
        rows.append(("what to do", escape(told.todo)))
    if (spent := total(open_books(settings.ledger, store).of_run(run_id))).calls:
        rows.append(("paid", f"${spent.usd:.3f} in {spent.calls} calls; what is paid for is not paid again"))
    print_rows(Console(), rows)
