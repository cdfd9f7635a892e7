"""What happens when a provider does not deliver: the next one, said aloud, or nobody."""

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from storyvid_dagster.errors import ProviderError

Provider = TypeVar("Provider")
Result = TypeVar("Result")
Notes = tuple[str, ...]

_log = logging.getLogger(__name__)


def try_in_order(
    providers: Sequence[Provider], make: Callable[[Provider, Notes], Result], what: str
) -> Result:
    """Make something with the first provider that delivers it whole.

    Args:
        providers: In the order they are tried; there is a second one only where falling back is allowed.
        make: Makes it with a provider and the notes its document is to carry.
        what: Completes "... did not work" for people, such as `run 5f6c63ab: the pictures`.

    Raises:
        ProviderError: The last one did not deliver.
    """
    notes: Notes = ()
    for provider in providers[:-1]:
        try:
            return make(provider, notes)
        except ProviderError as error:
            note = f"fallback: {what} by the embedded engine, because the vendor did not deliver: {error}"
            _log.warning("%s", note)
            notes = (*notes, note)
    return make(providers[-1], notes)
