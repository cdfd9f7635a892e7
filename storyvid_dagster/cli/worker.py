"""`storyvid worker`: makes the stories that the machine with the upload folder asks for."""

from rich.console import Console

from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.errors import SetupError
from storyvid_dagster.settings import Settings


def work(settings: Settings, *, at_once: int) -> None:
    """Take runs until SIGTERM; those at work come to their end first.

    Raises:
        SetupError: The settings name nothing that is shared, or the packages for it are not installed.
    """
    if settings.broker_url is None or not settings.store_url:
        raise SetupError(
            "a worker needs what all machines share: set STORYVID_DATABASE_URL, STORYVID_BROKER_URL and"
            " STORYVID_STORE_URL, as docs/scale.md tells; on one machine `storyvid up` is enough"
        )
    try:
        from storyvid_dagster.defs import shared_worker
    except ModuleNotFoundError as error:
        raise SetupError(
            f"{error.name} is not installed: pip install 'storyvid-dagster[scale]' on every machine"
        ) from error
    with open_instance(settings.dagster_home):  # makes its tables, if this machine is the first
        pass
    Console().print(f"makes up to {at_once} stories at a time; Ctrl-C ends it", highlight=False)
    shared_worker.serve(settings.broker_url.get_secret_value(), at_once=at_once)
