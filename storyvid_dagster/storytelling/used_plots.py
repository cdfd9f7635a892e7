"""Which plots the stories of this data folder tell, so that a whole class is told different ones."""

from collections import Counter
from dataclasses import dataclass

from storyvid_dagster.core import names
from storyvid_dagster.ports import Store


@dataclass(frozen=True)
class UsedPlots:
    """One empty file a story, its name says all: thousands are counted in a moment."""

    store: Store

    def to_others(self, run_id: str) -> Counter[str]:
        """Count how often each plot is told in other stories than this one."""
        told = map(names.parse_used_plot, self.store.keys("used_plots"))
        return Counter(plot for run, plot in filter(None, told) if run != run_id)

    def note(self, run_id: str, plot: str) -> None:
        """Note the plot of a story, in place of what it told before."""
        for key in list(self.store.keys("used_plots")):
            if names.owner(key) == run_id and key != names.used_plot(run_id, plot):
                self.store.delete(key)
        self.store.put(names.used_plot(run_id, plot), b"")
