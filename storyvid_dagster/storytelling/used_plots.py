"""What the stories of this data folder are made of, so that a whole class is told different ones."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from storyvid_dagster.core import names
from storyvid_dagster.ports import Store


@dataclass(frozen=True)
class UsedPlots:
    """One empty file a story and choice (its plot, opening, name), whose name says all: quick to count."""

    store: Store

    def to_others(self, run_id: str) -> Counter[str]:
        """Count how often each choice is made in other stories than this one."""
        told = map(names.parse_used_plot, self.store.keys("used_plots"))
        return Counter(choice for run, choice in filter(None, told) if run != run_id)

    def note(self, run_id: str, choices: Iterable[str]) -> None:
        """Note the choices of a story, in place of what it told before."""
        keys = {names.used_plot(run_id, choice) for choice in choices}
        for key in list(self.store.keys("used_plots")):
            if names.owner(key) == run_id and key not in keys:
                self.store.delete(key)
        for key in keys:
            self.store.put(key, b"")
