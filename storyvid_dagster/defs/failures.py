"""What Dagster is told of an error: try again, or never."""

from collections.abc import Generator
from contextlib import contextmanager

import dagster as dg

from storyvid_dagster.errors import StoryvidError, may_pass

POLITE_RETRIES = dg.RetryPolicy(
    max_retries=2, delay=5, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS
)
"""For what can succeed later. Whatever a try made is in the cache, so a retry makes only the rest."""


@contextmanager
def permanent_failures() -> Generator[None]:
    """Keep Dagster from retrying what can never succeed."""
    try:
        yield
    except StoryvidError as error:
        if may_pass(error):
            raise
        raise dg.Failure(str(error), allow_retries=False) from error
